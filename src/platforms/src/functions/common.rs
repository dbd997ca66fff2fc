use super::{
    arithmetic::decimal,
    family::{
        digits, integer_rank, is_approximate, is_binary, is_character, is_integer, is_numeric, is_timestamp, length,
    },
};
use weir_ir::{DataType, RowField, Type};

/// The type to which CASE, COALESCE, UNION and the like bring two types; `None` where Flink refuses the mix.
pub fn least_common(left: &Type, right: &Type) -> Option<Type> {
    let nullable = left.nullable || right.nullable;
    common(&left.data, &right.data).map(|data| Type::new(data, nullable))
}

fn common(left: &DataType, right: &DataType) -> Option<DataType> {
    match (left, right) {
        (DataType::Error, _) | (_, DataType::Error) => Some(DataType::Error),
        (DataType::Null, other) | (other, DataType::Null) => Some(other.clone()),
        _ if left == right => Some(left.clone()),
        _ if is_numeric(left) && is_numeric(right) => numbers(left, right),
        _ if is_character(left) && is_character(right) => Some(texts(left, right)),
        _ if is_binary(left) && is_binary(right) => Some(bytes(left, right)),
        _ if is_timestamp(left) && is_timestamp(right) => Some(timestamps(left, right)),
        (DataType::Time(a), DataType::Time(b)) => Some(DataType::Time(*a.max(b))),
        (DataType::IntervalMonths(_), DataType::IntervalMonths(_)) => {
            Some(DataType::IntervalMonths("YEAR TO MONTH".into()))
        }
        (DataType::IntervalMillis(_), DataType::IntervalMillis(_)) => {
            Some(DataType::IntervalMillis("DAY TO SECOND(3)".into()))
        }
        (DataType::Array(a), DataType::Array(b)) => Some(DataType::Array(Box::new(least_common(a, b)?))),
        (DataType::Multiset(a), DataType::Multiset(b)) => Some(DataType::Multiset(Box::new(least_common(a, b)?))),
        (DataType::Map(ka, va), DataType::Map(kb, vb)) => {
            Some(DataType::Map(Box::new(least_common(ka, kb)?), Box::new(least_common(va, vb)?)))
        }
        (DataType::Row(a), DataType::Row(b)) if a.len() == b.len() => rows(a, b),
        _ => None,
    }
}

fn numbers(left: &DataType, right: &DataType) -> Option<DataType> {
    match (is_approximate(left), is_approximate(right)) {
        (true, true) => return Some(left.clone()),
        (true, false) => return Some(if is_integer(right) { left.clone() } else { DataType::Double }),
        (false, true) => return Some(if is_integer(left) { right.clone() } else { DataType::Double }),
        (false, false) => {}
    }
    if is_integer(left) && is_integer(right) {
        return Some(if integer_rank(left) >= integer_rank(right) { left.clone() } else { right.clone() });
    }
    let ((p1, s1), (p2, s2)) = (digits(left)?, digits(right)?);
    let (whole, scale) = ((p1 - s1).max(p2 - s2), s1.max(s2));
    let scale = if whole + scale > 38 { (38 - whole).max(0) } else { scale };
    Some(decimal(whole + scale, scale))
}

fn texts(left: &DataType, right: &DataType) -> DataType {
    match (length(left), length(right)) {
        (Some(a), Some(b)) => DataType::VarChar(a.max(b)),
        _ => DataType::String,
    }
}

fn bytes(left: &DataType, right: &DataType) -> DataType {
    match (length(left), length(right)) {
        (Some(a), Some(b)) => DataType::VarBinary(a.max(b)),
        _ => DataType::Bytes,
    }
}

/// The finer one; of equally fine ones TIMESTAMP.
fn timestamps(left: &DataType, right: &DataType) -> DataType {
    match (left, right) {
        (DataType::Timestamp(a), DataType::TimestampLtz(b)) | (DataType::TimestampLtz(b), DataType::Timestamp(a)) => {
            if b > a {
                DataType::TimestampLtz(*b)
            } else {
                DataType::Timestamp(*a)
            }
        }
        (DataType::Timestamp(a), DataType::Timestamp(b)) => DataType::Timestamp(*a.max(b)),
        (DataType::TimestampLtz(a), DataType::TimestampLtz(b)) => DataType::TimestampLtz(*a.max(b)),
        _ => left.clone(),
    }
}

/// Names of the first.
fn rows(left: &[RowField], right: &[RowField]) -> Option<DataType> {
    let fields =
        left.iter().zip(right).map(|(a, b)| least_common(&a.ty, &b.ty).map(|ty| RowField { name: a.name.clone(), ty }));
    fields.collect::<Option<Vec<_>>>().map(DataType::Row)
}

/// Whether Flink's validator lets two types be compared; a text and another type only where the text is a literal and
/// the other a date or time (numbers it accepts too, and then fails when it plans or runs).
pub fn comparable(left: &DataType, right: &DataType) -> bool {
    let loose = |data: &DataType| matches!(data, DataType::Null | DataType::Error);
    match (left, right) {
        _ if loose(left) || loose(right) => true,
        _ if is_character(left) || is_character(right) => is_character(left) && is_character(right),
        _ => common(left, right).is_some(),
    }
}

/// `left || right`: CHAR + CHAR is CHAR, lengths add up.
pub fn concatenated(left: &DataType, right: &DataType) -> Option<DataType> {
    match (left, right) {
        (DataType::Error, _) | (_, DataType::Error) => Some(DataType::Error),
        (DataType::Char(a), DataType::Char(b)) => Some(DataType::Char(a.saturating_add(*b))),
        _ if is_character(left) && is_character(right) => Some(match (length(left), length(right)) {
            (Some(a), Some(b)) => DataType::VarChar(a.saturating_add(b)),
            _ => DataType::String,
        }),
        _ => None,
    }
}
