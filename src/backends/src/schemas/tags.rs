//! Tags of fields: one a class, one a (kek, algorithm) on exactly the fields to encrypt, one a field rule.

use crate::shape::Shape;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use weir_ir::{
    Classes, Column, ColumnPath, ColumnRef, EncryptAlgorithm, Encryption, Project, Protection, Rule, RuleBody,
};

/// The tag by which an ENCRYPT rule finds its fields; never a class.
pub(crate) fn encryption(kek: &str, algorithm: EncryptAlgorithm) -> String {
    format!("encrypt_{kek}_{}", algorithm.registry_name().to_ascii_lowercase())
}

/// The tag by which a field rule finds its field.
pub(crate) fn rule(name: &str) -> String {
    format!("rule_{name}")
}

/// Tags of a column and of the fields inside it, by path below the column.
pub(crate) fn of_column(project: &Project, shape: &Shape<'_>, column: &Column) -> Vec<(Vec<String>, String)> {
    let mut tags = classes(project, column);
    let inside = |at: &ColumnRef| at.relation == shape.id && at.path.head() == column.name;
    let below = |path: &ColumnPath| path.0.get(1..).unwrap_or_default().to_vec();
    let encrypted = |e: &Encryption| (below(&e.column.path), encryption(&e.kek, e.algorithm));
    tags.extend(project.encryptions.iter().filter(|e| inside(&e.column)).map(encrypted));
    tags.extend(project.rules_on(shape.id).filter_map(|rule| field_rule(rule, column)));
    tags
}

fn field_rule(of: &Rule, column: &Column) -> Option<(Vec<String>, String)> {
    match &of.body {
        RuleBody::Transform { field, .. } if field.head() == column.name => {
            Some((field.0.get(1..).unwrap_or_default().to_vec(), rule(&of.name)))
        }
        RuleBody::Transform { .. } | RuleBody::Check(_) => None,
    }
}

/// Each class with what it implies, so that a declared field and the columns that inherit from it are tagged alike.
fn classes(project: &Project, column: &Column) -> Vec<(Vec<String>, String)> {
    let all = |classes: &Classes| -> BTreeSet<String> {
        let implied =
            classes.iter().filter_map(|class| project.classifications.get(class)).flat_map(|row| &row.implies);
        classes.iter().chain(implied).map(|class| class.0.clone()).collect()
    };
    let own = all(&column.classes).into_iter().map(|class| (Vec::new(), class));
    let nested =
        column.nested.iter().flat_map(|field| all(&field.classes).into_iter().map(|class| (field.path.clone(), class)));
    own.chain(nested).collect()
}

/// `metadata.tags` of a subject whose schema somebody else writes: full name of the field → classes. What a mask has
/// made harmless keeps no tag.
pub(crate) fn patterns(project: &Project, shape: &Shape<'_>, record: &str) -> Map<String, Value> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for column in &shape.columns {
        if matches!(column.protection, Protection::Masked(_)) {
            continue;
        }
        for (below, tag) in of_column(project, shape, column) {
            // A field inside a row belongs to a record of its own, which the `*` stands for.
            let path = match below.last() {
                None => format!("{record}.{}", column.name),
                Some(last) => format!("**.*_{}.{last}", parent(column, &below)),
            };
            found.entry(path).or_default().push(tag);
        }
    }
    found.into_iter().map(|(path, tags)| (path, json!(tags))).collect()
}

/// Name of the innermost record around a nested field, as the schema makes it: `…_<column>_<field>`.
fn parent(column: &Column, below: &[String]) -> String {
    let parents = below.split_last().map_or(&[] as &[String], |(_, parents)| parents);
    std::iter::once(&column.name).chain(parents).cloned().collect::<Vec<_>>().join("_")
}
