//! `kafka/topics.json` and `kafka/acls.json` of a self-managed environment, where weir makes the topics.

mod acls;

use crate::{Backend, shape::Shape, text};
use serde_json::{Map, Value, json};
use weir_diagnostics::Diagnostics;
use weir_ir::{
    ArtifactSet, Changelog, Environment, Owner, Platform, Project, Relation, RelationId, RelationKind, Resource,
    address,
};

pub(crate) struct Kafka;

/// Partitions of a topic that states none: Confluent's default for tables, so that both platforms agree.
pub(crate) const PARTITIONS: u32 = 6;

impl Backend for Kafka {
    fn name(&self) -> &'static str {
        "kafka"
    }

    fn emit(&self, project: &Project, env: &Environment, out: &mut ArtifactSet, _: &mut Diagnostics) {
        if env.platform != Platform::SelfManaged {
            return;
        }
        let path = "kafka/topics.json";
        let mut topics = Vec::new();
        for (id, relation) in project.relations.iter() {
            let Some(physical) = env.names.topics.get(&id) else { continue };
            if !makes(&relation.kind) {
                continue;
            }
            let topic = topic(project, env, id, &physical.name);
            let mut resource = Resource::new("topic", address::topic(&relation.name), Owner::Weir, &physical.name)
                .listed_in(path)
                .at(relation.span);
            for field in ["partitions", "replication_factor", "config"] {
                resource.properties.extend(topic.get(field).map(|value| (field.to_string(), value.clone())));
            }
            topics.push(topic);
            out.resource(&env.name, resource);
        }
        topics.extend(connector_topics(env, out));
        out.environment_file(&env.name, path, text::json(&Value::Array(topics)));
        if env.settings.boolean("acls") == Some(true) {
            out.environment_file(&env.name, "kafka/acls.json", text::json(&acls::rows(project, env, out)));
        }
    }
}

/// What waits for a relation's topic to be made; nothing waits for a topic that others made.
pub(crate) fn need(relation: &Relation) -> Option<String> {
    makes(&relation.kind).then(|| address::topic(&relation.name))
}

fn makes(kind: &RelationKind) -> bool {
    match kind {
        RelationKind::Captured { .. } | RelationKind::DeadLetter { .. } | RelationKind::Transform(_) => true,
        RelationKind::Topic { existing, .. } => !existing,
        RelationKind::Product { .. } => false,
    }
}

fn topic(project: &Project, env: &Environment, id: RelationId, name: &str) -> Value {
    let relation = &project.relations[id];
    let mut config = Map::new();
    let compacted = cleanup(project, env, id) == Cleanup::Compact;
    config.insert("cleanup.policy".into(), json!(if compacted { "compact" } else { "delete" }));
    if !compacted && let Some(retention) = retention(env, relation.retention_ms) {
        config.insert(
            "retention.ms".into(),
            json!(retention.map_or(-1, |ms| i64::try_from(ms).unwrap_or(i64::MAX)).to_string()),
        );
    }
    json!({
        "address": address::topic(&relation.name),
        "name": name,
        "partitions": partitions(project, env, id),
        "replication_factor": env.settings.integer("replication").unwrap_or(3),
        "config": config
    })
}

/// Properties of a connector's resource that name topics beside those of relations.
pub(crate) const CONNECTOR_TOPICS: [&str; 3] = ["control_topic", "dead_letter_topic", "heartbeat_topic"];

/// Topics of connectors: dead letters, control, heartbeats.
fn connector_topics(env: &Environment, out: &ArtifactSet) -> Vec<Value> {
    let replication = env.settings.integer("replication").unwrap_or(3);
    let mut topics = Vec::new();
    for resource in out.resources(&env.name) {
        for property in CONNECTOR_TOPICS {
            let Some(name) = resource.properties.get(property) else { continue };
            topics.push(json!({
                "address": resource.address, "name": name, "partitions": 1, "replication_factor": replication,
                "config": {"cleanup.policy": "delete"}
            }));
        }
    }
    topics
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cleanup {
    Delete,
    Compact,
}

/// A topic whose records replace each other by key keeps the last of each key.
pub(crate) fn cleanup(project: &Project, env: &Environment, id: RelationId) -> Cleanup {
    let keyed = Shape::of(project, env, id).is_some_and(|shape| !shape.key.is_empty());
    let append = project.relations[id].facts.changelog == Changelog::Append;
    if keyed && !append { Cleanup::Compact } else { Cleanup::Delete }
}

pub(crate) fn partitions(project: &Project, env: &Environment, id: RelationId) -> u32 {
    let relation = &project.relations[id];
    let of_environment = || env.settings.integer("partitions").and_then(|n| u32::try_from(n).ok());
    let default = match &relation.kind {
        // A log has one order.
        RelationKind::Captured { source, .. } => {
            let bound = env.sources.get(source).and_then(|binding| binding.settings.integer("partitions"));
            bound.and_then(|n| u32::try_from(n).ok()).or(Some(1))
        }
        RelationKind::Topic { .. }
        | RelationKind::DeadLetter { .. }
        | RelationKind::Transform(_)
        | RelationKind::Product { .. } => of_environment(),
    };
    relation.partitions.or(default).unwrap_or(PARTITIONS)
}

/// Milliseconds: the relation's own, else the environment's; `Some(None)` is for ever.
#[expect(clippy::option_option, reason = "as `Relation::retention_ms` has it")]
pub(crate) fn retention(env: &Environment, own: Option<Option<u64>>) -> Option<Option<u64>> {
    own.or_else(|| env.settings.duration("retention").map(|duration| duration.0))
}
