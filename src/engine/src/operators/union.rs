use super::{Operator, Output, Port};
use crate::{batch::Batch, expr::Program, fault::Fault};
use arrow_array::ArrayRef;

/// UNION ALL: the rows of both inputs as they come, each column brought to the common type.
pub struct Union {
    /// For each input, its columns.
    casts: Vec<Vec<Program>>,
}

impl Union {
    pub fn new(casts: Vec<Vec<Program>>) -> Union {
        Union { casts }
    }
}

impl Operator for Union {
    fn rows(&mut self, port: Port, batch: &Batch, out: &mut Output) -> Result<usize, Fault> {
        let now = out.now();
        let casts = self.casts.get(port).map(Vec::as_slice).unwrap_or_default();
        let columns: Result<Vec<ArrayRef>, Fault> = casts.iter().map(|cast| cast.run(batch, now)).collect();
        out.emit(batch.with_columns(columns?));
        Ok(batch.rows())
    }
}
