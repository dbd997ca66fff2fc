//! Tables in FROM and their joins.

use super::*;

#[derive(Debug, Clone, PartialEq)]
pub struct TableRef {
    pub kind: TableRefKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TableRefKind {
    Factor(Box<TableFactor>),
    Join(Box<Join>),
}

/// `left JOIN right`; a chain associates to the left.
#[derive(Debug, Clone, PartialEq)]
pub struct Join {
    pub left: TableRef,
    pub right: TableFactor,
    /// The span is that of the words, `LEFT OUTER JOIN`.
    pub kind: Spanned<JoinKind>,
    pub natural: bool,
    pub condition: Option<JoinCondition>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinKind {
    Inner,
    Left,
    Right,
    Full,
    Cross,
}

#[derive(Debug, Clone, PartialEq)]
pub enum JoinCondition {
    On(Expr),
    Using(Vec<Name>),
}

/// `source [FOR SYSTEM_TIME AS OF x] [MATCH_RECOGNIZE (…)] [[AS] alias [(columns)]] [TABLESAMPLE …]`.
#[derive(Debug, Clone, PartialEq)]
pub struct TableFactor {
    pub source: TableSource,
    /// The `x` of `FOR SYSTEM_TIME AS OF x`.
    pub system_time: Option<SystemTime>,
    pub match_recognize: Option<Box<MatchRecognize>>,
    pub alias: Option<TableAlias>,
    pub sample: Option<TableSample>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "there are few tables in a query")]
pub enum TableSource {
    /// `shop.orders`, with hints written right after it.
    Named { path: Path, hints: Vec<Hint> },
    /// `(query)`, `LATERAL (query)`. The span includes the parentheses, not LATERAL.
    Derived { lateral: bool, query: Box<Query>, span: Span },
    /// `TABLE(f(…))`, `LATERAL TABLE(f(…))`, `LATERAL f(…)`, `f(input => TABLE t)`.
    Function(TableFunction),
    /// `UNNEST(a, b) [WITH ORDINALITY]`.
    Unnest { arrays: Vec<Expr>, with_ordinality: bool, span: Span },
    /// `(a JOIN b ON …)`.
    Nested { table: Box<TableRef>, span: Span },
}

/// A table function or a window function over a table (`TUMBLE`, `HOP`, `CUMULATE`, `SESSION`).
#[derive(Debug, Clone, PartialEq)]
pub struct TableFunction {
    pub lateral: bool,
    /// Inside `TABLE(…)`.
    pub wrapped: bool,
    pub call: Call,
    /// Includes LATERAL and `TABLE(…)`.
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SystemTime {
    pub expr: Expr,
    /// The whole clause.
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TableAlias {
    pub name: Name,
    pub columns: Vec<Name>,
    pub span: Span,
}

/// `TABLESAMPLE BERNOULLI (10)`; the share is kept as written.
#[derive(Debug, Clone, PartialEq)]
pub struct TableSample {
    pub method: Name,
    pub percentage: Spanned<String>,
    pub repeatable: Option<Spanned<String>>,
    pub span: Span,
}
