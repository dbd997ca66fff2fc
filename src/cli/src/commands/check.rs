use crate::exit::Exit;
use crate::output::{Output, Report, totals};
use crate::world::{find, read::FileLoader};
use serde_json::json;
use weir_diagnostics::{Diagnostic, Diagnostics, SourceMap, codes};
use weir_ir::Project;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files, folders or names of pipelines [default: pipelines/]
    #[arg(value_name = "PATH|PIPELINE")]
    paths: Vec<String>,
    /// Judge the dates of reviewed exceptions on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    on: Option<String>,
}

/// A calendar date; kept as text, which sorts as dates do.
fn date(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, length: usize| (part.len() == length).then(|| part.parse::<u32>().ok()).flatten();
    let fits = match parts.as_slice() {
        [year, month, day] => {
            number(year, 4).is_some()
                && number(month, 2).is_some_and(|m| (1..=12).contains(&m))
                && number(day, 2).is_some_and(|d| (1..=31).contains(&d))
        }
        _ => false,
    };
    if fits { Ok(text.to_string()) } else { Err("a date looks like 2027-06-30".to_string()) }
}

pub(crate) fn run(args: &Args, output: &Output) -> Exit {
    let (selected, diagnostics) = find::select(&args.paths);
    let mut reports = vec![Report { sources: SourceMap::default(), diagnostics }];
    let mut pipelines = Vec::new();
    for selected in selected {
        // The backends have a say too: what cannot be deployed is an error before somebody compiles.
        let checked = weir_compiler::compile(selected.unit, &FileLoader, None).checked;
        let mut diagnostics = checked.diagnostics;
        if let Some(day) = &args.on {
            diagnostics.extend(expired(&checked.project, day));
            diagnostics.sort();
        }
        pipelines.push(summary(&checked.project, &diagnostics));
        reports.push(Report { sources: checked.sources, diagnostics });
    }
    let failed = reports.iter().any(|report| report.diagnostics.has_errors());
    output.reports("check", &reports, json!({ "pipelines": pipelines }));
    output.note(&format!("checked {}: {}", names(&pipelines), totals(&reports)));
    if failed { Exit::Errors } else { Exit::Fine }
}

fn summary(project: &Project, diagnostics: &Diagnostics) -> serde_json::Value {
    json!({
        "name": project.name,
        "ok": !diagnostics.has_errors(),
        "environments": project.environments.iter().map(|environment| &environment.name).collect::<Vec<_>>(),
    })
}

fn names(pipelines: &[serde_json::Value]) -> String {
    let names: Vec<&str> = pipelines.iter().filter_map(|one| one.get("name")?.as_str()).collect();
    match names.as_slice() {
        [] => "nothing".to_string(),
        list if list.len() <= 3 => list.join(", "),
        list => format!("{} pipelines", list.len()),
    }
}

fn expired(project: &Project, day: &str) -> Vec<Diagnostic> {
    let over = project.allows.iter().filter_map(|allow| {
        let until = allow.until.as_deref().filter(|until| *until < day)?;
        let message = format!("the exception for `{}` ran out on {until}", allow.class);
        let diagnostic = Diagnostic::new(codes::files::ALLOW_EXPIRED, allow.span, message, "given here");
        Some(diagnostic.help("have it reviewed again and give it a new date, or remove it"))
    });
    over.collect()
}
