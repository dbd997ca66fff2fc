//! Products between pipelines: within a checkout, and from another one by its files.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use weir_compiler::{
    Compilation, Loader, SourceText, Stored, Unit, check, compile,
    products::{Lock, Pinned, hash, stored_at, wanted_from_elsewhere},
};
use weir_ir::{EndPointKind, Flow, Protection, RelationKind, product::Product};

/// A checkout whose pipelines are single files, by name.
#[derive(Default, Clone)]
struct Checkout {
    pipelines: BTreeMap<String, String>,
    stored: Stored,
}

impl Checkout {
    fn of(pipelines: &[(&str, &str)]) -> Checkout {
        let pipelines = pipelines.iter().map(|(name, text)| ((*name).to_string(), (*text).to_string())).collect();
        Checkout { pipelines, stored: Stored::default() }
    }

    fn unit(&self, name: &str) -> Unit {
        let shown = format!("pipelines/{name}.weir");
        let text = self.pipelines.get(name).unwrap().clone();
        Unit { files: vec![SourceText { artifact: format!("{name}.weir"), shown, text }] }
    }

    fn compile(&self, name: &str) -> Compilation {
        compile(self.unit(name), self, None)
    }

    /// Codes and messages of errors.
    fn said(&self, name: &str) -> Vec<String> {
        let checked = self.compile(name).checked;
        let errors = checked.diagnostics.iter().filter(|one| one.severity() == weir_diagnostics::Severity::Error);
        errors
            .map(|one| format!("{} {} | {}", one.code.id, one.message, one.help.clone().unwrap_or_default()))
            .collect()
    }

    /// As `weir lock --from` another checkout.
    fn take(&mut self, from: &Checkout, pipeline: &str) {
        let compiled = from.compile(pipeline);
        let artifacts = compiled.artifacts.unwrap_or_else(|| panic!("{:?}", from.said(pipeline)));
        let mut lock = Lock::default();
        for (path, file) in artifacts.files().filter(|(path, _)| path.starts_with("products/")) {
            let product = Product::parse(&file.text).unwrap_or_else(|error| panic!("{path}: {error}"));
            let pinned = Pinned { version: product.version, hash: hash(&product) };
            lock.products.insert(product.name(), pinned);
            let at = stored_at(&product.pipeline, &product.product, product.version);
            self.stored.products.insert(at, file.text.clone());
        }
        self.stored.lock = Some(lock.text());
    }
}

impl Loader for Checkout {
    fn load(&self, _: &str) -> Result<String, String> {
        Err("no such file or directory".to_string())
    }

    fn pipeline(&self, name: &str, _: &str) -> Option<Unit> {
        self.pipelines.contains_key(name).then(|| self.unit(name))
    }

    fn pipelines(&self, _: &str) -> Vec<String> {
        self.pipelines.keys().cloned().collect()
    }

    fn stored(&self, _: &str) -> Stored {
        self.stored.clone()
    }
}

const LOCAL: &str = r#"
environment local: self_managed {
  kafka         = "localhost:9092"
  registry      = "http://localhost:8081"
  connect       = "http://localhost:8083"
  flink_gateway = "http://localhost:28083"
  acls          = true
}
environment cloud: confluent_cloud {
  cloud       = aws
  region      = "eu-central-1"
  environment = { existing = "env-1" }
  cluster     = { existing = "lkc-1" }
}
environment dev: embedded { like = local }
"#;

fn checkout() -> String {
    format!(
        r#"pipeline checkout {{ owner = "shop" }}
classification health {{ implies = pii }}
topic orders {{
  order_id int @key
  customer string @pii
  illness string @health
  total decimal(10, 2)
  items array<row<sku string, note string?>>
  ts timestamp_ltz(3) @event_time
}}
"What was sold."
transform sold {{ SELECT order_id, illness, total, items, ts FROM orders WHERE customer <> 'test' }}
transform totals {{ SELECT order_id, SUM(total) AS total FROM orders GROUP BY order_id }}
allow health orders.illness to sales because "they have a contract" by "dpo@example.com"
policy {{ permit pii to sales }}
expose sold as sales {{ version = 1 }}
expose totals as totals {{ version = 3 }}
{LOCAL}"#
    )
}

/// Without what cannot write a file.
fn local_only(text: &str) -> String {
    let (before, rest) = text.split_once("environment cloud").unwrap();
    format!("{before}environment dev{}", rest.split_once("environment dev").unwrap().1)
}

fn reader(uses: &str, query: &str) -> String {
    format!("pipeline reader {{ owner = \"ads\" }}\n{uses}\ntransform t {{ {query} }}\n{LOCAL}")
}

#[test]
fn a_pipeline_is_typed_from_the_products_of_another_one_of_its_checkout() {
    let text = reader(
        "use checkout.sales\nuse checkout.totals { version = 3 }",
        "SELECT s.order_id, s.total, i.sku, s.ts FROM checkout.sales AS s CROSS JOIN UNNEST(s.items) AS i (sku, note)",
    );
    let all = Checkout::of(&[("checkout", &checkout()), ("reader", &text)]);
    assert_eq!(all.said("checkout"), Vec::<String>::new());
    assert_eq!(all.said("reader"), Vec::<String>::new());
    let project = all.compile("reader").checked.project;
    let used = &project.relations[project.relations.find("checkout.totals").unwrap()];
    assert!(matches!(&used.kind, RelationKind::Product { version: 3, .. }));
    assert_eq!(used.facts.changelog, weir_ir::Changelog::Upsert);
    assert_eq!(used.facts.key.as_deref(), Some(&["order_id".to_string()][..]));
    let result = &project.relations[project.relations.find("t").unwrap()];
    let types: Vec<String> = result.columns.iter().map(|column| column.ty.to_string()).collect();
    assert_eq!(types, ["INT NOT NULL", "DECIMAL(10, 2) NOT NULL", "STRING NOT NULL", "TIMESTAMP_LTZ(3) NOT NULL"]);
    assert_eq!(result.facts.time.as_ref().unwrap().column, "ts");
}

#[test]
fn classes_and_what_decided_the_rows_are_handed_over_to_the_proof() {
    let sink = "sink lake: file { path = \"out\" from = [t] }";
    let reader = |uses: &str, query: &str| local_only(&reader(uses, query));
    let text = reader(&format!("use checkout.sales\n{sink}"), "SELECT illness FROM checkout.sales");
    let all = Checkout::of(&[("checkout", &checkout()), ("reader", &text)]);
    let said = all.said("reader");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said.iter().all(|one| one.starts_with("E0701 `checkout.sales.illness`")), "{said:?}");
    // What is not denied by value is reported: rows are there because of who the customer is.
    let text = reader(&format!("use checkout.sales\n{sink}"), "SELECT total FROM checkout.sales");
    let all = Checkout::of(&[("checkout", &checkout()), ("reader", &text)]);
    let project = all.compile("reader").checked.project;
    let proof = &project.environment("local").unwrap().proof;
    let lake = proof.end_points.iter().find(|end| end.kind == EndPointKind::Sink).unwrap();
    let influence = lake.findings.iter().find(|finding| finding.flow == Flow::Influence).unwrap();
    assert_eq!(influence.class.0, "pii");
    let said = "the pipeline `checkout` keeps what version 1 of its product `sales` says";
    assert!(lake.holds_if.iter().any(|one| one == said), "{:?}", lake.holds_if);
    let denied = format!("policy {{ deny pii influence to lake }}\n{text}");
    let all = Checkout::of(&[("checkout", &checkout()), ("reader", &denied)]);
    assert!(all.said("reader").iter().any(|one| one.starts_with("E0702")), "{:?}", all.said("reader"));
}

#[test]
fn protection_is_handed_over() {
    let producer = format!(
        r#"pipeline checkout {{ owner = "shop" }}
kek k: local_kms
topic cards {{ id int @key  number string @pci }}
encrypt cards.number with k deterministic
expose cards as cards {{ version = 1 }}
{}"#,
        local_only(LOCAL)
    );
    let text = reader("use checkout.cards", "SELECT number, COUNT(*) AS n FROM checkout.cards GROUP BY number");
    let all = Checkout::of(&[("checkout", &producer), ("reader", &local_only(&text))]);
    assert_eq!(all.said("reader"), Vec::<String>::new());
    let project = all.compile("reader").checked.project;
    let cards = &project.relations[project.relations.find("checkout.cards").unwrap()];
    let number = cards.column("number").unwrap();
    assert!(matches!(&number.protection, Protection::Encrypted { kek, .. } if kek == "checkout.k"), "{number:?}");
    let lies = reader("use checkout.cards", "SELECT id FROM checkout.cards WHERE number = '4'");
    let all = Checkout::of(&[("checkout", &producer), ("reader", &local_only(&lies))]);
    assert!(all.said("reader").iter().any(|one| one.starts_with("E0707")), "{:?}", all.said("reader"));
}

#[test]
fn another_checkout_knows_a_product_from_its_file_alone() {
    let theirs = Checkout::of(&[("checkout", &checkout())]);
    let query = "SELECT order_id, total FROM checkout.sales";
    let mut ours = Checkout::of(&[("reader", &reader("use checkout.sales", query))]);
    let said = ours.said("reader");
    assert!(said.len() == 1 && said.concat().contains("weir lock --from DIR"), "{said:?}");
    let wanted = wanted_from_elsewhere(&ours.unit("reader"), &ours);
    assert_eq!(wanted.iter().map(|one| one.product.as_str()).collect::<Vec<_>>(), ["sales"]);
    ours.take(&theirs, "checkout");
    assert_eq!(ours.said("reader"), Vec::<String>::new());
    // The same as within a checkout, to the byte.
    let within = Checkout::of(&[("checkout", &checkout()), ("reader", &reader("use checkout.sales", query))]);
    let files = |all: &Checkout| -> BTreeMap<String, String> {
        let artifacts = all.compile("reader").artifacts.unwrap();
        artifacts.files().map(|(path, file)| (path.to_string(), file.text.clone())).collect()
    };
    assert_eq!(files(&ours), files(&within));
}

#[test]
fn a_file_that_is_not_the_one_that_was_pinned_is_refused() {
    let theirs = Checkout::of(&[("checkout", &checkout())]);
    let text = reader("use checkout.sales", "SELECT order_id, total FROM checkout.sales");
    let mut ours = Checkout::of(&[("reader", &text)]);
    ours.take(&theirs, "checkout");
    let at = stored_at("checkout", "sales", 1);
    let file = ours.stored.products.get(&at).unwrap().clone();
    // Line ends of another system are no change.
    ours.stored.products.insert(at.clone(), file.replace('\n', "\r\n"));
    assert_eq!(ours.said("reader"), Vec::<String>::new());
    ours.stored.products.insert(at.clone(), file.replace("DECIMAL(10, 2)", "DECIMAL(12, 2)"));
    let said = ours.said("reader");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said.concat().starts_with("E0321 `products/checkout.sales.v1.json` is not the product that `weir.lock` pins")
    );
    for (lock, wanted) in [
        (None, "is not pinned"),
        (Some("{".to_string()), "`weir.lock` can't be read"),
        (Some(Lock::default().text()), "is not pinned"),
    ] {
        let changed = Checkout { stored: Stored { lock, ..ours.stored.clone() }, ..ours.clone() };
        assert!(changed.said("reader").concat().contains(wanted), "{:?}", changed.said("reader"));
    }
    for (broken, wanted) in [
        ("{}".to_string(), "its `format` is none"),
        (file.replace("\"sales\"", "\"others\""), "it holds `checkout.others`"),
        (file.replace("STRING", "STRUNG"), "E03"),
    ] {
        let mut changed = ours.clone();
        changed.stored.products.insert(at.clone(), broken.clone());
        if let Ok(product) = Product::parse(&broken) {
            let mut lock = Lock::default();
            lock.products.insert("checkout.sales".into(), Pinned { version: 1, hash: hash(&product) });
            changed.stored.lock = Some(lock.text());
        }
        assert!(changed.said("reader").concat().contains(wanted), "{:?}", changed.said("reader"));
    }
}

#[test]
fn what_is_not_there_is_said_with_what_is() {
    for (uses, wanted) in [
        (
            "use chekout.sales",
            "E0314 no pipeline `chekout` is here, and no product `chekout.sales` came from another checkout | did you mean the pipeline `checkout`?",
        ),
        (
            "use checkout.sale",
            "E0314 the pipeline `checkout` exposes no product `sale` | did you mean `checkout.sales`?",
        ),
        (
            "use checkout.sales { version = 2 }",
            "E0314 the product `checkout.sales` has no version 2 here | what there is: `version = 1`",
        ),
        ("use checkout.sales\nuse checkout.sales", "E0301 the product `checkout.sales` is used twice"),
        ("use reader.t", "E0314 `reader.t` is a product of this pipeline"),
        ("use sales", "E0314 `sales` is no product"),
        ("use checkout.sales { verison = 1 }", "E0402"),
        (
            "topic checkout { a int }\nuse checkout.sales",
            "E0301 `checkout` is a pipeline here and something of this one there",
        ),
    ] {
        let all = Checkout::of(&[("checkout", &checkout()), ("reader", &reader(uses, "SELECT 1 AS a"))]);
        let said = all.said("reader");
        assert!(said.iter().any(|one| one.starts_with(wanted)), "{uses}: {said:?}");
        assert_eq!(said.len(), 1, "{uses}: {said:?}");
    }
    // A product that is not there costs one diagnostic.
    let text = reader("use checkout.sale", "SELECT a, b FROM checkout.sails");
    let all = Checkout::of(&[("checkout", &checkout()), ("reader", &text)]);
    assert_eq!(all.said("reader").len(), 1, "{:?}", all.said("reader"));
    let broken = checkout().replace("int @key", "integerish @key");
    let all = Checkout::of(&[("checkout", &broken), ("reader", &reader("use checkout.sales", "SELECT 1 AS a"))]);
    assert!(all.said("reader").concat().contains("the pipeline `checkout` has an error"), "{:?}", all.said("reader"));
}

#[test]
fn circles_are_found_before_anything_turns_in_them() {
    let one = |name: &str, uses: &str| {
        format!(
            "pipeline {name} {{ owner = \"o\" }}\n{uses}\ntopic e {{ id int @key }}\nexpose e as p {{ version = 1 }}"
        )
    };
    let all = Checkout::of(&[
        ("a", &one("a", "use b.p")),
        ("b", &one("b", "use c.p")),
        ("c", &one("c", "use b.p\nuse d.p")),
        ("d", &one("d", "use a.p")),
    ]);
    assert!(all.said("a").concat().contains("in a circle: `a` → `b` → `c` → `d` → `a`"), "{:?}", all.said("a"));
    assert!(all.said("b").concat().contains("E0320"), "{:?}", all.said("b"));
    // What only reads from a circle ends too.
    let mut all = all;
    all.pipelines.insert("z".into(), one("z", "use c.p"));
    assert!(all.said("z").concat().contains("the pipeline `c` has"), "{:?}", all.said("z"));
}

#[test]
fn versions_stand_beside_each_other() {
    let text = checkout().replace(
        "expose totals as totals { version = 3 }",
        "expose totals as totals { version = 3 }\nexpose sold as totals { version = 2 }\npolicy { permit health to totals  permit pii to totals }",
    );
    for (uses, changelog) in [
        ("use checkout.totals", weir_ir::Changelog::Upsert),
        ("use checkout.totals { version = 2 }", weir_ir::Changelog::Append),
    ] {
        let all = Checkout::of(&[("checkout", &text), ("reader", &reader(uses, "SELECT 1 AS a"))]);
        assert_eq!(all.said("checkout"), Vec::<String>::new());
        let project = check(all.unit("reader"), &all).project;
        let found = &project.relations[project.relations.find("checkout.totals").unwrap()];
        assert_eq!(found.facts.changelog, changelog);
    }
    let twice = text.replace("{ version = 3 }", "{ version = 2 }");
    let all = Checkout::of(&[("checkout", &twice)]);
    assert!(all.said("checkout").concat().contains("E0301 two products with the name `totals` and version 2"));
}

#[test]
fn environments_have_to_reach_what_they_read() {
    let text = reader("use checkout.sales", "SELECT total FROM checkout.sales");
    for (from, to, wanted) in [
        (
            "environment local:",
            "environment locale:",
            "E0319 the product `checkout.sales` does not lie in an environment `locale` | did you mean the environment `local`?",
        ),
        (
            "existing = \"lkc-1\"",
            "existing = \"lkc-2\"",
            "E0319 the product `checkout.sales` lies in the cluster `lkc-1` in `cloud`",
        ),
        ("cluster     = { existing = \"lkc-1\" }", "", "E0319 `cloud` makes a cluster of its own"),
    ] {
        let changed = text.replace(from, to).replace("like = local ", "like = cloud ");
        let all = Checkout::of(&[("checkout", &checkout()), ("reader", &changed)]);
        let said = all.said("reader");
        assert!(said.len() == 1 && said.concat().starts_with(wanted), "{said:?}");
    }
}

#[test]
fn artifacts_read_the_topic_and_make_nothing_of_it() {
    let text = reader("use checkout.totals", "SELECT total, order_id FROM checkout.totals");
    let all = Checkout::of(&[("checkout", &checkout()), ("reader", &text)]);
    let artifacts = all.compile("reader").artifacts.unwrap_or_else(|| panic!("{:?}", all.said("reader")));
    let file = |path: &str| artifacts.get(path).map(|file| file.text.clone()).unwrap_or_default();
    let table = file("local/flink/checkout.totals.table.sql");
    assert!(table.contains("'topic' = 'checkout.totals'") && table.contains("PRIMARY KEY (`order_id`)"), "{table}");
    assert!(!file("local/kafka/topics.json").contains("checkout.totals"));
    let acls = file("local/kafka/acls.json");
    assert!(
        acls.contains("\"resource\": \"checkout.totals\"")
            && !acls.contains("\"write\",\n    \"resource_type\": \"topic\",\n    \"resource\": \"checkout.totals\""),
        "{acls}"
    );
    let access = file("cloud/terraform/access.tf");
    assert!(access.contains("checkout.totals"), "{access}");
    assert!(artifacts.files().all(|(path, _)| !path.contains("schemas/checkout.")), "subjects are their owner's");
    assert!(artifacts.get("cloud/flink/checkout.totals.table.sql").is_none());
    let manifest = file("cloud/manifest.json");
    assert!(!manifest.contains("topic/checkout.totals") && !manifest.contains("subject/checkout.totals"), "{manifest}");
}
