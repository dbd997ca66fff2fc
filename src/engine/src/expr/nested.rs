//! Rows, arrays and maps: making them, and taking them apart.

use super::{Compiler, Kernel, Value, lanes::shaped};
use crate::{
    batch::taken,
    datum::{self, Datum},
    operators::picked,
    types,
};
use arrow_array::{Array, ArrayRef, ListArray, StructArray, UInt32Array, cast::AsArray, types::Int64Type};
use arrow_buffer::OffsetBuffer;
use arrow_schema::DataType as Arrow;
use std::{collections::BTreeMap, sync::Arc};
use weir_ir::{DataType, Type, sql::Expr};

/// A field of a row: NULL where the row is.
pub(super) fn field(compiler: &mut Compiler, base: &Expr, name: &str, expr: &Expr) -> Kernel {
    let kernel = compiler.kernel(base);
    let DataType::Row(fields) = &base.ty.data else {
        return compiler.refuse(format!("the field `{name}` of {}", base.ty.data), expr.span);
    };
    let Some(position) = fields.iter().position(|field| field.name == name) else {
        return compiler.refuse(format!("the field `{name}` of {}", base.ty.data), expr.span);
    };
    Kernel::mapping(kernel, move |array| {
        let rows = array.as_struct();
        let column = rows.column(position).clone();
        let Some(nulls) = rows.nulls().filter(|nulls| nulls.null_count() > 0) else { return Ok(column) };
        let rows = (0u32..).take(column.len()).map(|row| nulls.is_valid(row as usize).then_some(row));
        Ok(taken(&column, &rows.collect::<UInt32Array>()))
    })
}

/// Parts computed for all rows, each as long as the rows are many; constant where all of them are.
fn assembled(parts: Vec<Kernel>, assemble: impl Fn(Vec<ArrayRef>, usize) -> ArrayRef + Send + 'static) -> Kernel {
    Kernel::joining(parts, move |parts, env| {
        let values: Vec<Value> = parts.all().iter().map(|part| part.eval(env)).collect::<Result<_, _>>()?;
        let constant = values.iter().all(Value::is_constant);
        let rows = if constant { 1 } else { env.rows };
        let columns = values.into_iter().map(|value| value.into_column(rows)).collect();
        Ok(shaped(constant, assemble(columns, rows)))
    })
}

/// `ROW(a, b)`.
pub(super) fn row(compiler: &mut Compiler, parts: &[Expr], expr: &Expr) -> Kernel {
    let DataType::Row(fields) = &expr.ty.data else { return compiler.refuse("a row without fields", expr.span) };
    let kernels = parts.iter().zip(fields).map(|(part, field)| compiler.kernel_as(part, &field.ty)).collect();
    let fields = types::row(fields);
    assembled(kernels, move |columns, _| Arc::new(StructArray::new(fields.clone(), columns, None)))
}

/// `ARRAY[a, b]`.
pub(super) fn array(compiler: &mut Compiler, parts: &[Expr], expr: &Expr) -> Kernel {
    let DataType::Array(element) = &expr.ty.data else { return compiler.refuse("this array", expr.span) };
    let kernels: Vec<Kernel> = parts.iter().map(|part| compiler.kernel_as(part, element)).collect();
    let layout = types::data_type(&expr.ty.data);
    let element = types::data_type(&element.data);
    assembled(kernels, move |columns, rows| list_of(&columns, rows, (&layout, &element)))
}

fn list_of(columns: &[ArrayRef], rows: usize, (layout, element): (&Arrow, &Arrow)) -> ArrayRef {
    let Arrow::List(field) = layout else { return arrow_array::new_null_array(layout, rows) };
    let offsets = OffsetBuffer::from_repeated_length(columns.len(), rows);
    Arc::new(ListArray::new(field.clone(), offsets, interleaved(columns, rows, element), None))
}

/// The first element of each column, then the second of each.
fn interleaved(columns: &[ArrayRef], rows: usize, element: &Arrow) -> ArrayRef {
    if columns.is_empty() {
        return arrow_array::new_empty_array(element);
    }
    let parts: Vec<&dyn Array> = columns.iter().map(AsRef::as_ref).collect();
    let picks: Vec<(usize, usize)> = (0..rows).flat_map(|row| (0..parts.len()).map(move |n| (n, row))).collect();
    picked(&parts, &picks)
}

/// `MAP[k, v]`. Of equal keys the last counts.
pub(super) fn map(compiler: &mut Compiler, pairs: &[(Expr, Expr)], expr: &Expr) -> Kernel {
    let DataType::Map(key, value) = &expr.ty.data else { return compiler.refuse("this map", expr.span) };
    let keys: Vec<Kernel> = pairs.iter().map(|(part, _)| compiler.kernel_as(part, key)).collect();
    let values = pairs.iter().map(|(_, part)| compiler.kernel_as(part, value));
    let kernels: Vec<Kernel> = keys.into_iter().chain(values.collect::<Vec<_>>()).collect();
    let count = pairs.len();
    let ty = expr.ty.data.clone();
    assembled(kernels, move |columns, rows| {
        let (keys, values) = columns.split_at_checked(count).unwrap_or((&[], &[]));
        let one = |row: usize| {
            let entries = keys.iter().zip(values).map(|(key, value)| (datum::read(key, row), datum::read(value, row)));
            Datum::Map(last_of_each(entries))
        };
        datum::column(&ty, &(0..rows).map(one).collect::<Vec<_>>())
    })
}

/// Entries in order of their keys' first coming, with the last value of each.
pub(crate) fn last_of_each(entries: impl Iterator<Item = (Datum, Datum)>) -> Vec<(Datum, Datum)> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: Vec<(Datum, Datum)> = Vec::new();
    for (key, value) in entries {
        let place = *places.entry(format!("{key:?}")).or_insert(all.len());
        match all.get_mut(place) {
            Some(known) => known.1 = value,
            None => all.push((key, value)),
        }
    }
    all
}

/// `a[i]`, from 1; `m['k']`. NULL where there is none.
pub(super) fn element(compiler: &mut Compiler, base: &Expr, index: &Expr, expr: &Expr) -> Kernel {
    let kernel = compiler.kernel(base);
    #[expect(clippy::wildcard_enum_match_arm, reason = "nothing else has elements")]
    match &base.ty.data {
        DataType::Array(_) => {
            let index = compiler.kernel_as(index, &Type::nullable(DataType::BigInt));
            Kernel::of_two(kernel, index, |list, index, rows| Ok(list_element(list, index, rows)))
        }
        DataType::Map(key, _) => {
            let index = compiler.kernel_as(index, key);
            Kernel::of_two(kernel, index, |map, index, rows| Ok(map_element(map, index, rows)))
        }
        DataType::Row(fields) => {
            let position = super::literal::position(index).and_then(|n| fields.get(n)).map(|field| field.name.clone());
            match position {
                Some(name) => field(compiler, base, &name, expr),
                None => compiler.refuse(format!("an element of {}", base.ty.data), expr.span),
            }
        }
        other => compiler.refuse(format!("an element of {other}"), expr.span),
    }
}

fn list_element(list: &Value, index: &Value, rows: usize) -> ArrayRef {
    let rows = super::lanes::length(&[list, index], rows);
    let (lists, indices) = (list.array().as_list::<i32>(), index.array().as_primitive::<Int64Type>());
    let place = |row: usize| {
        let at = if list.is_constant() { 0 } else { row };
        let nth = if index.is_constant() { 0 } else { row };
        if lists.is_null(at) || indices.is_null(nth) {
            return None;
        }
        let within = u32::try_from(indices.value(nth)).ok()?.checked_sub(1)?;
        let (start, end) = (lists.offsets().get(at)?, lists.offsets().get(at + 1)?);
        let found = u32::try_from(*start).ok()? + within;
        (i64::from(found) < i64::from(*end)).then_some(found)
    };
    taken(lists.values(), &(0..rows).map(place).collect::<UInt32Array>())
}

fn map_element(map: &Value, index: &Value, rows: usize) -> ArrayRef {
    let rows = super::lanes::length(&[map, index], rows);
    let (maps, keys) = (map.array().as_map(), index.array());
    let place = |row: usize| {
        let at = if map.is_constant() { 0 } else { row };
        let nth = if index.is_constant() { 0 } else { row };
        if maps.is_null(at) || keys.is_null(nth) {
            return None;
        }
        let wanted = datum::read(keys, nth);
        let (start, end) = (maps.offsets().get(at)?, maps.offsets().get(at + 1)?);
        (*start..*end)
            .find(|place| usize::try_from(*place).is_ok_and(|place| datum::read(maps.keys(), place) == wanted))
            .and_then(|place| u32::try_from(place).ok())
    };
    taken(maps.values(), &(0..rows).map(place).collect::<UInt32Array>())
}
