//! The tree of a pipeline file: what was written, nothing looked up. Kinds, settings, functions and classes are names
//! that the analyzer finds in its tables.

use weir_diagnostics::{FileId, Span, Spanned};

pub type Name = Spanned<String>;

/// A dotted name as written: `shop.customers.email`, `payments`, `checkout.sales`. Never empty. Back-ticks are removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    pub parts: Vec<Name>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct File {
    pub id: FileId,
    pub items: Vec<Item>,
    /// Names of items, tables, fields and settings that stand in the file but are broken, so missing from `items`.
    /// The diagnostic for them is given; an unknown name that is one of these deserves no second one.
    pub broken: Vec<Name>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The string on the line before.
    pub doc: Option<Spanned<String>>,
    /// `@was(old_name)` after the item's name.
    pub was: Option<Name>,
    pub span: Span,
    pub kind: ItemKind,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    Pipeline(Pipeline),
    Param(Param),
    Include(Spanned<String>),
    Naming(Vec<Setting>),
    Source(Source),
    Topic(Topic),
    Mask(Mask),
    Kek(Kek),
    Encrypt(Encrypt),
    Rule(Rule),
    Transform(Transform),
    Sink(Block),
    Service(Block),
    Expose(Expose),
    Use(Use),
    Classification(Classification),
    Policy(Vec<PolicyLine>),
    Allow(Allow),
    Environment(Environment),
    Test(Test),
}

/// `pipeline NAME { settings }`.
#[derive(Debug, Clone, PartialEq)]
pub struct Pipeline {
    pub name: Name,
    pub settings: Vec<Setting>,
}

/// `param NAME = value`.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    pub name: Name,
    pub value: Value,
}

/// `sink NAME: KIND { settings }` and `service NAME: KIND { settings }`.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub name: Name,
    pub kind: Name,
    pub settings: Vec<Setting>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    pub name: Name,
    pub kind: Name,
    pub settings: Vec<Setting>,
    pub tables: Vec<Table>,
}

/// `table products { … }` or `table risk.cards { … }`.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub doc: Option<Spanned<String>>,
    pub was: Option<Name>,
    pub schema: Option<Name>,
    pub name: Name,
    pub settings: Vec<Setting>,
    pub fields: Vec<Field>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    pub name: Name,
    pub settings: Vec<Setting>,
    pub fields: Vec<Field>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub doc: Option<Spanned<String>>,
    pub name: Name,
    pub ty: TypeExpr,
    pub attributes: Vec<Attribute>,
    pub span: Span,
}

/// `decimal(10, 2)?`, `array<row<a int @pii>>`, `enum('a', 'b')`.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeExpr {
    pub span: Span,
    pub nullable: bool,
    pub kind: TypeKind,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TypeKind {
    /// A name with numbers in parentheses.
    Simple {
        name: Name,
        arguments: Vec<Spanned<u64>>,
    },
    Array(Box<TypeExpr>),
    Map(Box<TypeExpr>, Box<TypeExpr>),
    Row(Vec<Field>),
    Enum(Vec<Spanned<String>>),
}

/// `@key`, `@default(now)`, `@references(shop.orders.orderid)`, `@pii`.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// Without the `@`.
    pub name: Name,
    pub arguments: Vec<Value>,
    pub span: Span,
}

/// `name = value`, or `name { … }` for a map. A name may be dotted or a string (`"snowflake.role.name"`), for settings
/// that are passed through.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    pub name: Name,
    pub value: Value,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    pub span: Span,
    pub kind: ValueKind,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ValueKind {
    /// `"…"` with `{placeholder}`s still inside and escapes (`\"`, `\\`, `\n`, `\t`) resolved.
    String(String),
    /// `'…'`, as in enum and test values.
    SqlString(String),
    /// As written: `10`, `-3`, `2.50`.
    Number(String),
    Boolean(bool),
    /// Milliseconds; `None` is `forever`.
    Duration(Option<u64>),
    /// Bytes.
    Size(u64),
    /// `1 per 2 seconds`.
    Rate {
        events: u64,
        per_ms: u64,
    },
    /// `5%` as parts per million.
    Percent {
        per_million: u32,
    },
    /// `2027-06-30`.
    Date(String),
    /// A name or a dotted path: `rds`, `avro`, `shop.orders`.
    Path(Path),
    List(Vec<Value>),
    /// `{ o = 1d, p = forever }`.
    Map(Vec<Setting>),
    /// `secret("name")`, `env("NAME", "default")`, `dead_letter(t)`, `hash(salt: secret("s"))`.
    Call(Call),
    /// `product_sales as SALES`, inside `from = […]`.
    Alias {
        path: Path,
        alias: Name,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    pub name: Name,
    pub arguments: Vec<Argument>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// `salt:` in `hash(salt: secret("s"))`.
    pub name: Option<Name>,
    pub value: Value,
}

/// `mask a.b.c with redact("****") [raw allowed "reason"]`; kinds without parentheses have no arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct Mask {
    pub column: Path,
    pub with: Call,
    pub raw_allowed: Option<Spanned<String>>,
}

/// `kek NAME: KIND [{ settings }]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Kek {
    pub name: Name,
    pub kind: Name,
    pub settings: Vec<Setting>,
}

/// `encrypt a.b, a.c with KEK [deterministic]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Encrypt {
    pub columns: Vec<Path>,
    pub kek: Name,
    /// The word, where it stands.
    pub deterministic: Option<Span>,
}

/// `rule NAME on TOPIC[.field] { … }`; `check`, `transform`, `otherwise`, `on` are settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    pub name: Name,
    pub on: Path,
    pub settings: Vec<Setting>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Transform {
    pub name: Name,
    pub settings: Vec<Setting>,
    /// The SQL as written, from its first byte that is not white space to the last; its span gives the offset.
    pub body: Spanned<String>,
}

/// `use PIPELINE.PRODUCT { settings }`.
#[derive(Debug, Clone, PartialEq)]
pub struct Use {
    pub product: Path,
    pub settings: Vec<Setting>,
}

/// `expose RELATION as PRODUCT { settings }`.
#[derive(Debug, Clone, PartialEq)]
pub struct Expose {
    pub relation: Path,
    pub product: Name,
    pub settings: Vec<Setting>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Classification {
    pub name: Name,
    pub settings: Vec<Setting>,
}

/// A line of `policy { … }`.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyLine {
    pub span: Span,
    pub kind: PolicyKind,
}

#[derive(Debug, Clone, PartialEq)]
pub enum PolicyKind {
    /// `(deny|permit) CLASS [value|influence|existence] to TARGET`.
    Reach { permit: bool, class: Name, level: Option<Name>, target: PolicyTarget },
    /// `permit aggregate CLASS to TARGET having subjects >= n`.
    Aggregate { class: Name, target: PolicyTarget, subjects: Spanned<u64> },
    /// `require encrypt|mask for CLASS [in TARGET]`.
    Require { what: Name, class: Name, target: Option<PolicyTarget> },
    /// `require classification on SOURCE`.
    Classification { source: Path },
}

/// `lake`, `kafka`, `kind snowflake`, `env cloud`, `everywhere`.
#[derive(Debug, Clone, PartialEq)]
pub enum PolicyTarget {
    Named(Path),
    Kind(Name),
    Env(Name),
    Everywhere(Span),
}

/// `allow CLASS COLUMN to TARGET because "…" [by "…"] [until DATE]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Allow {
    pub class: Name,
    pub column: Path,
    pub target: PolicyTarget,
    pub because: Spanned<String>,
    pub by: Option<Spanned<String>>,
    pub until: Option<Spanned<String>>,
}

/// `environment NAME[: PLATFORM] [from PARENT] [{ … }]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Environment {
    pub name: Name,
    pub platform: Option<Name>,
    pub parent: Option<Name>,
    pub settings: Vec<Setting>,
    /// `set prefix = "prod"`.
    pub sets: Vec<Setting>,
    pub binds: Vec<Bind>,
}

/// `bind NAME[: KIND] [{ settings }]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Bind {
    pub name: Name,
    pub kind: Option<Name>,
    pub settings: Vec<Setting>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    pub name: Spanned<String>,
    pub steps: Vec<TestStep>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TestStep {
    pub span: Span,
    pub kind: TestStepKind,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TestStepKind {
    Given { relation: Path, settings: Vec<Setting>, rows: Rows },
    Expect { relation: Path, rows: Rows },
    ExpectContains { relation: Path, rows: Rows },
    ExpectEmpty { relation: Path },
    ExpectError { code: Spanned<String> },
}

/// A table of rows: a header line, then a line a row. `rows` may be shorter or longer than the header; the analyzer
/// says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    pub header: Vec<Name>,
    pub rows: Vec<Vec<Cell>>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub span: Span,
    pub kind: CellKind,
}

#[derive(Debug, Clone, PartialEq)]
pub enum CellKind {
    Null,
    Boolean(bool),
    /// As written, `Infinity` and `NaN` included.
    Number(String),
    Text(String),
    Bytes(Vec<u8>),
    Array(Vec<Cell>),
    Map(Vec<(Cell, Cell)>),
    Row(Vec<Cell>),
}
