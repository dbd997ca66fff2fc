//! The protection state of columns: declared, derived, and inside Flink in one environment.

use super::{Place, States, with_implied};
use weir_ir::{
    Classes, Column, ColumnPath, ColumnRef, Edge, EdgeKind, Flow, Project, Protection, RelationId, RelationKind,
    plan::Lineage,
};
use weir_platforms::decryption::{Reader, decrypts};

/// Fills in what transforms' columns inherit where nothing decrypts.
pub(super) fn derive(project: &mut Project) {
    let ids: Vec<RelationId> = project.relations.iter().map(|(id, _)| id).collect();
    let mut states = declared_states(project);
    for id in ids {
        if !matches!(project.relations[id].kind, RelationKind::Transform(_)) {
            continue;
        }
        let found: Vec<(Protection, Classes)> = project.relations[id]
            .columns
            .iter()
            .map(|column| (combined(&column.edges, &states), inherited(project, column)))
            .collect();
        let Some(relation) = project.relations.get_mut(id) else { continue };
        for (column, (protection, classes)) in relation.columns.iter_mut().zip(found) {
            if protection != Protection::Plain {
                let at = ColumnRef { relation: id, path: ColumnPath::column(&column.name) };
                states.insert(at, protection.clone());
            }
            column.protection = protection;
            column.classes = classes;
        }
    }
}

fn inherited(project: &Project, column: &Column) -> Classes {
    let values = column.edges.iter().filter(|edge| edge.flow == Flow::Value);
    values.flat_map(|edge| classes_at(project, &edge.from)).collect()
}

/// The classes of a column that no mask clears, those of fields below it included.
fn classes_at(project: &Project, from: &ColumnRef) -> Classes {
    let Some(column) = project.relations[from.relation].column(from.path.head()) else { return Classes::new() };
    let below = from.path.0.get(1..).unwrap_or_default();
    let mut classes = Classes::new();
    if !matches!(column.protection, Protection::Masked(_)) {
        classes.extend(with_implied(project, &column.classes));
    }
    let near = column.nested.iter().filter(|field| field.path.starts_with(below) || below.starts_with(&field.path));
    for field in near.filter(|field| !matches!(field.protection, Protection::Masked(_))) {
        classes.extend(with_implied(project, &field.classes));
    }
    classes
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
        for column in &relation.columns {
            let at = ColumnRef { relation: id, path: ColumnPath::column(&column.name) };
            let derived = matches!(relation.kind, RelationKind::Transform(_));
            let state = if derived { combined(&column.edges, &states) } else { read(place, &column.protection) };
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
