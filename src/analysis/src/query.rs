//! The analysis of a transform's SQL: resolved query, plan, facts, lineage. What Flink would answer, without it.

mod alone;
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

pub use alone::{Alone, alone};
pub use refused::{REFUSED, Refused};

pub(crate) use lower::length as window_length;

use lower::Lowering;
use resolve::Resolver;
use std::collections::BTreeSet;
use weir_diagnostics::{Diagnostics, Span, Spanned};
use weir_ir::{Changelog, Column, Edge, Project, RelationFacts, StateClass, TransformSettings, plan::Plan, sql::Query};
use weir_syntax::ast;

/// A type in Flink's spelling, as [`weir_ir::Type`] prints it.
pub(crate) fn type_named(text: &str) -> Option<weir_ir::Type> {
    use weir_syntax::sql::ast::{ExprKind, SelectItemKind, SetExprKind};
    let file = weir_diagnostics::FileId(0);
    let tree = weir_syntax::sql::parse(file, &format!("SELECT CAST(NULL AS {text})"), 0).query?;
    let SetExprKind::Select(select) = tree.body.kind else { return None };
    let [item] = select.items.as_slice() else { return None };
    let SelectItemKind::Expr { expr, alias: None } = &item.kind else { return None };
    let ExprKind::Cast { ty, .. } = &expr.kind else { return None };
    types::resolve(ty).ok()
}

/// A transform before its query was analysed.
pub(crate) struct Draft<'a> {
    pub(crate) name: &'a str,
    /// Of the name.
    pub(crate) span: Span,
    pub(crate) body: &'a Body,
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

/// A transform's query as a tree, read once; what is wrong with it is said when it is analysed.
pub(crate) struct Body {
    tree: Option<weir_syntax::sql::ast::Query>,
    diagnostics: Diagnostics,
    /// Names of tables in FROM and JOIN, wherever in the query, those of its own CTEs left out; best effort where the
    /// query is broken.
    pub(crate) references: Vec<ast::Path>,
}

impl Body {
    pub(crate) fn parse(text: &Spanned<String>) -> Body {
        let parsed = weir_syntax::sql::parse(text.span.file, &text.value, text.span.start);
        let references = parsed.query.as_ref().map_or_else(Vec::new, references::of);
        Body { tree: parsed.query, diagnostics: parsed.diagnostics, references }
    }
}

/// Relations that the query may name are in `project` already.
pub(crate) fn analyze_transform(project: &Project, draft: &Draft<'_>, diagnostics: &mut Diagnostics) -> Analyzed {
    let broken = draft.body.diagnostics.has_errors();
    diagnostics.extend(draft.body.diagnostics.clone());
    let Some(tree) = &draft.body.tree else { return Analyzed::poison() };
    let mut resolver = Resolver::new(project, draft.broken);
    let query = resolver.query(tree);
    let found = resolver.diagnostics;
    let wrong = found.has_errors() || broken;
    diagnostics.extend(found);
    if query.columns.is_empty() {
        return Analyzed::poison();
    }
    if wrong {
        // The columns are known: who reads them is checked. The plan of something wrong would only repeat it.
        return Analyzed { columns: facts::columns(&query, None, project), query: Some(query), ..Analyzed::poison() };
    }
    lints::query(&query, project, diagnostics);
    let mut lowering = Lowering::new(project, &draft.settings.state_ttl, Some(draft.span));
    lowering.result = Some(query.span);
    let root = lowering.query(&query);
    diagnostics.extend(lowering.diagnostics);
    let Some(root) = root else {
        return Analyzed { columns: facts::columns(&query, None, project), query: Some(query), ..Analyzed::poison() };
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

impl Analyzed {
    /// Stands for a query in which something is wrong and has been reported: it has no columns, no query and no plan,
    /// and who reads it says nothing.
    pub(crate) fn poison() -> Self {
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
}

#[cfg(test)]
mod tests;
