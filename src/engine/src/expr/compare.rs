//! Comparisons.

use super::{
    Compiler, Kernel, Value,
    lanes::{self, either_null, length},
    logic,
};
use crate::{datum, types};
use arrow_array::{
    Array, ArrayRef, BooleanArray,
    cast::AsArray,
    types::{
        Date32Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
        IntervalYearMonthType, Time32MillisecondType,
    },
};
use arrow_buffer::BooleanBuffer;
use arrow_schema::DataType as Arrow;
use std::{cmp::Ordering, sync::Arc};
use weir_ir::{
    DataType, Type,
    sql::{BinaryOp, Expr},
};
use weir_platforms::functions::least_common;

/// The type in which two operands are compared. A text literal beside a date or time is read as one.
pub(crate) fn common(left: &Type, right: &Type) -> Option<Type> {
    if left.data == right.data {
        return Some(left.clone());
    }
    let text = |ty: &Type| matches!(ty.data, DataType::Char(_) | DataType::VarChar(_) | DataType::String);
    match (text(left), text(right)) {
        (true, true) => Some(Type::nullable(DataType::String)),
        (true, false) => Some(right.clone()),
        (false, true) => Some(left.clone()),
        (false, false) => least_common(left, right),
    }
}

pub(super) fn compare(op: BinaryOp, left: Kernel, right: Kernel) -> Kernel {
    Kernel::of_two(left, right, move |l, r, rows| Ok(Arc::new(compared(op, l, r, rows))))
}

fn accepts(op: BinaryOp, ordering: Option<Ordering>) -> bool {
    match (op, ordering) {
        (BinaryOp::Equal, ordering) => ordering == Some(Ordering::Equal),
        (BinaryOp::NotEqual, ordering) => ordering != Some(Ordering::Equal),
        (BinaryOp::Less, ordering) => ordering == Some(Ordering::Less),
        (BinaryOp::Greater, ordering) => ordering == Some(Ordering::Greater),
        (BinaryOp::LessEqual, ordering) => matches!(ordering, Some(Ordering::Less | Ordering::Equal)),
        (BinaryOp::GreaterEqual, ordering) => matches!(ordering, Some(Ordering::Greater | Ordering::Equal)),
        (
            BinaryOp::Add
            | BinaryOp::Subtract
            | BinaryOp::Multiply
            | BinaryOp::Divide
            | BinaryOp::Modulo
            | BinaryOp::Concat
            | BinaryOp::And
            | BinaryOp::Or,
            _,
        ) => false,
    }
}

/// Compares numbers of one layout, with the operator chosen outside of the loop.
macro_rules! compare_as {
    ($ty:ty, $op:expr, $l:expr, $r:expr, $rows:expr) => {
        match $op {
            BinaryOp::Equal => lanes::test::<$ty>($l, $r, $rows, |l, r| l == r),
            BinaryOp::NotEqual => lanes::test::<$ty>($l, $r, $rows, |l, r| l != r),
            BinaryOp::Less => lanes::test::<$ty>($l, $r, $rows, |l, r| l < r),
            BinaryOp::LessEqual => lanes::test::<$ty>($l, $r, $rows, |l, r| l <= r),
            BinaryOp::Greater => lanes::test::<$ty>($l, $r, $rows, |l, r| l > r),
            BinaryOp::GreaterEqual => lanes::test::<$ty>($l, $r, $rows, |l, r| l >= r),
            BinaryOp::Add
            | BinaryOp::Subtract
            | BinaryOp::Multiply
            | BinaryOp::Divide
            | BinaryOp::Modulo
            | BinaryOp::Concat
            | BinaryOp::And
            | BinaryOp::Or => lanes::test::<$ty>($l, $r, $rows, |_, _| false),
        }
    };
}

/// Both are of one layout.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other layouts are compared value by value")]
fn compared(op: BinaryOp, left: &Value, right: &Value, rows: usize) -> BooleanArray {
    match left.array().data_type() {
        Arrow::Int8 => compare_as!(Int8Type, op, left, right, rows),
        Arrow::Int16 => compare_as!(Int16Type, op, left, right, rows),
        Arrow::Int32 => compare_as!(Int32Type, op, left, right, rows),
        Arrow::Int64 => compare_as!(Int64Type, op, left, right, rows),
        Arrow::Date32 => compare_as!(Date32Type, op, left, right, rows),
        Arrow::Time32(_) => compare_as!(Time32MillisecondType, op, left, right, rows),
        Arrow::Interval(_) => compare_as!(IntervalYearMonthType, op, left, right, rows),
        Arrow::Timestamp(..) | Arrow::Duration(_) => {
            let long = |value: &Value| {
                let array: ArrayRef =
                    Arc::new(arrow_array::Int64Array::new(types::longs(value.array()), value.array().nulls().cloned()));
                lanes::shaped(value.is_constant(), array)
            };
            compare_as!(Int64Type, op, &long(left), &long(right), rows)
        }
        Arrow::Float32 => compare_as!(Float32Type, op, left, right, rows),
        Arrow::Float64 => compare_as!(Float64Type, op, left, right, rows),
        Arrow::Decimal128(..) => compare_as!(Decimal128Type, op, left, right, rows),
        Arrow::Utf8 | Arrow::Binary => lanes::test_bytes(left, right, rows, move |l, r| match op {
            BinaryOp::Equal => l == r,
            BinaryOp::NotEqual => l != r,
            other => accepts(other, Some(l.cmp(r))),
        }),
        _ => by_value(op, left, right, rows),
    }
}

fn by_value(op: BinaryOp, left: &Value, right: &Value, rows: usize) -> BooleanArray {
    let rows = length(&[left, right], rows);
    let nulls = either_null(left, right, rows);
    let at = |value: &Value, row: usize| datum::read(value.array(), if value.is_constant() { 0 } else { row });
    let bits = BooleanBuffer::collect_bool(rows, |row| accepts(op, at(left, row).partial_cmp(&at(right, row))));
    BooleanArray::new(bits, nulls)
}

/// IS [NOT] DISTINCT FROM: NULL is like NULL.
pub(super) fn distinct((left, right): (Kernel, Kernel), negated: bool) -> Kernel {
    Kernel::of_two(left, right, move |l, r, rows| {
        let equal = compared(BinaryOp::Equal, l, r, rows);
        let null = |value: &Value, row: usize| value.array().is_null(if value.is_constant() { 0 } else { row });
        let same = |row: usize| match (null(l, row), null(r, row)) {
            (true, true) => true,
            (false, false) => equal.value(row),
            (true, false) | (false, true) => false,
        };
        let bits = BooleanBuffer::collect_bool(equal.len(), |row| same(row) == negated);
        Ok(Arc::new(BooleanArray::new(bits, None)))
    })
}

/// `x BETWEEN low AND high`.
pub(super) fn between(
    compiler: &mut Compiler,
    (operand, low, high): (&Expr, &Expr, &Expr),
    symmetric: bool,
    negated: bool,
) -> Kernel {
    let range = |compiler: &mut Compiler, low: &Expr, high: &Expr| {
        let (l, from) = compiler.pair(operand, low);
        let (r, to) = compiler.pair(operand, high);
        let at_least = compare(BinaryOp::GreaterEqual, l, from);
        let at_most = compare(BinaryOp::LessEqual, r, to);
        logic::both(true, at_least, at_most)
    };
    let inside = range(compiler, low, high);
    let inside = if symmetric { logic::both(false, inside, range(compiler, high, low)) } else { inside };
    if negated { logic::not(inside) } else { inside }
}

/// `x IN (a, b)`: `x = a OR x = b`.
pub(super) fn is_in(compiler: &mut Compiler, operand: &Expr, list: &[Expr], negated: bool) -> Kernel {
    let equal = |compiler: &mut Compiler, element: &Expr| {
        let (left, right) = compiler.pair(operand, element);
        compare(BinaryOp::Equal, left, right)
    };
    let mut tests: Vec<Kernel> = list.iter().map(|element| equal(compiler, element)).collect();
    let Some(first) = (!tests.is_empty()).then(|| tests.remove(0)) else {
        return Kernel::constant(Arc::new(BooleanArray::from(vec![negated])));
    };
    let any = tests.into_iter().fold(first, |any, test| logic::both(false, any, test));
    if negated { logic::not(any) } else { any }
}

/// Whether each element is like the other's: NULL is like NULL.
pub(crate) fn same(left: &ArrayRef, right: &ArrayRef) -> BooleanBuffer {
    let equal = compared(BinaryOp::Equal, &Value::Column(left.clone()), &Value::Column(right.clone()), left.len());
    let floats = matches!(left.data_type(), Arrow::Float32 | Arrow::Float64);
    BooleanBuffer::collect_bool(left.len(), |row| match (left.is_null(row), right.is_null(row)) {
        (true, true) => true,
        (false, false) => equal.value(row) || (floats && both_nan(left, right, row)),
        (true, false) | (false, true) => false,
    })
}

fn both_nan(left: &ArrayRef, right: &ArrayRef, row: usize) -> bool {
    let nan = |array: &ArrayRef| match array.as_primitive_opt::<Float64Type>() {
        Some(array) => array.value(row).is_nan(),
        None => array.as_primitive::<Float32Type>().value(row).is_nan(),
    };
    nan(left) && nan(right)
}
