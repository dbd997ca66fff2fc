use crate::{Diagnostic, Severity, SourceMap};
use std::fmt::Write;

/// One line a diagnostic, as compilers print it: `file:line:column: error[weir::E0301]: message`, help on a line of
/// its own. For terminals without drawing and for tools that read `file:line:column`.
pub fn plain(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let severity = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut out = String::new();
    if let Some(span) = diagnostic.primary() {
        let at = sources.position(span.file, span.start);
        let _ = write!(out, "{}:{}:{}: ", sources.name(span.file), at.line, at.column);
    }
    let _ = writeln!(out, "{severity}[{}]: {}", diagnostic.code, diagnostic.message);
    for (index, label) in diagnostic.labels.iter().enumerate() {
        if label.text.is_empty() {
            continue;
        }
        let at = sources.position(label.span.file, label.span.start);
        if index == 0 {
            let _ = writeln!(out, "  {}", label.text);
        } else {
            let _ = writeln!(out, "  {}:{}:{}: {}", sources.name(label.span.file), at.line, at.column, label.text);
        }
    }
    for note in &diagnostic.notes {
        let _ = writeln!(out, "  note: {note}");
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(out, "  help: {help}");
    }
    out
}
