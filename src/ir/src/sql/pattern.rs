//! MATCH_RECOGNIZE: the rows of each partition, in the order of time, searched for a pattern (Flink 2.x, pattern
//! recognition). Only what Flink runs has a place here: a sequence of variables, each named once, without groups,
//! branches and anchors; one row for each match.

use super::{AggregateCall, Binding, Expr, Name, SortKey, TableExpr};
use weir_diagnostics::Span;

/// `t MATCH_RECOGNIZE (…) AS m`. Its columns are those of PARTITION BY, then the measures.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchTable {
    pub binding: Binding,
    /// A table or a query in parentheses, without an alias; everything below refers to its columns.
    pub input: TableExpr,
    pub partition_by: Vec<Expr>,
    /// The time first, ascending.
    pub order_by: Vec<SortKey>,
    pub measures: Vec<Measure>,
    pub skip: MatchSkip,
    pub pattern: Vec<PatternVariable>,
    /// Milliseconds between the first and the last row of a match, and less than that.
    pub within_ms: Option<u64>,
    pub span: Span,
}

/// `expr AS name`.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub expr: Expr,
    pub name: Name,
}

/// A variable of the pattern with how often it may take a row, one row right after the other. It takes the rows of which
/// its condition is true; all rows where it has none.
#[derive(Debug, Clone, PartialEq)]
pub struct PatternVariable {
    pub name: Name,
    pub min: u32,
    /// None is as often as may be.
    pub max: Option<u32>,
    /// As few rows as possible, where the next variable would take them too.
    pub reluctant: bool,
    pub condition: Option<Expr>,
}

/// Where the search goes on behind a match. Variables by their place in the pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchSkip {
    /// The row behind the first one of the match: Flink's default.
    ToNextRow,
    PastLastRow,
    ToFirst(usize),
    ToLast(usize),
}

/// What an expression says of the rows of a match; stands in measures and conditions only. While the condition of a
/// variable is judged, the row in question is the last one of that variable, and of the match.
#[derive(Debug, Clone, PartialEq)]
pub enum MatchExpr {
    /// `A.price`, `LAST(A.price, 1)`: an expression over the columns of one row; null where there is no such row.
    Row { of: RowsOf, pick: Pick, value: Expr },
    /// `SUM(A.price)`: over the rows, with an argument over the columns of each.
    Rows { of: RowsOf, call: AggregateCall },
    /// The time of the last row: of `MATCH_ROWTIME()` and `MATCH_ROWTIME(ts)`. Which of them the user wrote, `argument`
    /// tells; without one the type is TIMESTAMP(3), whatever the column's is.
    Rowtime { time: Expr, argument: bool },
    /// `MATCH_PROCTIME()`: the clock when the match is written.
    Proctime,
}

/// Rows of a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowsOf {
    /// Those of all variables.
    Match,
    /// Of one variable, by its place in the pattern.
    Variable { place: usize, name: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// `A.price`, without a function: the last row.
    Bare,
    /// `FIRST(x, n)`: n rows behind the first one.
    First(u32),
    /// `LAST(x, n)`: n rows before the last one.
    Last(u32),
}

impl MatchExpr {
    pub fn children(&self) -> Vec<&Expr> {
        match self {
            MatchExpr::Row { value, .. } => vec![value],
            MatchExpr::Rows { call, .. } => call.parts(),
            MatchExpr::Rowtime { time, .. } => vec![time],
            MatchExpr::Proctime => Vec::new(),
        }
    }

    pub fn children_mut(&mut self) -> Vec<&mut Expr> {
        match self {
            MatchExpr::Row { value, .. } => vec![value],
            MatchExpr::Rows { call, .. } => call.parts_mut(),
            MatchExpr::Rowtime { time, .. } => vec![time],
            MatchExpr::Proctime => Vec::new(),
        }
    }
}

impl MatchTable {
    /// Every expression, in order of reading.
    pub fn expressions(&self) -> Vec<&Expr> {
        let keys = self.partition_by.iter().chain(self.order_by.iter().map(|key| &key.expr));
        let measures = self.measures.iter().map(|measure| &measure.expr);
        keys.chain(measures).chain(self.pattern.iter().filter_map(|variable| variable.condition.as_ref())).collect()
    }
}
