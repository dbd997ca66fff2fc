//! JSON from values.

use super::{Json, value::quote};
use crate::{
    datum::{self, Datum},
    expr::{Args, cast::double_text, decimal},
    fault::Fault,
    functions::{Body, Eval, Evaluator, Site, Want},
    time,
};
use arrow_array::ArrayRef;
use weir_ir::{
    DataType,
    sql::{CallForm, Expr, ExprKind},
};

const OWN: &[Want] = &[Want::Own];
const TEXT: &[Want] = &[Want::Text];

pub(super) const ARRAY: Evaluator =
    Evaluator { name: "JSON_ARRAY", args: OWN, body: Body::Prepared(array), fallible: false };
pub(super) const OBJECT: Evaluator =
    Evaluator { name: "JSON_OBJECT", args: OWN, body: Body::Prepared(object), fallible: false };
pub(super) const QUOTE: Evaluator =
    Evaluator { name: "JSON_QUOTE", args: TEXT, body: Body::Text(quoted), fallible: false };
pub(super) const STRING: Evaluator =
    Evaluator { name: "JSON_STRING", args: OWN, body: Body::Prepared(string), fallible: false };
pub(super) const UNQUOTE: Evaluator =
    Evaluator { name: "JSON_UNQUOTE", args: TEXT, body: Body::Text(unquoted), fallible: false };

/// How an argument becomes JSON: of its type, or as JSON that another function has made.
struct Part {
    ty: DataType,
    is_json: bool,
}

fn parts(args: &[Expr]) -> Vec<Part> {
    let makes_json = |arg: &Expr| matches!(&arg.kind, ExprKind::Call(call) if matches!(call.name.as_str(), "JSON_OBJECT" | "JSON_ARRAY" | "JSON"));
    args.iter().map(|arg| Part { ty: arg.ty.data.clone(), is_json: makes_json(arg) }).collect()
}

fn print(value: &Datum, part: &Part, out: &mut String) {
    if let (Datum::Text(text), true) = (value, part.is_json) {
        out.push_str(text);
    } else {
        json(value, &part.ty, out);
    }
}

/// A value of a type as JSON.
fn json(value: &Datum, ty: &DataType, out: &mut String) {
    match (value, ty) {
        (Datum::Null, _) => out.push_str("null"),
        (Datum::Boolean(value), _) => out.push_str(if *value { "true" } else { "false" }),
        (Datum::Int(value), DataType::Timestamp(precision)) => {
            quote(&iso(*value, *precision), out);
        }
        (Datum::Int(value), DataType::TimestampLtz(precision)) => {
            quote(&format!("{}Z", iso(*value, *precision)), out);
        }
        (Datum::Int(value), DataType::Date) => quote(&time::format_date(*value), out),
        (Datum::Int(value), _) => out.push_str(&value.to_string()),
        (Datum::Double(value), DataType::Float) => out.push_str(&crate::expr::cast::float_text(*value)),
        (Datum::Double(value), _) => out.push_str(&double_text(*value)),
        (Datum::Decimal(value), DataType::Decimal { scale, .. }) => out.push_str(&decimal::format(*value, *scale)),
        (Datum::Decimal(value), _) => out.push_str(&value.to_string()),
        (Datum::Text(text), _) => quote(text, out),
        (Datum::Bytes(bytes), _) => quote(&crate::functions::encode::base64(bytes), out),
        (Datum::List(elements), DataType::Array(element)) => {
            let elements = elements.iter().map(|value| (None, value, &element.data));
            collection(elements, ('[', ']'), out);
        }
        (Datum::Row(cells), DataType::Row(fields)) => {
            let cells = cells.iter().zip(fields);
            collection(cells.map(|(value, field)| (Some(field.name.clone()), value, &field.ty.data)), ('{', '}'), out);
        }
        (Datum::Map(entries), DataType::Map(key, of)) => {
            let name = |value: &Datum| {
                let mut name = String::new();
                crate::expr::cast::print(value, &key.data, &mut name);
                name
            };
            collection(entries.iter().map(|(key, value)| (Some(name(key)), value, &of.data)), ('{', '}'), out);
        }
        (Datum::List(_) | Datum::Row(_) | Datum::Map(_), _) => out.push_str("null"),
    }
}

fn collection<'v>(
    parts: impl Iterator<Item = (Option<String>, &'v Datum, &'v DataType)>,
    (open, close): (char, char),
    out: &mut String,
) {
    out.push(open);
    for (n, (name, value, ty)) in parts.enumerate() {
        if n > 0 {
            out.push(',');
        }
        if let Some(name) = name {
            quote(&name, out);
            out.push(':');
        }
        json(value, ty, out);
    }
    out.push(close);
}

fn iso(count: i64, precision: u8) -> String {
    let text = time::format_timestamp(count, precision).replace(' ', "T");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if text.contains('.') { short.to_string() } else { text }
}

fn words<'s>(site: &'s Site<'_>) -> &'s str {
    if let CallForm::Json(clauses) = &site.call.form { &clauses.words } else { "" }
}

/// Keys and values in turn; NULL values stay unless they are to be absent.
fn object(site: &Site<'_>) -> Result<Eval, String> {
    let parts = parts(&site.call.args);
    let absent = words(site).contains("ABSENT");
    Ok(Box::new(move |args| {
        let columns = columns(args);
        Ok(args.texts(|row| {
            let mut out = String::from("{");
            for (pair, part) in columns.chunks(2).zip(parts.chunks(2)) {
                let ([key, value], [_, part]) = (pair, part) else { continue };
                let (key, value) = (datum::read(key, row), datum::read(value, row));
                if absent && value == Datum::Null {
                    continue;
                }
                if out.len() > 1 {
                    out.push(',');
                }
                let Datum::Text(key) = key else { continue };
                quote(&key, &mut out);
                out.push(':');
                print(&value, part, &mut out);
            }
            out.push('}');
            Some(out)
        }))
    }))
}

/// NULLs are absent unless they are to stay.
fn array(site: &Site<'_>) -> Result<Eval, String> {
    let parts = parts(&site.call.args);
    let keep = words(site).contains("NULL ON NULL");
    Ok(Box::new(move |args| {
        let columns = columns(args);
        Ok(args.texts(|row| {
            let mut out = String::from("[");
            for (column, part) in columns.iter().zip(&parts) {
                let value = datum::read(column, row);
                if value == Datum::Null && !keep {
                    continue;
                }
                if out.len() > 1 {
                    out.push(',');
                }
                print(&value, part, &mut out);
            }
            out.push(']');
            Some(out)
        }))
    }))
}

fn columns(args: &Args<'_>) -> Vec<ArrayRef> {
    (0..args.len()).map(|n| args.column(n)).collect()
}

fn string(site: &Site<'_>) -> Result<Eval, String> {
    let part = Part { ty: site.arg(0).clone(), is_json: false };
    Ok(Box::new(move |args| {
        let column = args.column(0);
        Ok(args.texts(|row| {
            let value = datum::read(&column, row);
            let mut out = String::new();
            print(&value, &part, &mut out);
            (value != Datum::Null).then_some(out)
        }))
    }))
}

fn quoted(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    Ok(args.texts(|row| {
        let mut out = String::new();
        quote(text.get(row)?, &mut out);
        Some(out.replace('/', "\\/"))
    }))
}

/// What is no JSON text stays as it is.
fn unquoted(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    Ok(args.texts(|row| {
        let text = text.get(row)?;
        match Json::parse(text) {
            Some(Json::Text(inside)) if text.starts_with('"') => Some(inside),
            _ => Some(text.to_string()),
        }
    }))
}
