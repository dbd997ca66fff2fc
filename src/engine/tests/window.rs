//! Windows: TUMBLE, HOP, CUMULATE, SESSION and aggregates over them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

mod support;

use proptest::prelude::*;
use std::collections::BTreeMap;
use support::{Record, check, record, run_all};

const TABLES: &str = "
topic app { watermark = 1s  id int  k string?  v int?  ts timestamp(3) @event_time }
topic cdc { changelog = upsert  watermark = 1s  id int @key  v int?  ts timestamp(3) @event_time }
";

fn at(second: i64) -> String {
    format!("2020-01-01 00:{:02}:{:02}", second / 60, second % 60)
}

fn row(id: &str, k: &str, v: &str, second: i64) -> Record {
    record("app", "+I", &[id, k, v, &at(second)])
}

fn events(query: &str, records: &[Record]) -> Vec<String> {
    let project = check(&format!("{TABLES} transform t {{ state_ttl = forever  {query} }}")).project;
    let all = run_all(&project, "t", records).events;
    all.iter().map(|event| event.replace("2020-01-01 ", "").replace("00:00:", ":")).collect()
}

#[test]
fn a_window_comes_when_it_closes_and_late_rows_are_dropped() {
    let records = [
        row("1", "a", "1", 1),
        row("2", "a", "2", 4),
        row("3", "b", "4", 6),
        row("4", "a", "8", 3),
        row("5", "a", "16", 2),
        row("6", "b", "32", 11),
    ];
    let query = "SELECT window_start, window_end, k, SUM(v) AS s, COUNT(*) AS c \
                 FROM TABLE(TUMBLE(TABLE app, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end, k";
    // At 6 the watermark is 5, so both later rows of the first window are late.
    assert_eq!(events(query, &records), ["+I :00 :05 a 3 2", "+I :05 :10 b 4 1", "+I :10 :15 b 32 1"]);
}

#[test]
fn a_row_lies_in_several_windows() {
    let records = [row("1", "a", "1", 1), row("2", "a", "2", 7)];
    let query = "SELECT window_start, window_end, SUM(v) AS s \
                 FROM TABLE(HOP(TABLE app, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) GROUP BY window_start, window_end";
    let all = events(query, &records);
    assert_eq!(all, ["+I 2019-12-31 23:59:55 :05 1", "+I :00 :10 3", "+I :05 :15 2"]);
    let query = query.replace("HOP", "CUMULATE");
    assert_eq!(events(&query, &records), ["+I :00 :05 1", "+I :00 :10 3"]);
}

#[test]
fn sessions_end_after_a_gap() {
    let records = [
        row("1", "a", "1", 1),
        row("2", "b", "2", 2),
        row("3", "a", "4", 5),
        row("4", "a", "8", 3),
        row("5", "a", "16", 20),
        row("6", "b", "32", 4),
    ];
    let query = "SELECT window_start, window_end, k, SUM(v) AS s \
                 FROM TABLE(SESSION(TABLE app PARTITION BY k, DESCRIPTOR(ts), INTERVAL '3' SECOND)) GROUP BY window_start, window_end, k";
    // At 5 the watermark is 4, which closes the first session before the row of 3 comes; that one makes one session with 5.
    let expected = ["+I :01 :04 a 1", "+I :02 :05 b 2", "+I :03 :08 a 12", "+I :20 :23 a 16"];
    assert_eq!(events(query, &records), expected);
}

#[test]
fn retractions_inside_a_window_are_subtracted() {
    let cdc = |kind: &str, id: &str, v: &str, second| record("cdc", kind, &[id, v, &at(second)]);
    let records = [cdc("+I", "1", "1", 1), cdc("+U", "1", "5", 2), cdc("+I", "2", "2", 3), cdc("-D", "2", "2", 3)];
    let query = "SELECT window_start, window_end, SUM(v) AS s, COUNT(*) AS c \
                 FROM TABLE(TUMBLE(TABLE cdc, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end";
    assert_eq!(events(query, &records), ["+I :00 :05 5 1"]);
}

#[test]
fn a_window_over_a_window() {
    let records: Vec<Record> = (0..25).map(|n| row("1", "a", "1", n)).collect();
    let query = "SELECT window_start, window_end, SUM(s) AS total FROM TABLE(TUMBLE(TABLE five, DESCRIPTOR(window_time), INTERVAL '10' SECOND)) \
                 GROUP BY window_start, window_end";
    let query = query.replace(
        "TABLE five",
        "(SELECT window_time, SUM(v) AS s FROM TABLE(TUMBLE(TABLE app, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end, window_time)",
    );
    assert_eq!(events(&query, &records), ["+I :00 :10 10", "+I :10 :20 10", "+I :20 :30 5"]);
}

/// Sums of tumbling windows, row by row: the watermark is the latest time less a second.
fn naive(rows: &[(u8, i32, i64)]) -> Vec<String> {
    let mut windows: BTreeMap<(i64, u8), (i64, i64)> = BTreeMap::new();
    let mut mark = i64::MIN;
    for (k, v, second) in rows {
        let end = second - second % 5 + 5;
        if end * 1000 - 1 > mark {
            let window = windows.entry((end, *k)).or_default();
            *window = (window.0 + i64::from(*v), window.1 + 1);
        }
        mark = mark.max((second - 1) * 1000);
    }
    let mut all: Vec<String> =
        windows.iter().map(|((end, k), (sum, count))| format!("{} k{k} {sum} {count}", at(*end))).collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn windows_hold_the_rows_that_came_in_time(rows in proptest::collection::vec((0..3u8, -9..9i32, 0..40i64), 0..60)) {
        let query = "SELECT window_end, k, SUM(v) AS s, COUNT(*) AS c \
                     FROM TABLE(TUMBLE(TABLE app, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end, k";
        let project = check(&format!("{TABLES} transform t {{ {query} }}")).project;
        let records: Vec<Record> =
            rows.iter().map(|(k, v, second)| row("1", &format!("k{k}"), &v.to_string(), *second)).collect();
        prop_assert_eq!(run_all(&project, "t", &records).rows, naive(&rows));
    }
}
