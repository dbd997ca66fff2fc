//! The pipeline of the repository through every backend.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use weir_diagnostics::{Diagnostics, Severity, SourceMap};
use weir_ir::{ArtifactSet, Project};

const RETAILER: &str = include_str!("../../../pipelines/online_retailer.weir");

/// Analyzed as the compiler does it.
fn project(text: &str) -> Project {
    let mut sources = SourceMap::default();
    let id = sources.add("pipelines/online_retailer.weir", text);
    let parsed = weir_syntax::parse(id, text);
    let analysis = weir_analysis::analyze(&[parsed.file]);
    let mut project = analysis.project;
    let errors: Vec<_> = analysis.diagnostics.iter().filter(|one| one.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    for (id, file) in sources.iter() {
        project.files.insert(id, file.name.clone());
        project.line_starts.insert(id, file.line_starts().to_vec());
    }
    project
}

fn emitted(text: &str) -> (ArtifactSet, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let out = weir_backends::emit(&project(text), None, &mut diagnostics);
    (out, diagnostics)
}

#[test]
fn nothing_is_refused() {
    let (out, diagnostics) = emitted(RETAILER);
    let said: Vec<String> = diagnostics.iter().map(|one| format!("{} {}", one.code, one.message)).collect();
    assert!(said.is_empty(), "{said:#?}");
    for env in ["dev", "local", "cloud"] {
        assert!(out.get(&format!("{env}/manifest.json")).is_some(), "{env}");
    }
}

#[test]
fn the_compatibility_of_a_topic_is_that_of_its_value_and_decides_that_of_its_key() {
    for (mode, value, key) in [
        ("none", "NONE", "NONE"),
        ("backward", "BACKWARD", "FULL"),
        ("backward_transitive", "BACKWARD_TRANSITIVE", "FULL_TRANSITIVE"),
        ("forward", "FORWARD", "FULL"),
        ("forward_transitive", "FORWARD_TRANSITIVE", "FULL_TRANSITIVE"),
        ("full", "FULL", "FULL"),
        ("full_transitive", "FULL_TRANSITIVE", "FULL_TRANSITIVE"),
    ] {
        let (out, _) = emitted(&RETAILER.replace("watermark = 5s\n", &format!("compatibility = {mode}\n")));
        for env in ["local", "cloud"] {
            let file = |part: &str| &out.get(&format!("{env}/schemas/payments-{part}/config.json")).unwrap().text;
            assert!(file("value").contains(&format!("\"{value}\"")), "{mode}: {}", file("value"));
            assert!(file("key").contains(&format!("\"{key}\"")), "{mode}: {}", file("key"));
            let manifest = &out.get(&format!("{env}/manifest.json")).unwrap().text;
            assert!(manifest.contains(&format!("\"compatibility\": \"{value}\"")), "{mode}");
        }
    }
}

#[test]
fn an_old_name_is_in_the_manifest_and_terraform_moves_what_bore_it() {
    let text = RETAILER
        .replace("pipeline online_retailer {", "pipeline online_retailer @was(shop_pipeline) {")
        .replace("source shop: postgres", "source shop @was(store): postgres")
        .replace("  table orders {", "  table orders @was(purchases) {")
        .replace("topic payments {", "topic payments @was(till) {")
        .replace("kek csfle_key:", "kek csfle_key @was(old_key):")
        .replace("amount            double", "amount            double @was(total)")
        .replace("environment cloud:", "environment cloud @was(production):");
    let (out, diagnostics) = emitted(&text);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let manifest: Value = serde_json::from_str(&out.get("cloud/manifest.json").unwrap().text).unwrap();
    assert_eq!(manifest["was"], json!({"pipeline": "shop_pipeline", "environment": "production"}));
    let resource = |address: &str| {
        let found = manifest["resources"].as_array().unwrap().iter().find(|one| one["address"] == address);
        found.unwrap_or_else(|| panic!("{address}")).clone()
    };
    for (now, before) in [
        ("topic/payments", json!("topic/till")),
        ("subject/payments-value", json!("subject/till-value")),
        ("postgres_table/shop.orders", json!("postgres_table/store.purchases")),
        ("postgres_table/shop.products", json!("postgres_table/store.products")),
        ("connector/shop", json!("connector/store")),
        ("kek/csfle_key", json!("kek/old_key")),
        ("topic/error_payments", Value::Null),
    ] {
        assert_eq!(resource(now)["was"], before, "{now}");
    }
    assert_eq!(resource("subject/payments-value")["renamed_columns"], json!({"amount": "total"}));
    let moved = &out.get("cloud/terraform/moved.tf").unwrap().text;
    for (from, to) in
        [("aws_kms_key.old_key", "aws_kms_key.csfle_key"), ("aws_db_instance.store", "aws_db_instance.shop")]
    {
        assert!(moved.contains(&format!("moved {{\n  from = {from}\n  to   = {to}\n}}\n")), "{moved}");
    }
    let (plain, _) = emitted(RETAILER);
    assert!(plain.get("cloud/terraform/moved.tf").is_none());
}

#[test]
fn the_report_lists_the_secrets_that_terraform_makes_and_the_key_for_development() {
    let (out, _) = emitted(RETAILER);
    let report: Value = serde_json::from_str(&out.get("protection.json").unwrap().text).unwrap();
    let secrets = |env: &str| -> Vec<(String, String, bool)> {
        let place = report["environments"].as_array().unwrap().iter().find(|place| place["name"] == env).unwrap();
        let row = |row: &Value| {
            let text = |name: &str| row[name].as_str().unwrap().to_string();
            (text("secret"), text("used_by"), row["in_state"].as_bool().unwrap())
        };
        place["secrets"].as_array().unwrap().iter().map(row).collect()
    };
    let (cloud, local) = (secrets("cloud"), secrets("local"));
    for (secret, used_by) in [
        ("kafka_weir", "terraform/confluent_service_account.weir"),
        ("registry_services", "terraform/confluent_service_account.services"),
        ("warehouse_private_key", "connector/warehouse"),
    ] {
        assert!(cloud.contains(&(secret.into(), used_by.into(), true)), "{secret}: {cloud:#?}");
        assert!(!local.iter().any(|(name, _, _)| name == secret), "{local:#?}");
    }
    for used_by in ["kek/csfle_key", "service/payments_app"] {
        assert!(local.contains(&("local_kms".into(), used_by.into(), false)), "{used_by}: {local:#?}");
    }
    let dev = secrets("dev");
    assert!(!dev.iter().any(|(name, _, _)| name == "local_kms"), "{dev:#?}");
}
