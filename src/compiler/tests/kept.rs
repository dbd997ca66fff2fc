//! What statements keep in state: a sentence an operator and input.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use weir_compiler::{Loader, SourceText, Unit, compile};
use weir_ir::kept::kept;

struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _: &str) -> Result<String, String> {
        Err("no such file or directory".to_string())
    }
}

const TEXT: &str = r#"
pipeline p { owner = "data" }

source shop: postgres {
  database = "d"
  password = secret("p")

  table customers { id int @key  name varchar(80)  score decimal(10, 2) }
}

topic sales { id int @key  customer_id int  amount decimal(10, 2)  note string?  ts timestamp_ltz(3) @event_time }

transform plain { SELECT id, amount FROM sales WHERE amount > 0 }

transform current { SELECT id, name FROM shop.customers }

transform joined {
  state_ttl  = 7d
  upsert_key = [id]
  silence    = ["history-restated", "key-mismatch"]

  SELECT s.id, c.name FROM sales s JOIN shop.customers c ON s.customer_id = c.id
}

transform by_input {
  state_ttl = { a = 1d, b = forever }

  SELECT a.id, b.note FROM sales a JOIN sales b ON a.id = b.customer_id
}

transform versioned { SELECT s.id, c.name FROM sales s JOIN shop.customers FOR SYSTEM_TIME AS OF s.ts AS c ON s.customer_id = c.id }

transform near {
  SELECT a.id, b.note FROM sales a JOIN sales b ON a.id = b.id AND a.ts BETWEEN b.ts - INTERVAL '1' HOUR AND b.ts
}

transform hourly {
  SELECT window_start, window_end, customer_id, SUM(amount) AS total, COUNT(DISTINCT id) AS n
  FROM TABLE(TUMBLE(TABLE sales, DESCRIPTOR(ts), INTERVAL '1' HOUR))
  GROUP BY window_start, window_end, customer_id
}

transform totals { state_ttl = 30d  SELECT customer_id, SUM(amount) AS total FROM sales GROUP BY customer_id }

transform once {
  state_ttl = 1d
  SELECT id, amount FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts) AS copy FROM sales) WHERE copy = 1
}

transform month {
  SELECT id, SUM(amount) OVER (PARTITION BY customer_id ORDER BY ts RANGE BETWEEN INTERVAL '30' DAY PRECEDING AND CURRENT ROW) AS total
  FROM sales
}
"#;

const WANTED: &[(&str, &[&str])] = &[
    ("plain", &[]),
    ("current", &["capture of shop.customers: the last row a id, ~44 bytes, for ever"]),
    (
        "joined",
        &[
            "capture of shop.customers: the last row a id, ~44 bytes, 7d after it was last touched",
            "join of sales: rows a customer_id, ~56 bytes, 7d after it was last touched",
            "join of shop.customers: one row a id, ~44 bytes, for ever",
        ],
    ),
    (
        "by_input",
        &[
            "join of sales: rows a id, ~56 bytes, 1d after it was last touched",
            "join of sales: rows a customer_id, ~56 bytes, for ever",
        ],
    ),
    (
        "versioned",
        &[
            "temporal join of sales: rows a customer_id, ~56 bytes, until the watermark passes",
            "temporal join of shop.customers: the last version and newer ones a id, ~44 bytes, for ever",
        ],
    ),
    (
        "near",
        &[
            "interval join of sales: rows a id, ~56 bytes, for 1h of the rows' time",
            "interval join of sales: rows a id, ~56 bytes, for 0ms of the rows' time",
        ],
    ),
    (
        "hourly",
        &[
            "window aggregate of sales: sums a window_start, window_end, customer_id, ~56 bytes, for 1h of the rows' time",
        ],
    ),
    ("totals", &["aggregate of sales: sums a customer_id, ~28 bytes, 30d after it was last touched"]),
    ("once", &["deduplication of sales: a mark a id, ~8 bytes, 1d after it was last touched"]),
    ("month", &["OVER of sales: rows of the frame a customer_id, ~56 bytes, for 30d of the rows' time"]),
];

#[test]
fn each_operator_says_what_it_keeps() {
    let source = SourceText { shown: "p.weir".into(), artifact: "p.weir".into(), text: TEXT.into() };
    let checked = compile(Unit { files: vec![source] }, &NoFiles, None).checked;
    let said: Vec<String> = checked.diagnostics.iter().map(|one| format!("{} {}", one.code.id, one.message)).collect();
    assert!(!checked.diagnostics.has_errors(), "{said:#?}");
    let project = &checked.project;
    for (name, wanted) in WANTED {
        let relation = &project.relations[project.relations.find(name).unwrap()];
        let found: Vec<String> = kept(project, relation).iter().map(ToString::to_string).collect();
        assert_eq!(found, *wanted, "{name}");
    }
}
