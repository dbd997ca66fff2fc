//! Relations by name, and what changed of each: columns, key, changelog, time, state.

use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use weir_ir::{Column, Project, Relation, RelationId};

/// A relation that is new, gone, or not what it was.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RelationChange {
    pub relation: String,
    pub changes: Vec<Change>,
}

/// Types are in Flink's spelling with their nullability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    Added,
    Removed,
    /// By `@was`.
    Renamed {
        before: String,
    },
    ColumnAdded {
        column: String,
        #[serde(rename = "type")]
        ty: String,
    },
    ColumnRemoved {
        column: String,
    },
    /// By `@was`.
    ColumnRenamed {
        before: String,
        after: String,
    },
    ColumnRetyped {
        column: String,
        before: String,
        after: String,
    },
    Key {
        before: Option<Vec<String>>,
        after: Option<Vec<String>>,
    },
    Changelog {
        before: String,
        after: String,
    },
    Time {
        before: Option<String>,
        after: Option<String>,
    },
    State {
        before: String,
        after: String,
    },
    Setting {
        name: &'static str,
        before: String,
        after: String,
    },
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Change::Added => f.write_str("is new"),
            Change::Removed => f.write_str("is gone"),
            Change::Renamed { before } => write!(f, "was called `{before}`"),
            Change::ColumnAdded { column, ty } => write!(f, "column `{column}` is new: {ty}"),
            Change::ColumnRemoved { column } => write!(f, "column `{column}` is gone"),
            Change::ColumnRenamed { before, after } => write!(f, "column `{before}` is now `{after}`"),
            Change::ColumnRetyped { column, before, after } => {
                write!(f, "column `{column}`: {before} is now {after}")
            }
            Change::Key { before, after } => write!(f, "key: {} is now {}", key(before.as_ref()), key(after.as_ref())),
            Change::Changelog { before, after } => write!(f, "changelog: {before} is now {after}"),
            Change::Time { before, after } => {
                write!(f, "time attribute: {} is now {}", word(before.as_ref()), word(after.as_ref()))
            }
            Change::State { before, after } => write!(f, "state: {before} is now {after}"),
            Change::Setting { name, before, after } => write!(f, "{name}: {before} is now {after}"),
        }
    }
}

fn key(columns: Option<&Vec<String>>) -> String {
    columns.map_or("none".to_string(), |columns| format!("({})", columns.join(", ")))
}

fn word(text: Option<&String>) -> String {
    text.map_or("none".to_string(), |text| format!("`{text}`"))
}

/// Which relation of the earlier version each of the later one was, by its name or by `@was`.
pub(crate) fn matched(before: &Project, after: &Project) -> BTreeMap<RelationId, RelationId> {
    let was = |relation: &Relation| {
        let by_name = before.relations.find(&relation.name);
        by_name.or_else(|| before.relations.find(after.renames.old(&relation.name)?))
    };
    after.relations.iter().filter_map(|(id, relation)| Some((id, was(relation)?))).collect()
}

/// In the order of the later version; what is gone comes last.
pub(crate) fn changes(before: &Project, after: &Project) -> Vec<RelationChange> {
    let matched = matched(before, after);
    let mut all = Vec::new();
    for (id, relation) in after.relations.iter() {
        let changes = match matched.get(&id) {
            Some(id) => between(&before.relations[*id], relation),
            None => vec![Change::Added],
        };
        if !changes.is_empty() {
            all.push(RelationChange { relation: relation.name.clone(), changes });
        }
    }
    let stays: BTreeSet<RelationId> = matched.into_values().collect();
    let gone = before.relations.iter().filter(|(id, _)| !stays.contains(id));
    all.extend(
        gone.map(|(_, relation)| RelationChange { relation: relation.name.clone(), changes: vec![Change::Removed] }),
    );
    all
}

fn between(before: &Relation, after: &Relation) -> Vec<Change> {
    let mut changes = Vec::new();
    if before.name != after.name {
        changes.push(Change::Renamed { before: before.name.clone() });
    }
    changes.extend(changes_of(before, after));
    let (old, new) = (&before.facts, &after.facts);
    if old.key != new.key {
        changes.push(Change::Key { before: old.key.clone(), after: new.key.clone() });
    }
    if old.changelog != new.changelog {
        changes.push(Change::Changelog { before: old.changelog.to_string(), after: new.changelog.to_string() });
    }
    let time = |facts: &weir_ir::RelationFacts| facts.time.as_ref().map(|time| time.column.clone());
    if time(old) != time(new) {
        changes.push(Change::Time { before: time(old), after: time(new) });
    }
    if old.state != new.state {
        changes.push(Change::State { before: old.state.to_string(), after: new.state.to_string() });
    }
    changes.extend(settings(before, after));
    changes
}

fn settings(before: &Relation, after: &Relation) -> Vec<Change> {
    let rows = [
        ("watermark", duration(Some(before.watermark_ms)), duration(Some(after.watermark_ms))),
        ("idle", optional(before.idle_ms.map(Some), "the default"), optional(after.idle_ms.map(Some), "the default")),
        ("partitions", number(before.partitions), number(after.partitions)),
        ("retention", optional(before.retention_ms, "the default"), optional(after.retention_ms, "the default")),
    ];
    let differ = rows.into_iter().filter(|(_, before, after)| before != after);
    differ.map(|(name, before, after)| Change::Setting { name, before, after }).collect()
}

fn number(value: Option<u32>) -> String {
    value.map_or("the default".to_string(), |value| value.to_string())
}

fn optional(value: Option<Option<u64>>, without: &str) -> String {
    value.map_or(without.to_string(), duration)
}

/// As the pipeline file writes it, in the greatest unit that divides it.
pub(crate) fn duration(ms: Option<u64>) -> String {
    const UNITS: &[(u64, &str)] = &[(86_400_000, "d"), (3_600_000, "h"), (60_000, "min"), (1000, "s")];
    let Some(ms) = ms else { return "forever".to_string() };
    let unit = UNITS.iter().find(|(unit, _)| ms > 0 && ms % unit == 0);
    unit.map_or(format!("{ms}ms"), |(unit, word)| format!("{}{word}", ms / unit))
}

/// What changed of the columns.
pub(crate) fn changes_of(before: &Relation, after: &Relation) -> Vec<Change> {
    let renamed = renames(before, after);
    let mut changes = Vec::new();
    for column in &after.columns {
        let old_name = renamed.get(column.name.as_str()).copied().unwrap_or(&column.name);
        let Some(old) = before.column(old_name) else {
            changes.push(Change::ColumnAdded { column: column.name.clone(), ty: column.ty.to_string() });
            continue;
        };
        if old_name != column.name {
            changes.push(Change::ColumnRenamed { before: old_name.to_string(), after: column.name.clone() });
        }
        if old.ty != column.ty {
            let (before, after) = (old.ty.to_string(), column.ty.to_string());
            changes.push(Change::ColumnRetyped { column: column.name.clone(), before, after });
        }
    }
    let stays =
        |column: &&Column| after.column(&column.name).is_some() || renamed.values().any(|old| *old == column.name);
    let gone = before.columns.iter().filter(|column| !stays(column));
    changes.extend(gone.map(|column| Change::ColumnRemoved { column: column.name.clone() }));
    changes
}

/// New names to old ones, where the old one was there before.
pub(crate) fn renames<'a>(before: &Relation, after: &'a Relation) -> BTreeMap<&'a str, &'a str> {
    let was = |column: &'a Column| Some((column.name.as_str(), column.attributes.was.as_deref()?));
    let there = |(new, old): &(&str, &str)| before.column(old).is_some() && before.column(new).is_none();
    after.columns.iter().filter_map(was).filter(there).collect()
}
