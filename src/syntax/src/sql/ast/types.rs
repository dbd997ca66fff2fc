//! Types as CAST and RETURNING write them.

use super::*;

/// A type as written in CAST, RETURNING and rows.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeName {
    pub kind: TypeKind,
    /// `NOT NULL` is `Some(false)`, `NULL` is `Some(true)`.
    pub nullable: Option<bool>,
    pub span: Span,
}

/// Lengths and precisions are none where they are left out; Flink's defaults are the analyzer's to apply.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeKind {
    Boolean,
    TinyInt,
    SmallInt,
    /// INT, INTEGER.
    Int,
    BigInt,
    /// FLOAT, REAL.
    Float,
    /// DOUBLE, DOUBLE PRECISION.
    Double,
    /// DECIMAL, DEC, NUMERIC.
    Decimal {
        precision: Option<u32>,
        scale: Option<u32>,
    },
    /// CHAR, CHARACTER.
    Char(Option<u32>),
    /// VARCHAR, CHAR VARYING, CHARACTER VARYING.
    VarChar(Option<u32>),
    String,
    Binary(Option<u32>),
    /// VARBINARY, BINARY VARYING.
    VarBinary(Option<u32>),
    Bytes,
    Date,
    Time(Option<u32>),
    Timestamp {
        precision: Option<u32>,
        zone: TimestampZone,
    },
    Interval(IntervalQualifier),
    Array(Box<TypeName>),
    Multiset(Box<TypeName>),
    Map(Box<TypeName>, Box<TypeName>),
    Row(Vec<RowField>),
    Variant,
    Bitmap,
    /// `RAW('class', 'serializer')`.
    Raw {
        class: String,
        serializer: String,
    },
    /// `STRUCTURED<'class', field type, …>`.
    Structured {
        class: String,
        fields: Vec<RowField>,
    },
    /// The type of a bare `NULL`.
    Null,
    /// A name that is none of Flink's types.
    Named(Path),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampZone {
    /// TIMESTAMP, TIMESTAMP WITHOUT TIME ZONE.
    Without,
    /// TIMESTAMP_LTZ, TIMESTAMP WITH LOCAL TIME ZONE.
    Local,
    /// TIMESTAMP WITH TIME ZONE: Flink parses it and has no such type.
    With,
}

#[derive(Debug, Clone, PartialEq)]
pub struct RowField {
    pub name: Name,
    pub ty: TypeName,
    pub comment: Option<String>,
    pub span: Span,
}
