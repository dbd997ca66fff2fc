//! From and to texts and bytes.

use super::{CastFn, Found, Mode};
use crate::{
    datum::{self, Datum},
    expr::decimal,
    fault::{Fault, FaultKind},
    time, types,
};
use arrow_array::{Array, ArrayRef, BinaryArray, StringArray, cast::AsArray};
use std::{fmt::Write as _, sync::Arc};
use weir_ir::DataType;

fn is_text(ty: &DataType) -> bool {
    matches!(ty, DataType::Char(_) | DataType::VarChar(_) | DataType::String)
}

fn is_bytes(ty: &DataType) -> bool {
    matches!(ty, DataType::Binary(_) | DataType::VarBinary(_) | DataType::Bytes)
}

pub(super) fn cast(from: &DataType, to: &DataType, mode: Mode) -> Option<Found> {
    match (is_text(from), is_text(to)) {
        (true, true) => Some(resized(from, to)),
        (true, false) if is_bytes(to) => Some(Found::Cast(to_bytes().then(resize_bytes(to)))),
        (true, false) => parsed(to, mode),
        (false, true) if is_bytes(from) => Some(Found::Cast(of_bytes().then(resize(to)))),
        (false, true) => Some(Found::Cast(printed(from).then(resize(to)))),
        (false, false) if is_bytes(from) && is_bytes(to) => Some(match resize_bytes(to) {
            Some(cast) => Found::Cast(cast),
            None => Found::Same,
        }),
        (false, false) => None,
    }
}

/// CHAR(n) pads and cuts, VARCHAR(n) cuts; what is no longer than before stays as it is.
fn resized(from: &DataType, to: &DataType) -> Found {
    let length = |ty: &DataType| if let DataType::Char(n) | DataType::VarChar(n) = ty { Some(*n) } else { None };
    let grows = match (length(from), to) {
        (Some(from), DataType::VarChar(n)) => from <= *n,
        _ => false,
    };
    match resize(to) {
        Some(cast) if !grows => Found::Cast(cast),
        Some(_) | None => Found::Same,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other types have no length")]
fn resize(to: &DataType) -> Option<CastFn> {
    let (length, pad) = match to {
        DataType::Char(n) => (*n as usize, true),
        DataType::VarChar(n) => (*n as usize, false),
        _ => return None,
    };
    Some(CastFn::sound(move |array| {
        let texts = array.as_string::<i32>().iter().map(|text| text.map(|text| fitted(text, length, pad)));
        Ok(Arc::new(texts.collect::<StringArray>()))
    }))
}

/// Cut to so many characters, padded with blanks to so many.
fn fitted(text: &str, length: usize, pad: bool) -> String {
    let kept: String = text.chars().take(length).collect();
    if !pad {
        return kept;
    }
    let missing = length - kept.chars().count();
    kept + &" ".repeat(missing)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other types have no length")]
fn resize_bytes(to: &DataType) -> Option<CastFn> {
    let (length, pad) = match to {
        DataType::Binary(n) => (*n as usize, true),
        DataType::VarBinary(n) => (*n as usize, false),
        _ => return None,
    };
    Some(CastFn::sound(move |array| {
        let fit = |bytes: &[u8]| {
            let mut kept: Vec<u8> = bytes.iter().copied().take(length).collect();
            if pad {
                kept.resize(length, 0);
            }
            kept
        };
        let all = array.as_binary::<i32>().iter().map(|bytes| bytes.map(fit));
        Ok(Arc::new(all.collect::<BinaryArray>()))
    }))
}

fn to_bytes() -> CastFn {
    CastFn::sound(|array| {
        let all = array.as_string::<i32>().iter().map(|text| text.map(str::as_bytes));
        Ok(Arc::new(all.collect::<BinaryArray>()))
    })
}

fn of_bytes() -> CastFn {
    CastFn::sound(|array| {
        let all = array.as_binary::<i32>().iter().map(|bytes| bytes.map(String::from_utf8_lossy));
        Ok(Arc::new(all.collect::<StringArray>()))
    })
}

/// From a text: blanks around it don't count.
fn parsed(to: &DataType, mode: Mode) -> Option<Found> {
    if !types::supported(&weir_ir::Type::nullable(to.clone())) || !scalar(to) {
        return None;
    }
    let to = to.clone();
    let read = move |array: &ArrayRef| -> Result<ArrayRef, Fault> {
        let one = |text: Option<&str>| match text {
            None => Ok(Datum::Null),
            Some(text) => match parse(text.trim(), &to) {
                Some(value) => Ok(value),
                None if mode == Mode::Try => Ok(Datum::Null),
                None => Err(Fault::new(FaultKind::Cast { text: text.to_string(), target: to.to_string() })),
            },
        };
        let all: Vec<Datum> = array.as_string::<i32>().iter().map(one).collect::<Result<_, _>>()?;
        Ok(datum::column(&to, &all))
    };
    Some(Found::Cast(if mode == Mode::Try { CastFn::sound(read) } else { CastFn::failing(read) }))
}

fn scalar(ty: &DataType) -> bool {
    !matches!(
        ty,
        DataType::Array(_)
            | DataType::Map(..)
            | DataType::Multiset(_)
            | DataType::Row(_)
            | DataType::IntervalMillis(_)
            | DataType::IntervalMonths(_)
    )
}

/// None where the text is none of the type's values; a decimal that has too many digits is NULL.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other types are not read from text")]
fn parse(text: &str, to: &DataType) -> Option<Datum> {
    Some(match to {
        DataType::TinyInt => Datum::Int(whole(text, i64::from(i8::MIN), i64::from(i8::MAX))?),
        DataType::SmallInt => Datum::Int(whole(text, i64::from(i16::MIN), i64::from(i16::MAX))?),
        DataType::Int => Datum::Int(whole(text, i64::from(i32::MIN), i64::from(i32::MAX))?),
        DataType::BigInt => Datum::Int(whole(text, i64::MIN, i64::MAX)?),
        DataType::Float | DataType::Double => Datum::Double(double(text)?),
        DataType::Decimal { precision, scale } => {
            let value = decimal::parse(text, *scale)?;
            if decimal::fits(value, *precision) { Datum::Decimal(value) } else { Datum::Null }
        }
        DataType::Boolean => Datum::Boolean(flag(text)?),
        DataType::Date => Datum::Int(i64::from(time::parse_date(text)?)),
        DataType::Time(_) => Datum::Int(i64::from(time::parse_time(text)?)),
        DataType::Timestamp(p) | DataType::TimestampLtz(p) => Datum::Int(time::parse_timestamp(text, *p)?),
        _ => return None,
    })
}

/// Digits with a sign; a fraction is read and cut (Flink's `StringUtf8Utils`).
fn whole(text: &str, least: i64, most: i64) -> Option<i64> {
    let (digits, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value: i64 = digits.parse().ok()?;
    (least..=most).contains(&value).then_some(value)
}

/// Java's `Double.parseDouble`.
fn double(text: &str) -> Option<f64> {
    match text.strip_prefix(['+', '-']).unwrap_or(text) {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY }),
        digits if digits.bytes().next().is_some_and(|byte| byte.is_ascii_digit() || byte == b'.') => {
            text.trim_end_matches(['d', 'D', 'f', 'F']).parse().ok()
        }
        _ => None,
    }
}

fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "t" | "true" | "y" | "yes" | "1" => Some(true),
        "f" | "false" | "n" | "no" | "0" => Some(false),
        _ => None,
    }
}

/// To a text, as Flink prints the value.
fn printed(from: &DataType) -> CastFn {
    let from = from.clone();
    CastFn::sound(move |array| {
        let texts = (0..array.len()).map(|row| {
            array.is_valid(row).then(|| {
                let mut text = String::new();
                print(&datum::read(array, row), &from, &mut text);
                text
            })
        });
        Ok(Arc::new(texts.collect::<StringArray>()))
    })
}

/// A value as CAST to a text writes it.
pub fn print(value: &Datum, ty: &DataType, out: &mut String) {
    match (value, ty) {
        (Datum::Null, _) => out.push_str("NULL"),
        (Datum::Boolean(value), _) => out.push_str(if *value { "TRUE" } else { "FALSE" }),
        (Datum::Int(value), ty) => out.push_str(&int_text(*value, ty)),
        (Datum::Double(value), DataType::Float) => out.push_str(&float_text(*value)),
        (Datum::Double(value), _) => out.push_str(&double_text(*value)),
        (Datum::Decimal(value), DataType::Decimal { scale, .. }) => out.push_str(&decimal::format(*value, *scale)),
        (Datum::Decimal(value), _) => {
            let _ = write!(out, "{value}");
        }
        (Datum::Text(text), _) => out.push_str(text),
        (Datum::Bytes(bytes), _) => out.push_str(&String::from_utf8_lossy(bytes)),
        (Datum::List(_) | Datum::Map(_) | Datum::Row(_), ty) => print_nested(value, ty, out),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "integers print as digits")]
fn int_text(value: i64, ty: &DataType) -> String {
    match ty {
        DataType::Date => time::format_date(value),
        DataType::Time(precision) => time::format_time(value.wrapping_mul(1_000_000), *precision),
        DataType::Timestamp(precision) | DataType::TimestampLtz(precision) => time::format_timestamp(value, *precision),
        DataType::IntervalMonths(_) => {
            let sign = if value < 0 { '-' } else { '+' };
            format!("{sign}{}-{:02}", value.unsigned_abs() / 12, value.unsigned_abs() % 12)
        }
        DataType::IntervalMillis(_) => {
            let sign = if value < 0 { '-' } else { '+' };
            let millis = value.unsigned_abs();
            let (seconds, of_second) = (millis / 1000, millis % 1000);
            let (days, of_day) = (seconds / 86_400, seconds % 86_400);
            let (hours, minutes, seconds) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
            format!("{sign}{days} {hours:02}:{minutes:02}:{seconds:02}.{of_second:03}")
        }
        _ => value.to_string(),
    }
}

/// `[1, 2]`, `{k=v}`, `(1, a)`.
fn print_nested(value: &Datum, ty: &DataType, out: &mut String) {
    let separate = |n: usize, out: &mut String| {
        if n > 0 {
            out.push_str(", ");
        }
    };
    match (value, ty) {
        (Datum::List(elements), DataType::Array(element)) => {
            out.push('[');
            for (n, value) in elements.iter().enumerate() {
                separate(n, out);
                print(value, &element.data, out);
            }
            out.push(']');
        }
        (Datum::Row(cells), DataType::Row(fields)) => {
            out.push('(');
            for (n, (value, field)) in cells.iter().zip(fields).enumerate() {
                separate(n, out);
                print(value, &field.ty.data, out);
            }
            out.push(')');
        }
        (Datum::Map(entries), DataType::Map(..) | DataType::Multiset(_)) => {
            let multiset = &DataType::Int;
            let (key, of) =
                if let DataType::Map(key, of) = ty { (&key.data, &of.data) } else { (element_of(ty), multiset) };
            out.push('{');
            for (n, (name, value)) in entries.iter().enumerate() {
                separate(n, out);
                print(name, key, out);
                out.push('=');
                print(value, of, out);
            }
            out.push('}');
        }
        _ => {}
    }
}

fn element_of(ty: &DataType) -> &DataType {
    if let DataType::Multiset(element) = ty { &element.data } else { &DataType::Null }
}

/// Java's `Double.toString`: shortest digits, with an exponent from 10^7 and below 10^-3.
pub fn double_text(value: f64) -> String {
    java_text(value, format!("{value:e}"))
}

/// Java's `Float.toString`.
#[expect(clippy::cast_possible_truncation, reason = "it is a float")]
pub fn float_text(value: f64) -> String {
    java_text(value, format!("{:e}", value as f32))
}

/// From Rust's shortest digits with an exponent.
fn java_text(value: f64, scientific: String) -> String {
    if value.is_nan() {
        return "NaN".to_string();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity".to_string() } else { "-Infinity".to_string() };
    }
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    if value == 0.0 {
        return format!("{sign}0.0");
    }
    if !(-3..7).contains(&exponent) {
        let (first, rest) = digits.split_at_checked(1).unwrap_or((&digits, ""));
        let rest = if rest.is_empty() { "0" } else { rest };
        return format!("{sign}{first}.{rest}E{exponent}");
    }
    if exponent < 0 {
        let zeros = "0".repeat(exponent.unsigned_abs() as usize - 1);
        return format!("{sign}0.{zeros}{digits}");
    }
    let whole = exponent.unsigned_abs() as usize + 1;
    let padded = format!("{digits:0<whole$}");
    let (whole, fraction) = padded.split_at_checked(whole).unwrap_or((&padded, ""));
    format!("{sign}{whole}.{}", if fraction.is_empty() { "0" } else { fraction })
}

#[cfg(test)]
mod tests {
    use super::{double_text, float_text};

    #[test]
    fn doubles_print_as_in_java() {
        for (value, text) in [
            (1e10, "1.0E10"),
            (123_456_789.0, "1.23456789E8"),
            (0.001, "0.001"),
            (0.000_12, "1.2E-4"),
            (9_999_999.0, "9999999.0"),
            (-2.5, "-2.5"),
            (0.0, "0.0"),
            (100.0, "100.0"),
        ] {
            assert_eq!(double_text(value), text);
        }
        assert_eq!(float_text(f64::from(0.1f32)), "0.1");
    }
}
