use crate::{Code, Diagnostic, Diagnostics, Severity, SourceMap, Span};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A SARIF 2.1.0 log (OASIS, 2020-03-27) with one run: the rules are the codes that occur, each result points at its
/// primary place, further labels are related locations.
pub fn sarif(diagnostics: &Diagnostics, sources: &SourceMap, version: &str) -> Value {
    let codes: BTreeMap<&str, Code> = diagnostics.iter().map(|d| (d.code.id, d.code)).collect();
    let rules: Vec<Value> = codes.values().map(rule).collect();
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| result(diagnostic, sources)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "weir", "version": version, "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.to_string(),
        "name": code.name,
        "shortDescription": { "text": code.title },
        "help": { "text": code.page, "markdown": code.page },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn result(diagnostic: &Diagnostic, sources: &SourceMap) -> Value {
    let mut text = diagnostic.message.clone();
    for note in &diagnostic.notes {
        text.push_str(&format!("\nnote: {note}"));
    }
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!("\nhelp: {help}"));
    }
    let mut labels = diagnostic.labels.iter();
    let locations: Vec<Value> = labels.next().map(|label| location(label.span, sources)).into_iter().collect();
    let related: Vec<Value> = labels
        .map(|label| {
            let mut place = location(label.span, sources);
            if let Some(object) = place.as_object_mut() {
                object.insert("message".into(), json!({ "text": label.text }));
            }
            place
        })
        .collect();
    json!({
        "ruleId": diagnostic.code.to_string(),
        "level": level(diagnostic.severity()),
        "message": { "text": text },
        "locations": locations,
        "relatedLocations": related,
    })
}

fn location(span: Span, sources: &SourceMap) -> Value {
    let (start, end) = (sources.position(span.file, span.start), sources.position(span.file, span.end));
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": sources.name(span.file) },
        "region": {
            "startLine": start.line, "startColumn": start.column,
            "endLine": end.line, "endColumn": end.column,
        },
    } })
}
