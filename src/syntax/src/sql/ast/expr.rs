//! Expressions.

use super::*;

#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    pub kind: ExprKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// `a`, `t.a`, `s.t.a`, `r.x.y`, `$rowtime`: dotted as written; which part is a table and which a field is not known.
    Column(Path),
    Literal(Literal),
    Interval(Box<Interval>),
    /// `(a)`.
    Paren(Box<Expr>),
    /// `ROW(a, b)`, and `(a, b)` without the keyword.
    Row {
        keyword: bool,
        items: Vec<Expr>,
    },
    /// `ARRAY[…]`.
    Array(Vec<Expr>),
    /// `MAP[k, v, …]`.
    Map(Vec<(Expr, Expr)>),
    Unary {
        op: Spanned<UnaryOp>,
        operand: Box<Expr>,
    },
    Binary(Box<Binary>),
    /// `x IS [NOT] NULL`, `TRUE`, …
    Is {
        operand: Box<Expr>,
        negated: bool,
        test: IsTest,
    },
    /// `x IS [NOT] DISTINCT FROM y`.
    IsDistinctFrom {
        left: Box<Expr>,
        negated: bool,
        right: Box<Expr>,
    },
    Between(Box<Between>),
    /// `x [NOT] IN (a, b)`.
    InList {
        operand: Box<Expr>,
        negated: bool,
        list: Vec<Expr>,
    },
    /// `x [NOT] IN (SELECT …)`.
    InQuery {
        operand: Box<Expr>,
        negated: bool,
        query: Box<Query>,
    },
    Like(Box<Like>),
    /// `x = ANY (…)`.
    Quantified(Box<Quantified>),
    /// `(a, b) OVERLAPS (c, d)`.
    Overlaps {
        left: Box<Expr>,
        right: Box<Expr>,
    },
    /// `x FORMAT JSON`: a text that is JSON already.
    FormatJson(Box<Expr>),
    /// `EXISTS (SELECT …)`.
    Exists(Box<Query>),
    /// `(SELECT …)` as a value. The span includes the parentheses.
    Subquery(Box<Query>),
    Case(Box<Case>),
    /// `CAST(x AS t)`, `TRY_CAST(x AS t)`.
    Cast {
        try_: bool,
        operand: Box<Expr>,
        ty: Box<TypeName>,
    },
    /// `EXTRACT(unit FROM x)`.
    Extract {
        unit: Spanned<TimeUnit>,
        operand: Box<Expr>,
    },
    /// `FLOOR(x TO unit)`; `FLOOR(x)` is a call.
    FloorTo {
        operand: Box<Expr>,
        unit: Spanned<TimeUnit>,
    },
    /// `CEIL(x TO unit)`; `CEIL(x)` is a call.
    CeilTo {
        operand: Box<Expr>,
        unit: Spanned<TimeUnit>,
    },
    Trim(Box<Trim>),
    /// `SUBSTRING(x FROM n [FOR m])`; with commas it is a call.
    Substring {
        operand: Box<Expr>,
        from: Box<Expr>,
        length: Option<Box<Expr>>,
    },
    /// `POSITION(needle IN haystack [FROM n])`.
    Position {
        needle: Box<Expr>,
        haystack: Box<Expr>,
        from: Option<Box<Expr>>,
    },
    Overlay(Box<Overlay>),
    Json(Box<JsonCall>),
    /// Everything else with a name and arguments, aggregates and window functions included.
    Call(Box<Call>),
    /// `a[i]`, `m['k']`.
    Index {
        base: Box<Expr>,
        index: Box<Expr>,
    },
    /// `f(x).y`, `a[1].b`, `(r).x`; a field of a column is a [`ExprKind::Column`].
    Field {
        base: Box<Expr>,
        name: Name,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOp {
    Plus,
    Minus,
    Not,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Binary {
    pub op: Spanned<BinaryOp>,
    pub left: Expr,
    pub right: Expr,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BinaryOp {
    Multiply,
    Divide,
    Modulo,
    /// `||`, as tight as `*`.
    Concat,
    Add,
    Subtract,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IsTest {
    Null,
    True,
    False,
    Unknown,
    /// `IS JSON [VALUE | OBJECT | ARRAY | SCALAR]`.
    Json,
    JsonValue,
    JsonObject,
    JsonArray,
    JsonScalar,
}

/// `x [NOT] BETWEEN [SYMMETRIC] low AND high`.
#[derive(Debug, Clone, PartialEq)]
pub struct Between {
    pub operand: Expr,
    pub negated: bool,
    pub symmetric: bool,
    pub low: Expr,
    pub high: Expr,
}

/// `x [NOT] LIKE y [ESCAPE z]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Like {
    pub operand: Expr,
    pub negated: bool,
    pub kind: LikeKind,
    pub pattern: Expr,
    pub escape: Option<Expr>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LikeKind {
    Like,
    SimilarTo,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Quantified {
    pub operand: Expr,
    /// A comparison.
    pub op: Spanned<BinaryOp>,
    pub quantifier: AnyAll,
    pub right: QuantifiedRight,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnyAll {
    /// ANY or SOME, one and the same.
    Any,
    All,
}

#[derive(Debug, Clone, PartialEq)]
pub enum QuantifiedRight {
    Query(Query),
    List(Vec<Expr>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// `CASE x WHEN 1 …`; without it every `when` is a condition.
    pub operand: Option<Expr>,
    pub whens: Vec<When>,
    pub else_: Option<Expr>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct When {
    /// More than one only after an operand: `CASE x WHEN 1, 2 THEN …`.
    pub when: Vec<Expr>,
    pub then: Expr,
    pub span: Span,
}

/// `TRIM([BOTH | LEADING | TRAILING] [characters] [FROM] operand)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Trim {
    pub side: Option<TrimSide>,
    pub characters: Option<Expr>,
    pub operand: Expr,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrimSide {
    Both,
    Leading,
    Trailing,
}

/// `OVERLAY(operand PLACING replacement FROM n [FOR m])`.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlay {
    pub operand: Expr,
    pub replacement: Expr,
    pub from: Expr,
    pub length: Option<Expr>,
}
