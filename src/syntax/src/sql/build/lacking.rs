//! Forms that the grammar reads in order to refuse them by name: Flink reads them as well and does not run them.

use pest::iterators::{Pair, Pairs};
use weir_diagnostics::Diagnostics;

use crate::sql::grammar::Rule;
use crate::sql::{Place, diagnostics};

/// What is said of every such form in a text.
pub(super) fn forms(pairs: Pairs<'_, Rule>, place: Place) -> Diagnostics {
    let mut found = Diagnostics::default();
    for pair in pairs.flatten() {
        if let Some((message, help)) = form(&pair) {
            let span = pair.as_span();
            let end = span.start() + span.as_str().trim_end().len();
            found.push(diagnostics::lacking(message, help, place.span(span.start(), end)));
        }
    }
    found
}

fn form(pair: &Pair<'_, Rule>) -> Option<(&'static str, &'static str)> {
    let has = |rule: Rule| pair.clone().into_inner().any(|inner| inner.as_rule() == rule);
    Some(match pair.as_rule() {
        Rule::recursive => {
            ("Flink does not run recursive queries", "write out the levels that are needed, one in `WITH` each")
        }
        Rule::stream => ("`SELECT STREAM` is not run by Flink", "leave out `STREAM`: every query is one over streams"),
        Rule::exclude => {
            ("Flink does not run `EXCLUDE` in a frame", "end the frame before the row, or subtract it from the result")
        }
        Rule::partial => (
            "Flink does not run `ALLOW PARTIAL` and `DISALLOW PARTIAL`",
            "filter by `COUNT(*) OVER …` of the same frame",
        ),
        Rule::anchor => ("Flink has no anchors in `PATTERN`", "a stream has no first and no last row to hold on to"),
        Rule::with_semantics => {
            ("Flink does not run `RUNNING` and `FINAL`", "`MEASURES` are final and `DEFINE` is running, without a word")
        }
        Rule::query_value if has(Rule::K_UNIQUE) => {
            ("Flink does not run `UNIQUE`", "compare `COUNT(*)` with `COUNT(DISTINCT x)` in a GROUP BY")
        }
        Rule::query_value if has(Rule::K_ARRAY) => {
            ("Flink does not make an array of a query", "join with a query that has `ARRAY_AGG(x)` and GROUP BY")
        }
        Rule::query_value => ("Flink does not take a query as an argument here", "join with the query in FROM"),
        Rule::passing => ("Flink ignores `PASSING`", "make the path with `||`, or take the value out by a second call"),
        Rule::is_test if has(Rule::K_EMPTY) || has(Rule::K_SET) => {
            ("Flink does not run operators on multisets", "use an array and `CARDINALITY(x) = 0`")
        }
        Rule::like if has(Rule::K_ANY) || has(Rule::K_SOME) => {
            ("Flink SQL has no `LIKE ANY`", "write `a LIKE b OR a LIKE c`, or `REGEXP(a, 'b|c')`")
        }
        Rule::like if has(Rule::K_ALL) => ("Flink SQL has no `LIKE ALL`", "write `a LIKE b AND a LIKE c`"),
        _ => return None,
    })
}
