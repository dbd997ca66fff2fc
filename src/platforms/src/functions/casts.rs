use super::family::{is_binary, is_character, is_numeric, is_timestamp};
use weir_ir::{DataType, RowField};

/// Why Flink refuses a cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CastRefusal {
    /// A number is no moment: TO_TIMESTAMP_LTZ is.
    NumberToTime,
    /// A moment is no number, although Flink's validator takes it for one: its planner does not.
    MomentToNumber,
    Other,
}

/// Whether `CAST(from AS to)` is allowed (Flink 2.x, "Data Types", Casting).
///
/// # Errors
/// The reason why it is not.
pub fn can_cast(from: &DataType, to: &DataType) -> Result<(), CastRefusal> {
    if is_numeric(from) && (is_timestamp(to) || matches!(to, DataType::Date | DataType::Time(_))) {
        return Err(CastRefusal::NumberToTime);
    }
    if is_timestamp(from) && is_numeric(to) {
        return Err(CastRefusal::MomentToNumber);
    }
    if allowed(from, to) { Ok(()) } else { Err(CastRefusal::Other) }
}

fn allowed(from: &DataType, to: &DataType) -> bool {
    let day_or_time = |data: &DataType| matches!(data, DataType::Date | DataType::Time(_));
    match (from, to) {
        (DataType::Error | DataType::Null, _) | (_, DataType::Error) => true,
        (DataType::Variant, _) | (_, DataType::Variant) => false,
        _ if from == to => true,
        (DataType::Array(a), DataType::Array(b)) | (DataType::Multiset(a), DataType::Multiset(b)) => {
            allowed(&a.data, &b.data)
        }
        (DataType::Map(ka, va), DataType::Map(kb, vb)) => allowed(&ka.data, &kb.data) && allowed(&va.data, &vb.data),
        (DataType::Row(a), DataType::Row(b)) => rows(a, b),
        _ if is_character(to) => true,
        _ if is_character(from) => {
            is_numeric(to) || is_binary(to) || is_timestamp(to) || day_or_time(to) || *to == DataType::Boolean
        }
        _ if is_numeric(from) => is_numeric(to) || *to == DataType::Boolean,
        (DataType::Boolean, _) => is_numeric(to),
        _ if is_binary(from) => is_binary(to),
        (DataType::Date, _) => is_timestamp(to),
        (DataType::Time(_), _) => is_timestamp(to) || matches!(to, DataType::Time(_)),
        _ if is_timestamp(from) => is_timestamp(to) || day_or_time(to),
        _ => false,
    }
}

fn rows(from: &[RowField], to: &[RowField]) -> bool {
    from.len() == to.len() && from.iter().zip(to).all(|(a, b)| allowed(&a.ty.data, &b.ty.data))
}
