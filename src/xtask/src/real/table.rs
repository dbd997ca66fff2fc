//! The table: a line for each system and environment, then what was refused, then what was not judged.

use super::run::{Report, Row};
use super::system::Verdict;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The report as text; with `all`, a line for each accepted artifact too.
pub(crate) fn render(report: &Report, all: bool) -> String {
    let mut out = String::new();
    systems(report, &mut out);
    counts(&report.rows, &mut out);
    if all {
        let accepted = report.rows.iter().filter(|row| row.verdict == Verdict::Accepted);
        let lines: Vec<String> = accepted.map(|row| format!("{}  {}", place(row), row.item.files.join(" "))).collect();
        section("accepted", &lines, &mut out);
    }
    section("refused", &refused(&report.rows), &mut out);
    section("not judged", &not_judged(&report.rows), &mut out);
    out
}

fn systems(report: &Report, out: &mut String) {
    let width = report.systems.iter().map(|looked| looked.name.len()).max().unwrap_or_default();
    for looked in &report.systems {
        let found = match &looked.found {
            Ok(version) => version.clone(),
            Err(unready) => format!("NOT THERE: {}", unready.saw),
        };
        let _ = writeln!(out, "{:width$}  {found}", looked.name);
    }
    out.push('\n');
}

fn counts(rows: &[Row], out: &mut String) {
    let mut counts: BTreeMap<(&str, &str), [usize; 3]> = BTreeMap::new();
    for row in rows {
        let [accepted, refused, not_judged] = counts.entry((row.system, &row.environment)).or_default();
        match row.verdict {
            Verdict::Accepted => *accepted += 1,
            Verdict::Refused(_) => *refused += 1,
            Verdict::NotJudged(_) => *not_judged += 1,
        }
    }
    let first = counts.keys().map(|(system, _)| system.len()).max().unwrap_or_default().max("system".len());
    let second = counts.keys().map(|(_, environment)| environment.len()).max().unwrap_or_default();
    let _ = writeln!(out, "{:first$}  {:second$}  accepted  refused  not judged", "system", "environment");
    for ((system, environment), [accepted, refused, not_judged]) in &counts {
        let _ = writeln!(out, "{system:first$}  {environment:second$}  {accepted:>8}  {refused:>7}  {not_judged:>10}");
    }
}

fn place(row: &Row) -> String {
    format!("{}  {}  {}", row.system, row.environment, row.item.address)
}

fn refused(rows: &[Row]) -> Vec<String> {
    let line = |row: &Row| match &row.verdict {
        Verdict::Refused(words) => {
            let words = words.trim().replace('\n', "\n      ");
            Some(format!("{}  {}\n      {words}", place(row), row.item.files.join(" ")))
        }
        Verdict::Accepted | Verdict::NotJudged(_) => None,
    };
    rows.iter().filter_map(line).collect()
}

/// One line a reason, with everything that it keeps from being judged.
fn not_judged(rows: &[Row]) -> Vec<String> {
    let mut reasons: BTreeMap<(&str, &str, &str), Vec<&str>> = BTreeMap::new();
    for row in rows {
        match &row.verdict {
            Verdict::NotJudged(reason) => {
                reasons.entry((row.system, &row.environment, reason)).or_default().push(&row.item.address);
            }
            Verdict::Accepted | Verdict::Refused(_) => {}
        }
    }
    let line = |((system, environment, reason), items): (&(&str, &str, &str), &Vec<&str>)| {
        format!("{system}  {environment}  {reason}\n      {}", items.join("\n      "))
    };
    reasons.iter().map(line).collect()
}

fn section(title: &str, lines: &[String], out: &mut String) {
    if !lines.is_empty() {
        let _ = writeln!(out, "\n{title}:");
    }
    for line in lines {
        let _ = writeln!(out, "  {line}");
    }
}
