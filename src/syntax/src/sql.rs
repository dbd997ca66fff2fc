//! The query inside a transform: Flink SQL, 2.x, by a grammar of its own (`grammar/flink_sql.pest`).

pub mod ast;
mod build;
mod diagnostics;
mod expected;
mod foreign;
mod grammar;
pub(crate) mod layout;
mod precedence;
mod print;
mod reserved;
mod scan;

pub use print::{print, print_expr, print_type};
use weir_diagnostics::{Diagnostics, FileId, Span};

/// What came of a query's text.
#[derive(Debug, Clone, PartialEq)]
pub struct SqlParsed {
    /// None where the text does not follow the grammar. It may be there beside errors, such as a reserved word used
    /// as a name: the tree then says what was meant.
    pub query: Option<ast::Query>,
    pub diagnostics: Diagnostics,
}

/// Reads a query. `offset` is where `text` begins in the file; the tree's spans are places in the file.
/// Never fails and never panics; text without a query costs a diagnostic.
pub fn parse(file: FileId, text: &str, offset: u32) -> SqlParsed {
    let place = Place { file, offset: usize::try_from(offset).unwrap_or(usize::MAX) };
    let scan = scan::scan(text, place);
    if !scan.problems.is_empty() {
        return SqlParsed { query: None, diagnostics: scan.problems };
    }
    if let Some(diagnostic) = diagnostics::not_a_query(text, place) {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(diagnostic);
        return SqlParsed { query: None, diagnostics };
    }
    build::parse(text, place, &scan.comments)
}

/// Where a query's text lies.
#[derive(Debug, Clone, Copy)]
struct Place {
    file: FileId,
    offset: usize,
}

impl Place {
    /// The span of a range of the query's text.
    fn span(self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.offset.saturating_add(start), self.offset.saturating_add(end))
    }
}

#[cfg(test)]
mod tests;
