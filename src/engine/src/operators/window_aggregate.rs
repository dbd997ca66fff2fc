use super::{Operator, Output, Port};
use crate::{
    aggregates::{Aggregates, Group},
    batch::{Batch, Mark},
    expr::Program,
    fault::Fault,
    plan::Building,
    state::{Corrupt, KeyTable, Reader, RowCodec, Writer},
    types,
};
use arrow_array::ArrayRef;
use std::collections::BTreeMap;
use weir_ir::{
    Changelog,
    plan::{Aggregate, Node},
    sql::Expr,
};

/// GROUP BY over windows (Flink's `SlicingWindowProcessor`): a window's results come once, when the watermark reaches its
/// last millisecond; rows of windows that are closed are dropped; rows that are taken back are subtracted.
pub struct WindowAggregate {
    keys: Vec<Program>,
    /// Which of the keys is the window's end.
    end: usize,
    codec: RowCodec,
    aggregates: Aggregates,
    table: KeyTable,
    /// The groups of each open window, by its end, in the order in which they came.
    open: BTreeMap<i64, Vec<Group>>,
}

impl WindowAggregate {
    pub fn build(
        building: &mut Building<'_>,
        (keys, end): (&[Expr], usize),
        aggregates: &[Aggregate],
        node: &Node,
    ) -> Result<WindowAggregate, String> {
        let retracts = node.inputs.iter().any(|input| input.changelog != Changelog::Append);
        Ok(WindowAggregate {
            codec: RowCodec::new(keys.iter().map(|key| &key.ty.data)),
            keys: keys.iter().map(|key| building.program(key)).collect(),
            end,
            aggregates: Aggregates::build(building, aggregates, retracts)?,
            table: KeyTable::default(),
            open: BTreeMap::new(),
        })
    }

    /// When the next window closes.
    fn due(&self) -> Mark {
        self.open.first_key_value().map_or(Mark::MAX, |(end, _)| end - 1)
    }

    /// How many rows come before a window closes, those of the rows themselves included.
    fn before_due(&self, batch: &Batch, ends: &[i64]) -> usize {
        let mut due = self.due();
        for (row, end) in ends.iter().enumerate() {
            let mark = batch.marks().at(row);
            if mark >= due {
                return row;
            }
            if end - 1 > mark {
                due = due.min(end - 1);
            }
        }
        ends.len()
    }

    /// The group of each row; rows of closed windows belong to none.
    fn groups(&mut self, keys: &[ArrayRef], batch: &Batch, ends: &[i64]) -> Vec<Group> {
        let encoded = self.codec.encode(keys);
        let mut groups = Vec::with_capacity(ends.len());
        for (row, end) in ends.iter().enumerate() {
            if end - 1 <= batch.marks().at(row) {
                groups.push(crate::aggregates::SKIP);
                continue;
            }
            let (group, new) = self.table.insert(encoded.row(row));
            if new {
                self.open.entry(*end).or_default().push(group);
            }
            groups.push(group);
        }
        groups
    }
}

impl Operator for WindowAggregate {
    fn rows(&mut self, _: Port, batch: &Batch, out: &mut Output) -> Result<usize, Fault> {
        let end = self.keys.get(self.end).map(|key| key.run(batch, out.now())).transpose()?;
        let ends = end.map(|end| types::longs(&end)).unwrap_or_default();
        let taken = self.before_due(batch, &ends);
        let batch = batch.slice(0, taken);
        let ends = ends.slice(0, taken);
        let keys: Vec<ArrayRef> = self.keys.iter().map(|key| key.run(&batch, out.now())).collect::<Result<_, _>>()?;
        let inputs = self.aggregates.inputs(&batch, out.now())?;
        let groups = self.groups(&keys, &batch, &ends);
        self.aggregates.update(&inputs, &groups, batch.retractions().as_deref(), None);
        Ok(taken)
    }

    fn watermark(&mut self, mark: Mark, out: &mut Output) -> Result<(), Fault> {
        let mut closed: Vec<Group> = Vec::new();
        while let Some(entry) = self.open.first_entry().filter(|entry| entry.key() - 1 <= mark) {
            closed.extend(entry.remove());
        }
        if closed.is_empty() {
            return Ok(());
        }
        let mut columns = self.codec.decode(closed.iter().map(|group| self.table.key(*group)));
        columns.extend(self.aggregates.values(&closed)?);
        out.emit(Batch::inserts(columns, closed.len(), out.marks()));
        for group in closed {
            self.table.remove(group);
            self.aggregates.clear(group);
        }
        Ok(())
    }

    fn snapshot(&self, into: &mut Writer) {
        self.table.snapshot(into);
        into.count(self.open.len());
        for (end, groups) in &self.open {
            into.long(*end);
            into.count(groups.len());
            groups.iter().for_each(|group| into.long(i64::from(*group)));
        }
        self.aggregates.snapshot(&self.table.numbers().collect::<Vec<_>>(), into);
    }

    fn restore(&mut self, from: &mut Reader<'_>) -> Result<(), Corrupt> {
        self.table = KeyTable::restore(from)?;
        for _ in 0..from.count()? {
            let end = from.long()?;
            let group =
                |from: &mut Reader<'_>| Group::try_from(from.long()?).map_err(|_| Corrupt("a group's number is none"));
            let groups = (0..from.count()?).map(|_| group(from)).collect::<Result<_, _>>()?;
            self.open.insert(end, groups);
        }
        self.aggregates.restore(&self.table.numbers().collect::<Vec<_>>(), from)
    }

    fn memory(&self) -> usize {
        let open: usize = self.open.values().map(|groups| groups.capacity() * size_of::<Group>() + 48).sum();
        self.table.memory() + open + self.aggregates.memory()
    }
}
