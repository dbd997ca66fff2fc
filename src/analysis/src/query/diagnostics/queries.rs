//! What is said of queries inside expressions and of LATERAL.

use weir_diagnostics::{
    Diagnostic, Span,
    codes::{streaming, types},
};

/// Flink's planner stops at these ("unexpected correlate variable $cor0 in the plan").
pub(in crate::query) fn correlated_shape(span: Span, place: &str) -> Diagnostic {
    Diagnostic::new(
        streaming::CORRELATED_SHAPE,
        span,
        format!("Flink can't tie {place} inside a query to a row outside"),
        "names a column of the query around",
    )
    .help("name the outer column in a WHERE of the inner query, with an inner column that is compared with it; or join the two tables")
}

pub(in crate::query) fn correlated_field(span: Span, parts: usize) -> Diagnostic {
    let label = if parts > 2 { "a field of a row outside" } else { "a field outside" };
    Diagnostic::new(streaming::CORRELATED_SHAPE, span, "Flink can't take a field of a row outside into a query", label)
        .help("select the field under a name of its own in a derived table, and use that column")
}

pub(in crate::query) fn correlated_side(span: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::CORRELATED_SHAPE,
        span,
        "LATERAL can't stand on the right of RIGHT or FULL JOIN",
        "it wants a row on the left",
    )
    .help("use CROSS JOIN LATERAL (…), or LEFT JOIN LATERAL (…) ON TRUE")
}

pub(in crate::query) fn correlated_in_on(span: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::CORRELATED_SHAPE,
        span,
        "Flink can't tie a query in ON to the tables that are joined",
        "a column of one of them",
    )
    .help("move the condition to WHERE, or filter the table by it in a derived table")
}

pub(in crate::query) fn query_in_on(span: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::CORRELATED_SHAPE,
        span,
        "Flink can't compare with the rows of a query in ON",
        "IN, ANY or ALL with a query",
    )
    .help("move the condition to WHERE, or filter the table by it in a derived table")
}

/// Flink plans these, and reads something else than they say.
pub(in crate::query) fn correlated_far(span: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::CORRELATED_MISREAD,
        span,
        "a query can name columns of the query right around it only",
        "two queries away",
    )
    .note("Flink takes the column at the same place of the nearer query instead")
    .help("select the column in the query between, and name that; or join the two inner tables in one query")
}

pub(in crate::query) fn correlated_limit(span: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::CORRELATED_MISREAD,
        span,
        "LIMIT can't be counted for each row outside",
        "the query is tied to the outer row here",
    )
    .note("Flink limits all rows of the inner query before it looks at the outer row, or stops with `unexpected correlate variable`")
    .help("number the rows: `ROW_NUMBER() OVER (PARTITION BY key ORDER BY …)`, filter by it, and join on the key; EXISTS needs no LIMIT")
}

pub(in crate::query) fn correlated_over(span: Span, tie: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::CORRELATED_MISREAD,
        span,
        "the window is not cut by what ties the query to the row outside",
        "spans rows of all outer rows",
    )
    .label(tie, "tied here")
    .note("Flink computes the window before it looks at the outer row")
    .help("add the inner column of that condition to PARTITION BY")
}

pub(in crate::query) fn correlated_having(span: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::CORRELATED_MISREAD,
        span,
        "HAVING can't stand in a query that is tied to a row outside",
        "Flink reads another column here",
    )
    .note("after it has pulled the condition out of the groups, Flink counts columns wrongly: `Incomparable types`, or other rows")
    .help("group in a derived table, and filter and tie it to the outer row above: `EXISTS (SELECT 1 FROM (SELECT key, COUNT(*) AS n … GROUP BY key) x WHERE x.n > 1 AND x.key = o.key)`")
}

pub(in crate::query) fn correlated_or(span: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::CORRELATED_MISREAD,
        span,
        "a query can't be tied to a row outside by OR",
        "Flink loses rows here",
    )
    .note("Flink joins back on all outer columns that OR names, and rows in which one of them is null are gone")
    .help("write one EXISTS or query for each side, and OR between them")
}

pub(in crate::query) fn correlated_comparison(span: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::CORRELATED_SHAPE,
        span,
        "this condition can't tie a group to a row outside",
        "no equality of an inner with an outer column",
    )
    .help("compare a column of the inner query with one of the outer: `i.key = o.key`")
}

pub(in crate::query) fn correlated_group(span: Span, group: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::CORRELATED_MISREAD,
        span,
        "a query beside groups can't name their columns",
        "Flink reads another column here",
    )
    .label(group, "grouped here")
    .note("Flink looks for the column at its place before the groups were made")
    .help("group in a derived table, and use the query in a SELECT around it")
}

pub(in crate::query) fn not_in_aggregate(span: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::CORRELATED_MISREAD,
        span,
        "NOT IN can't look into an aggregate for each row outside",
        "an aggregate over nothing is a row",
    )
    .note("Flink forgets the row that an aggregate has where no inner row fits")
    .help("compare with the aggregate: `x <> (SELECT MAX(y) …)`")
}

pub(in crate::query) fn query_misplaced(span: Span, clause: &str) -> Diagnostic {
    Diagnostic::new(
        types::QUERY_MISPLACED,
        span,
        format!("a query can't be a part of an expression in {clause}"),
        "Flink takes none here",
    )
    .help("compute it in a derived table, and use its column here")
}

pub(in crate::query) fn query_columns(span: Span, found: usize, wanted: usize) -> Diagnostic {
    let columns = |n: usize| if n == 1 { "one column".to_string() } else { format!("{n} columns") };
    Diagnostic::new(
        types::QUERY_MISPLACED,
        span,
        format!("this query must have {}", columns(wanted)),
        format!("it has {}", columns(found)),
    )
    .help(if wanted == 1 {
        "select the one column that is meant; several are compared as `(a, b) IN (SELECT x, y …)`"
    } else {
        "select as many columns as stand on the left, in their order"
    })
}

pub(in crate::query) fn row_quantified(span: Span, op: &str) -> Diagnostic {
    Diagnostic::new(
        types::QUERY_MISPLACED,
        span,
        format!("several values can't be compared by `{op}`"),
        "ANY and ALL compare one value, unless by `= ANY` and `<> ALL`",
    )
    .help("compare one column, or use IN")
}

pub(in crate::query) fn qualify_without_over(span: Span) -> Diagnostic {
    Diagnostic::new(types::QUERY_MISPLACED, span, "QUALIFY filters by the result of OVER", "no OVER here")
        .help("use WHERE, or HAVING for groups")
}

pub(in crate::query) fn qualify_of_group(span: Span) -> Diagnostic {
    Diagnostic::new(types::QUERY_MISPLACED, span, "QUALIFY can't stand beside GROUP BY", "Flink can't plan it")
        .help("group in a derived table, and number its rows around it")
}
