//! Spans, the source map, diagnostics with their codes and pages, and the ways to show them.
//!
//! Every stage of weir reports through [`Diagnostic`]. Words stand in each stage's `diagnostics.rs`, codes in
//! [`codes`], the page of a code in `explain/<CODE>.md`.

pub mod codes;
mod diagnostic;
pub mod render;
mod silences;
mod source_map;
mod span;
mod suggest;

pub use codes::Code;
pub use diagnostic::{Diagnostic, Diagnostics, Label, Severity};
pub use silences::Silences;
pub use source_map::{Position, SourceFile, SourceMap};
pub use span::{FileId, Span, Spanned};
pub use suggest::suggest;
