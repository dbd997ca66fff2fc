//! How Flink spells the parts of the tree.

use super::{BinaryOp, JoinKind, SetOp, TimeUnit};

/// `(spelling, unit)`; the first spelling of a unit is the one that is printed.
static UNITS: &[(&str, TimeUnit)] = &[
    ("MILLENNIUM", TimeUnit::Millennium),
    ("CENTURY", TimeUnit::Century),
    ("DECADE", TimeUnit::Decade),
    ("YEAR", TimeUnit::Year),
    ("YEARS", TimeUnit::Year),
    ("SQL_TSI_YEAR", TimeUnit::Year),
    ("ISOYEAR", TimeUnit::IsoYear),
    ("QUARTER", TimeUnit::Quarter),
    ("QUARTERS", TimeUnit::Quarter),
    ("SQL_TSI_QUARTER", TimeUnit::Quarter),
    ("MONTH", TimeUnit::Month),
    ("MONTHS", TimeUnit::Month),
    ("SQL_TSI_MONTH", TimeUnit::Month),
    ("WEEK", TimeUnit::Week),
    ("WEEKS", TimeUnit::Week),
    ("SQL_TSI_WEEK", TimeUnit::Week),
    ("DAY", TimeUnit::Day),
    ("DAYS", TimeUnit::Day),
    ("SQL_TSI_DAY", TimeUnit::Day),
    ("DOW", TimeUnit::Dow),
    ("ISODOW", TimeUnit::IsoDow),
    ("DOY", TimeUnit::Doy),
    ("HOUR", TimeUnit::Hour),
    ("HOURS", TimeUnit::Hour),
    ("SQL_TSI_HOUR", TimeUnit::Hour),
    ("MINUTE", TimeUnit::Minute),
    ("MINUTES", TimeUnit::Minute),
    ("SQL_TSI_MINUTE", TimeUnit::Minute),
    ("SECOND", TimeUnit::Second),
    ("SECONDS", TimeUnit::Second),
    ("SQL_TSI_SECOND", TimeUnit::Second),
    ("MILLISECOND", TimeUnit::Millisecond),
    ("MICROSECOND", TimeUnit::Microsecond),
    ("SQL_TSI_MICROSECOND", TimeUnit::Microsecond),
    ("NANOSECOND", TimeUnit::Nanosecond),
    ("EPOCH", TimeUnit::Epoch),
];

impl TimeUnit {
    /// A unit by its word, in any case.
    pub fn from_word(word: &str) -> Option<TimeUnit> {
        UNITS.iter().find(|(spelling, _)| spelling.eq_ignore_ascii_case(word)).map(|(_, unit)| *unit)
    }

    /// In upper case, singular.
    pub fn word(self) -> &'static str {
        UNITS.iter().find(|(_, unit)| *unit == self).map_or("", |(spelling, _)| spelling)
    }

    /// Every spelling, for suggestions.
    pub fn words() -> impl Iterator<Item = &'static str> {
        UNITS.iter().map(|(spelling, _)| *spelling)
    }
}

impl BinaryOp {
    pub fn text(self) -> &'static str {
        match self {
            BinaryOp::Multiply => "*",
            BinaryOp::Divide => "/",
            BinaryOp::Modulo => "%",
            BinaryOp::Concat => "||",
            BinaryOp::Add => "+",
            BinaryOp::Subtract => "-",
            BinaryOp::Equal => "=",
            BinaryOp::NotEqual => "<>",
            BinaryOp::Less => "<",
            BinaryOp::LessOrEqual => "<=",
            BinaryOp::Greater => ">",
            BinaryOp::GreaterOrEqual => ">=",
            BinaryOp::And => "AND",
            BinaryOp::Or => "OR",
        }
    }
}

impl SetOp {
    pub fn text(self) -> &'static str {
        match self {
            SetOp::Union => "UNION",
            SetOp::Intersect => "INTERSECT",
            SetOp::Except => "EXCEPT",
        }
    }
}

impl JoinKind {
    pub fn text(self) -> &'static str {
        match self {
            JoinKind::Inner => "JOIN",
            JoinKind::Left => "LEFT JOIN",
            JoinKind::Right => "RIGHT JOIN",
            JoinKind::Full => "FULL JOIN",
            JoinKind::Cross => "CROSS JOIN",
        }
    }
}
