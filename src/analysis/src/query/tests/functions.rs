//! What a real Flink 2.2 answered to calls of functions, casts and operators over columns of every type
//! (`cargo xtask real --functions`): weir gives the same types and refuses the same calls.

use super::{Outcome, add, empty_project, not_null, nullable, run};
use weir_ir::{
    DataType, EdgeKind, Flow, Project, RowField, Type,
    sql::{Body, TimeKind},
};

const ANSWERS: &str = include_str!("../../../tests/data/flink_2_2_functions.tsv");

/// Every column that a call names is where its result comes from: no function loses a class. COUNT tells how many there
/// are, everything else a value (or what chose it).
#[test]
fn no_call_forgets_a_column() {
    let project = project();
    let names: Vec<String> =
        project.relations.iter().flat_map(|(_, t)| t.columns.iter().map(|c| c.name.clone())).collect();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for line in ANSWERS.lines().skip(1).filter(|line| line.contains('(')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [rest, expression, "ok", _] = cells.as_slice() else { continue };
        if rest.contains("GROUP BY") || expression.contains(" AS ") || expression.contains("CURRENT_WATERMARK") {
            continue;
        }
        let outcome = run(&project, &format!("SELECT {expression} AS x FROM t {rest}"));
        if !refusals(&outcome).is_empty() {
            continue;
        }
        let Some(column) = outcome.analyzed.columns.iter().find(|column| column.name == "x") else { continue };
        seen += 1;
        let counts = expression.starts_with("COUNT(");
        for name in words(expression).filter(|word| names.iter().any(|name| name == word)) {
            let edge = column.edges.iter().find(|edge| edge.from.path.to_string().split('.').next() == Some(name));
            let told =
                edge.is_some_and(|edge| counts == (edge.flow == Flow::Existence) || edge.kind == EdgeKind::Conditional);
            if !told {
                wrong.push(format!("{expression} {rest}: {name}: {edge:?}"));
            }
        }
    }
    assert!(seen > 2_500, "only {seen} calls");
    assert!(wrong.is_empty(), "{} columns are lost:\n{}", wrong.len(), wrong.join("\n"));
}

/// Words outside of texts.
fn words(expression: &str) -> impl Iterator<Item = &str> {
    let outside = expression.split('\'').step_by(2);
    outside.flat_map(|part| part.split(|c: char| !(c.is_alphanumeric() || c == '_'))).filter(|word| !word.is_empty())
}

fn array(element: Type) -> DataType {
    DataType::Array(Box::new(element))
}

fn map(key: Type, value: Type) -> DataType {
    DataType::Map(Box::new(key), Box::new(value))
}

fn row(x: Type) -> DataType {
    let field = |name: &str, ty: Type| RowField { name: name.into(), ty };
    DataType::Row(vec![field("x", x), field("y", nullable(DataType::String))])
}

/// The columns of `src/xtask/src/real/functions/table.sql`.
fn project() -> Project {
    use DataType::{
        BigInt, Binary, Boolean, Bytes, Char, Date, Decimal, Double, Float, Int, Multiset, SmallInt, String, Time,
        Timestamp, TimestampLtz, TinyInt, VarBinary, VarChar,
    };
    let money = Decimal { precision: 10, scale: 2 };
    let columns = [
        ("b", Boolean),
        ("ti", TinyInt),
        ("si", SmallInt),
        ("i", Int),
        ("l", BigInt),
        ("f", Float),
        ("d", Double),
        ("de", money.clone()),
        ("dw", Decimal { precision: 38, scale: 18 }),
        ("s", String),
        ("vc", VarChar(10)),
        ("c", Char(3)),
        ("bt", Bytes),
        ("vb", VarBinary(8)),
        ("bi", Binary(4)),
        ("dt", Date),
        ("tm", Time(0)),
        ("tm3", Time(3)),
        ("ts", Timestamp(3)),
        ("ts6", Timestamp(6)),
        ("ltz", TimestampLtz(3)),
        ("ltz6", TimestampLtz(6)),
        ("arr", array(not_null(Int))),
        ("arrs", array(nullable(String))),
        ("m", map(not_null(String), nullable(Int))),
        ("ms", Multiset(Box::new(not_null(String)))),
        ("r", row(not_null(Int))),
        ("arrd", array(nullable(Double))),
        ("arrr", array(nullable(row(nullable(Int))))),
        ("mi", map(not_null(Int), nullable(String))),
        ("rt", Timestamp(3)),
    ];
    let optional = [
        ("nb", Boolean),
        ("ni", Int),
        ("nl", BigInt),
        ("nd", Double),
        ("nde", money),
        ("ns", String),
        ("nvc", VarChar(10)),
        ("nbt", Bytes),
        ("ndt", Date),
        ("ntm", Time(0)),
        ("nts", Timestamp(3)),
        ("nltz", TimestampLtz(3)),
        ("narr", array(nullable(Int))),
        ("nm", map(nullable(String), nullable(Int))),
        ("nms", Multiset(Box::new(nullable(String)))),
        ("nr", row(not_null(Int))),
    ];
    let columns = columns.into_iter().map(|(name, data)| (name, not_null(data)));
    let columns: Vec<(&str, Type)> =
        columns.chain(optional.into_iter().map(|(name, data)| (name, nullable(data)))).collect();
    let mut project = empty_project();
    add(&mut project, "t", &columns, &[], Some("rt"));
    project
}

fn refusals(outcome: &Outcome) -> Vec<String> {
    outcome.errors().into_iter().filter(|error| !OF_THE_WHOLE.iter().any(|code| error.starts_with(code))).collect()
}

/// What weir says to `SELECT expression AS x FROM t rest`: its type, or its errors.
fn answer(project: &Project, rest: &str, expression: &str) -> Result<String, Vec<String>> {
    let outcome = run(project, &format!("SELECT {expression} AS x FROM t {rest}"));
    let errors = refusals(&outcome);
    if !errors.is_empty() {
        return Err(errors);
    }
    let select = outcome.analyzed.query.as_ref().and_then(|query| match &query.body {
        Body::Select(select) => select.items.first(),
        Body::Values(_) | Body::SetOp(_) | Body::Nested(_) => None,
    });
    Ok(select.map_or_else(String::new, |item| {
        let time = match item.expr.time {
            Some(TimeKind::Event) => " *ROWTIME*",
            Some(TimeKind::Processing) => " *PROCTIME*",
            None => "",
        };
        let ty = &item.expr.ty;
        format!("{}{time}{}", ty.data, if ty.nullable { "" } else { " NOT NULL" })
    }))
}

/// Codes that only say that the bare query is no complete transform.
const OF_THE_WHOLE: &[&str] = &["E0605", "E0618"];

/// What weir refuses by a rule of its own although Flink plans it, because it goes wrong when it runs: a text compared
/// with something else (`docs/semantics.md`), moments of two kinds brought to one.
const STRICTER: &[&str] = &["compares a text with something else", "TIMESTAMP and TIMESTAMP_LTZ are mixed"];

/// What Flink gives for a DATE and a TIMESTAMP is a DATE: the time of day is lost without a word.
const CUT: &[&str] = &["DATE", "DATE NOT NULL", "TIME(0)", "TIME(0) NOT NULL"];

fn is_stricter(errors: &[String], flink: &str) -> bool {
    let cut = |error: &str| CUT.contains(&flink) && error.ends_with("mixes types that have nothing in common");
    errors.iter().all(|error| cut(error) || STRICTER.iter().any(|rule| error.ends_with(rule)))
}

/// Functions that Flink has since a later version than the one that was asked.
fn is_newer(words: &str) -> bool {
    let name = words.strip_prefix("No match found for function signature ").and_then(|rest| rest.split('(').next());
    name.and_then(weir_platforms::functions::find).is_some_and(|function| function.since.is_some())
}

/// Rows that differ, and why.
const LISTED: &[(&str, &str)] = &[
    ("tm3", "a column keeps the precision of its topic; Flink's planner has TIME(0) only"),
    ("CAST(1.5 AS INTERVAL DAY)", "an interval with a fraction of its unit is no literal"),
    ("CAST(1.5 AS INTERVAL MONTH)", "an interval with a fraction of its unit is no literal"),
    ("CAST(s AS DECIMAL(39, 1))", "Flink cuts the digits to 38 without a word"),
    ("CAST(i AS DECIMAL(39, 1))", "Flink cuts the digits to 38 without a word"),
    ("TRY_CAST(s AS DECIMAL(39, 1))", "Flink cuts the digits to 38 without a word"),
    ("(ts - ts) DAY", "TIMESTAMPDIFF says it; the unit would be another's alias"),
    ("(ts - ts6) SECOND", "TIMESTAMPDIFF"),
    ("(dt - dt) DAY", "TIMESTAMPDIFF"),
    ("(ts - ts) MONTH", "TIMESTAMPDIFF"),
    ("(ltz - ltz) HOUR", "TIMESTAMPDIFF"),
    ("dt > 'abc'", "a text that is no date ends the job; with `=` Flink's planner says so too"),
    ("tm > 'abc'", "a text that is no time"),
    ("ts > 'abc'", "a text that is no timestamp"),
    ("ltz > 'abc'", "a text that is no timestamp"),
    ("TIMESTAMPADD(DOW, 1, nts)", "of a NOT NULL column Flink refuses it"),
    ("TIMESTAMPADD(ISODOW, 1, nts)", "of a NOT NULL column Flink refuses it"),
    ("TIMESTAMPADD(DOY, 1, nts)", "of a NOT NULL column Flink refuses it"),
    ("TIMESTAMPADD(EPOCH, 1, nts)", "of a NOT NULL column Flink refuses it"),
    ("TIMESTAMPADD(MINUTES, 1, ts)", "printed as MINUTE, which Flink takes"),
    ("SOURCE_WATERMARK()", "only after WATERMARK FOR: it throws when it runs"),
    ("r[1]", "fields of a row have names"),
    ("ROW(1, 'a')[1]", "fields of a row have names"),
    ("COUNT(i, i)", "only NOT NULL arguments; of two columns that may be null the planner refuses it"),
    ("COUNT(s, s)", "only NOT NULL arguments"),
    ("MAX(rt)", "prints *ROWTIME*, and no window takes it"),
    ("MIN(rt)", "prints *ROWTIME*, and no window takes it"),
    ("MAX(rt) OVER w", "prints *ROWTIME*, and no window takes it"),
    ("GROUPING(i)", "refused by name"),
    ("OBJECT_OF('c', 'a', 1)", "structured types are refused by name"),
    ("OBJECT_OF('c', 'a', i, 'b', ns)", "structured types"),
    ("OBJECT_OF('c')", "structured types"),
    ("OBJECT_OF('c', 'a', i).a", "structured types"),
    ("OBJECT_UPDATE(OBJECT_OF('c', 'a', 1), 'a', 2)", "structured types"),
    ("OBJECT_UPDATE(OBJECT_OF('c', 'a', 1, 'b', s), 'a', ni, 'b', 's')", "structured types"),
    ("OBJECT_UPDATE(OBJECT_OF('c', 'a', 1), 'a', 's')", "structured types"),
];

fn listed(expression: &str) -> bool {
    LISTED.iter().any(|(known, _)| *known == expression)
}

#[test]
fn every_call_is_answered_as_flink_does() {
    let project = project();
    let mut wrong = Vec::new();
    let rows = ANSWERS.lines().skip(1);
    for line in rows.clone() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [rest, expression, verdict, words] = cells.as_slice() else { panic!("{line}") };
        match (answer(&project, rest, expression), *verdict) {
            (Ok(found), "ok") if found == *words || *words == "?" => {}
            (Err(_), "refused") => {}
            (Err(errors), "ok") if is_stricter(&errors, words) || listed(expression) => {}
            (Ok(_), "refused") if is_newer(words) || listed(expression) => {}
            (Ok(_), "ok") if listed(expression) => {}
            (found, _) => wrong.push(format!("{expression} {rest}: {verdict} {words}, but {found:?}")),
        }
    }
    assert!(wrong.is_empty(), "{} of {} calls differ:\n{}", wrong.len(), rows.count(), wrong.join("\n"));
}
