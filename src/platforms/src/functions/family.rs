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
    Array,
    Map,
    Collection,
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
            Family::Integer => "INTEGER",
            Family::Binary => "BINARY",
            Family::CharacterOrBinary => "CHARACTER or BINARY",
            Family::CharacterOrNumeric => "CHARACTER or NUMERIC",
            Family::Date => "DATE",
            Family::Timestamp => "TIMESTAMP",
            Family::TimestampOrCharacter => "TIMESTAMP or CHARACTER",
            Family::Temporal => "DATETIME",
            Family::Array => "ARRAY",
            Family::Map => "MAP",
            Family::Collection => "COLLECTION",
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
            Family::Integer => is_integer(data),
            Family::Binary => is_binary(data),
            Family::CharacterOrBinary => is_character(data) || is_binary(data),
            Family::CharacterOrNumeric => is_character(data) || is_numeric(data),
            Family::Date => matches!(data, DataType::Date),
            Family::Timestamp => is_timestamp(data),
            Family::TimestampOrCharacter => is_timestamp(data) || is_character(data),
            Family::Temporal => is_timestamp(data) || matches!(data, DataType::Date | DataType::Time(_)),
            Family::Array => matches!(data, DataType::Array(_)),
            Family::Map => matches!(data, DataType::Map(..)),
            Family::Collection => matches!(data, DataType::Array(_) | DataType::Map(..) | DataType::Multiset(_)),
        }
    }
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
