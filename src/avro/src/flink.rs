use crate::{
    Convention, is_name,
    record::{Unsupported, insert_tags},
};
use serde_json::{Map, Value, json};
use weir_ir::{DataType, RowField, Type};

/// Flink's types as Avro. Sources: Confluent's "Data Type Mappings"; Flink 2.x, `AvroSchemaConverter` (legacy mapping).
pub(crate) struct Writer<'a> {
    pub(crate) convention: Convention,
    pub(crate) tags: &'a [(Vec<String>, String)],
}

impl Writer<'_> {
    /// The type without its nullability. `name` is what a record or fixed at this place is called.
    pub(crate) fn schema(&self, ty: &Type, path: &[String], name: &str) -> Result<Value, Unsupported> {
        Ok(match &ty.data {
            DataType::Boolean => json!("boolean"),
            DataType::TinyInt => self.narrow("int", "int8"),
            DataType::SmallInt => self.narrow("int", "int16"),
            DataType::Int => json!("int"),
            DataType::BigInt => json!("long"),
            DataType::Float => json!("float"),
            DataType::Double => json!("double"),
            DataType::Decimal { precision, scale } => {
                json!({"type": "bytes", "logicalType": "decimal", "precision": precision, "scale": scale})
            }
            DataType::String => json!("string"),
            DataType::VarChar(length) => self.sized("string", None, *length),
            DataType::Char(length) => self.sized("string", Some(*length), *length),
            DataType::Bytes => json!("bytes"),
            DataType::VarBinary(length) => self.sized("bytes", None, *length),
            DataType::Binary(length) => self.fixed(*length, name),
            DataType::Date => json!({"type": "int", "logicalType": "date"}),
            DataType::Time(precision) => self.time(*precision, path)?,
            DataType::Timestamp(precision) => self.timestamp(*precision, Zone::Local, path)?,
            DataType::TimestampLtz(precision) => self.timestamp(*precision, Zone::Instant, path)?,
            DataType::Array(element) => self.array(element, path, name)?,
            DataType::Map(key, value) => self.map(key, value, path, name)?,
            DataType::Row(fields) => self.row(fields, path, name)?,
            DataType::Multiset(_)
            | DataType::IntervalMonths(_)
            | DataType::IntervalMillis(_)
            | DataType::Null
            | DataType::Variant
            | DataType::Bitmap
            | DataType::Error => return Err(Unsupported::new(path, format!("`{}` has no form in Avro", ty.data))),
        })
    }

    fn narrow(&self, base: &str, connect: &str) -> Value {
        match self.convention {
            Convention::Confluent => json!({"type": base, "connect.type": connect}),
            Convention::OpenSource => json!(base),
        }
    }

    fn sized(&self, base: &str, min: Option<u32>, max: u32) -> Value {
        match (self.convention, min) {
            (Convention::OpenSource, _) => json!(base),
            (Convention::Confluent, None) => json!({"type": base, "flink.version": "1", "flink.maxLength": max}),
            (Convention::Confluent, Some(min)) => {
                json!({"type": base, "flink.version": "1", "flink.minLength": min, "flink.maxLength": max})
            }
        }
    }

    fn fixed(&self, length: u32, name: &str) -> Value {
        match self.convention {
            Convention::Confluent => json!({"type": "fixed", "name": name, "size": length}),
            Convention::OpenSource => json!("bytes"),
        }
    }

    fn time(&self, precision: u8, path: &[String]) -> Result<Value, Unsupported> {
        if precision > 3 {
            return Err(Unsupported::new(
                path,
                format!("`TIME({precision})` is finer than the milliseconds that Flink writes"),
            ));
        }
        let mut object = Map::new();
        object.insert("type".into(), json!("int"));
        object.insert("logicalType".into(), json!("time-millis"));
        if precision < 3 && self.convention == Convention::Confluent {
            object.insert("flink.version".into(), json!("1"));
            object.insert("flink.precision".into(), json!(precision));
        }
        Ok(Value::Object(object))
    }

    fn timestamp(&self, precision: u8, zone: Zone, path: &[String]) -> Result<Value, Unsupported> {
        let unit = match precision {
            0..=3 => "millis",
            4.. if self.convention == Convention::OpenSource => {
                return Err(Unsupported::new(
                    path,
                    format!(
                        "precision {precision} is finer than the milliseconds that `avro-confluent` of open-source Flink holds"
                    ),
                ));
            }
            4..=6 => "micros",
            _ => {
                return Err(Unsupported::new(
                    path,
                    format!("precision {precision} is finer than the microseconds that Avro holds"),
                ));
            }
        };
        let local = match (self.convention, zone) {
            (Convention::Confluent, Zone::Local) => "local-",
            (Convention::Confluent, Zone::Instant) | (Convention::OpenSource, _) => "",
        };
        let mut object = Map::new();
        object.insert("type".into(), json!("long"));
        object.insert("logicalType".into(), json!(format!("{local}timestamp-{unit}")));
        if self.convention == Convention::Confluent && precision != 3 && precision != 6 {
            object.insert("flink.version".into(), json!("1"));
            object.insert("flink.precision".into(), json!(precision));
        }
        Ok(Value::Object(object))
    }

    fn array(&self, element: &Type, path: &[String], name: &str) -> Result<Value, Unsupported> {
        let items = self.optional(element, path, name)?;
        Ok(json!({"type": "array", "items": items}))
    }

    fn map(&self, key: &Type, value: &Type, path: &[String], name: &str) -> Result<Value, Unsupported> {
        match (&key.data, self.convention) {
            (DataType::String | DataType::VarChar(_) | DataType::Char(_), _) => {
                let values = self.optional(value, path, name)?;
                Ok(json!({"type": "map", "values": values}))
            }
            (_, Convention::OpenSource) => {
                Err(Unsupported::new(path, "open-source Flink writes maps to Avro only with a key of text"))
            }
            (_, Convention::Confluent) => {
                let key = self.optional(key, path, &format!("{name}_key"))?;
                let value = self.optional(value, path, &format!("{name}_value"))?;
                let entry = json!({
                    "type": "record", "name": "MapEntry", "namespace": "io.confluent.connect.avro",
                    "fields": [{"name": "key", "type": key}, {"name": "value", "type": value}]
                });
                Ok(json!({"type": "array", "items": entry}))
            }
        }
    }

    fn row(&self, fields: &[RowField], path: &[String], name: &str) -> Result<Value, Unsupported> {
        let mut list = Vec::new();
        for field in fields {
            let mut below = path.to_vec();
            below.push(field.name.clone());
            if !is_name(&field.name) {
                return Err(Unsupported::new(
                    &below,
                    "a field name in Avro is letters, digits and underscores, and does not start with a digit",
                ));
            }
            let mut object = Map::new();
            object.insert("name".into(), json!(field.name));
            object.insert("type".into(), self.optional(&field.ty, &below, &format!("{name}_{}", field.name))?);
            if field.ty.nullable {
                object.insert("default".into(), Value::Null);
            }
            insert_tags(&mut object, self.tags, below.get(1..).unwrap_or_default());
            list.push(Value::Object(object));
        }
        Ok(json!({"type": "record", "name": name, "fields": list}))
    }

    fn optional(&self, ty: &Type, path: &[String], name: &str) -> Result<Value, Unsupported> {
        let schema = self.schema(ty, path, name)?;
        Ok(if ty.nullable { json!(["null", schema]) } else { schema })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Zone {
    Local,
    Instant,
}
