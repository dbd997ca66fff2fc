use crate::RelationId;
use weir_diagnostics::Span;

/// A `test` item with its relations and cells checked.
#[derive(Debug, Clone)]
pub struct TestCase {
    pub name: String,
    pub span: Span,
    pub steps: Vec<TestStep>,
}

#[derive(Debug, Clone)]
pub enum TestStep {
    Given {
        relation: RelationId,
        watermark_ms: Option<u64>,
        rows: TestRows,
    },
    Expect {
        relation: RelationId,
        expectation: Expectation,
    },
    /// `expect error "weir::E…"`.
    ExpectError {
        code: String,
        span: Span,
    },
}

#[derive(Debug, Clone)]
pub enum Expectation {
    /// The whole content.
    Exact(TestRows),
    Contains(TestRows),
    Empty,
}

/// A header (column names, `$change`, `$rowtime` or `$headers`) and rows of cells of the same length.
#[derive(Debug, Clone)]
pub struct TestRows {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Null,
    Boolean(bool),
    /// A number as written, so that decimals keep their scale.
    Number(String),
    /// Without its quotes: text, date or time.
    Text(String),
    Bytes(Vec<u8>),
    Array(Vec<Cell>),
    Map(Vec<(Cell, Cell)>),
    Row(Vec<Cell>),
}
