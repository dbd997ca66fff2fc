//! Flink's recorded changelogs: every scenario's query over the recorded input.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use support::{Record, record, run_all, try_run};

const SCENARIOS: &str = include_str!("data/flink_changelog.tsv");
const INPUTS: &str = include_str!("data/flink_changelog_inputs.tsv");

/// The tables of the recording. A time attribute is never null in weir.
const TABLES: &str = "
topic cdc { changelog = upsert  watermark = 1s  id int @key  pid int?  qty int?  ts timestamp(3) @event_time }
topic app { watermark = 1s  id int  pid int?  qty int?  ts timestamp(3) @event_time }
topic prod { changelog = upsert  watermark = 0s  pid int @key  name string?  price int?  pts timestamp(3) @event_time }
";

/// Scenarios whose operators are not there yet.
const WAITING: &[&str] = &["6"];

struct Scenario {
    number: &'static str,
    query: &'static str,
    events: Vec<String>,
}

fn scenarios() -> Vec<Scenario> {
    let mut all: Vec<Scenario> = Vec::new();
    for line in SCENARIOS.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells[0] {
            "scenario" => all.push(Scenario { number: cells[1], query: cells[2], events: Vec::new() }),
            "event" => all.last_mut().unwrap().events.push(cells[3..].join(" ")),
            _ => {}
        }
    }
    all
}

fn records(query: &str) -> Vec<Record> {
    let cells = INPUTS.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let read = |table: &str| query.split(|c: char| !c.is_alphanumeric()).any(|word| word == table);
    cells.filter(|cells| read(cells[0])).map(|cells| record(cells[0], cells[2], &cells[3..])).collect()
}

/// What is there after these events, sorted.
fn materialised(events: &[String]) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for event in events {
        let (kind, row) = event.split_once(' ').unwrap();
        if kind == "-U" || kind == "-D" {
            let place = rows.iter().rposition(|known| known == row).unwrap();
            rows.remove(place);
        } else {
            rows.push(row.to_string());
        }
    }
    rows.sort();
    rows
}

#[test]
fn every_recorded_changelog() {
    let mut wrong = Vec::new();
    for Scenario { number, query, events } in scenarios() {
        let project = support::project(&format!("{TABLES} transform t {{ state_ttl = forever {query} }}"));
        let records = records(query);
        if WAITING.contains(&number) {
            assert!(try_run(&project, "t", &records, 1).is_err(), "scenario {number} runs: take it off the list");
            continue;
        }
        let mut outcome = run_all(&project, "t", &records);
        if outcome.rows != materialised(&events) {
            // Flink does not fix the order between inputs: late rows find what the one recorded order left them.
            let mut records = records.clone();
            records.sort_by_key(|record| record.relation != "prod");
            outcome = run_all(&project, "t", &records);
        }
        let inputs = records.chunk_by(|a, b| a.relation == b.relation).count();
        let right = if inputs == 1 { outcome.events == events } else { outcome.rows == materialised(&events) };
        if !right {
            wrong.push(format!("{number} {query}\n  expected {events:#?}\n  found {:#?}", outcome.events));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
