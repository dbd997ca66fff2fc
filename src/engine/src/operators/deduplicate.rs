use super::{Changes, Operator, Output, Port};
use crate::{
    batch::{Batch, Kind, Mark},
    fault::Fault,
    plan::{Building, Ttl},
    state::{Corrupt, KeyTable, Reader, RowCodec, Writer},
    types,
};
use arrow_array::{ArrayRef, Int64Array};
use std::{collections::BTreeMap, sync::Arc};
use weir_ir::{Changelog, plan::Node};

/// `ROW_NUMBER() OVER (PARTITION BY … ORDER BY time) = 1` over rows that are never taken back. The last row of a key comes
/// at once and is updated by one that is not older (Flink's `RowTimeDeduplicateFunction`). The first comes when the
/// watermark reaches its time and stays; rows that are late by then are dropped (`RowTimeDeduplicateKeepFirstRowFunction`).
pub struct Deduplicate {
    key: Vec<usize>,
    time: usize,
    keep_last: bool,
    numbered: bool,
    keys: RowCodec,
    rows: RowCodec,
    table: KeyTable,
    /// By number of the key.
    best: Vec<Best>,
    /// First rows that wait, by their time and then in the order of their keys' coming.
    waiting: BTreeMap<(i64, u64), u32>,
    arrived: u64,
    ttl: Ttl,
    bytes: usize,
}

#[derive(Debug, Clone, Default)]
struct Best {
    time: i64,
    row: Box<[u8]>,
    touched: i64,
    /// Of a first row that waits; none when it has been given.
    waits: Option<u64>,
}

const CAME: usize = 0;
const KNOWN: usize = 1;

impl Deduplicate {
    pub fn build(
        building: &mut Building<'_>,
        (partition, time): (&[usize], usize),
        (keep_last, numbered): (bool, bool),
        node: &Node,
    ) -> Result<Deduplicate, String> {
        let [input] = node.inputs.as_slice() else { return Err("a deduplication of this shape".to_string()) };
        if input.changelog != Changelog::Append {
            return Err("a deduplication of rows that change".to_string());
        }
        let types: Vec<_> = input.columns.iter().map(|column| &column.ty.data).collect();
        Ok(Deduplicate {
            key: partition.to_vec(),
            time,
            keep_last,
            numbered,
            keys: RowCodec::new(partition.iter().filter_map(|n| types.get(*n).copied())),
            rows: RowCodec::new(types.iter().copied()),
            table: KeyTable::default(),
            best: Vec::new(),
            waiting: BTreeMap::new(),
            arrived: 0,
            ttl: building.ttls.over(&[input], false),
            bytes: 0,
        })
    }

    fn due(&self) -> Mark {
        self.waiting.first_key_value().map_or(Mark::MAX, |((time, _), _)| *time)
    }

    /// The number of a key, and whether it is new or its time is over.
    fn number(&mut self, key: &[u8], now: i64) -> (u32, bool) {
        let (number, new) = self.table.insert(key);
        if self.best.len() <= number as usize {
            self.best.resize_with(number as usize + 1, Best::default);
        }
        let expired = |best: &Best| self.ttl.is_some_and(|ttl| now.saturating_sub(best.touched) >= ttl);
        (number, new || self.best.get(number as usize).is_some_and(expired))
    }

    fn set(&mut self, number: u32, best: Best) -> Box<[u8]> {
        self.bytes += best.row.len();
        let old = self.best.get_mut(number as usize).map(|slot| std::mem::replace(slot, best)).unwrap_or_default();
        self.bytes -= old.row.len();
        old.row
    }

    fn last(&mut self, batch: &Batch, out: &mut Output) {
        let (keys, rows, times) = self.encoded(batch);
        let mut known: Vec<Box<[u8]>> = Vec::new();
        let mut changes = Changes::with_capacity(batch.rows() * 2);
        for (row, time) in times.iter().enumerate() {
            let (number, new) = self.number(keys.row(row), out.now());
            let best = Best { time: *time, row: rows.row(row).into(), touched: out.now(), waits: None };
            if new {
                self.set(number, best);
                changes.push(Kind::Insert, CAME, row, row);
            } else if self.best.get(number as usize).is_some_and(|known| known.time <= *time) {
                changes.push(Kind::UpdateBefore, KNOWN, known.len(), row);
                changes.push(Kind::UpdateAfter, CAME, row, row);
                known.push(self.set(number, best));
            }
        }
        let known = self.rows.decode(known.iter().map(AsRef::as_ref));
        let given = changes.finish(&[batch.columns(), &known], batch.marks());
        let columns = self.numbered(given.columns().to_vec(), given.rows());
        out.emit(given.with_columns(columns));
    }

    fn encoded(
        &self,
        batch: &Batch,
    ) -> (crate::state::Encoded, crate::state::Encoded, arrow_buffer::ScalarBuffer<i64>) {
        let key: Vec<ArrayRef> = self.key.iter().map(|n| batch.column(*n).clone()).collect();
        (self.keys.encode(&key), self.rows.encode(batch.columns()), types::longs(batch.column(self.time)))
    }

    /// The row number, which is 1, behind the columns.
    fn numbered(&self, mut columns: Vec<ArrayRef>, rows: usize) -> Vec<ArrayRef> {
        if self.numbered {
            columns.push(Arc::new(Int64Array::from(vec![1; rows])));
        }
        columns
    }

    fn first(&mut self, batch: &Batch, now: i64) -> usize {
        let (keys, rows, times) = self.encoded(batch);
        for (row, time) in times.iter().enumerate() {
            let mark = batch.marks().at(row);
            if mark >= self.due() {
                return row;
            }
            if *time <= mark {
                continue;
            }
            let (number, new) = self.number(keys.row(row), now);
            let known = self.best.get(number as usize).map(|best| (best.time, best.waits)).filter(|_| !new);
            let waits = match known {
                Some((_, None)) => continue,
                Some((known, Some(_))) if known <= *time => continue,
                Some((known, Some(arrival))) => {
                    self.waiting.remove(&(known, arrival));
                    arrival
                }
                None => {
                    self.arrived += 1;
                    self.arrived
                }
            };
            self.waiting.insert((*time, waits), number);
            self.set(number, Best { time: *time, row: rows.row(row).into(), touched: now, waits: Some(waits) });
        }
        batch.rows()
    }
}

impl Operator for Deduplicate {
    fn rows(&mut self, _: Port, batch: &Batch, out: &mut Output) -> Result<usize, Fault> {
        if self.keep_last {
            self.last(batch, out);
            return Ok(batch.rows());
        }
        Ok(self.first(batch, out.now()))
    }

    fn watermark(&mut self, mark: Mark, out: &mut Output) -> Result<(), Fault> {
        let mut given: Vec<Box<[u8]>> = Vec::new();
        while let Some(entry) = self.waiting.first_entry().filter(|entry| entry.key().0 <= mark) {
            let number = entry.remove();
            let Some(best) = self.best.get_mut(number as usize) else { continue };
            best.waits = None;
            // Of a row that has been given the key alone is asked for.
            let row = std::mem::take(&mut best.row);
            self.bytes -= row.len();
            given.push(row);
        }
        if !given.is_empty() {
            let columns = self.rows.decode(given.iter().map(AsRef::as_ref));
            out.emit(Batch::inserts(self.numbered(columns, given.len()), given.len(), out.marks()));
        }
        Ok(())
    }

    fn snapshot(&self, into: &mut Writer) {
        self.table.snapshot(into);
        for best in self.table.numbers().filter_map(|number| self.best.get(number as usize)) {
            into.long(best.time);
            into.bytes(&best.row);
            into.long(best.touched);
            into.flag(best.waits.is_some());
            into.count(usize::try_from(best.waits.unwrap_or(0)).unwrap_or(usize::MAX));
        }
        into.count(usize::try_from(self.arrived).unwrap_or(usize::MAX));
    }

    fn restore(&mut self, from: &mut Reader<'_>) -> Result<(), Corrupt> {
        self.table = KeyTable::restore(from)?;
        self.best = vec![Best::default(); self.table.capacity()];
        let numbers: Vec<u32> = self.table.numbers().collect();
        for number in numbers {
            let (time, row, touched) = (from.long()?, from.bytes()?.into(), from.long()?);
            let (waits, arrival) = (from.flag()?, from.count()? as u64);
            if waits {
                self.waiting.insert((time, arrival), number);
            }
            self.set(number, Best { time, row, touched, waits: waits.then_some(arrival) });
        }
        self.arrived = from.count()? as u64;
        Ok(())
    }

    fn memory(&self) -> usize {
        self.table.memory() + self.bytes + self.best.capacity() * size_of::<Best>() + self.waiting.len() * 24
    }
}
