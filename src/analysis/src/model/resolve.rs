//! Paths of the pipeline file to what they name.

use super::{Build, diagnostics as messages, settings::dotted};
use weir_ir::{Column, ColumnPath, ColumnRef, RelationId};
use weir_syntax::ast;

/// A relation by its whole path.
pub(super) fn relation(build: &mut Build<'_>, path: &ast::Path) -> Option<RelationId> {
    let name = dotted(path);
    let found = build.relation(&name);
    if found.is_none() && !is_broken(build, path) {
        build.diagnostics.push(messages::unknown_relation(path, &build.relation_names()));
    }
    found
}

/// A column, or a field inside one. `within` is the source whose tables may be named without it.
pub(super) fn column(build: &mut Build<'_>, path: &ast::Path, within: Option<&str>) -> Option<ColumnRef> {
    let parts: Vec<&str> = path.parts.iter().map(|part| part.value.as_str()).collect();
    let Some((relation, used)) = prefix(build, &parts, within) else {
        if !is_broken(build, path) {
            build.diagnostics.push(messages::unknown_relation_of_column(path, &build.relation_names()));
        }
        return None;
    };
    let below: Vec<&ast::Name> = path.parts.iter().skip(used).collect();
    let Some((head, fields)) = below.split_first() else {
        build.diagnostics.push(messages::column_expected(path));
        return None;
    };
    let relation_of = &build.project.relations[relation];
    let Some(column) = relation_of.column(&head.value) else {
        if !build.index.broken.contains(head.value.as_str()) {
            let known: Vec<&str> = relation_of.columns.iter().map(|column| column.name.as_str()).collect();
            let found = messages::unknown_column(head, &relation_of.name, relation_of.span, &known);
            build.diagnostics.push(found);
        }
        return None;
    };
    if let Some(problem) = missing_field(column, head, fields) {
        build.diagnostics.push(problem);
        return None;
    }
    Some(ColumnRef { relation, path: ColumnPath(below.iter().map(|part| part.value.clone()).collect()) })
}

fn missing_field(column: &Column, head: &ast::Name, fields: &[&ast::Name]) -> Option<weir_diagnostics::Diagnostic> {
    let mut path: Vec<String> = Vec::new();
    let mut inside = head.value.clone();
    for field in fields {
        path.push(field.value.clone());
        if !column.nested.iter().any(|nested| nested.path == path) {
            let depth = path.len();
            let above = path.get(..depth - 1).unwrap_or_default();
            let siblings =
                column.nested.iter().filter(|nested| nested.path.len() == depth && nested.path.starts_with(above));
            let known: Vec<&str> = siblings.filter_map(|nested| nested.path.last().map(String::as_str)).collect();
            return Some(messages::unknown_field(field, &inside, column.span, &known));
        }
        inside = format!("{inside}.{}", field.value);
    }
    None
}

/// The longest beginning of a path that names a relation, and how many parts it has.
fn prefix(build: &Build<'_>, parts: &[&str], within: Option<&str>) -> Option<(RelationId, usize)> {
    (1..=parts.len().min(3)).rev().find_map(|used| {
        let name = parts.get(..used)?.join(".");
        let local = || within.and_then(|source| build.relation(&format!("{source}.{name}")));
        let found = local().or_else(|| build.relation(&name))?;
        Some((found, used))
    })
}

/// Whether a part names something that stands in the files but is broken, and so was reported.
pub(super) fn is_broken(build: &Build<'_>, path: &ast::Path) -> bool {
    path.parts.iter().any(|part| build.index.broken.contains(part.value.as_str()))
}
