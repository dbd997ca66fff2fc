//! `schemas/<subject>/`: the schema, rules, metadata and compatibility of every subject that weir registers or adds to,
//! and the predicted schema of those that a connector or a table makes.
//!
//! Tags stand inline (`confluent:tags`) where weir writes the schema, because clients that select fields by pattern
//! differ; for captured and derived subjects they are metadata patterns, because the schema's text is somebody else's.

mod record;
mod rules;
mod tags;

pub(crate) use record::{key_record, value_record};

pub(crate) use rules::dead_letters;

use crate::{Backend, diagnostics, shape, shape::Shape, text};
use serde_json::{Map, Value, json};
use weir_diagnostics::Diagnostics;
use weir_ir::{ArtifactSet, Compatibility, Environment, Owner, Platform, Project, RelationKind, Resource, address};

pub(crate) struct Schemas;

/// Who registers the subject of a topic that is others'.
const EXISTING: &str = "existing";

impl Backend for Schemas {
    fn name(&self) -> &'static str {
        "schemas"
    }

    fn emit(&self, project: &Project, env: &Environment, out: &mut ArtifactSet, diagnostics: &mut Diagnostics) {
        if env.platform == Platform::Embedded {
            return;
        }
        for (id, relation) in project.relations.iter() {
            // The pipeline that exposes a product owns its subjects.
            if matches!(relation.kind, RelationKind::Product { .. }) {
                continue;
            }
            let Some(shape) = Shape::of(project, env, id) else { continue };
            let mut subject = Subject { project, env, shape: &shape, out, diagnostics };
            subject.value();
            subject.key();
        }
    }
}

/// The schema of a subject's value as it is registered, or nothing where it cannot be (which has been reported).
pub(crate) fn value_schema(project: &Project, env: &Environment, shape: &Shape<'_>) -> Option<Value> {
    weir_avro::schema(&value_record(project, env, shape), shape::convention(env)).ok()
}

pub(crate) fn key_schema(project: &Project, env: &Environment, shape: &Shape<'_>) -> Option<Value> {
    weir_avro::schema(&key_record(project, env, shape)?, shape::convention(env)).ok()
}

struct Subject<'a, 'o> {
    project: &'a Project,
    env: &'a Environment,
    shape: &'a Shape<'a>,
    out: &'o mut ArtifactSet,
    diagnostics: &'o mut Diagnostics,
}

impl Subject<'_, '_> {
    fn value(&mut self) {
        let record = value_record(self.project, self.env, self.shape);
        let full_name = format!("{}.{}", record.namespace, record.name);
        let Some(schema) = self.schema(&record) else { return self.refused("value") };
        let rules = rules::rule_set(self.project, self.env, self.shape);
        let tags = if self.weir_writes() { Map::new() } else { tags::patterns(self.project, self.shape, &full_name) };
        let keks = rules::keks(self.project, self.shape);
        let subject = format!("{}-value", self.shape.topic);
        let mut resource = self.files("value", &subject, &schema, self.compatibility());
        if self.registered_by() == EXISTING {
            return self.out.resource(&self.env.name, resource);
        }
        if let Some(rules) = rules {
            let path = format!("schemas/{subject}/rules.json");
            self.out.environment_file(&self.env.name, &path, text::json(&rules));
            resource = resource.file(path);
        }
        if let Some(metadata) = self.metadata(tags) {
            let path = format!("schemas/{subject}/metadata.json");
            self.out.environment_file(&self.env.name, &path, text::json(&text::escaped(metadata)));
            resource = resource.file(path);
        }
        for kek in keks {
            resource = resource.needs(address::kek(&kek));
        }
        for topic in rules::dead_letters(self.project, self.shape) {
            resource = resource.needs(address::topic(&topic));
        }
        self.out.resource(&self.env.name, resource);
    }

    fn key(&mut self) {
        let Some(record) = key_record(self.project, self.env, self.shape) else { return };
        let Some(schema) = self.schema(&record) else { return self.refused("key") };
        let subject = format!("{}-key", self.shape.topic);
        let resource = self.files("key", &subject, &schema, self.compatibility().of_key());
        self.out.resource(&self.env.name, resource);
    }

    /// Others name it as what they need; that it cannot be is one error, not several.
    fn refused(&mut self, part: &str) {
        let address = address::subject(&self.shape.relation.name, part);
        let name = format!("{}-{part}", self.shape.topic);
        self.out.resource(&self.env.name, Resource::new("subject", address, Owner::Weir, name));
    }

    fn schema(&mut self, record: &weir_avro::Record) -> Option<Value> {
        match weir_avro::schema(record, shape::convention(self.env)) {
            Ok(schema) => Some(schema),
            Err(errors) => {
                for error in errors {
                    self.unsupported(&error);
                }
                None
            }
        }
    }

    fn unsupported(&mut self, error: &weir_avro::Unsupported) {
        let head = error.path.first().map_or("", String::as_str);
        let column = self.shape.relation.column(head);
        let span = column.map_or(self.shape.relation.span, |column| column.span);
        let named = error.path.iter().all(|name| weir_avro::is_name(name));
        let path = error.path.join(".");
        self.diagnostics.push(if named {
            let ty = column.map_or_else(String::new, |column| column.ty.data.to_string());
            diagnostics::type_not_possible(
                span,
                &path,
                &ty,
                &format!("the topic of `{}`", self.shape.relation.name),
                &error.reason,
            )
        } else {
            diagnostics::name_not_possible(span, "column", &path, "Avro", &error.reason)
        });
    }

    fn files(&mut self, part: &str, subject: &str, schema: &Value, compatibility: Compatibility) -> Resource {
        let folder = format!("schemas/{subject}");
        self.out.environment_file(
            &self.env.name,
            &format!("{folder}/schema.avsc"),
            text::json(&text::escaped(schema.clone())),
        );
        let resource =
            Resource::new("subject", address::subject(&self.shape.relation.name, part), Owner::Weir, subject)
                .file(format!("{folder}/schema.avsc"))
                .at(self.shape.relation.span)
                .property("registered_by", self.registered_by());
        if self.registered_by() == EXISTING {
            // Only compared: compatibility, rules and tags are its owner's.
            return resource;
        }
        let config = json!({"compatibility": compatibility.registry_name()});
        self.out.environment_file(&self.env.name, &format!("{folder}/config.json"), text::json(&config));
        let needed = self.producer().unwrap_or_else(|| address::topic(&self.shape.relation.name));
        let resource = resource.property("compatibility", compatibility.registry_name());
        resource.file(format!("{folder}/config.json")).needs(needed)
    }

    /// Of the value's schema: only topics may state another than the registry's default.
    fn compatibility(&self) -> Compatibility {
        match self.shape.relation.kind {
            RelationKind::Topic { compatibility, .. } => compatibility,
            RelationKind::Captured { .. }
            | RelationKind::DeadLetter { .. }
            | RelationKind::Transform(_)
            | RelationKind::Product { .. } => Compatibility::default(),
        }
    }

    /// Whose text the schema is.
    fn registered_by(&self) -> &'static str {
        match (&self.shape.relation.kind, self.env.platform) {
            (RelationKind::Captured { .. }, _) => "connector",
            (RelationKind::Transform(_), Platform::ConfluentCloud) => "table",
            (RelationKind::Topic { existing: true, .. }, _) => EXISTING,
            (
                RelationKind::Transform(_)
                | RelationKind::Topic { .. }
                | RelationKind::DeadLetter { .. }
                | RelationKind::Product { .. },
                _,
            ) => "weir",
        }
    }

    fn weir_writes(&self) -> bool {
        matches!(self.shape.relation.kind, RelationKind::Topic { existing: false, .. })
    }

    /// What must be there before weir adds to a subject that it does not make.
    fn producer(&self) -> Option<String> {
        match self.registered_by() {
            "connector" => match &self.shape.relation.kind {
                RelationKind::Captured { source, .. } => Some(address::connector(source, "")),
                RelationKind::Topic { .. }
                | RelationKind::Transform(_)
                | RelationKind::DeadLetter { .. }
                | RelationKind::Product { .. } => None,
            },
            "table" => Some(address::flink_table(&self.shape.relation.name)),
            _ => None,
        }
    }

    fn metadata(&self, tags: Map<String, Value>) -> Option<Value> {
        let mut metadata = Map::new();
        if !tags.is_empty() {
            metadata.insert("tags".into(), Value::Object(tags));
        }
        if let Some(owner) = self.shape.relation.owner.as_ref().or(self.project.owner.as_ref()) {
            metadata.insert("properties".into(), json!({"owner": owner}));
        }
        (!metadata.is_empty()).then_some(Value::Object(metadata))
    }
}
