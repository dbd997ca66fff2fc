//! How SQL types are laid out in columns.
//!
//! Integers, FLOAT, DOUBLE, BOOLEAN as they are; DECIMAL 128 bits; every text `Utf8` (CHAR is padded when it is made);
//! BINARY, VARBINARY, BYTES `Binary`; DATE days; TIME milliseconds of the day; TIMESTAMP and TIMESTAMP_LTZ a count of
//! milliseconds, microseconds (precision over 3) or nanoseconds (over 6) since 1970, without a zone (the session's is
//! UTC); INTERVALs of days and seconds milliseconds, of years and months a count of months; ROW, ARRAY, MAP as `Struct`,
//! `List`, `Map`; MULTISET a map to the number of times.

use arrow_array::{
    Array, ArrayRef, DurationMillisecondArray, Int64Array, TimestampMicrosecondArray, TimestampMillisecondArray,
    TimestampNanosecondArray,
    cast::AsArray,
    types::{
        DurationMillisecondType, Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    },
};
use arrow_buffer::ScalarBuffer;
use arrow_schema::{DataType as Arrow, Field, Fields, IntervalUnit, TimeUnit};
use std::sync::Arc;
use weir_ir::{DataType, Type};

/// The layout of a SQL type. What has none ([`supported`]) is laid out as nulls.
pub fn data_type(ty: &DataType) -> Arrow {
    match ty {
        DataType::Boolean => Arrow::Boolean,
        DataType::TinyInt => Arrow::Int8,
        DataType::SmallInt => Arrow::Int16,
        DataType::Int => Arrow::Int32,
        DataType::BigInt => Arrow::Int64,
        DataType::Float => Arrow::Float32,
        DataType::Double => Arrow::Float64,
        DataType::Decimal { precision, scale } => Arrow::Decimal128(*precision, i8::try_from(*scale).unwrap_or(0)),
        DataType::Char(_) | DataType::VarChar(_) | DataType::String => Arrow::Utf8,
        DataType::Binary(_) | DataType::VarBinary(_) | DataType::Bytes => Arrow::Binary,
        DataType::Date => Arrow::Date32,
        DataType::Time(_) => Arrow::Time32(TimeUnit::Millisecond),
        DataType::Timestamp(p) | DataType::TimestampLtz(p) => Arrow::Timestamp(unit(*p), None),
        DataType::IntervalMonths(_) => Arrow::Interval(IntervalUnit::YearMonth),
        DataType::IntervalMillis(_) => Arrow::Duration(TimeUnit::Millisecond),
        DataType::Array(element) => Arrow::List(Arc::new(Field::new("item", data_type(&element.data), true))),
        DataType::Map(key, value) => map(data_type(&key.data), data_type(&value.data)),
        DataType::Multiset(element) => map(data_type(&element.data), Arrow::Int32),
        DataType::Row(fields) => Arrow::Struct(row(fields)),
        DataType::Null | DataType::Variant | DataType::Bitmap | DataType::Error => Arrow::Null,
    }
}

/// The fields of a row's layout.
pub fn row(fields: &[weir_ir::RowField]) -> Fields {
    fields.iter().map(|field| Field::new(&field.name, data_type(&field.ty.data), true)).collect()
}

fn map(key: Arrow, value: Arrow) -> Arrow {
    Arrow::Map(entries(key, value), false)
}

/// The field that holds a map's keys and values.
pub fn entries(key: Arrow, value: Arrow) -> Arc<Field> {
    let fields = Fields::from(vec![Field::new("keys", key, false), Field::new("values", value, true)]);
    Arc::new(Field::new("entries", Arrow::Struct(fields), false))
}

/// The unit in which a timestamp of this precision is counted.
pub fn unit(precision: u8) -> TimeUnit {
    match precision {
        0..=3 => TimeUnit::Millisecond,
        4..=6 => TimeUnit::Microsecond,
        _ => TimeUnit::Nanosecond,
    }
}

/// How many of a timestamp's units make a second.
pub fn per_second(precision: u8) -> i64 {
    match unit(precision) {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    }
}

/// Types of which the engine has no values.
pub fn supported(ty: &Type) -> bool {
    match &ty.data {
        DataType::Variant | DataType::Bitmap | DataType::Error => false,
        DataType::Array(element) | DataType::Multiset(element) => supported(element),
        DataType::Map(key, value) => supported(key) && supported(value),
        DataType::Row(fields) => fields.iter().all(|field| supported(&field.ty)),
        DataType::Boolean
        | DataType::TinyInt
        | DataType::SmallInt
        | DataType::Int
        | DataType::BigInt
        | DataType::Float
        | DataType::Double
        | DataType::Decimal { .. }
        | DataType::Char(_)
        | DataType::VarChar(_)
        | DataType::String
        | DataType::Binary(_)
        | DataType::VarBinary(_)
        | DataType::Bytes
        | DataType::Date
        | DataType::Time(_)
        | DataType::Timestamp(_)
        | DataType::TimestampLtz(_)
        | DataType::IntervalMonths(_)
        | DataType::IntervalMillis(_)
        | DataType::Null => true,
    }
}

/// The numbers of a column that is laid out in 64 bits: BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL of days and seconds.
#[expect(clippy::wildcard_enum_match_arm, reason = "no other type is laid out in 64 bits of integer")]
pub fn longs(column: &ArrayRef) -> ScalarBuffer<i64> {
    match column.data_type() {
        Arrow::Int64 => column.as_primitive::<Int64Type>().values().clone(),
        Arrow::Timestamp(TimeUnit::Millisecond, _) => {
            column.as_primitive::<TimestampMillisecondType>().values().clone()
        }
        Arrow::Timestamp(TimeUnit::Microsecond, _) => {
            column.as_primitive::<TimestampMicrosecondType>().values().clone()
        }
        Arrow::Timestamp(TimeUnit::Nanosecond, _) => column.as_primitive::<TimestampNanosecondType>().values().clone(),
        Arrow::Duration(TimeUnit::Millisecond) => column.as_primitive::<DurationMillisecondType>().values().clone(),
        _ => ScalarBuffer::from(vec![0; column.len()]),
    }
}

/// Numbers back to a column that is laid out in 64 bits.
#[expect(clippy::wildcard_enum_match_arm, reason = "no other type is laid out in 64 bits of integer")]
pub fn of_longs(layout: &Arrow, numbers: &Int64Array) -> ArrayRef {
    let (values, nulls) = (numbers.values().clone(), numbers.nulls().cloned());
    match layout {
        Arrow::Timestamp(TimeUnit::Millisecond, _) => Arc::new(TimestampMillisecondArray::new(values, nulls)),
        Arrow::Timestamp(TimeUnit::Microsecond, _) => Arc::new(TimestampMicrosecondArray::new(values, nulls)),
        Arrow::Timestamp(TimeUnit::Nanosecond, _) => Arc::new(TimestampNanosecondArray::new(values, nulls)),
        Arrow::Duration(_) => Arc::new(DurationMillisecondArray::new(values, nulls)),
        _ => Arc::new(numbers.clone()),
    }
}
