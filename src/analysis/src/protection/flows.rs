//! What every column and row tells of classified data, with the shortest way it came.

use super::{
    Place, aggregates, column_name, columns,
    labels::{How, Label, Labels, Slot, Trace},
    with_implied,
};
use std::collections::{BTreeMap, BTreeSet};
use weir_diagnostics::Span;
use weir_ir::{
    Classes, Column, ColumnPath, ColumnRef, Edge, EdgeKind, Flow, MaskPlace, Otherwise, Path, Project, Protection,
    Relation, RelationId, RelationKind, Rule, RuleBody, Step, product::ProductLevel,
};
use weir_platforms::decryption::{Reader, decrypts};

pub(super) struct Flows {
    /// As Flink sees it.
    inside: BTreeMap<Slot, Labels>,
    /// As declared relations lie in their topics; derived ones lie there as Flink writes them.
    at_rest: BTreeMap<Slot, Labels>,
    /// As captured columns lie in their database.
    in_database: BTreeMap<Slot, Labels>,
}

impl Flows {
    pub(super) fn of(place: &Place<'_>) -> Flows {
        let mut flows = Flows { inside: BTreeMap::new(), at_rest: BTreeMap::new(), in_database: BTreeMap::new() };
        for (id, relation) in place.project.relations.iter() {
            match &relation.kind {
                RelationKind::Captured { .. } | RelationKind::Topic { .. } => flows.declared(place, id, relation),
                RelationKind::Product { .. } => {
                    flows.declared(place, id, relation);
                    flows.decided_before(place, id, relation);
                }
                RelationKind::DeadLetter { .. } | RelationKind::Transform(_) => {}
            }
        }
        // A dead letter topic may stand after its readers.
        for (id, relation) in place.project.relations.iter() {
            if let RelationKind::DeadLetter { of, .. } = &relation.kind {
                flows.dead_letter(place, id, relation, *of);
            }
        }
        for rule in &place.project.rules {
            flows.rule(place, rule);
        }
        for (id, relation) in place.project.relations.iter() {
            if matches!(relation.kind, RelationKind::Transform(_)) {
                flows.transform(place, id, relation);
            }
        }
        flows
    }

    fn declared(&mut self, place: &Place<'_>, id: RelationId, relation: &Relation) {
        for column in &relation.columns {
            for (path, classes, protection, span) in classified(column) {
                let origin = ColumnRef { relation: id, path: ColumnPath(path) };
                let raw = place.environment.is_some_and(|env| env.masks.get(&origin) == Some(&MaskPlace::Scan));
                let at_rest = if raw { Protection::Plain } else { protection.clone() };
                let decrypted = match protection {
                    Protection::Encrypted { kek, .. } => decrypts(place.platform, Reader::Flink, place.is_shared(kek)),
                    Protection::Plain | Protection::Masked(_) => false,
                };
                let slot = Slot::of(&origin);
                for class in with_implied(place.project, classes) {
                    let label = |state: Protection, decrypted: bool| Label {
                        origin: origin.clone(),
                        class: class.clone(),
                        flow: Flow::Value,
                        state,
                        decrypted,
                        subjects: None,
                    };
                    let trace = Trace { distance: 0, via: None, how: How::Declared, span };
                    if matches!(relation.kind, RelationKind::Captured { .. }) {
                        let there = self.in_database.entry(slot.clone()).or_default();
                        insert(there, label(Protection::Plain, false), trace.clone());
                    }
                    let rest = self.at_rest.entry(slot.clone()).or_default();
                    insert(rest, label(at_rest.clone(), false), trace.clone());
                    let inside = self.inside.entry(slot.clone()).or_default();
                    insert(inside, label(columns::read(place, protection), decrypted), trace);
                }
            }
        }
    }

    /// What decided in the pipeline that exposes a product which rows there are, or was counted there.
    fn decided_before(&mut self, place: &Place<'_>, id: RelationId, relation: &Relation) {
        let Some(upstream) = place.project.upstream(id) else { return };
        for told in &upstream.product.influence {
            let flow = match told.level {
                ProductLevel::Influence => Flow::Influence,
                ProductLevel::Existence => Flow::Existence,
            };
            let column = told.column.clone().filter(|name| relation.column(name).is_some());
            let slot = Slot { relation: id, column: column.clone(), below: Vec::new() };
            let label = Label {
                origin: ColumnRef { relation: id, path: ColumnPath::column(column.unwrap_or_else(|| "rows".into())) },
                class: weir_ir::Class(told.class.clone()),
                flow,
                state: Protection::Plain,
                decrypted: false,
                subjects: None,
            };
            let trace = Trace { distance: 0, via: None, how: How::Upstream, span: upstream.span };
            insert(self.at_rest.entry(slot.clone()).or_default(), label.clone(), trace.clone());
            insert(self.inside.entry(slot).or_default(), label, trace);
        }
    }

    /// Clients copy the record as it was before any rule; fields that a rule would have encrypted are redacted.
    fn dead_letter(&mut self, place: &Place<'_>, id: RelationId, relation: &Relation, of: RelationId) {
        let span = relation.span;
        let source = &place.project.relations[of];
        for column in &source.columns {
            for (path, ..) in classified(column) {
                let from = Slot::of(&ColumnRef { relation: of, path: ColumnPath(path.clone()) });
                let slot = Slot::of(&ColumnRef { relation: id, path: ColumnPath(path) });
                let copy = copied_state(relation, &slot);
                let labels: Vec<Label> =
                    self.at_rest.get(&from).into_iter().flatten().map(|(l, _)| l.clone()).collect();
                for label in labels {
                    let via = Some((from.clone(), label.clone()));
                    let trace = Trace { distance: 1, via, how: How::DeadLetter, span };
                    let label = Label { state: copy.clone(), ..label };
                    insert(self.at_rest.entry(slot.clone()).or_default(), label.clone(), trace.clone());
                    insert(self.inside.entry(slot.clone()).or_default(), label, trace);
                }
            }
        }
    }

    /// Rules run in their clients before anything is encrypted: what one writes holds its inputs as they were, and what
    /// one checks decides which records the topic keeps and which become dead letters.
    fn rule(&mut self, place: &Place<'_>, rule: &Rule) {
        let topic = &place.project.relations[rule.on];
        match (&rule.body, &rule.otherwise) {
            (RuleBody::Transform { field, .. }, _) => {
                let to = Slot::of(&ColumnRef { relation: rule.on, path: field.clone() });
                let state = declared_state(topic, &to);
                let decrypted = columns::read(place, &state) != state;
                for (from, label) in self.looked_at(rule).into_iter().filter(|(from, _)| *from != to) {
                    let via = Some((from, label.clone()));
                    let trace = Trace { distance: 1, via, how: How::RuleWrites, span: rule.span };
                    let rest = Label { state: state.clone(), decrypted: false, ..label.clone() };
                    insert(self.at_rest.entry(to.clone()).or_default(), rest, trace.clone());
                    let inside = Label { state: columns::read(place, &state), decrypted, ..label };
                    insert(self.inside.entry(to.clone()).or_default(), inside, trace);
                }
            }
            (RuleBody::Check(_), Otherwise::Warn) => {}
            (RuleBody::Check(_), otherwise @ (Otherwise::Reject | Otherwise::DeadLetter(_))) => {
                let dead = if let Otherwise::DeadLetter(dead) = otherwise { Some(*dead) } else { None };
                for (from, label) in self.looked_at(rule) {
                    let via = Some((from, label.clone()));
                    let trace = Trace { distance: 1, via, how: How::RuleDecides, span: rule.span };
                    let flow = label.flow.max(Flow::Influence);
                    for slot in std::iter::once(rule.on).chain(dead).map(Slot::rows) {
                        let label = Label { flow, state: Protection::Plain, ..label.clone() };
                        insert(self.at_rest.entry(slot.clone()).or_default(), label.clone(), trace.clone());
                        insert(self.inside.entry(slot).or_default(), label, trace.clone());
                    }
                }
            }
        }
    }

    /// Labels of the fields that a rule reads, or asks whether they are there.
    fn looked_at(&self, rule: &Rule) -> Vec<(Slot, Label)> {
        let topic = rule.on;
        let mut all = Vec::new();
        for path in &rule.reads {
            let read = Slot::of(&ColumnRef { relation: topic, path: path.clone() });
            let slots = self.at_rest.range(Slot::rows(topic)..).take_while(|(slot, _)| slot.relation == topic);
            let near = slots.filter(|(slot, _)| slot.column.is_some());
            let near =
                near.filter(|(slot, _)| read.column.is_none() || slot.column == read.column && touches(slot, &read));
            all.extend(near.flat_map(|(slot, labels)| labels.keys().map(|label| (slot.clone(), label.clone()))));
        }
        all
    }

    /// Whether anything of a relation tells of classified data inside Flink: most relations of most pipelines do not.
    fn tells(&self, id: RelationId) -> bool {
        self.inside.range(Slot::rows(id)..).next().is_some_and(|(slot, _)| slot.relation == id)
    }

    /// Classes of transforms' columns, in whatever state but masked; columns without any are left out.
    pub(super) fn classes(&self, project: &Project) -> Vec<(ColumnRef, Classes)> {
        let mut all = Vec::new();
        for (id, relation) in project.relations.iter() {
            if !matches!(relation.kind, RelationKind::Transform(_)) || !self.tells(id) {
                continue;
            }
            for column in &relation.columns {
                let at = ColumnRef { relation: id, path: ColumnPath::column(&column.name) };
                let slot = Slot::of(&at);
                let slots = self.inside.range(&slot..);
                let slots = slots.take_while(|(other, _)| other.relation == id && other.column == slot.column);
                let labels = slots.flat_map(|(_, labels)| labels.keys());
                let labels = labels.filter(|l| l.flow == Flow::Value && !matches!(l.state, Protection::Masked(_)));
                let classes: Classes = labels.map(|label| label.class.clone()).collect();
                if !classes.is_empty() {
                    all.push((at, classes));
                }
            }
        }
        all
    }

    fn transform(&mut self, place: &Place<'_>, id: RelationId, relation: &Relation) {
        let edges = relation.columns.iter().flat_map(|column| &column.edges).chain(&relation.row_edges);
        let inputs = inputs(relation, edges);
        if !inputs.iter().any(|(input, _)| self.tells(*input)) {
            return;
        }
        for column in &relation.columns {
            for (below, edge) in columns::edges_by_field(columns::planned(relation, column), column) {
                let slot = Slot { relation: id, column: Some(column.name.clone()), below };
                self.follow(place, relation, &slot, edge);
            }
        }
        for edge in &relation.row_edges {
            self.follow(place, relation, &Slot::rows(id), edge);
        }
        for (input, span) in inputs {
            let from = Slot::rows(input);
            let labels: Vec<(Label, usize)> = self.of_slot(&from);
            for (label, distance) in labels {
                let trace =
                    Trace { distance: distance + 1, via: Some((from.clone(), label.clone())), how: How::Rows, span };
                insert(self.inside.entry(Slot::rows(id)).or_default(), label, trace);
            }
        }
    }

    fn of_slot(&self, slot: &Slot) -> Vec<(Label, usize)> {
        let labels = self.inside.get(slot).into_iter().flatten();
        labels.map(|(label, trace)| (label.clone(), trace.distance)).collect()
    }

    /// One edge: all labels at or above or below the place it comes from.
    fn follow(&mut self, place: &Place<'_>, relation: &Relation, to: &Slot, edge: &Edge) {
        let from = Slot::of(&edge.from);
        // Slots of one column stand together, the whole column first.
        let first = Slot { below: Vec::new(), ..from.clone() };
        let of_column = self.inside.range(&first..).map(|(slot, _)| slot);
        let of_column = of_column.take_while(|slot| slot.relation == from.relation && slot.column == from.column);
        let near: Vec<Slot> = of_column.filter(|slot| touches(slot, &from)).cloned().collect();
        for slot in near {
            for (label, distance) in self.of_slot(&slot) {
                let flow =
                    label.flow.max(edge.flow).max(if to.column.is_none() { Flow::Influence } else { Flow::Value });
                let summed = if edge.flow == Flow::Value && aggregates::matter(place.project) {
                    aggregates::subjects(place.project, relation, to, edge, &label.origin)
                } else {
                    None
                };
                let subjects = summed.or(label.subjects);
                let mut target = to.clone();
                if edge.kind == EdgeKind::Identity {
                    target.below.extend(slot.below.iter().skip(from.below.len()).cloned());
                }
                let trace = Trace {
                    distance: distance + 1,
                    via: Some((slot.clone(), label.clone())),
                    how: How::Edge(edge.kind),
                    span: edge.span,
                };
                let label = Label { flow, subjects, ..label };
                insert(self.inside.entry(target).or_default(), label, trace);
            }
        }
    }

    /// What a reader of the relation's topic gets: column (none for rows), label and how it came.
    pub(super) fn at_rest(&self, place: &Place<'_>, relation: RelationId) -> Vec<(Option<String>, Label, Slot)> {
        let derived = matches!(place.project.relations[relation].kind, RelationKind::Transform(_));
        if derived { self.inside(relation) } else { of_relation(&self.at_rest, relation) }
    }

    /// What Flink gets of it.
    pub(super) fn inside(&self, relation: RelationId) -> Vec<(Option<String>, Label, Slot)> {
        of_relation(&self.inside, relation)
    }

    /// What a reader of the database itself gets, before any mask.
    pub(super) fn in_database(&self, relation: RelationId) -> Vec<(Option<String>, Label, Slot)> {
        of_relation(&self.in_database, relation)
    }

    /// The steps from the declaration to a label's place.
    pub(super) fn path(&self, place: &Place<'_>, slot: &Slot, label: &Label) -> Path {
        let mut steps = Vec::new();
        let mut at = Some((slot.clone(), label.clone()));
        while let Some((slot, label)) = at {
            // INVARIANT: `via` names a label that was there when the trace was made, and labels are never removed.
            let trace = self.inside.get(&slot).and_then(|labels| labels.get(&label));
            let rest = self.at_rest.get(&slot).and_then(|labels| labels.get(&label));
            let there = self.in_database.get(&slot).and_then(|labels| labels.get(&label));
            let Some(trace) = trace.or(rest).or(there) else { break };
            steps.push(Step { what: what(place, &slot), how: how(trace, &label), span: trace.span });
            at = trace.via.clone();
        }
        steps.reverse();
        Path { steps }
    }
}

/// The labels of a relation's columns and rows: column (none for rows), label, place.
fn of_relation(flows: &BTreeMap<Slot, Labels>, relation: RelationId) -> Vec<(Option<String>, Label, Slot)> {
    let slots = flows.range(Slot::rows(relation)..).take_while(|(slot, _)| slot.relation == relation);
    let all = slots.flat_map(|(slot, labels)| labels.keys().map(move |label| (slot, label)));
    all.map(|(slot, label)| (shown(slot), label.clone(), slot.clone())).collect()
}

fn how(trace: &Trace, label: &Label) -> String {
    let class = &label.class;
    match trace.how {
        How::Declared => format!("declared {class} here"),
        How::Upstream => format!("{class} {} here", trace.how.words()),
        How::Edge(EdgeKind::Aggregation) if label.flow == Flow::Existence => "counted here".to_string(),
        How::DeadLetter | How::RuleWrites | How::RuleDecides | How::Rows | How::Edge(_) => {
            trace.how.words().to_string()
        }
    }
}

fn what(place: &Place<'_>, slot: &Slot) -> String {
    let relation = &place.project.relations[slot.relation].name;
    match &slot.column {
        None => format!("rows of {relation}"),
        Some(column) => {
            let path = ColumnPath(std::iter::once(column.clone()).chain(slot.below.iter().cloned()).collect());
            column_name(place.project, &ColumnRef { relation: slot.relation, path })
        }
    }
}

fn shown(slot: &Slot) -> Option<String> {
    let column = slot.column.as_ref()?;
    Some(std::iter::once(column).chain(&slot.below).cloned().collect::<Vec<_>>().join("."))
}

/// Keeps the shortest way; the first of two that are equally long.
fn insert(labels: &mut Labels, label: Label, trace: Trace) {
    let known = labels.get(&label);
    if known.is_none_or(|known| trace.distance < known.distance) {
        labels.insert(label, trace);
    }
}

/// Whether a label's place holds what an edge reads, or is part of it.
fn touches(slot: &Slot, read: &Slot) -> bool {
    slot.relation == read.relation && (slot.below.starts_with(&read.below) || read.below.starts_with(&slot.below))
}

/// Columns and fields with classes of their own: path, classes, protection, span.
fn classified(column: &Column) -> Vec<(Vec<String>, &Classes, &Protection, Span)> {
    let own = (vec![column.name.clone()], &column.classes, &column.protection, column.span);
    let nested = column.nested.iter().map(|field| {
        let path = std::iter::once(&column.name).chain(&field.path).cloned().collect();
        (path, &field.classes, &field.protection, field.span)
    });
    std::iter::once(own).chain(nested).filter(|(_, classes, ..)| !classes.is_empty()).collect()
}

/// The declared state of a column or field.
fn declared_state(relation: &Relation, slot: &Slot) -> Protection {
    let Some(column) = slot.column.as_ref().and_then(|name| relation.column(name)) else { return Protection::Plain };
    let field = column.nested.iter().find(|field| field.path == slot.below);
    let state =
        if slot.below.is_empty() { &column.protection } else { field.map_or(&Protection::Plain, |f| &f.protection) };
    state.clone()
}

/// The state of a field's copy in a dead letter topic.
fn copied_state(relation: &Relation, slot: &Slot) -> Protection {
    let state = declared_state(relation, slot);
    match state {
        Protection::Masked(_) => state,
        Protection::Plain | Protection::Encrypted { .. } => Protection::Plain,
    }
}

/// Relations that a transform reads, with the place.
fn inputs<'e>(relation: &Relation, edges: impl Iterator<Item = &'e Edge>) -> Vec<(RelationId, Span)> {
    let mut seen = BTreeSet::new();
    let tables = relation.query.as_ref().map(|query| query.tables()).unwrap_or_default();
    let named = tables.into_iter().filter_map(|table| match table.source {
        weir_ir::sql::TableSource::Relation(id) => Some((id, table.span)),
        weir_ir::sql::TableSource::Cte(_) => None,
    });
    named.chain(edges.map(|edge| (edge.from.relation, edge.span))).filter(|(id, _)| seen.insert(*id)).collect()
}
