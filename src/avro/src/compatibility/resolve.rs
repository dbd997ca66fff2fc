//! Avro's schema resolution, as its Java library judges it: what the registries ask.

use super::tree::{Field, Logical, Named, Node, Primitive, Schema, Shape};
use std::collections::BTreeSet;
use std::fmt;

/// One thing that cannot be resolved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Incompatibility {
    pub mismatch: Mismatch,
    /// Where in the schema, as Avro's Java library says it: `/fields/1/type`.
    pub at: String,
    /// Names of the fields on the way: `customer.address`.
    pub field: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mismatch {
    Name {
        reader: String,
        writer: String,
    },
    FixedSize {
        reader: u64,
        writer: u64,
    },
    /// The writer's symbols that the reader lacks.
    EnumSymbols(Vec<String>),
    /// The reader's field is not written and has no default.
    NoDefault(String),
    Type {
        reader: String,
        writer: String,
    },
    /// No branch of the reader's union takes it.
    UnionBranch(String),
    /// The bytes can be read and mean something else. Registries let it pass.
    Meaning {
        reader: String,
        writer: String,
    },
}

impl Mismatch {
    /// The name that registries and Avro's Java library use; none where they say nothing.
    pub fn name(&self) -> Option<&'static str> {
        match self {
            Mismatch::Name { .. } => Some("NAME_MISMATCH"),
            Mismatch::FixedSize { .. } => Some("FIXED_SIZE_MISMATCH"),
            Mismatch::EnumSymbols(_) => Some("MISSING_ENUM_SYMBOLS"),
            Mismatch::NoDefault(_) => Some("READER_FIELD_MISSING_DEFAULT_VALUE"),
            Mismatch::Type { .. } => Some("TYPE_MISMATCH"),
            Mismatch::UnionBranch(_) => Some("MISSING_UNION_BRANCH"),
            Mismatch::Meaning { .. } => None,
        }
    }
}

impl fmt::Display for Incompatibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.field.is_empty() { String::new() } else { format!("`{}`: ", self.field) };
        match &self.mismatch {
            Mismatch::Name { reader, writer } => write!(f, "{place}`{writer}` was written, `{reader}` is read"),
            Mismatch::FixedSize { reader, writer } => {
                write!(f, "{place}{writer} bytes were written, {reader} are read")
            }
            Mismatch::EnumSymbols(symbols) => {
                write!(f, "{place}the symbol `{}` was written and is not known", symbols.join("`, `"))
            }
            Mismatch::NoDefault(_) => write!(f, "{place}it is not in what was written, and has no default"),
            Mismatch::Type { reader, writer } => write!(f, "{place}{writer} was written, {reader} is read"),
            Mismatch::UnionBranch(writer) => {
                write!(f, "{place}{writer} was written, and nothing that is read takes it")
            }
            Mismatch::Meaning { reader, writer } => {
                write!(f, "{place}{writer} was written and would be taken for {reader}")
            }
        }
    }
}

pub(super) fn resolve(reader: &Schema, writer: &Schema) -> Vec<Incompatibility> {
    let mut resolver = Resolver { reader, writer, open: BTreeSet::new() };
    let mut found = resolver.nodes(&reader.root, &writer.root, &Place::default());
    found.sort();
    found.dedup();
    found
}

#[derive(Debug, Clone, Default)]
struct Place {
    at: String,
    field: String,
}

impl Place {
    fn below(&self, step: &str) -> Place {
        Place { at: format!("{}/{step}", self.at), field: self.field.clone() }
    }

    fn field(&self, index: usize, name: &str) -> Place {
        let dot = if self.field.is_empty() { "" } else { "." };
        Place { at: format!("{}/fields/{index}", self.at), field: format!("{}{dot}{name}", self.field) }
    }

    fn says(&self, mismatch: Mismatch) -> Vec<Incompatibility> {
        let at = if self.at.is_empty() { "/".to_string() } else { self.at.clone() };
        vec![Incompatibility { mismatch, at, field: self.field.clone() }]
    }
}

struct Resolver<'a> {
    reader: &'a Schema,
    writer: &'a Schema,
    /// Pairs of named types that are being compared: a type may hold itself.
    open: BTreeSet<(String, String)>,
}

impl Resolver<'_> {
    fn nodes(&mut self, reader: &Node, writer: &Node, place: &Place) -> Vec<Incompatibility> {
        match (reader, writer) {
            // Each branch that may have been written has to be taken.
            (_, Node::Union(branches)) => {
                let branches = branches.iter().enumerate();
                branches.flat_map(|(n, branch)| self.nodes(reader, branch, &place.below(&n.to_string()))).collect()
            }
            (Node::Union(branches), _) => self.union(branches, writer, place),
            (Node::Array(reader), Node::Array(writer)) => self.nodes(reader, writer, &place.below("items")),
            (Node::Map(reader), Node::Map(writer)) => self.nodes(reader, writer, &place.below("values")),
            (Node::Primitive(to, reads), Node::Primitive(from, wrote)) if takes(*to, *from) => {
                meaning(reads, wrote, to.word(), place)
            }
            (Node::Named(to), Node::Named(from)) => self.named(to, from, place),
            _ => {
                let (reader, writer) = (self.word(self.reader, reader), self.word(self.writer, writer));
                place.says(Mismatch::Type { reader, writer })
            }
        }
    }

    /// One branch has to take it; the one that takes it with the fewest objections of ours counts.
    fn union(&mut self, branches: &[Node], writer: &Node, place: &Place) -> Vec<Incompatibility> {
        let tried = branches.iter().map(|branch| self.nodes(branch, writer, place));
        let taken = tried.filter(|found| registry_agrees(found)).min_by_key(Vec::len);
        taken.unwrap_or_else(|| place.says(Mismatch::UnionBranch(self.word(self.writer, writer))))
    }

    fn named(&mut self, to: &str, from: &str, place: &Place) -> Vec<Incompatibility> {
        let (Some(reader), Some(writer)) = (self.reader.named(to), self.writer.named(from)) else { return Vec::new() };
        if let (Shape::Record(reads), Shape::Record(wrote)) = (&reader.shape, &writer.shape) {
            let pair = (to.to_string(), from.to_string());
            if !self.open.insert(pair.clone()) {
                return Vec::new();
            }
            let mut found = names(reader, writer, from, place);
            found.extend(self.records(reads, wrote, place));
            self.open.remove(&pair);
            return found;
        }
        let mut found = names(reader, writer, from, place);
        match (&reader.shape, &writer.shape) {
            (Shape::Enum { symbols: known, default }, Shape::Enum { symbols, .. }) => {
                let missing: Vec<String> = symbols.iter().filter(|one| !known.contains(one)).cloned().collect();
                if !missing.is_empty() && !default {
                    found.extend(place.below("symbols").says(Mismatch::EnumSymbols(missing)));
                }
                found
            }
            (Shape::Fixed { size: reads, logical: to }, Shape::Fixed { size: wrote, logical: from }) => {
                if reads != wrote {
                    let mismatch = Mismatch::FixedSize { reader: *reads, writer: *wrote };
                    found.extend(place.below("size").says(mismatch));
                }
                found.extend(meaning(to, from, "fixed", place));
                found
            }
            _ => {
                let (reader, writer) = (shape_word(&reader.shape), shape_word(&writer.shape));
                place.says(Mismatch::Type { reader: reader.to_string(), writer: writer.to_string() })
            }
        }
    }

    fn records(&mut self, reads: &[Field], wrote: &[Field], place: &Place) -> Vec<Incompatibility> {
        let mut found = Vec::new();
        for (n, field) in reads.iter().enumerate() {
            let place = place.field(n, &field.name);
            match wrote.iter().find(|one| one.name == field.name || field.aliases.contains(&one.name)) {
                Some(writer) => found.extend(self.nodes(&field.ty, &writer.ty, &place.below("type"))),
                None if field.default => {}
                None => found.extend(place.says(Mismatch::NoDefault(field.name.clone()))),
            }
        }
        found
    }

    fn word(&self, schema: &Schema, node: &Node) -> String {
        match node {
            Node::Primitive(primitive, Logical(None)) => primitive.word().to_string(),
            Node::Primitive(primitive, logical) => meaning_word(logical, primitive.word()),
            Node::Array(_) => "array".to_string(),
            Node::Map(_) => "map".to_string(),
            Node::Union(_) => "union".to_string(),
            Node::Named(name) => {
                let word = schema.named(name).map_or("", |named| shape_word(&named.shape));
                format!("{word} {name}")
            }
        }
    }
}

/// Whether a registry would let these pass.
fn registry_agrees(found: &[Incompatibility]) -> bool {
    found.iter().all(|one| one.mismatch.name().is_none())
}

/// Unqualified names count, or the reader's aliases (Avro's Java library; the specification asks no more of the
/// top of a schema).
fn names(reader: &Named, writer: &Named, full: &str, place: &Place) -> Vec<Incompatibility> {
    if reader.name == writer.name || reader.aliases.iter().any(|alias| alias == full) {
        return Vec::new();
    }
    place.below("name").says(Mismatch::Name { reader: reader.name.clone(), writer: writer.name.clone() })
}

/// Promotions of the specification.
fn takes(reader: Primitive, writer: Primitive) -> bool {
    use Primitive::{Bytes, Double, Float, Int, Long, String};
    reader == writer
        || matches!(
            (writer, reader),
            (Int, Long | Float | Double) | (Long, Float | Double) | (Float, Double) | (String, Bytes) | (Bytes, String)
        )
}

/// Both sides say what the value means, and not the same. A decimal's precision may grow.
fn meaning(reads: &Logical, wrote: &Logical, plain: &str, place: &Place) -> Vec<Incompatibility> {
    let (Logical(Some(to)), Logical(Some(from))) = (reads, wrote) else { return Vec::new() };
    let same = to.0 == from.0 && to.2 == from.2 && to.1 >= from.1;
    if same {
        return Vec::new();
    }
    place.says(Mismatch::Meaning { reader: meaning_word(reads, plain), writer: meaning_word(wrote, plain) })
}

fn meaning_word(logical: &Logical, plain: &str) -> String {
    match &logical.0 {
        None => plain.to_string(),
        Some((word, precision, scale)) if word == "decimal" => format!("decimal({precision}, {scale})"),
        Some((word, _, _)) => word.clone(),
    }
}

fn shape_word(shape: &Shape) -> &'static str {
    match shape {
        Shape::Record(_) => "record",
        Shape::Enum { .. } => "enum",
        Shape::Fixed { .. } => "fixed",
    }
}
