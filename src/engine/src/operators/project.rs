use super::{Operator, Output, Port};
use crate::{batch::Batch, expr::Program, fault::Fault};
use arrow_array::ArrayRef;

/// Computed columns.
pub struct Project {
    expressions: Vec<Program>,
}

impl Project {
    pub fn new(expressions: Vec<Program>) -> Project {
        Project { expressions }
    }
}

impl Operator for Project {
    fn rows(&mut self, _: Port, batch: &Batch, out: &mut Output) -> Result<usize, Fault> {
        let now = out.now();
        let columns: Result<Vec<ArrayRef>, Fault> =
            self.expressions.iter().map(|expression| expression.run(batch, now)).collect();
        out.emit(batch.with_columns(columns?));
        Ok(batch.rows())
    }
}
