use super::{Operator, Output, Port};
use crate::{
    batch::{Batch, Kind},
    fault::Fault,
};
use arrow_array::BooleanArray;

/// Where records of a source enter. In an append relation every change is a row of its own, and deletes are dropped
/// unless they are rows; `-U` says nothing where the row after it comes too.
pub struct Records {
    append: bool,
    deletes: bool,
}

impl Records {
    pub fn new(append: bool, deletes: bool) -> Records {
        Records { append, deletes }
    }

    fn keeps(&self, kind: Kind) -> bool {
        match kind {
            Kind::Insert | Kind::UpdateAfter => true,
            Kind::UpdateBefore => !self.append,
            Kind::Delete => !self.append || self.deletes,
        }
    }
}

impl Operator for Records {
    fn rows(&mut self, _: Port, batch: &Batch, out: &mut Output) -> Result<usize, Fault> {
        if batch.kinds().is_none() || !self.append {
            out.emit(batch.clone());
            return Ok(batch.rows());
        }
        let keep: BooleanArray = (0..batch.rows()).map(|row| Some(self.keeps(batch.kind(row)))).collect();
        let kept = batch.filter(&keep);
        out.emit(Batch::inserts(kept.columns().to_vec(), kept.rows(), kept.marks().clone()));
        Ok(batch.rows())
    }
}
