//! `@was(old)` of items and tables.

use super::{Build, diagnostics as messages, index::Entry};
use weir_diagnostics::Span;
use weir_ir::Renames;
use weir_syntax::ast::{self, Item, Name};

pub(super) fn build(build: &mut Build<'_>) {
    let index = build.index;
    let mut renames = Renames::default();
    renames.pipeline = index.pipelines.first().and_then(|(item, _)| old(item));
    renames.environments = of(&index.environments, |one| &one.name).collect();
    let things = of(&index.sources, |one| &one.name)
        .chain(of(&index.topics, |one| &one.name))
        .chain(of(&index.transforms, |one| &one.name))
        .chain(of(&index.keks, |one| &one.name))
        .chain(of(&index.sinks, |one| &one.name))
        .chain(of(&index.services, |one| &one.name));
    for (name, old) in things {
        renames.insert(name, old);
    }
    for (item, source) in &index.sources {
        tables(build, item, source, &mut renames);
    }
    without_effect(build);
    build.project.renames = renames;
}

fn old(item: &Item) -> Option<String> {
    item.was.as_ref().map(|old| old.value.clone())
}

fn of<'a, T>(entries: &'a [Entry<'a, T>], name: fn(&T) -> &Name) -> impl Iterator<Item = (String, String)> + 'a {
    entries.iter().filter_map(move |(item, inside)| Some((name(inside).value.clone(), old(item)?)))
}

/// A table has another name where it or its source was renamed.
fn tables(build: &mut Build<'_>, item: &Item, source: &ast::Source, renames: &mut Renames) {
    for table in &source.tables {
        if let Some(old) = &table.was
            && let Some(there) =
                source.tables.iter().find(|other| same_schema(other, table) && other.name.value == old.value)
        {
            build.diagnostics.push(messages::old_item_exists(old, there.name.span));
        }
        let source_before = item.was.as_ref().unwrap_or(&source.name);
        let before = full_name(source_before, table, table.was.as_ref().unwrap_or(&table.name));
        let now = full_name(&source.name, table, &table.name);
        if now != before {
            renames.insert(now, before);
        }
    }
}

fn same_schema(a: &ast::Table, b: &ast::Table) -> bool {
    let schema = |table: &ast::Table| table.schema.as_ref().map(|schema| schema.value.clone());
    schema(a) == schema(b)
}

fn full_name(source: &Name, table: &ast::Table, name: &Name) -> String {
    match table.schema.as_ref().map(|schema| schema.value.as_str()) {
        None | Some("public") => format!("{}.{}", source.value, name.value),
        Some(schema) => format!("{}.{schema}.{}", source.value, name.value),
    }
}

/// What has no name outside the file was renamed everywhere when the file was.
fn without_effect(build: &mut Build<'_>) {
    let index = build.index;
    let found: Vec<(&str, Span)> = spans(&index.params, "param")
        .chain(spans(&index.rules, "rule"))
        .chain(spans(&index.exposes, "product"))
        .chain(spans(&index.classifications, "classification"))
        .collect();
    build.diagnostics.extend(found.into_iter().map(|(what, at)| messages::rename_without_effect(what, at)));
}

fn spans<'a, T>(entries: &'a [Entry<'a, T>], what: &'static str) -> impl Iterator<Item = (&'static str, Span)> + 'a {
    entries.iter().filter_map(move |(item, _)| Some((what, item.was.as_ref()?.span)))
}
