//! The terminal: data goes to stdout, everything else to stderr.

use clap::ValueEnum;
use serde_json::{Value, json};
use std::io::{IsTerminal, Write};
use weir_diagnostics::{Diagnostics, Severity, SourceMap, render};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Drawn, with the source
    Human,
    /// One line each: file:line:column
    Plain,
    /// One object on stdout (docs/schema/output.json)
    Json,
    /// SARIF 2.1.0 on stdout, for code scanning
    Sarif,
    /// For review comments
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColourChoice {
    Auto,
    Always,
    Never,
}

/// Where and how results are shown.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) format: Format,
    colour: bool,
    quiet: bool,
    width: usize,
}

/// What was found in one pipeline (or before any was read).
pub(crate) struct Report {
    pub(crate) sources: SourceMap,
    pub(crate) diagnostics: Diagnostics,
}

impl Output {
    pub(crate) fn new(format: Format, choice: ColourChoice, quiet: bool) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colour = match choice {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto => std::io::stderr().is_terminal() && !set("NO_COLOR") && !dumb,
        };
        let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
        Output { format, colour, quiet, width: width.clamp(40, 120) }
    }

    /// Whether results are one JSON or SARIF document on stdout, which nothing else may touch.
    pub(crate) fn is_document(&self) -> bool {
        matches!(self.format, Format::Json | Format::Sarif)
    }

    /// Writes data to stdout. A reader that went away is not a fault of ours.
    pub(crate) fn data(&self, text: &str) {
        let _ = std::io::stdout().write_all(text.as_bytes());
    }

    /// Writes a line for people to stderr, unless they asked for quiet.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet && !self.is_document() {
            eprintln!("{text}");
        }
    }

    /// Shows diagnostics and, for document formats, `result` beside them. `result` is an object of the command's own.
    pub(crate) fn reports(&self, command: &str, reports: &[Report], result: Value) {
        match self.format {
            Format::Human | Format::Plain => self.show_each(reports),
            Format::Markdown => self.data(&markdown(reports)),
            Format::Json => self.document(&document(command, reports, result)),
            Format::Sarif => self.document(&sarif(reports)),
        }
    }

    fn document(&self, value: &Value) {
        let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
        text.push('\n');
        self.data(&text);
    }

    fn show_each(&self, reports: &[Report]) {
        for report in reports {
            for diagnostic in &report.diagnostics {
                if self.quiet && diagnostic.severity() == Severity::Warning {
                    continue;
                }
                if self.format == Format::Human {
                    eprintln!("{}", render::human(diagnostic, &report.sources, self.colour, self.width).trim_end());
                    eprintln!();
                } else {
                    eprint!("{}", render::plain(diagnostic, &report.sources));
                }
            }
        }
    }
}

fn document(command: &str, reports: &[Report], result: Value) -> Value {
    let mut all = Vec::new();
    for report in reports {
        if let Value::Array(list) = render::json(&report.diagnostics, &report.sources) {
            all.extend(list);
        }
    }
    let errors = count(reports, Severity::Error);
    json!({
        "command": command,
        "ok": errors == 0,
        "errors": errors,
        "warnings": count(reports, Severity::Warning),
        "result": result,
        "diagnostics": all,
    })
}

/// One log for all pipelines: the results of later ones join the first run.
fn sarif(reports: &[Report]) -> Value {
    let version = env!("CARGO_PKG_VERSION");
    let runs: Vec<Value> = reports
        .iter()
        .filter_map(|report| render::sarif(&report.diagnostics, &report.sources, version).get("runs")?.get(0).cloned())
        .collect();
    let mut log = render::sarif(&Diagnostics::default(), &SourceMap::default(), version);
    if let Some(slot) = log.get_mut("runs")
        && !runs.is_empty()
    {
        *slot = Value::Array(runs);
    }
    log
}

fn markdown(reports: &[Report]) -> String {
    let mut out = String::new();
    for report in reports {
        for diagnostic in &report.diagnostics {
            let place = diagnostic.primary().map_or(String::new(), |span| {
                let at = report.sources.position(span.file, span.start);
                format!("`{}:{}:{}` ", report.sources.name(span.file), at.line, at.column)
            });
            let word = if diagnostic.severity() == Severity::Error { "error" } else { "warning" };
            out.push_str(&format!("- **{word}** {place}{} ({})\n", diagnostic.message, diagnostic.code));
            if let Some(help) = &diagnostic.help {
                out.push_str(&format!("  - {help}\n"));
            }
        }
    }
    if out.is_empty() {
        out.push_str("No errors, no warnings.\n");
    }
    out
}

pub(crate) fn count(reports: &[Report], severity: Severity) -> usize {
    reports.iter().map(|report| report.diagnostics.count(severity)).sum()
}

/// `1 error, 2 warnings`, or `no errors`.
pub(crate) fn totals(reports: &[Report]) -> String {
    let word = |n: usize, word: &str| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") };
    let (errors, warnings) = (count(reports, Severity::Error), count(reports, Severity::Warning));
    match (errors, warnings) {
        (0, 0) => "no errors, no warnings".to_string(),
        (0, n) => format!("no errors, {}", word(n, "warning")),
        (n, 0) => word(n, "error"),
        (e, w) => format!("{}, {}", word(e, "error"), word(w, "warning")),
    }
}
