#![expect(
    clippy::disallowed_methods,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    reason = "tests measure time, cut texts at known places and look at a few kinds of nodes"
)]

use super::{SqlParsed, ast, parse};
use weir_diagnostics::FileId;

mod accepts;
mod hostile;
mod layout;
mod refuses;
mod shapes;

fn read(text: &str) -> SqlParsed {
    parse(FileId(0), text, 0)
}

/// The tree of a query that must be fine.
fn tree(text: &str) -> ast::Query {
    let parsed = read(text);
    let messages: Vec<_> = parsed.diagnostics.iter().map(|d| format!("{}: {}", d.code, d.message)).collect();
    assert!(messages.is_empty(), "{text}\n{messages:#?}");
    parsed.query.expect(text)
}

/// A tree to compare, without the places.
fn without_spans(query: &ast::Query) -> String {
    let text = format!("{query:?}");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("Span {") {
        out.push_str(before);
        rest = after.split_once('}').unwrap().1;
    }
    out + rest
}
