//! Every sentence that the analysis of a query says.

pub(super) mod pattern;
mod queries;

pub(super) use queries::*;

use super::{refused::Refused, scope::Twice};
use crate::lossy::Loss;
use weir_diagnostics::{
    Diagnostic, Span,
    codes::{names, types},
};
use weir_ir::Type;

pub(super) fn unknown_relation(name: &str, span: Span, near: Option<&str>) -> Diagnostic {
    Diagnostic::new(
        names::UNKNOWN_RELATION,
        span,
        format!("there is no table, topic or transform `{name}`"),
        "not found",
    )
    .help_opt(near.map(|near| format!("did you mean `{near}`?")))
}

/// Where the searched tables are, by name.
/// As many columns as a help may list and still be read.
const LISTED: usize = 16;

pub(super) fn unknown_column(
    (name, span): (&str, Span),
    near: Option<&str>,
    known: &[&str],
    tables: &[(String, Span)],
) -> Diagnostic {
    let mut diagnostic =
        Diagnostic::new(names::UNKNOWN_COLUMN, span, format!("there is no column `{name}`"), "not found");
    for (table, place) in tables.iter().filter(|(table, _)| !table.is_empty()).take(3) {
        diagnostic = diagnostic.label(*place, format!("`{table}` has no such column"));
    }
    let listed = (!known.is_empty() && known.len() <= LISTED).then(|| {
        let names: Vec<String> = known.iter().map(|column| format!("`{column}`")).collect();
        format!("known here: {}", names.join(", "))
    });
    diagnostic.help_opt(near.map(|near| format!("did you mean `{near}`? names are case-sensitive")).or(listed))
}

pub(super) fn alias_not_visible(name: &str, span: Span, alias: Span, clause: &str) -> Diagnostic {
    Diagnostic::new(
        names::UNKNOWN_COLUMN,
        span,
        format!("there is no column `{name}`"),
        format!("not known in {clause}"),
    )
    .label(alias, "this alias is known in ORDER BY only")
    .help(format!("write the expression again in {clause}, or select it in a derived table first"))
}

pub(super) fn unknown_field(field: &str, span: Span, of: &Type, near: Option<&str>) -> Diagnostic {
    let message = if matches!(of.data, weir_ir::DataType::Row(_)) {
        format!("there is no field `{field}` in the row")
    } else {
        format!("`{field}` is asked of something that has no fields")
    };
    let unnamed =
        matches!(&of.data, weir_ir::DataType::Row(fields) if fields.iter().all(|one| one.name.starts_with("EXPR$")));
    let help = match near {
        _ if unnamed => {
            Some("name the fields where the row is made: `CAST(ROW(a, b) AS ROW<a INT, b STRING>)`".to_string())
        }
        near => near.map(|near| format!("did you mean `{near}`?")),
    };
    Diagnostic::new(names::UNKNOWN_COLUMN, span, message, format!("the type before it is {of}")).help_opt(help)
}

pub(super) fn no_rowtime(span: Span, tables: &[(String, Span)]) -> Diagnostic {
    let mut diagnostic =
        Diagnostic::new(names::UNKNOWN_COLUMN, span, "there is no `$rowtime` here", "no table of FROM has a time");
    for (table, place) in tables.iter().filter(|(table, _)| !table.is_empty()).take(3) {
        diagnostic = diagnostic.label(*place, format!("`{table}` has no time attribute"));
    }
    diagnostic.help("select a time attribute in the transform that is read, or name one of its columns by `event_time`")
}

pub(super) fn ambiguous(name: &str, span: Span, tables: &[(String, Span)]) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(
        types::AMBIGUOUS_COLUMN,
        span,
        format!("column `{name}` is ambiguous"),
        "several tables have it",
    );
    for (table, place) in tables.iter().take(3) {
        let text = if table.is_empty() { "here".to_string() } else { format!("in `{table}`") };
        diagnostic = diagnostic.label(*place, text);
    }
    let first = tables.iter().find(|(table, _)| !table.is_empty());
    diagnostic.help_opt(first.map(|(table, _)| format!("write `{table}.{name}`")))
}

pub(super) fn window_column_exists(span: Span, twice: &Twice) -> Diagnostic {
    let Twice { name, own, window: (function, place) } = twice;
    Diagnostic::new(
        types::AMBIGUOUS_COLUMN,
        span,
        format!("column `{name}` is ambiguous"),
        "two columns have this name",
    )
    .label(*own, "the table has one")
    .label(*place, format!("{function} adds one"))
    .help(format!("read a query that gives the table's own another name: `{function}((SELECT {name} AS …), …)`"))
}

pub(super) fn duplicate_alias(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(types::DUPLICATE_ALIAS, span, format!("two tables are called `{name}`"), "the second")
        .label(first, "the first")
        .help("give one of them another alias: `AS other`")
}

pub(super) fn refused(what: &Refused, span: Span) -> Diagnostic {
    Diagnostic::new(types::NOT_SUPPORTED, span, format!("{} can't be analysed yet", what.name), what.reason)
        .help(what.instead)
}

/// What Flink reads and does not run.
pub(super) fn not_run(span: Span, message: impl Into<String>, label: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::new(types::NOT_RUN, span, message, label).help(help)
}

pub(super) fn unknown_hint(name: &str, span: Span, near: Option<&str>, known: &[&str]) -> Diagnostic {
    let listed = format!("Flink knows {} here", known.join(", "));
    Diagnostic::new(types::BAD_HINT, span, format!("there is no hint `{name}` here"), "not known to Flink")
        .help(near.map_or(listed, |near| format!("did you mean `{near}`?")))
}

pub(super) fn hint_of_nothing(hint: &str, span: Span, table: &str, near: Option<&str>, known: &[&str]) -> Diagnostic {
    let listed: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
    let listed = format!("tables of this FROM by their aliases: {}", listed.join(", "));
    Diagnostic::new(types::BAD_HINT, span, format!("{hint} names no table of this query: `{table}`"), "not in FROM")
        .help(near.map_or(listed, |near| format!("did you mean `{near}`?")))
}

pub(super) fn hint_value(hint: &str, span: Span, value: &str) -> Diagnostic {
    Diagnostic::new(types::BAD_HINT, span, format!("{hint} takes a time for each table"), format!("`{value}` is none"))
        .help("write `STATE_TTL('o' = '1d')`, or the setting `state_ttl = { o = 1d }`")
}

pub(super) fn unknown_function(name: &str, span: Span, near: Option<&str>) -> Diagnostic {
    Diagnostic::new(types::UNKNOWN_FUNCTION, span, format!("there is no function `{name}`"), "not known to Flink")
        .help_opt(near.map(|near| format!("did you mean `{near}`?")))
}

pub(super) fn not_flink(name: &str, span: Span, instead: &str) -> Diagnostic {
    Diagnostic::new(types::NOT_FLINK, span, format!("Flink has no function `{name}`"), "of another database")
        .help(instead)
}

pub(super) fn wrong_arguments(name: &str, span: Span, given: &[String], forms: &[String]) -> Diagnostic {
    Diagnostic::new(
        types::WRONG_ARGUMENTS,
        span,
        format!("`{name}` does not take these arguments"),
        format!("given: ({})", given.join(", ")),
    )
    .help(format!("it takes {}", forms.join(" or ")))
}

/// Flink plans `ts + INTERVAL` for every moment, but `INTERVAL + ts` for wall clocks and dates only.
pub(super) fn interval_first(span: Span, moment: &Type) -> Diagnostic {
    Diagnostic::new(
        types::OPERAND_TYPES,
        span,
        "an interval before `+` can't be added to this type",
        format!("INTERVAL + {}", moment.data),
    )
    .help("write the interval after it: `ts + INTERVAL '1' DAY`")
}

pub(super) fn operands(symbol: &str, span: Span, left: &Type, right: &Type) -> Diagnostic {
    Diagnostic::new(
        types::OPERAND_TYPES,
        span,
        format!("`{symbol}` can't be applied to these types"),
        format!("{} {symbol} {}", left.data, right.data),
    )
    .help(if symbol == "%" {
        "a remainder is one of whole numbers or decimals: `CAST(x AS DECIMAL(10, 2))`"
    } else {
        "cast one side, so that both are of one kind: `CAST(x AS STRING)`"
    })
}

pub(super) fn operand(symbol: &str, span: Span, operand: &Type) -> Diagnostic {
    Diagnostic::new(
        types::OPERAND_TYPES,
        span,
        format!("`{symbol}` can't be applied to this type"),
        format!("of type {}", operand.data),
    )
    .help("cast it to a type that fits")
}

pub(super) fn text_comparison(symbol: &str, span: Span, left: &Type, right: &Type) -> Diagnostic {
    Diagnostic::new(
        types::OPERAND_TYPES,
        span,
        format!("`{symbol}` compares a text with something else"),
        format!("{} {symbol} {}", left.data, right.data),
    )
    .note("Flink refuses this when it plans, or casts each text while it runs, and one that is no number ends the job")
    .help("cast explicitly: `TRY_CAST(text AS INT)` gives null where the text is no number")
}

pub(super) fn join_types(span: Span, left: &Type, right: &Type) -> Diagnostic {
    Diagnostic::new(
        types::JOIN_TYPES,
        span,
        "the two sides of the join are of different types",
        format!("{} = {}", left.data, right.data),
    )
    .help("cast one of them, for example `CAST(a.id AS STRING) = b.id`")
}

pub(super) fn branches(what: &str, span: Span, left: &Type, right: &Type) -> Diagnostic {
    Diagnostic::new(
        types::BRANCH_TYPES,
        span,
        format!("{what} mixes types that have nothing in common"),
        format!("{} with {}", left.data, right.data),
    )
    .help("cast the values to one type")
}

pub(super) fn number_to_time(span: Span, from: &Type, to: &Type) -> Diagnostic {
    Diagnostic::new(
        types::NUMBER_TO_MOMENT,
        span,
        format!("a number can't be cast to {}", to.data),
        format!("of type {}", from.data),
    )
    .help("use `TO_TIMESTAMP_LTZ(x, 3)` for milliseconds, `TO_TIMESTAMP_LTZ(x, 0)` for seconds")
}

pub(super) fn moment_to_number(span: Span, from: &Type, to: &Type) -> Diagnostic {
    let help = if matches!(from.data, weir_ir::DataType::TimestampLtz(_)) {
        "use `TIMESTAMPDIFF(SECOND, TO_TIMESTAMP_LTZ(0, 3), x)` for seconds since 1970"
    } else {
        "use `TIMESTAMPDIFF(SECOND, TIMESTAMP '1970-01-01 00:00:00', x)` for seconds since 1970"
    };
    Diagnostic::new(
        types::IMPOSSIBLE_CAST,
        span,
        format!("a moment can't be cast to {}", to.data),
        format!("of type {}", from.data),
    )
    .help(help)
}

pub(super) fn impossible_cast(span: Span, from: &Type, to: &Type) -> Diagnostic {
    Diagnostic::new(
        types::IMPOSSIBLE_CAST,
        span,
        format!("{} can't be cast to {}", from.data, to.data),
        "Flink has no such cast",
    )
    .help("cast to STRING, or take the value apart by functions first")
}

pub(super) fn unknown_type(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(types::IMPOSSIBLE_CAST, span, format!("there is no type `{name}`"), "not a type of Flink")
        .help("types are BOOLEAN, INT, BIGINT, DOUBLE, DECIMAL(p, s), STRING, DATE, TIMESTAMP(3), TIMESTAMP_LTZ(3), …")
}

pub(super) fn time_subtraction(span: Span, left: &Type, right: &Type) -> Diagnostic {
    Diagnostic::new(
        types::TIME_SUBTRACTION,
        span,
        "two moments can't be subtracted",
        format!("{} - {}", left.data, right.data),
    )
    .help("use `TIMESTAMPDIFF(SECOND, earlier, later)`")
}

pub(super) fn mixed_difference(span: Span, left: &Type, right: &Type) -> Diagnostic {
    Diagnostic::new(
        types::TIME_SUBTRACTION,
        span,
        "`TIMESTAMPDIFF` takes two moments of one kind",
        format!("{} and {}", left.data, right.data),
    )
    .help("cast one of them: `CAST(x AS TIMESTAMP_LTZ(3))`")
}

pub(super) fn mixed_moments(span: Span) -> Diagnostic {
    Diagnostic::new(
        types::BRANCH_TYPES,
        span,
        "TIMESTAMP and TIMESTAMP_LTZ are mixed",
        "which of the two comes out depends on their precisions",
    )
    .help("cast one of them: `CAST(x AS TIMESTAMP_LTZ(3))`")
}

pub(super) fn not_grouped(name: &str, span: Span, keys: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        types::NOT_GROUPED,
        span,
        format!("`{name}` is neither grouped nor aggregated"),
        "it has many values in a group",
    );
    match keys {
        Some(keys) => diagnostic.label(keys, "the group").help("add it to GROUP BY, or aggregate it: `MAX(x)`"),
        None => diagnostic.help("aggregate it, `MAX(x)`, or add GROUP BY with it"),
    }
}

pub(super) fn group_by_number(span: Span) -> Diagnostic {
    Diagnostic::new(types::NOT_GROUPED, span, "GROUP BY takes no positions", "this is the constant, not a column")
        .help("write the expression again")
}

pub(super) fn too_many_sets(span: Span, count: usize, most: usize) -> Diagnostic {
    let label = if count == usize::MAX { "more than can be counted".to_string() } else { format!("{count} sets") };
    Diagnostic::new(
        types::GROUPING_SETS,
        span,
        format!("at most {most} grouping sets can stand in one GROUP BY"),
        label,
    )
    .help("name the sets that are read: `GROUPING SETS ((a, b), (a), ())`")
}

pub(super) fn set_twice(span: Span) -> Diagnostic {
    Diagnostic::new(
        types::GROUPING_SETS,
        span,
        "Flink can't run a grouping set that stands twice, unless it has every key or another one stands twice too",
        "one of these sets stands twice",
    )
    .help("write `GROUP BY DISTINCT …`, which keeps each set once")
}

pub(super) fn grouping_window(span: Span) -> Diagnostic {
    Diagnostic::new(types::GROUPING_SETS, span, "a group window can't stand beside grouping sets", "Flink can't run it")
        .help("use the table function: `FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' MINUTE))` and group by window_start, window_end")
}

pub(super) fn grouping_no_key(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(types::GROUPING_SETS, span, format!("`{name}` takes keys of GROUP BY"), "this is no key")
        .help("write the key as it stands in GROUP BY")
}

pub(super) fn grouping_misplaced(name: &str, span: Span, clause: &str) -> Diagnostic {
    Diagnostic::new(
        types::GROUPING_SETS,
        span,
        format!("`{name}` can't stand in {clause}"),
        "it tells of the set that a row of the result belongs to",
    )
    .help("use it in the select list or in HAVING of a SELECT with GROUP BY")
}

pub(super) fn not_a_condition(clause: &str, span: Span, ty: &Type) -> Diagnostic {
    Diagnostic::new(
        types::NOT_A_CONDITION,
        span,
        format!("{clause} must be a condition"),
        format!("this is of type {}", ty.data),
    )
    .help("compare it with something: `x <> 0`, `x = 'yes'`")
}

pub(super) fn misplaced_aggregate(name: &str, span: Span, clause: &str) -> Diagnostic {
    Diagnostic::new(
        types::MISPLACED_AGGREGATE,
        span,
        format!("`{name}` can't stand in {clause}"),
        "it needs the rows of a group or window",
    )
    .help("filter groups by HAVING, or compute it in a derived table and use its column")
}

pub(super) fn unmerged_aggregate(name: &str, span: Span, window: &str) -> Diagnostic {
    Diagnostic::new(
        types::MISPLACED_AGGREGATE,
        span,
        format!("`{name}` can't stand in a {window} window"),
        "Flink puts such a window together from parts, which this aggregate can't",
    )
    .help("use TUMBLE, or MIN or MAX, or join with the first rows found by ROW_NUMBER")
}

pub(super) fn clause_not_taken(name: &str, span: Span, clause: &str, help: &str) -> Diagnostic {
    Diagnostic::new(types::WRONG_ARGUMENTS, span, format!("`{name}` takes no {clause}"), "this clause is too much")
        .help(help)
}

pub(super) fn distinct_row(name: &str, span: Span, ty: &Type) -> Diagnostic {
    Diagnostic::new(types::WRONG_ARGUMENTS, span, format!("`{name}(DISTINCT …)` takes no rows"), ty.data.to_string())
        .help("make one value of it: `COUNT(DISTINCT a || '/' || b)`")
}

pub(super) fn over_needed(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(types::MISPLACED_AGGREGATE, span, format!("`{name}` needs OVER"), "it works on a window")
        .help(format!("write `{name}() OVER (PARTITION BY … ORDER BY …)`"))
}

pub(super) fn over_not_taken(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        types::MISPLACED_AGGREGATE,
        span,
        format!("`{name}` takes no OVER, FILTER or DISTINCT"),
        "it works on one row",
    )
    .help("remove the clause, or use an aggregate")
}

pub(super) fn unknown_window(name: &str, span: Span, near: Option<&str>) -> Diagnostic {
    Diagnostic::new(names::UNKNOWN_COLUMN, span, format!("there is no window `{name}`"), "not in the WINDOW clause")
        .help_opt(near.map(|near| format!("did you mean `{near}`?")))
}

pub(super) fn set_count(op: &str, span: Span, left: usize, right: usize) -> Diagnostic {
    Diagnostic::new(
        types::SET_SHAPE,
        span,
        format!("the sides of {op} have different numbers of columns"),
        format!("{left} on the left, {right} on the right"),
    )
    .help("select the same columns in the same order on both sides")
}

pub(super) fn set_types(op: &str, span: Span, name: &str, sides: (&Type, &Type)) -> Diagnostic {
    Diagnostic::new(
        types::SET_SHAPE,
        span,
        format!("column `{name}` has no common type in {op}"),
        format!("{} on the left, {} on the right", sides.0.data, sides.1.data),
    )
    .help("cast one side")
}

pub(super) fn column_count(what: &str, span: Span, wanted: usize, found: usize) -> Diagnostic {
    Diagnostic::new(types::COLUMN_COUNT, span, format!("{what} has {wanted} columns"), format!("{found} are given"))
        .help("give one for each column")
}

pub(super) fn collection(span: Span, message: &str, label: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::new(types::COLLECTION_SHAPE, span, message, label).help(help)
}

pub(super) fn bad_literal(span: Span, message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::new(types::BAD_LITERAL, span, message, "here").help(help)
}

pub(super) fn not_on_target(what: &str, span: Span, (environment, runs): (&str, &str), instead: &str) -> Diagnostic {
    Diagnostic::new(
        types::NOT_ON_TARGET,
        span,
        format!("{what} does not exist on {runs}"),
        format!("environment `{environment}` runs there"),
    )
    .help(instead)
}

pub(super) fn lossy(span: Span, message: &str, label: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::new(types::LOSSY_ARITHMETIC, span, message, label).help(help)
}

pub(super) fn lossy_cast(span: Span, loss: Loss, from: &Type, to: &Type) -> Diagnostic {
    let help = match loss {
        Loss::Wraps => "keep the wider type, or leave such rows out by WHERE".to_string(),
        Loss::Null => format!("cast to a wider type, or expect null: `TRY_CAST(x AS {})`", to.data),
        Loss::Fraction => format!("say how: `CAST(ROUND(x) AS {0})`, or FLOOR or CEIL", to.data),
        Loss::Digits => "keep the DOUBLE".to_string(),
        Loss::Zone => "keep TIMESTAMP_LTZ".to_string(),
    };
    let label = format!("{} into {}", from.data, to.data);
    Diagnostic::new(types::LOSSY_CAST, span, format!("this cast loses in silence: {}", loss.words()), label).help(help)
}

pub(super) fn number_to_interval(span: Span, months: bool) -> Diagnostic {
    let (label, help) = if months {
        ("Flink counts months, whatever the unit", "multiply: `x * INTERVAL '1' YEAR`")
    } else {
        ("Flink counts milliseconds, whatever the unit", "multiply: `x * INTERVAL '1' DAY`")
    };
    lossy(span, "the unit of this interval is not the one that is written", label, help)
}

/// `EXTRACT(YEAR FROM …)` of a TIME and the like.
pub(super) fn wrong_unit(function: &str, span: Span, unit: &str, of: &Type) -> Diagnostic {
    Diagnostic::new(
        types::WRONG_ARGUMENTS,
        span,
        format!("`{function}` has no {unit} here"),
        format!("this is {}", of.data),
    )
    .help("take a unit that the type has, or cast to TIMESTAMP(3) first")
}

pub(super) fn json_returning(span: Span, function: &str, ty: &Type) -> Diagnostic {
    let help = if function == "JSON_VALUE" {
        "return STRING, BOOLEAN, INT or DOUBLE, and cast that"
    } else {
        "return STRING or ARRAY<STRING>, and cast that"
    };
    Diagnostic::new(types::WRONG_ARGUMENTS, span, format!("`{function}` does not return {}", ty.data), "here")
        .help(help)
}

pub(super) fn json_alone(span: Span) -> Diagnostic {
    Diagnostic::new(types::WRONG_ARGUMENTS, span, "`JSON` stands in JSON_OBJECT and JSON_ARRAY only", "here")
        .help("write `JSON_OBJECT('a' VALUE JSON(x))`; a text that is JSON already is one without it")
}

pub(super) fn bare_null(span: Span) -> Diagnostic {
    bad_literal(span, "a bare NULL has no type", "give it a type: `CAST(NULL AS STRING)`")
}

pub(super) fn type_not_null(span: Span) -> Diagnostic {
    bad_literal(span, "a cast has no NOT NULL", "leave it out: the result is null where the value is")
}

pub(super) fn lost_name(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(types::LOST_NAMES, span, "the column has no name of its own", format!("it becomes `{name}`"))
        .help("name it: `AS something`")
}

pub(super) fn lost_field_names(span: Span, ty: &Type) -> Diagnostic {
    Diagnostic::new(types::LOST_NAMES, span, "the fields of the row have no names of their own", ty.data.to_string())
        .help("name them: `CAST(ROW(a, b) AS ROW<a INT, b STRING>)`")
}

pub(super) fn star(span: Span, relation: &str) -> Diagnostic {
    Diagnostic::new(
        types::STAR,
        span,
        format!("every column of `{relation}` becomes part of the result"),
        "a new column there changes this result",
    )
    .help("list the columns")
}

pub(super) fn division_by_zero(span: Span) -> Diagnostic {
    Diagnostic::new(types::DIVISION_BY_ZERO, span, "a division by zero", "fails for every row")
        .help("divide by something else, or by `NULLIF(x, 0)`")
}
