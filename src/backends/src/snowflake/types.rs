use weir_ir::DataType;

/// The column type that a table is made with; the connector inserts into any compatible one (Snowflake, "Summary of data
/// types"; what its automatic tables get wrong: decimals as text, local timestamps as numbers).
pub(super) fn of(data: &DataType) -> Result<String, String> {
    Ok(match data {
        DataType::Boolean => "BOOLEAN".to_string(),
        DataType::TinyInt => "NUMBER(3, 0)".to_string(),
        DataType::SmallInt => "NUMBER(5, 0)".to_string(),
        DataType::Int => "NUMBER(10, 0)".to_string(),
        DataType::BigInt => "NUMBER(19, 0)".to_string(),
        DataType::Float | DataType::Double => "FLOAT".to_string(),
        DataType::Decimal { precision, scale } => format!("NUMBER({precision}, {scale})"),
        DataType::Char(n) | DataType::VarChar(n) => format!("VARCHAR({n})"),
        DataType::String => "VARCHAR".to_string(),
        DataType::Binary(n) | DataType::VarBinary(n) => format!("BINARY({n})"),
        DataType::Bytes => "BINARY".to_string(),
        DataType::Date => "DATE".to_string(),
        DataType::Time(p) => format!("TIME({p})"),
        DataType::Timestamp(p) => format!("TIMESTAMP_NTZ({p})"),
        DataType::TimestampLtz(p) => format!("TIMESTAMP_LTZ({p})"),
        DataType::Array(_) => "ARRAY".to_string(),
        DataType::Map(..) | DataType::Row(_) => "VARIANT".to_string(),
        DataType::Multiset(_)
        | DataType::IntervalMonths(_)
        | DataType::IntervalMillis(_)
        | DataType::Null
        | DataType::Variant
        | DataType::Bitmap
        | DataType::Error => return Err("no column type of Snowflake is like it".to_string()),
    })
}
