//! Single values: at the edges (tests, sources, sinks), and where a function works value by value.

use crate::types;
use arrow_array::{
    Array, ArrayRef, BinaryArray, BooleanArray, Date32Array, Decimal128Array, DurationMillisecondArray, Float32Array,
    Float64Array, Int8Array, Int16Array, Int32Array, Int64Array, IntervalYearMonthArray, ListArray, MapArray,
    NullArray, StringArray, StructArray, Time32MillisecondArray, TimestampMicrosecondArray, TimestampMillisecondArray,
    TimestampNanosecondArray,
    cast::AsArray,
    types::{
        Date32Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, IntervalYearMonthType,
        Time32MillisecondType,
    },
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType as Arrow, Field, TimeUnit};
use std::sync::Arc;
use weir_ir::{DataType, RowField};

/// A value of a SQL type, which it does not carry: numbers, dates, times, timestamps and intervals count what
/// [`crate::types`] says; a decimal counts its last digit.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
pub enum Datum {
    Null,
    Boolean(bool),
    Int(i64),
    Double(f64),
    Decimal(i128),
    Text(String),
    Bytes(Vec<u8>),
    List(Vec<Datum>),
    Map(Vec<(Datum, Datum)>),
    Row(Vec<Datum>),
}

/// A column of a type from values; what is none of the type's values is NULL.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are no numbers")]
pub fn column(ty: &DataType, values: &[Datum]) -> ArrayRef {
    let ints = || values.iter().map(int);
    match types::data_type(ty) {
        Arrow::Int8 => Arc::new(ints().map(|v| v.map(|v| v as i8)).collect::<Int8Array>()),
        Arrow::Int16 => Arc::new(ints().map(|v| v.map(|v| v as i16)).collect::<Int16Array>()),
        Arrow::Int32 => Arc::new(ints().map(|v| v.map(|v| v as i32)).collect::<Int32Array>()),
        Arrow::Int64 => Arc::new(ints().collect::<Int64Array>()),
        Arrow::Date32 => Arc::new(ints().map(|v| v.map(|v| v as i32)).collect::<Date32Array>()),
        Arrow::Time32(_) => Arc::new(ints().map(|v| v.map(|v| v as i32)).collect::<Time32MillisecondArray>()),
        Arrow::Interval(_) => Arc::new(ints().map(|v| v.map(|v| v as i32)).collect::<IntervalYearMonthArray>()),
        Arrow::Duration(_) => Arc::new(ints().collect::<DurationMillisecondArray>()),
        Arrow::Timestamp(TimeUnit::Microsecond, _) => Arc::new(ints().collect::<TimestampMicrosecondArray>()),
        Arrow::Timestamp(TimeUnit::Nanosecond, _) => Arc::new(ints().collect::<TimestampNanosecondArray>()),
        Arrow::Timestamp(..) => Arc::new(ints().collect::<TimestampMillisecondArray>()),
        Arrow::Float32 => Arc::new(values.iter().map(|v| double(v).map(|v| v as f32)).collect::<Float32Array>()),
        Arrow::Float64 => Arc::new(values.iter().map(double).collect::<Float64Array>()),
        other => column_of(ty, &other, values),
    }
}

fn column_of(ty: &DataType, layout: &Arrow, values: &[Datum]) -> ArrayRef {
    match (layout, ty) {
        (Arrow::Boolean, _) => Arc::new(
            values.iter().map(|v| if let Datum::Boolean(v) = v { Some(*v) } else { None }).collect::<BooleanArray>(),
        ),
        (Arrow::Utf8, _) => Arc::new(
            values
                .iter()
                .map(|v| if let Datum::Text(v) = v { Some(v.as_str()) } else { None })
                .collect::<StringArray>(),
        ),
        (Arrow::Binary, _) => Arc::new(
            values
                .iter()
                .map(|v| if let Datum::Bytes(v) = v { Some(v.as_slice()) } else { None })
                .collect::<BinaryArray>(),
        ),
        (Arrow::Decimal128(..), _) => {
            let all = values.iter().map(|v| if let Datum::Decimal(v) = v { Some(*v) } else { None });
            Arc::new(all.collect::<Decimal128Array>().with_data_type(layout.clone()))
        }
        (Arrow::List(field), DataType::Array(element)) => list(&element.data, field, values),
        (Arrow::Struct(_), DataType::Row(fields)) => row(fields, values),
        (Arrow::Map(field, _), DataType::Map(key, value)) => map((&key.data, &value.data), field, values),
        (Arrow::Map(field, _), DataType::Multiset(element)) => map((&element.data, &DataType::Int), field, values),
        _ => Arc::new(NullArray::new(values.len())),
    }
}

fn list(element: &DataType, field: &Arc<Field>, values: &[Datum]) -> ArrayRef {
    let elements = |v: &Datum| if let Datum::List(elements) = v { elements.clone() } else { Vec::new() };
    let nested: Vec<Vec<Datum>> = values.iter().map(elements).collect();
    let offsets = OffsetBuffer::from_lengths(nested.iter().map(Vec::len));
    let flat: Vec<Datum> = nested.into_iter().flatten().collect();
    let nulls = NullBuffer::from_iter(values.iter().map(|v| matches!(v, Datum::List(_))));
    Arc::new(ListArray::new(field.clone(), offsets, column(element, &flat), Some(nulls)))
}

fn row(fields: &[RowField], values: &[Datum]) -> ArrayRef {
    let cell = |v: &Datum, n: usize| match v {
        Datum::Row(cells) => cells.get(n).cloned().unwrap_or(Datum::Null),
        Datum::Null
        | Datum::Boolean(_)
        | Datum::Int(_)
        | Datum::Double(_)
        | Datum::Decimal(_)
        | Datum::Text(_)
        | Datum::Bytes(_)
        | Datum::List(_)
        | Datum::Map(_) => Datum::Null,
    };
    let columns = fields.iter().enumerate().map(|(n, field)| {
        let cells: Vec<Datum> = values.iter().map(|v| cell(v, n)).collect();
        column(&field.ty.data, &cells)
    });
    let nulls = NullBuffer::from_iter(values.iter().map(|v| matches!(v, Datum::Row(_))));
    let columns: Vec<ArrayRef> = columns.collect();
    if columns.is_empty() {
        return Arc::new(StructArray::new_empty_fields(values.len(), Some(nulls)));
    }
    Arc::new(StructArray::new(types::row(fields), columns, Some(nulls)))
}

fn map((key, value): (&DataType, &DataType), field: &Arc<Field>, values: &[Datum]) -> ArrayRef {
    let entries = |v: &Datum| if let Datum::Map(entries) = v { entries.clone() } else { Vec::new() };
    let nested: Vec<Vec<(Datum, Datum)>> = values.iter().map(entries).collect();
    let offsets = OffsetBuffer::from_lengths(nested.iter().map(Vec::len));
    let (keys, cells): (Vec<Datum>, Vec<Datum>) = nested.into_iter().flatten().unzip();
    let Arrow::Struct(fields) = field.data_type() else { return Arc::new(NullArray::new(values.len())) };
    let entries = StructArray::new(fields.clone(), vec![column(key, &keys), column(value, &cells)], None);
    let nulls = NullBuffer::from_iter(values.iter().map(|v| matches!(v, Datum::Map(_))));
    Arc::new(MapArray::new(field.clone(), offsets, entries, Some(nulls), false))
}

fn int(value: &Datum) -> Option<i64> {
    if let Datum::Int(value) = value { Some(*value) } else { None }
}

fn double(value: &Datum) -> Option<f64> {
    if let Datum::Double(value) = value { Some(*value) } else { None }
}

/// The value in a row of a column.
#[expect(clippy::wildcard_enum_match_arm, reason = "no other layout is used")]
pub fn read(array: &ArrayRef, row: usize) -> Datum {
    if array.is_null(row) || array.data_type() == &Arrow::Null {
        return Datum::Null;
    }
    match array.data_type() {
        Arrow::Boolean => Datum::Boolean(array.as_boolean().value(row)),
        Arrow::Int8 => Datum::Int(i64::from(array.as_primitive::<Int8Type>().value(row))),
        Arrow::Int16 => Datum::Int(i64::from(array.as_primitive::<Int16Type>().value(row))),
        Arrow::Int32 => Datum::Int(i64::from(array.as_primitive::<Int32Type>().value(row))),
        Arrow::Date32 => Datum::Int(i64::from(array.as_primitive::<Date32Type>().value(row))),
        Arrow::Time32(_) => Datum::Int(i64::from(array.as_primitive::<Time32MillisecondType>().value(row))),
        Arrow::Interval(_) => Datum::Int(i64::from(array.as_primitive::<IntervalYearMonthType>().value(row))),
        Arrow::Int64 | Arrow::Timestamp(..) | Arrow::Duration(_) => {
            Datum::Int(types::longs(array).get(row).copied().unwrap_or_default())
        }
        Arrow::Float32 => Datum::Double(f64::from(array.as_primitive::<Float32Type>().value(row))),
        Arrow::Float64 => Datum::Double(array.as_primitive::<Float64Type>().value(row)),
        Arrow::Decimal128(..) => Datum::Decimal(array.as_primitive::<Decimal128Type>().value(row)),
        Arrow::Utf8 => Datum::Text(array.as_string::<i32>().value(row).to_string()),
        Arrow::Binary => Datum::Bytes(array.as_binary::<i32>().value(row).to_vec()),
        Arrow::List(_) => Datum::List(all(&array.as_list::<i32>().value(row))),
        Arrow::Struct(_) => Datum::Row(array.as_struct().columns().iter().map(|column| read(column, row)).collect()),
        Arrow::Map(..) => {
            let entries = array.as_map().value(row);
            let [keys, values] = entries.columns() else { return Datum::Null };
            Datum::Map(all(keys).into_iter().zip(all(values)).collect())
        }
        _ => Datum::Null,
    }
}

/// Every value of a column.
pub fn all(array: &ArrayRef) -> Vec<Datum> {
    (0..array.len()).map(|row| read(array, row)).collect()
}
