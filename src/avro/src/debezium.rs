use crate::record::Unsupported;
use serde_json::{Value, json};
use weir_ir::DeclaredType;

/// A Postgres column as Debezium's converters write it with `decimal.handling.mode=precise`,
/// `time.precision.mode=connect` (Debezium 3.x, "Data type mappings"; AvroData's `connect.*` properties).
pub(crate) fn schema(ty: &DeclaredType, path: &[String]) -> Result<Value, Unsupported> {
    Ok(match ty {
        DeclaredType::Boolean => json!("boolean"),
        DeclaredType::TinyInt | DeclaredType::SmallInt => json!({"type": "int", "connect.type": "int16"}),
        DeclaredType::Int => json!("int"),
        DeclaredType::BigInt => json!("long"),
        DeclaredType::Float => json!("float"),
        DeclaredType::Double => json!("double"),
        DeclaredType::Decimal { precision, scale } => decimal(*precision, *scale),
        DeclaredType::String | DeclaredType::VarChar(_) | DeclaredType::Char(_) | DeclaredType::Text => json!("string"),
        DeclaredType::Bytes | DeclaredType::Binary(_) => json!("bytes"),
        DeclaredType::Date => connect("int", "org.apache.kafka.connect.data.Date", "date"),
        DeclaredType::Time(_) => connect("int", "org.apache.kafka.connect.data.Time", "time-millis"),
        DeclaredType::Timestamp(_) => connect("long", "org.apache.kafka.connect.data.Timestamp", "timestamp-millis"),
        DeclaredType::TimestampLtz(_) => named("io.debezium.time.ZonedTimestamp"),
        DeclaredType::Uuid => named("io.debezium.data.Uuid"),
        DeclaredType::Json => named("io.debezium.data.Json"),
        DeclaredType::Enum(values) => json!({
            "type": "string", "connect.version": 1, "connect.parameters": {"allowed": values.join(",")},
            "connect.name": "io.debezium.data.Enum"
        }),
        // Debezium: elements of an array are optional, whatever the column says.
        DeclaredType::Array(element) => json!({"type": "array", "items": ["null", schema(&element.ty, path)?]}),
        DeclaredType::Map(..) | DeclaredType::Row(_) | DeclaredType::Error => {
            return Err(Unsupported::new(path, "a table of Postgres has no column of this type"));
        }
    })
}

fn decimal(precision: u8, scale: u8) -> Value {
    json!({
        "type": "bytes", "scale": scale, "precision": precision, "connect.version": 1,
        "connect.parameters": {"scale": scale.to_string(), "connect.decimal.precision": precision.to_string()},
        "connect.name": "org.apache.kafka.connect.data.Decimal", "logicalType": "decimal"
    })
}

fn connect(base: &str, name: &str, logical: &str) -> Value {
    json!({"type": base, "connect.version": 1, "connect.name": name, "logicalType": logical})
}

fn named(name: &str) -> Value {
    json!({"type": "string", "connect.version": 1, "connect.name": name})
}
