//! From the tree of a pipeline to what it means: names, settings, types, changelogs, keys, time, lineage, protection.
//! The only bridge from `weir_syntax::ast` to `weir_ir`; pure.

mod cache;
mod governance;
mod lossy;
mod model;
mod protection;
pub mod query;

pub use cache::Cache;
pub use governance::check_governance;

use std::collections::BTreeMap;
use weir_diagnostics::{Diagnostics, Span};
use weir_ir::{Project, product::Product};
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
    analyze_with(files, &Used::default())
}

/// Products that `use` items name, by the place of their path. What is not here was looked for in vain, and whoever
/// looked has said so.
pub type Used = BTreeMap<Span, Product>;

/// [`analyze`] of a pipeline that uses what others expose.
pub fn analyze_with(files: &[File], used: &Used) -> Analysis {
    analyze_again(files, used, &mut Cache::default())
}

/// [`analyze_with`], with what the analysis before found of transforms that are as they were.
pub fn analyze_again(files: &[File], used: &Used, cache: &mut Cache) -> Analysis {
    let mut diagnostics = Diagnostics::default();
    let project = model::build(files, (used, cache), &mut diagnostics);
    Analysis { project, diagnostics }
}
