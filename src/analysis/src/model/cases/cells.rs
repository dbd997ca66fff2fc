//! A cell against a type.

use super::messages;
use weir_diagnostics::Diagnostics;
use weir_ir::{Cell, DataType, DeclaredType, Type};
use weir_syntax::ast::{self, CellKind};

/// What a cell must be.
pub(super) struct Target {
    pub(super) ty: Type,
    /// Knows the literals of enums.
    pub(super) declared: Option<DeclaredType>,
}

impl Target {
    pub(super) fn of(ty: Type) -> Self {
        Target { ty, declared: None }
    }

    /// `$change`.
    pub(super) fn change() -> Self {
        let words = ["insert", "update", "delete"].map(str::to_string).to_vec();
        Target { ty: Type::not_null(DataType::String), declared: Some(DeclaredType::Enum(words)) }
    }

    fn inside(ty: &Type, declared: Option<&DeclaredType>) -> Self {
        Target { ty: ty.clone(), declared: declared.cloned() }
    }
}

/// The cell, or none after saying what is wrong with it.
pub(super) fn check(diagnostics: &mut Diagnostics, cell: &ast::Cell, target: &Target) -> Option<Cell> {
    let problem = match (&cell.kind, &target.ty.data) {
        (_, DataType::Error) => return Some(plain(cell)),
        (CellKind::Null, _) if target.ty.nullable => return Some(Cell::Null),
        (CellKind::Null, _) => "the column is not null".to_string(),
        (CellKind::Boolean(b), DataType::Boolean) => return Some(Cell::Boolean(*b)),
        (CellKind::Number(text), data) => match number(text, data) {
            Ok(()) => return Some(Cell::Number(text.clone())),
            Err(problem) => problem,
        },
        (CellKind::Text(text), data) => match self::text(text, data, target.declared.as_ref()) {
            Ok(()) => return Some(Cell::Text(text.clone())),
            Err(problem) => problem,
        },
        (CellKind::Bytes(bytes), data) => match length_of_bytes(bytes.len(), data) {
            Ok(()) => return Some(Cell::Bytes(bytes.clone())),
            Err(problem) => problem,
        },
        (CellKind::Array(cells), DataType::Array(element)) => {
            let declared = match &target.declared {
                Some(DeclaredType::Array(element)) => Some(&element.ty),
                _ => None,
            };
            let target = Target::inside(element, declared);
            let cells: Vec<Option<Cell>> = cells.iter().map(|cell| check(diagnostics, cell, &target)).collect();
            return cells.into_iter().collect::<Option<Vec<_>>>().map(Cell::Array);
        }
        (CellKind::Map(entries), DataType::Map(key, value)) => return map(diagnostics, entries, (key, value)),
        (CellKind::Row(cells), DataType::Row(fields)) if cells.len() == fields.len() => {
            let declared = |n: usize| match &target.declared {
                Some(DeclaredType::Row(fields)) => fields.get(n).map(|field| &field.ty),
                _ => None,
            };
            let checked: Vec<Option<Cell>> = (cells.iter().zip(fields).enumerate())
                .map(|(n, (cell, field))| check(diagnostics, cell, &Target::inside(&field.ty, declared(n))))
                .collect();
            return checked.into_iter().collect::<Option<Vec<_>>>().map(Cell::Row);
        }
        (CellKind::Row(cells), DataType::Row(fields)) => {
            format!("the row has {} fields, not {}", fields.len(), cells.len())
        }
        (CellKind::Boolean(_) | CellKind::Array(_) | CellKind::Map(_) | CellKind::Row(_), data) => expected(data),
    };
    diagnostics.push(messages::bad_cell(cell.span, &target.ty, &problem));
    None
}

fn map(diagnostics: &mut Diagnostics, entries: &[(ast::Cell, ast::Cell)], types: (&Type, &Type)) -> Option<Cell> {
    let (key_target, value_target) = (Target::inside(types.0, None), Target::inside(types.1, None));
    let mut checked = Vec::new();
    let mut right = true;
    for (key, value) in entries {
        let key = check(diagnostics, key, &key_target);
        let value = check(diagnostics, value, &value_target);
        match (key, value) {
            (Some(key), Some(value)) => checked.push((key, value)),
            _ => right = false,
        }
    }
    right.then_some(Cell::Map(checked))
}

/// As written, where nothing is known of the type.
fn plain(cell: &ast::Cell) -> Cell {
    match &cell.kind {
        CellKind::Null => Cell::Null,
        CellKind::Boolean(b) => Cell::Boolean(*b),
        CellKind::Number(text) => Cell::Number(text.clone()),
        CellKind::Text(text) => Cell::Text(text.clone()),
        CellKind::Bytes(bytes) => Cell::Bytes(bytes.clone()),
        CellKind::Array(cells) => Cell::Array(cells.iter().map(plain).collect()),
        CellKind::Map(entries) => Cell::Map(entries.iter().map(|(key, value)| (plain(key), plain(value))).collect()),
        CellKind::Row(cells) => Cell::Row(cells.iter().map(plain).collect()),
    }
}

/// What a cell of the type looks like.
fn expected(data: &DataType) -> String {
    match data {
        DataType::Boolean => "write `true` or `false`".into(),
        DataType::TinyInt | DataType::SmallInt | DataType::Int | DataType::BigInt => "write a whole number".into(),
        DataType::Float | DataType::Double => "write a number, `Infinity` or `NaN`".into(),
        DataType::Decimal { scale, .. } => format!("write a number with {scale} digits after the point"),
        DataType::Char(_) | DataType::VarChar(_) | DataType::String => "write a text in single quotes".into(),
        DataType::Binary(_) | DataType::VarBinary(_) | DataType::Bytes => "write bytes as `x'01ff'`".into(),
        DataType::Date => "write a date as `'2026-01-31'`".into(),
        DataType::Time(_) => "write a time as `'12:30:00'`".into(),
        DataType::Timestamp(_) | DataType::TimestampLtz(_) => "write a time as `'2026-01-31 12:30:00'`".into(),
        DataType::Array(_) => "write an array as `[1, 2]`".into(),
        DataType::Map(..) => "write a map as `{'k': 1}`".into(),
        DataType::Row(_) => "write a row as `(1, 'x')`".into(),
        DataType::Null => "write `null`".into(),
        DataType::IntervalMonths(_)
        | DataType::IntervalMillis(_)
        | DataType::Multiset(_)
        | DataType::Variant
        | DataType::Bitmap
        | DataType::Error => "tests have no cells of this type".into(),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else was written is treated alike")]
fn number(text: &str, data: &DataType) -> Result<(), String> {
    let whole = |least: i64, most: i64| match text.parse::<i64>() {
        Ok(n) if (least..=most).contains(&n) => Ok(()),
        Ok(_) => Err(format!("it lies outside {least} to {most}")),
        Err(_) => Err(expected(data)),
    };
    match data {
        DataType::TinyInt => whole(i64::from(i8::MIN), i64::from(i8::MAX)),
        DataType::SmallInt => whole(i64::from(i16::MIN), i64::from(i16::MAX)),
        DataType::Int => whole(i64::from(i32::MIN), i64::from(i32::MAX)),
        DataType::BigInt => whole(i64::MIN, i64::MAX),
        DataType::Float | DataType::Double => Ok(()),
        DataType::Decimal { precision, scale } => decimal(text, *precision, *scale),
        _ => Err(expected(data)),
    }
}

fn decimal(text: &str, precision: u8, scale: u8) -> Result<(), String> {
    let digits = text.trim_start_matches(['-', '+']);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || whole.is_empty() {
        return Err(expected(&DataType::Decimal { precision, scale }));
    }
    if fraction.len() > usize::from(scale) {
        return Err(format!("the type has {scale} digits after the point"));
    }
    let room = usize::from(precision.saturating_sub(scale));
    if whole.trim_start_matches('0').len() > room {
        return Err(format!("the type has {room} digits before the point"));
    }
    Ok(())
}

#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else was written is treated alike")]
fn text(text: &str, data: &DataType, declared: Option<&DeclaredType>) -> Result<(), String> {
    if let Some(DeclaredType::Enum(literals)) = declared
        && !literals.iter().any(|literal| literal == text)
    {
        let known = literals.iter().map(|literal| format!("`{literal}`")).collect::<Vec<_>>().join(", ");
        return Err(format!("it is none of {known}"));
    }
    // They travel as text, and a text that is none would be a value that the source can't hold.
    match declared {
        Some(DeclaredType::Uuid) if !is_uuid(text) => {
            return Err("write a uuid as `'7d444840-9dc0-11d1-b245-5ffdce74fad2'`".into());
        }
        Some(DeclaredType::Json) => {
            if let Err(problem) = serde_json::from_str::<serde_json::Value>(text) {
                return Err(format!("it is no JSON: {problem}"));
            }
        }
        _ => {}
    }
    let right = match data {
        DataType::Char(n) | DataType::VarChar(n) => {
            if text.chars().count() > usize::try_from(*n).unwrap_or(usize::MAX) {
                return Err(format!("it has more than {n} characters"));
            }
            true
        }
        DataType::String => true,
        DataType::Date => is_date(text),
        DataType::Time(p) => is_time(text, *p),
        DataType::Timestamp(p) => is_timestamp(text, *p),
        DataType::TimestampLtz(p) => is_timestamp(text.strip_suffix('Z').unwrap_or(text), *p),
        _ => false,
    };
    if right { Ok(()) } else { Err(expected(data)) }
}

/// As PostgreSQL prints one, in either case.
fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    lengths == [8, 4, 4, 4, 12] && groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else was written is treated alike")]
fn length_of_bytes(length: usize, data: &DataType) -> Result<(), String> {
    match data {
        DataType::Bytes => Ok(()),
        DataType::Binary(n) | DataType::VarBinary(n) => {
            let most = usize::try_from(*n).unwrap_or(usize::MAX);
            if length <= most { Ok(()) } else { Err(format!("it has more than {n} bytes")) }
        }
        _ => Err(expected(data)),
    }
}

/// `YYYY-MM-DD`, a day that exists.
pub(in crate::model) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return false;
    }
    let (Some(year), Some(month), Some(day)) = (digits(year), digits(month), digits(day)) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

fn digits(text: &str) -> Option<u32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// `HH:MM:SS`, with at most `precision` digits of a fraction.
fn is_time(text: &str, precision: u8) -> bool {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let parts: Vec<&str> = clock.split(':').collect();
    let [hour, minute, second] = parts.as_slice() else { return false };
    let in_range = |part: &str, most: u32| part.len() == 2 && digits(part).is_some_and(|n| n <= most);
    let digits_fit = text == clock || fraction.len() <= usize::from(precision);
    in_range(hour, 23)
        && in_range(minute, 59)
        && in_range(second, 59)
        && !fraction.is_empty()
        && digits(fraction).is_some()
        && digits_fit
}

/// `YYYY-MM-DD HH:MM:SS`, with at most `precision` digits of a fraction.
fn is_timestamp(text: &str, precision: u8) -> bool {
    text.split_once([' ', 'T']).is_some_and(|(date, time)| is_date(date) && is_time(time, precision))
}

#[cfg(test)]
mod tests;
