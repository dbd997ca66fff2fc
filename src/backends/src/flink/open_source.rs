//! DDL for open-source Flink: a table over the topic in the types that `avro-confluent` knows, and a view with the
//! relation's own types, so that queries are the same as on Confluent Cloud.

use super::{Emit, confluent::watermark, objects, scan};
use crate::{
    diagnostics, kafka, schemas,
    shape::Shape,
    text::{Ident, Part, Text, idents, sql_header},
};
use weir_ir::{Changelog, Environment, Placeholder, Platform, RelationKind, TextPart, address, escape_literal};

pub(super) fn relation(emit: &mut Emit<'_, '_>, shape: &Shape<'_>) {
    let name = &shape.relation.name;
    let what = match shape.relation.kind {
        RelationKind::Captured { .. } => "table",
        RelationKind::Topic { .. } => "topic",
        RelationKind::Transform(_) => "transform",
        RelationKind::Product { .. } => "product",
        RelationKind::DeadLetter { .. } => return,
    };
    if shape.relation.facts.changelog != Changelog::Append && shape.key.is_empty() {
        emit.diagnostics.push(diagnostics::updates_without_key(shape.relation.span, name, &emit.env.name));
        return;
    }
    let header = sql_header(emit.project, what, name, shape.relation.span);
    let table = table(emit, shape);
    let view = format!(
        "{header}CREATE VIEW IF NOT EXISTS {} AS\n{};\n",
        Ident(shape.topic),
        scan::every(emit.project, emit.env, shape, &objects::table_name(shape.topic), "$rowtime"),
    );
    let files = vec![emit.file(name, "table", format!("{header}{table}")), emit.file(name, "view", view)];
    let mut needs: Vec<String> = kafka::need(shape.relation).into_iter().collect();
    match shape.relation.kind {
        RelationKind::Transform(_) | RelationKind::Topic { .. } => {
            needs.push(address::subject(name, "value"));
            if !shape.key.is_empty() {
                needs.push(address::subject(name, "key"));
            }
        }
        RelationKind::Captured { .. } | RelationKind::Product { .. } | RelationKind::DeadLetter { .. } => {}
    }
    if let RelationKind::Captured { source, .. } = &shape.relation.kind {
        needs.push(address::connector(source, ""));
    }
    if let RelationKind::Product { .. } = shape.relation.kind {
        needs.clear();
    }
    emit.table(shape, files, needs);
}

fn table(emit: &Emit<'_, '_>, shape: &Shape<'_>) -> String {
    let upsert = !shape.is_append();
    let mut lines: Vec<String> = shape
        .columns
        .iter()
        .map(|column| {
            let comment = column.doc.as_ref().map_or_else(String::new, |doc| format!(" COMMENT {}", Text(doc)));
            format!("  {} {}{comment}", Ident(&column.name), shape.physical(column, Platform::SelfManaged))
        })
        .collect();
    if shape.is_captured() {
        lines.push("  `__deleted` STRING".to_string());
    }
    lines.push("  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL".to_string());
    let time = match shape.time_column() {
        Some(column) if scan::computes_time(shape, Platform::SelfManaged) => {
            let computed = scan::time_column_name(&column.name);
            lines.push(format!("  {} AS CAST({} AS {})", Ident(&computed), Ident(&column.name), column.ty.data));
            computed
        }
        Some(column) => column.name.clone(),
        None => "$rowtime".to_string(),
    };
    lines.push(format!("  WATERMARK FOR {} AS {}", Ident(&time), watermark(&time, shape.relation.watermark_ms)));
    if upsert {
        lines.push(format!("  PRIMARY KEY ({}) NOT ENFORCED", idents(shape.key.iter().map(|key| key.name.as_str()))));
    }
    let options: Vec<String> =
        options(emit, shape).into_iter().map(|(key, value)| format!("  {} = {value}", Text(&key))).collect();
    let comment = shape.relation.doc.as_ref().map_or_else(String::new, |doc| format!(" COMMENT {}", Text(doc)));
    format!(
        "CREATE TABLE IF NOT EXISTS {} (\n{}\n){comment} WITH (\n{}\n);\n",
        Ident(&objects::table_name(shape.topic)),
        lines.join(",\n"),
        options.join(",\n")
    )
}

/// Keys and values as they are printed.
fn options(emit: &Emit<'_, '_>, shape: &Shape<'_>) -> Vec<(String, String)> {
    let upsert = !shape.is_append();
    let mut options: Vec<(String, String)> = Vec::new();
    let mut add = |key: &str, value: String| options.push((key.to_string(), value));
    add("connector", Text(if upsert { "upsert-kafka" } else { "kafka" }).to_string());
    add("topic", Text(shape.topic).to_string());
    for (key, value) in kafka_properties(emit.env) {
        add(&format!("properties.{key}"), value);
    }
    add("properties.group.id", Text(&format!("{}.{}", emit.env.names.group, shape.relation.name)).to_string());
    if !upsert {
        add("scan.startup.mode", Text("earliest-offset").to_string());
    }
    if upsert {
        for (key, value) in format(emit, shape, "key", schemas::key_schema(emit.project, emit.env, shape)) {
            add(&key, value);
        }
    }
    for (key, value) in format(emit, shape, "value", schemas::value_schema(emit.project, emit.env, shape)) {
        add(&key, value);
    }
    add("value.fields-include", Text("ALL").to_string());
    options
}

/// Where the jar that SQL uses (`flink-sql-connector-kafka`) has Kafka's login modules.
const LOGIN_MODULES: &str = "org.apache.flink.kafka.shaded.org.apache.kafka.common.security";

/// Part of a text literal.
fn inside_text(part: &TextPart) -> String {
    match part {
        TextPart::Literal(text) => escape_literal(&text.replace('\'', "''")),
        TextPart::Env(_) | TextPart::Secret(_) => part.to_string(),
    }
}

/// How clients reach Kafka.
pub(super) fn kafka_properties(env: &Environment) -> Vec<(String, String)> {
    let mut properties = Vec::new();
    if let Some(servers) = env.settings.part("kafka") {
        properties.push(("bootstrap.servers".to_string(), Part(&servers).to_string()));
    }
    let security = env.settings.text("kafka_security").unwrap_or("plaintext");
    if security != "plaintext" {
        properties.push(("security.protocol".to_string(), Text(&security.to_ascii_uppercase()).to_string()));
    }
    if let (Some(user), Some(password)) = (env.settings.part("kafka_user"), env.settings.secret("kafka_password")) {
        let mechanism = env.settings.text("kafka_mechanism").unwrap_or("plain").to_ascii_uppercase().replace('_', "-");
        let module = if mechanism.starts_with("SCRAM") { "scram.ScramLoginModule" } else { "plain.PlainLoginModule" };
        let jaas = format!(
            "'{LOGIN_MODULES}.{module} required username=\"{}\" password=\"{}\";'",
            inside_text(&user),
            Placeholder::from(password)
        );
        properties.push(("sasl.mechanism".to_string(), Text(&mechanism).to_string()));
        properties.push(("sasl.jaas.config".to_string(), jaas));
    }
    properties
}

/// `avro-confluent` for key or value. Where weir registers the schema (not of a topic that exists) the table prints the
/// same text, so that the record has one name and Flink registers nothing of its own.
fn format(
    emit: &Emit<'_, '_>,
    shape: &Shape<'_>,
    part: &str,
    schema: Option<serde_json::Value>,
) -> Vec<(String, String)> {
    let mut options = vec![(format!("{part}.format"), Text("avro-confluent").to_string())];
    let mut add = |key: &str, value: String| options.push((format!("{part}.avro-confluent.{key}"), value));
    if let Some(url) = emit.env.settings.part("registry") {
        add("url", Part(&url).to_string());
    }
    if let (Some(user), Some(password)) =
        (emit.env.settings.part("registry_user"), emit.env.settings.secret("registry_password"))
    {
        add("basic-auth.credentials-source", Text("USER_INFO").to_string());
        add("basic-auth.user-info", format!("'{}:{}'", inside_text(&user), Placeholder::from(password)));
    }
    add("subject", Text(&format!("{}-{part}", shape.topic)).to_string());
    if let RelationKind::Transform(_) | RelationKind::Topic { existing: false, .. } = shape.relation.kind
        && let Some(schema) = schema
    {
        add("schema", Text(&schema.to_string()).to_string());
    }
    options
}
