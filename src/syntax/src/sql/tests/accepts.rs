use std::collections::BTreeSet;

use super::{tree, without_spans};
use crate::sql::print;

/// Queries of the showcase, as written there.
pub(super) fn retailer() -> Vec<String> {
    let file = include_str!("../../../../../pipelines/online_retailer.weir");
    let mut bodies = Vec::new();
    let mut body: Option<String> = None;
    for line in file.lines() {
        match &mut body {
            None if line.starts_with("transform ") => body = Some(String::new()),
            Some(text) if line == "}" => {
                bodies.push(std::mem::take(text));
                body = None;
            }
            Some(text) => {
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    bodies
}

/// Every form that Flink accepts, one a line; `--` lines are headings.
pub(super) fn forms() -> Vec<&'static str> {
    lines(include_str!("../../../tests/data/sql_forms.sql"))
}

pub(super) fn lines(text: &'static str) -> Vec<&'static str> {
    text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("--")).collect()
}

/// `(expression, is it in a table?)` and queries that Flink answered; the verdict is about types and names.
pub(super) fn golden() -> Vec<String> {
    let field = |line: &str, n: usize| line.split('\t').nth(n).unwrap().to_string();
    let rows = |text: &'static str| text.lines().skip(1);
    let mut queries = Vec::new();
    for line in rows(include_str!("../../../tests/data/flink_types.tsv")) {
        // The column `dec` was back-quoted when Flink was asked.
        let expr = format!(" {} ", field(line, 1));
        let words = expr.split_inclusive(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let quoted: String = words
            .map(|word| {
                if word.len() == 4 && word.starts_with("dec") && !word.ends_with('2') {
                    word.replacen("dec", "`dec`", 1)
                } else {
                    word.to_string()
                }
            })
            .collect();
        queries.push(format!("SELECT {quoted} AS x FROM t"));
    }
    for line in rows(include_str!("../../../tests/data/flink_values.tsv")) {
        queries.push(format!("SELECT {}", field(line, 1)));
    }
    for line in rows(include_str!("../../../tests/data/flink_resolution.tsv")) {
        queries.push(field(line, 2));
    }
    for line in include_str!("../../../tests/data/flink_changelog.tsv").lines().filter(|l| l.starts_with("scenario")) {
        queries.push(field(line, 2));
    }
    queries
}

pub(super) fn corpus() -> Vec<String> {
    retailer().into_iter().chain(forms().into_iter().map(String::from)).collect()
}

#[test]
fn the_showcase_is_read() {
    let bodies = retailer();
    assert_eq!(bodies.len(), 4);
    for body in bodies {
        tree(&body);
    }
}

#[test]
fn every_form_that_flink_accepts_is_read() {
    let forms = forms();
    assert!(forms.len() > 150, "{} forms", forms.len());
    let mut failed = Vec::new();
    for form in &forms {
        let parsed = super::read(form);
        failed.extend(parsed.diagnostics.iter().map(|d| format!("{form}\n    {}: {}", d.code, d.message)));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    let distinct: BTreeSet<_> = forms.iter().collect();
    assert_eq!(distinct.len(), forms.len(), "a form stands twice");
}

#[test]
fn what_flink_was_asked_is_read() {
    let mut failed = Vec::new();
    for query in golden() {
        let parsed = super::read(&query);
        failed.extend(parsed.diagnostics.iter().map(|d| format!("{query}\n    {}: {}", d.code, d.message)));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn the_printed_tree_reads_as_the_same_tree() {
    for text in corpus() {
        let first = tree(&text);
        let printed = print(&first);
        let second = tree(&printed);
        assert_eq!(without_spans(&first), without_spans(&second), "{text}\n{printed}");
        assert_eq!(printed, print(&second));
    }
}
