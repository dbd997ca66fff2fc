use super::Pair;
use crate::{
    batch::Batch,
    expr::Program,
    fault::Fault,
    operators::join_keys,
    plan::{Building, Ttl},
    state::{Corrupt, Encoded, Multimap, Reader, RowCodec},
};
use arrow_array::ArrayRef;
use arrow_buffer::NullBuffer;
use weir_ir::{Type, plan::Node};

/// One input of a join and its rows.
pub(super) struct Side {
    keys: Vec<Program>,
    key_codec: RowCodec,
    codec: RowCodec,
    pub(super) rows: Multimap,
    /// Whether its rows come without a match too.
    pub(super) outer: bool,
    ttl: Ttl,
    swept: i64,
    /// Of the batch at hand.
    encoded: Option<Prepared>,
    /// Where each row stands among those decoded for the batch at hand, and for which batch that was said.
    places: Vec<(u32, u32)>,
    batch: u32,
}

struct Prepared {
    keys: Encoded,
    rows: Encoded,
    nulls: Option<NullBuffer>,
}

impl Side {
    pub(super) fn build(
        building: &mut Building<'_>,
        input: &Node,
        (keys, types): (&[usize], &[Type]),
        (outer, own_key): (bool, bool),
    ) -> Side {
        Side {
            keys: join_keys::programs(building, input, keys, types),
            key_codec: RowCodec::new(types.iter().map(|ty| &ty.data)),
            codec: RowCodec::new(input.columns.iter().map(|column| &column.ty.data)),
            rows: Multimap::default(),
            outer,
            ttl: building.ttls.over(&[input], own_key),
            swept: i64::MIN,
            encoded: None,
            places: Vec::new(),
            batch: 0,
        }
    }

    /// Encodes a batch of its rows.
    pub(super) fn prepare(&mut self, batch: &Batch, now: i64) -> Result<(), Fault> {
        let (keys, nulls) = join_keys::encode(&self.keys, &self.key_codec, (batch, now))?;
        self.encoded = Some(Prepared { keys, rows: self.codec.encode(batch.columns()), nulls });
        Ok(())
    }

    /// The key of a row of the batch; none where a part of it is NULL.
    pub(super) fn key(&self, row: usize) -> Option<&[u8]> {
        let prepared = self.encoded.as_ref()?;
        let valid = prepared.nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
        valid.then(|| prepared.keys.row(row))
    }

    pub(super) fn add(&mut self, row: usize, matches: u32, now: i64) {
        let Some(prepared) = &self.encoded else { return };
        if prepared.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) {
            return;
        }
        let number = self.rows.add(prepared.keys.row(row), prepared.rows.row(row), now);
        if let Some(entry) = self.rows.entry_mut(number) {
            entry.matches = matches;
        }
    }

    pub(super) fn remove(&mut self, row: usize) {
        let Some(prepared) = &self.encoded else { return };
        if prepared.nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row)) {
            self.rows.remove(prepared.keys.row(row), prepared.rows.row(row));
        }
    }

    /// The rows of a key whose time is not over.
    pub(super) fn alive(&self, key: &[u8], now: i64) -> impl Iterator<Item = u32> + '_ {
        self.rows.rows_of(key).filter(move |number| !self.expired(*number, now))
    }

    fn expired(&self, number: u32, now: i64) -> bool {
        self.ttl.is_some_and(|ttl| now.saturating_sub(self.rows.entry(number).touched) >= ttl)
    }

    /// Takes out rows whose time is over, once in each time to live.
    pub(super) fn sweep(&mut self, now: i64) {
        let Some(ttl) = self.ttl else { return };
        if now.saturating_sub(self.swept) < ttl {
            return;
        }
        self.swept = now;
        let gone: Vec<u32> = self.rows.numbers().filter(|number| self.expired(*number, now)).collect();
        for number in gone {
            self.rows.take_out(number);
        }
    }

    /// Begins to decode rows for another batch.
    pub(super) fn begin(&mut self) {
        self.batch = self.batch.wrapping_add(1);
        self.places.resize(self.rows.capacity(), (0, 0));
    }

    /// Where a row will stand among those decoded.
    pub(super) fn place(&mut self, number: u32, numbers: &mut Vec<u32>) -> u32 {
        let Some(known) = self.places.get_mut(number as usize) else { return 0 };
        if known.0 != self.batch {
            *known = (self.batch, u32::try_from(numbers.len()).unwrap_or(u32::MAX));
            numbers.push(number);
        }
        known.1
    }

    pub(super) fn decode(&self, numbers: &[u32]) -> Vec<ArrayRef> {
        self.codec.decode(numbers.iter().map(|number| self.rows.row(*number)))
    }

    /// Its rows match once more; those that had no match are told to `first`, as often as they are there.
    pub(super) fn gain(&mut self, pairs: &[Pair], mut first: impl FnMut(&Pair)) {
        for pair in pairs {
            let Some(entry) = self.rows.entry_mut(pair.other) else { continue };
            entry.matches += 1;
            if entry.matches == 1 {
                (0..pair.times).for_each(|_| first(pair));
            }
        }
    }

    /// Its rows match once less; those that now have no match are told to `last`.
    pub(super) fn lose(&mut self, pairs: &[Pair], mut last: impl FnMut(&Pair)) {
        for pair in pairs {
            let Some(entry) = self.rows.entry_mut(pair.other) else { continue };
            let had = entry.matches;
            entry.matches = had.saturating_sub(1);
            if had == 1 {
                (0..pair.times).for_each(|_| last(pair));
            }
        }
    }

    pub(super) fn restore(&mut self, from: &mut Reader<'_>) -> Result<(), Corrupt> {
        self.rows = Multimap::restore(from)?;
        Ok(())
    }

    pub(super) fn memory(&self) -> usize {
        self.rows.memory() + self.places.capacity() * size_of::<(u32, u32)>()
    }
}
