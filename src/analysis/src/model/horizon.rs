//! How far apart the rows are that a transform brings together, against how long what it reads is kept: duplicates that
//! a deduplication lets through while a reader still joins their originals, and topics that forget sooner than a
//! statement that is made again would have to read.

use super::{Build, diagnostics as messages};
use crate::query::window_length;
use std::collections::{BTreeMap, BTreeSet};
use weir_diagnostics::{Diagnostic, Span};
use weir_ir::{
    Changelog, Project, Relation, RelationId, RelationKind, StateTtl,
    plan::{Node, Op},
    sql::{ExprKind, Frame, FrameBound, FrameUnit, Literal},
};

pub(super) fn build(build: &mut Build<'_>) {
    let project = &build.project;
    let looks: Vec<(RelationId, Look)> =
        project.relations.iter().filter_map(|(id, relation)| Some((id, longest(relation)?))).collect();
    if looks.is_empty() {
        return;
    }
    let reads: Reads = project.relations.iter().map(|(id, relation)| (id, scanned(relation))).collect();
    let mut found = Vec::new();
    for (id, look) in &looks {
        found.extend(forgotten(project, (*id, look), &reads));
    }
    for (id, relation) in project.relations.iter() {
        found.extend(let_through(project, (id, relation), &looks, &reads));
    }
    build.diagnostics.extend(found);
}

/// The operator of a transform that brings rows together which are furthest apart.
#[derive(Clone, Copy)]
struct Look {
    ms: u64,
    span: Span,
}

fn longest(relation: &Relation) -> Option<Look> {
    let plan = relation.plan.as_ref()?;
    let looks = plan.root.nodes().into_iter().filter_map(|node| Some(Look { ms: look(node)?, span: node.span }));
    looks.max_by_key(|look| look.ms)
}

fn look(node: &Node) -> Option<u64> {
    match &node.op {
        Op::WindowAggregate { window, .. } | Op::WindowTvf { window, .. } => Some(window_length(*window)),
        Op::IntervalJoin { lower_ms, upper_ms, .. } => Some(lower_ms.unsigned_abs().max(upper_ms.unsigned_abs())),
        Op::Match { within_ms, .. } => *within_ms,
        Op::Over { frame: Some(frame), .. } => range(frame),
        Op::Over { frame: None, .. }
        | Op::Scan { .. }
        | Op::Values { .. }
        | Op::Filter { .. }
        | Op::Project { .. }
        | Op::Expand { .. }
        | Op::Join { .. }
        | Op::TemporalJoin { .. }
        | Op::WindowJoin { .. }
        | Op::GroupAggregate { .. }
        | Op::Rank { .. }
        | Op::Deduplicate { .. }
        | Op::SetOp { .. }
        | Op::Sort { .. }
        | Op::Limit { .. }
        | Op::Unnest { .. } => None,
    }
}

fn range(frame: &Frame) -> Option<u64> {
    let FrameBound::Preceding(length) = &frame.start else { return None };
    let ExprKind::Literal(Literal::Interval { amount, .. }) = &length.kind else { return None };
    (frame.unit == FrameUnit::Range).then(|| amount.unsigned_abs())
}

/// What each relation reads.
type Reads = BTreeMap<RelationId, BTreeSet<RelationId>>;

fn scanned(relation: &Relation) -> BTreeSet<RelationId> {
    let nodes = relation.plan.as_ref().map(|plan| plan.root.nodes()).unwrap_or_default();
    nodes
        .into_iter()
        .filter_map(|node| if let Op::Scan { relation, .. } = node.op { Some(relation) } else { None })
        .collect()
}

/// A topic of events that keeps them for less than its reader looks back.
fn forgotten(project: &Project, (reader, look): (RelationId, &Look), reads: &Reads) -> Vec<Diagnostic> {
    let relation = &project.relations[reader];
    let short = |id: &RelationId| {
        let read = &project.relations[*id];
        let kept = read.retention_ms.flatten().filter(|ms| *ms < look.ms)?;
        (read.facts.changelog == Changelog::Append).then(|| messages::retention_short(relation, read, kept, look.ms))
    };
    let read = reads.get(&reader).into_iter().flatten();
    read.filter_map(short).map(|one| one.label(look.span, "from here")).collect()
}

/// A deduplication with a time to live, and a reader that looks further back than that.
fn let_through(
    project: &Project,
    (id, relation): (RelationId, &Relation),
    looks: &[(RelationId, Look)],
    reads: &Reads,
) -> Option<Diagnostic> {
    let RelationKind::Transform(settings) = &relation.kind else { return None };
    let ttl = match &settings.state_ttl {
        StateTtl::Unstated => None,
        StateTtl::All(ms) => *ms,
        StateTtl::ByInput(inputs) => inputs.iter().filter_map(|(_, ms)| *ms).min(),
    }?;
    let nodes = relation.plan.as_ref()?.root.nodes();
    let first = |node: &&&Node| matches!(node.op, Op::Deduplicate { keep_last: false, windowed: false, .. });
    let dedup = nodes.iter().find(first)?.span;
    let readers = readers(id, reads);
    let further = looks.iter().filter(|(reader, look)| readers.contains(reader) && look.ms > ttl);
    let (reader, look) = further.max_by_key(|(_, look)| look.ms)?;
    Some(messages::duplicates_pass(dedup, ttl, &project.relations[*reader].name, (look.ms, look.span)))
}

/// The relation itself and all that is made from it; each only reads earlier ones.
fn readers(of: RelationId, reads: &Reads) -> BTreeSet<RelationId> {
    let mut all = BTreeSet::from([of]);
    for (id, read) in reads {
        if !read.is_disjoint(&all) {
            all.insert(*id);
        }
    }
    all
}
