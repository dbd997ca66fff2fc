//! What is said about MATCH_RECOGNIZE (Flink 2.x, pattern recognition).

use weir_diagnostics::{Diagnostic, Span, codes::streaming};

pub(in crate::query) fn order(span: Span, message: &str, label: &str, help: &str) -> Diagnostic {
    Diagnostic::new(streaming::MATCH_ORDER, span, message, label).help(help)
}

pub(in crate::query) fn no_order(span: Span) -> Diagnostic {
    order(
        span,
        "MATCH_RECOGNIZE needs an order",
        "no ORDER BY",
        "add `ORDER BY` with the time attribute, behind PARTITION BY",
    )
}

pub(in crate::query) fn order_not_time(span: Span) -> Diagnostic {
    order(
        span,
        "MATCH_RECOGNIZE orders rows by time first",
        "not a time attribute",
        "order by `$rowtime` or the `@event_time` column first; others may follow",
    )
}

pub(in crate::query) fn not_a_column(span: Span, clause: &str) -> Diagnostic {
    order(
        span,
        &format!("{clause} of MATCH_RECOGNIZE takes columns only"),
        "computed",
        "compute it in a query in parentheses: `FROM (SELECT …) MATCH_RECOGNIZE (…)`",
    )
}

pub(in crate::query) fn partition_twice(span: Span, name: &str) -> Diagnostic {
    order(span, &format!("`{name}` stands in PARTITION BY twice"), "again", "name each column once")
}

pub(in crate::query) fn shape(span: Span, message: &str, label: &str, help: &str) -> Diagnostic {
    Diagnostic::new(streaming::MATCH_PATTERN, span, message, label).help(help)
}

pub(in crate::query) fn not_a_table(span: Span) -> Diagnostic {
    shape(
        span,
        "MATCH_RECOGNIZE searches a table or a query in parentheses",
        "neither",
        "write `FROM (SELECT * FROM …) MATCH_RECOGNIZE (…)`",
    )
}

pub(in crate::query) fn inside_a_window(span: Span) -> Diagnostic {
    shape(
        span,
        "Flink can't cut a match into windows where both are written in one place",
        "a match in here",
        "put the match into `WITH m AS (…)` and write `TABLE m`, or make it a transform of its own",
    )
}

pub(in crate::query) fn greedy_last(span: Span, name: &str) -> Diagnostic {
    shape(
        span,
        "a pattern can't end in a variable that takes as many rows as it can",
        "it would wait for ever for one more",
        &format!("take as few as possible, `{name}+?`, or end with a variable that stands for one row"),
    )
}

pub(in crate::query) fn optional_after_greedy(span: Span, before: &str, place: Span) -> Diagnostic {
    shape(
        span,
        "a variable that may be left out can't follow one that takes as many rows as it can",
        "may be left out",
        &format!("let `{before}` take as few as possible: `{before}+?`"),
    )
    .label(place, "as many as it can")
}

pub(in crate::query) fn empty_match(span: Span) -> Diagnostic {
    shape(
        span,
        "this pattern matches where there is no row",
        "every variable may be left out",
        "let one variable stand for at least one row: `A`, `A+`",
    )
}

pub(in crate::query) fn unknown_variable((name, span): (&str, Span), near: Option<&str>, known: &[&str]) -> Diagnostic {
    let listed: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
    let near = near.map(|near| format!("did you mean `{near}`? names are case-sensitive"));
    Diagnostic::new(streaming::MATCH_VARIABLE, span, format!("the pattern has no variable `{name}`"), "not in PATTERN")
        .help(near.unwrap_or_else(|| format!("variables of the pattern: {}", listed.join(", "))))
}

pub(in crate::query) fn variable_twice((name, span): (&str, Span), first: Span, clause: &str) -> Diagnostic {
    let help = match clause {
        "DEFINE" => "join both conditions by AND",
        _ => "give the second one a name of its own, with the same condition in DEFINE",
    };
    Diagnostic::new(streaming::MATCH_VARIABLE, span, format!("`{name}` stands in {clause} twice"), "again")
        .label(first, "first here")
        .help(help)
}

pub(in crate::query) fn several_variables(span: Span, function: &str, names: &[String]) -> Diagnostic {
    Diagnostic::new(
        streaming::MATCH_VARIABLE,
        span,
        format!("`{function}` looks at the rows of several variables"),
        names.join(" and "),
    )
    .help("let the argument be of one variable, and combine the results")
}

pub(in crate::query) fn no_variable(span: Span, function: &str) -> Diagnostic {
    Diagnostic::new(streaming::MATCH_VARIABLE, span, format!("`{function}` looks at no row"), "no column of a variable")
        .help("name a column, as in `LAST(A.price)`; count rows by `COUNT(*)`")
}

pub(in crate::query) fn field_of_variable(span: Span, path: &[&str]) -> Diagnostic {
    let written = match path {
        [variable, column, fields @ ..] if !fields.is_empty() => format!("({variable}.{column}).{}", fields.join(".")),
        [column, fields @ ..] => format!("LAST({column}).{}", fields.join(".")),
        [] => String::new(),
    };
    Diagnostic::new(
        streaming::MATCH_VARIABLE,
        span,
        "Flink finds no field of a row by a dotted name in MATCH_RECOGNIZE",
        "a field",
    )
    .help(format!("write `{written}`"))
}

pub(in crate::query) fn unused_variable((name, span): (&str, Span), near: Option<&str>) -> Diagnostic {
    Diagnostic::new(
        streaming::MATCH_UNUSED,
        span,
        format!("`{name}` has a condition and is not in the pattern"),
        "never judged",
    )
    .help(match near {
        Some(near) => format!("did you mean `{near}`? names are case-sensitive, and `{near}` takes every row now"),
        None => "put it into PATTERN, or remove its condition".to_string(),
    })
}

pub(in crate::query) fn navigation(span: Span, message: String, label: &str, help: &str) -> Diagnostic {
    Diagnostic::new(streaming::MATCH_NAVIGATION, span, message, label).help(help)
}

pub(in crate::query) fn query(span: Span) -> Diagnostic {
    let help = "join the query with the table before, or with the matches behind";
    navigation(span, "MATCH_RECOGNIZE can't read another query".to_string(), "a query", help)
}

pub(in crate::query) fn only_in_patterns(span: Span, function: &str) -> Diagnostic {
    let help = match function {
        "FIRST" => "write `FIRST_VALUE(x)`",
        "LAST" => "write `LAST_VALUE(x)`",
        "PREV" => "write `LAG(x) OVER (… ORDER BY ts)`",
        "NEXT" => "turn it round: the later row sees the earlier one by `LAG(x) OVER (… ORDER BY ts)`",
        "MATCH_PROCTIME" => "write `PROCTIME()`",
        "MATCH_ROWTIME" => "select the time attribute",
        _ => "move it into MEASURES or DEFINE",
    };
    navigation(span, format!("`{function}` stands in MATCH_RECOGNIZE only"), "not in a pattern", help)
}

pub(in crate::query) fn measures(span: Span, message: &str, label: &str, help: &str) -> Diagnostic {
    Diagnostic::new(streaming::MATCH_MEASURES, span, message, label).help(help)
}

pub(in crate::query) fn measure_twice((name, span): (&str, Span), first: Span) -> Diagnostic {
    measures(span, &format!("the match has two columns `{name}`"), "again", "give the measure another name")
        .label(first, "first here")
}

pub(in crate::query) fn skip_to_first(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        streaming::MATCH_SKIP,
        span,
        format!("the search would begin at the first row of the match again: `{name}`"),
        "the same match, for ever",
    )
    .note("Flink accepts this and fails at the first match")
    .help("write `AFTER MATCH SKIP TO NEXT ROW`, or name a later variable")
}

pub(in crate::query) fn skip_may_fail(span: Span, name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(
        streaming::MATCH_SKIP_MISSING,
        span,
        format!("a match in which {why} ends the statement"),
        format!("there is no row of `{name}` to go on at"),
    )
    .help("write `AFTER MATCH SKIP PAST LAST ROW`, or name a variable that always has a row behind the first one")
}

pub(in crate::query) fn unbounded(span: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::UNBOUNDED_STATE,
        span,
        "this pattern keeps what it began to match for ever",
        "it only grows",
    )
    .note("`state_ttl` says nothing to a pattern")
    .help("say how long a match may take: `WITHIN INTERVAL '1' HOUR`, behind PATTERN; or `state_ttl = forever`")
}
