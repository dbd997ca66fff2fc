//! Between dates, times and timestamps. The session's zone is UTC, so that TIMESTAMP and TIMESTAMP_LTZ count alike.

use super::{CastFn, Found};
use crate::{
    expr::Value,
    expr::arithmetic::{longs_of, moments},
    time::{self, DAY_MS},
    types,
};
use arrow_array::{ArrayRef, Int64Array, cast::AsArray, types::Int64Type};
use weir_ir::DataType;

pub(super) fn cast(from: &DataType, to: &DataType) -> Option<Found> {
    use DataType as D;
    let convert: fn(i64, &DataType, &DataType) -> Option<i64> = match (from, to) {
        (D::Date, D::Date) => return Some(Found::Same),
        (D::IntervalMillis(_), D::IntervalMillis(_)) | (D::IntervalMonths(_), D::IntervalMonths(_)) => {
            return Some(Found::Same);
        }
        (D::Time(_), D::Time(_)) => |millis, _, to| Some(cut_time(millis, to)),
        (D::Timestamp(_) | D::TimestampLtz(_), D::Timestamp(_) | D::TimestampLtz(_)) => |count, from, to| {
            let (from, to_units) = (time::per_second(from), time::per_second(to));
            let count =
                if to_units >= from { count.checked_mul(to_units / from)? } else { count.div_euclid(from / to_units) };
            Some(time::cut(count, precision(to)))
        },
        (D::Date, D::Timestamp(_) | D::TimestampLtz(_)) => {
            |days, _, to| days.checked_mul(86_400)?.checked_mul(time::per_second(to))
        }
        (D::Timestamp(_) | D::TimestampLtz(_), D::Date) => {
            |count, from, _| Some(count.div_euclid(time::per_second(from) * 86_400))
        }
        (D::Timestamp(_) | D::TimestampLtz(_), D::Time(_)) => |count, from, to| {
            let millis = count.div_euclid(time::per_second(from) / 1000).rem_euclid(DAY_MS);
            Some(cut_time(millis, to))
        },
        (D::Time(_), D::Timestamp(_) | D::TimestampLtz(_)) => {
            |millis, _, to| millis.checked_mul(time::per_second(to) / 1000)
        }
        _ => return None,
    };
    let (from, to) = (from.clone(), to.clone());
    if types::data_type(&from) == types::data_type(&to) && precision(&to) >= precision(&from) {
        return Some(Found::Same);
    }
    Some(Found::Cast(CastFn::sound(move |array: &ArrayRef| {
        let counts = longs_of(&Value::Column(array.clone()));
        let counts = counts.array().as_primitive::<Int64Type>();
        let moved: Int64Array = counts.iter().map(|count| convert(count?, &from, &to)).collect();
        Ok(moments(&to, &moved))
    })))
}

/// Digits of the fraction.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other types have no fraction")]
fn precision(ty: &DataType) -> u8 {
    match ty {
        DataType::Time(p) | DataType::Timestamp(p) | DataType::TimestampLtz(p) => *p,
        _ => 0,
    }
}

fn cut_time(millis: i64, to: &DataType) -> i64 {
    time::cut(millis, precision(to).min(3))
}
