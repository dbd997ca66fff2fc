//! `AS t (a, b)` names every column of what Flink sees, also those that a relation does not have.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use weir_diagnostics::{Diagnostics, SourceMap};
use weir_ir::ArtifactSet;

const PIPELINE: &str = r#"
pipeline p { owner = "o" }

source shop: postgres {
  database = "d"
  host     = "db.example.com"
  user     = "u"
  password = secret("shop_password")

  table customers {
    id   int @key
    town varchar(50)
  }
}

topic visits {
  id   int
  seen timestamp_ltz(3) @event_time
}

topic plain { id int }

transform scanned { SELECT x.a, x.b FROM shop.customers AS x (a, b) }
transform timed   { SELECT x.a, x.b FROM visits AS x (a, b) }
transform bare    { SELECT x.a FROM plain AS x (a) }
transform joined  {
  SELECT v.id, c.b FROM visits v JOIN shop.customers FOR SYSTEM_TIME AS OF v.seen AS c (a, b) ON v.id = c.a
}

environment local: self_managed {
  kafka         = "localhost:9092"
  registry      = "http://localhost:8081"
  connect       = "http://localhost:8083"
  flink_gateway = "http://localhost:8084"
  flink_rest    = "http://localhost:8085"
}

environment cloud: confluent_cloud {
  cloud  = aws
  region = "us-east-1"
}
"#;

fn emitted() -> ArtifactSet {
    let mut map = SourceMap::default();
    let id = map.add("p.weir", PIPELINE);
    let parsed = weir_syntax::parse(id, PIPELINE);
    let analysis = weir_analysis::analyze(&[parsed.file]);
    let mut project = analysis.project;
    project.files.insert(id, "p.weir".into());
    let mut diagnostics = Diagnostics::default();
    let out = weir_backends::emit(&project, None, &mut diagnostics);
    let errors: Vec<_> = analysis.diagnostics.iter().chain(diagnostics.iter()).map(|d| &d.message).collect();
    assert!(!diagnostics.has_errors() && !analysis.diagnostics.has_errors(), "{errors:?}");
    out
}

#[test]
fn every_column_has_an_alias() {
    let out = emitted();
    let has = |path: &str, part: &str| {
        let text = &out.get(path).unwrap().text;
        assert!(text.contains(part), "{part} in {text}");
    };
    has("local/flink/scanned.insert.sql", "AS `x` (`a`, `b`, `$rowtime`)");
    has("cloud/flink/scanned.insert.sql", "AS `x` (`a`, `b`, `__rowtime`)");
    // The time of `visits` is a column of its own.
    has("local/flink/timed.insert.sql", "AS `x` (`a`, `b`)");
    has("cloud/flink/timed.insert.sql", "FROM (\n  SELECT `id`, `seen`\n  FROM `p.visits`\n) AS `x` (`a`, `b`)");
    has("local/flink/bare.insert.sql", "AS `x` (`a`, `$rowtime`)");
    has("cloud/flink/bare.insert.sql", "AS `x` (`a`, `$rowtime`)");
    has("local/flink/joined.insert.sql", "AS `c` (`a`, `b`, `__deleted`, `$rowtime`)");
    has("cloud/flink/joined.insert.sql", "AS `c` (`a`, `b`, `__deleted`, `__rowtime`)");
}
