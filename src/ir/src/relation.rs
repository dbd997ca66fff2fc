use crate::{Classes, ColumnRef, DeclaredType, Edge, Protection, Type, Value, plan::Plan, sql};
use serde::Serialize;
use std::{collections::BTreeMap, fmt, ops::Index, sync::Arc};
use weir_diagnostics::Span;

/// A place in [`Relations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct RelationId(u32);

impl RelationId {
    /// From nought, in the order of the arena.
    pub fn position(self) -> usize {
        self.0 as usize
    }
}

/// All relations of a project, in the order in which each only reads earlier ones. They are shared: a copy of the list,
/// or a relation in two of them, costs nothing until it is changed.
#[derive(Debug, Clone, Default)]
pub struct Relations {
    all: Vec<Arc<Relation>>,
    by_name: BTreeMap<String, RelationId>,
}

impl Relations {
    pub fn next_id(&self) -> RelationId {
        RelationId(u32::try_from(self.all.len()).unwrap_or(u32::MAX))
    }

    pub fn push(&mut self, relation: Relation) -> RelationId {
        self.push_shared(Arc::new(relation))
    }

    /// A relation that somebody else holds too.
    pub fn push_shared(&mut self, relation: Arc<Relation>) -> RelationId {
        let id = self.next_id();
        if !self.by_name.contains_key(&relation.name) {
            self.by_name.insert(relation.name.clone(), id);
        }
        self.all.push(relation);
        id
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (RelationId, &Relation)> {
        self.iter_shared().map(|(id, relation)| (id, relation.as_ref()))
    }

    pub fn iter_shared(&self) -> impl DoubleEndedIterator<Item = (RelationId, &Arc<Relation>)> {
        self.all.iter().enumerate().map(|(n, relation)| (RelationId(u32::try_from(n).unwrap_or(u32::MAX)), relation))
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Relation> {
        self.all.iter_mut().map(Arc::make_mut)
    }

    /// Copies the relation where it is shared; names stay as they are.
    pub fn get_mut(&mut self, id: RelationId) -> Option<&mut Relation> {
        self.all.get_mut(id.0 as usize).map(Arc::make_mut)
    }

    /// By the name the pipeline file uses: `shop.products`, `payments`.
    pub fn find(&self, name: &str) -> Option<RelationId> {
        self.by_name.get(name).copied()
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl Index<RelationId> for Relations {
    type Output = Relation;

    #[expect(clippy::indexing_slicing, reason = "ids are only made by `push` and `iter` of the one arena of a project")]
    fn index(&self, id: RelationId) -> &Relation {
        &self.all[id.0 as usize]
    }
}

/// A captured table, a topic, a dead letter topic, a transform's result or another pipeline's product.
#[derive(Debug, Clone)]
pub struct Relation {
    /// As the pipeline file names it: `shop.products` (schema `public`), `bank.risk.cards`, `payments`.
    pub name: String,
    pub kind: RelationKind,
    pub doc: Option<String>,
    /// Who answers for it, where that is not the pipeline's owner.
    pub owner: Option<String>,
    /// The name where the relation is declared.
    pub span: Span,
    pub columns: Vec<Column>,
    pub facts: RelationFacts,
    /// Milliseconds of watermark delay; always printed explicitly.
    pub watermark_ms: u64,
    /// Milliseconds after which an input without rows no longer holds the others' watermark back.
    pub idle_ms: Option<u64>,
    pub partitions: Option<u32>,
    /// Milliseconds; `None` is the platform's default, `Some(None)` is for ever.
    pub retention_ms: Option<Option<u64>>,
    /// The query of a transform.
    pub query: Option<sql::Query>,
    pub plan: Option<Plan>,
    /// Edges into every row: what decided whether or where it exists.
    pub row_edges: Vec<Edge>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RelationKind {
    /// A table of a source database. `source` indexes by name into [`crate::Project::sources`].
    Captured {
        source: String,
        schema: String,
        table: String,
        changelog_append: bool,
        deletes_as_rows: bool,
        /// The table is others': no DDL for it.
        existing: bool,
    },
    /// `existing`: others own it, it is checked and never written.
    Topic {
        existing: bool,
        producers: Vec<String>,
        compatibility: Compatibility,
    },
    /// Declared by `otherwise = dead_letter(name)` of these rules, over the relation whose columns it copies.
    DeadLetter {
        of: RelationId,
        rules: Vec<String>,
    },
    Transform(TransformSettings),
    /// A relation that another pipeline exposes.
    Product {
        pipeline: String,
        product: String,
        version: u32,
    },
}

/// What the registry lets a new schema of a subject change (Confluent Schema Registry, schema evolution).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Compatibility {
    None,
    #[default]
    Backward,
    BackwardTransitive,
    Forward,
    ForwardTransitive,
    Full,
    FullTransitive,
}

impl Compatibility {
    pub const ALL: [Compatibility; 7] = [
        Compatibility::None,
        Compatibility::Backward,
        Compatibility::BackwardTransitive,
        Compatibility::Forward,
        Compatibility::ForwardTransitive,
        Compatibility::Full,
        Compatibility::FullTransitive,
    ];

    /// As the registry names it; the pipeline file writes the same in lower case.
    pub fn registry_name(self) -> &'static str {
        match self {
            Compatibility::None => "NONE",
            Compatibility::Backward => "BACKWARD",
            Compatibility::BackwardTransitive => "BACKWARD_TRANSITIVE",
            Compatibility::Forward => "FORWARD",
            Compatibility::ForwardTransitive => "FORWARD_TRANSITIVE",
            Compatibility::Full => "FULL",
            Compatibility::FullTransitive => "FULL_TRANSITIVE",
        }
    }

    /// Of the key, where the value has this one: a compacted topic mixes old and new keys and each client reads both, so
    /// nothing between all and nothing is enough.
    #[must_use]
    pub fn of_key(self) -> Compatibility {
        match self {
            Compatibility::None => Compatibility::None,
            Compatibility::Backward | Compatibility::Forward | Compatibility::Full => Compatibility::Full,
            Compatibility::BackwardTransitive | Compatibility::ForwardTransitive | Compatibility::FullTransitive => {
                Compatibility::FullTransitive
            }
        }
    }
}

/// Settings of a transform beside those that every relation has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TransformSettings {
    pub state_ttl: StateTtl,
    pub parallelism: Option<u32>,
    pub version: u32,
    pub late_drop: bool,
    pub upgrade: Option<String>,
}

/// Durations in milliseconds; `None` is for ever.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum StateTtl {
    #[default]
    Unstated,
    All(Option<u64>),
    /// By alias of the input.
    ByInput(Vec<(String, Option<u64>)>),
}

/// What was inferred; the same for every environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationFacts {
    pub changelog: Changelog,
    /// Columns that are unique, by name, in key order.
    pub key: Option<Vec<String>>,
    /// What Flink's planner keeps of the key.
    pub upsert_key: Option<Vec<String>>,
    pub time: Option<TimeAttribute>,
    pub state: StateClass,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Changelog {
    Append,
    Upsert,
    Retract,
}

impl fmt::Display for Changelog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Changelog::Append => "append",
            Changelog::Upsert => "upsert",
            Changelog::Retract => "retract",
        })
    }
}

/// The column that is a time attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeAttribute {
    /// A column of the relation, or `$rowtime`.
    pub column: String,
    pub ty: Type,
    /// `true`: event time. `false`: processing time.
    pub event: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StateClass {
    None,
    /// A row a source key.
    Table,
    /// Keyed, with a time to live.
    Keyed,
    /// Bounded by time.
    Bounded,
    Unbounded,
}

impl fmt::Display for StateClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            StateClass::None => "none",
            StateClass::Table => "table",
            StateClass::Keyed => "keyed",
            StateClass::Bounded => "bounded",
            StateClass::Unbounded => "unbounded",
        })
    }
}

#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    /// As SQL sees it, after the capture or the topic's format.
    pub ty: Type,
    /// As declared; a transform's columns have none.
    pub declared: Option<DeclaredType>,
    pub doc: Option<String>,
    pub span: Span,
    pub attributes: Attributes,
    /// Its own declared classes; for derived columns those it inherits by value.
    pub classes: Classes,
    /// As the column leaves its own relation where nothing decrypts (semantics.md, Protection).
    pub protection: Protection,
    /// Fields inside rows that carry classes or protection of their own, by path below this column.
    pub nested: Vec<NestedField>,
    /// Direct inputs from other relations (or none for declared columns).
    pub edges: Vec<Edge>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct NestedField {
    pub path: Vec<String>,
    pub span: Span,
    pub attributes: Attributes,
    pub classes: Classes,
    pub protection: Protection,
}

/// What a field's attributes say (language.md, Types).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attributes {
    pub key: bool,
    pub unique: bool,
    pub default: Option<Value>,
    pub references: Option<ColumnRef>,
    pub event_time: bool,
    pub public: bool,
    pub subject: bool,
    pub was: Option<String>,
    pub example: Option<Value>,
}

/// A column, and a field inside it where `path` goes on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ColumnPath(pub Vec<String>);

impl ColumnPath {
    pub fn column(name: impl Into<String>) -> Self {
        ColumnPath(vec![name.into()])
    }

    /// The column itself.
    pub fn head(&self) -> &str {
        self.0.first().map_or("", String::as_str)
    }
}

impl fmt::Display for ColumnPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("."))
    }
}

impl Relation {
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Columns with `@key`, in the order declared.
    pub fn declared_key(&self) -> Vec<&str> {
        self.columns.iter().filter(|column| column.attributes.key).map(|column| column.name.as_str()).collect()
    }
}
