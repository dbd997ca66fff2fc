use crate::{
    batch::{Batch, Kind},
    datum::{self, Datum},
};
use std::collections::BTreeMap;
use weir_ir::RelationId;

/// Where the rows of relations go.
pub trait Sink {
    fn rows(&mut self, relation: RelationId, batch: &Batch);
}

/// A sink that keeps everything: for tests.
#[derive(Debug, Default)]
pub struct Collected {
    pub events: BTreeMap<RelationId, Vec<(Kind, Vec<Datum>)>>,
}

impl Sink for Collected {
    fn rows(&mut self, relation: RelationId, batch: &Batch) {
        let events = self.events.entry(relation).or_default();
        for row in 0..batch.rows() {
            let cells = batch.columns().iter().map(|column| datum::read(column, row)).collect();
            events.push((batch.kind(row), cells));
        }
    }
}

impl Collected {
    /// The events of a relation, in the order in which they came.
    pub fn of(&self, relation: RelationId) -> &[(Kind, Vec<Datum>)] {
        self.events.get(&relation).map(Vec::as_slice).unwrap_or_default()
    }

    /// The rows that are there after all events: a bag, sorted.
    pub fn rows_of(&self, relation: RelationId) -> Vec<Vec<Datum>> {
        let mut rows: Vec<Vec<Datum>> = Vec::new();
        for (kind, row) in self.of(relation) {
            if !kind.retracts() {
                rows.push(row.clone());
            } else if let Some(place) = rows.iter().rposition(|known| known == row) {
                rows.swap_remove(place);
            }
        }
        rows.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
        rows
    }
}
