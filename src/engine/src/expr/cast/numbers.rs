//! Between numbers and truth values. Integers wrap, as Java narrows them; what a decimal can't hold is NULL.

use super::{CastFn, Found};
use crate::{
    expr::decimal::{self, fits, rescale},
    types,
};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, BooleanArray, Decimal128Array, PrimitiveArray,
    cast::AsArray,
    types::{Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type},
};
use std::sync::Arc;
use weir_ir::DataType;

/// Numbers by what they are computed as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Boolean,
    Integer,
    Float,
    Decimal(u8, u8),
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other types are no numbers")]
fn class(ty: &DataType) -> Option<Class> {
    Some(match ty {
        DataType::Boolean => Class::Boolean,
        DataType::TinyInt | DataType::SmallInt | DataType::Int | DataType::BigInt => Class::Integer,
        DataType::Float | DataType::Double => Class::Float,
        DataType::Decimal { precision, scale } => Class::Decimal(*precision, *scale),
        _ => return None,
    })
}

pub(super) fn cast(from: &DataType, to: &DataType) -> Option<Found> {
    let (source, target) = (class(from)?, class(to)?);
    let wanted = to.clone();
    Some(Found::Cast(match (source, target) {
        (Class::Boolean, Class::Boolean) => return Some(Found::Same),
        (Class::Boolean, _) => CastFn::sound(of_flags).then(cast_of(&DataType::BigInt, to)),
        (_, Class::Boolean) => CastFn::sound(move |array| Ok(to_flags(array))),
        (Class::Integer, Class::Integer) => CastFn::sound(move |array| Ok(narrow(&longs(array), &wanted))),
        (Class::Integer, Class::Float) => CastFn::sound(move |array| Ok(float(&long_doubles(array), &wanted))),
        (Class::Float, Class::Float) => CastFn::sound(move |array| Ok(float(&doubles(array), &wanted))),
        (Class::Float, Class::Integer) => CastFn::sound(move |array| Ok(truncated(&doubles(array), &wanted))),
        (Class::Integer, Class::Decimal(p, s)) => {
            CastFn::sound(move |array| Ok(decimals(&longs(array), (p, s), |long| rescale(i128::from(long), 0, s))))
        }
        (Class::Float, Class::Decimal(p, s)) => {
            CastFn::sound(move |array| Ok(decimals(&doubles(array), (p, s), |double| decimal::of_double(double, s))))
        }
        (Class::Decimal(_, of), Class::Decimal(p, s)) => CastFn::sound(move |array| {
            Ok(decimals(array.as_primitive::<Decimal128Type>(), (p, s), |value| rescale(value, of, s)))
        }),
        (Class::Decimal(_, of), Class::Integer) => CastFn::sound(move |array| {
            let whole = array.as_primitive::<Decimal128Type>();
            Ok(narrow(&whole.unary::<_, Int64Type>(|value| low(value / decimal::power(of))), &wanted))
        }),
        (Class::Decimal(_, of), Class::Float) => CastFn::sound(move |array| {
            let values = array.as_primitive::<Decimal128Type>();
            let doubles = values.unary::<_, Float64Type>(|value| nearest(value, of));
            Ok(float(&doubles, &wanted))
        }),
    }))
}

fn cast_of(from: &DataType, to: &DataType) -> Option<CastFn> {
    if from == to { None } else { cast(from, to).and_then(Found::into_option) }
}

/// The low 64 bits (Java's `BigDecimal.longValue`).
#[expect(clippy::cast_possible_truncation, reason = "that is how Java narrows it")]
fn low(value: i128) -> i64 {
    value as i64
}

#[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
fn nearest(value: i128, scale: u8) -> f64 {
    if value.unsigned_abs() < 1 << 53 && scale <= 22 {
        return value as f64 / 10f64.powi(i32::from(scale));
    }
    decimal::to_double(value, scale)
}

/// Integers of any width in 64 bits.
#[expect(clippy::wildcard_enum_match_arm, reason = "no other type is an integer")]
pub(crate) fn longs(array: &ArrayRef) -> PrimitiveArray<Int64Type> {
    use arrow_schema::DataType as Arrow;
    match array.data_type() {
        Arrow::Int8 => array.as_primitive::<Int8Type>().unary(i64::from),
        Arrow::Int16 => array.as_primitive::<Int16Type>().unary(i64::from),
        Arrow::Int32 => array.as_primitive::<Int32Type>().unary(i64::from),
        _ => array.as_primitive::<Int64Type>().clone(),
    }
}

/// FLOAT and DOUBLE in 64 bits.
pub(crate) fn doubles(array: &ArrayRef) -> PrimitiveArray<Float64Type> {
    match array.as_primitive_opt::<Float32Type>() {
        Some(array) => array.unary(f64::from),
        None => array.as_primitive::<Float64Type>().clone(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "as Java does")]
fn long_doubles(array: &ArrayRef) -> PrimitiveArray<Float64Type> {
    longs(array).unary(|long| long as f64)
}

#[expect(clippy::cast_possible_truncation, clippy::wildcard_enum_match_arm, reason = "as Java narrows")]
pub(crate) fn narrow(longs: &PrimitiveArray<Int64Type>, to: &DataType) -> ArrayRef {
    match to {
        DataType::TinyInt => Arc::new(longs.unary::<_, Int8Type>(|long| long as i8)),
        DataType::SmallInt => Arc::new(longs.unary::<_, Int16Type>(|long| long as i16)),
        DataType::Int => Arc::new(longs.unary::<_, Int32Type>(|long| long as i32)),
        _ => Arc::new(longs.clone()),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "rounds to the nearest float")]
fn float(doubles: &PrimitiveArray<Float64Type>, to: &DataType) -> ArrayRef {
    if *to == DataType::Float {
        Arc::new(doubles.unary::<_, Float32Type>(|double| double as f32))
    } else {
        Arc::new(doubles.clone())
    }
}

/// Cut towards zero, held at the ends of INT or BIGINT, NaN is 0; narrower types wrap from INT, as in Java.
#[expect(clippy::cast_possible_truncation, clippy::wildcard_enum_match_arm, reason = "as Java narrows")]
fn truncated(doubles: &PrimitiveArray<Float64Type>, to: &DataType) -> ArrayRef {
    match to {
        DataType::BigInt => Arc::new(doubles.unary::<_, Int64Type>(|double| double as i64)),
        other => narrow(&doubles.unary::<_, Int64Type>(|double| i64::from(double as i32)), other),
    }
}

fn decimals<T: ArrowPrimitiveType>(
    array: &PrimitiveArray<T>,
    (precision, scale): (u8, u8),
    f: impl Fn(T::Native) -> Option<i128>,
) -> ArrayRef {
    let layout = types::data_type(&DataType::Decimal { precision, scale });
    let all = array.iter().map(|value| value.and_then(&f).filter(|value| fits(*value, precision)));
    Arc::new(all.collect::<Decimal128Array>().with_data_type(layout))
}

fn of_flags(array: &ArrayRef) -> Result<ArrayRef, crate::fault::Fault> {
    let longs = array.as_boolean().iter().map(|flag| flag.map(i64::from));
    Ok(Arc::new(longs.collect::<PrimitiveArray<Int64Type>>()))
}

/// Everything but 0 is true.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are integers")]
fn to_flags(array: &ArrayRef) -> ArrayRef {
    use arrow_schema::DataType as Arrow;
    let flags: BooleanArray = match array.data_type() {
        Arrow::Decimal128(..) => {
            array.as_primitive::<Decimal128Type>().iter().map(|value| value.map(|value| value != 0)).collect()
        }
        Arrow::Float32 | Arrow::Float64 => doubles(array).iter().map(|value| value.map(|value| value != 0.0)).collect(),
        _ => longs(array).iter().map(|value| value.map(|value| value != 0)).collect(),
    };
    Arc::new(flags)
}
