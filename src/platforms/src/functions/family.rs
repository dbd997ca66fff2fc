use weir_ir::DataType;

/// A group of types that a function takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    Any,
    Boolean,
    Character,
    Numeric,
    /// Whole numbers and decimals.
    Exact,
    Int,
    /// TINYINT to BIGINT.
    Integer,
    Binary,
    CharacterOrBinary,
    CharacterOrNumeric,
    Date,
    /// TIMESTAMP or TIMESTAMP_LTZ.
    Timestamp,
    /// TIMESTAMP, TIMESTAMP_LTZ or text.
    TimestampOrCharacter,
    /// DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ.
    Temporal,
    /// DATE, TIME, TIMESTAMP.
    WallClock,
    /// DATE, TIMESTAMP, TIMESTAMP_LTZ: what has a day.
    Day,
    /// `INTERVAL MONTH`.
    Months,
    /// `INTERVAL SECOND`.
    Millis,
    Decimal,
    IntegerOrApproximate,
    /// TINYINT to INT.
    UpToInt,
    /// Numbers, texts, bytes, booleans, moments: no collection, row or interval.
    Single,
    /// Those of them that MIN and MAX know.
    Ordered,
    /// A number, or an array of them.
    Fraction,
    Array,
    /// Of texts.
    TextArray,
    /// Of elements that have an order.
    SortedArray,
    Map,
    Bitmap,
}

impl Family {
    /// As messages name it.
    pub fn word(self) -> &'static str {
        match self {
            Family::Any => "ANY",
            Family::Boolean => "BOOLEAN",
            Family::Character => "CHARACTER",
            Family::Numeric => "NUMERIC",
            Family::Exact => "EXACT NUMERIC",
            Family::Int => "INT",
            Family::Integer => "INTEGER",
            Family::Binary => "BINARY",
            Family::CharacterOrBinary => "CHARACTER or BINARY",
            Family::CharacterOrNumeric => "CHARACTER or NUMERIC",
            Family::Date => "DATE",
            Family::Timestamp => "TIMESTAMP",
            Family::TimestampOrCharacter => "TIMESTAMP or CHARACTER",
            Family::Temporal => "DATETIME",
            Family::WallClock => "DATE, TIME or TIMESTAMP",
            Family::Day => "DATE, TIMESTAMP or TIMESTAMP_LTZ",
            Family::Months => "INTERVAL MONTH",
            Family::Millis => "INTERVAL SECOND",
            Family::Decimal => "DECIMAL",
            Family::IntegerOrApproximate => "INTEGER, FLOAT or DOUBLE",
            Family::UpToInt => "INT or smaller",
            Family::Single => "SINGLE VALUE",
            Family::Ordered => "COMPARABLE",
            Family::Fraction => "NUMERIC or ARRAY of NUMERIC",
            Family::Array => "ARRAY",
            Family::TextArray => "ARRAY of CHARACTER",
            Family::SortedArray => "ARRAY of COMPARABLE",
            Family::Map => "MAP",
            Family::Bitmap => "BITMAP",
        }
    }

    /// A bare NULL, and what has been reported already, fit everything.
    pub fn accepts(self, data: &DataType) -> bool {
        if matches!(data, DataType::Null | DataType::Error) {
            return true;
        }
        match self {
            Family::Any => true,
            Family::Boolean => matches!(data, DataType::Boolean),
            Family::Character => is_character(data),
            Family::Numeric => is_numeric(data),
            Family::Exact => is_numeric(data) && !is_approximate(data),
            Family::Int => matches!(data, DataType::Int),
            Family::Integer => is_integer(data),
            Family::Binary => is_binary(data),
            Family::CharacterOrBinary => is_character(data) || is_binary(data),
            Family::CharacterOrNumeric => is_character(data) || is_numeric(data),
            Family::Date => matches!(data, DataType::Date),
            Family::Timestamp => is_timestamp(data),
            Family::TimestampOrCharacter => is_timestamp(data) || is_character(data),
            Family::Temporal => is_timestamp(data) || matches!(data, DataType::Date | DataType::Time(_)),
            Family::WallClock => matches!(data, DataType::Date | DataType::Time(_) | DataType::Timestamp(_)),
            Family::Day => is_timestamp(data) || matches!(data, DataType::Date),
            Family::Months => matches!(data, DataType::IntervalMonths(_)),
            Family::Millis => matches!(data, DataType::IntervalMillis(_)),
            Family::Decimal => matches!(data, DataType::Decimal { .. }),
            Family::IntegerOrApproximate => is_integer(data) || is_approximate(data),
            Family::UpToInt => matches!(data, DataType::TinyInt | DataType::SmallInt | DataType::Int),
            Family::Single => is_single(data),
            Family::Ordered => is_single(data) && !is_binary(data),
            Family::Fraction => {
                is_numeric(data) || matches!(data, DataType::Array(element) if is_numeric(&element.data))
            }
            Family::Array => matches!(data, DataType::Array(_)),
            Family::TextArray => matches!(data, DataType::Array(element) if is_character(&element.data)),
            Family::SortedArray => {
                let ordered = |data: &DataType| is_single(data) && *data != DataType::Boolean;
                matches!(data, DataType::Array(element) if ordered(&element.data))
            }
            Family::Map => matches!(data, DataType::Map(..)),
            Family::Bitmap => matches!(data, DataType::Bitmap),
        }
    }
}

fn is_single(data: &DataType) -> bool {
    let day_or_time = matches!(data, DataType::Date | DataType::Time(_) | DataType::Boolean);
    is_character(data) || is_numeric(data) || is_binary(data) || is_timestamp(data) || day_or_time
}

pub(super) fn is_character(data: &DataType) -> bool {
    matches!(data, DataType::Char(_) | DataType::VarChar(_) | DataType::String)
}

pub(super) fn is_integer(data: &DataType) -> bool {
    matches!(data, DataType::TinyInt | DataType::SmallInt | DataType::Int | DataType::BigInt)
}

pub(super) fn is_approximate(data: &DataType) -> bool {
    matches!(data, DataType::Float | DataType::Double)
}

pub(super) fn is_numeric(data: &DataType) -> bool {
    is_integer(data) || is_approximate(data) || matches!(data, DataType::Decimal { .. })
}

pub(super) fn is_binary(data: &DataType) -> bool {
    matches!(data, DataType::Binary(_) | DataType::VarBinary(_) | DataType::Bytes)
}

pub(super) fn is_timestamp(data: &DataType) -> bool {
    matches!(data, DataType::Timestamp(_) | DataType::TimestampLtz(_))
}

pub(super) fn is_interval(data: &DataType) -> bool {
    matches!(data, DataType::IntervalMonths(_) | DataType::IntervalMillis(_))
}

/// Length of a text type: `None` for STRING.
pub(super) fn length(data: &DataType) -> Option<u32> {
    match data {
        DataType::Char(n) | DataType::VarChar(n) | DataType::Binary(n) | DataType::VarBinary(n) => Some(*n),
        DataType::Boolean
        | DataType::TinyInt
        | DataType::SmallInt
        | DataType::Int
        | DataType::BigInt
        | DataType::Float
        | DataType::Double
        | DataType::Decimal { .. }
        | DataType::String
        | DataType::Bytes
        | DataType::Date
        | DataType::Time(_)
        | DataType::Timestamp(_)
        | DataType::TimestampLtz(_)
        | DataType::IntervalMonths(_)
        | DataType::IntervalMillis(_)
        | DataType::Array(_)
        | DataType::Map(..)
        | DataType::Multiset(_)
        | DataType::Row(_)
        | DataType::Null
        | DataType::Variant
        | DataType::Bitmap
        | DataType::Error => None,
    }
}

/// Digits and scale of an exact number: TINYINT (3,0), SMALLINT (5,0), INT (10,0), BIGINT (19,0).
pub(super) fn digits(data: &DataType) -> Option<(i32, i32)> {
    if let DataType::Decimal { precision, scale } = data {
        return Some((i32::from(*precision), i32::from(*scale)));
    }
    let rank = integer_rank(data)?;
    [3, 5, 10, 19].get(rank).map(|precision| (*precision, 0))
}

/// 0 for TINYINT to 3 for BIGINT.
pub(super) fn integer_rank(data: &DataType) -> Option<usize> {
    [DataType::TinyInt, DataType::SmallInt, DataType::Int, DataType::BigInt].iter().position(|int| int == data)
}
