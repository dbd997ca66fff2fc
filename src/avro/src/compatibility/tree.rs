//! An Avro schema with its names resolved.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A schema: its root, and the named types that it and its parts mention by full name.
#[derive(Debug)]
pub(super) struct Schema {
    pub(super) root: Node,
    named: BTreeMap<String, Named>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Primitive(Primitive, Logical),
    Array(Box<Node>),
    Map(Box<Node>),
    Union(Vec<Node>),
    /// By full name.
    Named(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Primitive {
    Null,
    Boolean,
    Int,
    Long,
    Float,
    Double,
    Bytes,
    String,
}

const PRIMITIVES: &[(&str, Primitive)] = &[
    ("null", Primitive::Null),
    ("boolean", Primitive::Boolean),
    ("int", Primitive::Int),
    ("long", Primitive::Long),
    ("float", Primitive::Float),
    ("double", Primitive::Double),
    ("bytes", Primitive::Bytes),
    ("string", Primitive::String),
];

impl Primitive {
    pub(super) fn word(self) -> &'static str {
        PRIMITIVES.iter().find(|(_, one)| *one == self).map_or("", |(word, _)| word)
    }
}

/// What the bytes or the number mean: the logical type, with precision and scale of a decimal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Logical(pub(super) Option<(String, u64, u64)>);

#[derive(Debug)]
pub(super) struct Named {
    /// Without its namespace.
    pub(super) name: String,
    /// Full names that it had before.
    pub(super) aliases: Vec<String>,
    pub(super) shape: Shape,
}

#[derive(Debug)]
pub(super) enum Shape {
    Record(Vec<Field>),
    Enum { symbols: Vec<String>, default: bool },
    Fixed { size: u64, logical: Logical },
}

#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) ty: Node,
    pub(super) default: bool,
}

impl Schema {
    pub(super) fn read(value: &Value) -> Result<Schema, String> {
        let mut named = BTreeMap::new();
        let root = Reader { named: &mut named }.node(value, "")?;
        Ok(Schema { root, named })
    }

    pub(super) fn named(&self, name: &str) -> Option<&Named> {
        self.named.get(name)
    }
}

struct Reader<'a> {
    named: &'a mut BTreeMap<String, Named>,
}

impl Reader<'_> {
    fn node(&mut self, value: &Value, namespace: &str) -> Result<Node, String> {
        match value {
            Value::String(word) => self.reference(word, namespace),
            Value::Array(branches) => {
                let branches = branches.iter().map(|branch| self.node(branch, namespace));
                Ok(Node::Union(branches.collect::<Result<_, _>>()?))
            }
            Value::Object(fields) => self.object(fields, namespace),
            Value::Null | Value::Bool(_) | Value::Number(_) => Err(format!("`{value}` is no Avro schema")),
        }
    }

    fn reference(&self, word: &str, namespace: &str) -> Result<Node, String> {
        if let Some((_, primitive)) = PRIMITIVES.iter().find(|(name, _)| *name == word) {
            return Ok(Node::Primitive(*primitive, Logical::default()));
        }
        let full = full_name(word, namespace);
        self.named.contains_key(&full).then_some(Node::Named(full)).ok_or(format!("no type is named `{word}`"))
    }

    fn object(&mut self, fields: &Map<String, Value>, namespace: &str) -> Result<Node, String> {
        let part = |name: &str| fields.get(name).ok_or(format!("`{name}` is missing"));
        match part("type")? {
            Value::String(word) => match word.as_str() {
                "array" => Ok(Node::Array(Box::new(self.node(part("items")?, namespace)?))),
                "map" => Ok(Node::Map(Box::new(self.node(part("values")?, namespace)?))),
                "record" | "error" | "enum" | "fixed" => self.declare(word, fields, namespace),
                _ => {
                    let node = self.reference(word, namespace)?;
                    let Node::Primitive(primitive, _) = node else { return Ok(node) };
                    Ok(Node::Primitive(primitive, logical(fields)))
                }
            },
            inner @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                self.node(inner, namespace)
            }
        }
    }

    fn declare(&mut self, kind: &str, fields: &Map<String, Value>, outer: &str) -> Result<Node, String> {
        let written = fields.get("name").and_then(Value::as_str).ok_or("a named type has no name")?;
        let namespace = fields.get("namespace").and_then(Value::as_str).unwrap_or(outer);
        let full = full_name(written, namespace);
        let (namespace, name) = full.rsplit_once('.').unwrap_or(("", &full));
        let aliases = words(fields.get("aliases")).into_iter().map(|alias| full_name(&alias, namespace)).collect();
        // Known before its fields are read: they may mention it.
        let known = Named { name: name.to_string(), aliases, shape: Shape::Record(Vec::new()) };
        self.named.insert(full.clone(), known);
        let shape = match kind {
            "enum" => Shape::Enum { symbols: words(fields.get("symbols")), default: fields.contains_key("default") },
            "fixed" => {
                let size = fields.get("size").and_then(Value::as_u64).ok_or("a fixed type has no size")?;
                Shape::Fixed { size, logical: logical(fields) }
            }
            _ => Shape::Record(self.fields(fields, namespace)?),
        };
        if let Some(known) = self.named.get_mut(&full) {
            known.shape = shape;
        }
        Ok(Node::Named(full.clone()))
    }

    fn fields(&mut self, record: &Map<String, Value>, namespace: &str) -> Result<Vec<Field>, String> {
        let list = record.get("fields").and_then(Value::as_array).ok_or("a record has no fields")?;
        let mut fields = Vec::new();
        for field in list {
            let name = field.get("name").and_then(Value::as_str).ok_or("a field has no name")?;
            let ty = field.get("type").ok_or(format!("the field `{name}` has no type"))?;
            fields.push(Field {
                name: name.to_string(),
                aliases: words(field.get("aliases")),
                ty: self.node(ty, namespace)?,
                default: field.get("default").is_some(),
            });
        }
        Ok(fields)
    }
}

fn logical(fields: &Map<String, Value>) -> Logical {
    let number = |name: &str| fields.get(name).and_then(Value::as_u64).unwrap_or(0);
    let word = fields.get("logicalType").and_then(Value::as_str);
    Logical(word.map(|word| (word.to_string(), number("precision"), number("scale"))))
}

fn words(value: Option<&Value>) -> Vec<String> {
    let list = value.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_string).collect()
}

fn full_name(name: &str, namespace: &str) -> String {
    if name.contains('.') || namespace.is_empty() { name.to_string() } else { format!("{namespace}.{name}") }
}
