//! MATCH_RECOGNIZE: types, time, state, plans and lineage; types as DESCRIBE of a view in Flink 2.2 gives them. What is
//! refused stands in the corpus, with Flink's word on it.

use super::{Outcome, add, empty_project, forever, not_null, nullable, run, run_with};
use weir_ir::{
    Changelog, DataType, Project, RowField, StateClass,
    plan::{Node, Op},
    sql::{ExprKind, MatchExpr, MatchSkip, Pick, RowsOf},
};

fn project() -> Project {
    let mut project = empty_project();
    let fields = vec![
        RowField { name: "a".into(), ty: nullable(DataType::Int) },
        RowField { name: "b".into(), ty: nullable(DataType::String) },
    ];
    let columns = [
        ("id", not_null(DataType::String)),
        ("sym", nullable(DataType::String)),
        ("price", nullable(DataType::Decimal { precision: 10, scale: 2 })),
        ("qty", nullable(DataType::Int)),
        ("d", not_null(DataType::Double)),
        ("ts", not_null(DataType::TimestampLtz(3))),
        ("r", nullable(DataType::Row(fields))),
    ];
    add(&mut project, "t", &columns, &[], Some("ts"));
    add(&mut project, "shop.cdc", &columns, &["id"], Some("$rowtime"));
    project
}

fn analysed(sql: &str) -> Outcome {
    run_with(&project(), sql, forever())
}

fn matched(measures: &str, rest: &str) -> Outcome {
    analysed(&format!("SELECT * FROM t MATCH_RECOGNIZE (PARTITION BY sym ORDER BY ts MEASURES {measures} {rest}) AS m"))
}

const REST: &str = "AFTER MATCH SKIP PAST LAST ROW PATTERN (A+ B) WITHIN INTERVAL '1' HOUR
    DEFINE A AS A.price > 10, B AS B.price < 5";

fn pattern(outcome: &Outcome) -> &Node {
    let root = &outcome.analyzed.plan.as_ref().expect("a plan").root;
    root.nodes().into_iter().find(|node| matches!(node.op, Op::Match { .. })).expect("a pattern")
}

#[test]
fn measures_have_the_types_that_flink_gives_them() {
    let table = [
        ("A.price", "DECIMAL(10, 2)"),
        ("LAST(B.price)", "DECIMAL(10, 2)"),
        ("COUNT(A.price)", "BIGINT NOT NULL"),
        ("COUNT(*)", "BIGINT NOT NULL"),
        ("SUM(A.qty)", "INT"),
        ("AVG(A.d)", "DOUBLE"),
        ("AVG(A.qty)", "INT"),
        ("SUM(A.price)", "DECIMAL(38, 2)"),
        ("AVG(A.price)", "DECIMAL(38, 6)"),
        ("MAX(A.d)", "DOUBLE"),
        ("A.d", "DOUBLE NOT NULL"),
        ("LAST(A.d, 1)", "DOUBLE NOT NULL"),
        ("CAST(A.price AS INT) + 1", "INT"),
        ("COUNT(A.d) + 1", "BIGINT NOT NULL"),
        ("A.r", "ROW<`a` INT, `b` STRING>"),
        ("(A.r).a", "INT"),
        ("COLLECT(A.d)", "MULTISET<DOUBLE NOT NULL> NOT NULL"),
        ("LISTAGG(A.id)", "STRING NOT NULL"),
        ("ARRAY_AGG(A.d)", "ARRAY<DOUBLE NOT NULL> NOT NULL"),
        ("A.ts", "TIMESTAMP_LTZ(3) NOT NULL"),
        ("MATCH_ROWTIME()", "TIMESTAMP(3) NOT NULL *ROWTIME*"),
        ("MATCH_ROWTIME(ts)", "TIMESTAMP_LTZ(3) NOT NULL *ROWTIME*"),
        ("MATCH_ROWTIME(A.ts)", "TIMESTAMP_LTZ(3) NOT NULL *ROWTIME*"),
        ("MATCH_PROCTIME()", "TIMESTAMP_LTZ(3) NOT NULL *ROWTIME*"),
    ];
    for (measure, ty) in table {
        let outcome = matched(&format!("{measure} AS x"), REST);
        assert!(outcome.errors().is_empty(), "{measure}: {:?}", outcome.errors());
        assert_eq!(outcome.columns(), format!("sym STRING, x {ty}"));
    }
}

#[test]
fn a_match_is_inserted_once_and_its_time_goes_on() {
    let outcome = matched("MATCH_ROWTIME(ts) AS at_, A.ts AS began", REST);
    let facts = &outcome.analyzed.facts;
    assert_eq!((facts.changelog, facts.state), (Changelog::Append, StateClass::Bounded));
    assert_eq!(facts.time.as_ref().map(|time| time.column.as_str()), Some("at_"));
    let endless = matched("A.d AS d", "PATTERN (A B) DEFINE B AS B.d > A.d");
    assert_eq!(endless.analyzed.facts.state, StateClass::Unbounded);
}

#[test]
fn without_within_a_pattern_keeps_what_it_began_unless_that_is_wanted() {
    let sql = "SELECT * FROM t MATCH_RECOGNIZE (ORDER BY ts MEASURES A.d AS d PATTERN (A B) DEFINE B AS B.d > A.d)";
    assert_eq!(run(&project(), sql).codes(), ["W0614"]);
    assert!(run_with(&project(), sql, forever()).codes().is_empty());
}

#[test]
fn a_pattern_reads_inserts_only() {
    let outcome = analysed(
        "SELECT * FROM shop.cdc MATCH_RECOGNIZE (ORDER BY `$rowtime` MEASURES A.d AS d PATTERN (A B) DEFINE B AS B.d > A.d)",
    );
    assert_eq!(outcome.codes(), ["E0611"]);
}

#[test]
fn the_plan_holds_variables_by_place_and_columns_by_position() {
    let outcome = matched(
        "A.price AS last_a, LAST(A.price, 1) AS before, FIRST(d) AS first_d, SUM(A.d * A.qty) AS total",
        "AFTER MATCH SKIP TO LAST B PATTERN (A{2,} B+? (C)) DEFINE B AS B.d > A.d AND COUNT(B.d) < 9",
    );
    assert!(outcome.errors().is_empty(), "{:?}", outcome.errors());
    let Op::Match { partition, order, measures, skip, pattern: variables, within_ms } = &pattern(&outcome).op else {
        unreachable!("`pattern` finds one")
    };
    assert_eq!((partition.as_slice(), order.len(), within_ms), ([1].as_slice(), 1, &None));
    assert_eq!(*skip, MatchSkip::ToLast(1));
    let times: Vec<_> =
        variables.iter().map(|one| (one.name.value.as_str(), one.min, one.max, one.reluctant)).collect();
    assert_eq!(times, [("A", 2, None, false), ("B", 1, None, true), ("C", 1, Some(1), false)]);
    let conditions: Vec<bool> = variables.iter().map(|one| one.condition.is_some()).collect();
    assert_eq!(conditions, [false, true, false]);
    let picks: Vec<String> = measures.iter().map(|measure| picked(&measure.kind)).collect();
    assert_eq!(picks, ["A Bare Input(2)", "A Last(1) Input(2)", "* First(0) Input(4)", "A SUM of 1"]);
    assert_ne!(Pick::Bare, Pick::First(0));
}

fn picked(measure: &ExprKind) -> String {
    let ExprKind::Match(found) = measure else { return "no match".to_string() };
    match found.as_ref() {
        MatchExpr::Row { of, pick, value } => format!("{} {pick:?} {:?}", of_name(of), value.kind),
        MatchExpr::Rows { of, call } => format!("{} {} of {}", of_name(of), call.name, call.args.len()),
        other @ (MatchExpr::Rowtime { .. } | MatchExpr::Proctime) => format!("{other:?}"),
    }
}

fn of_name(of: &RowsOf) -> &str {
    match of {
        RowsOf::Match => "*",
        RowsOf::Variable { name, .. } => name,
    }
}

#[test]
fn measures_hand_on_what_they_pick_and_conditions_decide_over_every_row() {
    let outcome = analysed(
        "SELECT m.p, m.s, m.n FROM t MATCH_RECOGNIZE (PARTITION BY sym ORDER BY ts
           MEASURES A.price AS p, SUM(A.qty) AS s, COUNT(B.id) AS n
           PATTERN (A+ B) DEFINE B AS B.d > 1) AS m",
    );
    let edges = |edges: &[weir_ir::Edge]| -> Vec<String> {
        edges.iter().map(|edge| format!("{} {:?} {:?}", edge.from.path, edge.flow, edge.kind)).collect()
    };
    let column = |n: usize| edges(&outcome.analyzed.columns[n].edges);
    assert_eq!(column(0), ["price Value Identity"]);
    assert_eq!(column(1), ["qty Value Aggregation"]);
    assert_eq!(column(2), ["id Existence Aggregation"]);
    let rows = edges(&outcome.analyzed.row_edges);
    assert_eq!(rows, ["sym Influence GroupBy", "ts Influence Sort", "d Influence Filter"]);
}
