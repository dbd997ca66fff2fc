use crate::{
    batch::{Mark, NO_MARK},
    operators::{Operator, Port},
};
use std::collections::BTreeMap;
use weir_ir::{RelationId, Type};

/// A place in [`Graph`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct NodeId(usize);

/// Operators and where their rows go. An operator only reads earlier ones.
#[derive(Default)]
pub struct Graph {
    pub(super) spots: Vec<Spot>,
    pub(super) entries: BTreeMap<RelationId, Entry>,
    pub(super) taps: BTreeMap<usize, Vec<RelationId>>,
}

/// Where a source feeds a relation, and the columns that it feeds.
pub(super) struct Entry {
    pub(super) node: usize,
    pub(super) columns: Vec<(String, Type)>,
}

pub(super) struct Spot {
    pub(super) operator: Box<dyn Operator>,
    pub(super) outputs: Vec<(usize, Port)>,
    /// One for each input.
    pub(super) inputs: Vec<Input>,
    /// The watermark of its inputs, and the one that it has handed on.
    pub(super) current: Mark,
    pub(super) forwarded: Mark,
    pub(super) idle: bool,
    /// The relation that it computes.
    pub(super) relation: String,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Input {
    pub(super) mark: Mark,
    pub(super) idle: bool,
}

impl Graph {
    pub fn add(&mut self, operator: Box<dyn Operator>, inputs: &[NodeId]) -> NodeId {
        let id = self.spots.len();
        for (port, input) in inputs.iter().enumerate() {
            if let Some(spot) = self.spots.get_mut(input.0) {
                spot.outputs.push((id, port));
            }
        }
        let none = Input { mark: NO_MARK, idle: false };
        self.spots.push(Spot {
            operator,
            outputs: Vec::new(),
            inputs: vec![none; inputs.len().max(1)],
            current: NO_MARK,
            forwarded: NO_MARK,
            idle: false,
            relation: String::new(),
        });
        NodeId(id)
    }

    /// A source feeds a relation here.
    pub(crate) fn enter(&mut self, relation: RelationId, node: NodeId, columns: Vec<(String, Type)>) {
        self.entries.insert(relation, Entry { node: node.0, columns });
    }

    /// The rows of a relation come out here.
    pub(crate) fn tap(&mut self, relation: RelationId, node: NodeId) {
        self.taps.entry(node.0).or_default().push(relation);
    }

    /// Says whose operators those are that nobody has named.
    pub(crate) fn name_all(&mut self, relation: &str) {
        for spot in self.spots.iter_mut().filter(|spot| spot.relation.is_empty()) {
            spot.relation = relation.to_string();
        }
    }
}
