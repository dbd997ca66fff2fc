use crate::{ColumnPath, RelationId};
use serde::Serialize;
use weir_diagnostics::Span;

/// A column of a relation, or a field inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ColumnRef {
    pub relation: RelationId,
    pub path: ColumnPath,
}

/// How much of an input an output tells. Ordered from most to least: who denies influence denies value too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Flow {
    /// Computed from it.
    Value,
    /// It decided whether or where the row exists: WHERE, JOIN, GROUP BY, window, order of a dedup.
    Influence,
    /// A COUNT of it, or over rows so selected.
    Existence,
}

/// What a step does with its input; OpenLineage's transformation subtypes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EdgeKind {
    /// The value itself.
    Identity,
    /// A scalar expression of it.
    Transformation,
    /// An aggregate of it.
    Aggregation,
    Join,
    GroupBy,
    Filter,
    Sort,
    Window,
    Conditional,
}

/// One step of lineage between two relations: `from` is a direct input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    pub from: ColumnRef,
    pub flow: Flow,
    pub kind: EdgeKind,
    /// The expression in which it happens.
    pub span: Span,
}
