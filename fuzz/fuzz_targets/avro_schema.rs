//! Whatever a record's fields are called and typed: a schema that is given out is one that Avro's own library reads.
#![no_main]

use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use weir_avro::{Convention, Field, FieldType, Record, sanitize, schema};
use weir_ir::{DataType, DeclaredField, DeclaredType, RowField, Type};

fuzz_target!(|bytes: &[u8]| {
    let mut source = Unstructured::new(bytes);
    let Ok(record) = record(&mut source) else { return };
    for convention in [Convention::Confluent, Convention::OpenSource] {
        if let Ok(schema) = schema(&record, convention) {
            let read = apache_avro::Schema::parse(&schema);
            assert!(read.is_ok(), "{schema:#}\n{read:?}");
        }
    }
});

fn record(source: &mut Unstructured<'_>) -> Result<Record> {
    let mut fields: Vec<Field> = Vec::new();
    for _ in 0..source.int_in_range(1..=6)? {
        let ty = if source.arbitrary()? {
            FieldType::Flink(flink(source, 4)?)
        } else {
            FieldType::Captured { ty: declared(source, 4)?, nullable: source.arbitrary()? }
        };
        let mut field = Field::new(name(source)?, ty);
        field.doc = source.arbitrary()?;
        if source.arbitrary()? {
            field.tags.push((vec![], source.arbitrary()?));
        }
        // Names are unique: the analyzer sees to that.
        if fields.iter().all(|other| other.name != field.name) {
            fields.push(field);
        }
    }
    let name = sanitize(&name(source)?);
    Ok(Record { name, namespace: "a.b".to_string(), doc: source.arbitrary()?, fields })
}

fn name(source: &mut Unstructured<'_>) -> Result<String> {
    let usual = ["a", "b", "a_b", "id", "name", "value", "A", "_", "a_b_c", "b_c"];
    if source.ratio(3, 4)? { Ok((*source.choose(&usual)?).to_string()) } else { source.arbitrary() }
}

fn flink(source: &mut Unstructured<'_>, depth: usize) -> Result<Type> {
    let nullable = source.arbitrary()?;
    let plain = source.int_in_range(0..=if depth == 0 { 20 } else { 24 })?;
    let data = match plain {
        0 => DataType::Boolean,
        1 => DataType::TinyInt,
        2 => DataType::SmallInt,
        3 => DataType::Int,
        4 => DataType::BigInt,
        5 => DataType::Float,
        6 => DataType::Double,
        7 => {
            let precision = source.int_in_range(1..=38)?;
            DataType::Decimal { precision, scale: source.int_in_range(0..=precision)? }
        }
        8 => DataType::Char(source.int_in_range(1..=255)?),
        9 => DataType::VarChar(source.int_in_range(1..=65535)?),
        10 => DataType::String,
        11 => DataType::Binary(source.int_in_range(1..=255)?),
        12 => DataType::VarBinary(source.int_in_range(1..=65535)?),
        13 => DataType::Bytes,
        14 => DataType::Date,
        15 => DataType::Time(source.int_in_range(0..=9)?),
        16 => DataType::Timestamp(source.int_in_range(0..=9)?),
        17 => DataType::TimestampLtz(source.int_in_range(0..=9)?),
        18 => DataType::Null,
        19 => DataType::Variant,
        20 => DataType::IntervalMillis("SECOND(3)".to_string()),
        21 => DataType::Array(Box::new(flink(source, depth - 1)?)),
        22 => DataType::Map(Box::new(flink(source, depth - 1)?), Box::new(flink(source, depth - 1)?)),
        23 => DataType::Multiset(Box::new(flink(source, depth - 1)?)),
        _ => {
            let mut fields: Vec<RowField> = Vec::new();
            for _ in 0..source.int_in_range(1..=3)? {
                let field = RowField { name: name(source)?, ty: flink(source, depth - 1)? };
                if fields.iter().all(|other| other.name != field.name) {
                    fields.push(field);
                }
            }
            DataType::Row(fields)
        }
    };
    Ok(Type { data, nullable })
}

fn declared(source: &mut Unstructured<'_>, depth: usize) -> Result<DeclaredType> {
    let precision = |source: &mut Unstructured<'_>| -> Result<Option<u8>> {
        Ok(if source.arbitrary()? { Some(source.int_in_range(0..=9)?) } else { None })
    };
    Ok(match source.int_in_range(0..=if depth == 0 { 19 } else { 22 })? {
        0 => DeclaredType::Boolean,
        1 => DeclaredType::TinyInt,
        2 => DeclaredType::SmallInt,
        3 => DeclaredType::Int,
        4 => DeclaredType::BigInt,
        5 => DeclaredType::Float,
        6 => DeclaredType::Double,
        7 => {
            let precision = source.int_in_range(1..=38)?;
            DeclaredType::Decimal { precision, scale: source.int_in_range(0..=precision)? }
        }
        8 => DeclaredType::String,
        9 => DeclaredType::VarChar(source.int_in_range(1..=65535)?),
        10 => DeclaredType::Char(source.int_in_range(1..=255)?),
        11 => DeclaredType::Text,
        12 => DeclaredType::Bytes,
        13 => DeclaredType::Binary(source.int_in_range(1..=255)?),
        14 => DeclaredType::Date,
        15 => DeclaredType::Time(precision(source)?),
        16 => DeclaredType::Timestamp(precision(source)?),
        17 => DeclaredType::TimestampLtz(precision(source)?),
        18 => DeclaredType::Uuid,
        19 => DeclaredType::Json,
        20 => DeclaredType::Array(Box::new(part(source, depth)?)),
        21 => DeclaredType::Map(Box::new(part(source, depth)?), Box::new(part(source, depth)?)),
        _ => DeclaredType::Enum(vec![name(source)?, source.arbitrary()?]),
    })
}

fn part(source: &mut Unstructured<'_>, depth: usize) -> Result<DeclaredField> {
    Ok(DeclaredField { name: String::new(), ty: declared(source, depth - 1)?, nullable: source.arbitrary()? })
}
