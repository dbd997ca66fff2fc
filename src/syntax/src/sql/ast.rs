//! The tree of a query as written: nothing looked up, nothing typed, and a span on every node. Back-ticks and the
//! quotes of strings are removed; parentheses are nodes, so the tree says exactly what was written.
//!
//! Precedence is Flink's (Calcite's `SqlStdOperatorTable`): `a + b || c` is `a + (b || c)`, `a = b IS NULL` is
//! `(a = b) IS NULL`, `NOT a = b` is `NOT (a = b)`.

mod json;
mod types;
mod words;

pub use crate::ast::{Name, Path};
pub use json::*;
pub use types::*;
use weir_diagnostics::{Span, Spanned};

// ── queries ──────────────────────────────────────────────────────────────────────────────

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

/// `name AS (spec)` of the WINDOW clause.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedWindow {
    pub name: Name,
    pub spec: WindowSpec,
    pub span: Span,
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

// ── FROM ─────────────────────────────────────────────────────────────────────────────────

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

#[derive(Debug, Clone, PartialEq)]
pub struct MatchRecognize {
    pub partition_by: Vec<Expr>,
    pub order_by: Vec<OrderItem>,
    pub measures: Vec<Measure>,
    pub rows: Option<Spanned<RowsPerMatch>>,
    pub after: Option<AfterMatch>,
    pub pattern: Pattern,
    /// The interval of WITHIN.
    pub within: Option<Expr>,
    pub subsets: Vec<Subset>,
    pub define: Vec<Definition>,
    /// The whole clause.
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub expr: Expr,
    pub name: Name,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowsPerMatch {
    One,
    All,
}

/// `AFTER MATCH SKIP …`.
#[derive(Debug, Clone, PartialEq)]
pub struct AfterMatch {
    pub skip: Skip,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Skip {
    ToNextRow,
    PastLastRow,
    ToFirst(Name),
    ToLast(Name),
    /// `SKIP TO A`: the same as LAST.
    To(Name),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    pub kind: PatternKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum PatternKind {
    Symbol(Name),
    /// `A B C`, two or more.
    Concat(Vec<Pattern>),
    /// `A | B`, two or more.
    Alternate(Vec<Pattern>),
    Group(Box<Pattern>),
    /// `{- A -}`.
    Exclude(Box<Pattern>),
    /// `PERMUTE(A, B)`.
    Permute(Vec<Pattern>),
    Quantified {
        pattern: Box<Pattern>,
        quantifier: PatternQuantifier,
    },
}

/// `*` is 0 to unbounded, `+` 1 to unbounded, `?` 0 to 1, `{n}` n to n, `{,m}` 0 to m.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternQuantifier {
    pub min: u32,
    pub max: Option<u32>,
    /// A `?` after it: as few as possible.
    pub reluctant: bool,
    pub span: Span,
}

/// `name = (a, b)` of SUBSET.
#[derive(Debug, Clone, PartialEq)]
pub struct Subset {
    pub name: Name,
    pub symbols: Vec<Name>,
    pub span: Span,
}

/// `name AS condition` of DEFINE.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    pub name: Name,
    pub condition: Expr,
    pub span: Span,
}

// ── expressions ──────────────────────────────────────────────────────────────────────────

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

#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    Null,
    True,
    False,
    Unknown,
    /// As written: `1`, `1.5`, `.5`, `1e3`.
    Number(String),
    /// Quotes and `U&` escapes resolved, adjacent strings joined; a charset (`_UTF16'…'`) is dropped.
    String(String),
    /// The hexadecimal digits of `X'4a'`.
    Binary(String),
    /// The text of `DATE '…'`, as written.
    Date(String),
    Time(String),
    Timestamp(String),
}

/// `INTERVAL [-] value qualifier`.
#[derive(Debug, Clone, PartialEq)]
pub struct Interval {
    /// A sign between INTERVAL and the value.
    pub negative: bool,
    pub value: IntervalValue,
    pub qualifier: IntervalQualifier,
}

#[derive(Debug, Clone, PartialEq)]
pub enum IntervalValue {
    /// `'5'`, `'1 02:03:04'`.
    Text(Spanned<String>),
    /// `INTERVAL 2 DAYS`, `INTERVAL (a + 1) DAY`: a number, a column or something in parentheses.
    Expr(Expr),
}

/// `DAY(3)`, `DAY TO SECOND(3)`, `YEAR TO MONTH`, `SECOND(5, 2)`. Plurals are the same unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntervalQualifier {
    pub unit: TimeUnit,
    pub precision: Option<u32>,
    /// The second number of `SECOND(p, f)`, or the one of `TO SECOND(f)`.
    pub fraction: Option<u32>,
    pub to: Option<TimeUnit>,
    pub span: Span,
}

/// Units of EXTRACT, FLOOR … TO, TIMESTAMPADD, TIMESTAMPDIFF and intervals; each place allows some of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeUnit {
    Millennium,
    Century,
    Decade,
    Year,
    IsoYear,
    Quarter,
    Month,
    Week,
    Day,
    Dow,
    IsoDow,
    Doy,
    Hour,
    Minute,
    Second,
    Millisecond,
    Microsecond,
    Nanosecond,
    Epoch,
}

/// A call by name.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// As written; function names do not care about case.
    pub name: Path,
    /// `CURRENT_TIMESTAMP` and its kin stand without parentheses.
    pub parens: bool,
    pub quantifier: Option<Spanned<Quantifier>>,
    /// `COUNT(*)`: the place of the star; there are no arguments then.
    pub star: Option<Span>,
    pub args: Vec<Arg>,
    pub null_treatment: Option<NullTreatment>,
    /// `WITHIN GROUP (ORDER BY …)`.
    pub within_group: Vec<OrderItem>,
    /// The condition of `FILTER (WHERE …)`.
    pub filter: Option<Expr>,
    pub over: Option<Over>,
    /// From the name to the end of OVER.
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Arg {
    /// `name => value`.
    pub name: Option<Name>,
    pub value: ArgValue,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ArgValue {
    Expr(Expr),
    /// `TABLE t PARTITION BY k ORDER BY ts`.
    Table(TableArg),
    /// `MODEL m`.
    Model(Path),
    /// `DESCRIPTOR(ts, …)`; the span is that of the whole.
    Descriptor(Spanned<Vec<Name>>),
    /// The first argument of TIMESTAMPADD and TIMESTAMPDIFF.
    Unit(TimeUnit),
    /// `DEFAULT`: the parameter's default.
    Default,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TableArg {
    pub source: TableArgSource,
    pub partition_by: Vec<Expr>,
    pub order_by: Vec<OrderItem>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TableArgSource {
    /// `TABLE t`.
    Named(Path),
    /// `TABLE (SELECT …)`, or `(SELECT …) PARTITION BY k`.
    Query(Box<Query>),
}

/// `IGNORE NULLS` or `RESPECT NULLS`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NullTreatment {
    pub ignore: bool,
    /// Before the closing parenthesis, as in `ARRAY_AGG(x IGNORE NULLS)`.
    pub inside: bool,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "there are few windows in a query")]
pub enum Over {
    /// `OVER w`.
    Named(Name),
    /// `OVER (…)`.
    Spec(WindowSpec),
}

/// `([base] [PARTITION BY …] [ORDER BY …] [frame])`; the span includes the parentheses.
#[derive(Debug, Clone, PartialEq)]
pub struct WindowSpec {
    pub base: Option<Name>,
    pub partition_by: Vec<Expr>,
    pub order_by: Vec<OrderItem>,
    pub frame: Option<Frame>,
    pub span: Span,
}

/// `ROWS BETWEEN start AND end`; without `end` the frame ends at the current row.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    pub unit: FrameUnit,
    pub start: Bound,
    pub end: Option<Bound>,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameUnit {
    Rows,
    Range,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    pub kind: BoundKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum BoundKind {
    UnboundedPreceding,
    Preceding(Expr),
    CurrentRow,
    Following(Expr),
    UnboundedFollowing,
}
