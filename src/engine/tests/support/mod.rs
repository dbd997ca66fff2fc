//! Pipelines from text, run over rows, their events and rows as text: for the tests of operators.
#![allow(
    unreachable_pub,
    clippy::wildcard_enum_match_arm,
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests; each test file uses some of them"
)]

use arrow_array::ArrayRef;
use weir_compiler::{Checked, Loader, SourceText, Unit};
use weir_engine::{
    batch::{Batch, Kind, Marks, NO_MARK},
    datum::{self, Datum},
    job::{Collected, Job, Options},
    plan::Unsupported,
    time,
};
use weir_ir::{DataType, Project, RelationId, Type};

struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, shown: &str) -> Result<String, String> {
        Err(format!("no file {shown}"))
    }
}

/// Items and transforms; the `pipeline` item stands before them.
pub fn check(items: &str) -> Checked {
    let text = format!("pipeline t {{ owner = \"t\" }}\n{items}\n");
    let source = SourceText { shown: "t.weir".into(), artifact: "t.weir".into(), text };
    weir_compiler::check(Unit { files: vec![source] }, &NoFiles)
}

pub fn errors(checked: &Checked) -> Vec<String> {
    let errors = checked.diagnostics.iter().filter(|found| found.severity() == weir_diagnostics::Severity::Error);
    errors.map(|found| format!("{} {}", found.code.id, found.message)).collect()
}

/// A project without errors.
pub fn project(items: &str) -> Project {
    let checked = check(items);
    assert!(errors(&checked).is_empty(), "{items}\n{:#?}", errors(&checked));
    checked.project
}

/// A record of a source: the relation, what it says, its cells as text (`\N` is NULL).
#[derive(Debug, Clone)]
pub struct Record {
    pub relation: &'static str,
    pub kind: Kind,
    pub cells: Vec<String>,
}

pub fn record(relation: &'static str, kind: &str, cells: &[&str]) -> Record {
    let kind = [Kind::Insert, Kind::UpdateBefore, Kind::UpdateAfter, Kind::Delete]
        .into_iter()
        .find(|known| known.word() == kind)
        .expect("a kind of change");
    Record { relation, kind, cells: cells.iter().map(ToString::to_string).collect() }
}

/// A cell as text in the goldens.
pub fn parse(text: &str, ty: &DataType) -> Datum {
    if text == "\\N" {
        return Datum::Null;
    }
    match ty {
        DataType::Boolean => Datum::Boolean(text == "true"),
        DataType::TinyInt | DataType::SmallInt | DataType::Int | DataType::BigInt => Datum::Int(text.parse().unwrap()),
        DataType::Float | DataType::Double => Datum::Double(text.parse().unwrap()),
        DataType::Decimal { scale, .. } => Datum::Decimal(weir_engine::expr::decimal::parse(text, *scale).unwrap()),
        DataType::Date => Datum::Int(i64::from(time::parse_date(text).unwrap())),
        DataType::Timestamp(p) | DataType::TimestampLtz(p) => Datum::Int(time::parse_timestamp(text, *p).unwrap()),
        _ => Datum::Text(text.to_string()),
    }
}

/// A value as text in the goldens: timestamps with seconds, no fraction of zeros.
pub fn print(value: &Datum, ty: &DataType) -> String {
    match (value, ty) {
        (Datum::Null, _) => "\\N".to_string(),
        (Datum::Boolean(value), _) => value.to_string(),
        (Datum::Int(value), DataType::Timestamp(p) | DataType::TimestampLtz(p)) => {
            let text = time::format_timestamp(*value, *p);
            text.trim_end_matches('0')
                .trim_end_matches('.')
                .to_string()
                .clone()
                .pipe(|short| if text.contains('.') { short } else { text.clone() })
        }
        (Datum::Int(value), DataType::Date) => time::format_date(*value),
        (Datum::Int(value), _) => value.to_string(),
        (Datum::Double(value), DataType::Float) => weir_engine::expr::cast::float_text(*value),
        (Datum::Double(value), _) => weir_engine::expr::cast::double_text(*value),
        (Datum::Decimal(value), DataType::Decimal { scale, .. }) => weir_engine::expr::decimal::format(*value, *scale),
        (Datum::Text(text), _) => text.clone(),
        (other, _) => format!("{other:?}"),
    }
}

trait Pipe: Sized {
    fn pipe<T>(self, f: impl FnOnce(Self) -> T) -> T {
        f(self)
    }
}

impl<T> Pipe for T {}

/// What came out of a relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// `+I 1 a`, in order.
    pub events: Vec<String>,
    /// What is there in the end, sorted.
    pub rows: Vec<String>,
}

/// Feeds the records in order, in batches of at most so many rows, and gives what came out of `wanted`.
pub fn run(project: &Project, wanted: &str, records: &[Record], size: usize) -> Outcome {
    try_run(project, wanted, records, size).unwrap()
}

pub fn try_run(project: &Project, wanted: &str, records: &[Record], size: usize) -> Result<Outcome, String> {
    let id = project.relations.find(wanted).expect("the wanted relation");
    let mut job = build(project, id).map_err(|all| format!("{all:?}"))?;
    let mut sink = Collected::default();
    for (relation, batch) in batches(project, &job, records, size) {
        job.feed(relation, batch, 0, &mut sink).map_err(|fault| fault.to_string())?;
    }
    job.end(0, &mut sink).map_err(|fault| fault.to_string())?;
    Ok(outcome(project, id, &sink))
}

/// The same, but after each batch the job's state goes through a checkpoint into a new job.
pub fn run_with_checkpoints(project: &Project, wanted: &str, records: &[Record], size: usize) -> Outcome {
    let id = project.relations.find(wanted).expect("the wanted relation");
    let mut job = build(project, id).unwrap();
    let mut sink = Collected::default();
    for (relation, batch) in batches(project, &job, records, size) {
        job.feed(relation, batch, 0, &mut sink).unwrap();
        let state = job.snapshot();
        job = build(project, id).unwrap();
        job.restore(&state).unwrap();
        assert_eq!(job.snapshot(), state, "a restored job has the same state");
    }
    job.end(0, &mut sink).unwrap();
    outcome(project, id, &sink)
}

/// The outcome is the same for batches of 1, 7 and 1024, and through checkpoints.
pub fn run_all(project: &Project, wanted: &str, records: &[Record]) -> Outcome {
    let single = run(project, wanted, records, 1);
    for size in [7, 1024] {
        assert_eq!(run(project, wanted, records, size), single, "batches of {size}");
    }
    assert_eq!(run_with_checkpoints(project, wanted, records, 3), single, "through checkpoints");
    single
}

pub fn build(project: &Project, wanted: RelationId) -> Result<Job, Vec<Unsupported>> {
    Job::build(project, &[wanted], Options::default())
}

/// Runs of records of one relation, cut to a size.
pub fn batches(project: &Project, job: &Job, records: &[Record], size: usize) -> Vec<(RelationId, Batch)> {
    let mut all = Vec::new();
    for run in records.chunk_by(|a, b| a.relation == b.relation) {
        let id = project.relations.find(run[0].relation).expect("a relation of the records");
        let Some(columns) = job.columns(id) else { continue };
        all.extend(run.chunks(size).map(|chunk| (id, batch(columns, chunk))));
    }
    all
}

fn batch(columns: &[(String, Type)], records: &[Record]) -> Batch {
    let column = |(n, (_, ty)): (usize, &(String, Type))| -> ArrayRef {
        let values: Vec<Datum> = records.iter().map(|record| parse(&record.cells[n], &ty.data)).collect();
        datum::column(&ty.data, &values)
    };
    let arrays = columns.iter().enumerate().map(column).collect();
    let kinds: Vec<u8> = records.iter().map(|record| record.kind as u8).collect();
    Batch::new(arrays, records.len(), Some(kinds.into()), Marks::All(NO_MARK))
}

fn outcome(project: &Project, id: RelationId, sink: &Collected) -> Outcome {
    let columns = &project.relations[id].columns;
    let text = |row: &[Datum]| {
        let cells = row.iter().zip(columns).map(|(value, column)| print(value, &column.ty.data));
        cells.collect::<Vec<_>>().join(" ")
    };
    let events = sink.of(id).iter().map(|(kind, row)| format!("{} {}", kind.word(), text(row))).collect();
    let mut rows: Vec<String> = sink.rows_of(id).iter().map(|row| text(row)).collect();
    rows.sort();
    Outcome { events, rows }
}
