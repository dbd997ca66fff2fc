//! Markdown from templates: every value is escaped where it stands, as text or, by the filter `code`, in a code span.

use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value, syntax::SyntaxConfig, value::Serde};
use serde::Serialize;

/// Renders a template. The filter `line` is for indented code, where nothing but the line's end means anything. Undefined names are errors; the text ends with one newline.
pub(crate) fn render(template: &str, context: impl Serialize) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    environment.set_formatter(|out, _, value| {
        let words = value.to_string();
        out.write_str(&if value.is_safe() { words } else { escape(&words) }).map_err(Error::from)
    });
    environment.add_filter("code", |words: &str| Value::from_safe_string(code(words)));
    environment.add_filter("codes", |words: Vec<String>| {
        Value::from_safe_string(words.iter().map(|one| code(one)).collect::<Vec<_>>().join(", "))
    });
    environment.add_filter("line", |words: &str| Value::from_safe_string(single_line(words)));
    environment.add_filter("prose", |words: &str| Value::from_safe_string(prose(words)));
    let text = environment.render_str(template, Serde(context))?;
    Ok(format!("{}\n", text.trim_end()))
}

/// One line of text in which nothing means anything to Markdown, in a table too.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in single_line(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&' | '~' | '$' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A code span: fenced with more back-ticks than it holds, bars escaped for tables.
pub(crate) fn code(text: &str) -> String {
    let text = single_line(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", text.replace('|', "\\|"))
}

/// A sentence of weir's own, with user words in back-ticks: those become code spans.
pub(crate) fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escape(text);
    }
    let write = |(n, part): (usize, &str)| if n % 2 == 0 { escape(part) } else { code(part) };
    parts.into_iter().enumerate().map(write).collect()
}

fn single_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests;
