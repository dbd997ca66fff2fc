//! SUM and AVG. NULLs don't count; over no values the result is NULL.

use super::fold::Fold;
use crate::{
    expr::decimal,
    state::{Corrupt, Reader, Writer},
    types,
};
use arrow_array::{
    Array, ArrayRef, Decimal128Array, Float32Array, Float64Array, Int64Array, PrimitiveArray,
    cast::AsArray,
    types::{Decimal128Type, Float64Type, Int64Type},
};
use std::sync::Arc;
use weir_ir::DataType;

/// The sum of the values, and how many there are.
#[derive(Default, Clone, Copy)]
pub(super) struct Total<N> {
    sum: N,
    count: i64,
}

/// Integers: the sum wraps in the result's type, the average is cut towards zero (Flink's `SumAggFunction`,
/// `AvgAggFunction`). Arguments are BIGINT; so is the column, which is cut to the type afterwards.
pub(super) struct Longs {
    pub(super) average: bool,
}

impl Fold for Longs {
    type State = Total<i64>;
    type Input<'a> = &'a PrimitiveArray<Int64Type>;
    type Column = Vec<Option<i64>>;

    fn input<'a>(&self, args: &'a [ArrayRef]) -> Self::Input<'a> {
        first(args).as_primitive()
    }

    fn add(&self, state: &mut Self::State, input: &Self::Input<'_>, row: usize) {
        if input.is_valid(row) {
            *state = Total { sum: state.sum.wrapping_add(input.value(row)), count: state.count + 1 };
        }
    }

    fn subtract(&self, state: &mut Self::State, input: &Self::Input<'_>, row: usize) {
        if input.is_valid(row) {
            *state = Total { sum: state.sum.wrapping_sub(input.value(row)), count: state.count - 1 };
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State) {
        *state = Total { sum: state.sum.wrapping_add(later.sum), count: state.count + later.count };
    }

    fn column(&self, rows: usize) -> Self::Column {
        Vec::with_capacity(rows)
    }

    fn push(&self, state: &Self::State, column: &mut Self::Column) {
        let value = if self.average { state.sum.wrapping_div(state.count.max(1)) } else { state.sum };
        column.push((state.count != 0).then_some(value));
    }

    fn finish(&self, column: Self::Column) -> ArrayRef {
        Arc::new(Int64Array::from(column))
    }

    fn write(&self, state: &Self::State, into: &mut Writer) {
        into.long(state.sum);
        into.long(state.count);
    }

    fn read(&self, from: &mut Reader<'_>) -> Result<Self::State, Corrupt> {
        Ok(Total { sum: from.long()?, count: from.long()? })
    }
}

/// FLOAT and DOUBLE. A sum of FLOATs is rounded to one after each addition, an average is not.
pub(super) struct Doubles {
    pub(super) average: bool,
    pub(super) single: bool,
}

impl Doubles {
    #[expect(clippy::cast_possible_truncation, reason = "rounds to the nearest float")]
    fn rounded(&self, sum: f64) -> f64 {
        if self.single && !self.average { f64::from(sum as f32) } else { sum }
    }
}

impl Fold for Doubles {
    type State = Total<f64>;
    type Input<'a> = &'a PrimitiveArray<Float64Type>;
    type Column = Vec<Option<f64>>;

    fn input<'a>(&self, args: &'a [ArrayRef]) -> Self::Input<'a> {
        first(args).as_primitive()
    }

    fn add(&self, state: &mut Self::State, input: &Self::Input<'_>, row: usize) {
        if input.is_valid(row) {
            *state = Total { sum: self.rounded(state.sum + input.value(row)), count: state.count + 1 };
        }
    }

    fn subtract(&self, state: &mut Self::State, input: &Self::Input<'_>, row: usize) {
        if input.is_valid(row) {
            *state = Total { sum: self.rounded(state.sum - input.value(row)), count: state.count - 1 };
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State) {
        *state = Total { sum: self.rounded(state.sum + later.sum), count: state.count + later.count };
    }

    fn column(&self, rows: usize) -> Self::Column {
        Vec::with_capacity(rows)
    }

    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    fn push(&self, state: &Self::State, column: &mut Self::Column) {
        let value = if self.average { state.sum / state.count as f64 } else { state.sum };
        column.push((state.count != 0).then_some(value));
    }

    #[expect(clippy::cast_possible_truncation, reason = "rounds to the nearest float")]
    fn finish(&self, column: Self::Column) -> ArrayRef {
        if self.single {
            return Arc::new(column.into_iter().map(|value| value.map(|value| value as f32)).collect::<Float32Array>());
        }
        Arc::new(Float64Array::from(column))
    }

    fn write(&self, state: &Self::State, into: &mut Writer) {
        into.double(state.sum);
        into.long(state.count);
    }

    fn read(&self, from: &mut Reader<'_>) -> Result<Self::State, Corrupt> {
        Ok(Total { sum: from.double()?, count: from.long()? })
    }
}

/// DECIMAL: exact; a sum of more than 38 digits is NULL.
pub(super) struct Decimals {
    pub(super) average: bool,
    /// Of the argument.
    pub(super) scale: u8,
    pub(super) result: DataType,
}

impl Fold for Decimals {
    type State = Total<i128>;
    type Input<'a> = &'a PrimitiveArray<Decimal128Type>;
    type Column = Vec<Option<i128>>;

    fn input<'a>(&self, args: &'a [ArrayRef]) -> Self::Input<'a> {
        first(args).as_primitive()
    }

    fn add(&self, state: &mut Self::State, input: &Self::Input<'_>, row: usize) {
        if input.is_valid(row) {
            *state = Total { sum: state.sum.wrapping_add(input.value(row)), count: state.count + 1 };
        }
    }

    fn subtract(&self, state: &mut Self::State, input: &Self::Input<'_>, row: usize) {
        if input.is_valid(row) {
            *state = Total { sum: state.sum.wrapping_sub(input.value(row)), count: state.count - 1 };
        }
    }

    fn merge(&self, state: &mut Self::State, later: Self::State) {
        *state = Total { sum: state.sum.wrapping_add(later.sum), count: state.count + later.count };
    }

    fn column(&self, rows: usize) -> Self::Column {
        Vec::with_capacity(rows)
    }

    fn push(&self, state: &Self::State, column: &mut Self::Column) {
        let DataType::Decimal { precision, scale } = self.result else { return column.push(None) };
        let value = match (state.count, self.average) {
            (0, _) => None,
            (count, true) => decimal::divide((state.sum, i128::from(count)), (self.scale, 0), scale),
            (_, false) => decimal::rescale(state.sum, self.scale, scale),
        };
        column.push(value.filter(|value| decimal::fits(*value, precision)));
    }

    fn finish(&self, column: Self::Column) -> ArrayRef {
        let layout = types::data_type(&self.result);
        Arc::new(column.into_iter().collect::<Decimal128Array>().with_data_type(layout))
    }

    fn write(&self, state: &Self::State, into: &mut Writer) {
        into.wide(state.sum);
        into.long(state.count);
    }

    fn read(&self, from: &mut Reader<'_>) -> Result<Self::State, Corrupt> {
        Ok(Total { sum: from.wide()?, count: from.long()? })
    }
}

/// INVARIANT: the aggregate was built with its argument.
#[expect(clippy::indexing_slicing, reason = "the aggregate was built with its argument")]
pub(super) fn first(args: &[ArrayRef]) -> &ArrayRef {
    &args[0]
}
