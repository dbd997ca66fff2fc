use super::{Changes, Operator, Output, Port};
use crate::{
    batch::{Batch, Kind},
    fault::Fault,
    state::{Corrupt, KeyTable, Reader, RowCodec, Writer},
};
use arrow_array::ArrayRef;
use weir_ir::DataType;

/// From records that set or delete the row of a key to a changelog with all four kinds (Flink's `ChangelogNormalize`):
/// the last row of each key is kept, an update takes it back, a row like the last one says nothing, a delete of an
/// unknown key neither.
pub struct Normalise {
    key: Vec<usize>,
    keys: RowCodec,
    rows: RowCodec,
    table: KeyTable,
    /// By number of the key.
    last: Vec<Box<[u8]>>,
    bytes: usize,
    /// Columns that every row has from its own record, those that take another back too: the time of versions.
    own: Vec<usize>,
}

/// The sets that [`Changes`] picks from: what came, and what was known.
const CAME: usize = 0;
const KNOWN: usize = 1;

impl Normalise {
    pub fn new(key: Vec<usize>, types: &[DataType]) -> Normalise {
        let keys = RowCodec::new(key.iter().filter_map(|n| types.get(*n)));
        Normalise {
            key,
            keys,
            rows: RowCodec::new(types),
            table: KeyTable::default(),
            last: Vec::new(),
            bytes: 0,
            own: Vec::new(),
        }
    }

    /// For the versioned side of a temporal join, where a delete must not stand at the time of the row that it deletes:
    /// Flink would then forget that the row ever was.
    #[must_use]
    pub fn with_times(self, own: Vec<usize>) -> Normalise {
        Normalise { own, ..self }
    }

    /// The row that the key has now, in the place of the one it had.
    fn set(&mut self, number: u32, row: &[u8]) -> Box<[u8]> {
        let number = number as usize;
        if self.last.len() <= number {
            self.last.resize_with(number + 1, Box::default);
        }
        let old = self.last.get_mut(number).map(|slot| std::mem::replace(slot, row.into())).unwrap_or_default();
        self.bytes = self.bytes + row.len() - old.len();
        old
    }

    fn same(&self, number: u32, row: &[u8]) -> bool {
        self.last.get(number as usize).is_some_and(|last| last.as_ref() == row)
    }
}

impl Operator for Normalise {
    fn rows(&mut self, _: Port, batch: &Batch, out: &mut Output) -> Result<usize, Fault> {
        let key: Vec<ArrayRef> = self.key.iter().map(|n| batch.column(*n).clone()).collect();
        let (keys, rows) = (self.keys.encode(&key), self.rows.encode(batch.columns()));
        let mut known: Vec<Box<[u8]>> = Vec::new();
        let mut changes = Changes::with_capacity(batch.rows() * 2);
        for row in 0..batch.rows() {
            let key = keys.row(row);
            match batch.kind(row) {
                Kind::UpdateBefore => {}
                Kind::Insert | Kind::UpdateAfter => {
                    let (number, new) = self.table.insert(key);
                    if new {
                        self.set(number, rows.row(row));
                        changes.push(Kind::Insert, CAME, row, row);
                    } else if !self.same(number, rows.row(row)) {
                        changes.push(Kind::UpdateBefore, KNOWN, known.len(), row);
                        changes.push(Kind::UpdateAfter, CAME, row, row);
                        known.push(self.set(number, rows.row(row)));
                    }
                }
                Kind::Delete => {
                    let Some(number) = self.table.find(key) else { continue };
                    changes.push(Kind::Delete, KNOWN, known.len(), row);
                    known.push(self.set(number, &[]));
                    self.table.remove(number);
                }
            }
        }
        let known = self.rows.decode(known.iter().map(AsRef::as_ref));
        let own: Vec<(usize, ArrayRef)> = self.own.iter().map(|n| (*n, changes.of_causes(batch.column(*n)))).collect();
        let given = changes.finish(&[batch.columns(), &known], batch.marks());
        let mut columns = given.columns().to_vec();
        for (n, times) in own {
            if let Some(column) = columns.get_mut(n) {
                *column = times;
            }
        }
        out.emit(given.with_columns(columns));
        Ok(batch.rows())
    }

    fn snapshot(&self, into: &mut Writer) {
        self.table.snapshot(into);
        for number in self.table.numbers() {
            into.bytes(self.last.get(number as usize).map(AsRef::as_ref).unwrap_or_default());
        }
    }

    fn restore(&mut self, from: &mut Reader<'_>) -> Result<(), Corrupt> {
        self.table = KeyTable::restore(from)?;
        let numbers: Vec<u32> = self.table.numbers().collect();
        for number in numbers {
            self.set(number, from.bytes()?);
        }
        Ok(())
    }

    fn memory(&self) -> usize {
        self.table.memory() + self.bytes + self.last.capacity() * size_of::<Box<[u8]>>()
    }
}
