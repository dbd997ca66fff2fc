//! Tables in Glue.

use super::{cloud, emit, files, project, schema, set, variants};
use crate::Backend;
use weir_diagnostics::Diagnostics;
use weir_ir::{ArtifactSet, Project, Sink, Value};

/// The sample with a second sink of the first one's relations.
fn two_lakes() -> Project {
    let mut project = project();
    let sink = project.sinks.iter().find(|sink| sink.name == "lake").unwrap();
    let second = Sink { name: "archive".into(), ..sink.clone() };
    project.sinks.push(second);
    let env = cloud(&mut project);
    let binding = env.sinks["lake"].clone();
    env.sinks.insert("archive".into(), binding);
    project
}

fn text(project: &Project, address: &str) -> String {
    let blocks = schema::resources(&files(&emit(project)));
    crate::terraform::print::block(&blocks[address])
}

#[test]
fn tables_are_listed_in_glue_once_the_rights_are_there() {
    let all = text(&two_lakes(), "confluent_catalog_integration.lake");
    for needed in [
        "confluent_role_binding.tableflow_cloudclusteradmin_cluster",
        "confluent_role_binding.tableflow_assigner_integration",
        "aws_iam_role_policy.tableflow",
        "provider_integration_id = confluent_provider_integration.lake.id",
        "confluent_api_key.tableflow.secret",
    ] {
        assert!(all.contains(needed), "{needed}\n{all}");
    }
    assert!(!all.contains("custom_database"), "{all}");
    let binding = text(&project(), "confluent_role_binding.tableflow_cloudclusteradmin_cluster");
    assert!(!binding.contains("disable_wait_for_ready"), "{binding}");
}

#[test]
fn storage_of_confluent_s_has_no_glue() {
    let (_, managed) = variants().into_iter().find(|(name, _)| *name == "managed").unwrap();
    let blocks = schema::resources(&files(&emit(&managed)));
    assert!(!blocks.contains_key("confluent_catalog_integration.lake"));
}

#[test]
fn a_database_of_one_s_own_is_the_only_one_that_tableflow_may_reach() {
    let mut project = project();
    set(&mut cloud(&mut project).sinks, "lake", "database", Value::Text("sales".into()));
    assert!(text(&project, "confluent_catalog_integration.lake").contains("custom_database         = \"sales\""));
    let policy = text(&project, "aws_iam_role_policy.tableflow");
    assert!(policy.contains(":database/sales\"") && policy.contains(":table/sales/*\""), "{policy}");
    assert!(!policy.contains("confluent_kafka_cluster"), "{policy}");
}

#[test]
fn two_databases_of_one_cluster_are_refused() {
    let mut project = two_lakes();
    set(&mut cloud(&mut project).sinks, "lake", "database", Value::Text("sales".into()));
    let mut out = ArtifactSet::default();
    let mut diagnostics = Diagnostics::default();
    crate::terraform::Terraform.emit(&project, project.environment("cloud").unwrap(), &mut out, &mut diagnostics);
    let found: Vec<(&str, &str)> = diagnostics.iter().map(|one| (one.code.id, one.message.as_str())).collect();
    let message = "the sink `lake`, whose Glue database is not that of `archive`, cannot be deployed to `cloud`";
    assert_eq!(found, [("E0905", message)]);
    set(&mut cloud(&mut project).sinks, "archive", "database", Value::Text("sales".into()));
    emit(&project);
}

/// Each table lies in its sink's bucket, also beside a sink whose bucket is made.
#[test]
fn a_table_lies_in_the_bucket_that_its_sink_names() {
    let mut project = two_lakes();
    cloud(&mut project).sinks.get_mut("archive").unwrap().provision = weir_ir::Provision::Existing("ours".into());
    project.sinks.retain(|sink| sink.name == "archive");
    let mut out = ArtifactSet::default();
    let mut diagnostics = Diagnostics::default();
    crate::tableflow::Tableflow.emit(&project, project.environment("cloud").unwrap(), &mut out, &mut diagnostics);
    assert_eq!(diagnostics.iter().count(), 0, "{diagnostics:?}");
    let (_, file) = out.files().next().unwrap();
    let body: serde_json::Value = serde_json::from_str(&file.text).unwrap();
    assert_eq!(body["spec"]["storage"]["bucket_name"], "ours");
}
