//! The promise of the README: an edit that leaks is refused with its path, an edit that doesn't compiles.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test fails by panicking")]

use weir_compiler::{Checked, Compilation, Loader, SourceText, Unit, check, compile};
use weir_diagnostics::Severity;

struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _: &str) -> Result<String, String> {
        Err("no such file".to_string())
    }
}

const RETAILER: &str = include_str!("../pipelines/online_retailer.weir");
const MASK: &str = "mask shop.customers.email with redact(\"****\")\n";

fn unit(text: &str) -> Unit {
    Unit { files: vec![SourceText { shown: "shop.weir".into(), artifact: "shop.weir".into(), text: text.into() }] }
}

fn analysed(text: &str) -> Checked {
    check(unit(text), &NoFiles)
}

/// Through every backend of every environment.
fn compiled(text: &str) -> Compilation {
    let compilation = compile(unit(text), &NoFiles, None);
    assert_eq!(errors(&compilation.checked), Vec::<String>::new());
    compilation
}

fn file(compilation: &Compilation, path: &str) -> String {
    let artifacts = compilation.artifacts.as_ref().unwrap();
    artifacts.get(path).map_or_else(|| format!("there is no {path}"), |file| file.text.clone())
}

fn json(compilation: &Compilation, path: &str) -> serde_json::Value {
    serde_json::from_str(&file(compilation, path)).unwrap()
}

fn errors(checked: &Checked) -> Vec<String> {
    let errors = checked.diagnostics.iter().filter(|one| one.severity() == Severity::Error);
    errors.map(|one| weir_diagnostics::render::plain(one, &checked.sources)).collect()
}

/// The retailer with its customers delivered to the warehouse, name and address by a reviewed exception.
fn with_customers() -> String {
    assert!(RETAILER.contains(MASK));
    let text =
        RETAILER.replace("[low_stock_alerts, product_sales]", "[low_stock_alerts, product_sales, shop.customers]");
    assert_ne!(text, RETAILER);
    text + "\nallow pii shop.customers.customername to warehouse because \"contract 17\"\n\
            allow pii shop.customers.address to warehouse because \"contract 17\"\n"
}

#[test]
fn the_retailer_is_clean() {
    assert_eq!(errors(&analysed(RETAILER)), Vec::<String>::new());
}

#[test]
fn delivering_a_masked_column_is_clean() {
    let compilation = compiled(&with_customers());
    let warnings = compilation.checked.diagnostics.iter().count();
    assert_eq!(warnings, compiled(RETAILER).checked.diagnostics.iter().count(), "no warning either");
}

#[test]
fn a_captured_table_arrives_in_snowflake_with_its_deletes_and_a_view_without_them() {
    let compilation = compiled(&with_customers());
    let connector = json(&compilation, "cloud/connect/warehouse.keyed.json");
    let config = &connector["config"];
    assert_eq!(config["topics"], "low_stock_alerts,shiftleft.public.customers");
    assert_eq!(config["input.key.format"], "AVRO");
    assert_eq!(
        config["snowflake.topic2table.map"],
        "low_stock_alerts:LOW_STOCK_ALERTS,shiftleft.public.customers:SHOP_CUSTOMERS"
    );
    let table = file(&compilation, "cloud/snowflake/warehouse.SHOP_CUSTOMERS.table.sql");
    assert!(table.contains("\"CUSTOMERID\" NUMBER(10, 0),"), "{table}");
    assert!(table.contains("\"EMAIL\" VARCHAR,") && table.contains("\"__DELETED\" VARCHAR\n"), "{table}");
    assert!(!table.contains("NOT NULL"), "a deleted row has its key alone: {table}");
    let view = file(&compilation, "cloud/snowflake/warehouse.SHOP_CUSTOMERS_CURRENT.view.sql");
    assert!(view.contains("PARTITION BY \"RECORD_METADATA\":key::VARCHAR"), "{view}");
    assert!(view.ends_with(")\nWHERE \"__DELETED\" = 'false';\n"), "{view}");
    assert_eq!(view.matches("__DELETED").count(), 2, "the view's columns are the table's own: {view}");
}

#[test]
fn a_captured_table_arrives_in_postgres_and_its_deletes_are_deletes() {
    let compilation = compiled(&with_customers());
    let connector = json(&compilation, "local/connect/warehouse.shop.customers.json");
    let config = &connector["config"];
    assert_eq!(config["topics"], "shiftleft.public.customers");
    assert_eq!((&config["insert.mode"], &config["primary.key.mode"]), (&"upsert".into(), &"record_key".into()));
    assert_eq!(config["key.converter"], "io.confluent.connect.avro.AvroConverter");
    let capture = json(&compilation, "local/connect/shop.json");
    let mode = &capture["config"]["transforms.unwrap.delete.tombstone.handling.mode"];
    assert_eq!(mode, "rewrite", "a temporal join reads the table, so a delete is a record that says so");
    let table = file(&compilation, "local/postgres/warehouse.shop.customers.table.sql");
    assert!(table.contains("\"__deleted\" text,\n  PRIMARY KEY (\"customerid\")"), "{table}");
    assert!(table.contains("WHEN (NEW.\"__deleted\" = 'true') EXECUTE FUNCTION"), "{table}");
    assert!(table.contains("WHERE kept.\"customerid\" = NEW.\"customerid\";"), "{table}");
}

#[test]
fn a_delivered_captured_table_waits_for_its_table_and_its_capture() {
    let compilation = compiled(&with_customers());
    for (env, connector) in [("cloud", "connector/warehouse/keyed"), ("local", "connector/warehouse/shop.customers")] {
        let manifest = json(&compilation, &format!("{env}/manifest.json"));
        let resources = manifest["resources"].as_array().unwrap();
        let found = resources.iter().find(|one| one["address"] == connector).unwrap();
        let needs = found["depends_on"].as_array().unwrap();
        for need in ["sink_table/warehouse/shop.customers", "connector/shop", "subject/shop.customers-value"] {
            assert!(needs.iter().any(|one| one == need), "{env}: {need} in {needs:?}");
            assert!(resources.iter().any(|one| one["address"] == need), "{env}: {need}");
        }
    }
}

#[test]
fn the_report_of_a_delivered_captured_table_says_what_its_topic_holds() {
    let compilation = compiled(&with_customers());
    let report = file(&compilation, "protection.md");
    assert!(report.contains("contract 17"), "{report}");
    // The proof says that the mask hides the column; so the capture has to mask it on the way into the topic.
    for env in ["cloud", "local"] {
        let capture = json(&compilation, &format!("{env}/connect/shop.json"));
        assert_eq!(capture["config"]["transforms.mask.fields"], "email", "{env}");
    }
}

#[test]
fn a_table_whose_mask_acts_in_the_scan_is_not_delivered_by_its_topic() {
    // Of a classified column the proof says it; of any other the backends.
    for (column, code, count) in [("email", "E0701", 1), ("segment", "E0905", 2)] {
        let mask = format!("mask shop.customers.{column} with nullify raw allowed \"test\"\n");
        let with = if column == "email" { with_customers().replace(MASK, &mask) } else { with_customers() + &mask };
        let found = errors(&compile(unit(&with), &NoFiles, None).checked);
        assert_eq!(found.len(), count, "{found:#?}");
        assert!(found.iter().all(|one| one.contains(code) && one.contains("shop.customers")), "{found:#?}");
    }
}

#[test]
fn without_the_mask_there_is_one_error_with_the_path_from_the_column_to_the_sink() {
    let checked = compile(unit(&with_customers().replace(MASK, "")), &NoFiles, None).checked;
    let found = errors(&checked);
    assert_eq!(found.len(), 1, "{found:#?}");
    let error = checked.diagnostics.iter().find(|one| one.severity() == Severity::Error).unwrap();
    assert_eq!(error.code.id, "E0701");
    assert!(error.message.contains("shop.customers.email") && error.message.contains("warehouse"), "{}", error.message);
    let places: Vec<&str> = error.labels.iter().map(|label| checked.sources.slice(label.span)).collect();
    assert!(places.iter().any(|text| text.contains("email")), "{places:?}");
    assert!(places.iter().any(|text| text.contains("shop.customers")), "{places:?}");
    assert!(error.labels.iter().all(|label| !label.text.is_empty()), "each step says what happens there");
}

#[test]
fn a_renamed_column_shows_every_place_that_breaks() {
    let text = RETAILER.replace("    stock       int\n", "    on_hand     int\n");
    assert_ne!(text, RETAILER);
    let checked = analysed(&text);
    let mut lines: Vec<u32> = checked
        .diagnostics
        .iter()
        .filter_map(weir_diagnostics::Diagnostic::primary)
        .map(|span| checked.sources.position(span.file, span.start).line)
        .collect();
    lines.sort_unstable();
    lines.dedup();
    let uses: Vec<u32> = (1u32..)
        .zip(text.lines())
        .filter(|(_, line)| {
            let word = line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "stock");
            let prose = line.starts_with('"')
                || line.starts_with('#')
                || line.contains("'Low stock")
                || line.contains("alert_message");
            word && !prose
        })
        .map(|(number, _)| number)
        .collect();
    assert_eq!(uses.len(), 3, "the query's two and the test's given: {uses:?}");
    for line in &uses {
        assert!(
            lines.contains(line),
            "line {line} is not reported: {:?} of {lines:?}",
            text.lines().nth(*line as usize - 1)
        );
    }
}
