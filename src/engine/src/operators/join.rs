//! The regular join.

mod side;

use super::{Operator, Output, Port, join_keys};
use crate::{
    batch::{Batch, Kind, taken},
    expr::Program,
    fault::Fault,
    plan::{Building, refused},
    state::{Corrupt, Reader, Writer},
};
use arrow_array::{Array, ArrayRef, UInt32Array, builder::UInt32Builder, cast::AsArray};
use side::Side;
use weir_ir::{
    plan::{EquiPair, JoinType, Node},
    sql::Expr,
};

/// A join that keeps the rows of both inputs (Flink's `StreamingJoinOperator`). A row of the inner side gives its own
/// kind to the rows that it makes; an outer side counts the matches of each of its rows, and gives the row padded with
/// NULLs while it has none. Rows with a NULL key match nothing and are not kept.
pub struct Join {
    sides: [Side; 2],
    residual: Option<Program>,
}

/// A row that came beside one of the other side.
struct Pair {
    /// Of the batch.
    row: u32,
    /// Of the other side, and where it stands among those decoded.
    other: u32,
    place: u32,
    times: u32,
}

/// Rows to give: where each side's part comes from, `None` for NULLs.
struct Made {
    own: UInt32Builder,
    other: UInt32Builder,
    kinds: Vec<u8>,
    causes: Vec<usize>,
}

impl Made {
    fn push(&mut self, kind: Kind, own: Option<u32>, other: Option<u32>, cause: usize) {
        self.own.append_option(own);
        self.other.append_option(other);
        self.kinds.push(kind as u8);
        self.causes.push(cause);
    }
}

impl Join {
    pub fn build(
        building: &mut Building<'_>,
        kind: JoinType,
        (equi, residual): (&[EquiPair], Option<&Expr>),
        own_key: (bool, bool),
        node: &Node,
    ) -> Result<Join, String> {
        let [left, right] = node.inputs.as_slice() else { return Err("a join of this shape".to_string()) };
        let outer = match kind {
            JoinType::Inner => (false, false),
            JoinType::Left => (true, false),
            JoinType::Right => (false, true),
            JoinType::Full => (true, true),
            JoinType::Semi | JoinType::Anti => return Err(refused::SEMI_JOIN.to_string()),
        };
        let types = join_keys::types(equi, left, right)?;
        let left_keys: Vec<usize> = equi.iter().map(|(left, _)| *left).collect();
        let right_keys: Vec<usize> = equi.iter().map(|(_, right)| *right).collect();
        Ok(Join {
            sides: [
                Side::build(building, left, (&left_keys, &types), (outer.0, own_key.0)),
                Side::build(building, right, (&right_keys, &types), (outer.1, own_key.1)),
            ],
            residual: residual.map(|residual| building.program(residual)),
        })
    }

    fn parts(&mut self, port: Port) -> (&mut Side, &mut Side) {
        let [left, right] = &mut self.sides;
        if port == 0 { (left, right) } else { (right, left) }
    }

    /// Every row beside every row of the other side with its key, for which the rest of the condition holds, in order;
    /// and the other side's rows.
    fn pairs(&mut self, port: Port, batch: &Batch, out: &Output) -> Result<(Vec<Pair>, Vec<ArrayRef>), Fault> {
        let (own, other) = self.parts(port);
        own.prepare(batch, out.now())?;
        let mut pairs = Vec::new();
        let mut numbers: Vec<u32> = Vec::new();
        let mut alive: Vec<u32> = Vec::new();
        other.begin();
        for row in (0u32..).take(batch.rows()) {
            let Some(key) = own.key(row as usize) else { continue };
            alive.clear();
            alive.extend(other.alive(key, out.now()));
            for number in alive.iter().copied() {
                let place = other.place(number, &mut numbers);
                pairs.push(Pair { row, other: number, place, times: other.rows.entry(number).times });
            }
        }
        let decoded = other.decode(&numbers);
        let pairs = self.matching(port, pairs, (batch, &decoded), out)?;
        Ok((pairs, decoded))
    }

    fn matching(
        &self,
        port: Port,
        pairs: Vec<Pair>,
        (batch, decoded): (&Batch, &[ArrayRef]),
        out: &Output,
    ) -> Result<Vec<Pair>, Fault> {
        let Some(residual) = self.residual.as_ref().filter(|_| !pairs.is_empty()) else { return Ok(pairs) };
        let own: UInt32Array = pairs.iter().map(|pair| Some(pair.row)).collect();
        let other: UInt32Array = pairs.iter().map(|pair| Some(pair.place)).collect();
        let columns = side_by_side(port, (batch.columns(), &own), (decoded, &other));
        let candidates = Batch::inserts(columns, pairs.len(), out.marks());
        let holds = residual.run(&candidates, out.now())?;
        let holds = holds.as_boolean();
        let matching = pairs.into_iter().enumerate();
        Ok(matching.filter(|(n, _)| holds.is_valid(*n) && holds.value(*n)).map(|(_, pair)| pair).collect())
    }

    /// What one row gives; `pairs` are its own.
    fn row(&mut self, port: Port, (row, kind): (usize, Kind), pairs: &[Pair], (now, made): (i64, &mut Made)) {
        let (own, other) = self.parts(port);
        let position = u32::try_from(row).ok();
        let outer = own.outer || other.outer;
        if kind.retracts() {
            own.remove(row);
            let kind = if own.outer { Kind::Delete } else { kind };
            each(pairs, |pair| made.push(kind, position, Some(pair.place), row));
            if pairs.is_empty() && own.outer {
                made.push(Kind::Delete, position, None, row);
            }
            if other.outer {
                other.lose(pairs, |pair| made.push(Kind::Insert, None, Some(pair.place), row));
            }
            return;
        }
        if other.outer {
            other.gain(pairs, |pair| made.push(Kind::Delete, None, Some(pair.place), row));
        }
        let kind = if outer { Kind::Insert } else { kind };
        each(pairs, |pair| made.push(kind, position, Some(pair.place), row));
        if pairs.is_empty() && own.outer {
            made.push(Kind::Insert, position, None, row);
        }
        own.add(row, pairs.iter().map(|pair| pair.times).sum(), now);
    }
}

/// A row that is there several times matches several times.
fn each(pairs: &[Pair], mut f: impl FnMut(&Pair)) {
    for pair in pairs {
        for _ in 0..pair.times {
            f(pair);
        }
    }
}

/// The columns of both inputs, the left one's first.
fn side_by_side(
    port: Port,
    (own, own_rows): (&[ArrayRef], &UInt32Array),
    (other, other_rows): (&[ArrayRef], &UInt32Array),
) -> Vec<ArrayRef> {
    let own = own.iter().map(|column| taken(column, own_rows));
    let other = other.iter().map(|column| taken(column, other_rows));
    if port == 0 { own.chain(other).collect() } else { other.chain(own).collect() }
}

impl Operator for Join {
    fn rows(&mut self, port: Port, batch: &Batch, out: &mut Output) -> Result<usize, Fault> {
        let now = out.now();
        for side in &mut self.sides {
            side.sweep(now);
        }
        let (pairs, decoded) = self.pairs(port, batch, out)?;
        let mut made = Made {
            own: UInt32Builder::with_capacity(pairs.len()),
            other: UInt32Builder::with_capacity(pairs.len()),
            kinds: Vec::with_capacity(pairs.len()),
            causes: Vec::with_capacity(pairs.len()),
        };
        let mut rest = pairs.as_slice();
        for row in 0..batch.rows() {
            let mine = rest.iter().take_while(|pair| pair.row as usize == row).count();
            let (mine, others) = rest.split_at_checked(mine).unwrap_or((rest, &[]));
            rest = others;
            self.row(port, (row, batch.kind(row)), mine, (now, &mut made));
        }
        let (own, other) = (made.own.finish(), made.other.finish());
        let columns = side_by_side(port, (batch.columns(), &own), (&decoded, &other));
        let marks = batch.marks().of_rows(made.causes.iter().copied());
        out.emit(Batch::new(columns, made.kinds.len(), Some(made.kinds.into()), marks));
        Ok(batch.rows())
    }

    fn snapshot(&self, into: &mut Writer) {
        for side in &self.sides {
            side.rows.snapshot(into);
        }
    }

    fn restore(&mut self, from: &mut Reader<'_>) -> Result<(), Corrupt> {
        self.sides.iter_mut().try_for_each(|side| side.restore(from))
    }

    fn memory(&self) -> usize {
        self.sides.iter().map(Side::memory).sum()
    }
}
