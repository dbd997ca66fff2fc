//! Grouping sets: types, rows and keys as Flink 2.2 plans them.

#![allow(clippy::wildcard_enum_match_arm, reason = "only the forms that a test looks for")]

use super::{Outcome, add, empty_project, forever, not_null, nullable, run_with};
use weir_ir::{
    Changelog, DataType, StateClass,
    plan::{Node, Op},
    sql::{ExprKind, Literal},
};

fn analysed(sql: &str) -> Outcome {
    let mut project = empty_project();
    let columns = [
        ("id", not_null(DataType::Int)),
        ("pid", not_null(DataType::Int)),
        ("label", nullable(DataType::String)),
        ("ts", not_null(DataType::TimestampLtz(3))),
    ];
    add(&mut project, "app", &columns, &[], Some("ts"));
    run_with(&project, sql, forever())
}

fn types(sql: &str) -> Vec<String> {
    let outcome = analysed(sql);
    let columns = outcome.analyzed.columns.iter();
    columns.map(|column| format!("{}{}", column.ty.data, if column.ty.nullable { "?" } else { "" })).collect()
}

fn nodes(outcome: &Outcome) -> Vec<&Node> {
    outcome.analyzed.plan.as_ref().expect("a plan").root.nodes()
}

/// The cells that a set gives behind the columns of the input: whether each is NULL, and the set's number.
fn sets(outcome: &Outcome) -> Vec<String> {
    let expand = nodes(outcome).into_iter().find_map(|node| match &node.op {
        Op::Expand { rows } => Some((rows.clone(), node.inputs[0].columns.len())),
        _ => None,
    });
    let Some((rows, width)) = expand else { return Vec::new() };
    let cell = |expr: &weir_ir::sql::Expr| match &expr.kind {
        ExprKind::Literal(Literal::Number(digits)) => digits.clone(),
        ExprKind::Literal(_) => "-".to_string(),
        ExprKind::Input(n) => format!("c{n}"),
        other => panic!("{other:?}"),
    };
    rows.iter().map(|row| row[width..].iter().map(cell).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_key_that_a_set_leaves_out_may_be_null_behind_the_group_and_nowhere_else() {
    let table = [
        ("SELECT pid, COUNT(*) AS n FROM app GROUP BY ROLLUP (pid)", vec!["INT?", "BIGINT"]),
        ("SELECT pid + 1 AS p, MAX(pid) AS m FROM app GROUP BY ROLLUP (pid)", vec!["INT?", "INT"]),
        ("SELECT COALESCE(pid, 0) AS p FROM app GROUP BY CUBE (pid)", vec!["INT"]),
        ("SELECT pid, id FROM app GROUP BY GROUPING SETS ((pid, id), (pid))", vec!["INT", "INT?"]),
        ("SELECT pid FROM app GROUP BY pid, ROLLUP (id)", vec!["INT"]),
        ("SELECT SUM(pid) AS s FROM app GROUP BY ()", vec!["INT?"]),
        ("SELECT SUM(pid) AS s FROM app GROUP BY GROUPING SETS (())", vec!["INT"]),
        ("SELECT pid, GROUPING(pid) AS g, GROUP_ID() AS i FROM app GROUP BY pid", vec!["INT", "BIGINT", "BIGINT"]),
    ];
    for (sql, expected) in table {
        assert_eq!(analysed(sql).errors().iter().filter(|e| !e.starts_with("E0605")).count(), 0, "{sql}");
        assert_eq!(types(sql), expected, "{sql}");
    }
}

#[test]
fn each_row_stands_once_for_each_set() {
    let outcome = analysed("SELECT pid, id, COUNT(*) AS n FROM app GROUP BY CUBE (pid, id)");
    assert_eq!(sets(&outcome), ["c1 c0 0", "c1 - 1", "- c0 2", "- - 3"]);
    let nested = analysed("SELECT pid, COUNT(*) AS n FROM app GROUP BY pid, GROUPING SETS (ROLLUP (id), label)");
    assert_eq!(sets(&nested), ["c0 - 0", "- - 1", "- c2 2"]);
    let one = analysed("SELECT pid, id, COUNT(*) AS n FROM app GROUP BY GROUPING SETS ((pid), (pid)), id");
    assert_eq!(sets(&one), ["0", "1"], "a set that stands twice groups twice");
    let distinct = analysed("SELECT pid, COUNT(*) AS n FROM app GROUP BY DISTINCT GROUPING SETS ((pid), (pid))");
    assert!(sets(&distinct).is_empty());
}

#[test]
fn the_number_of_the_set_is_part_of_the_key_and_the_state_is_that_of_the_group() {
    let outcome = analysed("SELECT pid, id, COUNT(*) AS n FROM app GROUP BY ROLLUP (pid, id)");
    assert_eq!(outcome.analyzed.facts.changelog, Changelog::Retract);
    assert_eq!(outcome.analyzed.facts.state, StateClass::Unbounded);
    let group = nodes(&outcome).into_iter().find(|node| matches!(node.op, Op::GroupAggregate { .. })).unwrap();
    assert_eq!(group.upsert_key, Some(vec![0, 1, 2]));
    assert_eq!(group.columns[2].name, "$e");
}

#[test]
fn a_window_groups_by_sets_where_each_has_both_bounds() {
    let tumble = "FROM TABLE(TUMBLE(TABLE app, DESCRIPTOR(ts), INTERVAL '5' SECOND))";
    let table = [
        (format!("SELECT window_start, pid, COUNT(*) AS n {tumble} GROUP BY window_start, window_end, CUBE (pid)"), true),
        (
            format!(
                "SELECT window_start, pid, COUNT(*) AS n {tumble}
                 GROUP BY GROUPING SETS ((window_start, window_end, pid), (window_start, window_end))"
            ),
            true,
        ),
        (format!("SELECT window_start, pid, COUNT(*) AS n {tumble} GROUP BY ROLLUP (window_start, window_end, pid)"), false),
        (
            "SELECT window_start, pid, COUNT(*) AS n FROM TABLE(SESSION(TABLE app, DESCRIPTOR(ts), INTERVAL '5' SECOND))
             GROUP BY window_start, window_end, ROLLUP (pid)"
                .to_string(),
            false,
        ),
    ];
    for (sql, windowed) in table {
        let outcome = analysed(&sql);
        let found = nodes(&outcome).into_iter().any(|node| matches!(node.op, Op::WindowAggregate { .. }));
        assert_eq!(found, windowed, "{sql}");
        assert_eq!(outcome.analyzed.facts.changelog == Changelog::Append, windowed, "{sql}");
    }
}

#[test]
fn grouping_is_a_number_of_the_set() {
    let outcome = analysed("SELECT GROUPING(pid, id) AS g FROM app GROUP BY ROLLUP (pid, id)");
    let Op::Project { expressions } = &nodes(&outcome)[0].op else { panic!("a projection") };
    let ExprKind::Case { branches, .. } = &expressions[0].kind else { panic!("{:?}", expressions[0].kind) };
    let digits = |expr: &weir_ir::sql::Expr| match &expr.kind {
        ExprKind::Literal(Literal::Number(digits)) => digits.clone(),
        other => panic!("{other:?}"),
    };
    let values: Vec<_> = branches.iter().map(|branch| digits(&branch.then)).collect();
    assert_eq!(values, ["0", "1", "3"]);
    assert!(outcome.analyzed.columns[0].edges.iter().all(|edge| edge.flow != weir_ir::Flow::Value));
}
