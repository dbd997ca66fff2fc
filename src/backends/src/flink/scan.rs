//! How a column of a topic becomes the column that queries see: masks of the scan, and types that the format of the topic
//! does not have.

use super::query::line;
use crate::{
    shape::{Shape, scan_mask},
    text::{Ident, Text},
};
use weir_ir::{Column, DataType, Environment, MaskKind, Placeholder, Platform, Project};

/// The column computed in the table because the watermark is defined over it.
pub(super) fn time_column_name(column: &str) -> String {
    format!("{column}__ltz")
}

/// Whether the time column of a topic has to be computed from the physical one.
pub(super) fn computes_time(shape: &Shape<'_>, platform: Platform) -> bool {
    shape.time_column().is_some_and(|column| shape.physical(column, platform).data != column.ty.data)
}

/// `expression AS name`, or the column alone.
pub(super) fn item(project: &Project, env: &Environment, shape: &Shape<'_>, column: &Column) -> String {
    let name = Ident(&column.name).to_string();
    let expression = expression(project, env, shape, column);
    if expression == name { name } else { format!("{expression} AS {name}") }
}

fn expression(project: &Project, env: &Environment, shape: &Shape<'_>, column: &Column) -> String {
    let name = Ident(&column.name).to_string();
    let physical = shape.physical(column, env.platform).data;
    if let Some(mask) = scan_mask(project, env, shape.id, column) {
        return masked(mask, &name, column);
    }
    if physical == column.ty.data {
        return name;
    }
    let is_time = shape.time_column().is_some_and(|time| time.name == column.name);
    match (&physical, &column.ty.data) {
        // Debezium sends `timestamptz` as text, `2026-01-01T00:00:00.000Z`. A deleted row may hold the empty text.
        (DataType::String, DataType::TimestampLtz(_)) => {
            format!("TRY_CAST(REPLACE(REPLACE({name}, 'T', ' '), 'Z', '') AS {})", column.ty.data)
        }
        _ if is_time => Ident(&time_column_name(&column.name)).to_string(),
        _ => format!("CAST({name} AS {})", column.ty.data),
    }
}

/// Each kind of mask in Flink SQL; the evaluator of the engine gives the same values.
fn masked(mask: &MaskKind, name: &str, column: &Column) -> String {
    let text = format!("CAST({name} AS STRING)");
    let value = match mask {
        MaskKind::Redact { text } if column.ty.nullable => {
            format!("CASE WHEN {name} IS NULL THEN CAST(NULL AS STRING) ELSE {} END", Text(text))
        }
        MaskKind::Redact { text } => Text(text).to_string(),
        MaskKind::Hash { salt } => format!("SHA256(CONCAT('{}', {text}))", Placeholder::from(salt)),
        MaskKind::Truncate { length } => format!("LEFT({text}, {length})"),
        MaskKind::Partial { keep_last } => format!(
            "CASE WHEN CHAR_LENGTH({text}) > {keep_last} \
             THEN CONCAT(REPEAT('*', CHAR_LENGTH({text}) - {keep_last}), RIGHT({text}, {keep_last})) \
             ELSE REPEAT('*', CHAR_LENGTH({text})) END"
        ),
        MaskKind::Nullify | MaskKind::Drop => "NULL".to_string(),
    };
    format!("CAST({value} AS {})", column.ty.data)
}

/// The newest record of each key, as a view that Flink sees as versioned and keyed.
pub(super) fn deduplicated(project: &Project, env: &Environment, shape: &Shape<'_>, key: &[String]) -> String {
    let outer: Vec<String> = shape.columns.iter().map(|column| item(project, env, shape, column)).collect();
    let inner: Vec<String> = shape.columns.iter().map(|column| Ident(&column.name).to_string()).collect();
    let keys: Vec<String> = key.iter().map(|name| Ident(name).to_string()).collect();
    let at = line(2);
    format!(
        "SELECT{one}{},{one}`__deleted`,{one}`__rowtime`\nFROM (\n  SELECT{at}{},{at}`__deleted`,{at}`$rowtime` AS \
         `__rowtime`,{at}ROW_NUMBER() OVER (PARTITION BY {} ORDER BY `$rowtime` DESC) AS `__row`\n  FROM {}\n)\nWHERE `__row` = 1",
        outer.join(&format!(",{}", line(1))),
        inner.join(&format!(",{at}")),
        keys.join(", "),
        Ident(shape.topic),
        one = line(1),
    )
}

/// Every record, in the shape that queries see. `time` is what the view calls the record's time.
pub(super) fn every(project: &Project, env: &Environment, shape: &Shape<'_>, from: &str, time: &str) -> String {
    let mut items: Vec<String> = shape.columns.iter().map(|column| item(project, env, shape, column)).collect();
    if shape.is_captured() {
        items.push("`__deleted`".to_string());
    }
    items.push(if time == "$rowtime" { "`$rowtime`".to_string() } else { format!("`$rowtime` AS {}", Ident(time)) });
    format!("SELECT{}{}\nFROM {}", line(1), items.join(&format!(",{}", line(1))), Ident(from))
}
