//! The two grammars (`grammar/weir.pest`, `grammar/flink_sql.pest`), the trees they give, and the formatter.
//! Parsing never fails and never panics: what is broken costs one diagnostic and the rest is there.

pub use cores::on_all_cores;
pub use pieces::{Piece, piece, pieces};

use weir_diagnostics::{Diagnostics, FileId, Span};

pub mod ast;
mod build;
mod cores;
mod depth;
mod diagnostics;
pub mod fmt;
mod grammar;
mod help;
mod lex;
mod parse;
mod pieces;
mod recover;
mod split;
pub mod sql;
mod words;

/// What a text says. The tree is always there; what is broken is missing from it and has its diagnostic.
#[derive(Debug, Clone)]
pub struct Parsed {
    pub file: ast::File,
    pub trivia: Trivia,
    pub diagnostics: Diagnostics,
}

/// What the tree leaves out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trivia {
    /// From `#` to the end of the line, in order. Comments inside SQL belong to the SQL.
    pub comments: Vec<Span>,
}

/// Reads a pipeline file. Spans are bytes of `text` as given: a byte order mark and carriage returns count.
pub fn parse(file: FileId, text: &str) -> Parsed {
    parse::parse(file, text)
}
