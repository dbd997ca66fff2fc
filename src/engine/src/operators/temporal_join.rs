use super::{Operator, Output, Port, join_keys};
use crate::{
    batch::{Batch, Kind, Mark, taken},
    expr::Program,
    fault::{Fault, FaultKind},
    plan::Building,
    state::{Corrupt, KeyTable, Reader, RowCodec, Writer},
    types,
};
use arrow_array::{Array, ArrayRef, UInt32Array, cast::AsArray};
use std::collections::BTreeMap;
use weir_ir::{
    plan::{EquiPair, JoinType, Node},
    sql::{Expr, TimeKind},
};

/// `FOR SYSTEM_TIME AS OF` (Flink's `TemporalRowTimeJoinOperator`): each left row waits until the watermark of both inputs
/// reaches its time, and takes the right row of its key that was the latest by then; it keeps its kind. `-U` of the right
/// says nothing; a delete is a version without a row. Of versions that no left row can ask for any more the last stays.
pub struct TemporalJoin {
    outer: bool,
    left: Side,
    right: Side,
    residual: Option<Program>,
    /// Left rows that wait, by when they are due and their arrival.
    waiting: BTreeMap<(Mark, u64), Waiting>,
    arrived: u64,
    /// Keys of the right, and by number their versions by time.
    keys: KeyTable,
    versions: Vec<BTreeMap<i64, Option<Box<[u8]>>>>,
    bytes: usize,
}

struct Side {
    keys: Vec<Program>,
    key_codec: RowCodec,
    codec: RowCodec,
    time: usize,
    time_name: String,
}

struct Waiting {
    time: i64,
    kind: u8,
    /// None where a part of it is NULL.
    key: Option<Box<[u8]>>,
    row: Box<[u8]>,
}

impl TemporalJoin {
    pub fn build(
        building: &mut Building<'_>,
        (kind, time): (JoinType, usize),
        (equi, residual): (&[EquiPair], Option<&Expr>),
        node: &Node,
    ) -> Result<TemporalJoin, String> {
        let [left, right] = node.inputs.as_slice() else { return Err("a temporal join of this shape".to_string()) };
        let outer = match kind {
            JoinType::Inner => false,
            JoinType::Left => true,
            JoinType::Right | JoinType::Full | JoinType::Semi | JoinType::Anti => {
                return Err("a temporal join of this kind".to_string());
            }
        };
        let version = right.columns.iter().position(|column| column.time == Some(TimeKind::Event));
        let version = version.ok_or("a temporal join with a table that has no time")?;
        let types = join_keys::types(equi, left, right)?;
        let mut side = |input: &Node, keys: Vec<usize>, time: usize| Side {
            keys: join_keys::programs(building, input, &keys, &types),
            key_codec: RowCodec::new(types.iter().map(|ty| &ty.data)),
            codec: RowCodec::new(input.columns.iter().map(|column| &column.ty.data)),
            time,
            time_name: input.columns.get(time).map(|column| column.name.clone()).unwrap_or_default(),
        };
        Ok(TemporalJoin {
            outer,
            left: side(left, equi.iter().map(|(left, _)| *left).collect(), time),
            right: side(right, equi.iter().map(|(_, right)| *right).collect(), version),
            residual: residual.map(|residual| building.program(residual)),
            waiting: BTreeMap::new(),
            arrived: 0,
            keys: KeyTable::default(),
            versions: Vec::new(),
            bytes: 0,
        })
    }

    fn due(&self) -> Mark {
        self.waiting.first_key_value().map_or(Mark::MAX, |((due, _), _)| *due)
    }

    fn wait(&mut self, batch: &Batch, now: i64) -> Result<usize, Fault> {
        let (keys, nulls) = join_keys::encode(&self.left.keys, &self.left.key_codec, (batch, now))?;
        let rows = self.left.codec.encode(batch.columns());
        let times = self.left.times(batch)?;
        for (row, time) in times.iter().enumerate() {
            let mark = batch.marks().at(row);
            if mark >= self.due() {
                return Ok(row);
            }
            let key = nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row)).then(|| keys.row(row).into());
            let waiting = Waiting { time: *time, kind: batch.kind(row) as u8, key, row: rows.row(row).into() };
            self.bytes += waiting.row.len();
            self.arrived += 1;
            // What is late comes with the next watermark.
            self.waiting.insert(((*time).max(mark.saturating_add(1)), self.arrived), waiting);
        }
        Ok(batch.rows())
    }

    fn learn(&mut self, batch: &Batch, now: i64) -> Result<usize, Fault> {
        let (keys, nulls) = join_keys::encode(&self.right.keys, &self.right.key_codec, (batch, now))?;
        let rows = self.right.codec.encode(batch.columns());
        let times = self.right.times(batch)?;
        for (row, time) in times.iter().enumerate() {
            if batch.marks().at(row) >= self.due() {
                return Ok(row);
            }
            let kind = batch.kind(row);
            if kind == Kind::UpdateBefore || nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) {
                continue;
            }
            let version = (kind != Kind::Delete).then(|| rows.row(row).into());
            self.add_version(keys.row(row), *time, version);
        }
        Ok(batch.rows())
    }

    fn add_version(&mut self, key: &[u8], time: i64, version: Option<Box<[u8]>>) {
        let (number, _) = self.keys.insert(key);
        if self.versions.len() <= number as usize {
            self.versions.resize_with(number as usize + 1, BTreeMap::new);
        }
        if let Some(versions) = self.versions.get_mut(number as usize) {
            let length = |version: &Option<Box<[u8]>>| version.as_ref().map_or(0, |row| row.len());
            self.bytes += length(&version);
            let old = versions.insert(time, version);
            self.bytes -= old.as_ref().map_or(0, length);
        }
    }

    /// The version of a key at a time, by number of the key.
    fn version(&self, waiting: &Waiting) -> Option<&[u8]> {
        let number = self.keys.find(waiting.key.as_ref()?)?;
        let (_, row) = self.versions.get(number as usize)?.range(..=waiting.time).next_back()?;
        row.as_deref()
    }

    fn join(&self, ready: &[Waiting], out: &Output) -> Result<Batch, Fault> {
        let left = self.left.codec.decode(ready.iter().map(|waiting| waiting.row.as_ref()));
        let mut found: Vec<&[u8]> = Vec::new();
        let mut places: Vec<Option<u32>> = Vec::with_capacity(ready.len());
        for waiting in ready {
            places.push(self.version(waiting).and_then(|row| {
                found.push(row);
                u32::try_from(found.len() - 1).ok()
            }));
        }
        let right = self.right.codec.decode(found);
        let matches = self.matching(&left, &right, (places, out))?;
        let rows = (0u32..).zip(&matches).filter(|(_, place)| self.outer || place.is_some());
        let (own, other): (Vec<u32>, Vec<Option<u32>>) = rows.map(|(row, place)| (row, *place)).unzip();
        let kinds: Vec<u8> =
            own.iter().filter_map(|row| ready.get(*row as usize)).map(|waiting| waiting.kind).collect();
        let (own, other) = (UInt32Array::from(own), UInt32Array::from(other));
        let columns = side_by_side((&left, &own), (&right, &other));
        Ok(Batch::new(columns, own.len(), Some(kinds.into()), out.marks()))
    }

    /// The places of versions for which the rest of the condition holds.
    fn matching(
        &self,
        left: &[ArrayRef],
        right: &[ArrayRef],
        (mut places, out): (Vec<Option<u32>>, &Output),
    ) -> Result<Vec<Option<u32>>, Fault> {
        let Some(residual) = &self.residual else { return Ok(places) };
        let pairs = (0u32..).zip(&places).filter_map(|(row, place)| Some((row, (*place)?)));
        let (own, other): (Vec<u32>, Vec<u32>) = pairs.unzip();
        let (own, other) = (UInt32Array::from(own), UInt32Array::from(other));
        let pairs = Batch::inserts(side_by_side((left, &own), (right, &other)), own.len(), out.marks());
        let holds = residual.run(&pairs, out.now())?;
        let holds = holds.as_boolean();
        for (n, row) in own.values().iter().enumerate() {
            if !(holds.is_valid(n) && holds.value(n))
                && let Some(place) = places.get_mut(*row as usize)
            {
                *place = None;
            }
        }
        Ok(places)
    }

    /// Versions before the last one that the watermark has reached are asked for no more.
    fn forget(&mut self, mark: Mark) {
        for versions in &mut self.versions {
            let Some(last) = versions.range(..=mark).next_back().map(|(time, _)| *time) else { continue };
            while let Some(entry) = versions.first_entry().filter(|entry| *entry.key() < last) {
                self.bytes -= entry.remove().map_or(0, |row| row.len());
            }
        }
    }
}

fn side_by_side(
    (left, left_rows): (&[ArrayRef], &UInt32Array),
    (right, right_rows): (&[ArrayRef], &UInt32Array),
) -> Vec<ArrayRef> {
    let left = left.iter().map(|column| taken(column, left_rows));
    left.chain(right.iter().map(|column| taken(column, right_rows))).collect()
}

impl Side {
    /// In milliseconds.
    fn times(&self, batch: &Batch) -> Result<arrow_buffer::ScalarBuffer<i64>, Fault> {
        let column = batch.column(self.time);
        if column.null_count() > 0 {
            return Err(Fault::new(FaultKind::NullTime { column: self.time_name.clone() }));
        }
        Ok(types::longs(column))
    }
}

impl Operator for TemporalJoin {
    fn rows(&mut self, port: Port, batch: &Batch, out: &mut Output) -> Result<usize, Fault> {
        if port == 0 { self.wait(batch, out.now()) } else { self.learn(batch, out.now()) }
    }

    fn watermark(&mut self, mark: Mark, out: &mut Output) -> Result<(), Fault> {
        let mut ready: Vec<(u64, Waiting)> = Vec::new();
        while let Some(entry) = self.waiting.first_entry().filter(|entry| entry.key().0 <= mark) {
            let arrival = entry.key().1;
            ready.push((arrival, entry.remove()));
        }
        if !ready.is_empty() {
            ready.sort_by_key(|(arrival, _)| *arrival);
            let ready: Vec<Waiting> = ready.into_iter().map(|(_, waiting)| waiting).collect();
            self.bytes -= ready.iter().map(|waiting| waiting.row.len()).sum::<usize>();
            out.emit(self.join(&ready, out)?);
        }
        self.forget(mark);
        Ok(())
    }

    fn snapshot(&self, into: &mut Writer) {
        into.count(usize::try_from(self.arrived).unwrap_or(usize::MAX));
        into.count(self.waiting.len());
        for ((due, arrival), waiting) in &self.waiting {
            into.long(*due);
            into.count(usize::try_from(*arrival).unwrap_or(usize::MAX));
            into.long(waiting.time);
            into.byte(waiting.kind);
            into.flag(waiting.key.is_some());
            into.bytes(waiting.key.as_deref().unwrap_or_default());
            into.bytes(&waiting.row);
        }
        into.count(self.keys.len());
        for number in self.keys.numbers() {
            into.bytes(self.keys.key(number));
            let versions = self.versions.get(number as usize);
            into.count(versions.map_or(0, BTreeMap::len));
            for (time, row) in versions.into_iter().flatten() {
                into.long(*time);
                into.flag(row.is_some());
                into.bytes(row.as_deref().unwrap_or_default());
            }
        }
    }

    fn restore(&mut self, from: &mut Reader<'_>) -> Result<(), Corrupt> {
        self.arrived = from.count()? as u64;
        for _ in 0..from.count()? {
            let (due, arrival) = (from.long()?, from.count()? as u64);
            let (time, kind, keyed) = (from.long()?, from.byte()?, from.flag()?);
            let key = from.bytes()?;
            let row: Box<[u8]> = from.bytes()?.into();
            self.bytes += row.len();
            self.waiting.insert((due, arrival), Waiting { time, kind, key: keyed.then(|| key.into()), row });
        }
        for _ in 0..from.count()? {
            let key = from.bytes()?;
            for _ in 0..from.count()? {
                let (time, there) = (from.long()?, from.flag()?);
                let row = from.bytes()?;
                self.add_version(key, time, there.then(|| row.into()));
            }
        }
        Ok(())
    }

    fn memory(&self) -> usize {
        let versions: usize = self.versions.iter().map(|versions| versions.len() * 40 + 24).sum();
        self.bytes + self.waiting.len() * (size_of::<Waiting>() + 24) + self.keys.memory() + versions
    }
}
