//! The first and the last row of a key.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

mod support;

use proptest::prelude::*;
use std::collections::BTreeMap;
use support::{Record, check, record, run_all};

const TABLES: &str = "topic app { watermark = 2s  id int  v int?  ts timestamp(3) @event_time }";

fn row(id: i64, v: i64, second: i64) -> Record {
    let at = format!("2020-01-01 00:{:02}:{:02}", second / 60, second % 60);
    record("app", "+I", &[&id.to_string(), &v.to_string(), &at])
}

fn outcome(order: &str, records: &[Record]) -> support::Outcome {
    let query = format!(
        "SELECT id, v FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts {order}) AS rn FROM app) WHERE rn = 1"
    );
    let project = check(&format!("{TABLES} transform t {{ state_ttl = forever  {query} }}")).project;
    run_all(&project, "t", records)
}

#[test]
fn the_last_row_is_updated_by_one_that_is_not_older() {
    let records = [row(1, 10, 5), row(1, 11, 4), row(1, 12, 5), row(2, 20, 1)];
    assert_eq!(outcome("DESC", &records).events, ["+I 1 10", "-U 1 10", "+U 1 12", "+I 2 20"]);
}

#[test]
fn the_first_row_comes_when_its_time_has_come() {
    let records = [row(1, 10, 5), row(1, 11, 4), row(1, 12, 4), row(2, 20, 8), row(3, 30, 6), row(1, 13, 1)];
    // At 8 the watermark is 6: the row of 6 that comes then is late, and the one of 1.
    assert_eq!(outcome("ASC", &records).events, ["+I 1 11", "+I 2 20"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_result_is_that_of_all_rows(rows in proptest::collection::vec((0..4i64, 0..30i64), 0..50)) {
        let records: Vec<Record> = (0i64..).zip(&rows).map(|(n, (id, second))| row(*id, n, *second)).collect();
        let mut last: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        let mut first: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        let mut mark = i64::MIN;
        for (n, (id, second)) in (0i64..).zip(&rows) {
            if last.get(id).is_none_or(|(time, _)| time <= second) {
                last.insert(*id, (*second, n));
            }
            // A first row that has come stays; one that waits gives way to an earlier one.
            let better = first.get(id).is_none_or(|(time, _)| second < time && *time > mark);
            if *second > mark && better {
                first.insert(*id, (*second, n));
            }
            mark = mark.max(second - 2);
        }
        let text = |rows: BTreeMap<i64, (i64, i64)>| {
            let mut all: Vec<String> = rows.iter().map(|(id, (_, n))| format!("{id} {n}")).collect();
            all.sort();
            all
        };
        prop_assert_eq!(outcome("DESC", &records).rows, text(last));
        prop_assert_eq!(outcome("ASC", &records).rows, text(first));
    }
}
