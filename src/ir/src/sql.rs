//! The query of a transform as written, with names and types resolved: stars expanded, output names computed, every
//! column traced to the table of FROM that it belongs to. Joins, derived tables, CTEs, hints and windows keep their
//! shape, so that dialects print this tree after named rewrites; [`crate::plan`] is lowered from it.

mod expr;
mod pattern;
mod walk;

pub use expr::{
    AggregateCall, BinaryOp, Call, CallForm, CaseBranch, ColumnUse, Expr, ExprKind, Frame, FrameBound, FrameUnit,
    IsTest, JsonClauses, LikeKind, Literal, OverCall, OverWindow, QueryExpr, QueryForm, SortKey, TimeUnit, TrimSide,
    UnaryOp,
};

pub use pattern::{MatchExpr, MatchSkip, MatchTable, Measure, PatternVariable, Pick, RowsOf};

use crate::{RelationId, Type};
use std::collections::BTreeSet;
use weir_diagnostics::{Span, Spanned};

pub type Name = Spanned<String>;

/// A query with everything around its body.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    pub span: Span,
    pub with: Vec<Cte>,
    pub body: Body,
    pub order_by: Vec<SortKey>,
    pub limit: Option<u64>,
    pub offset: Option<u64>,
    /// Names, types and time attributes of the result, in order; names are unique (`a`, `a0`, `EXPR$1`).
    pub columns: Vec<OutputColumn>,
}

/// `name (columns) AS (query)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Cte {
    pub name: Name,
    /// New names of the columns; empty where none were written.
    pub columns: Vec<Name>,
    pub query: Query,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    Select(Box<Select>),
    Values(Values),
    /// Operands in parentheses are queries with an order or limit of their own.
    SetOp(Box<SetOperation>),
    /// `(query)`.
    Nested(Box<Query>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct SetOperation {
    pub kind: SetOpKind,
    pub all: bool,
    pub left: Query,
    pub right: Query,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SetOpKind {
    Union,
    Intersect,
    Except,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    pub rows: Vec<Vec<Expr>>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Select {
    pub span: Span,
    pub hints: Vec<Hint>,
    pub distinct: bool,
    /// Stars are expanded.
    pub items: Vec<Item>,
    /// Separated by commas; empty without FROM.
    pub from: Vec<TableExpr>,
    pub selection: Option<Expr>,
    pub group_by: Vec<Expr>,
    /// Where GROUP BY is more than a list of keys.
    pub grouping: Option<Grouping>,
    pub having: Option<Expr>,
    /// A condition on the results of OVER.
    pub qualify: Option<Expr>,
    /// `WINDOW w AS (…)`. Uses of `w` carry its content in [`OverCall::window`] too.
    pub windows: Vec<NamedWindow>,
}

/// Sets of the keys in [`Select::group_by`], which are named by position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// `GROUP BY DISTINCT`: each set once.
    pub distinct: bool,
    /// As written.
    pub items: Vec<GroupItem>,
    /// What the items stand for: each combination of a set of each. One that stands twice groups twice.
    pub sets: Vec<BTreeSet<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupItem {
    /// `a`, `(a, b)`, `()`.
    Keys(Vec<usize>),
    Rollup(Vec<Vec<usize>>),
    Cube(Vec<Vec<usize>>),
    Sets(Vec<GroupItem>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub expr: Expr,
    /// The output column.
    pub name: String,
    /// As written after AS; none for bare columns, unnamed expressions and columns of a star.
    pub alias: Option<Name>,
    /// The `*` or `t.*` that this column comes from.
    pub star: Option<Span>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct NamedWindow {
    pub name: Name,
    pub window: OverWindow,
}

/// `/*+ STATE_TTL('o' = '1d') */`, arguments as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    pub name: Name,
    pub arguments: Vec<HintArgument>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HintArgument {
    Value(String),
    KeyValue(String, String),
}

/// A table of FROM, unique in a whole query, its CTEs and derived tables included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BindingId(pub u32);

/// What an element of FROM is called and what it offers.
#[derive(Debug, Clone, PartialEq)]
pub struct Binding {
    pub id: BindingId,
    /// The name by which columns are qualified: the alias, else the last part of the table's name.
    /// Empty for a derived table without alias.
    pub name: String,
    /// As written.
    pub alias: Option<Name>,
    /// `AS t(a, b)`.
    pub alias_columns: Vec<Name>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TableExpr {
    Table(Table),
    Derived(Derived),
    Join(Box<Join>),
    Window(Box<WindowTable>),
    Unnest(Unnest),
    Match(Box<MatchTable>),
}

/// A named table: a relation of the project or a CTE.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub binding: Binding,
    pub source: TableSource,
    /// As written, parts joined by dots: `shop.orders`.
    pub written: String,
    pub hints: Vec<Hint>,
    /// `FOR SYSTEM_TIME AS OF expr`: this is the versioned side of a temporal join.
    pub as_of: Option<Expr>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableSource {
    Relation(RelationId),
    /// By name; the nearest CTE of that name outwards.
    Cte(String),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    pub binding: Binding,
    /// `LATERAL (…)`: it sees the tables before it.
    pub lateral: bool,
    pub query: Query,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Join {
    pub kind: JoinKind,
    /// `a, b` is in [`Select::from`]; `CROSS JOIN` has no condition.
    pub left: TableExpr,
    pub right: TableExpr,
    pub condition: JoinCondition,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JoinKind {
    Inner,
    Left,
    Right,
    Full,
    Cross,
}

#[derive(Debug, Clone, PartialEq)]
pub enum JoinCondition {
    None,
    On(Expr),
    /// With the columns' names; the condition is their equality.
    Using(Vec<UsingColumn>),
    Natural(Vec<UsingColumn>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct UsingColumn {
    pub name: Name,
    pub left: Expr,
    pub right: Expr,
}

/// `TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND))`: the columns of the table, then `window_start`,
/// `window_end` and `window_time`.
#[derive(Debug, Clone, PartialEq)]
pub struct WindowTable {
    pub binding: Binding,
    pub kind: WindowKind,
    /// A named table, or a derived table where one stands in parentheses.
    pub input: TableExpr,
    /// `PARTITION BY` of SESSION.
    pub partition_by: Vec<Expr>,
    /// The column of DESCRIPTOR.
    pub time: Expr,
    pub offset_ms: i64,
    pub span: Span,
}

/// Lengths in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowKind {
    Tumble { size_ms: u64 },
    Hop { slide_ms: u64, size_ms: u64 },
    Cumulate { step_ms: u64, max_ms: u64 },
    Session { gap_ms: u64 },
}

/// `CROSS JOIN UNNEST(array)`, `LEFT JOIN UNNEST(…) ON TRUE`; the join stands around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Unnest {
    pub binding: Binding,
    pub collection: Expr,
    pub ordinality: bool,
    pub span: Span,
}

/// A column that a query or a table of FROM offers.
#[derive(Debug, Clone, PartialEq)]
pub struct OutputColumn {
    pub name: String,
    pub ty: Type,
    pub time: Option<TimeKind>,
    /// The relation's column, or the field in it, that is passed through unchanged.
    pub origin: Option<crate::ColumnRef>,
    pub span: Span,
}

/// Flink's `*ROWTIME*` and `*PROCTIME*`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeKind {
    Event,
    Processing,
}
