//! The proof attacked: small pipelines that leak, each with exactly the errors and paths that it must give, and small
//! pipelines that are sound, which must be silent; and random queries whose taint a second, simple-minded judge knows.
//!
//! A case is a `.weir` file whose head is read by machine:
//!
//! ```text
//! # rules: inherits.condition           the rules of docs/semantics.md that it is about
//! # What it shows, for people.
//! # expect:                              `# expect: nothing` in a sound one
//! #   E0701 shop.customers.email (pii) reaches sink lake in plain text
//! #     1. shop.customers.email: declared pii here | email
//! #     2. t.known: decides here | email = 'a'
//! #     3. lake: delivered here | t
//! #     in the environment cloud         left out where it is all of them
//! ```
//!
//! `PROOF_BLESS=1` writes what is found into the heads; read the diff.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and its cases are files"
)]

mod agreement;
mod cases;
mod oracle;

use std::path::{Path, PathBuf};
use weir_compiler::{Loader, SourceText, Unit};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/proof")
}

/// Includes are read from the folder of the cases.
struct Cases;

impl Loader for Cases {
    fn load(&self, shown: &str) -> Result<String, String> {
        std::fs::read_to_string(folder().join(shown)).map_err(|error| error.to_string())
    }
}

/// A case, or a text that was made up, as if it stood beside `parts/`.
fn unit(text: &str) -> Unit {
    let source = SourceText { shown: "case.weir".into(), artifact: "case.weir".into(), text: text.into() };
    Unit { files: vec![source] }
}
