//! Functions of numbers.

use super::{Body, Eval, Evaluator, Site, Want};
use crate::{
    expr::{
        Args, Compiler, Kernel, Value, arithmetic,
        decimal::{self, fits},
        lanes,
    },
    fault::Fault,
    types,
};
use arrow_array::{
    ArrayRef, Decimal128Array,
    cast::AsArray,
    types::{Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type},
};
use std::sync::Arc;
use weir_ir::{
    DataType,
    sql::{BinaryOp, Call, Expr},
};

const DOUBLE: &[Want] = &[Want::Double];

pub(super) static TABLE: &[Evaluator] = &[
    prepared("ABS", &[Want::Result], |site| same_type(site, &ABS)),
    double("ACOS", f64::acos),
    double("ASIN", f64::asin),
    double("ATAN", f64::atan),
    Evaluator { name: "ATAN2", args: DOUBLE, body: Body::Double(|args| two(args, f64::atan2)), fallible: false },
    Evaluator { name: "BIN", args: &[Want::Long], body: Body::Text(bin), fallible: false },
    double("COS", f64::cos),
    double("COSH", f64::cosh),
    double("COT", |value| 1.0 / value.tan()),
    double("DEGREES", f64::to_degrees),
    Evaluator { name: "E", args: &[], body: Body::Double(|args| constant(args, std::f64::consts::E)), fallible: false },
    double("EXP", f64::exp),
    Evaluator { name: "HEX", args: &[Want::Own], body: Body::Text(hex), fallible: false },
    double("LN", f64::ln),
    Evaluator { name: "LOG", args: DOUBLE, body: Body::Double(log), fallible: false },
    double("LOG10", f64::log10),
    double("LOG2", f64::log2),
    Evaluator { name: "MOD", args: &[], body: Body::Form(modulo), fallible: false },
    Evaluator {
        name: "PI",
        args: &[],
        body: Body::Double(|args| constant(args, std::f64::consts::PI)),
        fallible: false,
    },
    Evaluator { name: "POWER", args: DOUBLE, body: Body::Double(|args| two(args, f64::powf)), fallible: false },
    double("RADIANS", f64::to_radians),
    prepared("ROUND", &[Want::Own, Want::Long], |site| rounding(site, true)),
    prepared("SIGN", &[Want::Result], |site| same_type(site, &SIGN)),
    double("SIN", f64::sin),
    double("SINH", f64::sinh),
    double("SQRT", f64::sqrt),
    double("TAN", f64::tan),
    double("TANH", f64::tanh),
    prepared("TRUNCATE", &[Want::Own, Want::Long], |site| rounding(site, false)),
    Evaluator { name: "UNHEX", args: &[Want::Text], body: Body::Bytes(unhex), fallible: false },
];

const fn prepared(
    name: &'static str,
    args: &'static [Want],
    prepare: fn(&Site<'_>) -> Result<Eval, String>,
) -> Evaluator {
    Evaluator { name, args, body: Body::Prepared(prepare), fallible: false }
}

const fn double(name: &'static str, of: fn(f64) -> f64) -> Evaluator {
    Evaluator { name, args: DOUBLE, body: Body::DoubleOf(of), fallible: false }
}

fn modulo(compiler: &mut Compiler, call: &Call, expr: &Expr) -> Option<Kernel> {
    let [left, right] = call.args.as_slice() else { return None };
    Some(arithmetic::arithmetic(compiler, BinaryOp::Modulo, (left, right), expr))
}

fn two(args: &Args<'_>, of: fn(f64, f64) -> f64) -> Result<ArrayRef, Fault> {
    Ok(Arc::new(lanes::binary::<Float64Type, Float64Type, Float64Type>(args.value(0), args.value(1), args.rows(), of)))
}

fn constant(args: &Args<'_>, value: f64) -> Result<ArrayRef, Fault> {
    Ok(args.numbers::<Float64Type>(|_| Some(value)))
}

/// `LOG(x)` is natural; `LOG(base, x)`.
fn log(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    if args.len() == 1 {
        return Ok(lanes::unary::<Float64Type, Float64Type>(args.value(0), f64::ln));
    }
    two(args, |base, value| value.ln() / base.ln())
}

fn bin(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let number = args.number::<Int64Type>(0);
    Ok(args.texts(|row| number.get(row).map(|number| format!("{number:b}"))))
}

/// Of a number its digits, of a text those of its bytes; upper case.
fn hex(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let array = args.value(0).array();
    if array.as_string_opt::<i32>().is_some() {
        let text = args.text(0);
        return Ok(args.texts(|row| {
            text.get(row).map(|text| text.bytes().map(|byte| format!("{byte:02X}")).collect::<String>())
        }));
    }
    let at = |row: usize| if args.value(0).is_constant() { 0 } else { row };
    Ok(args.texts(|row| {
        let crate::datum::Datum::Int(number) = crate::datum::read(array, at(row)) else { return None };
        Some(format!("{number:X}"))
    }))
}

/// NULL where a character is no digit; an odd number of digits has a 0 before it.
fn unhex(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    let one = |text: &str| -> Option<Vec<u8>> {
        let digits = if text.len() % 2 == 1 { format!("0{text}") } else { text.to_string() };
        let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        digits.as_bytes().chunks(2).map(pair).collect()
    };
    let all = (0..args.rows()).map(|row| text.get(row).and_then(one));
    Ok(Arc::new(all.collect::<arrow_array::BinaryArray>()))
}

/// What a function does to a number of each layout.
struct ByType {
    long: fn(i64) -> i64,
    double: fn(f64) -> f64,
    /// A decimal and its scale.
    decimal: fn(i128, u8) -> i128,
}

const ABS: ByType = ByType { long: i64::wrapping_abs, double: f64::abs, decimal: |value, _| value.wrapping_abs() };

/// NaN and 0 stay what they are.
const SIGN: ByType = ByType {
    long: i64::signum,
    double: |value| if value == 0.0 || value.is_nan() { value } else { value.signum() },
    decimal: |value, scale| value.signum() * decimal::power(scale),
};

#[expect(
    clippy::wildcard_enum_match_arm,
    clippy::cast_possible_truncation,
    reason = "the analyzer lets only numbers through; narrower types wrap"
)]
fn same_type(site: &Site<'_>, of: &'static ByType) -> Result<Eval, String> {
    let layout = types::data_type(&site.ty.data);
    Ok(match &site.ty.data {
        DataType::TinyInt => {
            boxed(|value| lanes::unary::<Int8Type, Int8Type>(value, |v| (of.long)(i64::from(v)) as i8))
        }
        DataType::SmallInt => {
            boxed(|value| lanes::unary::<Int16Type, Int16Type>(value, |v| (of.long)(i64::from(v)) as i16))
        }
        DataType::Int => boxed(|value| lanes::unary::<Int32Type, Int32Type>(value, |v| (of.long)(i64::from(v)) as i32)),
        DataType::BigInt => boxed(|value| lanes::unary::<Int64Type, Int64Type>(value, of.long)),
        DataType::Float => {
            boxed(|value| lanes::unary::<Float32Type, Float32Type>(value, |v| (of.double)(f64::from(v)) as f32))
        }
        DataType::Double => boxed(|value| lanes::unary::<Float64Type, Float64Type>(value, of.double)),
        DataType::Decimal { scale, .. } => {
            let scale = *scale;
            boxed(move |value| {
                let decimals = value.array().as_primitive::<Decimal128Type>();
                let all = decimals.unary::<_, Decimal128Type>(|value| (of.decimal)(value, scale));
                Arc::new(all.with_data_type(layout.clone()))
            })
        }
        other => return Err(format!("{} of {other}", site.call.name)),
    })
}

fn boxed(of: impl Fn(&Value) -> ArrayRef + Send + 'static) -> Eval {
    Box::new(move |args| Ok(of(args.value(0))))
}

/// ROUND (HALF_UP) and TRUNCATE at a digit, which may lie before the point.
#[expect(clippy::wildcard_enum_match_arm, reason = "the analyzer lets only numbers through")]
fn rounding(site: &Site<'_>, round: bool) -> Result<Eval, String> {
    let (from, to) = (site.arg(0).clone(), site.ty.data.clone());
    match &from {
        DataType::Decimal { scale, .. } => {
            let (scale, target) = (*scale, decimal::digits(&to).unwrap_or((38, 0)));
            let layout = types::data_type(&to);
            Ok(Box::new(move |args| {
                let (value, digits) = (args.number::<Decimal128Type>(0), digits_of(args));
                let one = |row: usize| {
                    let rounded = at_digit(value.get(row)?, i64::from(scale) - digits(row)?, round)?;
                    decimal::rescale(rounded, scale, target.1).filter(|value| fits(*value, target.0))
                };
                let all = (0..args.rows()).map(one).collect::<Decimal128Array>();
                Ok(Arc::new(all.with_data_type(layout.clone())))
            }))
        }
        DataType::Float | DataType::Double => {
            let single = from == DataType::Float;
            Ok(Box::new(move |args| {
                let column = crate::expr::cast::doubles(&args.column(0));
                let digits = digits_of(args);
                let one = |row: usize| {
                    use arrow_array::Array;
                    if column.is_null(row) {
                        return None;
                    }
                    Some(round_double(column.value(row), digits(row)?, round))
                };
                Ok(if single {
                    args.numbers::<Float32Type>(|row| one(row).map(narrow))
                } else {
                    args.numbers::<Float64Type>(one)
                })
            }))
        }
        DataType::TinyInt | DataType::SmallInt | DataType::Int | DataType::BigInt => Ok(Box::new(move |args| {
            use arrow_array::Array;
            let (longs, digits) = (crate::expr::cast::longs(&args.column(0)), digits_of(args));
            let one = |row: usize| -> Option<i64> {
                if longs.is_null(row) {
                    return None;
                }
                let rounded = at_digit(i128::from(longs.value(row)), -digits(row)?, round)?;
                i64::try_from(rounded).ok()
            };
            let all = (0..args.rows()).map(one).collect::<arrow_array::Int64Array>();
            Ok(crate::expr::cast::narrow(&all, &to))
        })),
        other => Err(format!("{} of {other}", site.call.name)),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "rounds to the nearest float")]
fn narrow(value: f64) -> f32 {
    value as f32
}

/// The second argument, 0 where there is none.
fn digits_of<'a>(args: &Args<'a>) -> impl Fn(usize) -> Option<i64> + 'a {
    let digits = (args.len() > 1).then(|| args.number::<Int64Type>(1));
    move |row| digits.as_ref().map_or(Some(0), |digits| digits.get(row))
}

/// A whole number rounded or cut so that its last `places` digits are 0.
fn at_digit(value: i128, places: i64, round: bool) -> Option<i128> {
    let Ok(places) = u8::try_from(places) else { return Some(if places > 0 { 0 } else { value }) };
    if places > 38 {
        return Some(0);
    }
    let power = decimal::power(places);
    let kept = if round { decimal::rescale(value, places, 0)? } else { value / power };
    kept.checked_mul(power)
}

/// By the shortest digits that read back as the double, as Flink does (`BigDecimal.valueOf`).
fn round_double(value: f64, digits: i64, round: bool) -> f64 {
    /// Digits of fraction that are looked at; above 10^17 a double has none.
    const SCALE: u8 = 20;
    if !value.is_finite() || value.abs() >= 1e17 || digits >= i64::from(SCALE) {
        return value;
    }
    let exact = decimal::parse(&format!("{value:e}"), SCALE);
    let kept = exact.and_then(|exact| at_digit(exact, i64::from(SCALE) - digits, round));
    kept.map_or(value, |kept| decimal::to_double(kept, SCALE))
}
