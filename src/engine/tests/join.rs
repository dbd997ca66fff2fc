//! Regular joins, all four kinds.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

mod support;

use proptest::prelude::*;
use std::collections::BTreeMap;
use support::{Record, check, record, run_all};

const TABLES: &str = "
topic l { changelog = upsert  id int @key  k int?  v int?  ts timestamp(3) @event_time }
topic r { changelog = upsert  id int @key  k int?  w int?  ts timestamp(3) @event_time }
topic a { k bigint?  v int?  ts timestamp(3) @event_time }
topic b { k int?  w int?  ts timestamp(3) @event_time }
";

const AT: &str = "2020-01-01 00:00:01";

/// Results without a key are asked here too, so errors of delivery don't count.
fn events(query: &str, records: &[Record]) -> Vec<String> {
    let project = check(&format!("{TABLES} transform t {{ state_ttl = forever  {query} }}")).project;
    run_all(&project, "t", records).events
}

#[test]
fn rows_that_are_there_twice_match_twice() {
    let records = [
        record("a", "+I", &["1", "7", AT]),
        record("a", "+I", &["1", "7", AT]),
        record("b", "+I", &["1", "9", AT]),
        record("b", "+I", &["2", "9", AT]),
        record("a", "+I", &["2", "8", AT]),
        record("a", "+I", &["\\N", "8", AT]),
    ];
    let query = "SELECT a.k, a.v, b.w FROM a JOIN b ON a.k = b.k";
    assert_eq!(events(query, &records), ["+I 1 7 9", "+I 1 7 9", "+I 2 8 9"]);
}

#[test]
fn what_is_left_of_the_condition() {
    let records =
        [record("a", "+I", &["1", "7", AT]), record("a", "+I", &["1", "20", AT]), record("b", "+I", &["1", "9", AT])];
    let query = "SELECT a.v, b.w FROM a JOIN b ON a.k = b.k AND a.v < b.w";
    assert_eq!(events(query, &records), ["+I 7 9"]);
    let query = "SELECT a.v, b.w FROM a LEFT JOIN b ON a.k = b.k AND a.v < b.w";
    assert_eq!(events(query, &records), ["+I 7 \\N", "+I 20 \\N", "-D 7 \\N", "+I 7 9"]);
}

#[test]
fn a_null_key_matches_nothing() {
    let records = [
        record("l", "+I", &["1", "\\N", "7", AT]),
        record("r", "+I", &["1", "\\N", "9", AT]),
        record("l", "-D", &["1", "\\N", "7", AT]),
    ];
    let query = "SELECT l.id, l.v, r.w FROM l FULL JOIN r ON l.k = r.k";
    assert_eq!(events(query, &records), ["+I 1 7 \\N", "+I \\N \\N 9", "-D 1 7 \\N"]);
}

type Table = BTreeMap<u8, (Option<i32>, i32)>;

fn naive(left: &Table, right: &Table, outer: (bool, bool)) -> Vec<String> {
    let mut rows = Vec::new();
    let matches = |l: &(Option<i32>, i32), r: &(Option<i32>, i32)| l.0.is_some() && l.0 == r.0 && l.1 <= r.1;
    for l in left {
        let others: Vec<_> = right.iter().filter(|r| matches(l.1, r.1)).collect();
        rows.extend(others.iter().map(|r| format!("{} {} {} {}", l.0, l.1.1, r.0, r.1.1)));
        if others.is_empty() && outer.0 {
            rows.push(format!("{} {} \\N \\N", l.0, l.1.1));
        }
    }
    for r in right.iter().filter(|r| outer.1 && !left.iter().any(|l| matches(l.1, r.1))) {
        rows.push(format!("\\N \\N {} {}", r.0, r.1.1));
    }
    rows.sort();
    rows
}

type Change = (bool, u8, bool, Option<i32>, i32);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let key = prop::option::weighted(0.9, 0..3i32);
    proptest::collection::vec((any::<bool>(), 0..4u8, prop::bool::weighted(0.7), key, 0..4i32), 0..50)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_result_is_that_of_the_rows_that_are_left(changes in changes(), kind in 0..4usize) {
        let (word, outer) =
            [("JOIN", (false, false)), ("LEFT JOIN", (true, false)), ("RIGHT JOIN", (false, true)), ("FULL JOIN", (true, true))][kind];
        let query = format!("SELECT l.id AS lid, l.v, r.id AS rid, r.w FROM l {word} r ON l.k = r.k AND l.v <= r.w");
        let project = check(&format!("{TABLES} transform t {{ state_ttl = forever  {query} }}")).project;
        let (mut left, mut right) = (Table::new(), Table::new());
        let mut records = Vec::new();
        for (is_left, id, sets, key, value) in changes {
            let table = if is_left { &mut left } else { &mut right };
            if sets { table.insert(id, (key, value)) } else { table.remove(&id) };
            let key = key.map_or("\\N".to_string(), |key| key.to_string());
            let cells = [id.to_string(), key, value.to_string(), AT.to_string()];
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            records.push(record(if is_left { "l" } else { "r" }, if sets { "+U" } else { "-D" }, &cells));
        }
        prop_assert_eq!(run_all(&project, "t", &records).rows, naive(&left, &right, outer));
    }
}
