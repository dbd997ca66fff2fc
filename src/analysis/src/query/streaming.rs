//! What is said about changelogs, keys, time and state.

use weir_diagnostics::{
    Diagnostic, Span,
    codes::{streaming, types},
};
use weir_ir::{Duration, Type};

pub(super) fn window_time_type(span: Span, ty: &Type) -> Diagnostic {
    Diagnostic::new(
        streaming::WINDOW_TIME,
        span,
        "a window needs a time attribute",
        format!("this is of type {}", ty.data),
    )
    .help("use the table's time: `$rowtime`, or the topic's `@event_time` column")
}

pub(super) fn window_time_lost(span: Span, declared: Option<(&str, Span)>) -> Diagnostic {
    let mut diagnostic =
        Diagnostic::new(streaming::WINDOW_TIME, span, "a window needs a time attribute", "this is an ordinary column");
    if let Some((relation, place)) = declared {
        diagnostic = diagnostic.label(place, format!("`{relation}` has another time attribute, or none"));
    }
    diagnostic
        .help("use the table's time attribute; a cast, an aggregate and a regular join lose it, `window_time` keeps it")
}

pub(super) fn without_effect(span: Span, clause: &str, help: &str) -> Diagnostic {
    Diagnostic::new(
        types::WITHOUT_EFFECT,
        span,
        format!("Flink reads {clause} and does nothing with it"),
        "without effect",
    )
    .help(help)
}

pub(super) fn left_unnest(span: Span, collection: &Type) -> Diagnostic {
    Diagnostic::new(
        types::COLLECTION_SHAPE,
        span,
        "Flink can't run LEFT JOIN UNNEST where what it gives is never null",
        collection.to_string(),
    )
    .help("use CROSS JOIN UNNEST, or cast to elements that may be null: `UNNEST(CAST(tags AS ARRAY<STRING>))`, without WITH ORDINALITY")
}

pub(super) fn window_months(span: Span) -> Diagnostic {
    Diagnostic::new(streaming::WINDOW_SIZE, span, "a window can't be months or years long", "months differ in length")
        .help("use days, `INTERVAL '30' DAY`, or group by `DATE_FORMAT(ts, 'yyyy-MM')`")
}

pub(super) fn window_length(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(streaming::WINDOW_SIZE, span, message, "not a length").help("write `INTERVAL '5' SECOND`")
}

pub(super) fn window_multiple(span: Span, name: &str, part: u64, whole: u64) -> Diagnostic {
    Diagnostic::new(
        streaming::WINDOW_SIZE,
        span,
        format!("the size of {name} must be a multiple of its step"),
        format!("{whole} ms is no multiple of {part} ms"),
    )
    .help("choose a size that the step divides")
}

pub(super) fn window_key_missing(span: Span, missing: &str) -> Diagnostic {
    Diagnostic::new(
        streaming::WINDOW_KEY_MISSING,
        span,
        format!("the group does not hold {missing}"),
        "this is an ordinary aggregate that never closes",
    )
    .help("group by `window_start` and `window_end`")
}

pub(super) fn window_over_updates(span: Span, input: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::WINDOW_OVER_UPDATES,
        span,
        "a window aggregate over rows that change",
        "changes after the window has closed are lost",
    )
    .label(input, "these rows are updated and deleted")
    .help("read the table with `changelog = append`, so that each change is a row of its own")
}

pub(super) fn updates_into_append(span: Span, setting: Span, by: &str, place: Span) -> Diagnostic {
    Diagnostic::new(streaming::UPDATES_INTO_APPEND, setting, "the result is not append", "declared here")
        .label(place, format!("{by} emits updates"))
        .label(span, "of this transform")
        .help("remove `changelog = append`, or aggregate in a window, which emits each row once")
}

pub(super) fn append_is_no_upsert(span: Span, setting: Span) -> Diagnostic {
    Diagnostic::new(streaming::UPDATES_INTO_APPEND, setting, "the result is append", "declared upsert here")
        .label(span, "this transform never updates a row")
        .help("remove `changelog = upsert`, or name the key by `upsert_key` to keep the newest row of each")
}

pub(super) fn missing_key((name, span): (&str, Span), by: &str, place: Span, key: &[String]) -> Diagnostic {
    let help = if key.is_empty() {
        "group by something and select it, or name the columns that are unique by `upsert_key = [a, b]`".to_string()
    } else if let Some((_, keys)) = key.split_last().filter(|(last, _)| *last == "$e") {
        let keys = keys.join(", ");
        format!(
            "a row is unique by the keys and its grouping set: select `GROUPING({keys}) AS level`, and name all by `upsert_key = [{keys}, level]`"
        )
    } else {
        format!("select the key too ({}), or name unique columns by `upsert_key = [a, b]`", key.join(", "))
    };
    Diagnostic::new(streaming::MISSING_KEY, span, format!("`{name}` is updated and has no key"), "no column is unique")
        .label(place, format!("{by} emits updates"))
        .help(help)
}

pub(super) fn key_mismatch(span: Span, key: &[String], upsert: Option<&[String]>) -> Diagnostic {
    let kept = upsert.map_or_else(|| "none".to_string(), |columns| columns.join(", "));
    Diagnostic::new(
        streaming::KEY_MISMATCH,
        span,
        format!("Flink does not keep the key ({})", key.join(", ")),
        format!("the upsert key that is left: {kept}"),
    )
    .note("Flink keeps every row of the result in state to put changes in order")
    .help("join on the key, or silence this when the state is small: `silence = [\"key-mismatch\"]`")
}

pub(super) fn unbounded_sort(span: Span) -> Diagnostic {
    Diagnostic::new(streaming::UNBOUNDED_SORT, span, "a stream can't be sorted by this", "not the time, ascending")
        .help("remove ORDER BY, sort by the time attribute first, or add LIMIT")
}

pub(super) fn endless_offset(span: Span, offset: u64) -> Diagnostic {
    let message = format!("a stream can't leave out its first {offset} rows without a limit");
    Diagnostic::new(streaming::UNBOUNDED_SORT, span, message, "OFFSET without LIMIT")
        .help("add `LIMIT n`, or remove OFFSET")
}

pub(super) fn over_misuse(span: Span, message: &str, label: &str, help: &str) -> Diagnostic {
    Diagnostic::new(streaming::OVER_MISUSE, span, message, label).help(help)
}

pub(super) fn rank_in_stream(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        streaming::RANK_IN_STREAM,
        span,
        format!("{name}() can't choose the first rows on a stream"),
        "Flink runs ROW_NUMBER() only",
    )
    .help("use ROW_NUMBER()")
}

pub(super) fn time_operator_on_updates(span: Span, what: &str, input: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::TIME_OPERATOR_ON_UPDATES,
        span,
        format!("{what} can't read rows that change"),
        "it takes inserts only",
    )
    .label(input, "these rows are updated or deleted")
    .help("read the table with `changelog = append`, or do this before the rows are joined or aggregated")
}

pub(super) fn temporal_join(span: Span, message: impl Into<String>, label: &str, help: &str) -> Diagnostic {
    Diagnostic::new(streaming::TEMPORAL_JOIN, span, message, label).help(help)
}

/// Tables of a pipeline are topics, also those that were captured from a database.
pub(super) fn lookup_join(span: Span) -> Diagnostic {
    temporal_join(
        span,
        "a join by the clock needs a table that Flink can ask, and a topic is none",
        "processing time",
        "join by the time of the row: `FOR SYSTEM_TIME AS OF` the left table's time attribute",
    )
}

pub(super) fn versions_of_a_capture(span: Span, name: &str, place: Span) -> Diagnostic {
    let help = format!("join the table itself, `{name} FOR SYSTEM_TIME AS OF …`, and select of it behind the join");
    temporal_join(span, format!("versions of `{name}` are lost in a query"), "taken of a query", &help)
        .label(place, "deleted rows are left out here, which ends earlier versions too")
}

pub(super) fn two_times(span: Span, columns: &[(String, Span)]) -> Diagnostic {
    let names: Vec<String> = columns.iter().map(|(name, _)| format!("`{name}`")).collect();
    let mut diagnostic = Diagnostic::new(
        streaming::TWO_TIMES,
        span,
        format!("the result has several time attributes: {}", names.join(", ")),
        "a topic has one",
    );
    for (name, place) in columns.iter().take(3) {
        diagnostic = diagnostic.label(*place, format!("`{name}`"));
    }
    diagnostic.help("cast all but one: `CAST(ts AS TIMESTAMP_LTZ(3)) AS ts`")
}

pub(super) fn bad_key_setting(span: Span, column: &str, near: Option<&str>) -> Diagnostic {
    Diagnostic::new(
        streaming::BAD_KEY_SETTING,
        span,
        format!("the result has no column `{column}`"),
        "named as a key here",
    )
    .help_opt(near.map(|near| format!("did you mean `{near}`?")))
}

pub(super) fn bad_event_time(span: Span, column: &str, found: Option<&Type>, near: Option<&str>) -> Diagnostic {
    let diagnostic = match found {
        None => Diagnostic::new(
            streaming::BAD_EVENT_TIME,
            span,
            format!("the result has no column `{column}`"),
            "named as the time here",
        ),
        Some(ty) => Diagnostic::new(
            streaming::BAD_EVENT_TIME,
            span,
            format!("`{column}` can't be an event time"),
            format!("it is of type {}", ty.data),
        ),
    };
    let near = near.map(|near| format!("did you mean `{near}`?"));
    diagnostic.help(near.unwrap_or_else(|| "an event time is TIMESTAMP or TIMESTAMP_LTZ with at most 3 digits".into()))
}

pub(super) fn interval_degraded(span: Span, why: &str) -> Diagnostic {
    Diagnostic::new(streaming::INTERVAL_DEGRADED, span, "this is no interval join", why)
        .note("Flink runs it as a regular join and keeps both sides for ever")
        .help("bound the time attribute of one side by that of the other: `a.ts BETWEEN b.ts - INTERVAL '1' HOUR AND b.ts`")
}

pub(super) fn unbounded_state(span: Span, what: &str, input: Option<Span>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(streaming::UNBOUNDED_STATE, span, format!("{what} keeps its state for ever"), "it only grows");
    let diagnostic = match input {
        Some(input) => diagnostic.label(input, "from rows that never end"),
        None => diagnostic,
    };
    diagnostic.help("say how long: `state_ttl = 7d` (or `forever`), or use a window")
}

pub(super) fn cross_join(span: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::CROSS_JOIN,
        span,
        "every row is joined with every row",
        "no column of one side equals one of the other",
    )
    .help("add `ON a.id = b.id`")
}

pub(super) fn nondeterministic_update(span: Span, name: &str, place: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::NONDETERMINISTIC_UPDATE,
        span,
        format!("`{name}` gives another value when its row is updated"),
        "not the same at the second time",
    )
    .label(place, "the rows are updated from here on")
    .note("Confluent refuses this where a change must find the row it replaces")
    .help("compute it in a transform that only appends, or use a time of the record")
}

pub(super) fn now_in_filter(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        streaming::NOW_IN_FILTER,
        span,
        format!("a filter by `{name}` is evaluated once for each row"),
        "a row that passed stays, whatever the clock says later",
    )
    .help("use `state_ttl`, a window, or a filter where the result is read")
}

pub(super) fn ttl_too_short(span: Span, alias: &str, place: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::TTL_TOO_SHORT,
        span,
        format!("rows of `{alias}` expire although nothing replaced them"),
        "joined on its own key",
    )
    .label(place, "the time is set here")
    .help(format!("say `{alias} = forever`: a row is replaced by the next one of its key"))
}

/// `need_ms`: how long the rows that belong together are apart.
pub(super) fn ttl_shorter(span: Span, what: &str, ttl_ms: u64, need_ms: u64) -> Diagnostic {
    let (ttl, need) = (Duration(Some(ttl_ms)), Duration(Some(need_ms)));
    Diagnostic::new(
        streaming::TTL_TOO_SHORT,
        span,
        format!("{what} forgets after {ttl} what it needs for {need}"),
        format!("rows up to {need} apart belong together"),
    )
    .help(format!("say `state_ttl = {need}` or longer"))
}

pub(super) fn ttl_forgets(span: Span, what: &str, ttl_ms: u64, table: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::TTL_TOO_SHORT,
        span,
        format!("{what} forgets rows that are still there"),
        format!("after {} without a change of its key", Duration(Some(ttl_ms))),
    )
    .label(table, "a row here stays until it is replaced or deleted")
    .help("say `state_ttl = forever`: the state is not larger than the table")
}

pub(super) fn ttl_versions(span: Span, table: &str, ttl_ms: u64) -> Diagnostic {
    Diagnostic::new(
        streaming::TTL_TOO_SHORT,
        span,
        format!("versions of `{table}` expire although nothing replaced them"),
        format!("a row that nothing asked for in {} finds no partner any more", Duration(Some(ttl_ms))),
    )
    .help("say the time by input, which a temporal join does not have: `state_ttl = { other = 1d }`; or do the other operators in a transform of their own")
}

pub(super) fn history_restated(span: Span, table: &str, place: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::HISTORY_RESTATED,
        span,
        format!("each change of `{table}` restates all rows joined to it"),
        "joined to what the row says today",
    )
    .label(place, format!("`{table}` is updated"))
    .help(format!("join the version of that moment: `{table} FOR SYSTEM_TIME AS OF fact.ts`"))
}

pub(super) fn time_through_join(span: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::TIME_THROUGH_JOIN,
        span,
        "the time of this temporal join comes through another join",
        "rows may come behind the watermark",
    )
    .help("do the temporal join first")
}

pub(super) fn nullable_key(span: Span, column: &str, place: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::NULLABLE_KEY,
        span,
        format!("key column `{column}` may be null"),
        "a row with a null key ends the statement",
    )
    .label(place, "nullable here")
    .help(format!("filter them out: `WHERE {column} IS NOT NULL`"))
}

pub(super) fn key_from_coalesce(span: Span, column: &str) -> Diagnostic {
    Diagnostic::new(
        streaming::KEY_FROM_COALESCE,
        span,
        format!("key column `{column}` replaces null by a value"),
        "all rows without a key become one",
    )
    .help("filter by IS NOT NULL instead")
}

pub(super) fn exists_of_aggregate(span: Span, negated: bool) -> Diagnostic {
    let answer = if negated { "never" } else { "always" };
    Diagnostic::new(
        streaming::CONSTANT_EXISTS,
        span,
        format!("this EXISTS is {answer} true"),
        "an aggregate without GROUP BY has a row whatever it reads",
    )
    .help("select a column, or compare the aggregate: `(SELECT COUNT(*) …) > 0`")
}

pub(super) fn not_in_null(span: Span, inner: bool) -> Diagnostic {
    let (message, label) = if inner {
        ("NOT IN gives nothing as soon as the query has given a null", "the query may give null")
    } else {
        ("NOT IN leaves out rows where the left side is null", "this may be null")
    };
    Diagnostic::new(streaming::NOT_IN_NULL, span, message, label)
        .note("Flink compares every row with every row here, in one task")
        .help("use `NOT EXISTS (SELECT 1 FROM … WHERE inner = outer)`")
}

pub(super) fn maybe_several_rows(span: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::MAYBE_SEVERAL_ROWS,
        span,
        "the job ends when this query gives a second row",
        "nothing says that it gives one",
    )
    .help("aggregate it (`SELECT MAX(x) …`), or tie it to the outer row by a whole key of its table")
}

pub(super) fn lateral_drops_rows(span: Span) -> Diagnostic {
    Diagnostic::new(
        streaming::LATERAL_DROPS_ROWS,
        span,
        "Flink leaves out rows for which this aggregate reads nothing",
        "an inner join with the groups that there are",
    )
    .help("write LEFT JOIN LATERAL (…) ON TRUE, where COUNT is 0 and everything else null")
}
