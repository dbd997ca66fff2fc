//! One file a command.

pub(crate) mod check;
pub(crate) mod compile;
pub(crate) mod completions;
pub(crate) mod describe;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod fmt;
pub(crate) mod graph;
pub(crate) mod lineage;
pub(crate) mod lock;
pub(crate) mod new;

use crate::exit::Exit;
use crate::output::{Output, Report, totals};
use crate::world::{find, plain, read::FileLoader};
use serde_json::json;
use weir_compiler::Checked;
use weir_diagnostics::{Diagnostics, SourceMap, codes};

/// The one pipeline that a command is about, analysed and without errors; otherwise its diagnostics are shown and the
/// exit code is the answer. With it comes what follows its name in `PIPELINE.ITEM`.
pub(crate) fn one_pipeline(
    command: &str,
    selector: Option<&str>,
    output: &Output,
) -> Result<(Checked, Option<String>), Exit> {
    let selectors: Vec<String> = selector.map(str::to_string).into_iter().collect();
    let (mut selected, mut diagnostics) = find::select(&selectors);
    if selected.len() > 1 {
        let message = format!("there are {} pipelines here", selected.len());
        let names: Vec<String> = selected.iter().map(|one| format!("`{}`", one.name())).collect();
        let help = format!("name one of them, before a dot or with `--pipeline`: {}", names.join(", "));
        diagnostics.push(plain(codes::files::NO_SUCH_FILE, message, &help));
    }
    let Some(one) = selected.pop().filter(|_| !diagnostics.has_errors()) else {
        return Err(refuse(command, SourceMap::default(), diagnostics, output));
    };
    let mut checked = weir_compiler::check(one.unit, &FileLoader);
    if checked.diagnostics.has_errors() {
        return Err(refuse(command, checked.sources, std::mem::take(&mut checked.diagnostics), output));
    }
    Ok((checked, one.item))
}

/// [`one_pipeline`] for commands whose argument is a relation or column, or `PIPELINE`, or `PIPELINE.RELATION`.
pub(crate) fn with_item(
    command: &str,
    pipeline: Option<&str>,
    argument: Option<&str>,
    output: &Output,
) -> Result<(Checked, Option<String>), Exit> {
    let named = argument.filter(|_| pipeline.is_none()).filter(|text| find::names_pipeline(text));
    let (checked, item) = one_pipeline(command, pipeline.or(named), output)?;
    // A source may bear the name of its pipeline: what the pipeline declares comes first.
    let declared = argument.filter(|text| declares(&checked, text));
    let item = if named.is_some() && declared.is_none() { item } else { argument.map(str::to_string) };
    Ok((checked, item))
}

/// Whether a text is a relation, or a column of one, as the pipeline names it.
fn declares(checked: &Checked, text: &str) -> bool {
    checked.project.relations.iter().any(|(_, relation)| {
        text.strip_prefix(relation.name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

fn refuse(command: &str, sources: SourceMap, diagnostics: Diagnostics, output: &Output) -> Exit {
    let reports = [Report { sources, diagnostics }];
    output.reports(command, &reports, json!({}));
    output.note(&totals(&reports));
    Exit::Errors
}
