//! Changelogs, keys, time and state of operators, and the mistakes that only a plan shows (Flink 2.x, changelog modes
//! and upsert keys).

use super::{Outcome, add, empty_project, forever, not_null, nullable, run_with};
use weir_ir::{
    Changelog, DataType, Flow, Project, StateClass, StateTtl, TransformSettings,
    plan::{Node, Op},
};

fn project() -> Project {
    let mut project = empty_project();
    let int = || not_null(DataType::Int);
    let time = || not_null(DataType::TimestampLtz(3));
    let text = || not_null(DataType::String);
    add(&mut project, "app", &[("id", int()), ("pid", int()), ("qty", int()), ("ts", time())], &[], Some("ts"));
    add(&mut project, "other", &[("id", int()), ("name", text()), ("ts", time())], &[], Some("ts"));
    let cdc = [("id", int()), ("pid", int()), ("qty", int()), ("label", nullable(DataType::String))];
    add(&mut project, "shop.cdc", &cdc, &["id"], Some("$rowtime"));
    add(&mut project, "shop.prod", &[("pid", int()), ("name", text()), ("price", int())], &["pid"], Some("$rowtime"));
    project
}

fn analysed(sql: &str) -> Outcome {
    run_with(&project(), sql, forever())
}

fn key(outcome: &Outcome) -> Vec<String> {
    outcome.analyzed.facts.key.clone().unwrap_or_default()
}

fn root(outcome: &Outcome) -> &Node {
    &outcome.analyzed.plan.as_ref().expect("a plan").root
}

fn has(outcome: &Outcome, wanted: fn(&Op) -> bool) -> bool {
    root(outcome).nodes().into_iter().any(|node| wanted(&node.op))
}

const TUMBLE: &str = "FROM TABLE(TUMBLE(TABLE app, DESCRIPTOR(ts), INTERVAL '5' SECOND))";

#[test]
fn every_shape_has_its_changelog_key_and_state() {
    use Changelog::{Append, Upsert};
    use StateClass::{Bounded, None, Table, Unbounded};
    let windows =
        format!("SELECT window_start, window_end, pid, COUNT(*) AS n {TUMBLE} GROUP BY window_start, window_end, pid");
    let windowed_top = format!(
        "SELECT pid, qty, n FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY qty DESC) AS n
         {TUMBLE}) WHERE n <= 3"
    );
    let table: &[(&str, Changelog, &[&str], StateClass)] = &[
        ("SELECT id, qty FROM app WHERE qty > 1", Append, &[], None),
        ("SELECT id, qty FROM shop.cdc WHERE qty > 1", Upsert, &["id"], Table),
        ("SELECT id AS k, qty FROM shop.cdc", Upsert, &["k"], Table),
        ("SELECT pid, COUNT(*) AS n FROM app GROUP BY pid", Upsert, &["pid"], Unbounded),
        ("SELECT pid, COUNT(*) AS n FROM shop.cdc GROUP BY pid", Upsert, &["pid"], Table),
        ("SELECT DISTINCT pid, qty FROM app", Upsert, &["pid", "qty"], Unbounded),
        (&windows, Append, &[], Bounded),
        (&windowed_top, Append, &[], Bounded),
        (
            "SELECT id, qty FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts) AS n FROM app) WHERE n = 1",
            Append,
            &[],
            Unbounded,
        ),
        (
            "SELECT id, qty FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts DESC) AS n FROM app) WHERE n = 1",
            Upsert,
            &["id"],
            Table,
        ),
        (
            "WITH r AS (SELECT *, ROW_NUMBER() OVER (PARTITION BY pid ORDER BY qty DESC) AS n FROM app)
             SELECT pid, n, qty FROM r WHERE n <= 3",
            Upsert,
            &["pid", "n"],
            Table,
        ),
        ("SELECT a.id, o.name FROM app a JOIN other o ON a.id = o.id", Append, &[], Unbounded),
        ("SELECT c.id, p.name FROM shop.cdc c JOIN shop.prod p ON c.pid = p.pid", Upsert, &["id"], Table),
        ("SELECT c.id, p.name FROM shop.cdc c LEFT JOIN shop.prod p ON c.id = p.pid", Upsert, &["id"], Table),
        (
            "SELECT a.id, o.name FROM app a JOIN other o
             ON a.id = o.id AND a.ts BETWEEN o.ts - INTERVAL '1' HOUR AND o.ts",
            Append,
            &[],
            Bounded,
        ),
        (
            "SELECT a.id, o.name FROM app a, other o WHERE a.id = o.id AND a.ts >= o.ts AND a.ts < o.ts + INTERVAL '5' MINUTE",
            Append,
            &[],
            Bounded,
        ),
        (
            "SELECT a.id, p.name FROM app a LEFT JOIN shop.prod FOR SYSTEM_TIME AS OF a.ts AS p ON a.pid = p.pid",
            Append,
            &[],
            Table,
        ),
        (
            "SELECT c.id, p.name FROM shop.cdc c
             JOIN shop.prod FOR SYSTEM_TIME AS OF c.`$rowtime` AS p ON c.id = p.pid",
            Upsert,
            &["id"],
            Table,
        ),
        ("SELECT id FROM app UNION ALL SELECT id FROM other", Append, &[], None),
        ("SELECT id FROM app UNION SELECT id FROM other", Upsert, &["id"], Unbounded),
        ("SELECT id, COUNT(*) OVER (PARTITION BY pid ORDER BY ts) AS n FROM app", Append, &[], Bounded),
        ("SELECT x, y FROM (VALUES (1, 'a'), (2, 'b')) AS v(x, y)", Append, &[], None),
        ("SELECT id, ts FROM app ORDER BY ts", Append, &[], Bounded),
    ];
    for (sql, changelog, wanted, state) in table {
        let outcome = analysed(sql);
        assert!(outcome.errors().is_empty(), "{sql}: {:?}", outcome.errors());
        let facts = &outcome.analyzed.facts;
        assert_eq!((facts.changelog, facts.state), (*changelog, *state), "{sql}");
        assert_eq!(key(&outcome), *wanted, "{sql}");
    }
}

#[test]
fn a_join_spread_by_another_column_loses_the_upsert_key() {
    let lost = analysed("SELECT c.id, p.name FROM shop.cdc c JOIN shop.prod p ON c.pid = p.pid");
    assert_eq!(lost.analyzed.facts.upsert_key, None);
    assert_eq!(lost.codes(), ["W0606"]);
    let kept = analysed("SELECT c.id, p.name FROM shop.cdc c JOIN shop.prod p ON c.id = p.pid");
    assert_eq!(kept.analyzed.facts.upsert_key, Some(vec!["id".to_string()]));
    assert!(kept.codes().is_empty(), "{:?}", kept.codes());
}

#[test]
fn a_key_is_lost_when_a_part_is_dropped_or_wrapped() {
    for sql in ["SELECT qty FROM shop.cdc", "SELECT id + 1 AS id, qty FROM shop.cdc"] {
        let outcome = analysed(sql);
        assert_eq!(outcome.codes(), ["E0605"], "{sql}");
        assert_eq!(outcome.analyzed.facts.changelog, Changelog::Retract);
    }
}

#[test]
fn shapes_are_recognised() {
    let dedup = analysed(
        "SELECT id FROM (SELECT id, n FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts) AS n FROM app)) WHERE n = 1",
    );
    assert!(has(&dedup, |op| matches!(op, Op::Deduplicate { keep_last: false, .. })));
    let top = analysed(
        "SELECT pid, n FROM (SELECT pid, ROW_NUMBER() OVER (PARTITION BY pid ORDER BY qty) AS n FROM app) WHERE n < 4",
    );
    assert!(has(&top, |op| matches!(op, Op::Rank { from: 1, to: 3, .. })));
    let interval = analysed(
        "SELECT a.id FROM app a JOIN other o ON a.id = o.id
         AND a.ts > o.ts - INTERVAL '1' MINUTE AND o.ts + INTERVAL '2' SECOND >= a.ts",
    );
    assert!(has(&interval, |op| matches!(op, Op::IntervalJoin { lower_ms: -59_999, upper_ms: 2_000, .. })));
    let join = analysed(&format!(
        "SELECT l.pid FROM (SELECT * {TUMBLE}) l JOIN (SELECT * {TUMBLE}) r
         ON l.pid = r.pid AND l.window_start = r.window_start AND l.window_end = r.window_end"
    ));
    assert!(has(&join, |op| matches!(op, Op::WindowJoin { .. })), "{:?}", join.diagnostics);
}

#[test]
fn a_time_to_live_bounds_state_and_is_asked_for_where_it_only_grows() {
    let sql = "SELECT pid, COUNT(*) AS n FROM app GROUP BY pid";
    let unstated = run_with(&project(), sql, TransformSettings::default());
    assert_eq!(unstated.codes(), ["W0614"]);
    let settings = TransformSettings { state_ttl: StateTtl::All(Some(1000)), ..TransformSettings::default() };
    let stated = run_with(&project(), sql, settings);
    assert!(stated.codes().is_empty());
    assert_eq!(stated.analyzed.facts.state, StateClass::Keyed);
}

#[test]
fn window_time_goes_on_and_other_times_are_lost() {
    let cascade = analysed(&format!(
        "SELECT window_start, window_end, SUM(n) AS n FROM TABLE(TUMBLE(TABLE (
           SELECT window_time, COUNT(*) AS n {TUMBLE} GROUP BY window_start, window_end, window_time
         ), DESCRIPTOR(window_time), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end"
    ));
    assert!(cascade.errors().is_empty(), "{:?}", cascade.errors());
    let joined = analysed(
        "SELECT window_start, window_end, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE (
           SELECT a.id, a.ts FROM app a JOIN other o ON a.id = o.id
         ), DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end",
    );
    assert_eq!(joined.codes(), ["E0601"]);
}

fn edges(outcome: &Outcome, column: &str) -> Vec<String> {
    let column = outcome.analyzed.columns.iter().find(|c| c.name == column).expect("the column");
    column.edges.iter().map(|edge| format!("{} {:?} {:?}", edge.from.path, edge.flow, edge.kind)).collect()
}

#[test]
fn lineage_tells_value_influence_and_existence() {
    let outcome = analysed(
        "SELECT pid, COUNT(qty) AS n, MAX(CASE WHEN id > 1 THEN qty ELSE 0 END) AS m FROM app WHERE id > 0 GROUP BY pid",
    );
    assert_eq!(edges(&outcome, "pid"), ["pid Value Identity"]);
    assert_eq!(edges(&outcome, "n"), ["qty Existence Aggregation", "id Existence Filter"]);
    assert_eq!(edges(&outcome, "m"), ["id Value Aggregation", "qty Value Aggregation"]);
    let rows: Vec<String> = outcome
        .analyzed
        .row_edges
        .iter()
        .map(|edge| format!("{} {:?} {:?}", edge.from.path, edge.flow, edge.kind))
        .collect();
    assert_eq!(rows, ["id Influence Filter", "pid Influence GroupBy"]);
    assert!(outcome.analyzed.row_edges.iter().all(|edge| edge.flow == Flow::Influence));
}

#[test]
fn fields_of_a_constructed_row_are_tracked_one_by_one() {
    let outcome = analysed(
        "SELECT d.r.a AS a, d.r.b AS b FROM (SELECT CAST(ROW(qty, pid) AS ROW<a INT, b INT>) AS r FROM app) AS d",
    );
    assert_eq!(edges(&outcome, "a"), ["qty Value Identity"]);
    assert_eq!(edges(&outcome, "b"), ["pid Value Identity"]);
}

#[test]
fn partition_and_order_of_over_are_influence() {
    let outcome = analysed("SELECT SUM(qty) OVER (PARTITION BY pid ORDER BY ts) AS s FROM app");
    assert_eq!(edges(&outcome, "s"), ["qty Value Aggregation", "pid Influence GroupBy", "ts Influence Sort"]);
}

#[test]
fn the_right_side_of_except_only_decides() {
    let outcome = analysed("SELECT id FROM app EXCEPT SELECT id FROM other");
    assert_eq!(edges(&outcome, "id"), ["id Value Identity", "id Influence Filter"]);
}

#[test]
fn long_chains_and_deep_nesting_end_in_an_answer() {
    let chain = (0..3000).map(|n| format!("qty = {n}")).collect::<Vec<_>>().join(" OR ");
    let sum = vec!["qty"; 3000].join(" + ");
    let deep = format!("{}qty{}", "(".repeat(300), ")".repeat(300));
    let nested = (0..60).fold("SELECT qty FROM app".to_string(), |sql, _| format!("SELECT qty FROM ({sql}) AS d"));
    let queries = [
        format!("SELECT qty FROM app WHERE {chain}"),
        format!("SELECT {sum} AS s FROM app"),
        format!("SELECT {deep} AS s FROM app"),
        nested,
    ];
    for sql in queries {
        let outcome = analysed(&sql);
        assert!(outcome.analyzed.query.is_some() || !outcome.diagnostics.is_empty());
    }
}

/// Flink 2.2 computes the expression below the join: `TemporalJoin(… $f4 = mid …)` over `Calc(merchant.id AS $f4)`.
#[test]
fn a_temporal_join_may_compute_the_left_side_of_its_key() {
    let join = |on: &str| {
        format!(
            "SELECT a.id, p.name FROM app a LEFT JOIN shop.prod FOR SYSTEM_TIME AS OF a.ts AS p ON {on} WHERE a.qty > 0"
        )
    };
    for on in ["a.pid + 1 = p.pid", "p.pid = ABS(a.pid)", "a.pid + a.id = p.pid AND a.qty > 1"] {
        let outcome = analysed(&join(on));
        assert!(outcome.errors().is_empty(), "{on}: {:?}", outcome.errors());
        let pairs = |op: &Op| if let Op::TemporalJoin { equi, .. } = op { equi.len() } else { 0 };
        assert_eq!(root(&outcome).nodes().into_iter().map(|node| pairs(&node.op)).sum::<usize>(), 1, "{on}");
        assert_eq!(edges(&outcome, "id"), ["id Value Identity"], "{on}");
    }
    for on in ["a.pid + p.pid = 3", "a.pid = p.pid + 1", "3 = p.pid"] {
        assert!(analysed(&join(on)).errors().iter().any(|error| error.starts_with("E0613")), "{on}");
    }
}

#[test]
fn a_temporal_join_on_the_optional_side_of_an_outer_join_is_refused() {
    let versioned = "app a JOIN shop.prod FOR SYSTEM_TIME AS OF a.ts AS p ON a.pid = p.pid";
    let table = [
        (format!("SELECT a.id, p.name FROM {versioned} JOIN other o ON a.id = o.id"), false),
        (format!("SELECT a.id, p.name FROM {versioned} LEFT JOIN other o ON a.id = o.id"), false),
        (versioned.replace(" JOIN", " LEFT JOIN").replace("app", "SELECT a.id, p.name FROM app"), false),
        (format!("SELECT o.id, p.name FROM {versioned} RIGHT JOIN other o ON a.id = o.id"), true),
        (format!("SELECT o.id, p.name FROM {versioned} FULL JOIN other o ON a.id = o.id"), true),
        (format!("SELECT o.id, p.name FROM other o LEFT JOIN ({versioned}) ON a.id = o.id"), true),
    ];
    for (sql, refused) in table {
        assert_eq!(analysed(&sql).errors().iter().any(|error| error.starts_with("E0613")), refused, "{sql}");
    }
}

#[test]
fn a_window_adds_columns_that_the_table_must_not_have_if_they_are_named() {
    let inner = format!(
        "SELECT window_start, window_time, COUNT(*) AS n {TUMBLE} GROUP BY window_start, window_end, window_time"
    );
    let outer = |items: &str| {
        analysed(&format!(
            "SELECT {items} FROM TABLE(TUMBLE(({inner}), DESCRIPTOR(window_time), INTERVAL '1' MINUTE)) GROUP BY window_end, n"
        ))
    };
    assert!(outer("window_end, n").errors().is_empty(), "{:?}", outer("window_end, n").errors());
    assert_eq!(outer("window_end, MAX(window_start) AS s").errors(), ["E0512 column `window_start` is ambiguous"]);
    let star =
        analysed(&format!("SELECT * FROM TABLE(TUMBLE(({inner}), DESCRIPTOR(window_time), INTERVAL '1' MINUTE))"));
    assert_eq!(star.errors().len(), 2, "{:?}", star.errors());
}

#[test]
fn windows_that_are_put_together_take_only_aggregates_that_are() {
    let grouped = |window: &str, aggregate: &str| {
        analysed(&format!(
            "SELECT window_start, window_end, {aggregate} AS x FROM TABLE({window}) GROUP BY window_start, window_end"
        ))
    };
    let tumble = "TUMBLE(TABLE app, DESCRIPTOR(ts), INTERVAL '5' SECOND)";
    assert!(grouped(tumble, "FIRST_VALUE(qty)").errors().is_empty());
    let others = [
        "HOP(TABLE app, DESCRIPTOR(ts), INTERVAL '1' SECOND, INTERVAL '5' SECOND)",
        "CUMULATE(TABLE app, DESCRIPTOR(ts), INTERVAL '1' SECOND, INTERVAL '5' SECOND)",
        "SESSION(TABLE app, DESCRIPTOR(ts), INTERVAL '5' SECOND)",
    ];
    for window in others {
        for aggregate in ["FIRST_VALUE(qty)", "LAST_VALUE(qty)"] {
            let errors = grouped(window, aggregate).errors();
            assert!(matches!(errors.as_slice(), [one] if one.starts_with("E0510")), "{window}: {errors:?}");
        }
        for aggregate in ["LISTAGG(CAST(qty AS STRING))", "COLLECT(qty)", "ARRAY_AGG(qty)", "COUNT(DISTINCT qty)"] {
            assert!(
                grouped(window, aggregate).errors().is_empty(),
                "{window}: {:?}",
                grouped(window, aggregate).errors()
            );
        }
    }
}

#[test]
fn processing_time_is_a_time_until_it_is_written() {
    let timed = "SELECT *, PROCTIME() AS p FROM app";
    let windows = format!(
        "WITH t AS ({timed}) SELECT window_start, window_end, COUNT(*) AS n
         FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(p), INTERVAL '5' SECOND)) GROUP BY window_start, window_end"
    );
    let windows = analysed(&windows);
    assert!(windows.errors().is_empty(), "{:?}", windows.errors());
    assert!(has(&windows, |op| matches!(op, Op::WindowAggregate { .. })));
    let first = analysed(&format!(
        "SELECT id, qty FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY p) AS n FROM ({timed}) AS t) AS u
         WHERE n = 1"
    ));
    assert!(has(&first, |op| matches!(op, Op::Deduplicate { keep_last: false, .. })), "{:?}", first.errors());
    let written = analysed("SELECT id, PROCTIME() AS p FROM app");
    assert_eq!(written.analyzed.facts.time.as_ref().map(|time| time.column.as_str()), None);
}

#[test]
fn the_order_of_a_query_inside_another_is_dropped() {
    let inner = analysed("SELECT id FROM (SELECT id, qty FROM app ORDER BY qty DESC) AS t");
    assert!(inner.errors().is_empty(), "{:?}", inner.errors());
    assert!(!has(&inner, |op| matches!(op, Op::Sort { .. })));
    assert_eq!(analysed("SELECT id FROM app OFFSET 3 ROWS").codes(), ["E0607"]);
}
