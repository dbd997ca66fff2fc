//! The proof over small pipelines: what leaks is refused with its path, what is sound passes.
#![expect(clippy::string_slice, reason = "offsets under test")]

use std::fmt::Write;
use weir_analysis::{Analysis, analyze};
use weir_diagnostics::{Diagnostic, FileId, Span};
use weir_ir::Hold;

const RETAILER: &str = include_str!("../../../pipelines/online_retailer.weir");

/// A source, a topic, two keys, and places to run.
const BASE: &str = r#"
pipeline p { owner = "o" }

source shop: postgres {
  database = "d"
  user     = "u"
  password = secret("shop_password")

  table customers {
    id      int          @key
    email   varchar(100) @pii
    town    varchar(100)
    balance int          @pii
  }

  table orders {
    id       int         @key
    customer int         @references(shop.customers.id)
    note     varchar(50) @health
  }
}

topic payments {
  id     int    @key
  card   string @pci
  backup string @pci
  other  string
  ts     timestamp_ltz(3) @event_time
}

classification health { implies = pii }

kek own_key: aws_kms

kek shared_key: aws_kms { shared = true }

environment local: self_managed {
  kafka    = "localhost:9092"
  registry = "http://localhost:8081"
  connect  = "http://localhost:8083"
  flink_gateway = "http://localhost:8084"
  flink_rest    = "http://localhost:8085"

  bind own_key: local_kms
  bind shared_key: local_kms
  bind shop { host = "localhost" }
  bind lake { catalog = hadoop warehouse = "file:///tmp/lake" }
}

environment cloud: confluent_cloud {
  cloud  = aws
  region = "us-east-1"

  bind shop { provision = rds }
}
"#;

fn lake(from: &str) -> String {
    format!("sink lake: iceberg {{\n  catalog = glue\n  from    = [{from}]\n}}\n")
}

struct Checked {
    text: String,
    analysis: Analysis,
}

fn check(text: String) -> Checked {
    let parsed = weir_syntax::parse(FileId(0), &text);
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    let analysis = analyze(&[parsed.file]);
    Checked { text, analysis }
}

fn pipeline(items: &str) -> Checked {
    // Environments bind the sink, so there is always one.
    let free = if items.contains("sink lake") {
        String::new()
    } else {
        "transform free { SELECT id, customer FROM shop.orders }\n".to_string() + &lake("free")
    };
    check(format!("{BASE}\n{free}{items}\n"))
}

impl Checked {
    fn at(&self, span: Span) -> &str {
        &self.text[span.start as usize..span.end as usize]
    }

    /// Diagnostics of the proof, of queries and rules; other warnings are not this table's.
    fn found(&self) -> Vec<&Diagnostic> {
        let ours = |id: &str| id.starts_with('E') || id.starts_with("W07") || id.starts_with("W08");
        self.analysis.diagnostics.iter().filter(|found| ours(found.code.id)).collect()
    }

    /// A line a diagnostic: code and text at the primary place; then its labels in order, `text at the place: words`.
    fn report(&self) -> String {
        let mut out = String::new();
        for found in self.found() {
            let _ = writeln!(out, "{} {}", found.code.id, found.message);
            for label in &found.labels {
                let _ = writeln!(out, "  {} | {}", self.at(label.span).replace('\n', " "), label.text);
            }
            for note in &found.notes {
                let _ = writeln!(out, "  note {note}");
            }
        }
        out
    }
}

#[test]
fn a_sound_pipeline_is_silent() {
    let table = [
        ("nothing classified is delivered", lake("t") + "transform t { SELECT id, town FROM shop.customers }"),
        (
            "masked",
            lake("shop.customers")
                + "mask shop.customers.email with redact(\"****\")\nmask shop.customers.balance with drop",
        ),
        (
            "masked and computed",
            lake("t")
                + "transform t { SELECT id, UPPER(email) AS e FROM shop.customers }\nmask shop.customers.email with redact(\"****\")",
        ),
        (
            "a literal that the column did not choose",
            lake("t") + "transform t { SELECT id, 'x' AS e FROM shop.customers }",
        ),
        ("a count", lake("t") + "transform t { SELECT town, COUNT(email) AS n FROM shop.customers GROUP BY town }"),
        ("influence", lake("t") + "transform t { SELECT id FROM shop.customers WHERE email <> 'x' }"),
        (
            "allowed",
            lake("t")
                + "transform t { SELECT id, email FROM shop.customers }\nallow pii shop.customers.email to lake because \"contract 17\"",
        ),
        (
            "allowed by what the class implies",
            lake("shop.orders") + "allow health shop.orders.note to lake because \"study\"",
        ),
        (
            "permitted",
            lake("t") + "transform t { SELECT id, email FROM shop.customers }\npolicy { permit pii to lake }",
        ),
        (
            "the stronger line permits",
            lake("t")
                + "transform t { SELECT id, email FROM shop.customers }\npolicy {\n deny pii to everywhere\n permit pii to lake\n}",
        ),
        (
            "encrypted and copied",
            lake("t")
                + "transform t { SELECT id, card, card AS again FROM payments }\nencrypt payments.card with own_key",
        ),
        (
            "encrypted, counted, tested, chosen",
            lake("t")
                + "transform t { SELECT other, COUNT(card) AS n, COUNT(*) AS m FROM payments WHERE card IS NOT NULL GROUP BY other }\nencrypt payments.card with own_key",
        ),
        (
            "branches of one state",
            lake("t")
                + "transform t { SELECT id, COALESCE(card, backup) AS c, CASE WHEN id > 1 THEN card ELSE backup END AS d, CASE WHEN id > 1 THEN card END AS e FROM payments }\nencrypt payments.card, payments.backup with own_key",
        ),
        (
            "deterministic equality",
            lake("t")
                + "transform t { SELECT id FROM payments WHERE card = backup }\nencrypt payments.card, payments.backup with own_key deterministic",
        ),
        (
            "deterministic grouping",
            lake("t")
                + "transform t { SELECT card, COUNT(*) AS n FROM payments GROUP BY card }\nencrypt payments.card with own_key deterministic",
        ),
        (
            "a hash keeps equality",
            lake("t")
                + "transform t { SELECT email, COUNT(*) AS n FROM shop.customers GROUP BY email }\nmask shop.customers.email with hash(salt: secret(\"salt\")) raw allowed \"locked\"",
        ),
        (
            "sums over many",
            lake("t")
                + "transform t {\n SELECT town, SUM(balance) AS s FROM shop.customers GROUP BY town HAVING COUNT(DISTINCT id) >= 10\n}\npolicy { permit aggregate pii to lake having subjects >= 5 }",
        ),
        (
            "required and there",
            lake("t")
                + "transform t { SELECT id, card FROM payments }\nencrypt payments.card, payments.backup with own_key\npolicy { require encrypt for pci in kafka }",
        ),
        (
            "public",
            lake("t") + "transform t { SELECT id, town FROM shop.customers }\npolicy { deny pii influence to lake }",
        ),
        (
            "a rule",
            lake("t")
                + "transform t { SELECT id FROM payments }\nrule r on payments {\n  check = \"message.other.matches('^[a-z]+$')\"\n  otherwise = reject\n}",
        ),
    ];
    let reports: Vec<(&str, String)> = table.iter().map(|(name, items)| (*name, pipeline(items).report())).collect();
    let loud: Vec<&(&str, String)> = reports.iter().filter(|(_, report)| !report.is_empty()).collect();
    assert!(loud.is_empty(), "{loud:#?}");
}

#[test]
fn the_retailer_is_proved() {
    let checked = check(RETAILER.to_string());
    assert_eq!(checked.report(), "");
    for environment in &checked.analysis.project.environments {
        assert!(environment.proof.end_points.iter().any(|end| !end.findings.is_empty()), "{}", environment.name);
        let violations = environment.proof.end_points.iter().flat_map(|end| &end.findings);
        assert!(violations.clone().all(|finding| !matches!(finding.hold, Hold::Violation { .. })));
    }
}

#[test]
fn the_retailers_mask_is_what_keeps_the_warehouse_clean() {
    let delivered =
        RETAILER.replace("[low_stock_alerts, product_sales]", "[low_stock_alerts, product_sales, shop.customers]");
    let allowed = delivered
        + "\nallow pii shop.customers.customername to warehouse because \"contract 17\"\n"
        + "allow pii shop.customers.address to warehouse because \"contract 17\"\n";
    assert_eq!(check(allowed.clone()).report(), "");
    let unmasked = check(allowed.replace("mask shop.customers.email with redact(\"****\")", ""));
    assert_eq!(
        unmasked.report(),
        "E0701 `shop.customers.email` (pii) reaches sink `warehouse` in plain text\n  \
         shop.customers | 2. `warehouse`: delivered here\n  \
         email | 1. `shop.customers.email`: declared pii here\n"
    );
    let help = unmasked.found()[0].help.clone().unwrap();
    assert!(help.contains("`mask shop.customers.email with redact(\"****\")`"), "{help}");
}

/// Name, what the lake takes (nothing for another relation), the other items; the report is in the snapshot below.
const LEAKING: &[(&str, &str, &str)] = &[
    ("delivered as it is", "shop.customers", ""),
    ("copied", "t", "transform t { SELECT id, email FROM shop.customers }"),
    (
        "computed, two steps",
        "u",
        "transform t { SELECT id, LOWER(email) AS mail FROM shop.customers }\ntransform u { SELECT id, 'to: ' || mail AS greeting FROM t }",
    ),
    (
        "chosen by a condition",
        "t",
        "transform t { SELECT id, CASE WHEN email = 'a' THEN 1 ELSE 0 END AS known FROM shop.customers }",
    ),
    ("coalesced", "t", "transform t { SELECT id, COALESCE(town, email) AS place FROM shop.customers }"),
    ("aggregated", "t", "transform t { SELECT town, MAX(email) AS last FROM shop.customers GROUP BY town }"),
    (
        "summed without a policy",
        "t",
        "transform t { SELECT town, SUM(balance) AS s FROM shop.customers GROUP BY town HAVING COUNT(DISTINCT id) >= 10 }",
    ),
    (
        "summed over too few",
        "t",
        "transform t { SELECT town, SUM(balance) AS s FROM shop.customers GROUP BY town HAVING COUNT(DISTINCT id) >= 3 }\npolicy { permit aggregate pii to lake having subjects >= 5 }",
    ),
    (
        "summed, but something else is counted",
        "t",
        "transform t { SELECT town, SUM(balance) AS s FROM shop.customers GROUP BY town HAVING COUNT(DISTINCT town) >= 5 }\npolicy { permit aggregate pii to lake having subjects >= 5 }",
    ),
    ("a row of it", "t", "transform t { SELECT id, ROW(town, email) AS r FROM shop.customers }"),
    ("a derived table", "t", "transform t { SELECT x.id, x.e FROM (SELECT id, email AS e FROM shop.customers) x }"),
    ("a class that implies another", "shop.orders", ""),
    (
        "influence where a policy denies it",
        "t",
        "transform t { SELECT id FROM shop.customers WHERE email <> 'x' }\npolicy { deny pii influence to lake }",
    ),
    (
        "influence from the rows of another relation",
        "u",
        "transform t { SELECT id FROM shop.customers WHERE email <> 'x' }\ntransform u { SELECT id FROM t }\npolicy { deny pii influence to kind iceberg }",
    ),
    (
        "existence where a policy denies it",
        "t",
        "transform t { SELECT town, COUNT(email) AS n FROM shop.customers GROUP BY town }\npolicy { deny pii existence to lake }",
    ),
    (
        "a tie",
        "t",
        "transform t { SELECT id, email FROM shop.customers }\npolicy {\n permit pii to lake\n deny pii to lake\n}",
    ),
    (
        "required and not there",
        "t",
        "transform t { SELECT id FROM payments }\nencrypt payments.card with own_key\npolicy { require encrypt for pci in kafka }",
    ),
    (
        "decrypted by Flink",
        "t",
        "transform t { SELECT id FROM payments }\ntransform cards { SELECT id, card FROM payments }\nencrypt payments.card with shared_key",
    ),
    ("decrypted by Tableflow", "payments", "encrypt payments.card, payments.backup with shared_key"),
    (
        "a raw topic",
        "shop.customers",
        "mask shop.customers.email with hash(salt: secret(\"s\")) raw allowed \"why not\"\nmask shop.customers.balance with nullify raw allowed \"why not\"",
    ),
    (
        "an exception from nothing",
        "t",
        "transform t { SELECT id FROM shop.customers }\nallow pii shop.customers.email to lake because \"contract\"",
    ),
    ("no class", "t", "transform t { SELECT id FROM shop.customers }\npolicy { require classification on shop }"),
    (
        "an exposed product",
        "t",
        "transform t { SELECT id FROM shop.customers }\ntransform mails { SELECT id, email FROM shop.customers }\nexpose mails as mails { version = 1 }",
    ),
    (
        "ciphertext in LIKE",
        "t",
        "transform t { SELECT id FROM payments WHERE card LIKE '3%' }\nencrypt payments.card with own_key",
    ),
    (
        "ciphertext compared with a literal",
        "t",
        "transform t { SELECT id FROM payments WHERE card = '3' }\nencrypt payments.card with own_key deterministic",
    ),
    (
        "ciphertext of two keys",
        "t",
        "transform t { SELECT id FROM payments WHERE card = backup }\nencrypt payments.card with own_key deterministic\nencrypt payments.backup with shared_key deterministic",
    ),
    (
        "random ciphertext grouped",
        "t",
        "transform t { SELECT card, COUNT(*) AS n FROM payments GROUP BY card }\nencrypt payments.card with own_key",
    ),
    (
        "random ciphertext counted once each",
        "t",
        "transform t { SELECT id, COUNT(DISTINCT card) AS n FROM payments GROUP BY id }\nencrypt payments.card with own_key",
    ),
    (
        "branches of two states",
        "t",
        "transform t { SELECT id, COALESCE(card, other) AS c FROM payments }\nencrypt payments.card with own_key",
    ),
    (
        "ciphertext behind a derived table",
        "t",
        "transform t { SELECT x.id FROM (SELECT id, COALESCE(card, backup) AS c FROM payments) x WHERE x.c > 'a' }\nencrypt payments.card, payments.backup with own_key",
    ),
    (
        "a masked key",
        "t",
        "transform t { SELECT email, COUNT(*) AS n FROM shop.customers GROUP BY email }\nmask shop.customers.email with redact(\"****\")",
    ),
    (
        "joined on a masked column",
        "t",
        "transform t { SELECT a.id AS x, COUNT(*) AS n FROM shop.customers a JOIN payments b ON a.email = b.other GROUP BY a.id }\nmask shop.customers.email with redact(\"****\")",
    ),
    (
        "a rule over a field that is not there",
        "t",
        "transform t { SELECT id FROM payments }\nrule r on payments {\n  check = \"message.crd == 'x'\"\n  otherwise = reject\n}",
    ),
];

#[test]
fn what_leaks_is_refused_with_its_path() {
    let mut all = String::new();
    for (name, from, items) in LEAKING {
        let sink = if *from == "-" { String::new() } else { lake(from) };
        let report = pipeline(&format!("{sink}{items}")).report();
        let _ = writeln!(all, "# {name}\n{items}\n{report}");
    }
    insta::assert_snapshot!(all);
}
