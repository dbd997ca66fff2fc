//! Types as SQL writes them, and what intervals are worth.

use super::{diagnostics as say, refused};
use weir_diagnostics::Diagnostic;
use weir_ir::{DataType, RowField, Type};
use weir_syntax::sql::ast::{IntervalQualifier, TimeUnit, TimestampZone, TypeKind, TypeName};

/// The type of a cast's target. Without lengths and precisions Flink's defaults hold: CHAR(1), DECIMAL(10, 0),
/// TIMESTAMP(6), BINARY(1), VARCHAR without a length is STRING. TIME has no fraction in a query and TIMESTAMP at most 9
/// digits of it, whatever is written (Flink's type system, as its planner answers).
pub(super) fn resolve(name: &TypeName) -> Result<Type, Box<Diagnostic>> {
    let nullable = name.nullable.unwrap_or(true);
    data(name).map(|data| Type::new(data, nullable))
}

fn data(name: &TypeName) -> Result<DataType, Box<Diagnostic>> {
    let digits = |given: Option<u32>, default: u8| given.map_or(default, |n| u8::try_from(n).unwrap_or(u8::MAX));
    let boxed = |inner: &TypeName| resolve(inner).map(Box::new);
    Ok(match &name.kind {
        TypeKind::Boolean => DataType::Boolean,
        TypeKind::TinyInt => DataType::TinyInt,
        TypeKind::SmallInt => DataType::SmallInt,
        TypeKind::Int => DataType::Int,
        TypeKind::BigInt => DataType::BigInt,
        TypeKind::Float => DataType::Float,
        TypeKind::Double => DataType::Double,
        TypeKind::Decimal { precision, scale } => decimal(name, digits(*precision, 10), digits(*scale, 0))?,
        TypeKind::Char(n) => DataType::Char(n.unwrap_or(1)),
        TypeKind::VarChar(Some(n)) if *n < 2_147_483_647 => DataType::VarChar(*n),
        TypeKind::VarChar(_) | TypeKind::String => DataType::String,
        TypeKind::Binary(n) => DataType::Binary(n.unwrap_or(1)),
        TypeKind::VarBinary(Some(n)) if *n < 2_147_483_647 => DataType::VarBinary(*n),
        TypeKind::VarBinary(_) | TypeKind::Bytes => DataType::Bytes,
        TypeKind::Date => DataType::Date,
        TypeKind::Time(_) => DataType::Time(0),
        TypeKind::Timestamp { precision, zone } => {
            let p = digits(*precision, 6).min(9);
            match zone {
                TimestampZone::Without => DataType::Timestamp(p),
                TimestampZone::Local => DataType::TimestampLtz(p),
                TimestampZone::With => return Err(Box::new(say::refused(&refused::RAW_TYPE, name.span))),
            }
        }
        TypeKind::Array(inner) => DataType::Array(boxed(inner)?),
        TypeKind::Multiset(inner) => DataType::Multiset(boxed(inner)?),
        TypeKind::Map(key, value) => DataType::Map(boxed(key)?, boxed(value)?),
        TypeKind::Row(fields) => {
            let fields =
                fields.iter().map(|field| resolve(&field.ty).map(|ty| RowField { name: field.name.value.clone(), ty }));
            DataType::Row(fields.collect::<Result<_, _>>()?)
        }
        TypeKind::Variant => DataType::Variant,
        TypeKind::Bitmap => DataType::Bitmap,
        TypeKind::Interval(qualifier) => {
            if MONTHS.iter().any(|(unit, ..)| *unit == qualifier.unit) {
                DataType::IntervalMonths("MONTH".into())
            } else {
                DataType::IntervalMillis("SECOND(3)".into())
            }
        }
        TypeKind::Raw { .. } | TypeKind::Null => {
            return Err(Box::new(say::refused(&refused::RAW_TYPE, name.span)));
        }
        TypeKind::Structured { .. } => return Err(Box::new(say::refused(&refused::STRUCTURED, name.span))),
        TypeKind::Named(path) => {
            let words: Vec<&str> = path.parts.iter().map(|part| part.value.as_str()).collect();
            return Err(Box::new(say::unknown_type(name.span, &words.join("."))));
        }
    })
}

fn decimal(name: &TypeName, precision: u8, scale: u8) -> Result<DataType, Box<Diagnostic>> {
    if precision == 0 || precision > 38 || scale > precision {
        let message = format!("DECIMAL({precision}, {scale}) does not exist");
        return Err(Box::new(say::bad_literal(
            name.span,
            message,
            "digits are 1 to 38, and those of the fraction at most as many",
        )));
    }
    Ok(DataType::Decimal { precision, scale })
}

/// What an interval literal is worth.
pub(super) struct Interval {
    pub(super) data: DataType,
    /// Sign and digits, as they are printed.
    pub(super) text: String,
    /// Milliseconds or months.
    pub(super) amount: i64,
    /// `DAY TO SECOND`, as it is printed.
    pub(super) unit: String,
}

/// Units with what one is worth: months for the first two, milliseconds for the rest.
const MONTHS: &[(TimeUnit, &str, i64)] =
    &[(TimeUnit::Year, "YEAR", 12), (TimeUnit::Quarter, "QUARTER", 3), (TimeUnit::Month, "MONTH", 1)];
const MILLIS: &[(TimeUnit, &str, i64)] = &[
    (TimeUnit::Week, "WEEK", 604_800_000),
    (TimeUnit::Day, "DAY", 86_400_000),
    (TimeUnit::Hour, "HOUR", 3_600_000),
    (TimeUnit::Minute, "MINUTE", 60_000),
    (TimeUnit::Second, "SECOND", 1_000),
];

/// Reads `'5' SECOND`, `'1 02:03:04' DAY TO SECOND`, `'1-6' YEAR TO MONTH`; none where the text does not fit.
pub(super) fn interval(text: &str, negative: bool, qualifier: &IntervalQualifier) -> Option<Interval> {
    let find = |unit: TimeUnit| {
        let months = MONTHS.iter().find(|(u, ..)| *u == unit).map(|(_, word, worth)| (true, *word, *worth));
        months.or_else(|| MILLIS.iter().find(|(u, ..)| *u == unit).map(|(_, word, worth)| (false, *word, *worth)))
    };
    let (months, word, worth) = find(qualifier.unit)?;
    let (sign, digits) = text.trim().strip_prefix('-').map_or((1, text.trim()), |rest| (-1, rest));
    let sign = if negative { -sign } else { sign };
    let amount = match qualifier.to {
        None => scaled(digits, worth)?,
        Some(to) => compound(digits, qualifier.unit, to)?,
    };
    let sign_text = if sign < 0 { "-" } else { "" };
    let (text, unit) = if qualifier.unit == TimeUnit::Week {
        in_smaller(amount, 86_400_000, "DAY")?
    } else if qualifier.unit == TimeUnit::Quarter {
        in_smaller(amount, 1, "MONTH")?
    } else {
        (digits.to_string(), unit_text(word, qualifier, find))
    };
    let data =
        if months { DataType::IntervalMonths("MONTH".into()) } else { DataType::IntervalMillis("SECOND(3)".into()) };
    Some(Interval { data, text: format!("{sign_text}{text}"), amount: sign * amount, unit })
}

/// Weeks and quarters as days and months: Flink 2.2 takes `INTERVAL '1' WEEK` for an hour and `INTERVAL '1' QUARTER` for
/// a month, without a word.
fn in_smaller(amount: i64, worth: i64, unit: &str) -> Option<(String, String)> {
    if amount % worth != 0 {
        return None;
    }
    let digits = (amount / worth).to_string();
    let unit = if digits.len() > 2 { format!("{unit}({})", digits.len()) } else { unit.to_string() };
    Some((digits, unit))
}

/// A millisecond, or a month.
pub(super) fn smallest(months: bool) -> Interval {
    let (data, text, unit) = if months {
        (DataType::IntervalMonths("MONTH".into()), "1", "MONTH")
    } else {
        (DataType::IntervalMillis("SECOND(3)".into()), "0.001", "SECOND")
    };
    Interval { data, text: text.to_string(), amount: 1, unit: unit.to_string() }
}

fn unit_text(
    word: &str,
    qualifier: &IntervalQualifier,
    find: impl Fn(TimeUnit) -> Option<(bool, &'static str, i64)>,
) -> String {
    let mut unit = word.to_string();
    if let Some(precision) = qualifier.precision {
        unit.push_str(&format!("({precision})"));
    }
    if let Some((_, to, _)) = qualifier.to.and_then(&find) {
        unit.push_str(&format!(" TO {to}"));
    }
    unit
}

fn scaled(digits: &str, worth: i64) -> Option<i64> {
    if let Some((whole, fraction)) = digits.split_once('.') {
        let whole: i64 = whole.parse().ok()?;
        let padded: String = fraction.chars().chain("000".chars()).take(3).collect();
        let thousandths: i64 = padded.parse().ok()?;
        return whole.checked_mul(worth)?.checked_add(thousandths.checked_mul(worth)? / 1_000);
    }
    digits.parse::<i64>().ok()?.checked_mul(worth)
}

/// `1 02:03:04.5` from the first unit down to the last, `1-6` for years and months.
fn compound(digits: &str, from: TimeUnit, to: TimeUnit) -> Option<i64> {
    if from == TimeUnit::Year && to == TimeUnit::Month {
        let (years, months) = digits.split_once('-')?;
        return Some(years.parse::<i64>().ok()? * 12 + months.parse::<i64>().ok()?);
    }
    let position = |unit: TimeUnit| MILLIS.iter().position(|(u, ..)| *u == unit);
    let units = MILLIS.get(position(from)?..=position(to)?)?;
    let parts: Vec<&str> = digits.split([' ', ':']).filter(|part| !part.is_empty()).collect();
    if parts.len() != units.len() {
        return None;
    }
    parts.iter().zip(units).try_fold(0_i64, |sum, (part, (_, _, worth))| sum.checked_add(scaled(part, *worth)?))
}
