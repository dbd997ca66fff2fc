//! Formatting changes how a query looks and nothing else.

use super::accepts::{corpus, golden};
use super::{read, without_spans};
use crate::sql::layout;
use crate::sql::scan::{TokenKind, Tokens};
use proptest::prelude::*;

/// Queries with comments and line ends in odd places, separated by `;;`.
const ODD: &str = include_str!("../../../tests/data/layout.sql");

fn odd() -> Vec<&'static str> {
    ODD.split("\n;;\n").collect()
}

fn laid_out(text: &str) -> String {
    layout::lines(text, 0, 0).unwrap_or_else(|| panic!("not laid out: {text}")).join("\n")
}

fn comments(text: &str) -> Vec<String> {
    let all = Tokens::new(text).filter(|token| token.kind == TokenKind::Comment);
    all.map(|token| text[token.start..token.end].lines().map(str::trim).collect::<Vec<_>>().join("\n")).collect()
}

/// What must hold of a query and its layout.
fn holds(text: &str) {
    let before = read(text);
    let formatted = laid_out(text);
    let after = read(&formatted);
    let tree = |query: &Option<_>| query.as_ref().map(without_spans);
    assert_eq!(tree(&before.query), tree(&after.query), "{text}\n---\n{formatted}");
    assert_eq!(comments(text), comments(&formatted), "{text}\n---\n{formatted}");
    assert_eq!(laid_out(&formatted), formatted, "{text}");
    let moved = layout::lines(text, 0, 4).unwrap().join("\n");
    let again = layout::lines(moved.trim_start(), 4, 4).unwrap().join("\n");
    assert_eq!(moved, again, "{text}");
    for line in formatted.lines() {
        assert!(!line.ends_with(' ') || text.contains('\n'), "{formatted}");
    }
}

#[test]
fn every_query_is_laid_out_once_and_means_the_same() {
    for text in corpus().into_iter().chain(golden()).chain(odd().into_iter().map(String::from)) {
        holds(&text);
        if let Some(line) = layout::one_line(&text, 1000) {
            assert_eq!(layout::one_line(&line, 1000).unwrap(), line);
        }
    }
}

/// Read it: this is how queries look.
#[test]
fn odd_queries_look_well() {
    let all = corpus();
    let shown = odd().into_iter().chain(all.iter().map(String::as_str)).map(|text| laid_out(text) + "\n");
    insta::assert_snapshot!(shown.collect::<Vec<_>>().join(";;\n"));
}

#[test]
fn what_is_not_a_query_has_no_layout() {
    for text in ["", "-- nothing", "SELECT", "SELECT a FROM", "SELECT 'a", "INSERT INTO t SELECT 1", "SELECT (a FROM t"]
    {
        assert_eq!(layout::lines(text, 0, 0), None, "{text}");
    }
}

/// What stands between two words: blanks, line ends, comments.
fn space() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        " ",
        " ",
        " ",
        "\n",
        "\n\n\n",
        "  ",
        "\t",
        " -- line\n",
        "\n  -- own line\n",
        " /* block */ ",
        "\n/* own */\n",
        "\n/* before */ ",
        " /* over\n   lines */ ",
        " -- a\n -- b\n",
        " /* x */ -- y\n",
        "\r\n",
        "\n\n-- alone\n\n",
    ])
}

fn respaced() -> impl Strategy<Value = String> {
    let all: Vec<String> = corpus().into_iter().chain(odd().into_iter().map(String::from)).collect();
    let changes = proptest::collection::vec((0usize..400, space()), 0..12);
    (proptest::sample::select(all), changes).prop_map(|(text, changes)| {
        let ends: Vec<usize> = Tokens::new(&text).map(|token| token.end).collect();
        let mut places: Vec<(usize, &str)> =
            changes.iter().map(|(at, space)| (ends[at % ends.len()], *space)).collect();
        places.sort_unstable();
        let mut out = text.clone();
        for (at, space) in places.into_iter().rev() {
            out.insert_str(at, space);
        }
        out
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn comments_and_line_ends_anywhere_are_laid_out(text in respaced()) {
        if read(&text).query.is_some() {
            holds(&text);
        }
    }
}
