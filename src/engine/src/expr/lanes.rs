//! Loops over the elements of columns and constants.

use super::Value;
use crate::fault::Fault;
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, BinaryArray, BooleanArray, ListArray, MapArray, PrimitiveArray, StringArray,
    StructArray, cast::AsArray,
};
use arrow_buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use std::sync::Arc;

/// Where an element of an array stands for a row.
#[derive(Debug, Clone, Copy)]
pub struct Lane<'a, A> {
    pub array: &'a A,
    constant: bool,
}

impl<A: Array> Lane<'_, A> {
    pub fn place(&self, row: usize) -> usize {
        if self.constant { 0 } else { row }
    }

    pub fn is_null(&self, row: usize) -> bool {
        self.array.is_null(self.place(row))
    }
}

impl<'a> Lane<'a, StringArray> {
    pub fn get(&self, row: usize) -> Option<&'a str> {
        let row = self.place(row);
        self.array.is_valid(row).then(|| self.array.value(row))
    }
}

impl<'a> Lane<'a, BinaryArray> {
    pub fn get(&self, row: usize) -> Option<&'a [u8]> {
        let row = self.place(row);
        self.array.is_valid(row).then(|| self.array.value(row))
    }
}

impl Lane<'_, BooleanArray> {
    pub fn get(&self, row: usize) -> Option<bool> {
        let row = self.place(row);
        self.array.is_valid(row).then(|| self.array.value(row))
    }
}

impl<T: ArrowPrimitiveType> Lane<'_, PrimitiveArray<T>> {
    pub fn get(&self, row: usize) -> Option<T::Native> {
        let row = self.place(row);
        self.array.is_valid(row).then(|| self.array.value(row))
    }
}

impl Lane<'_, ListArray> {
    pub fn get(&self, row: usize) -> Option<ArrayRef> {
        let row = self.place(row);
        self.array.is_valid(row).then(|| self.array.value(row))
    }
}

impl Lane<'_, MapArray> {
    /// The entries: keys, then values.
    pub fn get(&self, row: usize) -> Option<StructArray> {
        let row = self.place(row);
        self.array.is_valid(row).then(|| self.array.value(row))
    }
}

/// The arguments of a function for some rows. Where all are constants there is one row.
pub struct Args<'a> {
    values: &'a [Value],
    rows: usize,
    pub now: i64,
}

impl<'a> Args<'a> {
    pub fn new(values: &'a [Value], rows: usize, now: i64) -> Args<'a> {
        Args { values, rows, now }
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn len(&self) -> usize {
        self.values.len()
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// INVARIANT: the analyzer has counted the arguments.
    #[expect(clippy::indexing_slicing, reason = "the analyzer has counted the arguments")]
    pub fn value(&self, n: usize) -> &'a Value {
        &self.values[n]
    }

    /// As long as the rows are many.
    pub fn column(&self, n: usize) -> ArrayRef {
        self.value(n).clone().into_column(self.rows)
    }

    fn lane<A: Array + 'static>(&self, n: usize, cast: fn(&'a ArrayRef) -> &'a A) -> Lane<'a, A> {
        let value = self.value(n);
        Lane { array: cast(value.array()), constant: value.is_constant() }
    }

    pub fn text(&self, n: usize) -> Lane<'a, StringArray> {
        self.lane(n, |array| array.as_string())
    }

    pub fn bytes(&self, n: usize) -> Lane<'a, BinaryArray> {
        self.lane(n, |array| array.as_binary())
    }

    pub fn flag(&self, n: usize) -> Lane<'a, BooleanArray> {
        self.lane(n, |array| array.as_boolean())
    }

    pub fn number<T: ArrowPrimitiveType>(&self, n: usize) -> Lane<'a, PrimitiveArray<T>> {
        self.lane(n, |array| array.as_primitive::<T>())
    }

    pub fn list(&self, n: usize) -> Lane<'a, ListArray> {
        self.lane(n, |array| array.as_list::<i32>())
    }

    pub fn map(&self, n: usize) -> Lane<'a, MapArray> {
        self.lane(n, |array| array.as_map())
    }

    /// A text for each row.
    pub fn texts<S: AsRef<str>>(&self, of: impl Fn(usize) -> Option<S>) -> ArrayRef {
        Arc::new((0..self.rows).map(of).collect::<StringArray>())
    }

    /// A number for each row.
    pub fn numbers<T: ArrowPrimitiveType>(&self, of: impl Fn(usize) -> Option<T::Native>) -> ArrayRef {
        Arc::new(PrimitiveArray::<T>::from_iter((0..self.rows).map(of)))
    }

    pub fn flags(&self, of: impl Fn(usize) -> Option<bool>) -> ArrayRef {
        Arc::new((0..self.rows).map(of).collect::<BooleanArray>())
    }

    pub fn try_texts(&self, of: impl Fn(usize) -> Result<Option<String>, Fault>) -> Result<ArrayRef, Fault> {
        Ok(Arc::new((0..self.rows).map(of).collect::<Result<StringArray, Fault>>()?))
    }

    pub fn try_numbers<T: ArrowPrimitiveType>(
        &self,
        of: impl Fn(usize) -> Result<Option<T::Native>, Fault>,
    ) -> Result<ArrayRef, Fault> {
        let all: Vec<Option<T::Native>> = (0..self.rows).map(of).collect::<Result<_, Fault>>()?;
        Ok(Arc::new(PrimitiveArray::<T>::from_iter(all)))
    }
}

/// A value of the same shape as its operands: constant where all of them are.
pub fn shaped(constant: bool, array: ArrayRef) -> Value {
    if constant { Value::Constant(array) } else { Value::Column(array) }
}

/// How many elements a computation over these gives.
pub fn length(values: &[&Value], rows: usize) -> usize {
    if values.iter().all(|value| value.is_constant()) { 1 } else { rows }
}

/// One number from one.
pub fn unary<I: ArrowPrimitiveType, O: ArrowPrimitiveType>(
    value: &Value,
    f: impl Fn(I::Native) -> O::Native,
) -> ArrayRef {
    Arc::new(value.array().as_primitive::<I>().unary::<_, O>(f))
}

/// Which rows are null: those where either operand is.
pub fn either_null(left: &Value, right: &Value, rows: usize) -> Option<NullBuffer> {
    let nulls = |value: &Value| -> Option<NullBuffer> {
        match value {
            Value::Column(array) => array.logical_nulls(),
            Value::Constant(element) if element.is_null(0) => Some(NullBuffer::new_null(rows)),
            Value::Constant(_) => None,
        }
    };
    NullBuffer::union(nulls(left).as_ref(), nulls(right).as_ref())
}

/// Applies `f` to the elements of two operands, nulls included (their elements are some value), for `rows` rows.
fn zipped<L: ArrowPrimitiveType, R: ArrowPrimitiveType, T>(
    (left, right): (&Value, &Value),
    rows: usize,
    f: impl Fn(L::Native, R::Native) -> T,
) -> Vec<T> {
    let l = left.array().as_primitive::<L>().values();
    let r = right.array().as_primitive::<R>().values();
    match (left.is_constant(), right.is_constant()) {
        (false, false) => l.iter().zip(r.iter()).map(|(l, r)| f(*l, *r)).collect(),
        (false, true) => {
            let Some(r) = r.first().copied() else { return Vec::new() };
            l.iter().map(|l| f(*l, r)).collect()
        }
        (true, false) => {
            let Some(l) = l.first().copied() else { return Vec::new() };
            r.iter().map(|r| f(l, *r)).collect()
        }
        (true, true) => l.iter().zip(r.iter()).map(|(l, r)| f(*l, *r)).take(rows.min(1)).collect(),
    }
}

/// One number from two.
pub fn binary<L: ArrowPrimitiveType, R: ArrowPrimitiveType, O: ArrowPrimitiveType>(
    left: &Value,
    right: &Value,
    rows: usize,
    f: impl Fn(L::Native, R::Native) -> O::Native,
) -> PrimitiveArray<O> {
    let rows = length(&[left, right], rows);
    let values: Vec<O::Native> = zipped::<L, R, _>((left, right), rows, f);
    PrimitiveArray::new(ScalarBuffer::from(values), either_null(left, right, rows))
}

/// One number from two, or NULL, or a fault: `f` sees only rows in which neither is NULL.
pub fn try_binary<L: ArrowPrimitiveType, R: ArrowPrimitiveType, O: ArrowPrimitiveType>(
    left: &Value,
    right: &Value,
    rows: usize,
    f: impl Fn(L::Native, R::Native) -> Result<Option<O::Native>, Fault>,
) -> Result<PrimitiveArray<O>, Fault> {
    let rows = length(&[left, right], rows);
    let nulls = either_null(left, right, rows);
    let l = Lane { array: left.array().as_primitive::<L>(), constant: left.is_constant() };
    let r = Lane { array: right.array().as_primitive::<R>(), constant: right.is_constant() };
    let value = |row: usize| {
        if nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) {
            return Ok(None);
        }
        f(l.array.value(l.place(row)), r.array.value(r.place(row)))
    };
    let all: Vec<Option<O::Native>> = (0..rows).map(value).collect::<Result<_, Fault>>()?;
    Ok(PrimitiveArray::from_iter(all))
}

/// A truth value from two numbers.
pub fn test<L: ArrowPrimitiveType>(
    left: &Value,
    right: &Value,
    rows: usize,
    f: impl Fn(L::Native, L::Native) -> bool,
) -> BooleanArray {
    let rows = length(&[left, right], rows);
    let l = left.array().as_primitive::<L>().values();
    let r = right.array().as_primitive::<L>().values();
    let pick = |values: &ScalarBuffer<L::Native>, constant: bool, row: usize| {
        values.get(if constant { 0 } else { row }).copied().unwrap_or_default()
    };
    let bits = match (left.is_constant(), right.is_constant(), l.first().copied(), r.first().copied()) {
        (false, true, _, Some(r)) => BooleanBuffer::collect_bool(rows, |row| f(pick(l, false, row), r)),
        (true, false, Some(l), _) => BooleanBuffer::collect_bool(rows, |row| f(l, pick(r, false, row))),
        (constant_left, constant_right, _, _) => {
            BooleanBuffer::collect_bool(rows, |row| f(pick(l, constant_left, row), pick(r, constant_right, row)))
        }
    };
    BooleanArray::new(bits, either_null(left, right, rows))
}

/// A truth value from two texts or byte strings.
pub fn test_bytes(left: &Value, right: &Value, rows: usize, f: impl Fn(&[u8], &[u8]) -> bool) -> BooleanArray {
    let rows = length(&[left, right], rows);
    let nulls = either_null(left, right, rows);
    let (l, r) = (ByteLane::new(left), ByteLane::new(right));
    let bits = BooleanBuffer::collect_bool(rows, |row| f(l.at(row), r.at(row)));
    BooleanArray::new(bits, nulls)
}

/// The bytes of texts or byte strings.
enum ByteLane<'a> {
    Text(Lane<'a, StringArray>),
    Bytes(Lane<'a, BinaryArray>),
}

impl<'a> ByteLane<'a> {
    fn new(value: &'a Value) -> ByteLane<'a> {
        let (array, constant) = (value.array(), value.is_constant());
        match array.as_string_opt::<i32>() {
            Some(array) => ByteLane::Text(Lane { array, constant }),
            None => ByteLane::Bytes(Lane { array: array.as_binary(), constant }),
        }
    }

    fn at(&self, row: usize) -> &'a [u8] {
        match self {
            ByteLane::Text(lane) => lane.array.value(lane.place(row)).as_bytes(),
            ByteLane::Bytes(lane) => lane.array.value(lane.place(row)),
        }
    }
}
