//! How relations are read, and where masks act.

use super::{behaves_as, messages};
use crate::model::{Build, types};
use std::collections::BTreeSet;
use weir_ir::{
    Column, DeclaredType, DeletedFilter, Environment, Mask, MaskKind, MaskPlace, Platform, Project, RelationId,
    RelationKind, Scan,
    plan::{Node, Op},
};

/// Fills in the scans of captured tables and topics, and the places of masks.
pub(super) fn scan(build: &Build<'_>, environment: &mut Environment) {
    let platform = behaves_as(build, environment);
    let versioned = versioned(&build.project);
    for (id, relation) in build.project.relations.iter() {
        let key = relation.facts.key.clone().unwrap_or_default();
        let scan = match &relation.kind {
            RelationKind::Captured { changelog_append: true, .. } | RelationKind::DeadLetter { .. } => Scan::Append,
            RelationKind::Captured { .. } => {
                let filter =
                    if versioned.contains(&id) { DeletedFilter::AboveTemporalJoin } else { DeletedFilter::InScan };
                captured(platform, key, filter)
            }
            RelationKind::Topic { .. } if key.is_empty() => Scan::Append,
            RelationKind::Topic { .. } => Scan::Upsert { key, deleted: None },
            RelationKind::Transform(_) | RelationKind::Product { .. } => continue,
        };
        environment.scans.insert(id, scan);
    }
    for mask in &build.project.masks {
        let at_source = place(platform, mask, &build.project);
        let place = match (environment.platform, at_source) {
            (Platform::Embedded, MaskPlace::ConnectorTransform | MaskPlace::ConnectorSetting) => MaskPlace::Engine,
            (Platform::Embedded | Platform::SelfManaged | Platform::ConfluentCloud, place) => place,
        };
        environment.masks.insert(mask.column.clone(), place);
    }
}

fn captured(platform: Platform, key: Vec<String>, filter: DeletedFilter) -> Scan {
    match platform {
        Platform::ConfluentCloud => Scan::Deduplicated { key, deleted: Some(filter) },
        Platform::SelfManaged | Platform::Embedded => Scan::Upsert { key, deleted: Some(filter) },
    }
}

/// Captured tables that are the versioned side of a temporal join somewhere. A plan that reads such a table plainly
/// too has a filter of its own there.
fn versioned(project: &Project) -> BTreeSet<RelationId> {
    let plans = project.relations.iter().filter_map(|(_, relation)| relation.plan.as_ref());
    let nodes = plans.flat_map(|plan| plan.root.nodes());
    nodes.filter_map(versioned_scan).collect()
}

fn versioned_scan(node: &Node) -> Option<RelationId> {
    if let Op::Scan { relation, versioned: true, .. } = &node.op { Some(*relation) } else { None }
}

/// Where a mask can act. Managed Debezium masks by single message transforms only. The self-managed one could hash,
/// but wants the salt in the name of a setting, where no secret may stand.
fn place(platform: Platform, mask: &Mask, project: &Project) -> MaskPlace {
    let column = project.relations[mask.column.relation].column(mask.column.path.head());
    let self_managed = match platform {
        Platform::ConfluentCloud => false,
        Platform::SelfManaged | Platform::Embedded => true,
    };
    match &mask.kind {
        MaskKind::Redact { .. } => MaskPlace::ConnectorTransform,
        MaskKind::Drop => MaskPlace::ConnectorSetting,
        MaskKind::Truncate { .. } if self_managed && column.is_some_and(is_char) => MaskPlace::ConnectorSetting,
        MaskKind::Truncate { .. } | MaskKind::Hash { .. } | MaskKind::Partial { .. } | MaskKind::Nullify => {
            MaskPlace::Scan
        }
    }
}

/// Debezium's column masks pass everything but character types through unmasked.
fn is_char(column: &Column) -> bool {
    column.declared.as_ref().is_some_and(|declared| {
        types::is_text(declared) && !matches!(declared, DeclaredType::Uuid | DeclaredType::Json | DeclaredType::Enum(_))
    })
}

/// A mask that acts in the scan leaves plaintext in the raw topic: an error unless the mask says that it may.
pub(super) fn refuse_raw_topics(build: &mut Build<'_>) {
    let mut problems = Vec::new();
    for mask in build.project.masks.iter().filter(|mask| mask.raw_allowed.is_none()) {
        let raw = build.project.environments.iter().filter(|environment| {
            environment.platform != Platform::Embedded && environment.masks.get(&mask.column) == Some(&MaskPlace::Scan)
        });
        let names: Vec<&str> = raw.map(|environment| environment.name.as_str()).collect();
        if !names.is_empty() {
            problems.push(messages::raw_topic(mask, &names));
        }
    }
    for problem in problems {
        build.diagnostics.push(problem);
    }
}
