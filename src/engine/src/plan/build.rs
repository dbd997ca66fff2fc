use super::{Ttls, Unsupported};
use crate::{
    expr::{Compiler, Program},
    job::{Graph, NodeId},
    operators::{AssignWatermark, Normalise, Project, Records},
    types,
};
use std::{collections::BTreeMap, sync::Arc};
use weir_diagnostics::Span;
use weir_ir::{
    Changelog, DataType, Project as Pipeline, Relation, RelationId, RelationKind, Type,
    plan::{Node, Op},
    sql::{Expr, ExprKind},
};

/// A graph of operators in the making.
pub struct Building<'a> {
    pub project: &'a Pipeline,
    pub graph: Graph,
    pub compiler: Compiler,
    /// Where the rows of each relation come out, as its readers see them.
    pub(crate) relations: BTreeMap<RelationId, NodeId>,
    /// The same before rows of a key become changes.
    records: BTreeMap<RelationId, NodeId>,
    /// And as versions of a key, for temporal joins.
    versions: BTreeMap<RelationId, NodeId>,
    /// Of the transform whose plan is being built.
    pub ttls: Ttls,
    /// Operators whose inputs are shared are built once.
    known: BTreeMap<*const Node, NodeId>,
}

/// A relation's columns and, where it has a time of another name, `$rowtime` behind them: what a scan gives.
pub fn layout(relation: &Relation) -> Vec<(String, Type)> {
    let mut columns: Vec<(String, Type)> =
        relation.columns.iter().map(|column| (column.name.clone(), column.ty.clone())).collect();
    if let Some(time) = &relation.facts.time
        && !columns.iter().any(|(name, _)| name == ROWTIME)
    {
        columns.push((ROWTIME.to_string(), Type::not_null(time.ty.data.clone())));
    }
    columns
}

const ROWTIME: &str = "$rowtime";

/// What a source feeds: the columns, and `$rowtime` where no column is the time.
pub(crate) fn fed(relation: &Relation) -> Vec<(String, Type)> {
    let mut columns = layout(relation);
    if time_column(relation).is_some() {
        columns.truncate(relation.columns.len());
    }
    columns
}

/// The column that is the time, where it is a column of the relation.
fn time_column(relation: &Relation) -> Option<usize> {
    let time = relation.facts.time.as_ref()?;
    relation.columns.iter().position(|column| column.name == time.column)
}

impl<'a> Building<'a> {
    pub fn new(project: &'a Pipeline) -> Building<'a> {
        Building {
            project,
            graph: Graph::default(),
            compiler: Compiler::default(),
            relations: BTreeMap::new(),
            records: BTreeMap::new(),
            versions: BTreeMap::new(),
            ttls: Ttls::default(),
            known: BTreeMap::new(),
        }
    }

    /// Notes a part that the engine does not run; the node that is given back never runs.
    pub fn refuse(&mut self, what: impl Into<String>, span: Span) -> NodeId {
        self.compiler.unsupported.push(Unsupported { what: what.into(), span });
        NodeId::default()
    }

    /// The operators behind a relation: its plan, or the entry where a source feeds it; its watermark; and, where it
    /// upserts, the row of each key.
    pub(crate) fn relation(&mut self, id: RelationId) {
        let relation = &self.project.relations[id];
        for (name, ty) in layout(relation).iter().filter(|(_, ty)| !types::supported(ty)) {
            let what = format!("the type {} of `{}.{name}`", ty.data, relation.name);
            self.refuse(what, relation.span);
        }
        let rows = match &relation.plan {
            Some(plan) => {
                self.ttls = Ttls::of(relation);
                self.known.clear();
                self.node(&plan.root)
            }
            None => self.entry(id, relation),
        };
        self.graph.tap(id, rows);
        let records = self.records(relation, rows);
        self.records.insert(id, records);
        let seen = self.normalised(relation, records, Vec::new());
        self.graph.name_all(&relation.name);
        self.relations.insert(id, seen);
    }

    fn entry(&mut self, id: RelationId, relation: &Relation) -> NodeId {
        let (append, deletes) = match &relation.kind {
            RelationKind::Captured { changelog_append, deletes_as_rows, .. } => (*changelog_append, *deletes_as_rows),
            RelationKind::Topic { .. }
            | RelationKind::DeadLetter { .. }
            | RelationKind::Transform(_)
            | RelationKind::Product { .. } => (relation.facts.changelog == Changelog::Append, false),
        };
        let node = self.graph.add(Box::new(Records::new(append, deletes)), &[]);
        self.graph.enter(id, node, fed(relation));
        node
    }

    /// The records of a relation's topic, with their watermark.
    fn records(&mut self, relation: &Relation, rows: NodeId) -> NodeId {
        let columns = layout(relation);
        let mut node = rows;
        if columns.len() > fed(relation).len() || relation.plan.is_some() {
            node = self.with_rowtime(relation, node);
        }
        if let Some(time) = &relation.facts.time {
            let position = columns.iter().position(|(name, _)| *name == time.column).unwrap_or(columns.len() - 1);
            let assign = AssignWatermark::new(position, time.column.clone(), relation.watermark_ms);
            node = self.graph.add(Box::new(assign), &[node]);
        }
        node
    }

    /// The rows of each key as changes, where the relation upserts. `own`: columns that every change has from its record.
    fn normalised(&mut self, relation: &Relation, node: NodeId, own: Vec<usize>) -> NodeId {
        let columns = layout(relation);
        let key = relation.facts.key.as_ref().filter(|_| relation.facts.changelog == Changelog::Upsert);
        if let Some(key) = key {
            let place = |name: &String| columns.iter().position(|(column, _)| column == name);
            let types: Vec<DataType> = columns.iter().map(|(_, ty)| ty.data.clone()).collect();
            let normalise = Normalise::new(key.iter().filter_map(place).collect(), &types).with_times(own);
            return self.graph.add(Box::new(normalise), &[node]);
        }
        node
    }

    /// A relation as the versioned side of a temporal join reads it.
    fn versioned(&mut self, id: RelationId) -> Option<NodeId> {
        if let Some(known) = self.versions.get(&id) {
            return Some(*known);
        }
        let relation = &self.project.relations[id];
        let time = relation.facts.time.as_ref().map(|time| time.column.as_str());
        let columns = layout(relation);
        let times = columns.iter().enumerate().filter(|(_, (name, _))| name == ROWTIME || Some(name.as_str()) == time);
        let times = times.map(|(position, _)| position).collect();
        let records = *self.records.get(&id)?;
        let node = self.normalised(relation, records, times);
        self.versions.insert(id, node);
        Some(node)
    }

    /// The relation's own columns, and the time once more as `$rowtime`.
    fn with_rowtime(&mut self, relation: &Relation, node: NodeId) -> NodeId {
        let columns = layout(relation);
        let time = time_column(relation);
        let input = |(n, (_, ty)): (usize, &(String, Type))| {
            let position = if n < relation.columns.len() { n } else { time.unwrap_or(n) };
            let input = Expr { kind: ExprKind::Input(position), ty: ty.clone(), time: None, span: relation.span };
            self.compiler.program(&input)
        };
        let programs = columns.iter().enumerate().map(input).collect();
        self.graph.add(Box::new(Project::new(programs)), &[node])
    }

    /// An operator and everything below it.
    pub(crate) fn node(&mut self, node: &Node) -> NodeId {
        let inputs: Vec<NodeId> = node.inputs.iter().map(|input| self.shared(input)).collect();
        if let Op::Scan { relation, versioned, .. } = &node.op {
            let found = if *versioned { self.versioned(*relation) } else { self.relations.get(relation).copied() };
            return match found {
                Some(rows) => rows,
                None => self.refuse("a relation that reads itself", node.span),
            };
        }
        if let Some(column) = node.columns.iter().find(|column| !types::supported(&column.ty)) {
            let what = format!("the type {} of `{}`", column.ty.data, column.name);
            return self.refuse(what, node.span);
        }
        match super::operator::operator(self, node) {
            Ok(operator) => self.graph.add(operator, &inputs),
            Err(what) => self.refuse(what, node.span),
        }
    }

    fn shared(&mut self, node: &Arc<Node>) -> NodeId {
        let address = Arc::as_ptr(node);
        if let Some(known) = self.known.get(&address) {
            return *known;
        }
        let built = self.node(node);
        self.known.insert(address, built);
        built
    }

    /// An expression over the columns of the node's inputs.
    pub fn program(&mut self, expr: &Expr) -> Program {
        self.compiler.program(expr)
    }
}
