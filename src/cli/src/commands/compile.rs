use crate::exit::Exit;
use crate::output::{Output, Report, totals};
use crate::world::write::{Changes, Scope};
use crate::world::{find, plain, read::FileLoader, write};
use clap::ValueEnum;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use weir_compiler::Compilation;
use weir_diagnostics::{Diagnostics, SourceMap, codes};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files, folders or names of pipelines [default: pipelines/]
    #[arg(value_name = "PATH|PIPELINE")]
    paths: Vec<String>,
    /// Only this environment
    #[arg(long, value_name = "ENVIRONMENT")]
    env: Option<String>,
    /// Where to write
    #[arg(long, value_name = "DIR", default_value = "generated")]
    out: PathBuf,
    /// Write nothing; exit 3 if what stands there differs
    #[arg(long)]
    check: bool,
    /// Print a stage instead of writing artifacts
    #[arg(long, value_enum, conflicts_with = "check")]
    emit: Option<Emit>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Emit {
    /// The syntax tree
    Ast,
    /// What the analyzer knows
    Ir,
    /// The picture, as SVG
    Graph,
    /// Column lineage, as JSON
    Lineage,
}

pub(crate) fn run(args: &Args, output: &Output) -> Exit {
    let (selected, diagnostics) = find::select(&args.paths);
    let mut reports = vec![Report { sources: SourceMap::default(), diagnostics }];
    let mut done = Vec::new();
    let mut environments = Vec::new();
    for selected in selected {
        let compilation = weir_compiler::compile(selected.unit, &FileLoader, args.env.as_deref());
        environments.extend(compilation.checked.project.environments.iter().map(|e| e.name.clone()));
        let (report, outcome) = one(args, compilation, output);
        reports.push(report);
        done.extend(outcome);
    }
    if let Some(wanted) = &args.env
        && !environments.contains(wanted)
        && let Some(first) = reports.first_mut()
    {
        environments.sort();
        environments.dedup();
        let message = format!("no environment is named `{wanted}`");
        let help = format!("environments here: {}", environments.join(", "));
        first.diagnostics.push(plain(codes::files::UNKNOWN_ENVIRONMENT_FLAG, message, &help));
    }
    finish(args, output, &reports, &done)
}

/// What happened to one pipeline's output.
struct Outcome {
    name: String,
    root: String,
    changes: Changes,
}

fn one(args: &Args, compilation: Compilation, output: &Output) -> (Report, Option<Outcome>) {
    let Compilation { checked, artifacts } = compilation;
    let mut diagnostics = checked.diagnostics;
    let name = checked.project.name.clone();
    let mut outcome = None;
    if let Some(emit) = args.emit {
        let file = |path: &str| artifacts.as_ref().and_then(|set| set.get(path)).map(|artifact| artifact.text.clone());
        let text = match emit {
            Emit::Ast => Some(format!("{:#?}\n", checked.files)),
            Emit::Ir => Some(format!("{:#?}\n", checked.project)),
            Emit::Graph => file("graph.svg"),
            Emit::Lineage => file("lineage.json"),
        };
        output.data(&text.unwrap_or_default());
    } else if let Some(artifacts) = artifacts {
        let files = artifacts.files().map(|(path, file)| (path.to_string(), file.text.clone())).collect();
        outcome = place(args, &name, &files, &mut diagnostics);
    }
    (Report { sources: checked.sources, diagnostics }, outcome)
}

fn place(args: &Args, name: &str, files: &BTreeMap<String, String>, diagnostics: &mut Diagnostics) -> Option<Outcome> {
    let root = args.out.join(name);
    let scope = args.env.clone().map_or(Scope::Everything, Scope::Environment);
    let files = in_scope(files, &scope);
    let changes = write::compare(&root, &files, &scope);
    if !args.check
        && let Err(diagnostic) = write::apply(&root, &files, &changes)
    {
        diagnostics.push(*diagnostic);
        return None;
    }
    Some(Outcome { name: name.to_string(), root: find::shown(&root), changes })
}

/// With `--env` the pipeline's common files (picture, lineage, proof) stay as they are.
fn in_scope(files: &BTreeMap<String, String>, scope: &Scope) -> BTreeMap<String, String> {
    files.iter().filter(|(path, _)| scope.covers(path)).map(|(path, text)| (path.clone(), text.clone())).collect()
}

fn finish(args: &Args, output: &Output, reports: &[Report], done: &[Outcome]) -> Exit {
    if args.emit.is_none() || !output.is_document() {
        output.reports("compile", reports, json!({ "pipelines": done.iter().map(as_json).collect::<Vec<_>>() }));
    }
    for outcome in done {
        if args.check {
            stale(outcome, output);
        } else {
            output.note(&written(outcome));
        }
    }
    let failed = reports.iter().any(|report| report.diagnostics.has_errors());
    if failed || !reports.iter().all(|report| report.diagnostics.is_empty()) {
        output.note(&totals(reports));
    }
    if failed {
        Exit::Errors
    } else if args.check && done.iter().any(|outcome| !outcome.changes.is_empty()) {
        Exit::Differences
    } else {
        Exit::Fine
    }
}

fn as_json(outcome: &Outcome) -> Value {
    json!({
        "name": outcome.name,
        "out": outcome.root,
        "written": outcome.changes.write,
        "removed": outcome.changes.remove,
        "unchanged": outcome.changes.unchanged,
    })
}

fn written(outcome: &Outcome) -> String {
    let Changes { write, remove, unchanged } = &outcome.changes;
    let total = write.len() + unchanged;
    let removed = if remove.is_empty() { String::new() } else { format!(", {} removed", remove.len()) };
    if outcome.changes.is_empty() {
        return format!("{}: {total} files in {} are up to date", outcome.name, outcome.root);
    }
    format!("{}: wrote {} of {total} files in {}{removed}", outcome.name, write.len(), outcome.root)
}

fn stale(outcome: &Outcome, output: &Output) {
    if outcome.changes.is_empty() {
        output.note(&format!("{}: {} is up to date", outcome.name, outcome.root));
        return;
    }
    for path in &outcome.changes.write {
        let word = if Path::new(&outcome.root).join(path).exists() { "differs" } else { "is missing" };
        output.note(&format!("{}/{path} {word}", outcome.root));
    }
    for path in &outcome.changes.remove {
        output.note(&format!("{}/{path} is no longer written", outcome.root));
    }
    output.note(&format!("{}: {} is stale; run `weir compile` and commit the result", outcome.name, outcome.root));
}
