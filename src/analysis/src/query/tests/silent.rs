//! What Flink accepts without a word: each query, the time that its state is kept, and the warnings it deserves. Whether
//! a join is an interval join is what EXPLAIN of a real Flink 2.2 says.

use super::{Outcome, add, empty_project, not_null, nullable, run_with};
use weir_ir::{DataType, Project, StateTtl, TransformSettings, plan::Op};

const HOUR: u64 = 3_600_000;

fn project() -> Project {
    let mut project = empty_project();
    let int = || not_null(DataType::Int);
    let time = || not_null(DataType::TimestampLtz(3));
    for name in ["a", "b"] {
        let columns = [("id", int()), ("x", int()), ("paid", time()), ("ts", time())];
        add(&mut project, name, &columns, &[], Some("ts"));
    }
    let table = [("id", int()), ("name", nullable(DataType::String)), ("x", int())];
    add(&mut project, "shop.t", &table, &["id"], Some("$rowtime"));
    add(&mut project, "shop.u", &table, &["id"], Some("$rowtime"));
    project
}

fn kept(sql: &str, ttl: Option<u64>) -> Outcome {
    let state_ttl = StateTtl::All(ttl);
    run_with(&project(), sql, TransformSettings { state_ttl, ..TransformSettings::default() })
}

fn is_interval_join(outcome: &Outcome) -> bool {
    let plan = outcome.analyzed.plan.as_ref().unwrap();
    plan.root.nodes().iter().any(|node| matches!(node.op, Op::IntervalJoin { .. }))
}

/// Conditions beside `a.id = b.id`, and whether Flink makes an interval join of them.
const CONDITIONS: &[(&str, bool)] = &[
    ("a.ts BETWEEN b.ts - INTERVAL '1' HOUR AND b.ts", true),
    ("a.paid BETWEEN b.paid - INTERVAL '1' HOUR AND b.paid AND a.ts BETWEEN b.ts - INTERVAL '1' HOUR AND b.ts", true),
    ("a.ts BETWEEN TIMESTAMPADD(HOUR, -1, b.ts) AND b.ts", true),
    ("a.ts - INTERVAL '1' HOUR < b.ts AND b.ts < a.ts", true),
    ("a.ts = b.ts", true),
    ("NOT (a.ts < b.ts - INTERVAL '1' HOUR) AND a.ts <= b.ts", true),
    ("TIMESTAMPDIFF(MINUTE, a.ts, b.ts) BETWEEN 0 AND 60", false),
    ("a.ts >= b.ts AND a.ts <= b.paid + INTERVAL '1' HOUR", false),
    ("a.ts >= b.ts", false),
    ("a.paid BETWEEN b.paid - INTERVAL '1' HOUR AND b.paid", false),
];

#[test]
fn a_join_by_time_is_what_flink_makes_of_it() {
    for (condition, interval) in CONDITIONS {
        let outcome = kept(&format!("SELECT a.id FROM a JOIN b ON a.id = b.id AND {condition}"), None);
        assert_eq!(is_interval_join(&outcome), *interval, "{condition}");
        assert_eq!(outcome.codes().contains(&"W0610"), !interval, "{condition}: {:?}", outcome.codes());
    }
    let unequal = kept("SELECT a.id FROM a JOIN b ON a.id = b.id AND a.ts <> b.ts", None);
    assert_eq!(unequal.codes(), Vec::<&str>::new(), "nothing is bounded by an inequality");
}

/// Query, hours that state is kept, and its warnings.
const ROWS: &[(&str, Option<u64>, &[&str])] = &[
    // W0620: the bounds of a join that Flink takes none of.
    (
        "SELECT a.id FROM a JOIN b ON a.id = b.id AND a.paid BETWEEN b.paid - INTERVAL '2' HOUR AND b.paid",
        Some(1),
        &["W0610", "W0620"],
    ),
    (
        "SELECT a.id FROM a JOIN b ON a.id = b.id AND a.paid BETWEEN b.paid - INTERVAL '2' HOUR AND b.paid",
        Some(2),
        &["W0610"],
    ),
    // Stretches of time as keys.
    ("SELECT CAST(ts AS DATE) AS d, COUNT(*) AS n FROM a GROUP BY CAST(ts AS DATE)", Some(1), &["W0620"]),
    ("SELECT CAST(ts AS DATE) AS d, COUNT(*) AS n FROM a GROUP BY CAST(ts AS DATE)", Some(24), &[]),
    ("SELECT FLOOR(ts TO HOUR) AS h, COUNT(*) AS n FROM a GROUP BY FLOOR(ts TO HOUR)", Some(1), &[]),
    (
        "SELECT DATE_FORMAT(ts, 'yyyy-MM') AS m, COUNT(*) AS n FROM a GROUP BY DATE_FORMAT(ts, 'yyyy-MM')",
        Some(24),
        &["W0620", "W0624"],
    ),
    ("SELECT id, COUNT(*) AS n FROM a GROUP BY id", Some(1), &[]),
    // Rows of a table that stay although nothing touches them.
    ("SELECT x, COUNT(*) AS n FROM shop.t GROUP BY x", Some(24), &["W0620"]),
    ("SELECT x, COUNT(*) AS n FROM shop.t GROUP BY x", None, &[]),
    ("SELECT DISTINCT x FROM shop.t", Some(24), &["W0620"]),
    (
        "SELECT id, x FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY x ORDER BY id) AS n FROM shop.t) WHERE n <= 3",
        Some(24),
        &["W0606", "W0620"],
    ),
    ("SELECT a.id, t.name FROM a JOIN shop.t FOR SYSTEM_TIME AS OF a.ts AS t ON a.id = t.id", Some(24), &["W0620"]),
    ("SELECT a.id, t.name FROM a JOIN shop.t FOR SYSTEM_TIME AS OF a.ts AS t ON a.id = t.id", None, &[]),
    // W0603: no window any more.
    (
        "SELECT window_start, COUNT(*) AS n FROM TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '2' HOUR) GROUP BY window_start",
        Some(1),
        &["W0603", "W0620"],
    ),
    (
        "SELECT window_end, COUNT(*) AS n FROM TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '2' HOUR) GROUP BY window_end",
        None,
        &["W0603"],
    ),
    ("SELECT id, COUNT(*) AS n FROM TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '2' HOUR) GROUP BY id", None, &["W0603"]),
    (
        "SELECT window_time, COUNT(*) AS n FROM TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '2' HOUR) GROUP BY window_time",
        None,
        &["W0603"],
    ),
    // What is grouped again behind a window is an aggregate like any other.
    (
        "SELECT id, MAX(n) AS most FROM (SELECT window_start, window_end, id, COUNT(*) AS n FROM TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '2' HOUR) GROUP BY window_start, window_end, id) GROUP BY id",
        None,
        &[],
    ),
    // W0532: a star further down that a star hands on.
    ("SELECT * FROM (SELECT * FROM a)", None, &["W0532"]),
    ("WITH c AS (SELECT * FROM a) SELECT * FROM c", None, &["W0532"]),
    ("SELECT id FROM (SELECT * FROM a)", None, &[]),
    ("SELECT * FROM (SELECT id, x FROM a)", None, &[]),
    ("SELECT * FROM a UNION ALL SELECT * FROM b", None, &["W0532", "W0532"]),
    // W0617: the clock, also where a join asks it.
    ("SELECT id FROM a WHERE ts > NOW() - INTERVAL '1' HOUR", None, &["W0617"]),
    ("SELECT a.id FROM a JOIN b ON a.id = b.id AND a.paid > NOW() - INTERVAL '1' HOUR", None, &["W0617"]),
    // W0616: another value for the row that is taken back.
    ("SELECT id, UUID() AS u FROM shop.t", None, &["W0616"]),
    ("SELECT x, MAX(RAND()) AS r FROM shop.t GROUP BY x", None, &["W0616"]),
    ("SELECT t.id, u.name FROM shop.t JOIN shop.u ON t.id = u.id AND RAND() > 0.5", None, &["W0616"]),
    ("SELECT id, UUID() AS u FROM a", None, &[]),
    // W0625: an invented key.
    ("SELECT COALESCE(x, 0) AS x, COUNT(*) AS n FROM a GROUP BY COALESCE(x, 0)", None, &["W0625"]),
    ("SELECT IFNULL(x, 0) AS x, COUNT(*) AS n FROM a GROUP BY IFNULL(x, 0)", None, &["W0625"]),
    // W0530 and W0533.
    ("SELECT id / x AS share FROM a", None, &["W0530"]),
    ("SELECT id / 1000 AS seconds FROM a", None, &[]),
    ("SELECT id / 0 AS n FROM a", None, &["W0533"]),
    ("SELECT MOD(id, 0) AS n FROM a", None, &["W0533"]),
    ("SELECT id % 0 AS n FROM a", None, &["W0533"]),
    (
        "SELECT AVG(x) AS m, window_start, window_end FROM TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '2' HOUR) GROUP BY window_start, window_end",
        None,
        &["W0530"],
    ),
    // W0531: names that get lost.
    ("SELECT ROW(id, x) AS pair FROM a", None, &["W0531"]),
    ("SELECT CAST(ROW(id, x) AS ROW<id INT, x INT>) AS pair FROM a", None, &[]),
    ("SELECT id, id FROM a", None, &["W0531"]),
    ("SELECT id, x + 1 FROM a", None, &["W0531"]),
];

#[test]
fn each_silent_mistake_is_told() {
    let mut wrong = Vec::new();
    for (sql, hours, wanted) in ROWS {
        let outcome = kept(sql, hours.map(|hours| hours * HOUR));
        assert_eq!(outcome.errors(), Vec::<String>::new(), "{sql}");
        let mut codes = outcome.codes();
        codes.sort_unstable();
        if codes != *wanted {
            wrong.push(format!("{sql}\n  gives {codes:?}, not {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
