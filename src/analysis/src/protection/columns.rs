//! The protection state of columns: declared, derived, and inside Flink in one environment.

use super::{Place, States};
use std::collections::BTreeMap;
use weir_ir::{
    Column, ColumnPath, ColumnRef, Edge, EdgeKind, Flow, Project, Protection, Relation, RelationId, RelationKind,
    plan::Lineage,
};
use weir_platforms::decryption::{Reader, decrypts};

/// Fills in the states of transforms' columns where nothing decrypts.
pub(super) fn derive(project: &mut Project) {
    let ids: Vec<RelationId> = project.relations.iter().map(|(id, _)| id).collect();
    let mut states = declared_states(project);
    if states.is_empty() {
        return;
    }
    for id in ids {
        let relation = &project.relations[id];
        if !matches!(relation.kind, RelationKind::Transform(_)) {
            continue;
        }
        let found: Vec<Protection> = relation.columns.iter().map(|column| combined(&column.edges, &states)).collect();
        // What is plain anyway is not copied.
        if relation.columns.iter().zip(&found).any(|(column, found)| column.protection != *found)
            && let Some(relation) = project.relations.get_mut(id)
        {
            for (column, found) in relation.columns.iter_mut().zip(found) {
                column.protection = found;
            }
        }
        add_derived(id, &project.relations[id], &mut states);
    }
}

/// States of all columns and fields as they are in the project.
fn declared_states(project: &Project) -> States {
    let mut states = States::new();
    for (id, relation) in project.relations.iter() {
        for column in &relation.columns {
            let mut add = |path: Vec<String>, protection: &Protection| {
                if *protection != Protection::Plain {
                    states.insert(ColumnRef { relation: id, path: ColumnPath(path) }, protection.clone());
                }
            };
            add(vec![column.name.clone()], &column.protection);
            for field in &column.nested {
                add([vec![column.name.clone()], field.path.clone()].concat(), &field.protection);
            }
        }
    }
    states
}

/// What each column is inside Flink here; columns that are plain everywhere are left out.
pub(super) fn inside_flink(place: &Place<'_>) -> States {
    let mut states = States::new();
    for (id, relation) in place.project.relations.iter() {
        if matches!(relation.kind, RelationKind::Transform(_)) {
            if !states.is_empty() || !is_plain(relation) {
                add_derived(id, relation, &mut states);
            }
            continue;
        }
        for column in &relation.columns {
            let at = ColumnRef { relation: id, path: ColumnPath::column(&column.name) };
            let state = read(place, &column.protection);
            if state != Protection::Plain || column.protection != Protection::Plain {
                states.insert(at.clone(), state);
            }
            for field in column.nested.iter().filter(|field| field.protection != Protection::Plain) {
                let path = ColumnPath([at.path.0.clone(), field.path.clone()].concat());
                states.insert(ColumnRef { relation: id, path }, read(place, &field.protection));
            }
        }
    }
    states
}

/// Whether nothing of a relation has a state of its own, fields of constructed rows among it.
fn is_plain(relation: &Relation) -> bool {
    let constructs = relation.plan.iter().flat_map(|plan| &plan.root.columns).any(|c| !c.lineage.fields.is_empty());
    !constructs && relation.columns.iter().all(|column| column.protection == Protection::Plain)
}

/// Adds the states of a transform's columns, and of the fields of rows that it constructs or hands on.
fn add_derived(id: RelationId, relation: &Relation, states: &mut States) {
    let mut found = States::new();
    for column in &relation.columns {
        let whole = ColumnRef { relation: id, path: ColumnPath::column(&column.name) };
        let state = combined(&column.edges, states);
        if state != Protection::Plain || column.protection != Protection::Plain {
            found.insert(whole.clone(), state);
        }
        let mut fields: BTreeMap<Vec<String>, Vec<Edge>> = BTreeMap::new();
        for (below, edge) in edges_by_field(planned(relation, column), column) {
            fields.entry(below).or_default().push(edge.clone());
        }
        for (below, edges) in fields {
            let at = ColumnRef { relation: id, path: ColumnPath([whole.path.0.clone(), below].concat()) };
            if at != whole {
                found.insert(at.clone(), combined(&edges, states));
            }
            found.extend(edges.iter().flat_map(|edge| handed_on(edge, &at, states)));
        }
    }
    states.extend(found);
}

/// States of the fields below a row that is copied.
fn handed_on(edge: &Edge, to: &ColumnRef, states: &States) -> Vec<(ColumnRef, Protection)> {
    if edge.kind != EdgeKind::Identity || edge.flow != Flow::Value {
        return Vec::new();
    }
    let from = &edge.from;
    let below = states.range(from..).take_while(|(at, _)| at.relation == from.relation);
    let below = below.filter(|(at, _)| at.path.0.len() > from.path.0.len() && at.path.0.starts_with(&from.path.0));
    let moved = |(at, state): (&ColumnRef, &Protection)| {
        let rest = at.path.0.iter().skip(from.path.0.len()).cloned();
        let path = ColumnPath(to.path.0.iter().cloned().chain(rest).collect());
        (ColumnRef { relation: to.relation, path }, state.clone())
    };
    below.map(moved).collect()
}

/// The lineage of a transform's column in its plan.
pub(super) fn planned<'a>(relation: &'a Relation, column: &Column) -> Option<&'a Lineage> {
    let position = relation.columns.iter().position(|known| known.name == column.name)?;
    let planned = relation.plan.as_ref()?.root.columns.get(position)?;
    Some(&planned.lineage)
}

/// A declared column as Flink reads it.
pub(super) fn read(place: &Place<'_>, protection: &Protection) -> Protection {
    match protection {
        Protection::Encrypted { kek, .. } if decrypts(place.platform, Reader::Flink, place.is_shared(kek)) => {
            Protection::Plain
        }
        Protection::Plain | Protection::Masked(_) | Protection::Encrypted { .. } => protection.clone(),
    }
}

/// The state of what is computed from these: that of all inputs by value, or plain. Conditions choose a value and don't
/// make it.
pub(super) fn combined(edges: &[Edge], states: &States) -> Protection {
    let made = edges.iter().filter(|edge| edge.flow == Flow::Value && edge.kind != EdgeKind::Conditional);
    let mut inputs = made.map(|edge| state(&edge.from, states));
    let Some(first) = inputs.next() else { return Protection::Plain };
    if inputs.all(|other| other == first) { first } else { Protection::Plain }
}

/// The state of a column, or of the nearest one that holds the field.
pub(super) fn state(at: &ColumnRef, states: &States) -> Protection {
    let mut path = at.path.0.clone();
    while !path.is_empty() {
        let at = ColumnRef { relation: at.relation, path: ColumnPath(path.clone()) };
        if let Some(found) = states.get(&at) {
            return found.clone();
        }
        path.pop();
    }
    Protection::Plain
}

/// Edges with the path below the column that they make: the fields of a constructed row one by one.
pub(super) fn edges_by_field<'a>(lineage: Option<&'a Lineage>, column: &'a Column) -> Vec<(Vec<String>, &'a Edge)> {
    match lineage {
        Some(lineage) if !lineage.fields.is_empty() => {
            let mut all = Vec::new();
            leaves(lineage, &mut Vec::new(), &mut all);
            all
        }
        Some(_) | None => column.edges.iter().map(|edge| (Vec::new(), edge)).collect(),
    }
}

fn leaves<'a>(lineage: &'a Lineage, path: &mut Vec<String>, all: &mut Vec<(Vec<String>, &'a Edge)>) {
    if lineage.fields.is_empty() {
        all.extend(lineage.edges.iter().map(|edge| (path.clone(), edge)));
    }
    for (name, field) in &lineage.fields {
        path.push(name.clone());
        leaves(field, path, all);
        path.pop();
    }
}
