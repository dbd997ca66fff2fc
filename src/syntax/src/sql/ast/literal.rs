//! Literals, intervals and units of time.

use super::*;

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
