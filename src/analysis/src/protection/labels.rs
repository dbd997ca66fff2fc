use std::collections::BTreeMap;
use weir_diagnostics::Span;
use weir_ir::{Class, ColumnRef, EdgeKind, Flow, Protection, RelationId};

/// Something classified that a column (or a row) tells of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Label {
    pub(super) origin: ColumnRef,
    pub(super) class: Class,
    pub(super) flow: Flow,
    pub(super) state: Protection,
    /// Plain because a reader on the way decrypted it.
    pub(super) decrypted: bool,
    /// A sum or an average over at least so many subjects.
    pub(super) subjects: Option<u64>,
}

impl Label {
    pub(super) fn is_plain(&self) -> bool {
        self.state == Protection::Plain
    }
}

/// Where labels lie: a column or a field below it, or the rows of a relation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    pub(super) relation: RelationId,
    pub(super) column: Option<String>,
    pub(super) below: Vec<String>,
}

impl Slot {
    pub(super) fn rows(relation: RelationId) -> Slot {
        Slot { relation, column: None, below: Vec::new() }
    }

    pub(super) fn of(column: &ColumnRef) -> Slot {
        let (head, below) = match column.path.0.split_first() {
            Some((head, below)) => (Some(head.clone()), below.to_vec()),
            None => (None, Vec::new()),
        };
        Slot { relation: column.relation, column: head, below }
    }
}

/// How a label came to its slot, by the shortest way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trace {
    pub(super) distance: usize,
    /// Nothing at the origin.
    pub(super) via: Option<(Slot, Label)>,
    pub(super) how: How,
    pub(super) span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Declared,
    /// Decided in the pipeline that exposes the product.
    Upstream,
    DeadLetter,
    /// A data contract rule writes a field from others.
    RuleWrites,
    /// A data contract rule decides which records there are.
    RuleDecides,
    Rows,
    Edge(EdgeKind),
}

impl How {
    pub(super) fn words(self) -> &'static str {
        match self {
            How::Declared => "declared here",
            How::Upstream => "decided before it came here",
            How::DeadLetter => "copied by the clients where this rule fails",
            How::RuleWrites => "written by this rule",
            How::RuleDecides => "judged by this rule",
            How::Rows => "its rows are read here",
            How::Edge(EdgeKind::Identity) => "copied here",
            How::Edge(EdgeKind::Transformation) => "computed here",
            How::Edge(EdgeKind::Aggregation) => "aggregated here",
            How::Edge(EdgeKind::Join) => "joined on here",
            How::Edge(EdgeKind::GroupBy) => "grouped by here",
            How::Edge(EdgeKind::Filter) => "filtered on here",
            How::Edge(EdgeKind::Sort) => "ordered by here",
            How::Edge(EdgeKind::Window) => "windowed by here",
            How::Edge(EdgeKind::Conditional) => "decides here",
        }
    }
}

pub(super) type Labels = BTreeMap<Label, Trace>;
