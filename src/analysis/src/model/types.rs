//! Declared types, and what SQL sees of them.

use super::diagnostics as messages;
use weir_diagnostics::{Diagnostic, Diagnostics, Spanned};
use weir_ir::{DataType, DeclaredField, DeclaredType, RowField, Type};
use weir_platforms::kinds::TYPES;
use weir_syntax::ast::{self, TypeKind};

/// The longest text and bytes that Flink knows a length of.
const MAX_LENGTH: u64 = 2_147_483_647;

/// What the type is declared to be; [`DeclaredType::Error`] after saying what is wrong.
pub(super) fn declared(ty: &ast::TypeExpr, diagnostics: &mut Diagnostics) -> DeclaredType {
    match &ty.kind {
        TypeKind::Simple { name, arguments } => simple(name, arguments, diagnostics),
        TypeKind::Array(element) => DeclaredType::Array(Box::new(unnamed(element, diagnostics))),
        TypeKind::Map(key, value) => {
            if key.nullable {
                diagnostics.push(messages::nullable_map_key(key.span));
            }
            let key = Box::new(unnamed(key, diagnostics));
            DeclaredType::Map(key, Box::new(unnamed(value, diagnostics)))
        }
        TypeKind::Row(fields) => {
            if fields.is_empty() {
                diagnostics.push(messages::empty_row(ty.span));
                return DeclaredType::Error;
            }
            let field = |field: &ast::Field, diagnostics: &mut Diagnostics| DeclaredField {
                name: field.name.value.clone(),
                ty: declared(&field.ty, diagnostics),
                nullable: field.ty.nullable,
            };
            DeclaredType::Row(fields.iter().map(|f| field(f, diagnostics)).collect())
        }
        TypeKind::Enum(literals) => enumeration(ty, literals, diagnostics),
    }
}

fn enumeration(ty: &ast::TypeExpr, literals: &[Spanned<String>], diagnostics: &mut Diagnostics) -> DeclaredType {
    let mut names = super::index::Names::default();
    let mut kept = Vec::new();
    for literal in literals {
        if names.take(literal, "literal", diagnostics) {
            kept.push(literal.value.clone());
        }
    }
    if kept.is_empty() {
        diagnostics.push(messages::empty_enum(ty.span));
        return DeclaredType::Error;
    }
    DeclaredType::Enum(kept)
}

fn unnamed(ty: &ast::TypeExpr, diagnostics: &mut Diagnostics) -> DeclaredField {
    DeclaredField { name: String::new(), ty: declared(ty, diagnostics), nullable: ty.nullable }
}

fn simple(name: &ast::Name, arguments: &[Spanned<u64>], diagnostics: &mut Diagnostics) -> DeclaredType {
    let Some(row) = TYPES.iter().find(|row| row.name == name.value) else {
        diagnostics.push(messages::unknown_type(name));
        return DeclaredType::Error;
    };
    let right = arguments.len() == row.arguments.len() || (arguments.is_empty() && !row.required);
    if !right {
        diagnostics.push(messages::type_arguments(name, row, arguments));
        return DeclaredType::Error;
    }
    let mut numbers = arguments.iter();
    let mut number = |least: u64, most: u64| match numbers.next() {
        None => Ok(None),
        Some(n) if (least..=most).contains(&n.value) => Ok(Some(n.value)),
        Some(n) => Err(Box::new(messages::type_argument_range(name, n, least, most))),
    };
    let built = build(&name.value, &mut number);
    built.unwrap_or_else(|problem| {
        diagnostics.push(*problem);
        DeclaredType::Error
    })
}

type Numbers<'a> = &'a mut dyn FnMut(u64, u64) -> Result<Option<u64>, Box<Diagnostic>>;

fn build(name: &str, number: Numbers<'_>) -> Result<DeclaredType, Box<Diagnostic>> {
    let length = |n: Option<u64>| u32::try_from(n.unwrap_or(1)).unwrap_or(u32::MAX);
    let digits = |n: u64| u8::try_from(n).unwrap_or(u8::MAX);
    Ok(match name {
        "boolean" => DeclaredType::Boolean,
        "tinyint" => DeclaredType::TinyInt,
        "smallint" => DeclaredType::SmallInt,
        "int" => DeclaredType::Int,
        "bigint" => DeclaredType::BigInt,
        "float" => DeclaredType::Float,
        "double" => DeclaredType::Double,
        "decimal" => {
            let precision = number(1, 38)?.unwrap_or(10);
            let scale = number(0, precision)?.unwrap_or(0);
            DeclaredType::Decimal { precision: digits(precision), scale: digits(scale) }
        }
        "string" => DeclaredType::String,
        "varchar" => DeclaredType::VarChar(length(number(1, MAX_LENGTH)?)),
        "char" => DeclaredType::Char(length(number(1, MAX_LENGTH)?)),
        "text" => DeclaredType::Text,
        "bytes" => DeclaredType::Bytes,
        "binary" => DeclaredType::Binary(length(number(1, MAX_LENGTH)?)),
        "date" => DeclaredType::Date,
        "time" => DeclaredType::Time(number(0, 6)?.map(digits)),
        "timestamp" => DeclaredType::Timestamp(number(0, 6)?.map(digits)),
        "timestamp_ltz" => DeclaredType::TimestampLtz(number(0, 6)?.map(digits)),
        "uuid" => DeclaredType::Uuid,
        "json" => DeclaredType::Json,
        // A row of TYPES without a case here would be a poison type without a message; a test forbids it.
        _ => DeclaredType::Error,
    })
}

/// What SQL sees of a field of a topic: Avro as Confluent's Flink reads it.
pub(super) fn in_topic(ty: &DeclaredType) -> DataType {
    match ty {
        DeclaredType::Array(element) => DataType::Array(Box::new(topic_field(element))),
        DeclaredType::Map(key, value) => DataType::Map(Box::new(topic_field(key)), Box::new(topic_field(value))),
        DeclaredType::Row(fields) => DataType::Row(
            fields.iter().map(|field| RowField { name: field.name.clone(), ty: topic_field(field) }).collect(),
        ),
        DeclaredType::VarChar(n) => DataType::VarChar(*n),
        DeclaredType::Char(n) => DataType::Char(*n),
        DeclaredType::Binary(n) => DataType::Binary(*n),
        DeclaredType::Timestamp(p) => DataType::Timestamp(p.unwrap_or(3)),
        DeclaredType::TimestampLtz(p) => DataType::TimestampLtz(p.unwrap_or(3)),
        DeclaredType::Time(p) => DataType::Time(p.unwrap_or(3)),
        DeclaredType::Boolean
        | DeclaredType::TinyInt
        | DeclaredType::SmallInt
        | DeclaredType::Int
        | DeclaredType::BigInt
        | DeclaredType::Float
        | DeclaredType::Double
        | DeclaredType::Decimal { .. }
        | DeclaredType::String
        | DeclaredType::Text
        | DeclaredType::Bytes
        | DeclaredType::Date
        | DeclaredType::Uuid
        | DeclaredType::Json
        | DeclaredType::Enum(_)
        | DeclaredType::Error => same_everywhere(ty),
    }
}

fn topic_field(field: &DeclaredField) -> Type {
    Type::new(in_topic(&field.ty), field.nullable)
}

/// What SQL sees of a captured column: as it arrives on Confluent, in every environment (reference: types of Debezium
/// with `time.precision.mode=connect`, `decimal.handling.mode=precise`).
pub(super) fn captured(ty: &DeclaredType) -> DataType {
    match ty {
        // Elements of a Postgres array may always be null.
        DeclaredType::Array(element) => DataType::Array(Box::new(Type::nullable(captured(&element.ty)))),
        DeclaredType::VarChar(_) | DeclaredType::Char(_) => DataType::String,
        DeclaredType::Binary(_) => DataType::Bytes,
        // Milliseconds, the wall clock read as UTC.
        DeclaredType::Timestamp(_) => DataType::TimestampLtz(3),
        // A computed column over the text that Debezium sends.
        DeclaredType::TimestampLtz(p) => DataType::TimestampLtz(p.unwrap_or(3)),
        DeclaredType::Time(_) => DataType::Time(3),
        DeclaredType::Map(..) | DeclaredType::Row(_) | DeclaredType::TinyInt => DataType::Error,
        DeclaredType::Boolean
        | DeclaredType::SmallInt
        | DeclaredType::Int
        | DeclaredType::BigInt
        | DeclaredType::Float
        | DeclaredType::Double
        | DeclaredType::Decimal { .. }
        | DeclaredType::String
        | DeclaredType::Text
        | DeclaredType::Bytes
        | DeclaredType::Date
        | DeclaredType::Uuid
        | DeclaredType::Json
        | DeclaredType::Enum(_)
        | DeclaredType::Error => same_everywhere(ty),
    }
}

fn same_everywhere(ty: &DeclaredType) -> DataType {
    match ty {
        DeclaredType::Boolean => DataType::Boolean,
        DeclaredType::TinyInt => DataType::TinyInt,
        DeclaredType::SmallInt => DataType::SmallInt,
        DeclaredType::Int => DataType::Int,
        DeclaredType::BigInt => DataType::BigInt,
        DeclaredType::Float => DataType::Float,
        DeclaredType::Double => DataType::Double,
        DeclaredType::Decimal { precision, scale } => DataType::Decimal { precision: *precision, scale: *scale },
        DeclaredType::String
        | DeclaredType::Text
        | DeclaredType::Uuid
        | DeclaredType::Json
        | DeclaredType::Enum(_)
        | DeclaredType::VarChar(_)
        | DeclaredType::Char(_) => DataType::String,
        DeclaredType::Bytes | DeclaredType::Binary(_) => DataType::Bytes,
        DeclaredType::Date => DataType::Date,
        DeclaredType::Time(_) => DataType::Time(3),
        DeclaredType::Timestamp(_) => DataType::Timestamp(3),
        DeclaredType::TimestampLtz(_) => DataType::TimestampLtz(3),
        DeclaredType::Array(_) | DeclaredType::Map(..) | DeclaredType::Row(_) | DeclaredType::Error => DataType::Error,
    }
}

/// What capture can't carry, with the reason; checked at the column itself and inside arrays.
pub(super) fn refused_in_source(ty: &DeclaredType) -> Option<(&'static str, &'static str)> {
    match ty {
        DeclaredType::TinyInt => Some(("Postgres has no `tinyint`", "declare it `smallint`")),
        DeclaredType::Map(..) => Some(("Postgres has no maps", "declare it `json`")),
        DeclaredType::Row(_) => {
            Some(("Debezium leaves out columns of composite types", "declare it `json`, or a column for each field"))
        }
        DeclaredType::Array(element) => match element.ty {
            DeclaredType::Array(_) => Some(("Debezium carries arrays of one dimension only", "declare it `json`")),
            DeclaredType::TimestampLtz(_) => Some((
                "Debezium sends a `timestamptz` as text, and weir computes no column inside an array",
                "declare it `array<string>`",
            )),
            DeclaredType::Boolean
            | DeclaredType::TinyInt
            | DeclaredType::SmallInt
            | DeclaredType::Int
            | DeclaredType::BigInt
            | DeclaredType::Float
            | DeclaredType::Double
            | DeclaredType::Decimal { .. }
            | DeclaredType::String
            | DeclaredType::VarChar(_)
            | DeclaredType::Char(_)
            | DeclaredType::Text
            | DeclaredType::Bytes
            | DeclaredType::Binary(_)
            | DeclaredType::Date
            | DeclaredType::Time(_)
            | DeclaredType::Timestamp(_)
            | DeclaredType::Uuid
            | DeclaredType::Json
            | DeclaredType::Map(..)
            | DeclaredType::Row(_)
            | DeclaredType::Enum(_)
            | DeclaredType::Error => refused_in_source(&element.ty),
        },
        DeclaredType::Boolean
        | DeclaredType::SmallInt
        | DeclaredType::Int
        | DeclaredType::BigInt
        | DeclaredType::Float
        | DeclaredType::Double
        | DeclaredType::Decimal { .. }
        | DeclaredType::String
        | DeclaredType::VarChar(_)
        | DeclaredType::Char(_)
        | DeclaredType::Text
        | DeclaredType::Bytes
        | DeclaredType::Binary(_)
        | DeclaredType::Date
        | DeclaredType::Time(_)
        | DeclaredType::Timestamp(_)
        | DeclaredType::TimestampLtz(_)
        | DeclaredType::Uuid
        | DeclaredType::Json
        | DeclaredType::Enum(_)
        | DeclaredType::Error => None,
    }
}

/// Digits of a declared time that the way to SQL cuts.
#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else was written is treated alike")]
pub(super) fn cut_digits(ty: &DeclaredType) -> Option<u8> {
    match ty {
        DeclaredType::Timestamp(Some(p)) | DeclaredType::Time(Some(p)) if *p > 3 => Some(*p),
        _ => None,
    }
}

/// Text, for masks and encryption.
pub(super) fn is_text(ty: &DeclaredType) -> bool {
    matches!(
        ty,
        DeclaredType::String
            | DeclaredType::VarChar(_)
            | DeclaredType::Char(_)
            | DeclaredType::Text
            | DeclaredType::Uuid
            | DeclaredType::Json
            | DeclaredType::Enum(_)
    )
}

pub(super) fn is_bytes(ty: &DeclaredType) -> bool {
    matches!(ty, DeclaredType::Bytes | DeclaredType::Binary(_))
}
