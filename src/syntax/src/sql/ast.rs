//! The tree of a query as written: nothing looked up, nothing typed, and a span on every node. Back-ticks and the
//! quotes of strings are removed; parentheses are nodes, so the tree says exactly what was written.
//!
//! Precedence is Flink's (Calcite's `SqlStdOperatorTable`): `a + b || c` is `a + (b || c)`, `a = b IS NULL` is
//! `(a = b) IS NULL`, `NOT a = b` is `NOT (a = b)`.

mod call;
mod expr;
mod from;
mod json;
mod literal;
mod pattern;
mod query;
mod types;
mod window;
mod words;

pub use crate::ast::{Name, Path};
pub use call::*;
pub use expr::*;
pub use from::*;
pub use json::*;
pub use literal::*;
pub use pattern::*;
pub use query::*;
pub use types::*;
use weir_diagnostics::{Span, Spanned};
pub use window::*;
