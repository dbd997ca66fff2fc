//! Queries and their clauses.

use super::*;

/// `[WITH …] body [ORDER BY …] [LIMIT n] [OFFSET n] [FETCH FIRST n ROWS ONLY]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    pub with: Vec<Cte>,
    pub body: SetExpr,
    pub order_by: Vec<OrderItem>,
    pub limit: Option<Limit>,
    pub offset: Option<Spanned<u64>>,
    /// Rows of `FETCH FIRST n ROWS ONLY`; 1 where `n` is left out.
    pub fetch: Option<Spanned<u64>>,
    pub span: Span,
}

/// `name [(columns)] AS (query)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Cte {
    pub name: Name,
    pub columns: Vec<Name>,
    pub query: Query,
    pub span: Span,
}

/// `LIMIT n`, or `LIMIT ALL` without rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    pub rows: Option<u64>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SetExpr {
    pub kind: SetExprKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum SetExprKind {
    Select(Box<Select>),
    /// `VALUES (1, 'a'), (2, 'b')`; `VALUES 1, 2` has rows of one expression.
    Values(Vec<ValuesRow>),
    /// `TABLE t`.
    Table(Path),
    Paren(Box<Query>),
    Set(Box<SetOperation>),
}

/// INTERSECT binds tighter than UNION, EXCEPT and MINUS; all associate to the left.
#[derive(Debug, Clone, PartialEq)]
pub struct SetOperation {
    pub op: Spanned<SetOp>,
    /// `ALL`; otherwise distinct rows.
    pub all: bool,
    pub left: SetExpr,
    pub right: SetExpr,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetOp {
    Union,
    Intersect,
    /// EXCEPT or MINUS, one and the same.
    Except,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ValuesRow {
    pub items: Vec<Expr>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Select {
    /// `/*+ STATE_TTL('o'='1d') */` after SELECT.
    pub hints: Vec<Hint>,
    pub quantifier: Option<Spanned<Quantifier>>,
    pub items: Vec<SelectItem>,
    /// The comma list of FROM; empty without FROM.
    pub from: Vec<TableRef>,
    pub where_: Option<Expr>,
    pub group_by: Option<GroupBy>,
    pub having: Option<Expr>,
    pub windows: Vec<NamedWindow>,
    pub qualify: Option<Expr>,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantifier {
    Distinct,
    All,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SelectItem {
    pub kind: SelectItemKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum SelectItemKind {
    /// `*`.
    Star,
    /// `t.*`, `s.t.*`, `r.*` for a column of type ROW.
    QualifiedStar(Path),
    /// `expr [AS alias]`.
    Expr { expr: Expr, alias: Option<Name> },
}

#[derive(Debug, Clone, PartialEq)]
pub struct GroupBy {
    /// `GROUP BY DISTINCT …`.
    pub distinct: bool,
    pub items: Vec<GroupItem>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct GroupItem {
    pub kind: GroupItemKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum GroupItemKind {
    /// One expression; `(a, b)` is a [`ExprKind::Row`] without the keyword.
    Expr(Expr),
    /// `()`.
    Empty,
    Rollup(Vec<Expr>),
    Cube(Vec<Expr>),
    GroupingSets(Vec<GroupItem>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct OrderItem {
    pub expr: Expr,
    pub direction: Option<Direction>,
    pub nulls: Option<NullsOrder>,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Asc,
    Desc,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NullsOrder {
    First,
    Last,
}

/// One hint of `/*+ … */`: `STATE_TTL('o'='1d')`, `BROADCAST(t)`, `LOOKUP('table'='t', 'retry-predicate'='x')`.
#[derive(Debug, Clone, PartialEq)]
pub struct Hint {
    pub name: Name,
    pub options: HintOptions,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum HintOptions {
    None,
    /// `'key' = 'value'`; keys may be bare names.
    Pairs(Vec<(Spanned<String>, Spanned<String>)>),
    /// Tables and other values without a key.
    List(Vec<HintValue>),
}

#[derive(Debug, Clone, PartialEq)]
pub enum HintValue {
    Path(Path),
    String(Spanned<String>),
    Number(Spanned<String>),
}
