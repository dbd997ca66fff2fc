//! DDL for Confluent Cloud: a topic is a table by itself; weir changes its watermark, adds views, and makes the tables
//! of transforms with key, distribution, watermark and changelog said explicitly.

use super::{Emit, objects, query::interval, scan};
use crate::{
    diagnostics,
    kafka::{self, Cleanup},
    shape::Shape,
    text::{Ident, Text, idents, sql_header},
};
use weir_ir::{Changelog, Column, Environment, Platform, RelationKind, Resource, Scan, address};

pub(super) fn relation(emit: &mut Emit<'_, '_>, shape: &Shape<'_>) {
    check_names(emit, shape);
    match &shape.relation.kind {
        RelationKind::Captured { source, .. } => {
            let needs = vec![address::connector(source, "")];
            existing(emit, shape, "table", needs);
        }
        RelationKind::Topic { .. } => {
            let mut needs = vec![address::subject(&shape.relation.name, "value")];
            if !shape.key.is_empty() {
                needs.push(address::subject(&shape.relation.name, "key"));
            }
            existing(emit, shape, "topic", needs);
        }
        RelationKind::Transform(_) => derived(emit, shape),
        // Whoever exposes it owns its table.
        RelationKind::Product { .. } | RelationKind::DeadLetter { .. } => {}
    }
}

/// A back-tick cannot be written inside an identifier there.
fn check_names(emit: &mut Emit<'_, '_>, shape: &Shape<'_>) {
    let reason = "an identifier there holds no back-tick";
    for column in shape.columns.iter().filter(|column| column.name.contains('`')) {
        let target = "Flink SQL on Confluent Cloud";
        emit.diagnostics.push(diagnostics::name_not_possible(column.span, "column", &column.name, target, reason));
    }
}

/// A table that came with its topic.
fn existing(emit: &mut Emit<'_, '_>, shape: &Shape<'_>, what: &str, needs: Vec<String>) {
    let name = &shape.relation.name;
    let time = shape.time_column().map_or("$rowtime", |column| &column.name);
    let sql = format!(
        "{}ALTER TABLE {} MODIFY WATERMARK FOR {} AS {};\n",
        sql_header(emit.project, what, name, shape.relation.span),
        Ident(shape.topic),
        Ident(time),
        watermark(time, shape.relation.watermark_ms),
    );
    let mut files = vec![emit.file(name, "alter", sql)];
    if objects::has_view(emit.project, emit.env, shape.id) {
        let query = match emit.env.scans.get(&shape.id) {
            Some(Scan::Deduplicated { key, .. }) => scan::deduplicated(emit.project, emit.env, shape, key),
            Some(Scan::Append | Scan::Upsert { .. }) | None => {
                scan::every(emit.project, emit.env, shape, shape.topic, "__rowtime")
            }
        };
        let sql = format!(
            "{}CREATE VIEW IF NOT EXISTS {} AS\n{query};\n",
            sql_header(emit.project, what, name, shape.relation.span),
            Ident(&objects::view_name(shape.topic)),
        );
        files.push(emit.file(name, "view", sql));
    }
    emit.table(shape, files, needs);
}

/// The table of a topic that is others' is theirs too: every statement of the environment reads it with the same
/// watermark, so its owner sets it.
pub(super) fn owner_runs(env: &Environment, shape: &Shape<'_>) -> bool {
    let others = matches!(shape.relation.kind, RelationKind::Topic { existing: true, .. });
    others && env.platform == Platform::ConfluentCloud
}

pub(super) fn watermark(column: &str, delay_ms: u64) -> String {
    if delay_ms == 0 {
        return Ident(column).to_string();
    }
    format!("{} - {}", Ident(column), interval(i64::try_from(delay_ms).unwrap_or(i64::MAX)))
}

fn derived(emit: &mut Emit<'_, '_>, shape: &Shape<'_>) {
    let mut lines: Vec<String> = shape.columns.iter().map(|column| column_line(shape, column)).collect();
    let time = shape.time_column().map_or("$rowtime", |column| &column.name);
    let keys = idents(shape.key.iter().map(|key| key.name.as_str()));
    if !shape.key.is_empty() {
        lines.push(format!("  PRIMARY KEY ({keys}) NOT ENFORCED"));
    }
    lines.push(format!("  WATERMARK FOR {} AS {}", Ident(time), watermark(time, shape.relation.watermark_ms)));
    let buckets = kafka::partitions(emit.project, emit.env, shape.id);
    let by = if shape.key.is_empty() { String::new() } else { format!("BY HASH({keys}) ") };
    let comment = shape.relation.doc.as_ref().map_or_else(String::new, |doc| format!("\nCOMMENT {}", Text(doc)));
    let options: Vec<String> =
        options(emit, shape).into_iter().map(|(key, value)| format!("  {} = {}", Text(key), Text(&value))).collect();
    let sql = format!(
        "{}CREATE TABLE IF NOT EXISTS {} (\n{}\n){comment}\nDISTRIBUTED {by}INTO {buckets} BUCKETS\nWITH (\n{}\n);\n",
        sql_header(emit.project, "transform", &shape.relation.name, shape.relation.span),
        Ident(shape.topic),
        lines.join(",\n"),
        options.join(",\n"),
    );
    let files = vec![emit.file(&shape.relation.name, "table", sql)];
    emit.table(shape, files, Vec::new());
}

fn column_line(shape: &Shape<'_>, column: &Column) -> String {
    let mut ty = column.ty.clone();
    ty.nullable = ty.nullable && !shape.is_key(column);
    let comment = column.doc.as_ref().map_or_else(String::new, |doc| format!(" COMMENT {}", Text(doc)));
    format!("  {} {ty}{comment}", Ident(&column.name))
}

fn options(emit: &Emit<'_, '_>, shape: &Shape<'_>) -> Vec<(&'static str, String)> {
    let keyed = !shape.key.is_empty();
    let mode = match (shape.relation.facts.changelog, keyed) {
        (Changelog::Append, _) => "append",
        (Changelog::Upsert | Changelog::Retract, true) => "upsert",
        (Changelog::Upsert | Changelog::Retract, false) => "retract",
    };
    let compact = kafka::cleanup(emit.project, emit.env, shape.id) == Cleanup::Compact;
    let mut options = vec![
        ("changelog.mode", mode.to_string()),
        ("kafka.cleanup-policy", if compact { "compact" } else { "delete" }.to_string()),
    ];
    if !compact && let Some(retention) = kafka::retention(emit.env, shape.relation.retention_ms) {
        // Nought keeps records for ever.
        options.push(("kafka.retention.time", retention.map_or_else(|| "0 ms".to_string(), |ms| format!("{ms} ms"))));
    }
    if keyed {
        options.push(("key.format", "avro-registry".to_string()));
    }
    options.push(("value.format", "avro-registry".to_string()));
    if keyed {
        // Sinks find the key in the value.
        options.push(("value.fields-include", "all".to_string()));
    }
    options
}

/// The name of the statement that runs a DDL file.
pub(super) fn statement_name(emit: &Emit<'_, '_>, item: &str, kind: &str) -> String {
    ddl_name(&[&emit.project.name, &emit.env.name], item, kind)
}

/// `[a-z0-9-]`, at most 72 bytes, and another for another item: the dot of `shop.orders` is two dashes, because
/// `shop_orders` has one, and what else would be lost stays in a digest.
fn ddl_name(place: &[&str], item: &str, kind: &str) -> String {
    let kept = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '.');
    let lost = !item.chars().all(kept) || ["__", "_.", "._", ".."].iter().any(|pair| item.contains(pair));
    let told_apart = if lost { format!("{item}-{:08x}", digest(item) >> 32) } else { item.replace('.', "--") };
    let text = format!("{}-{told_apart}-{kind}", place.join("-")).to_ascii_lowercase();
    let clean: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let clean = clean.trim_matches('-');
    if clean.len() <= 72 {
        return clean.to_string();
    }
    // Long names keep their end, and a digest of the whole.
    let end: String = clean.chars().skip(clean.len().saturating_sub(54)).collect();
    format!("w{:016x}-{}", digest(&text), end.trim_matches('-'))
}

/// FNV-1a.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

pub(super) fn place(resource: Resource) -> Resource {
    let output = |name: &str| weir_ir::Placeholder::Output(name.to_string()).to_string();
    resource
        .property("compute_pool", output("flink_compute_pool_id"))
        .property("principal", output("service_account_flink_id"))
}

#[cfg(test)]
mod tests {
    use super::ddl_name;
    use std::collections::BTreeSet;

    #[test]
    fn statements_of_different_items_have_different_names_that_the_service_takes() {
        let long = format!("shop.{}", "x".repeat(200));
        let longer = format!("shop.{}y", "x".repeat(200));
        let items =
            ["orders", "Orders", "shop.orders", "shop_orders", "shop__orders", "shop-orders", "größe", &long, &longer];
        let names: Vec<String> = items.iter().map(|item| ddl_name(&["p", "cloud"], item, "alter")).collect();
        for name in &names {
            assert!(name.len() <= 72, "{name}");
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{name}");
            assert!(!name.starts_with('-') && !name.ends_with('-'), "{name}");
        }
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), items.len(), "{names:?}");
        assert_eq!(names[0], "p-cloud-orders-alter");
        assert_eq!(names[2], "p-cloud-shop--orders-alter");
    }
}
