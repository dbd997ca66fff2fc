//! What is known of a transform's result.

use super::{
    Draft, lineage,
    lower::{Rel, conjuncts},
    streaming as say,
};
use std::collections::BTreeSet;
use weir_diagnostics::{Diagnostics, suggest};
use weir_ir::{
    Attributes, Changelog, Classes, Column, ColumnRef, DataType, Project, Protection, RelationFacts, TimeAttribute,
    plan::{Node, Op},
    sql::{ExprKind, IsTest, Query, TimeKind},
};

/// The result's columns with their lineage.
pub(super) fn columns(query: &Query, root: Option<&Rel>, project: &Project) -> Vec<Column> {
    let column = |(n, output): (usize, &weir_ir::sql::OutputColumn)| {
        let planned = root.and_then(|root| root.node.columns.get(n));
        let doc = output
            .origin
            .as_ref()
            .filter(|origin| origin.path.0.len() == 1)
            .and_then(|origin| project.relations[origin.relation].column(origin.path.head()))
            .and_then(|column| column.doc.clone());
        Column {
            name: output.name.clone(),
            ty: output.ty.clone(),
            declared: None,
            doc,
            span: output.span,
            attributes: Attributes::default(),
            classes: Classes::new(),
            protection: Protection::Plain,
            nested: Vec::new(),
            edges: planned.map_or_else(Vec::new, |column| column.lineage.edges.clone()),
        }
    };
    query.columns.iter().enumerate().map(column).collect()
}

/// Changelog, keys, time and state, checked against what the transform's settings say.
pub(super) fn of(draft: &Draft<'_>, query: &Query, root: &Rel, diagnostics: &mut Diagnostics) -> RelationFacts {
    let names = |positions: &[usize]| -> Vec<String> {
        positions.iter().filter_map(|n| query.columns.get(*n)).map(|column| column.name.clone()).collect()
    };
    let upsert_key = root.node.upsert_key.as_deref().map(names);
    let inferred = best_key(root).map(|key| names(&key));
    let declared = declared_key(draft, query, diagnostics);
    let (changelog, key) = match (&root.updates_by, declared) {
        (None, None) => {
            if let Some(wanted) = draft.changelog.as_ref().filter(|wanted| wanted.value == Changelog::Upsert) {
                diagnostics.push(say::append_is_no_upsert(draft.span, wanted.span));
            }
            (Changelog::Append, None)
        }
        // An append result of which the newest row of each key is wanted.
        (None, Some(key)) => (Changelog::Upsert, Some(key)),
        (Some((by, place)), declared) => {
            if let Some(wanted) = draft.changelog.as_ref().filter(|wanted| wanted.value == Changelog::Append) {
                diagnostics.push(say::updates_into_append(draft.span, wanted.span, by, *place));
            }
            let key = declared.or_else(|| inferred.clone());
            if key.is_none() {
                diagnostics.push(say::missing_key((draft.name, draft.span), by, *place, &lost_key(&root.node)));
            }
            (if key.is_some() { Changelog::Upsert } else { Changelog::Retract }, key)
        }
    };
    if let Some(key) = &key {
        invented_keys(root, query, key, diagnostics);
    }
    if let Some(key) = key.as_ref().filter(|_| root.updating()) {
        if !same_columns(key, upsert_key.as_deref()) {
            diagnostics.push(say::key_mismatch(draft.span, key, upsert_key.as_deref()));
        }
        nullable_keys(draft, (query, root), key, diagnostics);
    }
    RelationFacts {
        changelog,
        key,
        upsert_key: if root.updating() { upsert_key } else { None },
        time: time(draft, query, root, diagnostics),
        state: root.node.total_state(),
    }
}

/// Key columns in which a value stands for null: rows that have nothing in common become one. Beside a column that is
/// what it is, such a value only says that there is none.
fn invented_keys(root: &Rel, query: &Query, key: &[String], diagnostics: &mut Diagnostics) {
    let Op::Project { expressions } = &root.node.op else { return };
    let columns: Vec<_> =
        query.columns.iter().zip(expressions).filter(|(column, _)| key.contains(&column.name)).collect();
    let invented = |expr: &weir_ir::sql::Expr| matches!(&expr.kind, ExprKind::Call(call) if matches!(call.name.as_str(), "COALESCE" | "IFNULL"));
    if columns.iter().all(|(_, expr)| invented(expr)) {
        for (column, expr) in columns {
            diagnostics.push(say::key_from_coalesce(expr.span, &column.name));
        }
    }
}

/// A key that Flink keeps as upsert key where there is one, else the smallest.
fn best_key(root: &Rel) -> Option<Vec<usize>> {
    let kept = root.node.keys.intersection(&root.upsert).min_by_key(|key| key.len());
    let key = kept.or_else(|| root.node.keys.iter().min_by_key(|key| key.len()))?;
    Some(key.iter().copied().collect())
}

fn same_columns(key: &[String], upsert: Option<&[String]>) -> bool {
    let sorted = |names: &[String]| {
        let mut names = names.to_vec();
        names.sort();
        names
    };
    upsert.is_some_and(|upsert| sorted(upsert) == sorted(key))
}

/// The key of an operator below, which the projections above have lost.
fn lost_key(node: &Node) -> Vec<String> {
    let below = node.nodes().into_iter().find(|node| !node.keys.is_empty() && !matches!(node.op, Op::Scan { .. }));
    let below = below.or_else(|| node.nodes().into_iter().find(|node| !node.keys.is_empty()));
    let Some(below) = below else { return Vec::new() };
    let key = below.keys.iter().min_by_key(|key| key.len());
    let names = key.into_iter().flatten().filter_map(|n| below.columns.get(*n)).map(|column| column.name.clone());
    names.collect()
}

fn declared_key(draft: &Draft<'_>, query: &Query, diagnostics: &mut Diagnostics) -> Option<Vec<String>> {
    let setting = draft.upsert_key.as_ref()?;
    let known: Vec<&str> = query.columns.iter().map(|column| column.name.as_str()).collect();
    let mut all = true;
    for name in &setting.value {
        if !known.contains(&name.as_str()) {
            all = false;
            diagnostics.push(say::bad_key_setting(setting.span, name, suggest(name, known.iter().copied())));
        }
    }
    all.then(|| setting.value.clone())
}

fn nullable_keys(draft: &Draft<'_>, (query, root): (&Query, &Rel), key: &[String], diagnostics: &mut Diagnostics) {
    let filtered = not_null(&root.node);
    for (column, planned) in query.columns.iter().zip(&root.node.columns) {
        let known = planned.lineage.edges.iter().any(|edge| filtered.contains(&edge.from));
        if key.contains(&column.name) && column.ty.nullable && !known {
            diagnostics.push(say::nullable_key(draft.span, &column.name, column.span));
        }
    }
}

/// Columns of relations that a filter says are not null.
fn not_null(root: &Node) -> BTreeSet<ColumnRef> {
    let mut all = BTreeSet::new();
    for node in root.nodes() {
        let (Op::Filter { predicate }, Some(input)) = (&node.op, node.inputs.first()) else { continue };
        for part in conjuncts(predicate) {
            if let ExprKind::Is { operand, test: IsTest::Null, negated: true } = &part.kind {
                all.extend(lineage::of(operand, &input.columns).edges.into_iter().map(|edge| edge.from));
            }
        }
    }
    all
}

/// Key columns are declared NOT NULL, as Flink wants of a primary key.
pub(super) fn declare_key(columns: &mut [Column], facts: &RelationFacts) {
    for column in columns.iter_mut().filter(|column| facts.key.as_ref().is_some_and(|key| key.contains(&column.name))) {
        column.ty.nullable = false;
    }
}

/// The one time attribute of the result, or the column that the settings name.
fn time(draft: &Draft<'_>, query: &Query, root: &Rel, diagnostics: &mut Diagnostics) -> Option<TimeAttribute> {
    if let Some(setting) = &draft.event_time {
        return named_time(setting, query, diagnostics);
    }
    let planned = query.columns.iter().zip(&root.node.columns);
    // Processing time is written as a moment like any other.
    let times: Vec<_> = planned.filter(|(_, column)| column.time == Some(TimeKind::Event)).collect();
    if times.len() > 1 {
        let places: Vec<_> = times.iter().map(|(output, _)| (output.name.clone(), output.span)).collect();
        diagnostics.push(say::two_times(draft.span, &places));
    }
    times.first().map(|(output, _)| TimeAttribute { column: output.name.clone(), ty: output.ty.clone(), event: true })
}

fn named_time(
    setting: &weir_diagnostics::Spanned<String>,
    query: &Query,
    diagnostics: &mut Diagnostics,
) -> Option<TimeAttribute> {
    let name = &setting.value;
    let found = query.columns.iter().find(|column| column.name == *name);
    let ty = found.map(|column| &column.ty);
    if !ty.is_some_and(|ty| matches!(ty.data, DataType::Timestamp(0..=3) | DataType::TimestampLtz(0..=3))) {
        let near = suggest(name, query.columns.iter().map(|column| column.name.as_str()));
        let near = if ty.is_none() { near } else { None };
        if !ty.is_some_and(weir_ir::Type::is_poison) {
            diagnostics.push(say::bad_event_time(setting.span, name, ty, near));
        }
        return None;
    }
    ty.map(|ty| TimeAttribute { column: name.clone(), ty: ty.clone(), event: true })
}
