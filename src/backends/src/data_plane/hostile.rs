//! Names and texts that try to leave their quotes come back equal, or are refused by name.

use super::{emitted, files, retailer};
use sqlparser::{ast::Statement, dialect::PostgreSqlDialect, parser::Parser};
use weir_ir::Project;

/// Fits a comment of every target, but nobody's bare quotes.
const DOC: &str = "it's \"quoted\" `ticked` ${x} %{y} @{z} -- no comment\nä line; DROP TABLE x";

fn with_docs() -> Project {
    let mut project = retailer();
    for relation in project.relations.iter_mut() {
        relation.doc = Some(DOC.to_string());
        for column in &mut relation.columns {
            column.doc = Some(DOC.to_string());
        }
    }
    project
}

/// As it stands where placeholders are filled in.
fn written() -> String {
    DOC.replace("@{", "@@{")
}

#[test]
fn documentation_stays_inside_its_quotes() {
    let (out, diagnostics) = emitted(&with_docs());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let tables = files(&out, "local/postgres/shop.products");
    let sql = tables.values().next().unwrap();
    let comments: Vec<String> = Parser::parse_sql(&PostgreSqlDialect {}, sql)
        .unwrap()
        .into_iter()
        .filter_map(|statement| if let Statement::Comment { comment, .. } = statement { comment } else { None })
        .collect();
    assert!(comments.len() > 1 && comments.iter().all(|comment| *comment == written()), "{comments:?}");
    let schema = out.get("cloud/schemas/payments-value/schema.avsc").unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema.text).unwrap();
    assert_eq!(schema["doc"], written());
    let table = &out.get("cloud/flink/product_sales.table.sql").unwrap().text;
    assert!(table.contains(&format!("COMMENT '{}'", written().replace('\'', "''"))), "{table}");
}

#[test]
fn names_that_a_target_cannot_hold_are_refused_by_name() {
    for name in ["a`b", "a b", "ü", "a\"b", "a,b", "x${y}", "a\nb"] {
        let mut project = retailer();
        let products = project.relations.find("shop.products").unwrap();
        if let Some(relation) = project.relations.get_mut(products) {
            relation.columns[1].name = name.to_string();
        }
        let (out, diagnostics) = emitted(&project);
        let shown = name.replace('\n', "\u{fffd}");
        let refused = diagnostics.iter().any(|d| d.code.id == "E0901" && d.message.contains(&shown));
        assert!(refused, "{name}: {diagnostics:?}");
        // What holds any name still holds it.
        let sql = &out.get("local/postgres/shop.products.table.sql").unwrap().text;
        Parser::parse_sql(&PostgreSqlDialect {}, sql).unwrap_or_else(|e| panic!("{name}: {e}\n{sql}"));
        assert!(sql.contains(&format!("\"{}\" varchar(255)", name.replace('"', "\"\""))), "{sql}");
    }
}

#[test]
fn a_name_longer_than_postgres_takes_is_refused() {
    let mut project = retailer();
    let products = project.relations.find("shop.products").unwrap();
    if let Some(relation) = project.relations.get_mut(products) {
        relation.columns[1].name = "x".repeat(255);
    }
    let (_, diagnostics) = emitted(&project);
    assert!(diagnostics.iter().any(|d| d.code.id == "E0901" && d.message.contains("Postgres")), "{diagnostics:?}");
}

#[test]
fn a_key_that_the_connector_does_not_know_is_refused() {
    let mut project = retailer();
    for env in &mut project.environments {
        if let Some(shop) = env.sources.get_mut("shop") {
            let keys = ["snapshot.mod", "decimal.handling.mode"];
            let map = keys.iter().map(|key| (key.to_string(), weir_ir::Value::Text("double".into()))).collect();
            shop.settings.insert("settings", weir_ir::Value::Map(map), crate::sample::span(0));
        }
    }
    let (_, diagnostics) = emitted(&project);
    let mut ids: Vec<&str> = diagnostics.iter().map(|d| d.code.id).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["E0903", "E0903", "E0904", "E0904"]);
    let help: Vec<_> = diagnostics.iter().filter_map(|d| d.help.as_deref()).collect();
    assert!(help.contains(&"did you mean `snapshot.mode`?"), "{help:?}");
}

/// Adds a captured table to what the warehouse gets, under a name that tries to leave its quotes.
fn deliver(project: &mut Project, table: &str, name: &str) {
    let relation = project.relations.find(table).unwrap();
    let span = crate::sample::span(0);
    let warehouse = project.sinks.iter_mut().find(|sink| sink.name == "warehouse").unwrap();
    warehouse.inputs.push(weir_ir::SinkInput { relation, alias: None, span });
    for env in &mut project.environments {
        let physical = weir_ir::Physical { name: name.to_string(), span };
        env.names.sink_tables.insert(("warehouse".into(), relation), physical);
    }
}

#[test]
fn the_trigger_of_deletes_holds_any_name() {
    let mut project = retailer();
    let customers = project.relations.find("shop.customers").unwrap();
    let key = "it's\"$weir$; --ä\n";
    if let Some(relation) = project.relations.get_mut(customers) {
        relation.columns[0].name = key.to_string();
    }
    deliver(&mut project, "shop.customers", "t'\"; $x$ --");
    let (out, _) = emitted(&project);
    let sql = &out.get("local/postgres/warehouse.shop.customers.table.sql").unwrap().text;
    let statements = Parser::parse_sql(&PostgreSqlDialect {}, sql).unwrap_or_else(|e| panic!("{e}\n{sql}"));
    assert_eq!(statements.len(), 3, "{sql}");
    let body = statements[1].to_string();
    let quoted = format!("kept.\"{0}\" = NEW.\"{0}\"", key.replace('"', "\"\"").replace('\'', "''"));
    assert!(body.contains(&quoted), "{body}");
}

#[test]
fn records_that_append_have_no_unique_key_at_the_sink_and_their_deletes_are_left_out() {
    let mut project = retailer();
    deliver(&mut project, "shop.order_items", "ITEMS");
    let (out, diagnostics) = emitted(&project);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let sql = &out.get("local/postgres/warehouse.shop.order_items.table.sql").unwrap().text;
    assert!(!sql.contains("PRIMARY KEY") && !sql.contains("DELETE FROM"), "{sql}");
    assert!(sql.contains("RETURN NULL"), "{sql}");
    let view = &out.get("cloud/snowflake/warehouse.ITEMS_CURRENT.view.sql").unwrap().text;
    assert!(!view.contains("ROW_NUMBER") && view.contains("WHERE \"__DELETED\" = 'false'"), "{view}");
    // Where deletes are rows, nothing is left out.
    let items = project.relations.find("shop.order_items").unwrap();
    let relation = project.relations.get_mut(items).unwrap();
    if let weir_ir::RelationKind::Captured { deletes_as_rows, .. } = &mut relation.kind {
        *deletes_as_rows = true;
    }
    let (out, _) = emitted(&project);
    assert!(out.get("cloud/snowflake/warehouse.ITEMS_CURRENT.view.sql").is_none());
    let sql = &out.get("local/postgres/warehouse.shop.order_items.table.sql").unwrap().text;
    assert!(sql.contains("\"__deleted\" text") && !sql.contains("TRIGGER"), "{sql}");
}

#[test]
fn tableflow_takes_a_captured_table_only_where_its_deletes_are_rows() {
    let deliver_to_lake = |deletes: bool| {
        let mut project = retailer();
        let items = project.relations.find("shop.order_items").unwrap();
        if let weir_ir::RelationKind::Captured { deletes_as_rows, .. } =
            &mut project.relations.get_mut(items).unwrap().kind
        {
            *deletes_as_rows = deletes;
        }
        let span = crate::sample::span(0);
        let lake = project.sinks.iter_mut().find(|sink| sink.name == "lake").unwrap();
        lake.inputs.push(weir_ir::SinkInput { relation: items, alias: None, span });
        project.environments.retain(|env| env.platform == weir_ir::Platform::ConfluentCloud);
        emitted(&project).1.iter().map(|one| one.code.id).collect::<Vec<_>>()
    };
    assert_eq!(deliver_to_lake(false), ["E0905"]);
    assert_eq!(deliver_to_lake(true), Vec::<&str>::new());
}

#[test]
fn a_lake_that_flink_writes_holds_any_name() {
    let mut project = retailer();
    let customers = project.relations.find("shop.customers").unwrap();
    let column = "a`b'; --ä\n";
    if let Some(relation) = project.relations.get_mut(customers) {
        relation.columns[1].name = column.to_string();
    }
    let span = crate::sample::span(0);
    let lake = project.sinks.iter_mut().find(|sink| sink.name == "lake").unwrap();
    lake.inputs.push(weir_ir::SinkInput { relation: customers, alias: None, span });
    for env in &mut project.environments {
        let physical = weir_ir::Physical { name: "t`; ${x} @{y}".into(), span };
        env.names.sink_tables.insert(("lake".into(), customers), physical);
        if let Some(lake) = env.sinks.get_mut("lake") {
            lake.settings.insert("warehouse", weir_ir::Value::Text("file:///it's/here".into()), span);
        }
    }
    let (out, _) = emitted(&project);
    let sql = |name: &str| out.get(&format!("local/iceberg/lake.{name}.sql")).unwrap().text.clone();
    assert!(sql("catalog").contains("'warehouse' = 'file:///it''s/here'"), "{}", sql("catalog"));
    for file in ["shop.customers.table", "shop.customers.insert"] {
        assert!(sql(file).contains(".`t``; ${x} @@{y}`"), "{}", sql(file));
        assert!(sql(file).contains("`a``b'; --ä\n`"), "{}", sql(file));
    }
}
