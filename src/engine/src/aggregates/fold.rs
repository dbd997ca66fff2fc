//! What accumulators have in common: a state a group, and rows folded into it.

use super::{Accumulator, Group, Rows, SKIP};
use crate::state::{Corrupt, Reader, Writer};
use arrow_array::ArrayRef;

/// How one aggregate folds rows into the state of a group.
pub(super) trait Fold: Send {
    type State: Default + Send;
    /// The arguments of a batch, ready to be read row by row.
    type Input<'a>;
    /// Values in the making.
    type Column;

    fn input<'a>(&self, args: &'a [ArrayRef]) -> Self::Input<'a>;

    fn add(&self, state: &mut Self::State, input: &Self::Input<'_>, row: usize);

    fn subtract(&self, state: &mut Self::State, input: &Self::Input<'_>, row: usize);

    /// Adds what came later.
    fn merge(&self, state: &mut Self::State, later: Self::State);

    fn column(&self, rows: usize) -> Self::Column;

    /// Appends the value of a state.
    fn push(&self, state: &Self::State, column: &mut Self::Column);

    fn finish(&self, column: Self::Column) -> ArrayRef;

    fn write(&self, state: &Self::State, into: &mut Writer);

    fn read(&self, from: &mut Reader<'_>) -> Result<Self::State, Corrupt>;

    /// Bytes behind a state, beside its own.
    fn behind(&self, state: &Self::State) -> usize {
        let _ = state;
        0
    }
}

pub(super) struct Folded<F: Fold> {
    fold: F,
    states: Vec<F::State>,
    /// What a group that holds nothing is like.
    empty: F::State,
}

impl<F: Fold> Folded<F> {
    pub(super) fn new(fold: F) -> Self {
        Folded { fold, states: Vec::new(), empty: F::State::default() }
    }

    fn reserve(&mut self, groups: &[Group]) {
        let most = groups.iter().filter(|group| **group != SKIP).max().map_or(0, |most| *most as usize + 1);
        if self.states.len() < most {
            self.states.resize_with(most, F::State::default);
        }
    }

    fn state(&self, group: Group) -> &F::State {
        self.states.get(group as usize).unwrap_or(&self.empty)
    }

    /// One row into its group.
    fn apply(fold: &F, state: &mut F::State, rows: &Rows<'_>, input: &F::Input<'_>, row: usize) {
        if rows.is_fresh(row) {
            *state = F::State::default();
        }
        if !rows.counts(row) {
            return;
        }
        if rows.retracts(row) { fold.subtract(state, input, row) } else { fold.add(state, input, row) }
    }
}

impl<F: Fold> Accumulator for Folded<F> {
    fn update(&mut self, rows: &Rows<'_>) {
        self.reserve(rows.groups);
        let input = self.fold.input(rows.args);
        for (row, group) in rows.groups.iter().enumerate() {
            if let Some(state) = self.states.get_mut(*group as usize) {
                Self::apply(&self.fold, state, rows, &input, row);
            }
        }
    }

    fn trace(&mut self, rows: &Rows<'_>) -> (ArrayRef, ArrayRef) {
        self.reserve(rows.groups);
        let input = self.fold.input(rows.args);
        let (mut before, mut after) = (self.fold.column(rows.groups.len()), self.fold.column(rows.groups.len()));
        for (row, group) in rows.groups.iter().enumerate() {
            let Some(state) = self.states.get_mut(*group as usize) else {
                self.fold.push(&self.empty, &mut before);
                self.fold.push(&self.empty, &mut after);
                continue;
            };
            self.fold.push(state, &mut before);
            Self::apply(&self.fold, state, rows, &input, row);
            self.fold.push(state, &mut after);
        }
        (self.fold.finish(before), self.fold.finish(after))
    }

    fn values(&self, groups: &[Group]) -> ArrayRef {
        let mut column = self.fold.column(groups.len());
        for group in groups {
            self.fold.push(self.state(*group), &mut column);
        }
        self.fold.finish(column)
    }

    fn merge(&mut self, from: Group, into: Group) {
        self.reserve(&[from, into]);
        let later = self.states.get_mut(from as usize).map(std::mem::take).unwrap_or_default();
        if let Some(state) = self.states.get_mut(into as usize) {
            self.fold.merge(state, later);
        }
    }

    fn clear(&mut self, group: Group) {
        if let Some(state) = self.states.get_mut(group as usize) {
            *state = F::State::default();
        }
    }

    fn snapshot(&self, groups: &[Group], into: &mut Writer) {
        for group in groups {
            self.fold.write(self.state(*group), into);
        }
    }

    fn restore(&mut self, groups: &[Group], from: &mut Reader<'_>) -> Result<(), Corrupt> {
        self.reserve(groups);
        for group in groups {
            let state = self.fold.read(from)?;
            if let Some(slot) = self.states.get_mut(*group as usize) {
                *slot = state;
            }
        }
        Ok(())
    }

    fn memory(&self) -> usize {
        self.states.capacity() * size_of::<F::State>()
            + self.states.iter().map(|state| self.fold.behind(state)).sum::<usize>()
    }
}
