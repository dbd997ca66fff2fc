//! Tables of Confluent's shape in open-source Flink: Confluent's CREATE TABLE rewritten, and the table that Confluent
//! infers for a topic from its subjects. What is rewritten stands in `docs/real.md`.

use super::environment::{array, string};
use super::sqltext::{columns, mask};
use serde_json::Value;

/// The column that every table has there, and what is read from Kafka records here.
const ROWTIME: &str = "  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL";
const DEFAULT_WATERMARK: &str = "  WATERMARK FOR `$rowtime` AS `$rowtime`";

/// A CREATE TABLE as Confluent takes it, rewritten for open-source Flink: the columns, watermark and key stay;
/// `$rowtime` is declared; DISTRIBUTED and the options go, and a connector with the same changelog mode comes instead.
pub(crate) fn rewrite(create: &str) -> Result<String, String> {
    let masked = mask(create);
    let (open, close) = columns(&masked).ok_or("no list of columns")?;
    let (head, rest) = create.split_at_checked(open + 1).ok_or("no list of columns")?;
    let (body, tail) = rest.split_at_checked(close - open - 1).ok_or("no list of columns")?;
    let mode = option(tail, "changelog.mode").unwrap_or_else(|| "append".to_string());
    let mut lines: Vec<String> = body.trim().split(",\n").map(|line| format!("  {}", line.trim())).collect();
    if mode == "append" {
        // The Kafka connector of open-source Flink refuses a key of a topic that only appends.
        lines.retain(|line| !line.starts_with("  PRIMARY KEY"));
    }
    if !lines.iter().any(|line| line.starts_with("  WATERMARK")) {
        lines.push(DEFAULT_WATERMARK.to_string());
    }
    lines.push(ROWTIME.to_string());
    let comment = tail_comment(tail, &mask(tail));
    Ok(format!("{head}\n{}\n){comment} WITH (\n{}\n)", lines.join(",\n"), connector(&mode)?))
}

/// The table that Confluent makes of a topic whose value has this Avro schema. A compacted topic has its key's schema here
/// too: it is an upsert table by the key's columns.
pub(crate) fn inferred(topic: &str, value: &Value, key: Option<&Value>) -> Result<String, String> {
    let fields = array(value, "fields");
    if fields.is_empty() {
        return Err(format!("the value of `{topic}` is no record"));
    }
    let columns: Result<Vec<String>, String> =
        fields.iter().map(|field| Ok(format!("  {} {}", ident(&string(field, "name")), field_type(field)?))).collect();
    let mut lines = columns?;
    lines.push(ROWTIME.to_string());
    lines.push(DEFAULT_WATERMARK.to_string());
    let key: Vec<String> = key
        .map(|key| array(key, "fields"))
        .unwrap_or_default()
        .iter()
        .map(|field| ident(&string(field, "name")))
        .collect();
    let mode = if key.is_empty() { "append" } else { "upsert" };
    if !key.is_empty() {
        lines.push(format!("  PRIMARY KEY ({}) NOT ENFORCED", key.join(", ")));
    }
    Ok(format!("CREATE TABLE {} (\n{}\n) WITH (\n{}\n)", ident(topic), lines.join(",\n"), connector(mode)?))
}

fn connector(mode: &str) -> Result<String, String> {
    let kafka = "'topic' = 't', 'properties.bootstrap.servers' = '127.0.0.1:29092'";
    Ok(match mode {
        "append" => {
            format!("  'connector' = 'kafka', {kafka}, 'scan.startup.mode' = 'earliest-offset', 'format' = 'json'")
        }
        "upsert" => format!("  'connector' = 'upsert-kafka', {kafka}, 'key.format' = 'json', 'value.format' = 'json'"),
        "retract" => {
            format!(
                "  'connector' = 'kafka', {kafka}, 'scan.startup.mode' = 'earliest-offset', 'format' = 'debezium-json'"
            )
        }
        other => return Err(format!("changelog.mode `{other}`")),
    })
}

/// The type of a field, as Confluent reads Avro.
fn field_type(field: &Value) -> Result<String, String> {
    let ty = field.get("type").unwrap_or(&Value::Null);
    let branches = ty.as_array().map(Vec::as_slice).unwrap_or_default();
    let present: Vec<&Value> = branches.iter().filter(|branch| branch.as_str() != Some("null")).collect();
    match present.as_slice() {
        [] => Ok(format!("{} NOT NULL", flink_type(ty)?)),
        [one] if branches.len() > 1 => flink_type(one),
        _ => Err(format!("the union of `{}`", string(field, "name"))),
    }
}

fn flink_type(ty: &Value) -> Result<String, String> {
    let name = ty.as_str().map_or_else(|| string(ty, "type"), str::to_string);
    let number = |key: &str| ty.get(key).and_then(Value::as_u64);
    Ok(match (string(ty, "logicalType").as_str(), name.as_str()) {
        ("decimal", _) => format!("DECIMAL({}, {})", number("precision").unwrap_or(10), number("scale").unwrap_or(0)),
        ("date", _) => "DATE".to_string(),
        ("time-millis", _) => "TIME(3)".to_string(),
        ("timestamp-millis", _) => "TIMESTAMP_LTZ(3)".to_string(),
        ("timestamp-micros", _) => "TIMESTAMP_LTZ(6)".to_string(),
        ("local-timestamp-millis", _) => "TIMESTAMP(3)".to_string(),
        ("local-timestamp-micros", _) => "TIMESTAMP(6)".to_string(),
        (_, "int") => match string(ty, "connect.type").as_str() {
            "int8" => "TINYINT".to_string(),
            "int16" => "SMALLINT".to_string(),
            _ => "INT".to_string(),
        },
        (_, "long") => "BIGINT".to_string(),
        (_, "string") => match (number("flink.minLength"), number("flink.maxLength")) {
            (Some(min), Some(max)) if min == max => format!("CHAR({max})"),
            (_, Some(max)) => format!("VARCHAR({max})"),
            (_, None) => "STRING".to_string(),
        },
        (_, "enum") => "STRING".to_string(),
        (_, "boolean" | "float" | "double" | "bytes") => name.to_ascii_uppercase(),
        (_, "fixed") => format!("BINARY({})", number("size").unwrap_or(1)),
        (_, "array") => format!("ARRAY<{}>", element(ty, "items")?),
        (_, "map") => format!("MAP<STRING NOT NULL, {}>", element(ty, "values")?),
        (_, "record") => {
            let fields: Result<Vec<String>, String> = array(ty, "fields")
                .iter()
                .map(|field| Ok(format!("{} {}", ident(&string(field, "name")), field_type(field)?)))
                .collect();
            format!("ROW<{}>", fields?.join(", "))
        }
        _ => return Err(format!("the Avro type {ty}")),
    })
}

fn element(ty: &Value, key: &str) -> Result<String, String> {
    let element = ty.get(key).cloned().unwrap_or_default();
    field_type(&serde_json::json!({ "name": key, "type": element }))
}

fn ident(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

/// `COMMENT '…'` after the columns.
fn tail_comment(tail: &str, masked: &str) -> String {
    let end = ["DISTRIBUTED", "WITH"].iter().filter_map(|word| masked.find(word)).min().unwrap_or(masked.len());
    let start = masked.find("COMMENT").filter(|start| *start < end);
    start.and_then(|start| tail.get(start..end)).map_or_else(String::new, |text| format!(" {}", text.trim()))
}

/// The value of `'key' = 'value'`.
fn option(tail: &str, key: &str) -> Option<String> {
    let (_, rest) = tail.split_once(&format!("'{key}' = '"))?;
    rest.split_once('\'').map(|(value, _)| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_keeps_columns_key_and_comment() {
        let create = "CREATE TABLE IF NOT EXISTS `a` (\n  `x` DECIMAL(10, 2) NOT NULL COMMENT 'with ) and (',\n  PRIMARY KEY (`x`) NOT ENFORCED\n)\nCOMMENT 'DISTRIBUTED'\nDISTRIBUTED BY HASH(`x`) INTO 6 BUCKETS\nWITH (\n  'changelog.mode' = 'upsert'\n)";
        let text = rewrite(create).unwrap();
        assert!(text.starts_with("CREATE TABLE IF NOT EXISTS `a` (\n  `x` DECIMAL(10, 2) NOT NULL COMMENT 'with ) and (',\n  PRIMARY KEY (`x`) NOT ENFORCED,\n  WATERMARK FOR `$rowtime`"), "{text}");
        assert!(text.contains(") COMMENT 'DISTRIBUTED' WITH (\n  'connector' = 'upsert-kafka'"), "{text}");
        assert!(!text.contains("BUCKETS"), "{text}");
    }

    #[test]
    fn a_topic_becomes_a_table_of_its_value() {
        let value = serde_json::json!({ "type": "record", "fields": [
            { "name": "id", "type": "int" },
            { "name": "at", "type": ["null", { "type": "long", "logicalType": "timestamp-millis" }] },
            { "name": "tags", "type": { "type": "array", "items": "string" } },
        ] });
        let text = inferred("a.b", &value, None).unwrap();
        assert!(text.starts_with("CREATE TABLE `a.b` (\n  `id` INT NOT NULL,\n  `at` TIMESTAMP_LTZ(3),\n  `tags` ARRAY<STRING NOT NULL> NOT NULL,\n  `$rowtime`"), "{text}");
    }
}
