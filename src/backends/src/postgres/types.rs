use weir_ir::{DataType, DeclaredType};

/// A declared type as PostgreSQL 15 spells it.
pub(super) fn declared(ty: &DeclaredType) -> Result<String, String> {
    let precise = |name: &str, precision: &Option<u8>, zone: &str| match precision {
        Some(p) => format!("{name}({}){zone}", (*p).min(6)),
        None => format!("{name}{zone}"),
    };
    Ok(match ty {
        DeclaredType::Boolean => "boolean".to_string(),
        DeclaredType::TinyInt | DeclaredType::SmallInt => "smallint".to_string(),
        DeclaredType::Int => "integer".to_string(),
        DeclaredType::BigInt => "bigint".to_string(),
        DeclaredType::Float => "real".to_string(),
        DeclaredType::Double => "double precision".to_string(),
        DeclaredType::Decimal { precision, scale } => format!("numeric({precision}, {scale})"),
        DeclaredType::String | DeclaredType::Text | DeclaredType::Enum(_) => "text".to_string(),
        DeclaredType::VarChar(n) => format!("varchar({n})"),
        DeclaredType::Char(n) => format!("char({n})"),
        DeclaredType::Bytes | DeclaredType::Binary(_) => "bytea".to_string(),
        DeclaredType::Date => "date".to_string(),
        DeclaredType::Time(p) => precise("time", p, ""),
        DeclaredType::Timestamp(p) => precise("timestamp", p, ""),
        DeclaredType::TimestampLtz(p) => precise("timestamp", p, " with time zone"),
        DeclaredType::Uuid => "uuid".to_string(),
        DeclaredType::Json => "jsonb".to_string(),
        DeclaredType::Array(element) => format!("{}[]", declared(&element.ty)?),
        DeclaredType::Map(..) | DeclaredType::Row(_) | DeclaredType::Error => {
            return Err("a table of Postgres has no column of this type".to_string());
        }
    })
}

/// A column of a sink table, for what Debezium's JDBC sink binds.
pub(super) fn derived(data: &DataType) -> Result<String, String> {
    Ok(match data {
        DataType::Boolean => "boolean".to_string(),
        DataType::TinyInt | DataType::SmallInt => "smallint".to_string(),
        DataType::Int => "integer".to_string(),
        DataType::BigInt => "bigint".to_string(),
        DataType::Float => "real".to_string(),
        DataType::Double => "double precision".to_string(),
        DataType::Decimal { precision, scale } => format!("numeric({precision}, {scale})"),
        DataType::Char(_) | DataType::VarChar(_) | DataType::String => "text".to_string(),
        DataType::Binary(_) | DataType::VarBinary(_) | DataType::Bytes => "bytea".to_string(),
        DataType::Date => "date".to_string(),
        DataType::Time(p) => format!("time({})", (*p).min(6)),
        DataType::Timestamp(p) => format!("timestamp({})", (*p).min(6)),
        DataType::TimestampLtz(p) => format!("timestamp({}) with time zone", (*p).min(6)),
        DataType::Array(element) if matches!(element.data, DataType::Array(_)) => return Err(nested()),
        DataType::Array(element) => format!("{}[]", derived(&element.data)?),
        DataType::Map(..) | DataType::Row(_) => return Err(nested()),
        DataType::Multiset(_)
        | DataType::IntervalMonths(_)
        | DataType::IntervalMillis(_)
        | DataType::Null
        | DataType::Variant
        | DataType::Bitmap
        | DataType::Error => return Err("no column type of Postgres is like it".to_string()),
    })
}

fn nested() -> String {
    "the JDBC sink writes no nested values; select their fields as columns".to_string()
}
