//! `kafka/acls.json`: what each principal needs. weir's own applications log in by name; who they are in the cluster is
//! its administrator's.

use super::CONNECTOR_TOPICS;
use crate::{iceberg, schemas, shape::Shape};
use serde_json::{Value, json};
use weir_ir::{Access, ArtifactSet, Environment, Project, RelationId, RelationKind, SinkKind};

const CONNECT: &str = "connect";
const FLINK: &str = "flink";

/// Rows in order of what they are about, each once.
pub(super) fn rows(project: &Project, env: &Environment, out: &ArtifactSet) -> Value {
    let mut acls = Acls { project, env, rows: Vec::new() };
    acls.relations();
    acls.services();
    acls.sinks();
    acls.connectors(out);
    acls.prefix(FLINK, &format!("{}.", env.names.group), "the groups of its tables");
    Value::Array(acls.rows)
}

struct Acls<'a> {
    project: &'a Project,
    env: &'a Environment,
    rows: Vec<Value>,
}

impl Acls<'_> {
    fn relations(&mut self) {
        let project = self.project;
        for (id, relation) in project.relations.iter() {
            match &relation.kind {
                RelationKind::Captured { .. } => {
                    self.topic(CONNECT, "write", id, "captures into it");
                    self.topic(FLINK, "read", id, "transforms read it");
                }
                RelationKind::Transform(_) => {
                    self.topic(FLINK, "write", id, "the transform's result");
                    self.topic(FLINK, "read", id, "other transforms read it");
                }
                RelationKind::Topic { existing, producers, .. } => {
                    self.topic(FLINK, "read", id, "transforms read it");
                    // Who writes a topic that exists has its rights already.
                    for producer in producers.iter().filter(|_| !existing) {
                        self.topic(producer, "write", id, "declared as its producer");
                        self.dead_letters(producer, id);
                    }
                }
                RelationKind::Product { .. } => self.topic(FLINK, "read", id, "transforms read it"),
                RelationKind::DeadLetter { .. } => {}
            }
        }
    }

    fn services(&mut self) {
        let (project, env) = (self.project, self.env);
        for service in project.services.iter().filter(|service| env.services.contains_key(&service.name)) {
            let mut reads = false;
            for access in &service.access {
                match access {
                    Access::ReadsRelation(id) => {
                        reads = true;
                        self.topic(&service.name, "read", *id, "declared by the service");
                    }
                    Access::WritesRelation(id) => {
                        self.topic(&service.name, "write", *id, "declared by the service");
                        self.dead_letters(&service.name, *id);
                    }
                    Access::WritesSource(_) | Access::ReadsSource(_) => {}
                }
            }
            if reads {
                self.prefix(&service.name, &format!("{}.{}", env.names.group, service.name), "its consumer group");
            }
        }
    }

    /// Clients write what a rule refuses.
    fn dead_letters(&mut self, principal: &str, id: RelationId) {
        let Some(shape) = Shape::of(self.project, self.env, id) else { return };
        for name in schemas::dead_letters(self.project, &shape) {
            if let Some(dead) = self.project.relations.find(&name) {
                self.topic(principal, "write", dead, "records that a rule refuses");
            }
        }
    }

    fn sinks(&mut self) {
        let (project, env) = (self.project, self.env);
        for sink in &project.sinks {
            let iceberg = env.sinks.get(&sink.name).is_some_and(|binding| binding.kind == SinkKind::Iceberg);
            for input in &sink.inputs {
                let by_flink = Shape::of(project, env, input.relation).is_some_and(|shape| iceberg::by_flink(&shape));
                let reader = if iceberg && by_flink { FLINK } else { CONNECT };
                self.topic(reader, "read", input.relation, &format!("the sink {} delivers it", sink.name));
            }
        }
    }

    fn connectors(&mut self, out: &ArtifactSet) {
        for connector in out.resources(&self.env.name).filter(|one| one.kind == "connector") {
            let topic = |property: &str| connector.properties.get(property).and_then(Value::as_str);
            for name in CONNECTOR_TOPICS.iter().filter_map(|property| topic(property)) {
                self.add(CONNECT, "write", ("topic", name, "literal"), &format!("of the connector {}", connector.name));
            }
            if let Some(control) = topic("control_topic") {
                self.add(
                    CONNECT,
                    "read",
                    ("topic", control, "literal"),
                    &format!("of the connector {}", connector.name),
                );
                self.prefix(CONNECT, &format!("cg-control-{}", connector.name), "how the sink's tasks commit together");
            }
            if topic("dead_letter_topic").is_some() {
                self.prefix(CONNECT, &format!("connect-{}", connector.name), "the sink's consumer group");
            }
        }
    }

    fn topic(&mut self, principal: &str, operation: &str, id: RelationId, why: &str) {
        if let Some(topic) = self.env.names.topics.get(&id) {
            self.add(principal, operation, ("topic", &topic.name, "literal"), why);
        }
    }

    /// Reading under every consumer group whose name begins so.
    fn prefix(&mut self, principal: &str, group: &str, why: &str) {
        self.add(principal, "read", ("group", group, "prefixed"), why);
    }

    fn add(&mut self, principal: &str, operation: &str, (kind, name, pattern): (&str, &str, &str), why: &str) {
        let row = json!({
            "principal": format!("User:{principal}"), "operation": operation, "resource_type": kind, "resource": name,
            "pattern": pattern, "why": why
        });
        if !self.rows.contains(&row) {
            self.rows.push(row);
        }
    }
}
