//! Flink's recorded answers for constant expressions.
#![allow(clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod support;

use support::{print, project};
use weir_engine::{
    datum::Datum,
    job::{Collected, Job, Options},
};
use weir_ir::DataType;

const VALUES: &str = include_str!("data/flink_values.tsv");

/// The value and type of a constant expression; the error where it can't be run.
fn evaluate(expression: &str) -> Result<(Datum, DataType), String> {
    let project = project(&format!("transform t {{ SELECT {expression} AS x }}"));
    let id = project.relations.find("t").ok_or("no transform")?;
    let mut job = Job::build(&project, &[id], Options::default())
        .map_err(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
    let mut sink = Collected::default();
    job.end(0, &mut sink).map_err(|fault| fault.to_string())?;
    let plan = project.relations[id].plan.as_ref().ok_or("no plan")?;
    let row = &sink.of(id).first().ok_or("no row")?.1;
    Ok((row[0].clone(), plan.root.columns[0].ty.data.clone()))
}

/// As the recordings write a value.
fn shown(value: &Datum, ty: &DataType) -> (String, String) {
    let kind = match (value, ty) {
        (Datum::Null, _) => return ("null".into(), String::new()),
        (Datum::Boolean(_), _) => "boolean",
        (Datum::Int(_), DataType::Timestamp(_) | DataType::TimestampLtz(_)) => "timestamp",
        (Datum::Int(_), _) => "integer",
        (Datum::Decimal(_), _) => "decimal",
        (Datum::Double(value), _) => return ("double".into(), format!("{value:?}")),
        (Datum::Text(text), _) => return ("string".into(), format!("'{text}'")),
        (Datum::Row(cells), DataType::Row(fields)) => {
            let cells = cells.iter().zip(fields).map(|(cell, field)| shown(cell, &field.ty.data).1);
            return ("row".into(), format!("({})", cells.collect::<Vec<_>>().join(", ")));
        }
        (other, _) => return ("other".into(), format!("{other:?}")),
    };
    (kind.into(), print(value, ty))
}

/// A NULL of a NOT NULL type ends Flink's job at its sink, not in the expression.
const ENFORCED: &str = "EnforcerException";

#[test]
fn every_recorded_value() {
    let mut wrong = Vec::new();
    for line in VALUES.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [n, expression, outcome, kind, expected] = cells.as_slice() else { panic!("{line}") };
        let found = evaluate(expression);
        let right = match (*outcome, &found) {
            ("value", Ok((value, ty))) => shown(value, ty) == (kind.to_string(), expected.to_string()),
            ("run_error", Ok((value, _))) => expected.starts_with(ENFORCED) && *value == Datum::Null,
            ("unrecorded", Ok(_)) => true,
            _ => false,
        };
        if !right {
            wrong.push(format!("{n} {expression}: expected {kind} {expected}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `expr · value` as the planner of Flink 2.2.0 folds the expression (EXPLAIN): texts in quotes, NULL without.
const FUNCTIONS: &str = include_str!("data/flink_functions.tsv");

/// Whether a value is the one that was folded.
#[allow(clippy::wildcard_enum_match_arm, reason = "the others print as they are")]
fn is_folded(value: &Datum, ty: &DataType, folded: &str) -> bool {
    match value {
        Datum::Null => folded == "NULL",
        Datum::Double(value) => folded.parse::<f64>().is_ok_and(|folded| folded == *value),
        Datum::Text(text) => folded == format!("'{}'", text.replace('\'', "''")),
        Datum::Int(_) => match folded.strip_suffix(":00.0") {
            Some(_) => false,
            None => print(value, ty) == folded || print(value, ty).strip_suffix(".000") == Some(folded),
        },
        other => print(other, ty) == folded,
    }
}

#[test]
fn every_folded_function() {
    let mut wrong = Vec::new();
    for line in FUNCTIONS.lines().skip(1) {
        let (expression, folded) = line.split_once('\t').unwrap_or_else(|| panic!("{line}"));
        match std::panic::catch_unwind(|| evaluate(expression)) {
            Ok(Ok((value, ty))) if is_folded(&value, &ty, folded) => {}
            Ok(found) => wrong.push(format!("{expression}: expected {folded}, found {found:?}")),
            Err(_) => wrong.push(format!("{expression}: expected {folded}, panicked")),
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
