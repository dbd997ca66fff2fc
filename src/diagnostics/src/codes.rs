//! Every code, one row each, in ranges by stage. A released code is never used again for something else.
//!
//! | range | stage | file |
//! |---|---|---|
//! | 01xx | syntax of weir | `codes/syntax.rs` |
//! | 02xx | syntax of SQL | `codes/sql_syntax.rs` |
//! | 03xx | names | `codes/names.rs` |
//! | 04xx | settings, kinds, environments | `codes/settings.rs` |
//! | 05xx | types and SQL expressions | `codes/types.rs` |
//! | 06xx | changelogs, keys, time, state | `codes/streaming.rs` |
//! | 07xx | protection and policy | `codes/protection.rs` |
//! | 08xx | contracts: CEL, rules, encryption, masks | `codes/contracts.rs` |
//! | 09xx | backends: what a target cannot take | `codes/backends.rs` |
//! | 10xx | files and the command line | `codes/files.rs` |
//!
//! `E` is an error, `W` a warning that `silence = ["its-name"]` on the item switches off.

use crate::Severity;

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Code {
    /// As printed after `weir::`, for example `E0301`.
    pub id: &'static str,
    /// Kebab-case, stable; a warning is silenced by it.
    pub name: &'static str,
    pub severity: Severity,
    /// One line for lists.
    pub title: &'static str,
    /// The page that `weir explain` shows, in Markdown.
    pub page: &'static str,
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}
impl Eq for Code {}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "weir::{}", self.id)
    }
}

/// A file of rows: `CONSTANT = "E0301" Error "kebab-name" "title";`. The page must exist, or this does not compile.
macro_rules! codes {
    ($($konst:ident = $id:literal $severity:ident $name:literal $title:literal;)*) => {
        $(pub const $konst: $crate::Code = $crate::Code {
            id: $id,
            name: $name,
            severity: $crate::Severity::$severity,
            title: $title,
            page: include_str!(concat!("../../explain/", $id, ".md")),
        };)*
        pub(super) static ROWS: &[$crate::Code] = &[$($konst),*];
    };
}

pub mod backends;
pub mod contracts;
pub mod files;
pub mod names;
pub mod protection;
pub mod settings;
pub mod sql_syntax;
pub mod streaming;
pub mod syntax;
pub mod types;

/// Every row, by stage and number.
pub fn all() -> impl Iterator<Item = &'static Code> {
    [
        syntax::ROWS,
        sql_syntax::ROWS,
        names::ROWS,
        settings::ROWS,
        types::ROWS,
        streaming::ROWS,
        protection::ROWS,
        contracts::ROWS,
        backends::ROWS,
        files::ROWS,
    ]
    .into_iter()
    .flatten()
}

/// Finds a code as a user may write it: `E0301`, `e0301`, `weir::E0301` or its name.
pub fn find(text: &str) -> Option<&'static Code> {
    let bare = text.trim().trim_start_matches("weir::");
    all().find(|code| code.id.eq_ignore_ascii_case(bare) || code.name == bare)
}

#[cfg(test)]
mod tests;
