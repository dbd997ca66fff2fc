use crate::batch::{Batch, Kind, Marks};
use arrow_array::{Array, ArrayRef};

/// Rows that an operator gives, in order, each picked from one of several sets of columns (the batch that came, rows
/// decoded from state, results computed).
#[derive(Default)]
pub struct Changes {
    picks: Vec<(usize, usize)>,
    kinds: Vec<u8>,
    causes: Vec<usize>,
}

impl Changes {
    pub fn with_capacity(rows: usize) -> Changes {
        Changes { picks: Vec::with_capacity(rows), kinds: Vec::with_capacity(rows), causes: Vec::with_capacity(rows) }
    }

    /// Row `row` of set `set`. `cause` is the row of the batch that brought it about, whose mark it takes.
    pub fn push(&mut self, kind: Kind, set: usize, row: usize, cause: usize) {
        self.picks.push((set, row));
        self.kinds.push(kind as u8);
        self.causes.push(cause);
    }

    pub fn len(&self) -> usize {
        self.picks.len()
    }

    pub fn is_empty(&self) -> bool {
        self.picks.is_empty()
    }

    /// A column of the batch, for each picked row that of the row that brought it about.
    pub fn of_causes(&self, column: &ArrayRef) -> ArrayRef {
        let causes = self.causes.iter().map(|cause| u32::try_from(*cause).ok());
        crate::batch::taken(column, &causes.collect::<arrow_array::UInt32Array>())
    }

    /// The picked rows; every set has the same columns.
    pub fn finish(self, sets: &[&[ArrayRef]], marks: &Marks) -> Batch {
        let width = sets.first().map_or(0, |set| set.len());
        let columns = (0..width).map(|n| self.column(sets, n)).collect();
        let marks = marks.of_rows(self.causes.iter().copied());
        Batch::new(columns, self.picks.len(), Some(self.kinds.into()), marks)
    }

    /// The picked rows of one column of each set.
    fn column(&self, sets: &[&[ArrayRef]], n: usize) -> ArrayRef {
        let parts: Vec<&dyn Array> = sets.iter().filter_map(|set| set.get(n)).map(AsRef::as_ref).collect();
        picked(&parts, &self.picks)
    }
}

/// Elements of several columns of one type, by column and position.
pub fn picked(parts: &[&dyn Array], picks: &[(usize, usize)]) -> ArrayRef {
    // INVARIANT: the parts are of one type, and picks are positions in them.
    arrow_select::interleave::interleave(parts, picks).unwrap_or_else(|_| {
        let ty = parts.first().map_or(arrow_schema::DataType::Null, |part| part.data_type().clone());
        arrow_array::new_null_array(&ty, picks.len())
    })
}
