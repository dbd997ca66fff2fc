//! The recorded answers of the real Flink: every row agrees, or stands in a list with its reason.

use super::{add, empty_project, not_null, nullable, run};
use weir_ir::{
    DataType, Project, RowField, Type,
    sql::{Body, TimeKind},
};

const TYPES: &str = include_str!("../../../tests/data/flink_types.tsv");
const RESOLUTION: &str = include_str!("../../../tests/data/flink_resolution.tsv");

fn row(fields: &[(&str, Type)]) -> DataType {
    DataType::Row(fields.iter().map(|(name, ty)| RowField { name: (*name).into(), ty: ty.clone() }).collect())
}

fn types_project() -> Project {
    let mut project = empty_project();
    let int = || not_null(DataType::Int);
    let columns = [
        ("i", int()),
        ("ni", nullable(DataType::Int)),
        ("l", not_null(DataType::BigInt)),
        ("si", not_null(DataType::SmallInt)),
        ("ti", not_null(DataType::TinyInt)),
        ("f", not_null(DataType::Float)),
        ("d", not_null(DataType::Double)),
        ("dec", not_null(DataType::Decimal { precision: 10, scale: 2 })),
        ("dec2", not_null(DataType::Decimal { precision: 38, scale: 18 })),
        ("s", not_null(DataType::String)),
        ("vc", not_null(DataType::VarChar(10))),
        ("c", not_null(DataType::Char(3))),
        ("b", not_null(DataType::Boolean)),
        ("dt", not_null(DataType::Date)),
        ("ts", not_null(DataType::Timestamp(3))),
        ("ts6", not_null(DataType::Timestamp(6))),
        ("ltz", not_null(DataType::TimestampLtz(3))),
        ("r", not_null(row(&[("a", int()), ("b", not_null(DataType::String))]))),
        ("nr", nullable(row(&[("a", int()), ("b", nullable(DataType::String))]))),
        ("arr", not_null(DataType::Array(Box::new(int())))),
        ("m", not_null(DataType::Map(Box::new(not_null(DataType::String)), Box::new(int())))),
    ];
    add(&mut project, "t", &columns, &[], Some("ts"));
    project
}

/// Rows that Flink's validator takes, as recorded, and its planner refuses (2.2): weir says so at once, as Flink would
/// when the statement is submitted.
const REFUSED_WHEN_PLANNED: &[(&str, &str)] = &[
    ("110", "The cast from TIMESTAMP type to NUMERIC type is not allowed"),
    ("112", "implicit type conversion between INTEGER and VARCHAR is not supported now"),
    ("115", "implicit type conversion between VARCHAR and INTEGER is not supported now"),
    ("130", "TIMESTAMP_LTZ only supports diff between the same type"),
];

/// Rows that Flink runs and weir refuses, and why.
const STRICTER: &[(&str, &str)] = &[
    ("72", "TIMESTAMP with TIMESTAMP_LTZ in CASE: which comes out depends on the precision"),
    ("192", "INT > text: a text that is no number ends the job"),
    ("193", "STRING > INT: a text that is no number ends the job"),
];

/// The list only gets shorter.
const MOST: usize = 5;

#[test]
fn every_recorded_expression_has_flinks_type() {
    let project = types_project();
    assert!(STRICTER.len() <= MOST);
    let mut wrong = Vec::new();
    for line in TYPES.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [n, expr, verdict, expected] = cells.as_slice() else { panic!("{line}") };
        let quoted = expr.split_inclusive(|c: char| !c.is_alphanumeric()).map(|word| {
            let name = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            if name == "dec" { word.replacen("dec", "`dec`", 1) } else { word.to_string() }
        });
        let sql = format!("SELECT {} AS x FROM t", quoted.collect::<String>());
        let outcome = run(&project, &sql);
        let item = outcome.analyzed.query.as_ref().and_then(|query| match &query.body {
            Body::Select(select) => select.items.first(),
            Body::Values(_) | Body::SetOp(_) | Body::Nested(_) => None,
        });
        let found = item.map_or_else(String::new, |item| {
            let time = match item.expr.time {
                Some(TimeKind::Event) => " *ROWTIME*",
                Some(TimeKind::Processing) => " *PROCTIME*",
                None => "",
            };
            format!("{}{time}", item.expr.ty)
        });
        // Plan errors of OVER and the like are not asked for here: only the verdict on the expression.
        let refused = outcome.errors().iter().any(|error| error.starts_with("E05") || error.starts_with("E02"));
        let listed = |list: &[(&str, &str)]| list.iter().any(|(known, _)| known == n);
        if refused != (*verdict == "reject" || listed(STRICTER) || listed(REFUSED_WHEN_PLANNED)) {
            wrong.push(format!("{n} {expr}: {verdict}, but {:?}", outcome.errors()));
        }
        if *verdict == "ok" && found != *expected {
            wrong.push(format!("{n} {expr}: {expected}, but {found} {:?}", outcome.errors()));
        }
    }
    assert!(wrong.is_empty(), "{} rows differ:\n{}", wrong.len(), wrong.join("\n"));
}

fn resolution_project() -> Project {
    let mut project = empty_project();
    let inner = row(&[("z", nullable(DataType::String))]);
    let t = [
        ("a", not_null(DataType::Int)),
        ("b", nullable(DataType::Int)),
        ("s", nullable(DataType::String)),
        ("ts", nullable(DataType::Timestamp(3))),
        ("r", nullable(row(&[("x", nullable(DataType::Int)), ("y", nullable(inner))]))),
    ];
    add(&mut project, "t", &t, &["a"], Some("ts"));
    let u =
        [("a", not_null(DataType::Int)), ("c", nullable(DataType::Int)), ("lts", nullable(DataType::TimestampLtz(3)))];
    add(&mut project, "u", &u, &["a"], Some("lts"));
    project
}

/// Codes that only say that the bare probe is no complete transform: a result without key, two times, unsorted state.
const OF_THE_WHOLE: &[&str] = &["E0605", "E0618"];

/// Probes over `t`, which is keyed here: the recorded table has a key and only inserts.
const OVER_UPDATES: &[&str] = &["26", "27", "39"];

#[test]
fn every_recorded_probe_of_names_is_answered_as_flink_does() {
    let project = resolution_project();
    let mut wrong = Vec::new();
    for line in RESOLUTION.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (n, verdict, sql, columns) = (cells[0], cells[1], cells[2], cells[3]);
        let plan_error = cells.get(4).is_some_and(|error| !error.is_empty());
        let outcome = run(&project, sql);
        let errors: Vec<String> = outcome
            .errors()
            .into_iter()
            .filter(|error| !OF_THE_WHOLE.iter().any(|code| error.starts_with(code)))
            .collect();
        let over_updates = OVER_UPDATES.contains(&n) && errors.iter().all(|error| error.starts_with("E0611"));
        if errors.is_empty() == (verdict == "reject" || plan_error) && !over_updates {
            wrong.push(format!("{n} {sql}: {verdict} {plan_error}, but {errors:?}"));
        }
        if verdict == "ok" && outcome.columns() != columns {
            wrong.push(format!("{n} {sql}:\n  {columns}\n  {}", outcome.columns()));
        }
    }
    assert!(wrong.is_empty(), "{} probes differ:\n{}", wrong.len(), wrong.join("\n"));
}
