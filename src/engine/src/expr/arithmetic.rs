//! `+ - * / %` and the minus.
//!
//! Integers wrap, as Java's do; decimals are computed exactly and rounded HALF_UP to the type that Flink gives the result,
//! NULL where that does not hold it; FLOAT and DOUBLE are IEEE's.

use super::{
    Compiler, Kernel, Value,
    cast::{CastFn, Mode},
    decimal,
    lanes::{binary, try_binary},
};
use crate::{
    fault::{Fault, FaultKind},
    time, types,
};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, Int64Array, PrimitiveArray,
    cast::AsArray,
    types::{Date32Type, Decimal128Type, Float64Type, Int32Type, Int64Type, IntervalYearMonthType},
};
use std::sync::Arc;
use weir_ir::{
    DataType, Type,
    sql::{BinaryOp, Expr},
};

pub(crate) fn arithmetic(compiler: &mut Compiler, op: BinaryOp, (left, right): (&Expr, &Expr), expr: &Expr) -> Kernel {
    use DataType as D;
    match (&left.ty.data, &right.ty.data) {
        (D::Date | D::Time(_) | D::Timestamp(_) | D::TimestampLtz(_), D::IntervalMillis(_) | D::IntervalMonths(_)) => {
            shift(compiler, (left, right), op == BinaryOp::Subtract, expr)
        }
        (D::IntervalMillis(_) | D::IntervalMonths(_), D::Date | D::Time(_) | D::Timestamp(_) | D::TimestampLtz(_)) => {
            shift(compiler, (right, left), false, expr)
        }
        (D::IntervalMillis(_), _) | (_, D::IntervalMillis(_)) => intervals(compiler, op, (left, right), expr),
        (D::IntervalMonths(_), _) | (_, D::IntervalMonths(_)) => intervals(compiler, op, (left, right), expr),
        _ => numbers(compiler, op, (left, right), expr),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other types are no numbers")]
fn numbers(compiler: &mut Compiler, op: BinaryOp, (left, right): (&Expr, &Expr), expr: &Expr) -> Kernel {
    let operands = [&left.ty.data, &right.ty.data];
    if operands.iter().any(|ty| matches!(ty, DataType::Double | DataType::Float)) {
        return floats(compiler, op, (left, right), expr);
    }
    if operands.iter().any(|ty| matches!(ty, DataType::Decimal { .. })) {
        return decimals(compiler, op, (left, right), expr);
    }
    // In 64 bits, cut to the result: what wraps in a narrower type wraps the same way. Divisions are the exception,
    // and exact there, but for the smallest number by -1, which wraps when it is cut.
    let long = Type::nullable(DataType::BigInt);
    let (l, r) = (compiler.kernel_as(left, &long), compiler.kernel_as(right, &long));
    let kernel = match op {
        BinaryOp::Add => whole(l, r, i64::wrapping_add),
        BinaryOp::Subtract => whole(l, r, i64::wrapping_sub),
        BinaryOp::Multiply => whole(l, r, i64::wrapping_mul),
        BinaryOp::Divide => dividing(l, r, i64::wrapping_div),
        BinaryOp::Modulo => dividing(l, r, i64::wrapping_rem),
        _ => return compiler.refuse(format!("{} of numbers", op.symbol()), expr.span),
    };
    compiler.cast(kernel, &long, &expr.ty, (Mode::Implicit, expr.span))
}

fn whole(left: Kernel, right: Kernel, f: fn(i64, i64) -> i64) -> Kernel {
    Kernel::of_two(left, right, move |l, r, rows| {
        Ok(Arc::new(binary::<Int64Type, Int64Type, Int64Type>(l, r, rows, f)))
    })
}

/// By zero the job ends, unless either is NULL.
fn dividing(left: Kernel, right: Kernel, f: fn(i64, i64) -> i64) -> Kernel {
    Kernel::of_two(left, right, move |l, r, rows| {
        let divide =
            |l: i64, r: i64| if r == 0 { Err(Fault::new(FaultKind::DivisionByZero)) } else { Ok(Some(f(l, r))) };
        Ok(Arc::new(try_binary::<Int64Type, Int64Type, Int64Type>(l, r, rows, divide)?))
    })
    .may_fail()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other operators are no arithmetic")]
fn floats(compiler: &mut Compiler, op: BinaryOp, (left, right): (&Expr, &Expr), expr: &Expr) -> Kernel {
    // FLOAT with FLOAT in 64 bits and rounded to 32 is what 32 bits give, for one operation.
    let double = Type::nullable(DataType::Double);
    let (l, r) = (compiler.kernel_as(left, &double), compiler.kernel_as(right, &double));
    let f: fn(f64, f64) -> f64 = match op {
        BinaryOp::Add => |l, r| l + r,
        BinaryOp::Subtract => |l, r| l - r,
        BinaryOp::Multiply => |l, r| l * r,
        BinaryOp::Divide => |l, r| l / r,
        BinaryOp::Modulo => |l, r| l % r,
        _ => return compiler.refuse(format!("{} of numbers", op.symbol()), expr.span),
    };
    let kernel = Kernel::of_two(l, r, move |l, r, rows| {
        Ok(Arc::new(binary::<Float64Type, Float64Type, Float64Type>(l, r, rows, f)))
    });
    compiler.cast(kernel, &double, &expr.ty, (Mode::Implicit, expr.span))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other operators are no arithmetic")]
fn decimals(compiler: &mut Compiler, op: BinaryOp, (left, right): (&Expr, &Expr), expr: &Expr) -> Kernel {
    let (Some(of_left), Some(of_right)) = (decimal::digits(&left.ty.data), decimal::digits(&right.ty.data)) else {
        return compiler.refuse(format!("{} of {} and {}", op.symbol(), left.ty.data, right.ty.data), expr.span);
    };
    let as_decimal = |(precision, scale): (u8, u8)| Type::nullable(DataType::Decimal { precision, scale });
    let (l, r) = (compiler.kernel_as(left, &as_decimal(of_left)), compiler.kernel_as(right, &as_decimal(of_right)));
    // MOD has the type of its second operand where that is an integer.
    let result = decimal::digits(&expr.ty.data).unwrap_or((38, 0));
    let scales = (of_left.1, of_right.1);
    let f: decimal::Exact = match op {
        BinaryOp::Add => decimal::add,
        BinaryOp::Subtract => decimal::subtract,
        BinaryOp::Multiply => decimal::multiply,
        BinaryOp::Divide => decimal::divide,
        BinaryOp::Modulo => decimal::remainder,
        _ => return compiler.refuse(format!("{} of numbers", op.symbol()), expr.span),
    };
    let may_fail = matches!(op, BinaryOp::Divide | BinaryOp::Modulo);
    let layout = types::data_type(&as_decimal(result).data);
    let kernel = Kernel::of_two(l, r, move |l, r, rows| {
        let one = |l: i128, r: i128| {
            if may_fail && r == 0 {
                return Err(Fault::new(FaultKind::DivisionByZero));
            }
            Ok(f((l, r), scales, result.1).filter(|value| decimal::fits(*value, result.0)))
        };
        let all = try_binary::<Decimal128Type, Decimal128Type, Decimal128Type>(l, r, rows, one)?;
        Ok(Arc::new(all.with_data_type(layout.clone())))
    });
    let kernel = if may_fail { kernel.may_fail() } else { kernel };
    compiler.cast(kernel, &as_decimal(result), &expr.ty, (Mode::Implicit, expr.span))
}

/// A date or time moved by an interval.
fn shift(compiler: &mut Compiler, (moment, by): (&Expr, &Expr), back: bool, expr: &Expr) -> Kernel {
    let (l, r) = (compiler.kernel(moment), compiler.kernel(by));
    let sign = if back { -1 } else { 1 };
    let ty = expr.ty.data.clone();
    let months = matches!(by.ty.data, DataType::IntervalMonths(_));
    Kernel::of_two(l, r, move |l, r, rows| {
        let count = if months { months_of(r) } else { longs_of(r) };
        let moved = try_binary::<Int64Type, Int64Type, Int64Type>(&longs_of(l), &count, rows, |moment, by| {
            let by = by.saturating_mul(sign);
            Ok(if months { time::add_months(&ty, moment, by) } else { time::add_millis(&ty, moment, by) })
        })?;
        Ok(moments(&ty, &moved))
    })
}

/// Counts of a column of dates or times.
pub(crate) fn longs_of(value: &Value) -> Value {
    let array = value.array();
    let longs: ArrayRef = if let Some(days) = array.as_primitive_opt::<Date32Type>() {
        Arc::new(days.unary::<_, Int64Type>(i64::from))
    } else if let Some(millis) = array.as_primitive_opt::<arrow_array::types::Time32MillisecondType>() {
        Arc::new(millis.unary::<_, Int64Type>(i64::from))
    } else {
        Arc::new(Int64Array::new(types::longs(array), array.nulls().cloned()))
    };
    super::lanes::shaped(value.is_constant(), longs)
}

fn months_of(value: &Value) -> Value {
    let months = value.array().as_primitive::<IntervalYearMonthType>().unary::<_, Int64Type>(i64::from);
    super::lanes::shaped(value.is_constant(), Arc::new(months))
}

/// Counts back to a column of the type.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are laid out in 64 bits")]
pub(crate) fn moments(ty: &DataType, counts: &Int64Array) -> ArrayRef {
    let layout = types::data_type(ty);
    match layout {
        arrow_schema::DataType::Date32 => Arc::new(counts.unary::<_, Date32Type>(|days| days as i32)),
        arrow_schema::DataType::Time32(_) => {
            Arc::new(counts.unary::<_, arrow_array::types::Time32MillisecondType>(|millis| millis as i32))
        }
        arrow_schema::DataType::Interval(_) => {
            Arc::new(counts.unary::<_, IntervalYearMonthType>(|months| months as i32))
        }
        layout => types::of_longs(&layout, counts),
    }
}

/// Sums of intervals, and an interval times a number.
fn intervals(compiler: &mut Compiler, op: BinaryOp, (left, right): (&Expr, &Expr), expr: &Expr) -> Kernel {
    let interval = |ty: &DataType| matches!(ty, DataType::IntervalMillis(_) | DataType::IntervalMonths(_));
    let f: fn(i64, i64) -> i64 = match (op, interval(&left.ty.data), interval(&right.ty.data)) {
        (BinaryOp::Add, true, true) => i64::wrapping_add,
        (BinaryOp::Subtract, true, true) => i64::wrapping_sub,
        (BinaryOp::Multiply, true, false) | (BinaryOp::Multiply, false, true) => i64::wrapping_mul,
        _ => {
            let what = format!("{} {} {}", left.ty.data, op.symbol(), right.ty.data);
            return compiler.refuse(what, expr.span);
        }
    };
    let long = Type::nullable(DataType::BigInt);
    let mut side = |operand: &Expr| {
        if interval(&operand.ty.data) { compiler.kernel(operand) } else { compiler.kernel_as(operand, &long) }
    };
    let (l, r) = (side(left), side(right));
    let ty = expr.ty.data.clone();
    let count = |value: &Value| {
        if value.array().as_primitive_opt::<IntervalYearMonthType>().is_some() {
            months_of(value)
        } else {
            longs_of(value)
        }
    };
    Kernel::of_two(l, r, move |l, r, rows| {
        Ok(moments(&ty, &binary::<Int64Type, Int64Type, Int64Type>(&count(l), &count(r), rows, f)))
    })
}

/// The minus of a type's values.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others have no minus")]
pub(super) fn negate(ty: &DataType) -> Option<CastFn> {
    fn of<T: ArrowPrimitiveType>(f: fn(T::Native) -> T::Native) -> CastFn {
        CastFn::sound(move |array| {
            let array: &PrimitiveArray<T> = array.as_primitive::<T>();
            let layout = array.data_type().clone();
            Ok(Arc::new(array.unary::<_, T>(f).with_data_type(layout)))
        })
    }
    use arrow_array::types::{DurationMillisecondType, Float32Type, Int8Type, Int16Type};
    Some(match types::data_type(ty) {
        arrow_schema::DataType::Int8 => of::<Int8Type>(i8::wrapping_neg),
        arrow_schema::DataType::Int16 => of::<Int16Type>(i16::wrapping_neg),
        arrow_schema::DataType::Int32 => of::<Int32Type>(i32::wrapping_neg),
        arrow_schema::DataType::Int64 => of::<Int64Type>(i64::wrapping_neg),
        arrow_schema::DataType::Float32 => of::<Float32Type>(|value| -value),
        arrow_schema::DataType::Float64 => of::<Float64Type>(|value| -value),
        arrow_schema::DataType::Decimal128(..) => of::<Decimal128Type>(i128::wrapping_neg),
        arrow_schema::DataType::Duration(_) => of::<DurationMillisecondType>(i64::wrapping_neg),
        arrow_schema::DataType::Interval(_) => of::<IntervalYearMonthType>(i32::wrapping_neg),
        _ => return None,
    })
}
