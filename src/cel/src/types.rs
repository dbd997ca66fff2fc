//! CEL's types, and what each SQL type of a topic becomes for the clients that run its rules.

use std::fmt;
use weir_ir::{Column, DataType, DeclaredType, Type};

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ty {
    Bool,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    Null,
    Timestamp,
    Duration,
    /// Of `type(x)`.
    Type,
    List(Box<Ty>),
    Map(Box<Ty>, Box<Ty>),
    Record(Vec<Field>),
    /// Only known when the rule runs.
    Dyn,
    /// A value that clients can't compute with or don't agree on; presence and null can be asked.
    Opaque(DataType),
    /// Something was wrong and has been reported.
    Error,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) ty: Ty,
    pub(crate) nullable: bool,
    /// The values of an `enum(…)`.
    pub(crate) values: Option<Vec<String>>,
}

impl Field {
    pub(crate) fn of_column(column: &Column) -> Field {
        let values = match &column.declared {
            Some(DeclaredType::Enum(values)) => Some(values.clone()),
            Some(_) | None => None,
        };
        Field { name: column.name.clone(), ty: Ty::of(&column.ty.data), nullable: column.ty.nullable, values }
    }
}

impl Ty {
    /// As Avro and the clients hand it to CEL (`AvroTypeDescription` of the Java client, `_value_to_cel` of Python's).
    /// Times are a number to one and a timestamp to the other; a decimal is unknown to both.
    pub(crate) fn of(data: &DataType) -> Ty {
        match data {
            DataType::Boolean => Ty::Bool,
            DataType::TinyInt | DataType::SmallInt | DataType::Int | DataType::BigInt => Ty::Int,
            DataType::Float | DataType::Double => Ty::Double,
            DataType::Char(_) | DataType::VarChar(_) | DataType::String => Ty::String,
            DataType::Binary(_) | DataType::VarBinary(_) | DataType::Bytes => Ty::Bytes,
            DataType::Date => Ty::Int,
            DataType::Array(element) => Ty::List(Box::new(Ty::of_element(element))),
            DataType::Map(key, value) => Ty::Map(Box::new(Ty::of(&key.data)), Box::new(Ty::of_element(value))),
            DataType::Row(fields) => Ty::Record(
                fields
                    .iter()
                    .map(|field| Field {
                        name: field.name.clone(),
                        ty: Ty::of(&field.ty.data),
                        nullable: field.ty.nullable,
                        values: None,
                    })
                    .collect(),
            ),
            DataType::Null => Ty::Null,
            DataType::Error => Ty::Error,
            DataType::Decimal { .. }
            | DataType::Time(_)
            | DataType::Timestamp(_)
            | DataType::TimestampLtz(_)
            | DataType::IntervalMonths(_)
            | DataType::IntervalMillis(_)
            | DataType::Multiset(_)
            | DataType::Variant
            | DataType::Bitmap => Ty::Opaque(data.clone()),
        }
    }

    /// Elements that may be null are only known when the rule runs.
    fn of_element(element: &Type) -> Ty {
        if element.nullable { Ty::Dyn } else { Ty::of(&element.data) }
    }

    /// What `x in it` and the macros go over: elements of a list, keys of a map.
    pub(crate) fn members(&self) -> Option<Ty> {
        if let Ty::List(member) | Ty::Map(member, _) = self {
            return Some((**member).clone());
        }
        self.is_loose().then_some(Ty::Dyn)
    }

    /// What `it[x]` takes and gives.
    pub(crate) fn indexed(&self) -> Option<(Ty, Ty)> {
        if let Ty::List(element) = self {
            return Some((Ty::Int, (**element).clone()));
        }
        if let Ty::Map(key, value) = self {
            return Some(((**key).clone(), (**value).clone()));
        }
        self.is_loose().then_some((Ty::Dyn, Ty::Dyn))
    }

    pub(crate) fn is_loose(&self) -> bool {
        matches!(self, Ty::Dyn | Ty::Error)
    }

    /// Whether values of both can be the same type's.
    pub(crate) fn meets(&self, other: &Ty) -> bool {
        match (self, other) {
            (Ty::List(a), Ty::List(b)) => a.meets(b),
            (Ty::Map(a, b), Ty::Map(c, d)) => a.meets(c) && b.meets(d),
            (a, b) => a.is_loose() || b.is_loose() || a == b,
        }
    }
}

impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ty::Bool => f.write_str("bool"),
            Ty::Int => f.write_str("int"),
            Ty::Uint => f.write_str("uint"),
            Ty::Double => f.write_str("double"),
            Ty::String => f.write_str("string"),
            Ty::Bytes => f.write_str("bytes"),
            Ty::Null => f.write_str("null"),
            Ty::Timestamp => f.write_str("timestamp"),
            Ty::Duration => f.write_str("duration"),
            Ty::Type => f.write_str("type"),
            Ty::List(element) => write!(f, "list({element})"),
            Ty::Map(key, value) => write!(f, "map({key}, {value})"),
            Ty::Record(_) => f.write_str("record"),
            Ty::Dyn => f.write_str("dyn"),
            Ty::Opaque(data) => write!(f, "{data}"),
            Ty::Error => f.write_str("?"),
        }
    }
}
