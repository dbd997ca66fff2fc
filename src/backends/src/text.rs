//! Pieces of text that every backend needs: comments that name the origin, JSON, and the quoting of SQL.
//!
//! Artifacts may hold placeholders (`@{output:NAME}`), so a literal `@{` of the user is escaped everywhere (`escape_literal`).

use std::fmt;
use weir_diagnostics::Span;
use weir_ir::{Project, TextPart, escape_literal};

/// `-- transform `low_stock_alerts` in online_retailer.weir`: the first line of a SQL file.
pub(crate) fn sql_header(project: &Project, what: &str, name: &str, span: Span) -> String {
    let file = project.file_name(span);
    let line = if file.is_empty() { format!("-- {what} `{name}`") } else { format!("-- {what} `{name}` in {file}") };
    format!("{}\n", comment(&line))
}

/// A text for a comment that ends at the line's end.
pub(crate) fn comment(text: &str) -> String {
    escape_literal(&text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>())
}

/// A name as part of an environment variable's: upper-case letters, digits, `_` for everything else.
pub(crate) fn upper_words(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect()
}

/// JSON as files of the tree hold it: two blanks, one newline at the end.
pub(crate) fn json(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

/// A text literal of SQL: quotes doubled, nothing else is special (standard SQL, Flink, Postgres with
/// `standard_conforming_strings`).
pub(crate) struct Text<'a>(pub(crate) &'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{}'", escape_literal(&self.0.replace('\'', "''")))
    }
}

/// A text literal that may be a placeholder.
pub(crate) struct Part<'a>(pub(crate) &'a TextPart);

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            TextPart::Literal(text) => Text(text).fmt(f),
            TextPart::Env(_) | TextPart::Secret(_) => write!(f, "'{}'", self.0),
        }
    }
}

/// An identifier of Flink SQL.
pub(crate) struct Ident<'a>(pub(crate) &'a str);

impl fmt::Display for Ident<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", escape_literal(&self.0.replace('`', "``")))
    }
}

/// A delimited identifier of standard SQL: Postgres, Snowflake.
pub(crate) struct Quoted<'a>(pub(crate) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", escape_literal(&self.0.replace('"', "\"\"")))
    }
}

/// A text literal of Snowflake, where a backslash escapes.
pub(crate) struct SnowflakeText<'a>(pub(crate) &'a str);

impl fmt::Display for SnowflakeText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{}'", escape_literal(&self.0.replace('\\', "\\\\").replace('\'', "''")))
    }
}

/// `` `a`, `b` ``.
pub(crate) fn idents<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| Ident(name).to_string()).collect::<Vec<_>>().join(", ")
}

/// `"a", "b"`.
pub(crate) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| Quoted(name).to_string()).collect::<Vec<_>>().join(", ")
}

/// A value without placeholders, as it stands in an artifact.
pub(crate) fn escaped(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::String(text) => Value::String(escape_literal(&text)),
        Value::Array(values) => Value::Array(values.into_iter().map(escaped).collect()),
        Value::Object(map) => {
            Value::Object(map.into_iter().map(|(key, value)| (escape_literal(&key), escaped(value))).collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}
