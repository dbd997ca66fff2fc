//! The analysis of a transform's SQL.

use std::collections::BTreeSet;
use weir_diagnostics::{Diagnostics, Span, Spanned};
use weir_ir::{Changelog, Column, Edge, Project, RelationFacts, TransformSettings, plan::Plan, sql::Query};
use weir_syntax::ast;

/// A transform before its query was analysed.
pub(crate) struct Draft<'a> {
    pub(crate) name: &'a str,
    /// Of the name.
    pub(crate) span: Span,
    pub(crate) body: &'a Spanned<String>,
    pub(crate) settings: &'a TransformSettings,
    pub(crate) upsert_key: Option<Spanned<Vec<String>>>,
    pub(crate) changelog: Option<Spanned<Changelog>>,
    pub(crate) event_time: Option<Spanned<String>>,
    /// Names that were declared, but broken and reported; not knowing one is no second error.
    pub(crate) broken: &'a BTreeSet<&'a str>,
}

/// What was found of a transform. A relation of kind transform without a query is poison: columns of it are not known,
/// and that was reported.
pub(crate) struct Analyzed {
    pub(crate) columns: Vec<Column>,
    pub(crate) facts: RelationFacts,
    pub(crate) query: Option<Query>,
    pub(crate) plan: Option<Plan>,
    pub(crate) row_edges: Vec<Edge>,
}

/// Names of tables in FROM and JOIN, wherever in the query, those of its own CTEs left out; best effort where the
/// query is broken. Never reports.
pub(crate) fn referenced_relations(_body: &Spanned<String>) -> Vec<ast::Path> {
    Vec::new()
}

/// Relations that the query may name are in `project` already.
pub(crate) fn analyze_transform(_project: &Project, _draft: &Draft<'_>, _diagnostics: &mut Diagnostics) -> Analyzed {
    Analyzed::poison()
}
