//! JSON (Flink, "JSON Functions").

mod make;
mod path;
mod value;

pub use value::Json;

use super::{Body, Eval, Evaluator, Site, Want};
use crate::{
    expr::{Args, cast},
    fault::{Fault, FaultKind},
};
use arrow_array::{ArrayRef, StringArray};
use path::{Found, Path};
use std::sync::Arc;
use weir_ir::{
    DataType,
    sql::{CallForm, Expr, ExprKind, Literal},
};

const TEXT: &[Want] = &[Want::Text];

pub(super) static TABLE: &[Evaluator] = &[
    make::ARRAY,
    Evaluator { name: "JSON_EXISTS", args: TEXT, body: Body::Prepared(exists), fallible: true },
    make::OBJECT,
    Evaluator { name: "JSON_QUERY", args: TEXT, body: Body::Prepared(query), fallible: true },
    make::QUOTE,
    make::STRING,
    make::UNQUOTE,
    Evaluator { name: "JSON_VALUE", args: TEXT, body: Body::Prepared(scalar), fallible: true },
];

pub fn is_json(text: &str) -> bool {
    Json::parse(text).is_some()
}

/// What ON EMPTY and ON ERROR say.
#[derive(Debug, Clone, PartialEq)]
enum Instead {
    Null,
    Error,
    /// A text, or the JSON of an empty array or object.
    Text(String),
    True,
    False,
    Unknown,
}

/// Why there is no value.
enum Missing {
    Empty,
    Error,
}

/// The words of the clauses of a call.
fn words<'s>(site: &'s Site<'_>) -> &'s str {
    if let CallForm::Json(clauses) = &site.call.form { &clauses.words } else { "" }
}

/// What stands before `ON EMPTY` or `ON ERROR`, after what came before.
fn clause<'w>(words: &'w str, on: &str) -> Option<&'w str> {
    let end = words.find(on)?;
    let before = words.get(..end)?;
    let start = [" ON EMPTY", " ON ERROR", " WRAPPER"]
        .iter()
        .filter_map(|other| before.rfind(other).map(|at| at + other.len()));
    before.get(start.max().unwrap_or(0)..).map(str::trim)
}

fn instead(words: &str, on: &str, usual: Instead) -> Result<Instead, String> {
    Ok(match clause(words, on) {
        None => usual,
        Some("NULL") => Instead::Null,
        Some("ERROR") => Instead::Error,
        Some("EMPTY ARRAY") => Instead::Text("[]".to_string()),
        Some("EMPTY OBJECT") => Instead::Text("{}".to_string()),
        Some("TRUE") => Instead::True,
        Some("FALSE") => Instead::False,
        Some("UNKNOWN") => Instead::Unknown,
        Some(other) => match other.strip_prefix("DEFAULT ") {
            Some(value) => Instead::Text(value.trim().trim_matches('\'').replace("''", "'")),
            None => return Err(format!("{other}{on}")),
        },
    })
}

/// The path, which must be a literal.
fn path_of(site: &Site<'_>) -> Result<Option<Path>, String> {
    match site.call.args.get(1) {
        Some(Expr { kind: ExprKind::Literal(Literal::Text(text)), .. }) => Ok(Path::parse(text)),
        _ => Err(format!("{} with a path that is no literal", site.call.name)),
    }
}

fn failed(function: &str, what: Missing) -> Fault {
    let reason = match what {
        Missing::Empty => "the path finds nothing",
        Missing::Error => "the text is no JSON, or the path does not fit it",
    };
    Fault::new(FaultKind::Argument { function: function.to_string(), reason: reason.to_string() })
}

/// What is put in the place of a value, as text.
fn replaced(on: &Instead, function: &str, what: Missing) -> Result<Option<String>, Fault> {
    match on {
        Instead::Null | Instead::Unknown => Ok(None),
        Instead::Error => Err(failed(function, what)),
        Instead::Text(text) => Ok(Some(text.clone())),
        Instead::True => Ok(Some("true".to_string())),
        Instead::False => Ok(Some("false".to_string())),
    }
}

/// For each row, what `f` makes of what the path finds.
fn each(
    args: &Args<'_>,
    path: Option<&Path>,
    f: impl Fn(&Found<'_>) -> Result<String, Missing>,
    otherwise: impl Fn(Missing) -> Result<Option<String>, Fault>,
) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    let one = |row: usize| {
        let Some(text) = text.get(row) else { return Ok(None) };
        let (Some(json), Some(path)) = (Json::parse(text), path) else { return otherwise(Missing::Error) };
        let found = path.find(&json);
        let found = if path.strict && matches!(found, Found::Nothing) { Err(Missing::Error) } else { f(&found) };
        found.map(Some).or_else(&otherwise)
    };
    Ok(Arc::new((0..args.rows()).map(one).collect::<Result<StringArray, Fault>>()?))
}

/// JSON_VALUE: a scalar, in the type of RETURNING.
fn scalar(site: &Site<'_>) -> Result<Eval, String> {
    let path = path_of(site)?;
    let on_empty = instead(words(site), " ON EMPTY", Instead::Null)?;
    let on_error = instead(words(site), " ON ERROR", Instead::Null)?;
    let fit = cast::cast(&DataType::String, &site.ty.data, cast::Mode::Try)?;
    Ok(Box::new(move |args| {
        let texts = each(args, path.as_ref(), plain, |missing| match missing {
            Missing::Empty => replaced(&on_empty, "JSON_VALUE", Missing::Empty),
            Missing::Error => replaced(&on_error, "JSON_VALUE", Missing::Error),
        })?;
        fit.as_ref().map_or_else(|| Ok(texts.clone()), |fit| fit.apply(&texts))
    }))
}

fn plain(found: &Found<'_>) -> Result<String, Missing> {
    match found {
        Found::Nothing | Found::One(Json::Null) => Err(Missing::Empty),
        Found::One(Json::Boolean(value)) => Ok(value.to_string()),
        Found::One(Json::Number(digits)) => Ok(digits.clone()),
        Found::One(Json::Text(text)) => Ok(text.clone()),
        Found::One(Json::Array(_) | Json::Object(_)) | Found::Several(_) => Err(Missing::Error),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapper {
    Without,
    Conditional,
    Always,
}

/// JSON_QUERY: an array or object, as JSON.
fn query(site: &Site<'_>) -> Result<Eval, String> {
    if site.ty.data != DataType::String {
        return Err(format!("JSON_QUERY RETURNING {}", site.ty.data));
    }
    let (path, words) = (path_of(site)?, words(site));
    let on_empty = instead(words, " ON EMPTY", Instead::Null)?;
    let on_error = instead(words, " ON ERROR", Instead::Null)?;
    let wrapper = match words {
        words if words.contains("WITHOUT") || !words.contains("WRAPPER") => Wrapper::Without,
        words if words.contains("CONDITIONAL") && !words.contains("UNCONDITIONAL") => Wrapper::Conditional,
        _ => Wrapper::Always,
    };
    Ok(Box::new(move |args| {
        each(
            args,
            path.as_ref(),
            |found| whole(found, wrapper),
            |missing| match missing {
                Missing::Empty => replaced(&on_empty, "JSON_QUERY", Missing::Empty),
                Missing::Error => replaced(&on_error, "JSON_QUERY", Missing::Error),
            },
        )
    }))
}

fn whole(found: &Found<'_>, wrapper: Wrapper) -> Result<String, Missing> {
    let printed = |value: &Json| {
        let mut out = String::new();
        value.print(&mut out);
        out
    };
    let all = |values: &[&Json]| printed(&Json::Array(values.iter().map(|value| (*value).clone()).collect()));
    match (found, wrapper) {
        (Found::Nothing, _) => Err(Missing::Empty),
        (Found::One(Json::Null), Wrapper::Without) => Err(Missing::Empty),
        (Found::One(value @ (Json::Array(_) | Json::Object(_))), Wrapper::Without) => Ok(printed(value)),
        (Found::One(value @ Json::Array(_)), Wrapper::Conditional) => Ok(printed(value)),
        (Found::One(value), Wrapper::Conditional | Wrapper::Always) => Ok(all(&[value])),
        (Found::One(_), Wrapper::Without) => Err(Missing::Error),
        (Found::Several(values), _) => Ok(all(values)),
    }
}

/// JSON_EXISTS.
fn exists(site: &Site<'_>) -> Result<Eval, String> {
    let path = path_of(site)?;
    let on_error = instead(words(site), " ON ERROR", Instead::False)?;
    let fit = cast::cast(&DataType::String, &DataType::Boolean, cast::Mode::Try)?;
    Ok(Box::new(move |args| {
        let found = |found: &Found<'_>| match found {
            Found::Nothing => Ok("false".to_string()),
            Found::Several(values) => Ok((!values.is_empty()).to_string()),
            Found::One(_) => Ok("true".to_string()),
        };
        let texts = each(args, path.as_ref(), found, |missing| replaced(&on_error, "JSON_EXISTS", missing))?;
        fit.as_ref().map_or_else(|| Ok(texts.clone()), |fit| fit.apply(&texts))
    }))
}
