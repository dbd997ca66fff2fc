//! `lineage.json`: every output column to its inputs, in the shape of OpenLineage's column-lineage facet, version 1.2.
//!
//! `fields` holds what a column is computed from and what chose its value, `dataset` what decided whether or where a
//! row exists. A transformation's `description` says what the analyzer calls it: `value`, `influence`, `existence`;
//! `masking` is true where the input cannot be read from the output.

use crate::{ProjectBackend, text};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use weir_diagnostics::Diagnostics;
use weir_ir::{
    ArtifactSet, Column, ColumnPath, ColumnRef, Edge, EdgeKind, Flow, Otherwise, Project, Protection, Relation,
    RelationId, RelationKind, Rule, RuleBody,
};

const SCHEMA: &str =
    "https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet";
const PRODUCER: &str = "urn:weir:compile";

pub struct Lineage;

impl ProjectBackend for Lineage {
    fn name(&self) -> &'static str {
        "lineage"
    }

    fn emit(&self, project: &Project, out: &mut ArtifactSet, _: &mut Diagnostics) {
        out.file("lineage.json", text::json(&document(project)));
    }
}

/// The whole document, for `weir compile --emit lineage` too.
pub fn document(project: &Project) -> Value {
    let datasets = project.relations.iter().map(|(id, _)| dataset(project, id));
    json!({ "pipeline": project.name, "datasets": datasets.collect::<Vec<_>>() })
}

fn dataset(project: &Project, id: RelationId) -> Value {
    let relation = &project.relations[id];
    let fields: Map<String, Value> = relation
        .columns
        .iter()
        .map(|column| {
            let written = written_by_rules(project, id, column);
            let all = [edges(relation, column), written].concat();
            (column.name.clone(), json!({ "inputFields": inputs(project, &all) }))
        })
        .collect();
    let mut facet = Map::from_iter([
        ("_producer".to_string(), Value::from(PRODUCER)),
        ("_schemaURL".to_string(), Value::from(SCHEMA)),
        ("fields".to_string(), Value::Object(fields)),
    ]);
    let rows = [relation.row_edges.clone(), judged_by_rules(project, id)].concat();
    if !rows.is_empty() {
        facet.insert("dataset".to_string(), inputs(project, &rows));
    }
    json!({
        "namespace": namespace(project, relation),
        "name": relation.name,
        "facets": { "columnLineage": facet },
    })
}

/// Relations are named as the pipeline file does; what another pipeline exposes belongs to that one.
fn namespace<'a>(project: &'a Project, relation: &'a Relation) -> &'a str {
    match &relation.kind {
        RelationKind::Product { pipeline, .. } => pipeline,
        RelationKind::Captured { .. }
        | RelationKind::Topic { .. }
        | RelationKind::DeadLetter { .. }
        | RelationKind::Transform(_) => &project.name,
    }
}

/// A dead letter topic copies the columns of the topic it belongs to, whether or not the analyzer wrote that down.
fn edges(relation: &Relation, column: &Column) -> Vec<Edge> {
    match &relation.kind {
        RelationKind::DeadLetter { of, .. } if column.edges.is_empty() && !column.name.starts_with('$') => {
            let from = ColumnRef { relation: *of, path: weir_ir::ColumnPath::column(&column.name) };
            vec![Edge { from, flow: Flow::Value, kind: EdgeKind::Identity, span: column.span }]
        }
        RelationKind::DeadLetter { .. }
        | RelationKind::Captured { .. }
        | RelationKind::Topic { .. }
        | RelationKind::Transform(_)
        | RelationKind::Product { .. } => column.edges.clone(),
    }
}

/// A rule that writes a field computes it from what it reads.
fn written_by_rules(project: &Project, id: RelationId, column: &Column) -> Vec<Edge> {
    let rules = project
        .rules_on(id)
        .filter(|rule| matches!(&rule.body, RuleBody::Transform { field, .. } if field.head() == column.name));
    rules.flat_map(|rule| looked_at(project, rule, Flow::Value, EdgeKind::Transformation)).collect()
}

/// A rule that does more than warn decides which records its topic keeps, and which become dead letters.
fn judged_by_rules(project: &Project, id: RelationId) -> Vec<Edge> {
    let decides = |rule: &&Rule| match rule.otherwise {
        Otherwise::Warn => false,
        Otherwise::Reject => rule.on == id,
        Otherwise::DeadLetter(dead) => rule.on == id || dead == id,
    };
    let checks = project.rules.iter().filter(|rule| matches!(rule.body, RuleBody::Check(_)));
    let all = checks.filter(decides).flat_map(|rule| looked_at(project, rule, Flow::Influence, EdgeKind::Filter));
    all.collect()
}

fn looked_at(project: &Project, rule: &Rule, flow: Flow, kind: EdgeKind) -> Vec<Edge> {
    let whole = || project.relations[rule.on].columns.iter().map(|column| ColumnPath::column(&column.name));
    let paths = rule.reads.iter().flat_map(|path| -> Vec<ColumnPath> {
        if path.0.is_empty() { whole().collect() } else { vec![path.clone()] }
    });
    let edge = |path| Edge { from: ColumnRef { relation: rule.on, path }, flow, kind, span: rule.span };
    paths.map(edge).collect()
}

/// Input fields by relation and path, each with its transformations, nothing twice.
fn inputs(project: &Project, edges: &[Edge]) -> Value {
    let mut by_column: BTreeMap<&ColumnRef, Vec<(EdgeKind, Flow)>> = BTreeMap::new();
    for edge in edges {
        let ways = by_column.entry(&edge.from).or_default();
        if !ways.contains(&(edge.kind, edge.flow)) {
            ways.push((edge.kind, edge.flow));
        }
    }
    let field = |(column, mut ways): (&ColumnRef, Vec<(EdgeKind, Flow)>)| {
        ways.sort_unstable();
        let relation = &project.relations[column.relation];
        let masked = relation.column(column.path.head()).is_some_and(|from| from.protection != Protection::Plain);
        let ways: Vec<Value> = ways.into_iter().map(|(kind, flow)| transformation(kind, flow, masked)).collect();
        json!({
            "namespace": namespace(project, relation),
            "name": relation.name,
            "field": column.path.to_string(),
            "transformations": ways,
        })
    };
    Value::Array(by_column.into_iter().map(field).collect())
}

fn transformation(kind: EdgeKind, flow: Flow, protected: bool) -> Value {
    let direct = match kind {
        EdgeKind::Identity | EdgeKind::Transformation | EdgeKind::Aggregation => flow != Flow::Influence,
        EdgeKind::Join
        | EdgeKind::GroupBy
        | EdgeKind::Filter
        | EdgeKind::Sort
        | EdgeKind::Window
        | EdgeKind::Conditional => false,
    };
    json!({
        "type": if direct { "DIRECT" } else { "INDIRECT" },
        "subtype": kind,
        "description": flow,
        "masking": protected || flow == Flow::Existence,
    })
}

#[cfg(test)]
mod tests;
