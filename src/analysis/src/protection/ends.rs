//! End points: where data leaves the pipeline's own hands, or lies.

use super::{
    Place,
    flows::Flows,
    judge::{Why, judge},
    labels::{Label, Slot},
    violations::{Found, Violation},
};
use std::collections::{BTreeMap, BTreeSet};
use weir_diagnostics::Span;
use weir_ir::{
    Access, Changelog, Class, ColumnRef, EndPoint, EndPointKind, Finding, Flow, Hold, Path, Platform, Protection,
    ReachedColumn, Relation, RelationId, RelationKind, Service, Sink, SinkKind, Step,
};
use weir_platforms::decryption::{Reader, decrypts};

/// An end point and what it takes.
pub(super) struct End {
    pub(super) kind: EndPointKind,
    pub(super) name: String,
    pub(super) span: Span,
    /// As bound here.
    pub(super) sink_kind: Option<SinkKind>,
    /// A topic that Flink writes.
    pub(super) derived: bool,
    /// Relations with the place that hands them over.
    inputs: Vec<(RelationId, Span)>,
    /// Tables that it reads in their database.
    tables: Vec<RelationId>,
    /// Inputs that Flink hands over, as it reads them, and no connector.
    by_flink: BTreeSet<RelationId>,
    /// What reads there and may decrypt.
    reader: Option<Reader>,
    /// Of the last step.
    how: &'static str,
    holds_if: Vec<String>,
}

/// All end points in the order of the report, judged.
pub(super) fn judged(place: &Place<'_>, flows: &Flows, found: &mut Found) -> Vec<EndPoint> {
    all(place).into_iter().map(|end| findings(place, flows, end, found)).collect()
}

fn all(place: &Place<'_>) -> Vec<End> {
    let project = place.project;
    let mut ends: Vec<End> = project.sinks.iter().map(|sink| self::sink(place, sink)).collect();
    ends.extend(project.exposes.iter().map(|expose| End {
        inputs: vec![(expose.relation, expose.span)],
        how: "exposed here",
        holds_if: vec!["other pipelines read it by its contract".to_string()],
        ..End::new(EndPointKind::Product, &expose.product, expose.span)
    }));
    ends.extend(services(place));
    ends.extend(project.relations.iter().filter_map(|(id, relation)| topic(place, id, relation)));
    ends.extend(project.sinks.iter().filter_map(|sink| error_topic(place, sink)));
    ends
}

impl End {
    fn new(kind: EndPointKind, name: &str, span: Span) -> End {
        End {
            kind,
            name: name.to_string(),
            span,
            sink_kind: None,
            derived: false,
            inputs: Vec::new(),
            tables: Vec::new(),
            by_flink: BTreeSet::new(),
            reader: None,
            how: "delivered here",
            holds_if: Vec::new(),
        }
    }
}

fn bound_kind(place: &Place<'_>, sink: &Sink) -> SinkKind {
    place.environment.and_then(|env| env.sinks.get(&sink.name)).map_or(sink.kind, |binding| binding.kind)
}

fn sink(place: &Place<'_>, sink: &Sink) -> End {
    let kind = bound_kind(place, sink);
    let tableflow = kind == SinkKind::Iceberg && place.platform == Platform::ConfluentCloud;
    End {
        sink_kind: Some(kind),
        inputs: sink.inputs.iter().map(|input| (input.relation, input.span)).collect(),
        by_flink: by_flink(place, sink),
        reader: Some(if tableflow { Reader::Tableflow } else { Reader::SinkConnector }),
        holds_if: vec![format!("who may read `{}` is decided there", sink.name)],
        ..End::new(EndPointKind::Sink, &sink.name, sink.span)
    }
}

/// Iceberg tables of a self-managed environment that Flink writes, because the Connect sink only appends what lies in a
/// topic: captured tables and whatever else changes.
fn by_flink(place: &Place<'_>, sink: &Sink) -> BTreeSet<RelationId> {
    let here = place.environment.is_some_and(|env| env.platform == Platform::SelfManaged);
    let inputs = sink.inputs.iter().map(|input| input.relation).filter(|id| {
        let relation = &place.project.relations[*id];
        matches!(relation.kind, RelationKind::Captured { .. }) || relation.facts.changelog != Changelog::Append
    });
    if here && bound_kind(place, sink) == SinkKind::Iceberg { inputs.collect() } else { BTreeSet::new() }
}

/// Services that run here and read a relation or a database. They see ciphertext: weir gives them no right to a key.
fn services<'a>(place: &'a Place<'_>) -> impl Iterator<Item = End> + 'a {
    let here = |name: &str| place.environment.is_none_or(|env| env.services.contains_key(name));
    place.project.services.iter().filter(move |service| here(&service.name)).filter_map(|service| {
        let reads = service.access.iter().filter_map(|access| match access {
            Access::ReadsRelation(id) => Some((*id, service.span)),
            Access::WritesRelation(_) | Access::WritesSource(_) | Access::ReadsSource(_) => None,
        });
        let inputs: Vec<(RelationId, Span)> = reads.collect();
        let tables: Vec<RelationId> = tables(place, service);
        (!inputs.is_empty() || !tables.is_empty()).then(|| End {
            inputs,
            tables,
            how: "read here",
            holds_if: vec![format!("`{}` keeps what it reads to itself, and has no right to a key", service.name)],
            ..End::new(EndPointKind::Service, &service.name, service.span)
        })
    })
}

/// Tables of the databases that a service reads.
fn tables(place: &Place<'_>, service: &Service) -> Vec<RelationId> {
    let sources = service.access.iter().filter_map(|access| match access {
        Access::ReadsSource(name) => place.project.source(name),
        Access::ReadsRelation(_) | Access::WritesRelation(_) | Access::WritesSource(_) => None,
    });
    sources.flat_map(|source| source.tables.iter().copied()).collect()
}

/// The topic of a relation. A product lies in the topic of the pipeline that exposes it.
fn topic(place: &Place<'_>, id: RelationId, relation: &Relation) -> Option<End> {
    let project = place.project;
    let protects = project.rules_on(id).next().is_some() || project.encryptions.iter().any(|e| e.column.relation == id);
    let mut holds_if = vec!["nobody else may read the topic".to_string()];
    match &relation.kind {
        RelationKind::Product { .. } => return None,
        RelationKind::Topic { existing, producers, .. } => {
            if *existing {
                holds_if.push("its owner grants access: weir never writes to it".to_string());
            }
            if protects {
                let who = if producers.is_empty() {
                    "every producer".to_string()
                } else {
                    format!("`{}`", producers.join("`, `"))
                };
                holds_if
                    .push(format!("{who} writes with a client that runs the subject's rules (`use.latest.version`)"));
            }
        }
        RelationKind::Captured { .. } | RelationKind::DeadLetter { .. } | RelationKind::Transform(_) => {}
    }
    Some(End {
        derived: matches!(relation.kind, RelationKind::Transform(_)),
        inputs: vec![(id, relation.span)],
        how: "at rest here",
        holds_if,
        ..End::new(EndPointKind::Topic, &relation.name, relation.span)
    })
}

/// Where a sink's connector puts records that it can't deliver: as they lie in the topic.
fn error_topic(place: &Place<'_>, sink: &Sink) -> Option<End> {
    let kind = bound_kind(place, sink);
    let connector = match kind {
        SinkKind::File => false,
        SinkKind::Iceberg => place.platform != Platform::ConfluentCloud,
        SinkKind::Snowflake | SinkKind::Postgres | SinkKind::S3 | SinkKind::Http => true,
    };
    let embedded = place.environment.is_some_and(|env| env.platform == Platform::Embedded);
    let by_flink = by_flink(place, sink);
    let inputs = sink.inputs.iter().filter(|input| !by_flink.contains(&input.relation));
    let inputs: Vec<_> = inputs.map(|input| (input.relation, input.span)).collect();
    (connector && !embedded && !inputs.is_empty()).then(|| End {
        inputs,
        how: "put here when it can't be delivered",
        holds_if: vec!["nobody else may read the topic".to_string()],
        ..End::new(EndPointKind::Topic, &format!("{} (error topic)", sink.name), sink.span)
    })
}

/// One finding for each class, origin, flow and column: that which is least in order.
type Judged = BTreeMap<(Flow, Class, ColumnRef, ReachedColumn), (Finding, Option<Why>)>;

fn findings(place: &Place<'_>, flows: &Flows, end: End, found: &mut Found) -> EndPoint {
    let mut judged = Judged::new();
    for (relation, span) in &end.inputs {
        let flink = end.by_flink.contains(relation);
        let labels = if flink { flows.inside(*relation) } else { flows.at_rest(place, *relation) };
        for (column, label, slot) in labels {
            let reached = ReachedColumn { relation: *relation, column };
            add(place, flows, &end, (&slot, label, reached, *span), &mut judged);
        }
    }
    for table in &end.tables {
        for (column, label, slot) in flows.in_database(*table) {
            let reached = ReachedColumn { relation: *table, column };
            add(place, flows, &end, (&slot, label, reached, end.span), &mut judged);
        }
    }
    for ((_, class, origin, reached), (finding, why)) in &judged {
        if let Hold::Allowed { allow, .. } = &finding.hold {
            found.allows.insert(*allow);
        }
        if let Some(why) = why {
            found.violation(
                place.name(),
                Violation {
                    origin: origin.clone(),
                    class: class.clone(),
                    end: (end.kind, end.name.clone()),
                    why: *why,
                    flow: finding.flow,
                    path: finding.path.clone(),
                    reached: BTreeSet::from([reached_name(place, reached)]),
                },
            );
        }
    }
    let mut holds_if = end.holds_if;
    holds_if.extend(others(place, judged.keys().map(|(_, _, origin, _)| origin)));
    EndPoint {
        kind: end.kind,
        name: end.name,
        span: end.span,
        findings: judged.into_values().map(|(finding, _)| finding).collect(),
        holds_if,
    }
}

/// What other pipelines have to keep: classes and protection of their products are as their documents say.
fn others<'a>(place: &Place<'_>, origins: impl Iterator<Item = &'a ColumnRef>) -> BTreeSet<String> {
    let upstreams = origins.filter_map(|origin| place.project.upstream(origin.relation));
    let sentence = |upstream: &weir_ir::Upstream| {
        let product = &upstream.product;
        format!(
            "the pipeline `{}` keeps what version {} of its product `{}` says",
            product.pipeline, product.version, product.product
        )
    };
    upstreams.map(sentence).collect()
}

/// `t.email`, `rows of t`.
fn reached_name(place: &Place<'_>, reached: &ReachedColumn) -> String {
    let relation = &place.project.relations[reached.relation].name;
    reached.column.as_ref().map_or_else(|| format!("rows of {relation}"), |column| format!("{relation}.{column}"))
}

fn add(
    place: &Place<'_>,
    flows: &Flows,
    end: &End,
    (slot, label, reached, span): (&Slot, Label, ReachedColumn, Span),
    judged: &mut Judged,
) {
    let (hold, why) = judge(place, end, &delivered(place, end, &label));
    let key = (label.flow, label.class.clone(), label.origin.clone(), reached.clone());
    let rank = gravity(&hold);
    if judged.get(&key).is_some_and(|(known, _)| gravity(&known.hold) >= rank) {
        return;
    }
    let Path { mut steps } = flows.path(place, slot, &label);
    steps.push(Step { what: end.name.clone(), how: end.how.to_string(), span });
    let finding =
        Finding { class: label.class, origin: label.origin, flow: label.flow, reached, hold, path: Path { steps } };
    judged.insert(key, (finding, why));
}

/// The label as the end point sees it: some decrypt.
fn delivered(place: &Place<'_>, end: &End, label: &Label) -> Label {
    match (&label.state, end.reader) {
        (Protection::Encrypted { kek, .. }, Some(reader)) if decrypts(place.platform, reader, place.is_shared(kek)) => {
            Label { state: Protection::Plain, decrypted: true, ..label.clone() }
        }
        _ => label.clone(),
    }
}

fn gravity(hold: &Hold) -> u8 {
    match hold {
        Hold::Protected(_) => 0,
        Hold::Allowed { .. } => 1,
        Hold::Permitted { .. } => 2,
        Hold::Reported => 3,
        Hold::Violation { .. } => 4,
    }
}
