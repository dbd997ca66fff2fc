//! Words of messages about files that one file names.

pub(crate) mod products;

use weir_diagnostics::{Diagnostic, Spanned, codes};

pub(crate) fn cannot_include(path: &Spanned<String>, shown: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        codes::files::CANNOT_INCLUDE,
        path.span,
        format!("cannot include `{}`", path.value),
        format!("`{shown}`: {reason}"),
    )
    .help("the path is relative to the file that includes it")
}
