//! FIRST_VALUE, LAST_VALUE, LISTAGG, ARRAY_AGG, COLLECT: the values in the order in which they came. A row that is taken
//! back takes the earliest value like its own (Flink's functions with retraction).

use super::{
    extreme::{Values, decoded, null_of},
    fold::Fold,
};
use crate::{
    datum::{self, Datum},
    state::{Corrupt, Reader, RowCodec, Writer},
};
use arrow_array::ArrayRef;
use std::collections::VecDeque;
use weir_ir::DataType;

type Bytes = Box<[u8]>;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    First,
    Last,
    /// Texts with a separator between them.
    Joined,
    Array,
    Multiset,
}

pub(super) struct Bag {
    pub(super) codec: RowCodec,
    pub(super) what: What,
    pub(super) separator: String,
    pub(super) result: DataType,
    /// Whether rows may be taken back: if not, the first or last value alone is kept.
    pub(super) retracts: bool,
}

impl Bag {
    /// ARRAY_AGG keeps NULLs, the others don't see them.
    fn value<'a>(&self, input: &'a Values<'_>, row: usize) -> Option<&'a [u8]> {
        if self.what == What::Array { Some(input.encoded.row(row)) } else { input.get(row) }
    }

    fn values(&self, state: &VecDeque<Bytes>) -> Vec<Datum> {
        let column = self.codec.decode(state.iter().map(AsRef::as_ref)).pop();
        column.map(|column| datum::all(&column)).unwrap_or_default()
    }

    fn joined(&self, state: &VecDeque<Bytes>) -> Datum {
        let values = self.values(state);
        let texts: Vec<&str> = values
            .iter()
            .filter_map(|value| if let Datum::Text(text) = value { Some(text.as_str()) } else { None })
            .collect();
        Datum::Text(texts.join(&self.separator))
    }

    fn counted(&self, state: &VecDeque<Bytes>) -> Datum {
        let mut entries: Vec<(Datum, Datum)> = Vec::new();
        for value in self.values(state) {
            match entries.iter_mut().find(|(known, _)| *known == value) {
                Some((_, Datum::Int(count))) => *count += 1,
                Some(_) => {}
                None => entries.push((value, Datum::Int(1))),
            }
        }
        Datum::Map(entries)
    }
}

/// Encoded values for FIRST_VALUE and LAST_VALUE, whole values for the others.
#[derive(Default)]
pub(super) struct Made {
    picked: Vec<Option<Bytes>>,
    whole: Vec<Datum>,
}

impl Fold for Bag {
    type State = VecDeque<Bytes>;
    type Input<'a> = Values<'a>;
    type Column = Made;

    fn input<'a>(&self, args: &'a [ArrayRef]) -> Values<'a> {
        Values::of(&self.codec, args)
    }

    fn add(&self, state: &mut Self::State, input: &Values<'_>, row: usize) {
        let Some(value) = self.value(input, row) else { return };
        if !self.retracts && !state.is_empty() {
            match self.what {
                What::First => return,
                What::Last => state.clear(),
                What::Joined | What::Array | What::Multiset => {}
            }
        }
        state.push_back(value.into());
    }

    fn subtract(&self, state: &mut Self::State, input: &Values<'_>, row: usize) {
        let Some(value) = self.value(input, row) else { return };
        if let Some(place) = state.iter().position(|known| known.as_ref() == value) {
            state.remove(place);
        }
    }

    fn merge(&self, state: &mut Self::State, mut later: Self::State) {
        state.append(&mut later);
    }

    fn column(&self, _: usize) -> Made {
        Made::default()
    }

    fn push(&self, state: &Self::State, column: &mut Made) {
        match self.what {
            What::First => column.picked.push(state.front().cloned()),
            What::Last => column.picked.push(state.back().cloned()),
            What::Multiset => column.whole.push(self.counted(state)),
            What::Joined | What::Array if state.is_empty() => column.whole.push(Datum::Null),
            What::Joined => column.whole.push(self.joined(state)),
            What::Array => column.whole.push(Datum::List(self.values(state))),
        }
    }

    fn finish(&self, column: Made) -> ArrayRef {
        match self.what {
            What::First | What::Last => decoded(&self.codec, &column.picked, &null_of(&self.codec)),
            What::Joined | What::Array | What::Multiset => datum::column(&self.result, &column.whole),
        }
    }

    fn write(&self, state: &Self::State, into: &mut Writer) {
        into.count(state.len());
        for value in state {
            into.bytes(value);
        }
    }

    fn read(&self, from: &mut Reader<'_>) -> Result<Self::State, Corrupt> {
        (0..from.count()?).map(|_| Ok(from.bytes()?.into())).collect()
    }

    fn behind(&self, state: &Self::State) -> usize {
        state.iter().map(|value| value.len() + size_of::<Bytes>()).sum()
    }
}
