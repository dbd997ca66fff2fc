use crate::{Convention, debezium, flink, is_name};
use serde_json::{Map, Value, json};
use std::fmt;
use weir_ir::{DeclaredType, Type};

/// The fields of a message key or value.
#[derive(Debug, Clone)]
pub struct Record {
    pub name: String,
    pub namespace: String,
    pub doc: Option<String>,
    pub fields: Vec<Field>,
}

#[derive(Debug, Clone)]
pub struct Field {
    pub name: String,
    pub ty: FieldType,
    pub doc: Option<String>,
    /// Inline `confluent:tags`; by dotted path below the field, the empty path is the field itself.
    pub tags: Vec<(Vec<String>, String)>,
    /// Of a NOT NULL field; nullable fields always default to null.
    pub default: Option<Value>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldType {
    Flink(Type),
    /// A column of a captured table as Debezium sends it.
    Captured {
        ty: DeclaredType,
        nullable: bool,
    },
}

impl Field {
    pub fn new(name: impl Into<String>, ty: FieldType) -> Self {
        Field { name: name.into(), ty, doc: None, tags: Vec::new(), default: None }
    }
}

/// What a schema cannot hold, with the path to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsupported {
    pub path: Vec<String>,
    pub reason: String,
}

impl Unsupported {
    pub(crate) fn new(path: &[String], reason: impl Into<String>) -> Self {
        Unsupported { path: path.to_vec(), reason: reason.into() }
    }
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.path.join("."), self.reason)
    }
}

/// The schema of a record; every field that cannot be written is named.
pub fn schema(record: &Record, convention: Convention) -> Result<Value, Vec<Unsupported>> {
    let mut fields = Vec::new();
    let mut errors = Vec::new();
    for field in &record.fields {
        match field_schema(record, field, convention) {
            Ok(value) => fields.push(value),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut schema = Map::new();
    schema.insert("type".into(), json!("record"));
    schema.insert("name".into(), json!(record.name));
    schema.insert("namespace".into(), json!(record.namespace));
    if let Some(doc) = &record.doc {
        schema.insert("doc".into(), json!(doc));
    }
    schema.insert("fields".into(), Value::Array(fields));
    Ok(Value::Object(schema))
}

fn field_schema(record: &Record, field: &Field, convention: Convention) -> Result<Value, Unsupported> {
    let path = vec![field.name.clone()];
    if !is_name(&field.name) {
        return Err(Unsupported::new(
            &path,
            "a field name in Avro is letters, digits and underscores, and does not start with a digit",
        ));
    }
    let (ty, nullable) = match &field.ty {
        FieldType::Flink(ty) => {
            let writer = flink::Writer { convention, tags: &field.tags };
            (writer.schema(ty, &path, &format!("{}_{}", record.name, field.name))?, ty.nullable)
        }
        FieldType::Captured { ty, nullable } => (debezium::schema(ty, &path)?, *nullable),
    };
    let mut object = Map::new();
    object.insert("name".into(), json!(field.name));
    object.insert("type".into(), if nullable { json!(["null", ty]) } else { ty });
    if let Some(doc) = &field.doc {
        object.insert("doc".into(), json!(doc));
    }
    if nullable {
        object.insert("default".into(), Value::Null);
    } else if let Some(default) = &field.default {
        object.insert("default".into(), default.clone());
    }
    insert_tags(&mut object, &field.tags, &[]);
    Ok(Value::Object(object))
}

/// `confluent:tags` of the field at `path` below the column.
pub(crate) fn insert_tags(object: &mut Map<String, Value>, tags: &[(Vec<String>, String)], path: &[String]) {
    let here: Vec<&str> = tags.iter().filter(|(at, _)| at == path).map(|(_, tag)| tag.as_str()).collect();
    if !here.is_empty() {
        object.insert("confluent:tags".into(), json!(here));
    }
}
