//! DISTINCT: of equal values in a group only the first counts, until the last is taken back.

use super::{Accumulator, Group, Rows, SKIP};
use crate::state::{Corrupt, KeyTable, Reader, RowCodec, Writer};
use arrow_array::{ArrayRef, BooleanArray};

pub(super) struct Distinct {
    inner: Box<dyn Accumulator>,
    codec: RowCodec,
    /// A group's number and an encoded value.
    seen: KeyTable,
    /// By number in `seen`.
    entries: Vec<Entry>,
    /// By group: the first of its values, [`NONE`] where it has none.
    heads: Vec<u32>,
}

/// How often a value is there, and its neighbours in its group.
#[derive(Clone, Copy)]
struct Entry {
    count: i64,
    before: u32,
    after: u32,
}

const NONE: u32 = u32::MAX;

impl Distinct {
    pub(super) fn new(inner: Box<dyn Accumulator>, codec: RowCodec) -> Distinct {
        Distinct { inner, codec, seen: KeyTable::default(), entries: Vec::new(), heads: Vec::new() }
    }

    /// The rows that the aggregate sees. NULLs are values like others here; the aggregate leaves them out itself.
    fn counted(&mut self, rows: &Rows<'_>) -> BooleanArray {
        let encoded = self.codec.encode(rows.args);
        let mut key = Vec::new();
        let mut counted = Vec::with_capacity(rows.groups.len());
        for (row, group) in rows.groups.iter().enumerate() {
            if *group == SKIP {
                counted.push(false);
                continue;
            }
            if rows.is_fresh(row) {
                self.forget(*group);
            }
            if !rows.counts(row) {
                counted.push(false);
                continue;
            }
            key.clear();
            key.extend_from_slice(&group.to_be_bytes());
            key.extend_from_slice(encoded.row(row));
            let changes = if rows.retracts(row) { self.leave(*group, &key) } else { self.enter(*group, &key, 1) };
            counted.push(changes);
        }
        BooleanArray::from(counted)
    }

    /// Whether the value is new in its group.
    fn enter(&mut self, group: Group, key: &[u8], times: i64) -> bool {
        let (number, new) = self.seen.insert(key);
        if !new {
            if let Some(entry) = self.entries.get_mut(number as usize) {
                entry.count += times;
            }
            return false;
        }
        if self.entries.len() <= number as usize {
            self.entries.resize(number as usize + 1, Entry { count: 0, before: NONE, after: NONE });
        }
        if self.heads.len() <= group as usize {
            self.heads.resize(group as usize + 1, NONE);
        }
        let after = self.heads.get_mut(group as usize).map_or(NONE, |head| std::mem::replace(head, number));
        if let Some(next) = self.entries.get_mut(after as usize) {
            next.before = number;
        }
        if let Some(entry) = self.entries.get_mut(number as usize) {
            *entry = Entry { count: times, before: NONE, after };
        }
        true
    }

    /// Whether it was the last of its like.
    fn leave(&mut self, group: Group, key: &[u8]) -> bool {
        let Some(number) = self.seen.find(key) else { return false };
        let Some(entry) = self.entries.get_mut(number as usize) else { return false };
        entry.count -= 1;
        if entry.count > 0 {
            return false;
        }
        let Entry { before, after, .. } = *entry;
        if let Some(next) = self.entries.get_mut(after as usize) {
            next.before = before;
        }
        match self.entries.get_mut(before as usize) {
            Some(previous) => previous.after = after,
            None => {
                if let Some(head) = self.heads.get_mut(group as usize) {
                    *head = after;
                }
            }
        }
        self.seen.remove(number);
        true
    }

    /// The numbers of a group's values, the latest first.
    fn of_group(&self, group: Group) -> Vec<u32> {
        let head = self.heads.get(group as usize).copied().filter(|head| *head != NONE);
        let next =
            |number: &u32| self.entries.get(*number as usize).map(|entry| entry.after).filter(|after| *after != NONE);
        std::iter::successors(head, next).collect()
    }

    fn forget(&mut self, group: Group) {
        for number in self.of_group(group) {
            self.seen.remove(number);
        }
        if let Some(head) = self.heads.get_mut(group as usize) {
            *head = NONE;
        }
    }
}

impl Accumulator for Distinct {
    fn update(&mut self, rows: &Rows<'_>) {
        let keep = self.counted(rows);
        self.inner.update(&Rows { keep: Some(&keep), ..*rows });
    }

    fn trace(&mut self, rows: &Rows<'_>) -> (ArrayRef, ArrayRef) {
        let keep = self.counted(rows);
        self.inner.trace(&Rows { keep: Some(&keep), ..*rows })
    }

    fn values(&self, groups: &[Group]) -> ArrayRef {
        self.inner.values(groups)
    }

    /// What both groups hold counts once: the later group's values are added one by one.
    fn merge(&mut self, from: Group, into: Group) {
        let count = |number: &u32| self.entries.get(*number as usize).map_or(0, |entry| entry.count);
        let value = |number: &u32| self.seen.key(*number).get(4..).unwrap_or_default().to_vec();
        let mut moved: Vec<(Vec<u8>, i64)> =
            self.of_group(from).iter().map(|number| (value(number), count(number))).collect();
        moved.reverse();
        self.clear(from);
        for (value, times) in moved {
            let key = [into.to_be_bytes().as_slice(), &value].concat();
            if self.enter(into, &key, times) {
                let args = self.codec.decode([value.as_slice()]);
                self.inner.update(&Rows { groups: &[into], args: &args, retract: None, fresh: None, keep: None });
            }
        }
    }

    fn clear(&mut self, group: Group) {
        self.forget(group);
        self.inner.clear(group);
    }

    fn snapshot(&self, groups: &[Group], into: &mut Writer) {
        for group in groups {
            let numbers = self.of_group(*group);
            into.count(numbers.len());
            for number in numbers.iter().rev() {
                into.bytes(self.seen.key(*number));
                into.long(self.entries.get(*number as usize).map_or(0, |entry| entry.count));
            }
        }
        self.inner.snapshot(groups, into);
    }

    fn restore(&mut self, groups: &[Group], from: &mut Reader<'_>) -> Result<(), Corrupt> {
        for group in groups {
            for _ in 0..from.count()? {
                let key = from.bytes()?;
                let times = from.long()?;
                self.enter(*group, key, times);
            }
        }
        self.inner.restore(groups, from)
    }

    fn memory(&self) -> usize {
        self.seen.memory()
            + self.entries.capacity() * size_of::<Entry>()
            + self.heads.capacity() * size_of::<u32>()
            + self.inner.memory()
    }
}
