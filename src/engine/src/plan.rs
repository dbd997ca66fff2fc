//! From a plan of `ir` to running operators.

mod build;
mod operator;
pub mod refused;
mod ttl;

pub use build::{Building, layout};
pub use ttl::{Ttl, Ttls};

use std::fmt;
use weir_diagnostics::Span;

/// A part of a query that the engine does not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsupported {
    /// In the user's words: `FULL JOIN`, `the function SOUNDEX`.
    pub what: String,
    pub span: Span,
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the embedded engine does not run {}", self.what)
    }
}
