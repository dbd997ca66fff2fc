use serde::Serialize;
use std::fmt;

/// A Flink logical type with its nullability, as `getResolvedSchema()` shows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Type {
    pub data: DataType,
    pub nullable: bool,
}

impl Type {
    pub fn new(data: DataType, nullable: bool) -> Self {
        Type { data, nullable }
    }

    pub fn not_null(data: DataType) -> Self {
        Type { data, nullable: false }
    }

    pub fn nullable(data: DataType) -> Self {
        Type { data, nullable: true }
    }

    /// What stands for the type of something wrong: it is equal to nothing and silences what follows from it.
    pub fn poison() -> Self {
        Type { data: DataType::Error, nullable: true }
    }

    pub fn is_poison(&self) -> bool {
        self.data == DataType::Error
    }
}

/// `INT NOT NULL`, `DECIMAL(10, 2)`: Flink's own spelling.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.data)?;
        if !self.nullable && self.data != DataType::Error {
            f.write_str(" NOT NULL")?;
        }
        Ok(())
    }
}

/// Flink 2.x, "Data Types". Precisions are digits, lengths are characters or bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum DataType {
    Boolean,
    TinyInt,
    SmallInt,
    Int,
    BigInt,
    Float,
    Double,
    Decimal {
        precision: u8,
        scale: u8,
    },
    Char(u32),
    VarChar(u32),
    /// `VARCHAR(2147483647)`.
    String,
    Binary(u32),
    VarBinary(u32),
    /// `VARBINARY(2147483647)`.
    Bytes,
    Date,
    Time(u8),
    Timestamp(u8),
    TimestampLtz(u8),
    /// `INTERVAL YEAR TO MONTH` and its parts; the text is the qualifier, such as `YEAR(2) TO MONTH`.
    IntervalMonths(String),
    /// `INTERVAL DAY TO SECOND` and its parts; the text is the qualifier, such as `SECOND(3)`.
    IntervalMillis(String),
    Array(Box<Type>),
    Map(Box<Type>, Box<Type>),
    Multiset(Box<Type>),
    Row(Vec<RowField>),
    /// The type of a bare `NULL`.
    Null,
    Variant,
    Bitmap,
    /// A poison type: something was wrong and has been reported.
    Error,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RowField {
    pub name: String,
    pub ty: Type,
}

impl Type {
    /// With every text in it of no stated length: `CHAR(3)` and `VARCHAR(3)` become `STRING`.
    pub fn without_text_lengths(&self) -> Type {
        let data = if let DataType::Char(_) | DataType::VarChar(_) = self.data {
            DataType::String
        } else {
            self.data.map_inner(&Type::without_text_lengths)
        };
        Type::new(data, self.nullable)
    }
}

impl DataType {
    /// The same with other types of elements, keys, values and fields.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others hold no type")]
    pub fn map_inner(&self, of: &dyn Fn(&Type) -> Type) -> DataType {
        match self {
            DataType::Array(element) => DataType::Array(Box::new(of(element))),
            DataType::Multiset(element) => DataType::Multiset(Box::new(of(element))),
            DataType::Map(key, value) => DataType::Map(Box::new(of(key)), Box::new(of(value))),
            DataType::Row(fields) => DataType::Row(
                fields.iter().map(|field| RowField { name: field.name.clone(), ty: of(&field.ty) }).collect(),
            ),
            _ => self.clone(),
        }
    }
}

impl fmt::Display for DataType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DataType::Boolean => f.write_str("BOOLEAN"),
            DataType::TinyInt => f.write_str("TINYINT"),
            DataType::SmallInt => f.write_str("SMALLINT"),
            DataType::Int => f.write_str("INT"),
            DataType::BigInt => f.write_str("BIGINT"),
            DataType::Float => f.write_str("FLOAT"),
            DataType::Double => f.write_str("DOUBLE"),
            DataType::Decimal { precision, scale } => write!(f, "DECIMAL({precision}, {scale})"),
            DataType::Char(n) => write!(f, "CHAR({n})"),
            DataType::VarChar(n) => write!(f, "VARCHAR({n})"),
            DataType::String => f.write_str("STRING"),
            DataType::Binary(n) => write!(f, "BINARY({n})"),
            DataType::VarBinary(n) => write!(f, "VARBINARY({n})"),
            DataType::Bytes => f.write_str("BYTES"),
            DataType::Date => f.write_str("DATE"),
            DataType::Time(p) => write!(f, "TIME({p})"),
            DataType::Timestamp(p) => write!(f, "TIMESTAMP({p})"),
            DataType::TimestampLtz(p) => write!(f, "TIMESTAMP_LTZ({p})"),
            DataType::IntervalMonths(q) | DataType::IntervalMillis(q) => write!(f, "INTERVAL {q}"),
            DataType::Array(element) => write!(f, "ARRAY<{element}>"),
            DataType::Map(key, value) => write!(f, "MAP<{key}, {value}>"),
            DataType::Multiset(element) => write!(f, "MULTISET<{element}>"),
            DataType::Row(fields) => {
                f.write_str("ROW<")?;
                for (n, field) in fields.iter().enumerate() {
                    let comma = if n == 0 { "" } else { ", " };
                    write!(f, "{comma}`{}` {}", field.name.replace('`', "``"), field.ty)?;
                }
                f.write_str(">")
            }
            DataType::Null => f.write_str("NULL"),
            DataType::Variant => f.write_str("VARIANT"),
            DataType::Bitmap => f.write_str("BITMAP"),
            DataType::Error => f.write_str("?"),
        }
    }
}

/// A type as the pipeline file declares it; Postgres and sink DDL follow it, SQL sees [`Type`].
/// `timestamp` and `timestamp_ltz` without a precision are `None` until a backend needs a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum DeclaredType {
    Boolean,
    TinyInt,
    SmallInt,
    Int,
    BigInt,
    Float,
    Double,
    Decimal {
        precision: u8,
        scale: u8,
    },
    String,
    VarChar(u32),
    Char(u32),
    Text,
    Bytes,
    Binary(u32),
    Date,
    Time(Option<u8>),
    Timestamp(Option<u8>),
    TimestampLtz(Option<u8>),
    Uuid,
    Json,
    Array(Box<DeclaredField>),
    Map(Box<DeclaredField>, Box<DeclaredField>),
    Row(Vec<DeclaredField>),
    /// A string whose literals are checked, in the order declared.
    Enum(Vec<String>),
    Error,
}

/// A field of a row, or the element of an array or map (its name is then empty).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeclaredField {
    pub name: String,
    pub ty: DeclaredType,
    pub nullable: bool,
}
