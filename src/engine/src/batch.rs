//! Rows in columns: what flows between operators.

use arrow_array::{Array, ArrayRef, BooleanArray, UInt8Array, UInt32Array};
use arrow_buffer::ScalarBuffer;
use std::sync::Arc;

/// A watermark, in milliseconds since 1970: no row with an earlier or equal time is expected after it.
pub type Mark = i64;

/// Before any watermark.
pub const NO_MARK: Mark = i64::MIN;

/// The end of all input.
pub const END: Mark = i64::MAX;

/// What a row says of its relation (Flink's `RowKind`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    Insert = 0,
    UpdateBefore = 1,
    UpdateAfter = 2,
    Delete = 3,
}

impl Kind {
    pub fn of(code: u8) -> Kind {
        match code {
            1 => Kind::UpdateBefore,
            2 => Kind::UpdateAfter,
            3 => Kind::Delete,
            _ => Kind::Insert,
        }
    }

    /// `-U` and `-D` take a row back.
    pub fn retracts(self) -> bool {
        self == Kind::UpdateBefore || self == Kind::Delete
    }

    /// As Flink prints it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Insert => "+I",
            Kind::UpdateBefore => "-U",
            Kind::UpdateAfter => "+U",
            Kind::Delete => "-D",
        }
    }
}

/// The watermark that was in force when each row arrived: what is late is judged by it, and timers that are due by it
/// fire before the row. It never goes down within a batch.
#[derive(Debug, Clone, PartialEq)]
pub enum Marks {
    All(Mark),
    Each(ScalarBuffer<i64>),
}

impl Marks {
    pub fn at(&self, row: usize) -> Mark {
        match self {
            Marks::All(mark) => *mark,
            Marks::Each(marks) => marks.get(row).copied().unwrap_or(END),
        }
    }

    pub fn slice(&self, from: usize, rows: usize) -> Marks {
        match self {
            Marks::All(mark) => Marks::All(*mark),
            Marks::Each(marks) => Marks::Each(marks.slice(from, rows)),
        }
    }

    /// Those of other rows, by position among these.
    #[must_use]
    pub fn of_rows(&self, rows: impl Iterator<Item = usize>) -> Marks {
        match self {
            Marks::All(mark) => Marks::All(*mark),
            Marks::Each(marks) => Marks::Each(rows.map(|row| marks.get(row).copied().unwrap_or(END)).collect()),
        }
    }

    #[must_use]
    pub fn map(&self, f: impl Fn(Mark) -> Mark) -> Marks {
        match self {
            Marks::All(mark) => Marks::All(f(*mark)),
            Marks::Each(marks) => Marks::Each(marks.iter().map(|mark| f(*mark)).collect()),
        }
    }
}

/// Columns of one length, each of the type that [`crate::types::data_type`] gives for its SQL type; what each row says
/// (nothing where all insert); and the watermark before each.
#[derive(Debug, Clone)]
pub struct Batch {
    columns: Vec<ArrayRef>,
    rows: usize,
    kinds: Option<ScalarBuffer<u8>>,
    marks: Marks,
}

impl Batch {
    /// Inserts.
    pub fn inserts(columns: Vec<ArrayRef>, rows: usize, marks: Marks) -> Batch {
        debug_assert!(columns.iter().all(|column| column.len() == rows), "columns of one length");
        Batch { columns, rows, kinds: None, marks }
    }

    /// Rows of these kinds; `None` where all insert.
    pub fn new(columns: Vec<ArrayRef>, rows: usize, kinds: Option<ScalarBuffer<u8>>, marks: Marks) -> Batch {
        let kinds = kinds.filter(|kinds| kinds.iter().any(|kind| *kind != 0));
        Batch { kinds, ..Batch::inserts(columns, rows, marks) }
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn columns(&self) -> &[ArrayRef] {
        &self.columns
    }

    /// INVARIANT: positions come from the plan, whose operators give as many columns as it says.
    #[expect(clippy::indexing_slicing, reason = "positions come from the plan")]
    pub fn column(&self, position: usize) -> &ArrayRef {
        &self.columns[position]
    }

    pub fn kind(&self, row: usize) -> Kind {
        self.kinds.as_ref().map_or(Kind::Insert, |kinds| Kind::of(kinds.get(row).copied().unwrap_or(0)))
    }

    /// Codes of [`Kind`]; none where all rows insert.
    pub fn kinds(&self) -> Option<&ScalarBuffer<u8>> {
        self.kinds.as_ref()
    }

    /// For each row whether it takes another back; none where no row does.
    pub fn retractions(&self) -> Option<Vec<bool>> {
        let kinds = self.kinds.as_ref()?;
        let retract: Vec<bool> = kinds.iter().map(|kind| Kind::of(*kind).retracts()).collect();
        retract.contains(&true).then_some(retract)
    }

    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    #[must_use]
    pub fn with_marks(mut self, marks: Marks) -> Batch {
        self.marks = marks;
        self
    }

    /// The same rows with other columns.
    #[must_use]
    pub fn with_columns(&self, columns: Vec<ArrayRef>) -> Batch {
        Batch { columns, rows: self.rows, kinds: self.kinds.clone(), marks: self.marks.clone() }
    }

    #[must_use]
    pub fn slice(&self, from: usize, rows: usize) -> Batch {
        if from == 0 && rows == self.rows {
            return self.clone();
        }
        Batch {
            columns: self.columns.iter().map(|column| column.slice(from, rows)).collect(),
            rows,
            kinds: self.kinds.as_ref().map(|kinds| kinds.slice(from, rows)),
            marks: self.marks.slice(from, rows),
        }
    }

    /// The rows where the condition is true.
    #[must_use]
    pub fn filter(&self, keep: &BooleanArray) -> Batch {
        let keep = true_only(keep);
        let kept = keep.values().count_set_bits();
        if kept == self.rows {
            return self.clone();
        }
        let columns = self.columns.iter().map(|column| filtered(column, &keep)).collect();
        let kinds = self.kinds.as_ref().map(|kinds| {
            let kinds: ArrayRef = Arc::new(UInt8Array::new(kinds.clone(), None));
            codes(&filtered(&kinds, &keep))
        });
        let marks = self.marks.of_rows(keep.values().set_indices());
        Batch::new(columns, kept, kinds, marks)
    }

    /// The rows at these positions.
    #[must_use]
    pub fn take(&self, rows: &UInt32Array) -> Batch {
        let columns = self.columns.iter().map(|column| taken(column, rows)).collect();
        let positions = || rows.values().iter().map(|row| *row as usize);
        let kinds = self.kinds.as_ref().map(|kinds| positions().filter_map(|row| kinds.get(row).copied()).collect());
        Batch::new(columns, rows.len(), kinds, self.marks.of_rows(positions()))
    }
}

/// A condition that is null does not hold.
fn true_only(keep: &BooleanArray) -> BooleanArray {
    if keep.null_count() == 0 { keep.clone() } else { arrow_select::filter::prep_null_mask_filter(keep) }
}

fn codes(kinds: &ArrayRef) -> ScalarBuffer<u8> {
    use arrow_array::cast::AsArray;
    kinds.as_primitive::<arrow_array::types::UInt8Type>().values().clone()
}

/// The elements where the condition is true.
pub fn filtered(column: &ArrayRef, keep: &BooleanArray) -> ArrayRef {
    // INVARIANT: the condition is as long as the column, which is all that can be wrong.
    arrow_select::filter::filter(column, keep).unwrap_or_else(|_| column.clone())
}

/// The elements at these positions; null where the position is.
pub fn taken(column: &ArrayRef, rows: &UInt32Array) -> ArrayRef {
    // INVARIANT: positions are those of the column's own rows.
    arrow_select::take::take(column, rows, None).unwrap_or_else(|_| column.slice(0, 0))
}

/// Columns of one type after each other.
pub fn joined(parts: &[&dyn Array], empty: &arrow_schema::DataType) -> ArrayRef {
    // INVARIANT: the parts are of one type.
    arrow_select::concat::concat(parts).unwrap_or_else(|_| arrow_array::new_empty_array(empty))
}
