use super::{Operator, Output, Port};
use crate::{batch::Batch, expr::Program, fault::Fault};
use arrow_array::cast::AsArray;

/// WHERE: the rows for which the condition is true, whatever they say. Flink's Calc, which forwards kinds: a `+U` may
/// come without its `-U`.
pub struct Filter {
    predicate: Program,
}

impl Filter {
    pub fn new(predicate: Program) -> Filter {
        Filter { predicate }
    }
}

impl Operator for Filter {
    fn rows(&mut self, _: Port, batch: &Batch, out: &mut Output) -> Result<usize, Fault> {
        let keep = self.predicate.run(batch, out.now())?;
        out.emit(batch.filter(keep.as_boolean()));
        Ok(batch.rows())
    }
}
