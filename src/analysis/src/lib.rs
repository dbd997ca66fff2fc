//! From the tree of a pipeline to what it means: names, settings, types, changelogs, keys, time, lineage, protection.
//! The only bridge from `weir_syntax::ast` to `weir_ir`; pure.

mod governance;
mod lossy;
mod model;
mod protection;
pub mod query;

pub use governance::check_governance;

use weir_diagnostics::Diagnostics;
use weir_ir::Project;
use weir_syntax::ast::File;

/// What analysis gives: always a project, with poison types and missing pieces where something is wrong.
#[derive(Debug)]
pub struct Analysis {
    pub project: Project,
    /// Not sorted.
    pub diagnostics: Diagnostics,
}

/// Analyses the files of one pipeline, `include`s already among them.
pub fn analyze(files: &[File]) -> Analysis {
    let mut diagnostics = Diagnostics::default();
    let project = model::build(files, &mut diagnostics);
    Analysis { project, diagnostics }
}
