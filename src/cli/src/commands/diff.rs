use crate::exit::Exit;
use crate::output::{Format, Output, Report, totals};
use crate::world::revision::Revision;
use crate::world::{find, plain, product_broken, read::FileLoader};
use clap::ValueEnum;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use weir_compiler::Compilation;
use weir_diagnostics::{Diagnostics, SourceMap, codes};
use weir_diff::{Diff, ProductChange, Side};

mod page;

/// Where `compile` writes: the schemas that stand there at a revision are what was deployed.
const GENERATED: &str = "generated";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A branch, tag or commit of git to compare with
    #[arg(value_name = "REV", default_value = "HEAD")]
    revision: String,
    /// A file, folder or name of a pipeline; may be repeated [default: pipelines/]
    #[arg(long = "pipeline", value_name = "PATH|PIPELINE")]
    pipelines: Vec<String>,
    /// Compare two environments of the source as it is
    #[arg(long, value_name = "A..B", value_parser = pair, conflicts_with = "revision")]
    env: Option<(String, String)>,
    /// Exit 3 if there is something of this sort
    #[arg(long, value_enum, value_name = "SORT")]
    fail_on: Vec<FailOn>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Something is protected less than before
    Weakened,
    /// A schema breaks the compatibility of its subject, or a product its readers
    Incompatible,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let halves = text.split_once("..").filter(|(a, b)| !a.is_empty() && !b.is_empty());
    halves.map(|(a, b)| (a.to_string(), b.to_string())).ok_or("two environments look like dev..cloud".to_string())
}

/// What differs of one pipeline.
pub(crate) enum Found {
    /// It is in the later version only.
    Added(String),
    Removed(String),
    Changed(Diff),
}

pub(crate) fn run(args: &Args, output: &Output) -> Exit {
    let mut now = compiled(&args.pipelines);
    let compared = match &args.env {
        Some((from, to)) => environments(&now, from, to),
        None => revision(args, &now),
    };
    let (mut reports, found, against) = match compared {
        Ok(compared) => (compared.reports, compared.found, compared.against),
        Err(report) => (vec![report], Vec::new(), String::new()),
    };
    now.judge_products(&found);
    reports.extend(now.into_reports());
    let failed = reports.iter().any(|report| report.diagnostics.has_errors());
    show(output, &reports, &found, &against);
    if failed {
        output.note(&totals(&reports));
        return Exit::Errors;
    }
    let fails = |sort: &FailOn| found.iter().any(|one| matches!(one, Found::Changed(diff) if sort.is_in(diff)));
    if args.fail_on.iter().any(fails) { Exit::Differences } else { Exit::Fine }
}

impl FailOn {
    fn is_in(self, diff: &Diff) -> bool {
        match self {
            FailOn::Weakened => !diff.weakened.is_empty(),
            FailOn::Incompatible => !diff.schemas.is_empty() || diff.products.iter().any(|change| change.breaking),
        }
    }
}

/// Pipelines of one version, by name.
struct Version {
    pipelines: BTreeMap<String, Compilation>,
    diagnostics: Diagnostics,
}

impl Version {
    fn into_reports(self) -> Vec<Report> {
        let mut reports = vec![Report { sources: SourceMap::default(), diagnostics: self.diagnostics }];
        for compilation in self.pipelines.into_values() {
            let checked = compilation.checked;
            // Warnings are `check`'s; what keeps a comparison from being made is an error.
            let errors = checked.diagnostics.has_errors();
            let diagnostics = if errors { checked.diagnostics } else { Diagnostics::default() };
            reports.push(Report { sources: checked.sources, diagnostics });
        }
        reports
    }

    /// A version that breaks its readers is an error where it stands; a version that is gone is one of a review.
    fn judge_products(&mut self, found: &[Found]) {
        for found in found {
            let Found::Changed(diff) = found else { continue };
            let Some(compilation) = self.pipelines.get_mut(&diff.pipeline) else { continue };
            let checked = &mut compilation.checked;
            for expose in &checked.project.exposes {
                let ours = |change: &&ProductChange| {
                    change.breaking && change.product == expose.product && change.version == expose.version
                };
                let reasons: Vec<&str> = diff.products.iter().filter(ours).map(|change| change.says.as_str()).collect();
                if !reasons.is_empty() {
                    let name = format!("{}.{}", diff.pipeline, expose.product);
                    let next = format!(
                        "`expose {} as {} {{ version = {} }}`, and keep this version beside it until its readers have moved",
                        checked.project.relations[expose.relation].name,
                        expose.product,
                        expose.version + 1
                    );
                    checked.diagnostics.push(product_broken(
                        Some(expose.span),
                        &name,
                        expose.version,
                        (&reasons, &next),
                    ));
                }
            }
        }
    }

    fn side(&self, name: &str) -> Option<Side<'_>> {
        let compilation = self.pipelines.get(name)?;
        Some(Side { project: &compilation.checked.project, artifacts: compilation.artifacts.as_ref()? })
    }
}

fn compiled(selectors: &[String]) -> Version {
    let (selected, diagnostics) = find::select(selectors);
    let mut pipelines = BTreeMap::new();
    for selected in selected {
        let compilation = weir_compiler::compile(selected.unit, &FileLoader, None);
        pipelines.insert(compilation.checked.project.name.clone(), compilation);
    }
    Version { pipelines, diagnostics }
}

struct Compared {
    reports: Vec<Report>,
    found: Vec<Found>,
    against: String,
}

fn environments(now: &Version, from: &str, to: &str) -> Result<Compared, Report> {
    let mut found = Vec::new();
    for name in now.pipelines.keys() {
        let diff = now.side(name).and_then(|side| weir_diff::environments(side, from, to));
        found.extend(diff.map(Found::Changed));
    }
    if found.is_empty() && now.pipelines.values().any(|one| one.artifacts.is_some()) {
        let message = format!("no pipeline has both environments, `{from}` and `{to}`");
        let declared = now.pipelines.values().flat_map(|one| &one.checked.project.environments);
        let mut names: Vec<&str> = declared.map(|env| env.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let help = format!("environments here: {}", names.join(", "));
        return Err(alone(plain(codes::files::UNKNOWN_ENVIRONMENT_FLAG, message, &help)));
    }
    Ok(Compared { reports: Vec::new(), found, against: format!("{to} against {from}") })
}

fn revision(args: &Args, now: &Version) -> Result<Compared, Report> {
    let revision = Revision::read(&args.revision).map_err(|diagnostic| alone(*diagnostic))?;
    let before = revision.inside(|| compiled(&args.pipelines)).map_err(|diagnostic| alone(*diagnostic))?;
    let against = match args.revision.as_str() {
        name if name.starts_with(&revision.commit) => format!("since {}", revision.commit),
        name => format!("since {name} ({})", revision.commit),
    };
    let mut found = Vec::new();
    for name in now.pipelines.keys() {
        match (before.side(name), now.side(name)) {
            (Some(before), Some(after)) => {
                let all = weir_diff::asks_all(after.artifacts);
                let earlier = revision.history(&format!("{GENERATED}/{name}"), &all);
                let earlier = earlier.map_err(|diagnostic| alone(*diagnostic))?;
                found.push(Found::Changed(weir_diff::versions(before, after, &earlier)));
            }
            (None, Some(_)) if !before.pipelines.contains_key(name) => found.push(Found::Added(name.clone())),
            _ => {}
        }
    }
    let gone = before.pipelines.keys().filter(|name| !now.pipelines.contains_key(*name));
    found.extend(gone.map(|name| Found::Removed(name.clone())));
    // A selector that named nothing then names a new pipeline now.
    let before = Version { diagnostics: Diagnostics::default(), ..before };
    Ok(Compared { reports: before.into_reports(), found, against })
}

fn alone(diagnostic: weir_diagnostics::Diagnostic) -> Report {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(diagnostic);
    Report { sources: SourceMap::default(), diagnostics }
}

fn show(output: &Output, reports: &[Report], found: &[Found], against: &str) {
    let clean = reports.iter().all(|report| report.diagnostics.is_empty());
    if output.format != Format::Markdown || !clean {
        let pipelines: Vec<Value> = found.iter().map(as_json).collect();
        output.reports("diff", reports, json!({ "against": against, "pipelines": pipelines }));
    }
    if output.is_document() || reports.iter().any(|report| report.diagnostics.has_errors()) {
        return;
    }
    let text =
        if output.format == Format::Markdown { page::markdown(found, against) } else { page::plain(found, against) };
    output.data(&text);
}

fn as_json(found: &Found) -> Value {
    match found {
        Found::Added(name) => json!({ "pipeline": name, "what": "added" }),
        Found::Removed(name) => json!({ "pipeline": name, "what": "removed" }),
        Found::Changed(diff) => {
            let mut value = serde_json::to_value(diff).unwrap_or_default();
            if let Some(fields) = value.as_object_mut() {
                let what = if diff.is_empty() { "unchanged" } else { "changed" };
                fields.insert("what".to_string(), what.into());
            }
            value
        }
    }
}
