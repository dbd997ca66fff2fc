//! Scan, filter, projection and UNION ALL over small tables.

mod support;

use support::{project, record, run_all, try_run};

const TABLES: &str = "
topic app { id int  pid int?  qty int?  ts timestamp(3) @event_time }
topic prices { changelog = upsert  pid int @key  price decimal(10, 2)?  ts timestamp(3) @event_time }
topic log { pid int  price decimal(10, 2)?  ts timestamp(3) @event_time }
";

fn tables(transform: &str) -> weir_ir::Project {
    project(&format!("{TABLES} transform t {{ {transform} }}"))
}

#[test]
fn a_filter_and_a_projection() {
    let project = tables(
        "SELECT id, qty * 2 AS twice, CASE WHEN pid = 0 THEN 0 ELSE qty / pid END AS share FROM app WHERE qty > 1",
    );
    let records = [
        record("app", "+I", &["1", "2", "4", "2020-01-01 00:00:01"]),
        record("app", "+I", &["2", "0", "9", "2020-01-01 00:00:02"]),
        record("app", "+I", &["3", "2", "\\N", "2020-01-01 00:00:03"]),
        record("app", "+I", &["4", "\\N", "3", "2020-01-01 00:00:04"]),
        record("app", "+I", &["5", "1", "1", "2020-01-01 00:00:05"]),
    ];
    assert_eq!(run_all(&project, "t", &records).events, ["+I 1 8 2", "+I 2 18 0", "+I 4 6 \\N"]);
}

#[test]
fn a_division_by_zero_ends_the_job() {
    let project = tables("SELECT qty / pid AS share FROM app");
    let records = [record("app", "+I", &["1", "0", "4", "2020-01-01 00:00:01"])];
    assert_eq!(try_run(&project, "t", &records, 1).unwrap_err(), "`t`: division by zero");
}

#[test]
fn an_upsert_topic_becomes_a_changelog() {
    let project = tables("SELECT pid, price FROM prices WHERE price > 1");
    let at = "2020-01-01 00:00:01";
    let records = [
        record("prices", "+I", &["1", "5.00", at]),
        record("prices", "+U", &["1", "6.00", at]),
        record("prices", "+U", &["1", "6.00", at]),
        record("prices", "+U", &["1", "0.50", at]),
        record("prices", "+U", &["1", "7.00", at]),
        record("prices", "-D", &["2", "\\N", at]),
        record("prices", "-D", &["1", "\\N", at]),
    ];
    let outcome = run_all(&project, "t", &records);
    assert_eq!(outcome.events, ["+I 1 5.00", "-U 1 5.00", "+U 1 6.00", "-U 1 6.00", "+U 1 7.00", "-D 1 7.00"]);
    assert!(outcome.rows.is_empty());
}

#[test]
fn both_sides_of_a_union() {
    let project = tables("SELECT id, qty FROM app UNION ALL SELECT pid, CAST(price AS INT) FROM log");
    let at = "2020-01-01 00:00:01";
    let records = [
        record("app", "+I", &["1", "0", "4", at]),
        record("log", "+I", &["7", "5.90", at]),
        record("log", "+I", &["7", "\\N", at]),
    ];
    assert_eq!(run_all(&project, "t", &records).events, ["+I 1 4", "+I 7 5", "+I 7 \\N"]);
}
