//! Names of records, by who writes them (Confluent's Flink, Debezium, weir).

use crate::{
    schemas::tags,
    shape::{DELETED, Shape},
};
use weir_avro::{Field, FieldType, Record, sanitize};
use weir_ir::{Column, DataType, Environment, Platform, Project, RelationKind, Type};

/// Namespace of the records that Confluent's Flink makes.
const CONFLUENT_NAMESPACE: &str = "org.apache.flink.avro.generated.record";

pub(crate) fn value_record(project: &Project, env: &Environment, shape: &Shape<'_>) -> Record {
    let (namespace, name) = name_of(project, env, shape, Part::Value);
    let mut fields: Vec<Field> = shape.columns.iter().map(|column| field(project, shape, column)).collect();
    if shape.is_captured() {
        // The last column that `ExtractNewRecordState` adds.
        fields.push(Field::new(DELETED, FieldType::Flink(Type::nullable(DataType::String))));
    }
    let doc = shape.relation.doc.clone().filter(|_| writes_docs(env, shape));
    Record { name, namespace, doc, fields }
}

pub(crate) fn key_record(project: &Project, env: &Environment, shape: &Shape<'_>) -> Option<Record> {
    if shape.key.is_empty() {
        return None;
    }
    let (namespace, name) = name_of(project, env, shape, Part::Key);
    let fields = shape.key.iter().map(|column| Field::new(&column.name, shape.field_type(column))).collect();
    Some(Record { name, namespace, doc: None, fields })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Key,
    Value,
}

fn name_of(project: &Project, env: &Environment, shape: &Shape<'_>, part: Part) -> (String, String) {
    let suffix = |key: &'static str, value: &'static str| if part == Part::Key { key } else { value };
    match (&shape.relation.kind, env.platform) {
        // Debezium: `<topic>.Key`, `<topic>.Value`, where each part is adjusted to Avro's rule.
        (RelationKind::Captured { .. }, _) => {
            let namespace = shape.topic.split('.').map(sanitize).collect::<Vec<_>>().join(".");
            (namespace, suffix("Key", "Value").to_string())
        }
        (RelationKind::Transform(_), Platform::ConfluentCloud) => {
            (CONFLUENT_NAMESPACE.to_string(), format!("{}_{}", sanitize(shape.topic), suffix("key", "value")))
        }
        (
            RelationKind::Transform(_)
            | RelationKind::Topic { .. }
            | RelationKind::DeadLetter { .. }
            | RelationKind::Product { .. },
            _,
        ) => (sanitize(&project.name), format!("{}{}", sanitize(&shape.relation.name), suffix("_key", ""))),
    }
}

fn field(project: &Project, shape: &Shape<'_>, column: &Column) -> Field {
    let mut field = Field::new(&column.name, shape.field_type(column));
    if let RelationKind::Topic { existing: false, .. } = shape.relation.kind {
        field.doc.clone_from(&column.doc);
        field.tags = tags::of_column(project, shape, column);
    }
    field
}

/// Flink and Debezium write none, and a difference would be a new version for nothing.
fn writes_docs(env: &Environment, shape: &Shape<'_>) -> bool {
    match shape.relation.kind {
        RelationKind::Topic { existing, .. } => !existing,
        RelationKind::Transform(_) => env.platform == Platform::SelfManaged,
        RelationKind::Captured { .. } | RelationKind::DeadLetter { .. } | RelationKind::Product { .. } => false,
    }
}
