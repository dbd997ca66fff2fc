//! Aggregates over many groups at once: GROUP BY, windows and OVER number their groups and hand rows over in batches.
//!
//! [`Aggregates`] holds the calls of one operator. [`Aggregates::inputs`] computes the arguments of a batch once;
//! [`Aggregates::update`] adds its rows to their groups, or takes them back; [`Aggregates::trace`] does the same and tells
//! each group's value before and after every row.

mod bag;
mod call;
mod count;
mod distinct;
mod extreme;
mod fold;
mod sum;

pub use call::{Aggregates, Inputs};

use crate::state::{Corrupt, Reader, Writer};
use arrow_array::{Array, ArrayRef, BooleanArray};

/// The aggregates that there are.
pub const NAMES: &[&str] =
    &["ARRAY_AGG", "AVG", "COLLECT", "COUNT", "FIRST_VALUE", "LAST_VALUE", "LISTAGG", "MAX", "MIN", "SUM"];

/// The number of a group; [`SKIP`] for a row that belongs to none.
pub type Group = u32;

pub const SKIP: Group = u32::MAX;

/// Rows for one aggregate.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    pub groups: &'a [Group],
    /// The arguments, brought to the types that the aggregate computes in.
    pub args: &'a [ArrayRef],
    /// Rows that take an earlier one back; none where no row does.
    pub retract: Option<&'a [bool]>,
    /// Rows whose group begins anew with them, whatever it held; none where none does.
    pub fresh: Option<&'a [bool]>,
    /// FILTER, and for DISTINCT the rows that count.
    pub keep: Option<&'a BooleanArray>,
}

impl Rows<'_> {
    fn retracts(&self, row: usize) -> bool {
        self.retract.is_some_and(|rows| rows.get(row).copied().unwrap_or_default())
    }

    fn is_fresh(&self, row: usize) -> bool {
        self.fresh.is_some_and(|rows| rows.get(row).copied().unwrap_or_default())
    }

    fn counts(&self, row: usize) -> bool {
        self.keep.is_none_or(|keep| keep.is_valid(row) && keep.value(row))
    }
}

/// One aggregate's state for every group.
pub trait Accumulator: Send {
    /// Adds rows to their groups or takes them back, in order.
    fn update(&mut self, rows: &Rows<'_>);

    /// [`Accumulator::update`], and the value of each row's group before and after the row; NULL for [`SKIP`].
    fn trace(&mut self, rows: &Rows<'_>) -> (ArrayRef, ArrayRef);

    /// The values of groups.
    fn values(&self, groups: &[Group]) -> ArrayRef;

    /// Adds all that one group holds to another, which came before it.
    fn merge(&mut self, from: Group, into: Group);

    /// Forgets what a group holds.
    fn clear(&mut self, group: Group);

    fn snapshot(&self, groups: &[Group], into: &mut Writer);

    fn restore(&mut self, groups: &[Group], from: &mut Reader<'_>) -> Result<(), Corrupt>;

    /// Bytes.
    fn memory(&self) -> usize;
}
