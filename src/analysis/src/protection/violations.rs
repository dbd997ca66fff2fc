//! What does not hold, merged: several columns, flows and environments are one diagnostic.

use super::{Spot, diagnostics, judge::Why};
use std::collections::{BTreeMap, BTreeSet};
use weir_diagnostics::{Diagnostic, Diagnostics, Span};
use weir_ir::{Class, Classes, ColumnRef, EndPointKind, Flow, Path, Project, Relation, RelationKind};

pub(super) struct Violation {
    pub(super) origin: ColumnRef,
    pub(super) class: Class,
    pub(super) end: (EndPointKind, String),
    pub(super) why: Why,
    pub(super) flow: Flow,
    pub(super) path: Path,
    /// Columns at the end point that tell of it, and whose rows do.
    pub(super) reached: BTreeSet<String>,
}

/// Origin, end point, reason, class.
type Key = (ColumnRef, (EndPointKind, String), Why, Class);

#[derive(Default)]
pub(super) struct Found {
    violations: BTreeMap<Key, (Violation, Vec<String>)>,
    /// Wrong uses in queries.
    uses: BTreeMap<Spot, (Diagnostic, Vec<String>)>,
    /// Places of `allow` items that covered something.
    pub(super) allows: BTreeSet<Span>,
}

impl Found {
    pub(super) fn violation(&mut self, environment: &str, mut new: Violation) {
        let key = (new.origin.clone(), new.end.clone(), new.why, new.class.clone());
        let weight = |violation: &Violation| (violation.flow, violation.path.steps.len());
        match self.violations.get_mut(&key) {
            None => {
                self.violations.insert(key, (new, vec![environment.to_string()]));
            }
            Some((known, environments)) => {
                if weight(&new) < weight(known) {
                    new.reached.append(&mut known.reached);
                    *known = new;
                } else {
                    known.reached.append(&mut new.reached);
                }
                if !environments.iter().any(|name| name == environment) {
                    environments.push(environment.to_string());
                }
            }
        }
    }

    pub(super) fn wrong_use(&mut self, environment: &str, diagnostic: Diagnostic) {
        let Some(span) = diagnostic.primary() else { return };
        let key = (span, diagnostic.message.clone());
        let (_, environments) = self.uses.entry(key).or_insert((diagnostic, Vec::new()));
        if !environments.iter().any(|name| name == environment) {
            environments.push(environment.to_string());
        }
    }

    pub(super) fn report(self, project: &Project, out: &mut Diagnostics) {
        for ((origin, end, why, class), (violation, environments)) in &self.violations {
            // A class that another one of the column implies is said with that one.
            let others: Classes = self
                .violations
                .keys()
                .filter(|(o, e, w, c)| (o, e, w) == (origin, end, why) && c != class)
                .map(|(_, _, _, class)| class.clone())
                .collect();
            if others.iter().any(|other| project.classifications.get(other).is_some_and(|o| o.implies.contains(class)))
            {
                continue;
            }
            out.push(in_environments(project, diagnostics::violation(project, violation), environments));
        }
        for (diagnostic, environments) in self.uses.into_values() {
            out.push(in_environments(project, diagnostic, &environments));
        }
        // What is not understood may be what an exception is for.
        let understood =
            |relation: &Relation| relation.plan.is_some() || !matches!(relation.kind, RelationKind::Transform(_));
        let whole = project.relations.iter().all(|(_, relation)| understood(relation));
        for allow in project.allows.iter().filter(|allow| whole && !self.allows.contains(&allow.span)) {
            out.push(diagnostics::useless_allow(project, allow));
        }
    }
}

/// Says where, unless it is everywhere.
fn in_environments(project: &Project, diagnostic: Diagnostic, environments: &[String]) -> Diagnostic {
    if environments.len() == project.environments.len() || project.environments.is_empty() {
        return diagnostic;
    }
    let word = if environments.len() == 1 { "environment" } else { "environments" };
    diagnostic.note(format!("in the {word} `{}`", environments.join("`, `")))
}
