//! Every schema is parsed by `apache-avro`.
#![expect(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

use apache_avro::Schema;
use serde_json::{Value, json};
use weir_avro::{Convention, Field, FieldType, Record, is_name, sanitize, schema};
use weir_ir::{DataType, DeclaredField, DeclaredType, RowField, Type};

fn record(fields: Vec<Field>) -> Record {
    Record {
        name: "t_value".into(),
        namespace: "org.example".into(),
        doc: Some("a \"quoted\" doc\n-- ${x}".into()),
        fields,
    }
}

fn flink(data: DataType) -> Field {
    Field::new("c", FieldType::Flink(Type::not_null(data)))
}

fn type_of(field: Field, convention: Convention) -> Value {
    let value = schema(&record(vec![field]), convention).unwrap();
    Schema::parse_str(&value.to_string()).unwrap_or_else(|e| panic!("{value}: {e}"));
    value["fields"][0]["type"].clone()
}

#[test]
fn flink_types_are_spelled_as_each_platform_reads_them() {
    let both = |data: DataType| {
        (type_of(flink(data.clone()), Convention::Confluent), type_of(flink(data), Convention::OpenSource))
    };
    assert_eq!(both(DataType::Int), (json!("int"), json!("int")));
    assert_eq!(both(DataType::SmallInt), (json!({"type": "int", "connect.type": "int16"}), json!("int")));
    assert_eq!(
        both(DataType::VarChar(9)),
        (json!({"type": "string", "flink.version": "1", "flink.maxLength": 9}), json!("string"))
    );
    assert_eq!(
        both(DataType::TimestampLtz(3)),
        (
            json!({"type": "long", "logicalType": "timestamp-millis"}),
            json!({"type": "long", "logicalType": "timestamp-millis"})
        )
    );
    assert_eq!(
        both(DataType::Timestamp(3)),
        (
            json!({"type": "long", "logicalType": "local-timestamp-millis"}),
            json!({"type": "long", "logicalType": "timestamp-millis"})
        )
    );
    assert_eq!(
        both(DataType::Decimal { precision: 10, scale: 2 }).0,
        json!({"type": "bytes", "logicalType": "decimal", "precision": 10, "scale": 2})
    );
    assert_eq!(both(DataType::Binary(4)), (json!({"type": "fixed", "name": "t_value_c", "size": 4}), json!("bytes")));
}

#[test]
fn nested_rows_have_names_of_their_own_and_tags_where_they_belong() {
    let inner =
        Type::nullable(DataType::Row(vec![RowField { name: "id".into(), ty: Type::nullable(DataType::String) }]));
    let outer = DataType::Row(vec![
        RowField { name: "merchant".into(), ty: inner.clone() },
        RowField { name: "payer".into(), ty: inner },
    ]);
    let mut field = Field::new("auth", FieldType::Flink(Type::nullable(outer)));
    field.tags = vec![(vec!["merchant".into(), "id".into()], "pii".into()), (vec![], "pci".into())];
    let value = schema(&record(vec![field]), Convention::Confluent).unwrap();
    Schema::parse_str(&value.to_string()).unwrap();
    let auth = &value["fields"][0];
    assert_eq!(auth["confluent:tags"], json!(["pci"]));
    assert_eq!(auth["default"], Value::Null);
    let merchant = &auth["type"][1]["fields"][0]["type"][1];
    assert_eq!(merchant["name"], "t_value_auth_merchant");
    assert_eq!(merchant["fields"][0]["confluent:tags"], json!(["pii"]));
}

#[test]
fn captured_columns_are_spelled_as_debezium_writes_them() {
    let captured = |ty: DeclaredType| Field::new("c", FieldType::Captured { ty, nullable: false });
    let of = |ty| type_of(captured(ty), Convention::Confluent);
    assert_eq!(
        of(DeclaredType::Decimal { precision: 10, scale: 2 })["connect.parameters"]["connect.decimal.precision"],
        "10"
    );
    assert_eq!(of(DeclaredType::Timestamp(None))["logicalType"], "timestamp-millis");
    assert_eq!(of(DeclaredType::TimestampLtz(None))["connect.name"], "io.debezium.time.ZonedTimestamp");
    assert_eq!(of(DeclaredType::VarChar(255)), json!("string"));
    let element = DeclaredField { name: String::new(), ty: DeclaredType::Int, nullable: false };
    assert_eq!(of(DeclaredType::Array(Box::new(element))), json!({"type": "array", "items": ["null", "int"]}));
    assert!(schema(&record(vec![captured(DeclaredType::Row(vec![]))]), Convention::Confluent).is_err());
}

#[test]
fn what_avro_cannot_hold_is_named() {
    for name in ["a b", "ü", "1a", "", "a\"", "a`b", "a-b", "${x}"] {
        assert!(!is_name(name), "{name}");
        assert!(is_name(&sanitize(name)), "{name}");
        let field = Field::new(name, FieldType::Flink(Type::not_null(DataType::Int)));
        let errors = schema(&record(vec![field]), Convention::Confluent).unwrap_err();
        assert_eq!(errors[0].path, [name]);
    }
    for data in [
        DataType::Time(6),
        DataType::Timestamp(9),
        DataType::IntervalMillis("SECOND(3)".into()),
        DataType::Multiset(Box::new(Type::not_null(DataType::Int))),
    ] {
        assert_eq!(schema(&record(vec![flink(data)]), Convention::OpenSource).unwrap_err().len(), 1);
    }
    let map = DataType::Map(Box::new(Type::not_null(DataType::Int)), Box::new(Type::nullable(DataType::Int)));
    assert!(schema(&record(vec![flink(map.clone())]), Convention::OpenSource).is_err());
    assert_eq!(type_of(flink(map), Convention::Confluent)["items"]["name"], "MapEntry");
}
