//! What a relation is called in Flink and what its table or view offers there.

use super::query::line;
use crate::{
    shape::{Shape, scan_mask, time_column},
    text::Ident,
};
use std::collections::BTreeMap;
use weir_ir::{DeclaredType, Environment, Platform, Project, RelationId, RelationKind, Scan};

/// The table or view that queries name.
pub(super) struct Object {
    pub(super) name: String,
    /// The column that holds `$rowtime`.
    pub(super) rowtime: String,
    /// It has a column `__deleted`.
    pub(super) marks_deleted: bool,
    /// A scan leaves deleted rows out.
    pub(super) filter_deleted: bool,
    /// The relation's columns, for a scan that names them.
    columns: Vec<String>,
    /// What the view itself has after them.
    beside: Vec<String>,
}

impl Object {
    /// `SELECT` of the relation's columns and its time, without deleted rows where they are marked.
    pub(super) fn select(&self, depth: usize) -> String {
        let mut names: Vec<&str> = self.columns.iter().map(String::as_str).collect();
        if !names.contains(&self.rowtime.as_str()) {
            names.push(&self.rowtime);
        }
        let list: Vec<String> = names.into_iter().map(|name| Ident(name).to_string()).collect();
        let filter =
            if self.filter_deleted { format!("{}WHERE `__deleted` = 'false'", line(depth)) } else { String::new() };
        format!("SELECT {}{}FROM {}{filter}", list.join(", "), line(depth), Ident(&self.name))
    }
}

impl Object {
    /// Whether a scan names the columns that it reads instead of taking the table or view as it is: `AS t (a, b)` counts
    /// the columns, and each platform has further ones.
    pub(super) fn selects(&self, aliased: bool) -> bool {
        self.filter_deleted || aliased
    }

    /// What comes after the relation's columns, in a scan that [selects](Self::selects) and in one that does not:
    /// `AS t (a, b)` has to name every column.
    pub(super) fn beside(&self, selected: bool) -> Vec<&str> {
        if selected {
            let hidden = !self.columns.contains(&self.rowtime);
            hidden.then_some(self.rowtime.as_str()).into_iter().collect()
        } else {
            self.beside.iter().map(String::as_str).collect()
        }
    }
}

#[derive(Default)]
pub(super) struct Objects(BTreeMap<RelationId, Object>);

impl Objects {
    pub(super) fn of(project: &Project, env: &Environment) -> Objects {
        let objects = project.relations.iter().filter_map(|(id, _)| Some((id, object(project, env, id)?)));
        Objects(objects.collect())
    }

    pub(super) fn get(&self, id: RelationId) -> Option<&Object> {
        self.0.get(&id)
    }
}

fn object(project: &Project, env: &Environment, id: RelationId) -> Option<Object> {
    let relation = &project.relations[id];
    let topic = &env.names.topics.get(&id)?.name;
    let captured = matches!(relation.kind, RelationKind::Captured { .. });
    let self_managed = env.platform == Platform::SelfManaged;
    let shaped = has_view(project, env, id);
    let name = if shaped && !self_managed { view_name(topic) } else { topic.clone() };
    let rowtime = match time_column(relation) {
        Some(column) => column.name.clone(),
        // A view cannot call a column as the platform calls its own.
        None if shaped && !self_managed => "__rowtime".to_string(),
        None => "$rowtime".to_string(),
    };
    let columns = match Shape::of(project, env, id) {
        Some(shape) => shape.columns.iter().map(|column| column.name.clone()).collect(),
        None => relation.columns.iter().map(|column| column.name.clone()).collect(),
    };
    let deleted = (shaped && captured).then(|| "__deleted".to_string());
    let time = shaped.then(|| if self_managed { "$rowtime" } else { "__rowtime" }.to_string());
    Some(Object {
        name,
        beside: deleted.into_iter().chain(time).collect(),
        rowtime,
        marks_deleted: captured,
        filter_deleted: captured && !keeps_deleted(&relation.kind),
        columns,
    })
}

/// Deletes are rows of their own: `changelog = append` with `deletes = rows`.
fn keeps_deleted(kind: &RelationKind) -> bool {
    matches!(kind, RelationKind::Captured { changelog_append: true, deletes_as_rows: true, .. })
}

/// Whether queries read the relation through a view. On self-managed Flink they always do: the view undoes what
/// `avro-confluent` cannot say.
pub(super) fn has_view(project: &Project, env: &Environment, id: RelationId) -> bool {
    if env.platform == Platform::SelfManaged {
        return true;
    }
    let relation = &project.relations[id];
    let deduplicated = matches!(env.scans.get(&id), Some(Scan::Deduplicated { .. }));
    let computed = relation.columns.iter().any(|column| {
        scan_mask(project, env, id, column).is_some()
            || (matches!(relation.kind, RelationKind::Captured { .. })
                && matches!(column.declared, Some(DeclaredType::TimestampLtz(_))))
    });
    deduplicated || computed
}

/// On Confluent Cloud, where the topic's own name is the table's.
pub(super) fn view_name(topic: &str) -> String {
    format!("{topic}__current")
}

/// On self-managed Flink, where the relation's name is the view's.
pub(super) fn table_name(topic: &str) -> String {
    format!("{topic}__kafka")
}
