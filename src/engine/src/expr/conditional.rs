//! CASE, and what is a CASE by another name: COALESCE, IF, IFNULL, NULLIF.

use super::{Compiler, Env, Kernel, Parts, Value, logic::spread};
use crate::{batch::taken, fault::Fault, operators::picked};
use arrow_array::{Array, ArrayRef, BooleanArray, UInt32Array, cast::AsArray};
use arrow_buffer::BooleanBuffer;
use weir_ir::{
    Type,
    sql::{BinaryOp, CaseBranch, Expr},
};

/// The first branch whose condition is true; NULL where there is none and no ELSE.
pub(super) fn case(
    compiler: &mut Compiler,
    operand: Option<&Expr>,
    branches: &[CaseBranch],
    otherwise: Option<&Expr>,
    ty: &Type,
) -> Kernel {
    let mut parts = Vec::new();
    for branch in branches {
        parts.push(match operand {
            None => compiler.kernel(&branch.when),
            Some(operand) => {
                let (left, right) = compiler.pair(operand, &branch.when);
                super::compare::compare(BinaryOp::Equal, left, right)
            }
        });
        parts.push(compiler.kernel_as(&branch.then, ty));
    }
    parts.push(match otherwise {
        Some(otherwise) => compiler.kernel_as(otherwise, ty),
        None => null(ty),
    });
    choice(parts)
}

fn null(ty: &Type) -> Kernel {
    Kernel::constant(arrow_array::new_null_array(&crate::types::data_type(&ty.data), 1))
}

/// `IF(condition, then, otherwise)`.
pub fn if_else(compiler: &mut Compiler, args: &[Expr], ty: &Type) -> Option<Kernel> {
    let [condition, then, otherwise] = args else { return None };
    let parts = vec![compiler.kernel(condition), compiler.kernel_as(then, ty), compiler.kernel_as(otherwise, ty)];
    Some(choice(parts))
}

/// Conditions and values in turn, then the value of what is left over. A value that may fail is computed only for the
/// rows that take it.
fn choice(parts: Vec<Kernel>) -> Kernel {
    Kernel::joining(parts, |parts, env| {
        let mut open = BooleanBuffer::new_set(env.rows);
        let mut values: Vec<ArrayRef> = Vec::new();
        let mut picks: Vec<(usize, usize)> = vec![(0, 0); env.rows];
        for pair in parts.all().chunks(2) {
            let (taken_here, value) = match pair {
                [condition, value] => (&holds(condition, env, &open)? & &open, value),
                [value] => (open.clone(), value),
                _ => break,
            };
            open = &open & &!&taken_here;
            place(value, env, &taken_here, (&mut values, &mut picks))?;
            if open.count_set_bits() == 0 {
                break;
            }
        }
        let arrays: Vec<&dyn Array> = values.iter().map(AsRef::as_ref).collect();
        Ok(Value::Column(picked(&arrays, &picks)))
    })
}

/// Where a condition is true, among the rows that are still open.
fn holds(condition: &Kernel, env: &Env<'_>, open: &BooleanBuffer) -> Result<BooleanBuffer, Fault> {
    let open_rows = open.count_set_bits();
    let array = if condition.fallible && open_rows < env.rows {
        let open = BooleanArray::new(open.clone(), None);
        spread(&condition.eval_where(env, &open)?.into_column(open_rows), &open)
    } else {
        condition.eval(env)?.into_column(env.rows)
    };
    let array = array.as_boolean();
    Ok(match array.nulls() {
        Some(nulls) => array.values() & nulls.inner(),
        None => array.values().clone(),
    })
}

type Chosen<'a> = (&'a mut Vec<ArrayRef>, &'a mut Vec<(usize, usize)>);

/// Computes a value for the rows that take it, and notes where each finds it.
fn place(value: &Kernel, env: &Env<'_>, rows: &BooleanBuffer, (values, picks): Chosen<'_>) -> Result<(), Fault> {
    let count = rows.count_set_bits();
    if count == 0 && !values.is_empty() {
        return Ok(());
    }
    let set = values.len();
    let narrow = value.fallible && count < env.rows;
    let found =
        if narrow { value.eval_where(env, &BooleanArray::new(rows.clone(), None))? } else { value.eval(env)? };
    for (nth, row) in rows.set_indices().enumerate() {
        if let Some(pick) = picks.get_mut(row) {
            *pick = (
                set,
                if found.is_constant() {
                    0
                } else if narrow {
                    nth
                } else {
                    row
                },
            );
        }
    }
    values.push(found.array().clone());
    Ok(())
}

/// The first argument that is not null. An argument is computed only for the rows that need it where it may fail.
pub fn coalesce(compiler: &mut Compiler, args: &[Expr], ty: &Type) -> Kernel {
    let parts = args.iter().map(|arg| compiler.kernel_as(arg, ty)).collect();
    Kernel::joining(parts, |parts: &Parts, env| {
        let mut open = BooleanBuffer::new_set(env.rows);
        let mut values: Vec<ArrayRef> = Vec::new();
        let mut picks: Vec<(usize, usize)> = vec![(0, 0); env.rows];
        for (n, part) in parts.all().iter().enumerate() {
            let last = n + 1 == parts.all().len();
            place(part, env, &open, (&mut values, &mut picks))?;
            let filled = filled(&values, &picks, &open);
            open = &open & &!&filled;
            if last || open.count_set_bits() == 0 {
                break;
            }
        }
        let arrays: Vec<&dyn Array> = values.iter().map(AsRef::as_ref).collect();
        Ok(Value::Column(picked(&arrays, &picks)))
    })
}

/// Of the open rows, those whose pick is a value.
fn filled(values: &[ArrayRef], picks: &[(usize, usize)], open: &BooleanBuffer) -> BooleanBuffer {
    let valid = |row: usize| {
        let (set, place) = picks.get(row).copied().unwrap_or_default();
        values.get(set).is_some_and(|array| place < array.len() && array.is_valid(place))
    };
    BooleanBuffer::collect_bool(open.len(), |row| open.value(row) && valid(row))
}

/// NULL where both are equal, else the first.
pub fn null_if(compiler: &mut Compiler, args: &[Expr], ty: &Type) -> Option<Kernel> {
    let [first, second] = args else { return None };
    let (left, right) = compiler.pair(first, second);
    let equal = super::compare::compare(BinaryOp::Equal, left, right);
    let value = compiler.kernel_as(first, ty);
    Some(Kernel::joining(vec![equal, value], |parts, env| {
        let equal = parts.at(0).eval(env)?.into_column(env.rows);
        let value = parts.at(1).eval(env)?.into_column(env.rows);
        let equal = equal.as_boolean();
        let keep = |row: usize| !(equal.is_valid(row) && equal.value(row));
        let rows = (0u32..).take(env.rows).map(|row| keep(row as usize).then_some(row));
        Ok(Value::Column(taken(&value, &rows.collect::<UInt32Array>())))
    }))
}
