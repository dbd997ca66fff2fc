use std::collections::{BTreeMap, BTreeSet};
use weir_ir::{Access, Project, Protection, Relation, RelationId, RelationKind, ServiceKind, Sink, Source, SourceKind};

/// What stands in the picture, in order of declaration.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    pub title: String,
    pub doc: Option<String>,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

/// A box of the layout: one card, or a frame with several (the tables of a source).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The title of the frame; `None` for a single card.
    pub frame: Option<String>,
    pub cards: Vec<Card>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub kind: NodeKind,
    pub name: String,
    /// Changelog and key, or kind and settings: one short line.
    pub hint: String,
    pub doc: Option<String>,
    pub marks: Vec<Mark>,
}

/// A line about classified columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub columns: Vec<String>,
    /// `masked`, `encrypted`, or the classes that travel in the open.
    pub what: String,
    pub locked: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeKind {
    Service,
    Upstream,
    Table,
    Topic,
    DeadLetter,
    Transform,
    Product,
    Sink,
}

/// Where an edge begins or ends: a card of a node, or the frame as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Port {
    pub node: usize,
    pub card: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    pub from: Port,
    pub to: Port,
    pub kind: EdgeKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeKind {
    /// Rows flow.
    Rows,
    /// Records that break a rule.
    Refused,
    /// A service writes or reads.
    Service,
}

impl Graph {
    pub fn of(project: &Project) -> Graph {
        let mut builder = Builder { graph: Graph::default(), relations: BTreeMap::new(), sources: BTreeMap::new() };
        builder.graph.title = project.name.clone();
        builder.graph.doc = project.doc.clone();
        builder.sources(project);
        builder.relations(project);
        builder.services(project);
        builder.products(project);
        builder.sinks(project);
        builder.graph.edges.sort_unstable();
        builder.graph.edges.dedup();
        builder.graph
    }

    pub fn card(&self, port: Port) -> Option<&Card> {
        self.nodes.get(port.node)?.cards.get(port.card?)
    }
}

struct Builder<'a> {
    graph: Graph,
    relations: BTreeMap<RelationId, Port>,
    sources: BTreeMap<&'a str, Port>,
}

impl<'a> Builder<'a> {
    fn push(&mut self, frame: Option<String>, cards: Vec<Card>) -> usize {
        self.graph.nodes.push(Node { frame, cards });
        self.graph.nodes.len() - 1
    }

    fn single(&mut self, card: Card) -> Port {
        Port { node: self.push(None, vec![card]), card: Some(0) }
    }

    fn edge(&mut self, from: Option<Port>, to: Option<Port>, kind: EdgeKind) {
        if let (Some(from), Some(to)) = (from, to) {
            self.graph.edges.push(Edge { from, to, kind });
        }
    }

    fn relation(&self, id: RelationId) -> Option<Port> {
        self.relations.get(&id).copied()
    }

    fn sources(&mut self, project: &'a Project) {
        for source in &project.sources {
            let cards = source.tables.iter().map(|id| table_card(source, &project.relations[*id])).collect();
            let node = self.push(Some(format!("{} · {}", source.name, source_word(source.kind))), cards);
            self.sources.insert(&source.name, Port { node, card: None });
            let ports = source.tables.iter().zip((0..).map(|card| Port { node, card: Some(card) }));
            self.relations.extend(ports.map(|(id, port)| (*id, port)));
        }
    }

    fn relations(&mut self, project: &Project) {
        for (id, relation) in project.relations.iter() {
            if self.relations.contains_key(&id) {
                continue;
            }
            let port = self.single(relation_card(relation));
            self.relations.insert(id, port);
            if let RelationKind::DeadLetter { of, .. } = &relation.kind {
                self.edge(self.relation(*of), Some(port), EdgeKind::Refused);
            }
            for input in inputs(relation) {
                self.edge(self.relation(input), Some(port), EdgeKind::Rows);
            }
        }
    }

    fn services(&mut self, project: &Project) {
        for service in &project.services {
            let port = self.single(Card {
                kind: NodeKind::Service,
                name: service.name.clone(),
                hint: service_word(service.kind).to_string(),
                doc: service.doc.clone(),
                marks: Vec::new(),
            });
            for access in &service.access {
                let (from, to) = match access {
                    Access::WritesRelation(id) => (Some(port), self.relation(*id)),
                    Access::ReadsRelation(id) => (self.relation(*id), Some(port)),
                    Access::WritesSource(name) => (Some(port), self.sources.get(name.as_str()).copied()),
                    Access::ReadsSource(name) => (self.sources.get(name.as_str()).copied(), Some(port)),
                };
                self.edge(from, to, EdgeKind::Service);
            }
        }
    }

    fn products(&mut self, project: &Project) {
        for expose in &project.exposes {
            let relation = &project.relations[expose.relation];
            let port = self.single(Card {
                kind: NodeKind::Product,
                name: expose.product.clone(),
                hint: format!("data product · version {}", expose.version),
                doc: expose.doc.clone(),
                marks: marks(&[relation]),
            });
            self.edge(self.relation(expose.relation), Some(port), EdgeKind::Rows);
        }
    }

    fn sinks(&mut self, project: &Project) {
        for sink in &project.sinks {
            let port = self.single(sink_card(project, sink));
            for input in &sink.inputs {
                self.edge(self.relation(input.relation), Some(port), EdgeKind::Rows);
            }
        }
    }
}

/// The relations that a transform reads: as its query says, or as its lineage does.
pub(crate) fn inputs(relation: &Relation) -> BTreeSet<RelationId> {
    let mut inputs = relation.query.as_ref().map(weir_ir::sql::Query::relations).unwrap_or_default();
    if matches!(relation.kind, RelationKind::Transform(_)) {
        let edges = relation.columns.iter().flat_map(|column| &column.edges).chain(&relation.row_edges);
        inputs.extend(edges.map(|edge| edge.from.relation));
    }
    inputs
}

fn table_card(source: &Source, relation: &Relation) -> Card {
    let prefix = format!("{}.", source.name);
    Card {
        kind: NodeKind::Table,
        name: relation.name.strip_prefix(&prefix).unwrap_or(&relation.name).to_string(),
        hint: flow_hint(relation),
        doc: relation.doc.clone(),
        marks: marks(&[relation]),
    }
}

fn relation_card(relation: &Relation) -> Card {
    let (kind, hint) = match &relation.kind {
        RelationKind::Captured { .. } => (NodeKind::Table, flow_hint(relation)),
        RelationKind::Topic { existing: false, .. } => (NodeKind::Topic, flow_hint(relation)),
        RelationKind::Topic { existing: true, .. } => (NodeKind::Topic, format!("existing · {}", flow_hint(relation))),
        RelationKind::DeadLetter { rules, .. } => (NodeKind::DeadLetter, format!("breaks {}", rules.join(", "))),
        RelationKind::Transform(_) => (NodeKind::Transform, flow_hint(relation)),
        RelationKind::Product { pipeline, version, .. } => {
            (NodeKind::Upstream, format!("from {pipeline} · version {version}"))
        }
    };
    Card { kind, name: relation.name.clone(), hint, doc: relation.doc.clone(), marks: marks(&[relation]) }
}

fn sink_card(project: &Project, sink: &Sink) -> Card {
    let relations: Vec<&Relation> = sink.inputs.iter().map(|input| &project.relations[input.relation]).collect();
    Card {
        kind: NodeKind::Sink,
        name: sink.name.clone(),
        hint: sink.kind.to_string(),
        doc: sink.doc.clone(),
        marks: marks(&relations),
    }
}

/// `upsert by productid`, `append · key order_id`.
fn flow_hint(relation: &Relation) -> String {
    let facts = &relation.facts;
    match (&facts.key, relation.declared_key()) {
        (Some(key), _) if facts.changelog != weir_ir::Changelog::Append => {
            format!("{} by {}", facts.changelog, key.join(", "))
        }
        (Some(key), _) => format!("{} · key {}", facts.changelog, key.join(", ")),
        (None, key) if !key.is_empty() => format!("{} · key {}", facts.changelog, key.join(", ")),
        (None, _) => facts.changelog.to_string(),
    }
}

/// Protected columns first, then classified ones in the open; one line for each way of protection.
fn marks(relations: &[&Relation]) -> Vec<Mark> {
    let mut lines: BTreeMap<(bool, String), Vec<String>> = BTreeMap::new();
    let mut add = |column: String, classes: &weir_ir::Classes, protection: &Protection| {
        let line = match protection {
            Protection::Plain if classes.is_empty() => return,
            Protection::Plain => (true, classes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
            Protection::Masked(_) => (false, "masked".to_string()),
            Protection::Encrypted { .. } => (false, "encrypted".to_string()),
        };
        let columns = lines.entry(line).or_default();
        if !columns.contains(&column) {
            columns.push(column);
        }
    };
    for column in relations.iter().flat_map(|relation| &relation.columns) {
        add(column.name.clone(), &column.classes, &column.protection);
        for field in &column.nested {
            add(format!("{}.{}", column.name, field.path.join(".")), &field.classes, &field.protection);
        }
    }
    lines.into_iter().map(|((open, what), columns)| Mark { columns, what, locked: !open }).collect()
}

pub(super) fn source_word(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Postgres => "postgres",
    }
}

pub(crate) fn service_word(kind: ServiceKind) -> &'static str {
    match kind {
        ServiceKind::Feeder => "feeds the database",
        ServiceKind::Payments => "produces events",
        ServiceKind::Container => "container",
    }
}
