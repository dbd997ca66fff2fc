//! The analysis of a transform's SQL: resolved query, plan, facts, lineage. What Flink would answer, without it.

mod diagnostics;
mod facts;
mod lineage;
mod lints;
mod lower;
mod references;
mod refused;
mod resolve;
mod same;
mod scope;
mod streaming;
mod types;

pub use refused::{REFUSED, Refused};

use lower::Lowering;
use resolve::Resolver;
use std::collections::BTreeSet;
use weir_diagnostics::{Diagnostics, Span, Spanned};
use weir_ir::{Changelog, Column, Edge, Project, RelationFacts, StateClass, TransformSettings, plan::Plan, sql::Query};
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
pub(crate) fn referenced_relations(body: &Spanned<String>) -> Vec<ast::Path> {
    let parsed = weir_syntax::sql::parse(body.span.file, &body.value, body.span.start);
    parsed.query.map_or_else(Vec::new, |query| references::of(&query))
}

/// Relations that the query may name are in `project` already.
pub(crate) fn analyze_transform(project: &Project, draft: &Draft<'_>, diagnostics: &mut Diagnostics) -> Analyzed {
    let parsed = weir_syntax::sql::parse(draft.body.span.file, &draft.body.value, draft.body.span.start);
    let broken = parsed.diagnostics.has_errors();
    diagnostics.extend(parsed.diagnostics);
    let Some(tree) = parsed.query else { return unknown() };
    let mut resolver = Resolver::new(project, draft.broken);
    let query = resolver.query(&tree);
    let found = resolver.diagnostics;
    let wrong = found.has_errors() || broken;
    diagnostics.extend(found);
    if query.columns.is_empty() {
        return unknown();
    }
    if wrong {
        // The columns are known: who reads them is checked. The plan of something wrong would only repeat it.
        return Analyzed { columns: facts::columns(&query, None, project), query: Some(query), ..unknown() };
    }
    lints::query(&query, project, diagnostics);
    let mut lowering = Lowering::new(project, &draft.settings.state_ttl, Some(draft.span));
    let root = lowering.query(&query);
    diagnostics.extend(lowering.diagnostics);
    let Some(root) = root else {
        return Analyzed { columns: facts::columns(&query, None, project), query: Some(query), ..unknown() };
    };
    lower::check(&root.node, diagnostics);
    let facts = facts::of(draft, &query, &root, diagnostics);
    let mut columns = facts::columns(&query, Some(&root), project);
    facts::declare_key(&mut columns, &facts);
    let row_edges = root.node.row_edges.clone();
    Analyzed { columns, facts, query: Some(query), plan: Some(Plan { root: root.node }), row_edges }
}

/// What one of the environments can't run; environments are known after the queries are.
pub(crate) fn check_targets(project: &Project, diagnostics: &mut Diagnostics) {
    for query in project.relations.iter().filter_map(|(_, relation)| relation.query.as_ref()) {
        lints::targets(query, project, diagnostics);
    }
}

/// Of a query in which something is wrong and has been reported.
fn unknown() -> Analyzed {
    Analyzed {
        columns: Vec::new(),
        facts: RelationFacts {
            changelog: Changelog::Append,
            key: None,
            upsert_key: None,
            time: None,
            state: StateClass::None,
        },
        query: None,
        plan: None,
        row_edges: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
