//! COUNT.

use super::fold::Fold;
use crate::state::{Corrupt, Reader, Writer};
use arrow_array::{Array, ArrayRef, Int64Array};
use std::sync::Arc;

/// `COUNT(*)`, and `COUNT(a, b)`: rows in which none of them is NULL.
pub(super) struct Count;

impl Fold for Count {
    type State = i64;
    type Input<'a> = &'a [ArrayRef];
    type Column = Vec<i64>;

    fn input<'a>(&self, args: &'a [ArrayRef]) -> Self::Input<'a> {
        args
    }

    fn add(&self, state: &mut i64, input: &Self::Input<'_>, row: usize) {
        *state += i64::from(input.iter().all(|arg| arg.is_valid(row)));
    }

    fn subtract(&self, state: &mut i64, input: &Self::Input<'_>, row: usize) {
        *state -= i64::from(input.iter().all(|arg| arg.is_valid(row)));
    }

    fn merge(&self, state: &mut i64, later: i64) {
        *state += later;
    }

    fn column(&self, rows: usize) -> Vec<i64> {
        Vec::with_capacity(rows)
    }

    fn push(&self, state: &i64, column: &mut Vec<i64>) {
        column.push(*state);
    }

    fn finish(&self, column: Vec<i64>) -> ArrayRef {
        Arc::new(Int64Array::from(column))
    }

    fn write(&self, state: &i64, into: &mut Writer) {
        into.long(*state);
    }

    fn read(&self, from: &mut Reader<'_>) -> Result<i64, Corrupt> {
        from.long()
    }
}
