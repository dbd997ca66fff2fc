//! The only code of the compiler that touches the file system.

pub(crate) mod find;
pub(crate) mod read;
pub(crate) mod revision;
pub(crate) mod write;

use weir_diagnostics::{Code, Diagnostic, Span, codes};

/// Words of messages about the file system.
pub(crate) fn cannot_read(path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::without_place(codes::files::CANNOT_READ, format!("cannot read `{path}`: {}", reason(error)))
}

pub(crate) fn cannot_write(path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::without_place(codes::files::CANNOT_WRITE, format!("cannot write `{path}`: {}", reason(error)))
        .help("what was generated before is unchanged; make the folder writable, or choose another with `--out DIR`")
}

pub(crate) fn plain(code: Code, message: String, help: &str) -> Diagnostic {
    Diagnostic::without_place(code, message).help(help)
}

/// `reasons` break those who read the version; `help` is the way out.
pub(crate) fn product_broken(
    at: Option<Span>,
    name: &str,
    version: u32,
    (reasons, help): (&[&str], &str),
) -> Diagnostic {
    let message = format!("version {version} of the product `{name}` breaks its readers");
    let code = codes::names::PRODUCT_BROKEN;
    let found = match at {
        Some(at) => Diagnostic::new(code, at, message, ""),
        None => Diagnostic::without_place(code, message),
    };
    reasons.iter().fold(found, |found, reason| found.note(*reason)).help(help)
}

/// The operating system's words without its number.
pub(crate) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let bare = text.split(" (os error").next().unwrap_or(&text);
    bare.to_lowercase()
}
