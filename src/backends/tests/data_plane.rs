//! The retailer's own file through the real analysis: every artifact of the data plane, parsed by others.

use sqlparser::{dialect::PostgreSqlDialect, parser::Parser};
use weir_diagnostics::{Diagnostics, SourceMap};
use weir_ir::{ArtifactSet, Project};

fn emitted() -> (Project, ArtifactSet, Diagnostics) {
    let text = include_str!("../../../pipelines/online_retailer.weir");
    let mut map = SourceMap::default();
    let id = map.add("online_retailer.weir", text);
    let parsed = weir_syntax::parse(id, text);
    let mut project = weir_analysis::analyze(&[parsed.file]).project;
    project.files.insert(id, "online_retailer.weir".into());
    let mut diagnostics = Diagnostics::default();
    let out = weir_backends::emit(&project, None, &mut diagnostics);
    (project, out, diagnostics)
}

#[test]
fn it_compiles_without_complaint() {
    let (_, _, diagnostics) = emitted();
    let all: Vec<String> = diagnostics.iter().map(|d| format!("{} {}", d.code.id, d.message)).collect();
    assert_eq!(all, Vec::<String>::new());
}

#[test]
fn every_transform_is_a_statement_on_both_platforms() {
    let (_, out, _) = emitted();
    for environment in ["local", "cloud"] {
        for item in ["low_stock_alerts", "product_sales", "completed_orders", "revenue_summary"] {
            for kind in ["table", "insert"] {
                let path = format!("{environment}/flink/{item}.{kind}.sql");
                let file = out.get(&path).unwrap_or_else(|| panic!("{path}"));
                let header = format!("-- transform `{item}` in online_retailer.weir\n");
                assert!(file.text.starts_with(&header), "{}", file.text);
            }
        }
    }
}

#[test]
fn deleted_rows_are_left_out_above_temporal_joins_and_in_other_scans() {
    let (_, out, _) = emitted();
    let sql = |path: &str| out.get(path).unwrap().text.clone();
    let sales = sql("cloud/flink/product_sales.insert.sql");
    assert!(sales.contains("JOIN `shiftleft.public.products__current` FOR SYSTEM_TIME AS OF `oi`.`$rowtime` AS `p`"));
    assert!(sales.contains("`o`.`__deleted` = 'false' AND `p`.`__deleted` = 'false'"), "{sales}");
    let alerts = sql("local/flink/low_stock_alerts.insert.sql");
    assert!(alerts.contains("FROM `shiftleft.public.products`\n  WHERE `__deleted` = 'false'"), "{alerts}");
}

#[test]
fn capture_writes_no_tombstones_where_a_temporal_join_reads() {
    let (_, out, _) = emitted();
    let connector = &out.get("local/connect/shop.json").unwrap().text;
    assert!(connector.contains("\"transforms.unwrap.delete.tombstone.handling.mode\": \"rewrite\""), "{connector}");
    let managed = &out.get("cloud/connect/shop.json").unwrap().text;
    assert!(managed.contains("\"tombstones.on.delete\": \"false\""), "{managed}");
}

#[test]
fn rules_come_in_order_and_encryption_finds_its_fields_by_a_tag_of_its_own() {
    let (_, out, _) = emitted();
    let rules: serde_json::Value =
        serde_json::from_str(&out.get("cloud/schemas/payments-value/rules.json").unwrap().text).unwrap();
    let rules = rules.get("domainRules").and_then(serde_json::Value::as_array).unwrap();
    let types: Vec<&str> = rules.iter().filter_map(|rule| rule.get("type")?.as_str()).collect();
    assert_eq!(types, ["CEL", "ENCRYPT"]);
    let schema = &out.get("cloud/schemas/payments-value/schema.avsc").unwrap().text;
    assert_eq!(schema.matches("encrypt_csfle_key_aes256_gcm").count(), 2, "{schema}");
    apache_avro::Schema::parse_str(schema).unwrap();
}

#[test]
fn tables_of_the_database_are_postgres() {
    let (_, out, _) = emitted();
    let tables = out.files().filter(|(path, _)| path.contains("/postgres/") && path.ends_with(".table.sql"));
    let parsed = tables.map(|(path, file)| {
        Parser::parse_sql(&PostgreSqlDialect {}, &file.text).unwrap_or_else(|e| panic!("{path}: {e}\n{}", file.text));
    });
    assert_eq!(parsed.count(), 10, "four of the source in two environments, two of the local warehouse");
}

/// A captured table of values that Debezium sends as text, straight to Postgres.
fn things(nullable: &str) -> (ArtifactSet, Diagnostics) {
    let text = format!(
        "pipeline p {{}}\nsource s: postgres {{\n  database = \"d\"\n  password = secret(\"p\")\n  table things {{\n    \
         id int @key\n    u uuid\n    j json?\n    e enum('a', 'b')\n    at timestamp_ltz{nullable}\n  }}\n}}\n\
         sink wh: postgres {{ host = \"h\" database = \"d\" from = [s.things] }}\n\
         environment local: self_managed {{\n  kafka = \"k:1\"\n  registry = \"http://r\"\n  connect = \"http://c\"\n  \
         flink_gateway = \"http://f\"\n  bind s {{ host = \"h\" }}\n}}\n"
    );
    let mut map = SourceMap::default();
    let id = map.add("p.weir", text.as_str());
    let analysis = weir_analysis::analyze(&[weir_syntax::parse(id, &text).file]);
    assert!(!analysis.diagnostics.has_errors(), "{:?}", analysis.diagnostics);
    let mut diagnostics = Diagnostics::default();
    let out = weir_backends::emit(&analysis.project, None, &mut diagnostics);
    (out, diagnostics)
}

#[test]
fn the_empty_texts_of_a_deleted_row_are_not_cast_to_what_they_are_not() {
    let (out, diagnostics) = things("?");
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    let connector = &out.get("local/connect/wh.s.things.json").unwrap().text;
    assert!(connector.contains("\"transforms.text.spec\": \"u:string,j:string,e:string\""), "{connector}");
    let (_, diagnostics) = things("");
    let found: Vec<&str> = diagnostics.iter().map(|one| one.code.id).collect();
    assert_eq!(found, ["E0905"], "an instant that is never null");
}
