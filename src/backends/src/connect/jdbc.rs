//! The sink into Postgres: Debezium's JDBC sink, a connector a relation, because one connector writes either rows or
//! changes and names one table.

use super::{
    Emit, Reader,
    config::Config,
    delivery::{Delivery, NoKey, Tables},
};
use crate::{diagnostics, shape::Shape};
use weir_ir::{Binding, Column, DeclaredType, SecretRef, Sink, SinkInput, SinkKind, TextPart};
use weir_platforms::connectors;

const NAMES: &str = "names come from the file";
const TEXTS: &str = "the table's columns are texts";
const CHANGES: &str = "it follows from how the relation changes";

pub(super) fn emit<'a>(emit: &mut Emit<'a, '_>, sink: &'a Sink) {
    let Some(binding) = emit.env.sinks.get(&sink.name) else { return };
    for (input, shape) in emit.inputs(sink, Reader::Connector) {
        refuse_empty_times(emit, sink, &shape, input);
        connector(emit, sink, binding, &shape);
    }
}

/// A deleted row has its key alone, and empty texts where a column is never null. Of an instant, which Debezium sends as
/// text, the connector makes no value then and stops.
fn refuse_empty_times(emit: &mut Emit<'_, '_>, sink: &Sink, shape: &Shape<'_>, input: &SinkInput) {
    let instant = |column: &&&Column| {
        let sent_as_text = matches!(column.declared, Some(DeclaredType::TimestampLtz(_)));
        sent_as_text && !column.ty.nullable && !shape.is_key(column)
    };
    if let Some(column) = shape.columns.iter().find(instant).filter(|_| shape.is_captured()) {
        let reason = format!("a deleted row has an empty `{}`, which is no time", column.name);
        let delivery = (shape.relation.name.as_str(), sink.name.as_str());
        emit.diagnostics.push(diagnostics::captured_delivery(input.span, delivery, &emit.env.name, &reason));
    }
}

/// Values that Debezium sends as text with a meaning, which the connector would cast to types that the empty texts of a
/// deleted row are not. The table's columns are texts.
fn plain_texts(shape: &Shape<'_>, config: &mut Config) {
    let meaning = |column: &&&Column| {
        matches!(column.declared, Some(DeclaredType::Uuid | DeclaredType::Json | DeclaredType::Enum(_)))
    };
    if !shape.is_captured() {
        return;
    }
    let texts: Vec<String> =
        shape.columns.iter().filter(meaning).map(|column| format!("{}:string", column.name)).collect();
    if !texts.is_empty() {
        config.fix("transforms", "text", TEXTS);
        config.fix("transforms.text.type", "org.apache.kafka.connect.transforms.Cast$Value", TEXTS);
        config.fix("transforms.text.spec", texts.join(","), TEXTS);
    }
}

fn connector(emit: &mut Emit<'_, '_>, sink: &Sink, binding: &Binding<SinkKind>, shape: &Shape<'_>) {
    let relation = shape.relation.name.as_str();
    let mut delivery = Delivery::new(emit.env, sink, binding, connectors::DEBEZIUM_JDBC).part(relation);
    delivery.reads([shape]);
    let config = &mut delivery.config;
    connection(emit, sink, binding, config);
    let table = emit.env.names.sink_tables.get(&(sink.name.clone(), shape.id)).map_or(relation, |name| &name.name);
    let schema = binding.settings.text("schema").unwrap_or("public");
    config.fix("collection.name.format", format!("{schema}.{table}"), NAMES);
    config.fix("quote.identifiers", "true", NAMES);
    if shape.is_append() {
        config.fix("insert.mode", "insert", CHANGES);
        config.fix("primary.key.mode", "none", CHANGES);
    } else {
        config.fix("insert.mode", "upsert", CHANGES);
        config.fix("primary.key.mode", "record_key", CHANGES);
        config.fix("delete.enabled", "true", CHANGES);
    }
    config.fix("schema.evolution", "none", "weir's DDL makes the table");
    plain_texts(shape, config);
    config.set("batch.size", binding.settings.integer("batch").unwrap_or(3_000));
    delivery.formats(emit, &[shape], NoKey::Bytes);
    delivery.dead_letters(emit.env);
    delivery.write(emit, &[shape], Tables::Weirs);
}

fn connection(emit: &mut Emit<'_, '_>, sink: &Sink, binding: &Binding<SinkKind>, config: &mut Config) {
    let settings = &binding.settings;
    let mut needed = |setting: &str| match settings.part(setting) {
        Some(part) => part.to_string(),
        None => {
            emit.diagnostics.push(diagnostics::missing_for_target(binding.span, &sink.name, setting, &emit.env.name));
            String::new()
        }
    };
    let (host, database) = (needed("host"), needed("database"));
    let port = settings.part("port").map_or_else(|| "5432".to_string(), |port| port.to_string());
    let ssl = settings.text("sslmode").unwrap_or("prefer").replace('_', "-");
    config.raw("connection.url", format!("jdbc:postgresql://{host}:{port}/{database}?sslmode={ssl}"));
    config.part(
        "connection.username",
        &settings.part("user").unwrap_or_else(|| TextPart::Literal("postgres".to_string())),
    );
    config.part("connection.password", &password(sink, binding));
}

/// The secret `<sink>_password` unless stated.
pub(crate) fn password(sink: &Sink, binding: &Binding<SinkKind>) -> TextPart {
    let default = || TextPart::Secret(SecretRef(format!("{}_password", sink.name)));
    binding.settings.part("password").unwrap_or_else(default)
}
