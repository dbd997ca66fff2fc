use crate::exit::Exit;
use crate::output::{Output, Report, totals};
use crate::world::{find, read, write};
use serde_json::json;
use std::io::Read;
use std::path::Path;
use weir_diagnostics::{Diagnostics, SourceMap};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files, folders or names of pipelines [default: pipelines/]; `-` reads stdin and writes stdout
    #[arg(value_name = "PATH|PIPELINE")]
    paths: Vec<String>,
    /// Write nothing; exit 3 if a file would change
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(args: &Args, output: &Output) -> Exit {
    if args.paths.iter().any(|path| path == "-") {
        return standard_input(args, output);
    }
    let (files, diagnostics) = find::files(&args.paths);
    let mut reports = vec![Report { sources: SourceMap::default(), diagnostics }];
    let mut changed = Vec::new();
    for path in &files {
        match one(args, path) {
            Ok(true) => changed.push(find::shown(path)),
            Ok(false) => {}
            Err(report) => reports.push(*report),
        }
    }
    output.reports("fmt", &reports, json!({ "files": files.len(), "changed": changed }));
    for path in &changed {
        output.note(&if args.check { format!("{path} is not formatted") } else { format!("formatted {path}") });
    }
    let failed = reports.iter().any(|report| report.diagnostics.has_errors());
    if failed {
        output.note(&totals(&reports));
        Exit::Errors
    } else if args.check && !changed.is_empty() {
        Exit::Differences
    } else {
        Exit::Fine
    }
}

/// Formats one file in place; answers whether that changes it.
fn one(args: &Args, path: &Path) -> Result<bool, Box<Report>> {
    let shown = find::shown(path);
    let text = read::text(path, &shown).map_err(|diagnostic| report(SourceMap::default(), [*diagnostic]))?;
    let formatted = format(&shown, &text)?;
    if formatted == text {
        return Ok(false);
    }
    if !args.check {
        write::replace(path, &formatted).map_err(|reason| {
            let error = std::io::Error::other(reason);
            report(SourceMap::default(), [crate::world::cannot_write(&shown, &error)])
        })?;
    }
    Ok(true)
}

fn format(shown: &str, text: &str) -> Result<String, Box<Report>> {
    let mut sources = SourceMap::default();
    sources.add(shown, text);
    weir_syntax::fmt::format(text).map_err(|diagnostics| report(sources, diagnostics))
}

fn report(sources: SourceMap, found: impl IntoIterator<Item = weir_diagnostics::Diagnostic>) -> Box<Report> {
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(found);
    diagnostics.sort();
    Box::new(Report { sources, diagnostics })
}

fn standard_input(args: &Args, output: &Output) -> Exit {
    let mut text = String::new();
    if let Err(error) = std::io::stdin().read_to_string(&mut text) {
        eprintln!("error: cannot read stdin: {}", crate::world::reason(&error));
        return Exit::Errors;
    }
    match format("<stdin>", &text) {
        Ok(formatted) if args.check => {
            if formatted == text {
                Exit::Fine
            } else {
                Exit::Differences
            }
        }
        Ok(formatted) => {
            output.data(&formatted);
            Exit::Fine
        }
        Err(report) => {
            output.reports("fmt", &[*report], json!({}));
            Exit::Errors
        }
    }
}
