//! MIN and MAX. NULLs don't count.

use super::{fold::Fold, sum::first};
use crate::state::{Corrupt, Encoded, Reader, RowCodec, Writer};
use arrow_array::{Array, ArrayRef};
use std::collections::BTreeMap;

/// Values as encoded rows of one column, which compare as the values do.
type Bytes = Box<[u8]>;

/// Of rows that are never taken back: the best so far.
pub(super) struct Best {
    pub(super) codec: RowCodec,
    pub(super) largest: bool,
}

/// A batch's values, encoded, and which are NULL.
pub(super) struct Values<'a> {
    pub(super) encoded: Encoded,
    pub(super) column: &'a ArrayRef,
}

impl Values<'_> {
    pub(super) fn of<'a>(codec: &RowCodec, args: &'a [ArrayRef]) -> Values<'a> {
        let column = first(args);
        Values { encoded: codec.encode(std::slice::from_ref(column)), column }
    }

    pub(super) fn get(&self, row: usize) -> Option<&[u8]> {
        self.column.is_valid(row).then(|| self.encoded.row(row))
    }
}

/// A column of encoded values, NULL where there is none.
pub(super) fn decoded(codec: &RowCodec, column: &[Option<Bytes>], null: &[u8]) -> ArrayRef {
    let rows = column.iter().map(|value| value.as_deref().unwrap_or(null));
    codec.decode(rows).pop().unwrap_or_else(|| arrow_array::new_null_array(&arrow_schema::DataType::Null, column.len()))
}

/// NULL, encoded.
pub(super) fn null_of(codec: &RowCodec) -> Bytes {
    let nulls: Vec<ArrayRef> = codec.types().iter().map(|ty| arrow_array::new_null_array(ty, 1)).collect();
    codec.encode(&nulls).row(0).into()
}

impl Fold for Best {
    type State = Option<Bytes>;
    type Input<'a> = Values<'a>;
    type Column = Vec<Option<Bytes>>;

    fn input<'a>(&self, args: &'a [ArrayRef]) -> Values<'a> {
        Values::of(&self.codec, args)
    }

    fn add(&self, state: &mut Self::State, input: &Values<'_>, row: usize) {
        let Some(value) = input.get(row) else { return };
        let better = match state {
            None => true,
            Some(best) if self.largest => value > best.as_ref(),
            Some(best) => value < best.as_ref(),
        };
        if better {
            *state = Some(value.into());
        }
    }

    fn subtract(&self, _: &mut Self::State, _: &Values<'_>, _: usize) {}

    fn merge(&self, state: &mut Self::State, later: Self::State) {
        *state = match (state.take(), later) {
            (Some(a), Some(b)) => Some(if (a > b) == self.largest { a } else { b }),
            (a, b) => a.or(b),
        };
    }

    fn column(&self, rows: usize) -> Self::Column {
        Vec::with_capacity(rows)
    }

    fn push(&self, state: &Self::State, column: &mut Self::Column) {
        column.push(state.clone());
    }

    fn finish(&self, column: Self::Column) -> ArrayRef {
        decoded(&self.codec, &column, &null_of(&self.codec))
    }

    fn write(&self, state: &Self::State, into: &mut Writer) {
        into.flag(state.is_some());
        if let Some(value) = state {
            into.bytes(value);
        }
    }

    fn read(&self, from: &mut Reader<'_>) -> Result<Self::State, Corrupt> {
        Ok(if from.flag()? { Some(from.bytes()?.into()) } else { None })
    }

    fn behind(&self, state: &Self::State) -> usize {
        state.as_ref().map_or(0, |value| value.len())
    }
}

/// Of rows that may be taken back: how often each value is there (Flink's `MinWithRetractAggFunction`).
pub(super) struct Ordered {
    pub(super) codec: RowCodec,
    pub(super) largest: bool,
}

/// Counts may be below 0 where a value was taken back before it came.
type Counts = BTreeMap<Bytes, i64>;

impl Ordered {
    fn change(state: &mut Counts, value: &[u8], by: i64) {
        if let Some(count) = state.get_mut(value) {
            *count += by;
            if *count == 0 {
                state.remove(value);
            }
        } else {
            state.insert(value.into(), by);
        }
    }
}

impl Fold for Ordered {
    type State = Counts;
    type Input<'a> = Values<'a>;
    type Column = Vec<Option<Bytes>>;

    fn input<'a>(&self, args: &'a [ArrayRef]) -> Values<'a> {
        Values::of(&self.codec, args)
    }

    fn add(&self, state: &mut Counts, input: &Values<'_>, row: usize) {
        if let Some(value) = input.get(row) {
            Ordered::change(state, value, 1);
        }
    }

    fn subtract(&self, state: &mut Counts, input: &Values<'_>, row: usize) {
        if let Some(value) = input.get(row) {
            Ordered::change(state, value, -1);
        }
    }

    fn merge(&self, state: &mut Counts, later: Counts) {
        for (value, count) in later {
            Ordered::change(state, &value, count);
        }
    }

    fn column(&self, rows: usize) -> Self::Column {
        Vec::with_capacity(rows)
    }

    fn push(&self, state: &Counts, column: &mut Self::Column) {
        let mut there = state.iter().filter(|(_, count)| **count > 0).map(|(value, _)| value);
        column.push(if self.largest { there.next_back() } else { there.next() }.cloned());
    }

    fn finish(&self, column: Self::Column) -> ArrayRef {
        decoded(&self.codec, &column, &null_of(&self.codec))
    }

    fn write(&self, state: &Counts, into: &mut Writer) {
        into.count(state.len());
        for (value, count) in state {
            into.bytes(value);
            into.long(*count);
        }
    }

    fn read(&self, from: &mut Reader<'_>) -> Result<Counts, Corrupt> {
        (0..from.count()?).map(|_| Ok((from.bytes()?.into(), from.long()?))).collect()
    }

    fn behind(&self, state: &Counts) -> usize {
        state.keys().map(|value| value.len() + 32).sum()
    }
}
