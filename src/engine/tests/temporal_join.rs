//! Temporal joins: each row with the version that was valid at its time.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

mod support;

use proptest::prelude::*;
use std::collections::BTreeMap;
use support::{Record, check, record, run_all};

const TABLES: &str = "
topic o { watermark = 0s  id int  cur string?  ts timestamp(3) @event_time }
topic rates { changelog = upsert  watermark = 0s  cur string @key  rate int?  ts timestamp(3) @event_time }
";

fn at(second: i64) -> String {
    format!("2020-01-01 00:{:02}:{:02}", second / 60, second % 60)
}

fn order(id: i64, cur: &str, second: i64) -> Record {
    record("o", "+I", &[&id.to_string(), cur, &at(second)])
}

fn rate(kind: &str, cur: &str, rate: &str, second: i64) -> Record {
    record("rates", kind, &[cur, rate, &at(second)])
}

fn outcome(word: &str, records: &[Record]) -> support::Outcome {
    let query = format!("SELECT o.id, r.rate FROM o {word} rates FOR SYSTEM_TIME AS OF o.ts AS r ON o.cur = r.cur");
    let project = check(&format!("{TABLES} transform t {{ {query} }}")).project;
    run_all(&project, "t", records)
}

#[test]
fn a_row_waits_for_both_watermarks() {
    let records = [
        rate("+I", "a", "1", 0),
        order(1, "a", 5),
        rate("+U", "a", "2", 4),
        rate("+U", "a", "3", 7),
        order(2, "a", 6),
        order(3, "b", 8),
    ];
    assert_eq!(outcome("JOIN", &records).events, ["+I 1 2", "+I 2 2"]);
    assert_eq!(outcome("LEFT JOIN", &records).events, ["+I 1 2", "+I 2 2", "+I 3 \\N"]);
}

#[test]
fn a_delete_does_not_change_the_past() {
    let records = [rate("+I", "a", "1", 1), rate("-D", "a", "1", 5), order(1, "a", 3), order(2, "a", 6)];
    assert_eq!(outcome("LEFT JOIN", &records).events, ["+I 1 1", "+I 2 \\N"]);
}

#[test]
fn the_rest_of_the_condition_and_null_keys() {
    let records = [rate("+I", "a", "1", 0), order(1, "a", 5), order(2, "\\N", 6)];
    let query =
        "SELECT o.id, r.rate FROM o LEFT JOIN rates FOR SYSTEM_TIME AS OF o.ts AS r ON o.cur = r.cur AND r.rate > o.id";
    let project = check(&format!("{TABLES} transform t {{ {query} }}")).project;
    assert_eq!(run_all(&project, "t", &records).events, ["+I 1 \\N", "+I 2 \\N"]);
}

/// Rates rise in time, orders too: no row is late.
fn naive(changes: &[(bool, u8, bool)]) -> Vec<String> {
    let mut rates: BTreeMap<u8, i64> = BTreeMap::new();
    let mut rows = Vec::new();
    for (n, (is_order, key, sets)) in (0i64..).zip(changes) {
        if *is_order {
            rows.push(format!("{n} {}", rates.get(key).map_or("\\N".to_string(), i64::to_string)));
        } else if *sets {
            rates.insert(*key, n);
        } else {
            rates.remove(key);
        }
    }
    rows.sort();
    rows
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_row_takes_the_version_of_its_time(
        changes in proptest::collection::vec((any::<bool>(), 0..3u8, prop::bool::weighted(0.8)), 0..40),
        shift in 0..20usize,
    ) {
        let records: Vec<Record> = (0i64..)
            .zip(&changes)
            .map(|(n, (is_order, key, sets))| {
                let key = format!("k{key}");
                if *is_order { order(n, &key, n) } else { rate(if *sets { "+U" } else { "-D" }, &key, &n.to_string(), n) }
            })
            .collect();
        // Orders may come long before the rates of their time, and the other way round.
        let (orders, rates): (Vec<Record>, Vec<Record>) = records.into_iter().partition(|record| record.relation == "o");
        let mut mixed = rates;
        let place = shift.min(mixed.len());
        mixed.splice(place..place, orders);
        prop_assert_eq!(outcome("LEFT JOIN", &mixed).rows, naive(&changes));
    }
}
