use crate::{Diagnostic, Diagnostics, Severity, SourceMap, Span};
use serde_json::{Value, json};

/// The `diagnostics` array of weir's JSON output: severity, code, name, message, labels with file, bytes, line and
/// column (both from 1), help, notes.
pub fn json(diagnostics: &Diagnostics, sources: &SourceMap) -> Value {
    Value::Array(diagnostics.iter().map(|diagnostic| one(diagnostic, sources)).collect())
}

fn one(diagnostic: &Diagnostic, sources: &SourceMap) -> Value {
    let labels: Vec<Value> = diagnostic
        .labels
        .iter()
        .map(|label| json!({ "place": place(label.span, sources), "text": label.text }))
        .collect();
    json!({
        "severity": match diagnostic.severity() { Severity::Error => "error", Severity::Warning => "warning" },
        "code": diagnostic.code.to_string(),
        "name": diagnostic.code.name,
        "message": diagnostic.message,
        "labels": labels,
        "help": diagnostic.help,
        "notes": diagnostic.notes,
    })
}

fn place(span: Span, sources: &SourceMap) -> Value {
    let (start, end) = (sources.position(span.file, span.start), sources.position(span.file, span.end));
    json!({
        "file": sources.name(span.file),
        "bytes": [span.start, span.end],
        "start": { "line": start.line, "column": start.column },
        "end": { "line": end.line, "column": end.column },
    })
}
