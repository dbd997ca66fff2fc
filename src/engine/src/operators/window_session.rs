use super::{Operator, Output, Port, window_tvf::Bounds};
use crate::{
    batch::{Batch, Mark},
    fault::Fault,
    state::{Corrupt, Reader, RowCodec, Writer},
    types,
};
use arrow_array::{Array, ArrayRef};
use std::collections::{BTreeMap, BTreeSet};
use weir_ir::plan::Node;

/// SESSION: rows of a partition that lie less than a gap apart (Flink's `UnalignedWindowTableFunctionOperator`). They are
/// kept until their session closes, when the watermark reaches its last millisecond, and come then with its bounds; a row
/// whose session is closed is dropped.
pub struct SessionTvf {
    gap: i64,
    time: usize,
    partition: Vec<usize>,
    bounds: Bounds,
    keys: RowCodec,
    rows: RowCodec,
    /// The open sessions of each partition.
    open: BTreeMap<Box<[u8]>, Vec<Session>>,
    /// End and partition of each open session.
    ends: BTreeSet<(i64, Box<[u8]>)>,
    /// Rows come in order of their arrival.
    arrived: u64,
    bytes: usize,
}

struct Session {
    start: i64,
    end: i64,
    rows: Vec<Kept>,
}

struct Kept {
    arrival: u64,
    kind: u8,
    row: Box<[u8]>,
}

impl SessionTvf {
    pub fn build(node: &Node, gap: u64, (time, partition): (usize, &[usize])) -> Result<SessionTvf, String> {
        let bounds = Bounds::new(node).ok_or("a window of this shape")?;
        let [input] = node.inputs.as_slice() else { return Err("a window of this shape".to_string()) };
        let types: Vec<_> = input.columns.iter().map(|column| &column.ty.data).collect();
        Ok(SessionTvf {
            gap: i64::try_from(gap).unwrap_or(i64::MAX),
            time,
            partition: partition.to_vec(),
            bounds,
            keys: RowCodec::new(partition.iter().filter_map(|n| types.get(*n).copied())),
            rows: RowCodec::new(types.iter().copied()),
            open: BTreeMap::new(),
            ends: BTreeSet::new(),
            arrived: 0,
            bytes: 0,
        })
    }

    fn due(&self) -> Mark {
        self.ends.first().map_or(Mark::MAX, |(end, _)| end - 1)
    }

    /// Puts a row into the session that it makes with those it touches; drops it where that is closed already.
    fn add(&mut self, key: &[u8], time: i64, mark: Mark, kept: Kept) {
        let mut session = Session { start: time, end: time.saturating_add(self.gap), rows: Vec::new() };
        let known = self.open.entry(key.into()).or_default();
        let own_end = session.end;
        // Those that end where this one begins are one with it.
        let touches = |other: &Session| other.start <= own_end && time <= other.end;
        session.end = known.iter().filter(|other| touches(other)).map(|other| other.end).fold(own_end, i64::max);
        if session.end - 1 <= mark {
            if known.is_empty() {
                self.open.remove(key);
            }
            return;
        }
        for other in known.extract_if(.., |other| touches(other)) {
            self.ends.remove(&(other.end, key.into()));
            session.start = session.start.min(other.start);
            session.rows.extend(other.rows);
        }
        self.bytes += kept.row.len();
        session.rows.push(kept);
        self.ends.insert((session.end, key.into()));
        known.push(session);
    }

    fn emit(&mut self, sessions: Vec<Session>, out: &mut Output) {
        let (mut starts, mut ends, mut kinds) = (Vec::new(), Vec::new(), Vec::new());
        let mut rows: Vec<&[u8]> = Vec::new();
        let mut sessions = sessions;
        for session in &mut sessions {
            session.rows.sort_by_key(|kept| kept.arrival);
        }
        for session in &sessions {
            for kept in &session.rows {
                starts.push(session.start);
                ends.push(session.end);
                kinds.push(kept.kind);
                rows.push(&kept.row);
            }
        }
        self.bytes -= rows.iter().map(|row| row.len()).sum::<usize>();
        let count = rows.len();
        let columns = self.bounds.columns(&self.rows.decode(rows), starts, ends);
        out.emit(Batch::new(columns, count, Some(kinds.into()), out.marks()));
    }
}

impl Operator for SessionTvf {
    fn rows(&mut self, _: Port, batch: &Batch, out: &mut Output) -> Result<usize, Fault> {
        let _ = out;
        let key: Vec<ArrayRef> = self.partition.iter().map(|n| batch.column(*n).clone()).collect();
        let (keys, rows) = (self.keys.encode(&key), self.rows.encode(batch.columns()));
        let column = batch.column(self.time);
        for (row, time) in types::longs(column).iter().enumerate() {
            let mark = batch.marks().at(row);
            if mark >= self.due() {
                return Ok(row);
            }
            self.arrived += 1;
            if column.is_valid(row) {
                let kept = Kept { arrival: self.arrived, kind: batch.kind(row) as u8, row: rows.row(row).into() };
                self.add(keys.row(row), *time, mark, kept);
            }
        }
        Ok(batch.rows())
    }

    fn watermark(&mut self, mark: Mark, out: &mut Output) -> Result<(), Fault> {
        let mut closed = Vec::new();
        while let Some((end, key)) = self.ends.first().filter(|(end, _)| end - 1 <= mark).cloned() {
            self.ends.remove(&(end, key.clone()));
            let Some(known) = self.open.get_mut(&key) else { continue };
            closed.extend(known.extract_if(.., |session| session.end == end));
            if known.is_empty() {
                self.open.remove(&key);
            }
        }
        if !closed.is_empty() {
            self.emit(closed, out);
        }
        Ok(())
    }

    fn snapshot(&self, into: &mut Writer) {
        into.count(usize::try_from(self.arrived).unwrap_or(usize::MAX));
        into.count(self.open.len());
        for (key, sessions) in &self.open {
            into.bytes(key);
            into.count(sessions.len());
            for session in sessions {
                into.long(session.start);
                into.long(session.end);
                into.count(session.rows.len());
                for kept in &session.rows {
                    into.count(usize::try_from(kept.arrival).unwrap_or(usize::MAX));
                    into.byte(kept.kind);
                    into.bytes(&kept.row);
                }
            }
        }
    }

    fn restore(&mut self, from: &mut Reader<'_>) -> Result<(), Corrupt> {
        self.arrived = from.count()? as u64;
        for _ in 0..from.count()? {
            let key: Box<[u8]> = from.bytes()?.into();
            let mut sessions = Vec::new();
            for _ in 0..from.count()? {
                let (start, end) = (from.long()?, from.long()?);
                let kept = |from: &mut Reader<'_>| {
                    Ok(Kept { arrival: from.count()? as u64, kind: from.byte()?, row: from.bytes()?.into() })
                };
                let rows: Vec<Kept> = (0..from.count()?).map(|_| kept(from)).collect::<Result<_, Corrupt>>()?;
                self.bytes += rows.iter().map(|kept| kept.row.len()).sum::<usize>();
                self.ends.insert((end, key.clone()));
                sessions.push(Session { start, end, rows });
            }
            self.open.insert(key, sessions);
        }
        Ok(())
    }

    fn memory(&self) -> usize {
        let rows: usize = self.open.values().flatten().map(|session| session.rows.len()).sum();
        self.bytes + rows * size_of::<Kept>() + self.ends.len() * 128
    }
}
