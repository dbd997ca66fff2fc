//! What the parser says.

use weir_diagnostics::codes::{Code, syntax as codes};
use weir_diagnostics::{Diagnostic, Span};

/// What broke: where, what would have fitted there, what stands there, and the way out where one is known.
#[derive(Debug, Clone)]
pub(crate) struct Broken {
    pub at: Span,
    pub expected: Option<String>,
    pub found: String,
    pub help: Option<String>,
}

/// An item whose head, or whose whole, does not follow the grammar.
pub(crate) fn broken_item(broken: Broken) -> Diagnostic {
    mismatch(codes::BROKEN_ITEM, broken)
}

/// A setting, field, table, step or line inside an item.
pub(crate) fn broken_part(broken: Broken) -> Diagnostic {
    mismatch(codes::BROKEN_PART, broken)
}

/// A line of a test's table.
pub(crate) fn broken_row(broken: Broken) -> Diagnostic {
    mismatch(codes::BROKEN_ROW, broken)
}

fn mismatch(code: Code, broken: Broken) -> Diagnostic {
    let Broken { at, expected, found, help } = broken;
    let diagnostic = match expected {
        Some(expected) => {
            Diagnostic::new(code, at, format!("expected {expected}, found {found}"), format!("expected {expected}"))
        }
        None => Diagnostic::new(code, at, format!("{found} does not belong here"), "unexpected"),
    };
    diagnostic.help_opt(help)
}

pub(crate) fn unknown_item(at: Span, word: &str, near: Option<&str>, items: &[&str]) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            format!("items begin with {}", items.iter().map(|item| format!("`{item}`")).collect::<Vec<_>>().join(", "))
        }
    };
    Diagnostic::new(codes::UNKNOWN_ITEM, at, format!("no item begins with `{word}`"), "not an item").help(help)
}

pub(crate) fn not_an_item(at: Span, found: &str) -> Diagnostic {
    Diagnostic::new(codes::UNKNOWN_ITEM, at, format!("expected an item, found {found}"), "not an item")
        .help("an item begins with a word such as `topic`, `source`, `transform` or `sink`")
}

pub(crate) fn stray_brace(at: Span) -> Diagnostic {
    Diagnostic::new(codes::UNKNOWN_ITEM, at, "this `}` closes nothing", "no `{` is open here")
        .help("remove it, or look for a `}` too many before it")
}

pub(crate) fn doc_without_item(at: Span) -> Diagnostic {
    Diagnostic::new(
        codes::UNKNOWN_ITEM,
        at,
        "a text in double quotes documents the item after it, and there is none",
        "nothing follows",
    )
    .help("put it on the line before an item, or begin the line with `#` to make it a comment")
}

pub(crate) fn unclosed_brace(at: Span, what: &str, next: Option<Span>) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(codes::UNCLOSED_BRACE, at, format!("the `{{` of {what} is never closed"), "opened here");
    match next {
        Some(next) => diagnostic.label(next, "a `}` is missing before this").help("add a `}` where the block ends"),
        None => diagnostic.help("add a `}` where the block ends"),
    }
}

pub(crate) fn unclosed_quote(at: Span, quote: char) -> Diagnostic {
    let message = format!("this {quote} is not closed on its line");
    let help = if quote == '"' {
        "close it with `\"`; inside the text a quote is written `\\\"` and a new line `\\n`".to_string()
    } else {
        format!("close it with {quote}; inside, the mark is written twice: {quote}{quote}")
    };
    Diagnostic::new(codes::UNCLOSED_QUOTE, at, message, "opened here").help(help)
}

pub(crate) fn unclosed_sql(at: Span, mark: &str) -> Diagnostic {
    let (what, close) = match mark {
        "/*" => ("comment", "*/"),
        "`" => ("quoted name", "`"),
        _ => ("text", "'"),
    };
    Diagnostic::new(codes::UNCLOSED_QUOTE, at, format!("this {what} in SQL is never closed"), "opened here")
        .help(format!("close it with {close}"))
}

pub(crate) fn too_deep(at: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(codes::TOO_DEEP, at, format!("brackets nest more than {limit} levels deep"), "too deep")
        .help("give the inner part a name of its own, or make it flatter")
}

pub(crate) fn long_table_name(at: Span) -> Diagnostic {
    Diagnostic::new(codes::BAD_VALUE, at, "a table's name has at most two parts", "more than two parts")
        .help("write `table NAME` or `table SCHEMA.NAME`; the database is a setting of the source")
}

pub(crate) fn unknown_escape(at: Span, character: char) -> Diagnostic {
    Diagnostic::new(codes::UNKNOWN_ESCAPE, at, format!("`\\{character}` means nothing in a text"), "unknown escape")
        .help(format!(
            r#"write `\\{character}` for a backslash and `{character}`; known are `\"`, `\\`, `\n` and `\t`"#
        ))
}

pub(crate) fn number_too_large(at: Span) -> Diagnostic {
    Diagnostic::new(codes::BAD_VALUE, at, "this number is too large", "more than 64 bits")
        .help("write a smaller number")
}

pub(crate) fn no_such_day(at: Span, day: &str) -> Diagnostic {
    Diagnostic::new(codes::BAD_VALUE, at, format!("there is no day `{day}`"), "not in the calendar")
        .help("write year, month and day, as in `2027-06-30`")
}

pub(crate) fn bad_percentage(at: Span, text: &str) -> Diagnostic {
    Diagnostic::new(codes::BAD_VALUE, at, format!("`{text}` is not a share"), "not between 0% and 100%")
        .help("write a percentage from `0%` to `100%` with at most four decimals")
}

pub(crate) fn unknown_unit(at: Span, unit: &str, number: &str) -> Diagnostic {
    let near = match unit.to_lowercase().as_str() {
        "sec" | "secs" | "second" | "seconds" => Some("s"),
        "min" | "mins" | "minute" | "minutes" => Some("m"),
        "hr" | "hour" | "hours" => Some("h"),
        "day" | "days" => Some("d"),
        "week" | "weeks" => Some("w"),
        "k" | "kb" | "kib" => Some("KiB"),
        "mb" | "mib" => Some("MiB"),
        "g" | "gb" | "gib" => Some("GiB"),
        "t" | "tb" | "tib" => Some("TiB"),
        _ => None,
    };
    let known = "durations end in `ms`, `s`, `m`, `h`, `d` or `w`, sizes in `B`, `KiB`, `MiB`, `GiB` or `TiB`";
    let help = near.map_or_else(|| known.to_string(), |near| format!("write `{number}{near}`; {known}"));
    Diagnostic::new(codes::BAD_VALUE, at, format!("`{unit}` is not a unit"), "unknown unit").help(help)
}

pub(crate) fn inexact_quantity(at: Span, text: &str) -> Diagnostic {
    Diagnostic::new(codes::BAD_VALUE, at, format!("`{text}` is too large or too exact"), "out of range")
        .help("durations count whole milliseconds, sizes whole bytes, both in 64 bits")
}

pub(crate) fn unknown_period(at: Span, unit: &str) -> Diagnostic {
    Diagnostic::new(codes::BAD_VALUE, at, format!("`{unit}` is not a unit of time"), "unknown unit")
        .help("rates are written `10 per second` or `1 per 2 minutes`: millisecond, second, minute, hour or day")
}

pub(crate) fn bad_rate(at: Span) -> Diagnostic {
    Diagnostic::new(codes::BAD_VALUE, at, "a rate counts whole events in whole units of time", "not a rate")
        .help("write `1 per 2 seconds` instead of `0.5 per second`")
}

pub(crate) fn bad_bytes(at: Span) -> Diagnostic {
    Diagnostic::new(codes::BAD_VALUE, at, "bytes are pairs of hexadecimal digits", "not pairs of 0-9 and a-f")
        .help("write bytes as `x'01ff'`")
}

pub(crate) fn too_many(at: Span, shown: usize) -> Diagnostic {
    let message = format!("more than {shown} places break the grammar, of which {shown} are shown");
    Diagnostic::new(codes::TOO_MANY_ERRORS, at, message, "the next one").help("is this a weir file?")
}

pub(crate) fn no_type(at: Span, field: &str) -> Diagnostic {
    Diagnostic::new(codes::BROKEN_PART, at, format!("the field `{field}` has no type on its line"), "no type")
        .help(format!("write `{field} string`, or whichever type it has"))
}

pub(crate) fn second_field(at: Span, word: &str, help: Option<String>) -> Diagnostic {
    let message = format!("expected an attribute or the end of the line, found `{word}`");
    let help =
        help.unwrap_or_else(|| "attributes begin with `@`, and every field stands on a line of its own".to_string());
    Diagnostic::new(codes::BROKEN_PART, at, message, "neither an attribute nor a new line").help(help)
}
