use super::{BindingId, MatchExpr, Name, Query, TimeKind};
use crate::{ColumnRef, Type};
use weir_diagnostics::Span;

/// An expression with the type that Flink gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    pub kind: ExprKind,
    pub ty: Type,
    pub time: Option<TimeKind>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    Column(ColumnUse),
    /// Only in plans: a column of the operator's input by position (of both inputs of a join, left first).
    Input(usize),
    /// A field of something that is not a column: `arr[1].x`, `f(x).y`.
    Field(Box<Expr>, Name),
    Literal(Literal),
    Unary(UnaryOp, Box<Expr>),
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    Is {
        operand: Box<Expr>,
        test: IsTest,
        negated: bool,
    },
    /// `IS [NOT] DISTINCT FROM`.
    Distinct {
        left: Box<Expr>,
        right: Box<Expr>,
        negated: bool,
    },
    Between {
        operand: Box<Expr>,
        low: Box<Expr>,
        high: Box<Expr>,
        symmetric: bool,
        negated: bool,
    },
    In {
        operand: Box<Expr>,
        list: Vec<Expr>,
        negated: bool,
    },
    Like {
        kind: LikeKind,
        operand: Box<Expr>,
        pattern: Box<Expr>,
        escape: Option<Box<Expr>>,
        negated: bool,
    },
    Case {
        operand: Option<Box<Expr>>,
        branches: Vec<CaseBranch>,
        otherwise: Option<Box<Expr>>,
    },
    /// The expression's type is the target's with the operand's nullability.
    Cast {
        operand: Box<Expr>,
        is_try: bool,
    },
    Call(Call),
    Aggregate(Box<AggregateCall>),
    Over(Box<OverCall>),
    /// Only in MATCH_RECOGNIZE.
    Match(Box<MatchExpr>),
    /// `ROW(a, b)` and `(a, b)`.
    Row(Vec<Expr>),
    Array(Vec<Expr>),
    Map(Vec<(Expr, Expr)>),
    /// `a[i]`, `m['k']`.
    Element(Box<Expr>, Box<Expr>),
    /// A query inside an expression; never in plans, where it has become a join.
    Query(Box<QueryExpr>),
    /// What was wrong and has been reported.
    Error,
}

/// A query as a part of an expression. It may name columns of the tables around it: bindings that it does not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryExpr {
    pub form: QueryForm,
    pub query: Query,
}

#[derive(Debug, Clone, PartialEq)]
pub enum QueryForm {
    /// `(SELECT …)`: the one value of the one row; null without a row.
    Value,
    /// `EXISTS (…)`.
    Exists,
    /// `x [NOT] IN (…)`; several values are a [`ExprKind::Row`].
    In { operand: Expr, negated: bool },
    /// `x > ALL (…)`, `x > ANY (…)`.
    Quantified { operand: Expr, op: BinaryOp, all: bool },
}

impl QueryForm {
    /// What the rows of the query are compared with.
    pub fn operand(&self) -> Option<&Expr> {
        match self {
            QueryForm::Value | QueryForm::Exists => None,
            QueryForm::In { operand, .. } | QueryForm::Quantified { operand, .. } => Some(operand),
        }
    }

    pub fn operand_mut(&mut self) -> Option<&mut Expr> {
        match self {
            QueryForm::Value | QueryForm::Exists => None,
            QueryForm::In { operand, .. } | QueryForm::Quantified { operand, .. } => Some(operand),
        }
    }
}

/// A column of a table of FROM, with the fields below it that the expression goes down.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnUse {
    pub binding: BindingId,
    /// Name of the binding; empty where it has none. Printers may qualify with it.
    pub table: String,
    /// Whether it was written with a qualifier.
    pub qualified: bool,
    /// Name and position among the binding's columns. `$rowtime` is a column; its position is after the others.
    pub column: String,
    pub index: usize,
    /// Fields below the column: `y`, `z` of `t.r.y.z`.
    pub fields: Vec<String>,
    /// The column of a relation (and the field in it) whose value this is unchanged, through derived tables, CTEs and
    /// windows; none when an expression stands between. `$rowtime` of a topic with `@event_time` is that column.
    pub origin: Option<ColumnRef>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    Null,
    Boolean(bool),
    /// Digits as written: `1`, `1.50`, `1e3`; the type tells them apart.
    Number(String),
    Text(String),
    Bytes(Vec<u8>),
    /// Content of `DATE '…'`.
    Date(String),
    Time(String),
    Timestamp(String),
    /// Sign included.
    Interval {
        /// As written between the quotes: `5`, `1 02:03:04`.
        text: String,
        /// As printed: `SECOND`, `DAY TO SECOND`, `DAY(3)`.
        unit: String,
        /// Milliseconds, or months for YEAR and MONTH: which one the type tells.
        amount: i64,
    },
    /// A unit or other bare word that a function takes as an argument.
    Symbol(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnaryOp {
    Plus,
    Minus,
    Not,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Concat,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    And,
    Or,
}

impl BinaryOp {
    /// As written in SQL.
    pub fn symbol(self) -> &'static str {
        match self {
            BinaryOp::Add => "+",
            BinaryOp::Subtract => "-",
            BinaryOp::Multiply => "*",
            BinaryOp::Divide => "/",
            BinaryOp::Modulo => "%",
            BinaryOp::Concat => "||",
            BinaryOp::Equal => "=",
            BinaryOp::NotEqual => "<>",
            BinaryOp::Less => "<",
            BinaryOp::LessEqual => "<=",
            BinaryOp::Greater => ">",
            BinaryOp::GreaterEqual => ">=",
            BinaryOp::And => "AND",
            BinaryOp::Or => "OR",
        }
    }

    pub fn is_comparison(self) -> bool {
        match self {
            BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::Less
            | BinaryOp::LessEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterEqual => true,
            BinaryOp::Add
            | BinaryOp::Subtract
            | BinaryOp::Multiply
            | BinaryOp::Divide
            | BinaryOp::Modulo
            | BinaryOp::Concat
            | BinaryOp::And
            | BinaryOp::Or => false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IsTest {
    Null,
    True,
    False,
    Unknown,
    Json,
    JsonValue,
    JsonObject,
    JsonArray,
    JsonScalar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LikeKind {
    Like,
    SimilarTo,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CaseBranch {
    pub when: Expr,
    pub then: Expr,
}

/// A scalar function of the table in `weir_platforms`.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// Upper case, as in the table.
    pub name: String,
    pub args: Vec<Expr>,
    pub form: CallForm,
}

/// How the arguments are written; it never changes which they are.
#[derive(Debug, Clone, PartialEq)]
pub enum CallForm {
    /// `F(a, b)`.
    Plain,
    /// `CURRENT_TIMESTAMP`.
    Bare,
    /// `EXTRACT(YEAR FROM a)`.
    Extract(TimeUnit),
    /// `FLOOR(a TO HOUR)`, `CEIL(a TO DAY)`.
    To(TimeUnit),
    /// `TIMESTAMPADD(DAY, a, b)`, `TIMESTAMPDIFF(DAY, a, b)`.
    UnitFirst(TimeUnit),
    /// `POSITION(a IN b)`.
    In,
    /// `(a, b) OVERLAPS (c, d)`: two periods, each by its ends or by its beginning and a length.
    Overlaps,
    /// `OVERLAY(a PLACING b FROM c [FOR d])`.
    Placing,
    /// `TRIM([BOTH] [a FROM] b)`: the arguments are `b`, then `a` where it is written.
    Trim(TrimSide),
    /// `JSON_VALUE(a, b RETURNING INT NULL ON EMPTY)` and its sisters.
    Json(JsonClauses),
}

/// Clauses of a JSON function, as printed between the last argument and the parenthesis.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JsonClauses {
    pub returning: Option<Type>,
    /// Words of wrapper, ON EMPTY, ON ERROR, ON NULL clauses, with single blanks.
    pub words: String,
    /// `JSON_OBJECT(KEY a VALUE b, …)`: arguments alternate between keys and values.
    pub pairs: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TrimSide {
    Both,
    Leading,
    Trailing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeUnit {
    Millennium,
    Century,
    Decade,
    Year,
    Quarter,
    Month,
    Week,
    Day,
    Dow,
    IsoDow,
    Doy,
    IsoYear,
    Hour,
    Minute,
    Second,
    Millisecond,
    Microsecond,
    Nanosecond,
    Epoch,
}

impl TimeUnit {
    /// Every unit, with its word.
    pub const ALL: &'static [(TimeUnit, &'static str)] = &[
        (TimeUnit::Millennium, "MILLENNIUM"),
        (TimeUnit::Century, "CENTURY"),
        (TimeUnit::Decade, "DECADE"),
        (TimeUnit::Year, "YEAR"),
        (TimeUnit::Quarter, "QUARTER"),
        (TimeUnit::Month, "MONTH"),
        (TimeUnit::Week, "WEEK"),
        (TimeUnit::Day, "DAY"),
        (TimeUnit::Dow, "DOW"),
        (TimeUnit::IsoDow, "ISODOW"),
        (TimeUnit::Doy, "DOY"),
        (TimeUnit::IsoYear, "ISOYEAR"),
        (TimeUnit::Hour, "HOUR"),
        (TimeUnit::Minute, "MINUTE"),
        (TimeUnit::Second, "SECOND"),
        (TimeUnit::Millisecond, "MILLISECOND"),
        (TimeUnit::Microsecond, "MICROSECOND"),
        (TimeUnit::Nanosecond, "NANOSECOND"),
        (TimeUnit::Epoch, "EPOCH"),
    ];

    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(unit, _)| *unit == self).map_or("", |(_, word)| word)
    }

    /// Any case, singular or plural.
    pub fn find(word: &str) -> Option<TimeUnit> {
        let upper = word.to_ascii_uppercase();
        let singular = upper.strip_suffix('S').unwrap_or(&upper);
        Self::ALL.iter().find(|(_, name)| *name == upper || *name == singular).map(|(unit, _)| *unit)
    }
}

/// An aggregate over the rows of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct AggregateCall {
    /// Upper case.
    pub name: String,
    pub distinct: bool,
    /// `COUNT(*)`; the arguments are empty.
    pub star: bool,
    pub args: Vec<Expr>,
    pub filter: Option<Expr>,
    /// `ORDER BY` of ARRAY_AGG and JSON_ARRAYAGG. Flink reads it and collects rows as they arrive all the same.
    pub within_group: Vec<SortKey>,
    /// Rows whose value is null are left out: `IGNORE NULLS`, `ABSENT ON NULL`, and JSON_ARRAYAGG without a clause.
    pub ignore_nulls: bool,
    /// The type of the result is the expression's.
    pub span: Span,
}

/// An aggregate or ranking function OVER a window.
#[derive(Debug, Clone, PartialEq)]
pub struct OverCall {
    pub function: AggregateCall,
    /// `OVER w`: the window's name; its content stands in `window` all the same.
    pub named: Option<Name>,
    pub window: OverWindow,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct OverWindow {
    pub partition_by: Vec<Expr>,
    pub order_by: Vec<SortKey>,
    pub frame: Option<Frame>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SortKey {
    pub expr: Expr,
    pub descending: bool,
    /// `NULLS FIRST` is `Some(true)`.
    pub nulls_first: Option<bool>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    pub unit: FrameUnit,
    pub start: FrameBound,
    /// None is the current row, not written.
    pub end: Option<FrameBound>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FrameUnit {
    Rows,
    Range,
}

#[derive(Debug, Clone, PartialEq)]
pub enum FrameBound {
    UnboundedPreceding,
    /// Rows or an interval.
    Preceding(Box<Expr>),
    CurrentRow,
    Following(Box<Expr>),
    UnboundedFollowing,
}
