//! Masks that act in the source connector.

use super::{Emit, config::Config, postgres::regex};
use std::collections::BTreeMap;
use weir_ir::{
    Column, ColumnPath, ColumnRef, MaskKind, MaskPlace, Placeholder, Platform, Relation, RelationId, RelationKind,
    Source,
};

/// The predicate that keeps `MaskField` away from records without a value, on which it throws.
const TOMBSTONE: &str = "tombstone";

/// Columns that one transform covers.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cover {
    /// Every topic of the connector with such a field.
    All,
    /// One topic: another table has a column of the same name that is not masked so.
    Topic(String),
}

/// Adds transforms and settings; the last transform of the list is the last that acts.
pub(super) fn add(emit: &mut Emit<'_, '_>, source: &Source, config: &mut Config) {
    let mut transforms: Vec<String> = Vec::new();
    if emit.env.platform == Platform::SelfManaged {
        transforms.push("unwrap".to_string());
    }
    let mut groups: BTreeMap<(Cover, String), Vec<String>> = BTreeMap::new();
    for mask in &emit.project.masks {
        let id = mask.column.relation;
        let relation = &emit.project.relations[id];
        let (Some(place), Some(column)) = (emit.env.masks.get(&mask.column), relation.column(mask.column.path.head()))
        else {
            continue;
        };
        if !source.tables.contains(&id) {
            continue;
        }
        match (place, &mask.kind) {
            (MaskPlace::ConnectorSetting | MaskPlace::ConnectorTransform, MaskKind::Redact { text }) => {
                if *place == MaskPlace::ConnectorSetting && is_asterisks(text) && !column.ty.nullable {
                    // Before the record exists, safe with deletes; nulls would be masked too, hence NOT NULL only.
                    config.set(format!("column.mask.with.{}.chars", text.len()), regex(relation, column));
                } else {
                    let cover = cover(emit, source, id, column, text);
                    groups.entry((cover, text.clone())).or_default().push(column.name.clone());
                }
            }
            (MaskPlace::ConnectorSetting, MaskKind::Truncate { length }) => {
                config.set(format!("column.truncate.to.{length}.chars"), regex(relation, column));
            }
            (MaskPlace::ConnectorSetting, MaskKind::Hash { salt }) => {
                let salt = Placeholder::from(salt);
                config.raw(format!("column.mask.hash.v2.SHA-256.with.salt.{salt}"), regex(relation, column));
            }
            // Dropped columns are not in `column.include.list`; the others act in the scan.
            (MaskPlace::ConnectorSetting | MaskPlace::ConnectorTransform, _)
            | (MaskPlace::Scan | MaskPlace::Engine, _) => {}
        }
    }
    let mut predicates: Vec<String> = Vec::new();
    for (n, ((cover, text), fields)) in groups.iter().enumerate() {
        let name = if n == 0 { "mask".to_string() } else { format!("mask_{}", n + 1) };
        mask_field(config, &name, text, fields);
        let predicate = predicate(config, &name, cover);
        if !predicates.contains(&predicate) {
            predicates.push(predicate);
        }
        transforms.push(name);
    }
    if !transforms.is_empty() {
        config.fix("transforms", transforms.join(","), "masks are among them");
    }
    if !predicates.is_empty() {
        config.fix("predicates", predicates.join(","), "masks use them");
    }
}

fn mask_field(config: &mut Config, name: &str, text: &str, fields: &[String]) {
    let key = |part: &str| format!("transforms.{name}.{part}");
    config.fix(key("type"), "org.apache.kafka.connect.transforms.MaskField$Value", "it masks");
    config.fix(key("fields"), fields.join(","), "it masks");
    if !text.is_empty() {
        config.fix(key("replacement"), text, "it masks");
    }
}

fn predicate(config: &mut Config, transform: &str, cover: &Cover) -> String {
    let key = |part: &str| format!("transforms.{transform}.{part}");
    match cover {
        Cover::All => {
            config.fix(key("predicate"), TOMBSTONE, "it masks");
            config.fix(key("negate"), "true", "it masks");
            let class = "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone";
            config.fix(format!("predicates.{TOMBSTONE}.type"), class, "masks use it");
            TOMBSTONE.to_string()
        }
        Cover::Topic(pattern) => {
            // A transform takes one predicate; such a source writes no tombstones.
            let name = format!("topic_of_{transform}");
            config.fix(key("predicate"), &name, "it masks");
            let class = "org.apache.kafka.connect.transforms.predicates.TopicNameMatches";
            config.fix(format!("predicates.{name}.type"), class, "masks use it");
            config.fix(format!("predicates.{name}.pattern"), pattern, "masks use it");
            name
        }
    }
}

fn cover(emit: &Emit<'_, '_>, source: &Source, id: RelationId, column: &Column, text: &str) -> Cover {
    if is_ambiguous(emit, source, id, column, text) {
        let topic = emit.env.names.topics.get(&id).map_or("", |topic| &topic.name);
        return Cover::Topic(super::postgres::escape(topic));
    }
    Cover::All
}

/// Another table of the source has a column of this name that is not redacted to the same text.
fn is_ambiguous(emit: &Emit<'_, '_>, source: &Source, id: RelationId, column: &Column, text: &str) -> bool {
    source.tables.iter().filter(|other| **other != id).any(|other| {
        let Some(same) = emit.project.relations[*other].column(&column.name) else { return false };
        let at = ColumnRef { relation: *other, path: ColumnPath::column(&same.name) };
        emit.project.mask(&at).is_none_or(|mask| mask.kind != MaskKind::Redact { text: text.to_string() })
    })
}

/// Whether a mask of this source is limited to a topic, so that no record may come without a value.
pub(super) fn forbid_tombstones(emit: &Emit<'_, '_>, source: &Source) -> bool {
    emit.project.masks.iter().any(|mask| {
        let id = mask.column.relation;
        let MaskKind::Redact { text } = &mask.kind else { return false };
        let acts = emit.env.masks.get(&mask.column) == Some(&MaskPlace::ConnectorTransform)
            || emit.env.masks.get(&mask.column) == Some(&MaskPlace::ConnectorSetting);
        let column = emit.project.relations[id].column(mask.column.path.head());
        acts && source.tables.contains(&id) && column.is_some_and(|column| is_ambiguous(emit, source, id, column, text))
    })
}

fn is_asterisks(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == '*')
}

pub(super) fn table_of(relation: &Relation) -> Option<(&str, &str)> {
    match &relation.kind {
        RelationKind::Captured { schema, table, .. } => Some((schema, table)),
        RelationKind::Topic { .. }
        | RelationKind::DeadLetter { .. }
        | RelationKind::Transform(_)
        | RelationKind::Product { .. } => None,
    }
}
