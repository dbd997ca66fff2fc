use super::{Operator, Output, Port};
use crate::{
    batch::{Batch, Mark, joined},
    expr::Program,
    fault::Fault,
    state::{Corrupt, Reader, Writer},
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;

/// VALUES and SELECT without FROM: its rows come once, with the first watermark.
pub struct Values {
    rows: Vec<Vec<Program>>,
    types: Vec<DataType>,
    given: bool,
}

impl Values {
    pub fn new(rows: Vec<Vec<Program>>, types: Vec<DataType>) -> Values {
        Values { rows, types, given: false }
    }

    /// One row without columns, over which constants are computed.
    fn nothing(out: &Output) -> Batch {
        Batch::inserts(Vec::new(), 1, out.marks())
    }

    fn column(&self, n: usize, out: &Output) -> Result<ArrayRef, Fault> {
        let nothing = Values::nothing(out);
        let cells = self.rows.iter().filter_map(|row| row.get(n)).map(|cell| cell.run(&nothing, out.now()));
        let cells: Vec<ArrayRef> = cells.collect::<Result<_, _>>()?;
        let cells: Vec<&dyn Array> = cells.iter().map(AsRef::as_ref).collect();
        let ty = self.types.get(n).unwrap_or(&DataType::Null);
        Ok(joined(&cells, ty))
    }
}

impl Operator for Values {
    fn rows(&mut self, _: Port, batch: &Batch, _: &mut Output) -> Result<usize, Fault> {
        Ok(batch.rows())
    }

    fn watermark(&mut self, _: Mark, out: &mut Output) -> Result<(), Fault> {
        if self.given {
            return Ok(());
        }
        self.given = true;
        let columns: Result<Vec<ArrayRef>, Fault> = (0..self.types.len()).map(|n| self.column(n, out)).collect();
        out.emit(Batch::inserts(columns?, self.rows.len(), out.marks()));
        Ok(())
    }

    fn snapshot(&self, into: &mut Writer) {
        into.flag(self.given);
    }

    fn restore(&mut self, from: &mut Reader<'_>) -> Result<(), Corrupt> {
        self.given = from.flag()?;
        Ok(())
    }
}
