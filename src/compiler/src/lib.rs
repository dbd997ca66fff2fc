//! The one wiring of the stages: text → tree → [`weir_ir::Project`] → artifacts. No I/O: texts come in, and what an
//! `include` names is asked of a [`Loader`].

mod diagnostics;
mod load;
pub mod products;
mod session;

pub use load::{Loader, SourceText, Stored, Unit};
pub use session::{Rechecked, Session};

use weir_diagnostics::{Diagnostics, SourceMap};
use weir_ir::{ArtifactSet, Project};
use weir_syntax::ast;

/// A pipeline that was read and analysed. The project is always there, with poison types where something is wrong.
#[derive(Debug)]
pub struct Checked {
    pub sources: SourceMap,
    pub files: Vec<ast::File>,
    pub project: Project,
    pub diagnostics: Diagnostics,
}

/// A compiled pipeline. Artifacts are only there without errors.
#[derive(Debug)]
pub struct Compilation {
    pub checked: Checked,
    pub artifacts: Option<ArtifactSet>,
}

/// Reads, analyses and proves a pipeline.
pub fn check(unit: Unit, loader: &dyn Loader) -> Checked {
    let from = unit.files.first().map_or_else(String::new, |file| file.shown.clone());
    let loaded = load::load(unit, loader);
    let mut diagnostics = loaded.diagnostics;
    let used = products::used(&loaded.files, &from, loader, &mut diagnostics);
    let analysis = weir_analysis::analyze_with(&loaded.files, &used);
    let mut project = analysis.project;
    project.files = loaded.artifact_names;
    project.line_starts = loaded.sources.iter().map(|(id, file)| (id, file.line_starts().to_vec())).collect();
    diagnostics.extend(analysis.diagnostics);
    let names = loaded.sources.iter().map(|(id, file)| (id, file.name.clone())).collect();
    diagnostics.extend(weir_analysis::check_governance(&loaded.files, &names));
    diagnostics.sort();
    Checked { sources: loaded.sources, files: loaded.files, project, diagnostics }
}

/// [`check`], then every backend for every environment, or for the one that is named.
pub fn compile(unit: Unit, loader: &dyn Loader, only: Option<&str>) -> Compilation {
    let mut checked = check(unit, loader);
    if checked.diagnostics.has_errors() {
        return Compilation { checked, artifacts: None };
    }
    let artifacts = weir_backends::emit(&checked.project, only, &mut checked.diagnostics);
    checked.diagnostics.sort();
    let artifacts = (!checked.diagnostics.has_errors()).then_some(artifacts);
    Compilation { checked, artifacts }
}
