use super::{SqlParsed, ast, parse};
use weir_diagnostics::FileId;

mod accepts;
mod refuses;

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
