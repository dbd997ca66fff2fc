//! The proof: for every environment, what classified data reaches which end point, in what state, and why that is in
//! order (semantics.md, Protection).

mod aggregates;
mod columns;
mod diagnostics;
mod ends;
mod flows;
mod judge;
mod labels;
mod secrets;
mod uses;
mod violations;

use flows::Flows;
use std::collections::BTreeMap;
use weir_diagnostics::{Diagnostics, Span};
use weir_ir::{
    Class, Classes, ColumnPath, ColumnRef, Environment, Platform, PolicyEffect, PolicyTarget, Project, Proof,
    Protection, RuleBody,
};

/// Fills in the classes and protection of derived columns, and each environment's `protection` and `proof`. What does
/// not hold is an error; the same in several environments is one.
pub(crate) fn prove(project: &mut Project, diagnostics: &mut Diagnostics) {
    columns::derive(project);
    rules(project, diagnostics);
    let mut found = violations::Found::default();
    let mut proofs = Vec::new();
    let mut classes = Vec::new();
    {
        let project = &*project;
        let places: Vec<Place<'_>> = match project.environments.as_slice() {
            [] => vec![Place { project, environment: None, platform: Platform::SelfManaged }],
            environments => environments.iter().map(|environment| Place::new(project, environment)).collect(),
        };
        for place in &places {
            let protection = columns::inside_flink(place);
            uses::check(place, &protection, &mut found);
            let flows = Flows::of(place);
            if classes.is_empty() {
                classes = flows.classes(project);
            }
            let end_points = ends::judged(place, &flows, &mut found);
            let secrets = place.environment.map(|environment| secrets::of(project, environment)).unwrap_or_default();
            proofs.push((protection, Proof { end_points, secrets }));
        }
        found.report(project, diagnostics);
        classification(project, diagnostics);
        encrypted(project, diagnostics);
    }
    for (column, found) in classes {
        let known = project.relations[column.relation].column(column.path.head());
        if known.is_none_or(|known| known.classes == found) {
            continue;
        }
        let relation = project.relations.get_mut(column.relation);
        let column = relation.and_then(|relation| relation.columns.iter_mut().find(|c| c.name == column.path.head()));
        if let Some(column) = column {
            column.classes = found;
        }
    }
    for (environment, (protection, proof)) in project.environments.iter_mut().zip(proofs) {
        environment.protection = protection;
        environment.proof = proof;
    }
}

/// Where something is proved. A pipeline without environments is proved as if weir ran it itself.
struct Place<'a> {
    project: &'a Project,
    environment: Option<&'a Environment>,
    /// Whose rules hold.
    platform: Platform,
}

impl<'a> Place<'a> {
    fn new(project: &'a Project, environment: &'a Environment) -> Place<'a> {
        let like = environment.like.as_deref().and_then(|name| project.environment(name));
        let platform = match environment.platform {
            Platform::Embedded => like.map_or(Platform::SelfManaged, |like| like.platform),
            Platform::SelfManaged | Platform::ConfluentCloud => environment.platform,
        };
        Place { project, environment: Some(environment), platform }
    }

    fn name(&self) -> &'a str {
        self.environment.map_or("", |environment| environment.name.as_str())
    }

    fn is_shared(&self, kek: &str) -> bool {
        self.project.kek_is_shared(kek)
    }
}

/// The declared classes of a column or field and all that they imply.
fn with_implied(project: &Project, classes: &Classes) -> Classes {
    let implied = classes.iter().filter_map(|class| project.classifications.get(class)).flat_map(|c| &c.implies);
    classes.iter().chain(implied).cloned().collect()
}

/// Whether naming a class covers a finding: it is this class, or one that this class implies on a column that has it.
fn covers(project: &Project, named: &Class, class: &Class, origin: &ColumnRef) -> bool {
    if named == class {
        return true;
    }
    let implies = project.classifications.get(named).is_some_and(|named| named.implies.contains(class));
    implies && with_implied(project, declared_classes(project, origin)).contains(named)
}

/// The classes that a column, or the field in it, was given.
fn declared_classes<'a>(project: &'a Project, column: &ColumnRef) -> &'a Classes {
    static NONE: Classes = Classes::new();
    let Some(found) = project.relations[column.relation].column(column.path.head()) else { return &NONE };
    let below = column.path.0.get(1..).unwrap_or_default();
    if below.is_empty() {
        return &found.classes;
    }
    found.nested.iter().find(|field| field.path == below).map_or(&NONE, |field| &field.classes)
}

/// `shop.customers.email`.
fn column_name(project: &Project, column: &ColumnRef) -> String {
    format!("{}.{}", project.relations[column.relation].name, column.path)
}

/// `require classification on SOURCE`: every column has a class or says that it is public.
fn classification(project: &Project, diagnostics: &mut Diagnostics) {
    for policy in &project.policies {
        let (PolicyEffect::RequireClassification, PolicyTarget::Source(name)) = (&policy.effect, &policy.target) else {
            continue;
        };
        let tables = project.source(name).map(|source| source.tables.as_slice()).unwrap_or_default();
        for relation in tables.iter().map(|id| &project.relations[*id]) {
            for column in &relation.columns {
                let nested = column.nested.iter().any(|field| !field.classes.is_empty() || field.attributes.public);
                if column.classes.is_empty() && !column.attributes.public && !nested {
                    let name = format!("{}.{}", relation.name, column.name);
                    diagnostics.push(diagnostics::unclassified(column.span, &name, policy.span));
                }
            }
        }
    }
}

/// Who encrypts a field means that somebody should not see it; the proof follows classes only.
fn encrypted(project: &Project, diagnostics: &mut Diagnostics) {
    for encryption in &project.encryptions {
        let column = &encryption.column;
        let above = (1..=column.path.0.len()).filter_map(|n| column.path.0.get(..n));
        let mut above = above.map(|path| ColumnRef { relation: column.relation, path: ColumnPath(path.to_vec()) });
        if above.all(|column| declared_classes(project, &column).is_empty()) {
            diagnostics.push(diagnostics::encrypted_unclassified(project, encryption));
        }
    }
}

/// The expressions of data contract rules, typed against their topics, and what they read.
fn rules(project: &mut Project, diagnostics: &mut Diagnostics) {
    for rule in &mut project.rules {
        let topic = &project.relations[rule.on];
        let reads = match &rule.body {
            RuleBody::Check(expression) => weir_cel::check_condition(expression, topic, diagnostics),
            RuleBody::Transform { field, expression } => {
                weir_cel::check_transform(expression, topic, field, diagnostics)
            }
        };
        rule.reads = reads.content.union(&reads.presence).cloned().collect();
    }
}

/// Protection states by column, those that are plain left out.
type States = BTreeMap<ColumnRef, Protection>;

/// A place in the source and its words, to merge what several environments say.
type Spot = (Span, String);

#[cfg(test)]
mod tests;
