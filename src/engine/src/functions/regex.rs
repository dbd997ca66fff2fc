//! Regular expressions in Java's flavour. A pattern that is none gives NULL, as Flink's functions do.

use super::{Body, Evaluator, Want};
use crate::{
    datum::{self, Datum},
    expr::Args,
    fault::Fault,
};
use arrow_array::{ArrayRef, types::Int64Type};
use fancy_regex::{Captures, NoExpand, Regex};
use std::{cell::RefCell, collections::BTreeMap};
use weir_ir::{DataType, Type};

const TEXT: &[Want] = &[Want::Text];
const TEXT_LONG: &[Want] = &[Want::Text, Want::Text, Want::Long];

pub(super) static TABLE: &[Evaluator] = &[
    Evaluator { name: "REGEXP", args: TEXT, body: Body::Boolean(matches), fallible: false },
    Evaluator { name: "REGEXP_COUNT", args: TEXT, body: Body::Long(count), fallible: false },
    Evaluator { name: "REGEXP_EXTRACT", args: TEXT_LONG, body: Body::Text(extract), fallible: false },
    Evaluator {
        name: "REGEXP_EXTRACT_ALL",
        args: TEXT_LONG,
        body: Body::Prepared(|_| Ok(Box::new(extract_all))),
        fallible: false,
    },
    Evaluator { name: "REGEXP_INSTR", args: TEXT, body: Body::Long(position), fallible: false },
    Evaluator { name: "REGEXP_REPLACE", args: TEXT, body: Body::Text(replace), fallible: false },
    Evaluator { name: "REGEXP_SUBSTR", args: TEXT, body: Body::Text(substring), fallible: false },
];

/// Patterns of a batch, compiled once each.
#[derive(Default)]
struct Patterns(RefCell<BTreeMap<String, Option<std::rc::Rc<Regex>>>>);

impl Patterns {
    fn get(&self, pattern: &str) -> Option<std::rc::Rc<Regex>> {
        if let Some(known) = self.0.borrow().get(pattern) {
            return known.clone();
        }
        let made = Regex::new(pattern).ok().map(std::rc::Rc::new);
        self.0.borrow_mut().insert(pattern.to_string(), made.clone());
        made
    }
}

fn captures<'t>(regex: &Regex, text: &'t str) -> Option<Captures<'t>> {
    regex.captures(text).ok().flatten()
}

fn matches(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (patterns, text, pattern) = (Patterns::default(), args.text(0), args.text(1));
    Ok(args.flags(|row| patterns.get(pattern.get(row)?)?.is_match(text.get(row)?).ok()))
}

fn count(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (patterns, text, pattern) = (Patterns::default(), args.text(0), args.text(1));
    Ok(args.numbers::<Int64Type>(|row| {
        let regex = patterns.get(pattern.get(row)?)?;
        i64::try_from(regex.find_iter(text.get(row)?).filter_map(Result::ok).count()).ok()
    }))
}

/// A group's text; the whole match where none is asked for.
fn extract(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (patterns, text, pattern) = (Patterns::default(), args.text(0), args.text(1));
    let group = (args.len() > 2).then(|| args.number::<Int64Type>(2));
    Ok(args.texts(|row| {
        let group = match &group {
            Some(group) => usize::try_from(group.get(row)?).ok()?,
            None => 0,
        };
        let regex = patterns.get(pattern.get(row)?)?;
        Some(captures(&regex, text.get(row)?)?.get(group)?.as_str().to_string())
    }))
}

/// The group's text in each match; the first group where none is asked for.
fn extract_all(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (patterns, text, pattern) = (Patterns::default(), args.text(0), args.text(1));
    let group = (args.len() > 2).then(|| args.number::<Int64Type>(2));
    let one = |row: usize| -> Option<Datum> {
        let group = match &group {
            Some(group) => usize::try_from(group.get(row)?).ok()?,
            None => 1,
        };
        let regex = patterns.get(pattern.get(row)?)?;
        if group >= regex.captures_len() {
            return None;
        }
        let all = regex.captures_iter(text.get(row)?).filter_map(Result::ok);
        let part =
            |found: Captures<'_>| found.get(group).map_or(Datum::Null, |part| Datum::Text(part.as_str().to_string()));
        Some(Datum::List(all.map(part).collect()))
    };
    let all: Vec<Datum> = (0..args.rows()).map(|row| one(row).unwrap_or(Datum::Null)).collect();
    Ok(datum::column(&DataType::Array(Box::new(Type::nullable(DataType::String))), &all))
}

/// From 1; 0 where there is no match.
fn position(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (patterns, text, pattern) = (Patterns::default(), args.text(0), args.text(1));
    Ok(args.numbers::<Int64Type>(|row| {
        let text = text.get(row)?;
        let Some(found) = patterns.get(pattern.get(row)?)?.find(text).ok()? else { return Some(0) };
        i64::try_from(text.get(..found.start())?.chars().count() + 1).ok()
    }))
}

fn substring(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (patterns, text, pattern) = (Patterns::default(), args.text(0), args.text(1));
    Ok(args.texts(|row| Some(patterns.get(pattern.get(row)?)?.find(text.get(row)?).ok()??.as_str().to_string())))
}

/// Every match; the replacement is taken as it stands (Flink quotes it).
fn replace(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (patterns, text, pattern, by) = (Patterns::default(), args.text(0), args.text(1), args.text(2));
    Ok(args.texts(|row| {
        let regex = patterns.get(pattern.get(row)?)?;
        Some(regex.replace_all(text.get(row)?, NoExpand(by.get(row)?)).into_owned())
    }))
}
