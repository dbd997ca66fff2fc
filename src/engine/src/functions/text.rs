//! Functions of texts. Positions count characters.

use super::{Body, Evaluator, Want};
use crate::{
    expr::{Args, lanes::Lane},
    fault::Fault,
};
use arrow_array::{ArrayRef, BinaryArray, StringArray, types::Int64Type};
use std::sync::Arc;

const TEXT: &[Want] = &[Want::Text];
const TEXT_LONG: &[Want] = &[Want::Text, Want::Long];

pub(super) static TABLE: &[Evaluator] = &[
    long("ASCII", TEXT, ascii),
    text("BTRIM", TEXT, |args| trim(args, true, true)),
    long("CHARACTER_LENGTH", TEXT, length),
    long("CHAR_LENGTH", TEXT, length),
    text("CHR", &[Want::Long], chr),
    text("CONCAT", TEXT, join),
    text("CONCAT_WS", TEXT, join_with),
    text("DECODE", &[Want::Own, Want::Text], decode),
    text("ELT", &[Want::Long, Want::Text], elt),
    Evaluator { name: "ENCODE", args: TEXT, body: Body::Bytes(encode), fallible: false },
    test("ENDSWITH", |text, end| text.ends_with(end)),
    text("INITCAP", TEXT, |args| each(args, initcap)),
    long("INSTR", TEXT, |args| position(args, (1, 0))),
    flag("IS_ALPHA", |text| !text.is_empty() && text.chars().all(char::is_alphabetic)),
    flag("IS_DECIMAL", is_decimal),
    flag("IS_DIGIT", |text| !text.is_empty() && text.chars().all(char::is_numeric)),
    text("LEFT", TEXT_LONG, left),
    long("LOCATE", &[Want::Text, Want::Text, Want::Long], |args| position(args, (0, 1))),
    text("LOWER", TEXT, |args| each(args, str::to_lowercase)),
    text("LPAD", &[Want::Text, Want::Long, Want::Text], |args| pad(args, true)),
    text("LTRIM", TEXT, |args| trim(args, true, false)),
    text("OVERLAY", &[Want::Text, Want::Text, Want::Long, Want::Long], overlay),
    long("POSITION", TEXT, |args| position(args, (0, 1))),
    text("REPEAT", TEXT_LONG, repeat),
    text("REPLACE", TEXT, replace),
    text("REVERSE", TEXT, |args| each(args, |text| text.chars().rev().collect())),
    text("RIGHT", TEXT_LONG, right),
    text("RPAD", &[Want::Text, Want::Long, Want::Text], |args| pad(args, false)),
    text("RTRIM", TEXT, |args| trim(args, false, true)),
    text("SPLIT_INDEX", &[Want::Text, Want::Own, Want::Long], split_index),
    test("STARTSWITH", |text, start| text.starts_with(start)),
    text("SUBSTR", &[Want::Text, Want::Long, Want::Long], substring),
    text("SUBSTRING", &[Want::Text, Want::Long, Want::Long], substring),
    text("TRANSLATE", TEXT, translate),
    Evaluator { name: "TRIM", args: TEXT, body: Body::Prepared(trim_form), fallible: false },
    text("UPPER", TEXT, |args| each(args, str::to_uppercase)),
];

type Run = fn(&Args<'_>) -> Result<ArrayRef, Fault>;

const fn text(name: &'static str, args: &'static [Want], run: Run) -> Evaluator {
    Evaluator { name, args, body: Body::Text(run), fallible: false }
}

const fn long(name: &'static str, args: &'static [Want], run: Run) -> Evaluator {
    Evaluator { name, args, body: Body::Long(run), fallible: false }
}

/// A truth of two texts, NULL where either is.
const fn test(name: &'static str, of: fn(&str, &str) -> bool) -> Evaluator {
    Evaluator { name, args: TEXT, body: Body::TextTest(of), fallible: false }
}

/// A truth of a text, false of NULL.
const fn flag(name: &'static str, of: fn(&str) -> bool) -> Evaluator {
    Evaluator { name, args: TEXT, body: Body::TextFlag(of), fallible: false }
}

fn count(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(i64::MAX)
}

fn each(args: &Args<'_>, of: fn(&str) -> String) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    Ok(args.texts(|row| text.get(row).map(of)))
}

fn ascii(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    let first = |text: &str| text.bytes().next().map_or(0, |byte| i64::from(byte.cast_signed()));
    Ok(args.numbers::<Int64Type>(|row| text.get(row).map(first)))
}

fn length(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    Ok(args.numbers::<Int64Type>(|row| text.get(row).map(count)))
}

/// The character of a code below 256; larger codes wrap, negative ones give nothing (Flink's `chr`).
fn chr(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let code = args.number::<Int64Type>(0);
    let one = |code: i64| {
        if code < 0 {
            String::new()
        } else {
            u8::try_from(code & 0xff).map(char::from).map(String::from).unwrap_or_default()
        }
    };
    Ok(args.texts(|row| code.get(row).map(one)))
}

fn lanes<'a>(args: &Args<'a>, from: usize) -> Vec<Lane<'a, StringArray>> {
    (from..args.len()).map(|n| args.text(n)).collect()
}

/// NULL where any argument is.
pub(super) fn join(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let lanes = lanes(args, 0);
    Ok(args.texts(|row| lanes.iter().map(|lane| lane.get(row)).collect::<Option<String>>()))
}

/// Skips NULLs.
fn join_with(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (separator, lanes) = (args.text(0), lanes(args, 1));
    Ok(args.texts(|row| {
        let parts: Vec<&str> = lanes.iter().filter_map(|lane| lane.get(row)).collect();
        separator.get(row).map(|separator| parts.join(separator))
    }))
}

pub(super) fn join_bytes(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let lanes: Vec<_> = (0..args.len()).map(|n| args.bytes(n)).collect();
    let one = |row: usize| {
        let parts: Option<Vec<&[u8]>> = lanes.iter().map(|lane| lane.get(row)).collect();
        parts.map(|parts| parts.concat())
    };
    Ok(Arc::new((0..args.rows()).map(one).collect::<BinaryArray>()))
}

/// UTF-8, ISO-8859-1 and US-ASCII, UTF-16 in both orders.
fn decode(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (bytes, charset) = (args.bytes(0), args.text(1));
    let units = |bytes: &[u8], of: fn([u8; 2]) -> u16| {
        String::from_utf16_lossy(&bytes.as_chunks::<2>().0.iter().map(|unit| of(*unit)).collect::<Vec<_>>())
    };
    Ok(args.texts(|row| {
        let bytes = bytes.get(row)?;
        Some(match charset.get(row)?.to_ascii_uppercase().as_str() {
            "UTF-8" | "UTF8" => String::from_utf8_lossy(bytes).into_owned(),
            "ISO-8859-1" => bytes.iter().map(|byte| char::from(*byte)).collect(),
            "US-ASCII" => {
                bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '\u{fffd}' }).collect()
            }
            "UTF-16BE" | "UTF-16" => units(bytes, u16::from_be_bytes),
            "UTF-16LE" => units(bytes, u16::from_le_bytes),
            _ => return None,
        })
    }))
}

fn encode(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (text, charset) = (args.text(0), args.text(1));
    let one = |row: usize| -> Option<Vec<u8>> {
        let text = text.get(row)?;
        let narrow = |limit: u32| text.chars().map(|c| if u32::from(c) < limit { c as u8 } else { b'?' }).collect();
        Some(match charset.get(row)?.to_ascii_uppercase().as_str() {
            "UTF-8" | "UTF8" => text.as_bytes().to_vec(),
            "ISO-8859-1" => narrow(0x100),
            "US-ASCII" => narrow(0x80),
            "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "UTF-16" => [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect(),
            _ => return None,
        })
    };
    Ok(Arc::new((0..args.rows()).map(one).collect::<BinaryArray>()))
}

fn elt(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (index, lanes) = (args.number::<Int64Type>(0), lanes(args, 1));
    Ok(args.texts(|row| {
        let nth = usize::try_from(index.get(row)?).ok()?.checked_sub(1)?;
        lanes.get(nth)?.get(row)
    }))
}

/// The first letter of each word in upper case, the others in lower; letters and digits make words.
fn initcap(text: &str) -> String {
    let mut inside = false;
    text.chars()
        .map(|c| {
            let first = c.is_ascii_alphanumeric() && !inside;
            inside = c.is_ascii_alphanumeric();
            if first { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
        })
        .collect()
}

/// What Java's `new BigDecimal` takes.
fn is_decimal(text: &str) -> bool {
    crate::expr::decimal::parse(text, 0).is_some()
        || text.trim().parse::<f64>().is_ok_and(f64::is_finite) && !text.is_empty()
}

/// From 1; 0 where it is not there. `places`: which argument is sought, and in which.
fn position(args: &Args<'_>, (sought, within): (usize, usize)) -> Result<ArrayRef, Fault> {
    let (part, text) = (args.text(sought), args.text(within));
    let from = (args.len() > 2).then(|| args.number::<Int64Type>(2));
    Ok(args.numbers::<Int64Type>(|row| {
        let (part, text) = (part.get(row)?, text.get(row)?);
        let from = match &from {
            Some(from) => from.get(row)?,
            None => 1,
        };
        let Some(skipped) = usize::try_from(from).ok().and_then(|from| from.checked_sub(1)) else { return Some(0) };
        let Some(start) = text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(skipped) else {
            return Some(0);
        };
        let rest = text.get(start..)?;
        let Some(at) = rest.find(part) else { return Some(0) };
        Some(count(text.get(..start + at)?) + 1)
    }))
}

fn left(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (text, length) = (args.text(0), args.number::<Int64Type>(1));
    Ok(args.texts(|row| {
        let length = usize::try_from(length.get(row)?.max(0)).ok()?;
        Some(text.get(row)?.chars().take(length).collect::<String>())
    }))
}

fn right(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (text, length) = (args.text(0), args.number::<Int64Type>(1));
    Ok(args.texts(|row| {
        let text = text.get(row)?;
        let skipped = usize::try_from((count(text) - length.get(row)?.max(0)).max(0)).ok()?;
        Some(text.chars().skip(skipped).collect::<String>())
    }))
}

/// To a length, cut or filled; NULL for a negative length or where there is nothing to fill with.
fn pad(args: &Args<'_>, before: bool) -> Result<ArrayRef, Fault> {
    let (text, length, fill) = (args.text(0), args.number::<Int64Type>(1), args.text(2));
    Ok(args.texts(|row| {
        let (text, length, fill) = (text.get(row)?, length.get(row)?, fill.get(row)?);
        let length = usize::try_from(length).ok()?;
        let missing = length.saturating_sub(text.chars().count());
        if missing == 0 {
            return Some(text.chars().take(length).collect::<String>());
        }
        if fill.is_empty() {
            return None;
        }
        let filling: String = fill.chars().cycle().take(missing).collect();
        Some(if before { filling + text } else { text.to_string() + &filling })
    }))
}

/// Blanks, or the characters that are given.
fn trimmed<'t>(text: &'t str, of: &str, (start, end): (bool, bool)) -> &'t str {
    let text = if start { text.trim_start_matches(|c| of.contains(c)) } else { text };
    if end { text.trim_end_matches(|c| of.contains(c)) } else { text }
}

fn trim(args: &Args<'_>, start: bool, end: bool) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    let of = (args.len() > 1).then(|| args.text(1));
    Ok(args.texts(|row| {
        let of = match &of {
            Some(of) => of.get(row)?,
            None => " ",
        };
        Some(trimmed(text.get(row)?, of, (start, end)))
    }))
}

/// `TRIM(BOTH a FROM b)`.
fn trim_form(site: &super::Site<'_>) -> Result<super::Eval, String> {
    use weir_ir::sql::{CallForm, TrimSide};
    let (start, end) = match site.call.form {
        CallForm::Trim(TrimSide::Leading) => (true, false),
        CallForm::Trim(TrimSide::Trailing) => (false, true),
        CallForm::Trim(TrimSide::Both)
        | CallForm::Plain
        | CallForm::Bare
        | CallForm::Extract(_)
        | CallForm::To(_)
        | CallForm::UnitFirst(_)
        | CallForm::In
        | CallForm::Overlaps
        | CallForm::Placing
        | CallForm::Json(_) => (true, true),
    };
    let fit = crate::expr::cast::cast(&weir_ir::DataType::String, &site.ty.data, crate::expr::cast::Mode::Implicit)?;
    Ok(Box::new(move |args| {
        let texts = trim(args, start, end)?;
        fit.as_ref().map_or_else(|| Ok(texts.clone()), |fit| fit.apply(&texts))
    }))
}

/// `OVERLAY(a PLACING b FROM c FOR d)`; where the place is not in the text it stays as it is.
fn overlay(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (text, part, from) = (args.text(0), args.text(1), args.number::<Int64Type>(2));
    let length = (args.len() > 3).then(|| args.number::<Int64Type>(3));
    Ok(args.texts(|row| {
        let (text, part, from) = (text.get(row)?, part.get(row)?, from.get(row)?);
        let length = match &length {
            Some(length) => length.get(row)?,
            None => count(part),
        };
        if from <= 0 || from > count(text) {
            return Some(text.to_string());
        }
        let head = usize::try_from(from - 1).ok()?;
        let kept: String = text.chars().take(head).collect();
        let rest = match usize::try_from(length) {
            Ok(length) => text.chars().skip(head.saturating_add(length)).collect(),
            Err(_) => String::new(),
        };
        Some(kept + part + &rest)
    }))
}

fn repeat(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (text, times) = (args.text(0), args.number::<Int64Type>(1));
    Ok(args.texts(|row| Some(text.get(row)?.repeat(usize::try_from(times.get(row)?.max(0)).ok()?))))
}

fn replace(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (text, part, by) = (args.text(0), args.text(1), args.text(2));
    Ok(args.texts(|row| Some(text.get(row)?.replace(part.get(row)?, by.get(row)?))))
}

/// From 0; the separator may be the code of a character.
fn split_index(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    use arrow_array::Array;
    let (text, index) = (args.text(0), args.number::<Int64Type>(2));
    let is_text = args.value(1).array().data_type() == &arrow_schema::DataType::Utf8;
    let separator = |row: usize| -> Option<String> {
        if is_text {
            return args.text(1).get(row).map(str::to_string);
        }
        let value = args.value(1);
        let code = crate::datum::read(value.array(), if value.is_constant() { 0 } else { row });
        let crate::datum::Datum::Int(code) = code else { return None };
        u32::try_from(code).ok().and_then(char::from_u32).map(String::from)
    };
    Ok(args.texts(|row| {
        let (text, separator) = (text.get(row)?, separator(row)?);
        let nth = usize::try_from(index.get(row)?).ok()?;
        if text.is_empty() {
            return None;
        }
        let mut parts = text.split(separator.as_str());
        if separator.is_empty() { (nth == 0).then_some(text) } else { parts.nth(nth) }
    }))
}

/// From 1; 0 counts as 1, a negative position counts from the end.
fn substring(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (text, from) = (args.text(0), args.number::<Int64Type>(1));
    let length = (args.len() > 2).then(|| args.number::<Int64Type>(2));
    Ok(args.texts(|row| {
        let (text, from) = (text.get(row)?, from.get(row)?);
        let length = match &length {
            Some(length) => length.get(row)?,
            None => i64::from(i32::MAX),
        };
        let of = count(text);
        let start = match from {
            0 => 0,
            from if from > 0 => from - 1,
            from => of + from,
        };
        let Ok(length) = usize::try_from(length) else { return Some(String::new()) };
        let Ok(start) = usize::try_from(start) else { return Some(String::new()) };
        Some(text.chars().skip(start).take(length).collect::<String>())
    }))
}

/// Characters of the second text become those of the third in the same place, or nothing.
fn translate(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (text, from, to) = (args.text(0), args.text(1), args.text(2));
    Ok(args.texts(|row| {
        let (text, from) = (text.get(row)?, from.get(row)?);
        let to: Vec<char> = to.get(row)?.chars().collect();
        let one = |c: char| match from.chars().position(|known| known == c) {
            Some(place) => to.get(place).copied(),
            None => Some(c),
        };
        Some(text.chars().filter_map(one).collect::<String>())
    }))
}
