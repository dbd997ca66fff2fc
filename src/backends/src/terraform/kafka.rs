//! `kafka.tf`: environment, cluster, registry, and the topics that nobody else makes.

use super::{
    access::{Account, Grant, Right, Target},
    accounts,
    module::{File, Module, data, plain, resource},
    scope::Scope,
    values::{Node, code, entry, node, object, refer, template},
};
use crate::diagnostics;
use std::collections::BTreeMap;
use weir_diagnostics::Diagnostics;
use weir_ir::{Changelog, RelationId, RelationKind, address};

/// Partitions of a topic that states none (Confluent Cloud's own default, written out).
const PARTITIONS: u32 = 6;

pub(super) fn emit(scope: &Scope<'_>, module: &mut Module, grants: &[Grant], diagnostics: &mut Diagnostics) {
    environment(scope, module);
    cluster(scope, module, diagnostics);
    registry(scope, module);
    let names = accounts::binding_names(grants);
    for id in scope.made_topics() {
        topic(scope, module, id, &names);
    }
}

/// `environment { id = … }`.
pub(super) fn environment_block(scope: &Scope<'_>) -> Node {
    node("environment").set("id", refer(&format!("{}.id", scope.environment())))
}

fn environment(scope: &Scope<'_>, module: &mut Module) {
    match scope.existing("environment") {
        Some(id) => {
            let id = scope.piece(module, &id);
            let item = data("confluent_environment", "main").comment("An environment that exists.");
            module.add(File::Kafka, item.set("id", template(&[id])));
        }
        None => {
            let package = scope.group_word("registry", "provision").unwrap_or("advanced").to_uppercase();
            let item = resource("confluent_environment", "main")
                .comment("Rules and field encryption need the package ADVANCED.")
                .named(&scope.stem)
                .at(scope.env.span)
                .set("display_name", scope.stem.as_str())
                .nest(node("stream_governance").set("package", package));
            module.add(File::Kafka, item.keep());
        }
    }
    let organization = format!("regex(\"organization=([^/]+)\", {}.resource_name)[0]", scope.environment());
    module.add(File::Kafka, plain("locals", None).set("organization_id", code(&organization)));
    module.output("environment_id", refer(&format!("{}.id", scope.environment())), "The Confluent environment.");
    module.output("organization_id", refer("local.organization_id"), "The Confluent organization.");
}

fn cluster(scope: &Scope<'_>, module: &mut Module, diagnostics: &mut Diagnostics) {
    let region = scope.region(module);
    match scope.existing("cluster") {
        Some(id) => {
            let id = scope.piece(module, &id);
            let item = data("confluent_kafka_cluster", "main").comment("A cluster that exists.");
            module.add(File::Kafka, item.set("id", template(&[id])).nest(environment_block(scope)));
        }
        None => {
            let availability = scope
                .group_word("cluster", "availability")
                .or_else(|| scope.env.settings.text("availability"))
                .unwrap_or("single_zone")
                .to_uppercase();
            let item = resource("confluent_kafka_cluster", "main")
                .comment("Display names stay as they are: statements name environment and cluster by them.")
                .named(&scope.stem)
                .at(scope.env.span)
                .set("display_name", scope.stem.as_str())
                .set("availability", availability)
                .set("cloud", "AWS")
                .set("region", template(&[region]))
                .nest(cluster_type(scope, diagnostics))
                .nest(environment_block(scope));
            module.add(File::Kafka, item.keep());
        }
    }
    let cluster = scope.cluster();
    for (output, attribute, doc) in [
        ("kafka_cluster_id", "id", "The Kafka cluster."),
        ("kafka_cluster_name", "display_name", "Its name, which is the database of Flink statements."),
        ("kafka_bootstrap_endpoint", "bootstrap_endpoint", "Where Kafka clients connect."),
        ("kafka_rest_endpoint", "rest_endpoint", "The cluster's REST API."),
    ] {
        module.output(output, refer(&format!("{cluster}.{attribute}")), doc);
    }
    let name = refer(&format!("{}.display_name", scope.environment()));
    module.output("environment_name", name, "Its name, which is the catalog of Flink statements.");
}

fn cluster_type(scope: &Scope<'_>, diagnostics: &mut Diagnostics) -> Node {
    match scope.group_word("cluster", "provision").unwrap_or("standard") {
        "enterprise" => node("enterprise"),
        "dedicated" => node("dedicated").set("cku", scope.group_integer("cluster", "cku").unwrap_or(1)),
        "basic" => {
            let span = scope.env.settings.setting("cluster").map_or(scope.env.span, |setting| setting.span);
            let what = "a `basic` cluster, which has no roles on topics and groups,";
            let help = "write `cluster = { provision = standard }`, or leave it out";
            diagnostics.push(diagnostics::no_backend(span, what, &scope.env.name, help));
            node("basic")
        }
        _ => node("standard"),
    }
}

/// The registry appears with the environment's first cluster, so it is found through the cluster's environment; never by
/// `depends_on`, which would plan to replace what is built on it whenever the cluster changes.
fn registry(scope: &Scope<'_>, module: &mut Module) {
    let through = format!("{}.environment[0].id", scope.cluster());
    let mut item = data("confluent_schema_registry_cluster", "main")
        .comment("It comes with the environment's first cluster, so it is asked for through the cluster.");
    if let Some(id) = scope.existing("registry") {
        let id = scope.piece(module, &id);
        item = item.set("id", template(&[id]));
    }
    module.add(File::Kafka, item.nest(node("environment").set("id", refer(&through))));
    let registry = "data.confluent_schema_registry_cluster.main";
    module.output("schema_registry_id", refer(&format!("{registry}.id")), "The schema registry.");
    module.output("schema_registry_endpoint", refer(&format!("{registry}.rest_endpoint")), "Its address.");
}

fn topic(scope: &Scope<'_>, module: &mut Module, id: RelationId, names: &BTreeMap<&Right, String>) {
    let relation = scope.relation(id);
    let Some(name) = scope.topic(id) else { return };
    let cluster = scope.cluster();
    let dead = matches!(relation.kind, RelationKind::DeadLetter { .. });
    let stated = relation
        .partitions
        .or_else(|| scope.env.settings.integer("partitions").and_then(|partitions| u32::try_from(partitions).ok()));
    let cleanup = if relation.facts.changelog == Changelog::Append { "delete" } else { "compact" };
    let mut config = vec![entry("cleanup.policy", cleanup)];
    let retention = relation.retention_ms.or_else(|| scope.env.settings.duration("retention").map(|kept| kept.0));
    // Compaction keeps the last record of each key for ever.
    if cleanup == "delete"
        && let Some(kept) = retention
    {
        let ms = kept.map_or_else(|| "-1".to_string(), |ms| ms.to_string());
        config.push(entry("retention.ms", ms));
    }
    let what = if dead { "dead letters" } else { "topic" };
    let right = Right::Role { account: Account::Weir, role: "DeveloperManage", on: Target::Topic(name.to_string()) };
    let binding = names.get(&right).map(|binding| format!("confluent_role_binding.{binding}"));
    let file = scope.project.file_name(relation.span);
    module.add(
        File::Kafka,
        resource("confluent_kafka_topic", &relation.name)
            .comment(origin(what, &relation.name, file, relation.doc.as_deref()))
            .named(name)
            .at(relation.span)
            .known_as("topic", address::topic(&relation.name))
            .set("topic_name", name)
            .set("partitions_count", stated.unwrap_or(if dead { 1 } else { PARTITIONS }))
            .set("rest_endpoint", refer(&format!("{cluster}.rest_endpoint")))
            .set("config", object(config))
            .depends_on(binding)
            .nest(node("kafka_cluster").set("id", refer(&format!("{cluster}.id"))))
            .nest(
                node("credentials")
                    .set("key", refer("confluent_api_key.kafka_weir.id"))
                    .set("secret", refer("confluent_api_key.kafka_weir.secret")),
            )
            .keep(),
    );
}

/// `topic payments in online_retailer.weir: what it is`.
pub(super) fn origin(what: &str, name: &str, file: &str, doc: Option<&str>) -> String {
    let place = if file.is_empty() { String::new() } else { format!(" in {file}") };
    match doc {
        Some(doc) => format!("{what} {name}{place}\n{doc}"),
        None => format!("{what} {name}{place}"),
    }
}
