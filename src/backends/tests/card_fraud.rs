//! The fraud pipeline through the real analysis: what it has that the retailer has not. A folder of files with libraries,
//! clusters and a network that exist, a topic that is others'.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use weir_diagnostics::{Diagnostics, SourceMap};
use weir_ir::{ArtifactSet, Project};

const FILES: &[(&str, &str)] = &[
    ("card_fraud/authorizations.weir", include_str!("../../../pipelines/card_fraud/authorizations.weir")),
    ("card_fraud/card_fraud.weir", include_str!("../../../pipelines/card_fraud/card_fraud.weir")),
    ("card_fraud/delivery.weir", include_str!("../../../pipelines/card_fraud/delivery.weir")),
    ("card_fraud/issuer.weir", include_str!("../../../pipelines/card_fraud/issuer.weir")),
    ("card_fraud/scoring.weir", include_str!("../../../pipelines/card_fraud/scoring.weir")),
    ("card_fraud/tests.weir", include_str!("../../../pipelines/card_fraud/tests.weir")),
    ("governance/bank.weir", include_str!("../../../pipelines/governance/bank.weir")),
    ("governance/card_fraud.weir", include_str!("../../../pipelines/governance/card_fraud.weir")),
];

fn emitted() -> (Project, ArtifactSet) {
    let mut map = SourceMap::default();
    let mut parsed = Vec::new();
    let mut names = Vec::new();
    for (name, text) in FILES {
        let id = map.add(*name, *text);
        parsed.push(weir_syntax::parse(id, text).file);
        names.push((id, (*name).to_string()));
    }
    let mut project = weir_analysis::analyze(&parsed).project;
    project.files = names.into_iter().collect();
    let mut diagnostics = Diagnostics::default();
    let out = weir_backends::emit(&project, None, &mut diagnostics);
    let all: Vec<String> = diagnostics.iter().map(|d| format!("{} {}", d.code.id, d.message)).collect();
    assert_eq!(all, Vec::<String>::new());
    (project, out)
}

fn text<'a>(out: &'a ArtifactSet, path: &str) -> &'a str {
    &out.get(path).unwrap_or_else(|| panic!("{path}")).text
}

/// A topic that is others': its schema is only compared, nothing is made, nothing of it is written.
#[test]
fn a_topic_that_exists_is_never_written() {
    let (_, out) = emitted();
    for env in ["staging", "prod"] {
        let files: Vec<&str> =
            out.files().map(|(path, _)| path).filter(|path| path.contains("terminal.events")).collect();
        assert!(!files.is_empty() && files.iter().all(|path| path.ends_with("/schema.avsc")), "{files:?}");
        assert!(!text(&out, &format!("{env}/terraform/kafka.tf")).contains("terminal.events"));
        let access = text(&out, &format!("{env}/terraform/access.tf"));
        for block in access.split("\n\n").filter(|block| block.contains("terminal.events")) {
            assert!(block.contains("\"DeveloperRead\""), "{block}");
        }
        assert!(access.contains("weir_read_subject_terminal_events_value"));
        let table = out.resources(env).find(|one| one.address == "flink_table/terminal_events").unwrap();
        assert_eq!(table.properties["owner_runs"], true);
        assert!(out.resources(env).all(|one| one.address != "topic/terminal_events"));
    }
    let readme = text(&out, "prod/README.md");
    let owners = readme.split("its owner runs them").nth(1).unwrap().split("Terraform").next().unwrap();
    assert!(owners.contains("`flink/terminal_events.alter.sql`"), "{owners}");
    assert!(owners.contains("`postgres/issuer.role.sql`"), "{owners}");
}

/// Nothing is made from nothing: clusters, registry, pool and network are data sources.
#[test]
fn what_exists_is_looked_up() {
    let (_, out) = emitted();
    for (path, file) in out.files().filter(|(path, _)| path.contains("/terraform/")) {
        for made in [
            "confluent_environment",
            "confluent_kafka_cluster",
            "confluent_flink_compute_pool",
            "aws_vpc",
            "aws_kms_key",
        ] {
            assert!(!file.text.contains(&format!("resource \"{made}\"")), "{path} makes a {made}");
        }
    }
    let kafka = text(&out, "prod/terraform/kafka.tf");
    assert!(kafka.contains("\"lkc-7q5t9d\"") && kafka.contains("\"lsrc-1w4k8y\""), "{kafka}");
}

/// `prod from staging` takes what it does not say itself.
#[test]
fn production_inherits_from_staging() {
    let (project, _) = emitted();
    let (staging, prod) = (project.environment("staging").unwrap(), project.environment("prod").unwrap());
    assert_eq!(prod.platform, staging.platform);
    assert_eq!(prod.settings.text("region"), Some("eu-central-1"));
    assert!(prod.protected && !staging.protected);
    assert_eq!(staging.services["scorer"].settings.integer("replicas").unwrap_or(1), 1);
    assert_eq!(prod.services["scorer"].settings.integer("replicas"), Some(6));
}

/// Rules and tags of nested fields, each on exactly the fields that are named.
#[test]
fn nested_fields_have_tags_of_their_own() {
    let (_, out) = emitted();
    let schema: serde_json::Value =
        serde_json::from_str(text(&out, "prod/schemas/fraud.authorizations-value/schema.avsc")).unwrap();
    let mut tagged = Vec::new();
    tags(&schema, "", &mut tagged);
    let of = |tag: &str| -> Vec<&str> {
        tagged.iter().filter(|(_, tags)| tags.iter().any(|one| one == tag)).map(|(path, _)| path.as_str()).collect()
    };
    assert_eq!(of("encrypt_card_key_aes256_siv"), [".pan"]);
    assert_eq!(of("encrypt_card_key_aes256_gcm"), [".client.ip", ".client.device"]);
    assert_eq!(of("rule_one_united_kingdom"), [".merchant.country"]);
    assert_eq!(of("whereabouts"), [".client.ip", ".client.device"]);
    assert_eq!(of("pii"), [".client.ip", ".client.device"], "implied by whereabouts");
    assert_eq!(of("pci"), [".pan"], "implied by pan");
}

/// Paths of fields with tags, below unions and records.
fn tags(schema: &serde_json::Value, path: &str, out: &mut Vec<(String, Vec<String>)>) {
    for variant in schema.as_array().into_iter().flatten() {
        tags(variant, path, out);
    }
    if schema["type"].is_object() || schema["type"].is_array() {
        tags(&schema["type"], path, out);
    }
    for field in schema["fields"].as_array().into_iter().flatten() {
        let path = format!("{path}.{}", field["name"].as_str().unwrap());
        let own = field["confluent:tags"].as_array().into_iter().flatten();
        let own: Vec<String> = own.map(|tag| tag.as_str().unwrap().to_string()).collect();
        if !own.is_empty() {
            out.push((path.clone(), own));
        }
        tags(&field["type"], &path, out);
    }
}
