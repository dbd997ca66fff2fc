use super::{Changes, Operator, Output, Port};
use crate::{
    aggregates::{Aggregates, Group, SKIP},
    batch::{Batch, Kind},
    expr::{Program, same},
    fault::Fault,
    plan::{Building, Ttl},
    state::{Corrupt, KeyTable, Reader, RowCodec, Writer},
};
use arrow_array::ArrayRef;
use arrow_buffer::BooleanBuffer;
use weir_ir::{
    Changelog,
    plan::{Aggregate, Node},
    sql::Expr,
};

/// GROUP BY and DISTINCT (Flink's `GroupAggFunction`): the first row of a group inserts its result, a change updates it,
/// the last row taken back deletes it. A result that stays as it was says nothing, unless state has a time to live; a row
/// taken back from a group that is not there is dropped.
pub struct GroupAggregate {
    keys: Vec<Program>,
    codec: RowCodec,
    aggregates: Aggregates,
    table: KeyTable,
    /// By group: rows, and when it last changed.
    groups: Vec<Known>,
    ttl: Ttl,
    swept: i64,
}

#[derive(Debug, Clone, Copy, Default)]
struct Known {
    rows: i64,
    touched: i64,
}

/// What each row of a batch does to its group.
struct Steps {
    groups: Vec<Group>,
    fresh: Vec<bool>,
    /// Whether the group is gone after the row.
    gone: Vec<bool>,
}

const BEFORE: usize = 0;
const AFTER: usize = 1;

impl GroupAggregate {
    pub fn build(
        building: &mut Building<'_>,
        keys: &[Expr],
        aggregates: &[Aggregate],
        node: &Node,
    ) -> Result<GroupAggregate, String> {
        let inputs: Vec<&Node> = node.inputs.iter().map(AsRef::as_ref).collect();
        let retracts = inputs.iter().any(|input| input.changelog != Changelog::Append);
        Ok(GroupAggregate {
            codec: RowCodec::new(keys.iter().map(|key| &key.ty.data)),
            keys: keys.iter().map(|key| building.program(key)).collect(),
            aggregates: Aggregates::build(building, aggregates, retracts)?,
            table: KeyTable::default(),
            groups: Vec::new(),
            ttl: building.ttls.over(&inputs, false),
            swept: i64::MIN,
        })
    }

    fn steps(&mut self, keys: &[ArrayRef], batch: &Batch, now: i64) -> Steps {
        let encoded = self.codec.encode(keys);
        let rows = batch.rows();
        let mut steps =
            Steps { groups: Vec::with_capacity(rows), fresh: Vec::with_capacity(rows), gone: Vec::with_capacity(rows) };
        for row in 0..rows {
            let (group, fresh, gone) = self.step(encoded.row(row), batch.kind(row).retracts(), now);
            steps.groups.push(group);
            steps.fresh.push(fresh);
            steps.gone.push(gone);
        }
        steps
    }

    /// The row's group, whether the group begins with it, and whether it ends with it.
    fn step(&mut self, key: &[u8], retracts: bool, now: i64) -> (Group, bool, bool) {
        let found = self.table.find(key).filter(|group| !self.expired(*group, now));
        let by = match (found, retracts) {
            (None, true) => return (SKIP, false, false),
            (_, true) => -1,
            (_, false) => 1,
        };
        let (group, _) = self.table.insert(key);
        if self.groups.len() <= group as usize {
            self.groups.resize(group as usize + 1, Known::default());
        }
        let Some(known) = self.groups.get_mut(group as usize) else { return (SKIP, false, false) };
        let before = if found.is_some() { known.rows } else { 0 };
        *known = Known { rows: before + by, touched: now };
        let gone = before + by == 0;
        if gone {
            self.table.remove(group);
        }
        (group, found.is_none(), gone)
    }

    fn expired(&self, group: Group, now: i64) -> bool {
        let Some(ttl) = self.ttl else { return false };
        self.groups.get(group as usize).is_some_and(|known| now.saturating_sub(known.touched) >= ttl)
    }

    /// Frees the groups whose time is over, once in each time to live.
    fn sweep(&mut self, now: i64) {
        let Some(ttl) = self.ttl else { return };
        if now.saturating_sub(self.swept) < ttl {
            return;
        }
        self.swept = now;
        let gone: Vec<Group> = self.table.numbers().filter(|group| self.expired(*group, now)).collect();
        for group in gone {
            self.table.remove(group);
            self.aggregates.clear(group);
        }
    }

    fn changes(&self, steps: &Steps, unchanged: &BooleanBuffer) -> Changes {
        let mut changes = Changes::with_capacity(steps.groups.len() * 2);
        let rows = steps.groups.iter().zip(&steps.fresh).zip(&steps.gone).enumerate();
        for (row, ((_, fresh), gone)) in rows.filter(|(_, ((group, _), _))| **group != SKIP) {
            match (fresh, gone) {
                (true, true) => {}
                (true, false) => changes.push(Kind::Insert, AFTER, row, row),
                (false, true) => changes.push(Kind::Delete, BEFORE, row, row),
                (false, false) if self.ttl.is_none() && unchanged.value(row) => {}
                (false, false) => {
                    changes.push(Kind::UpdateBefore, BEFORE, row, row);
                    changes.push(Kind::UpdateAfter, AFTER, row, row);
                }
            }
        }
        changes
    }
}

impl Operator for GroupAggregate {
    fn rows(&mut self, _: Port, batch: &Batch, out: &mut Output) -> Result<usize, Fault> {
        let now = out.now();
        self.sweep(now);
        let keys: Vec<ArrayRef> = self.keys.iter().map(|key| key.run(batch, now)).collect::<Result<_, _>>()?;
        let inputs = self.aggregates.inputs(batch, now)?;
        let steps = self.steps(&keys, batch, now);
        let retract = batch.retractions();
        let fresh = steps.fresh.contains(&true).then_some(steps.fresh.as_slice());
        let traced = self.aggregates.trace(&inputs, &steps.groups, retract.as_deref(), fresh)?;
        for (group, _) in steps.groups.iter().zip(&steps.gone).filter(|(_, gone)| **gone) {
            // A later row may have begun the group again.
            if !self.table.holds(*group) {
                self.aggregates.clear(*group);
            }
        }
        let unchanged = traced
            .iter()
            .map(|(before, after)| same(before, after))
            .reduce(|all, one| &all & &one)
            .unwrap_or_else(|| BooleanBuffer::new_set(batch.rows()));
        let changes = self.changes(&steps, &unchanged);
        let side = |of: fn(&(ArrayRef, ArrayRef)) -> &ArrayRef| -> Vec<ArrayRef> {
            keys.iter().chain(traced.iter().map(of)).cloned().collect()
        };
        let (before, after) = (side(|(before, _)| before), side(|(_, after)| after));
        out.emit(changes.finish(&[&before, &after], batch.marks()));
        Ok(batch.rows())
    }

    fn snapshot(&self, into: &mut Writer) {
        self.table.snapshot(into);
        let groups: Vec<Group> = self.table.numbers().collect();
        for group in &groups {
            let known = self.groups.get(*group as usize).copied().unwrap_or_default();
            into.long(known.rows);
            into.long(known.touched);
        }
        self.aggregates.snapshot(&groups, into);
    }

    fn restore(&mut self, from: &mut Reader<'_>) -> Result<(), Corrupt> {
        self.table = KeyTable::restore(from)?;
        self.groups = vec![Known::default(); self.table.capacity()];
        let groups: Vec<Group> = self.table.numbers().collect();
        for group in &groups {
            let known = Known { rows: from.long()?, touched: from.long()? };
            if let Some(slot) = self.groups.get_mut(*group as usize) {
                *slot = known;
            }
        }
        self.aggregates.restore(&groups, from)
    }

    fn memory(&self) -> usize {
        self.table.memory() + self.groups.capacity() * size_of::<Known>() + self.aggregates.memory()
    }
}
