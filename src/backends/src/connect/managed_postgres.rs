//! The managed sink into Postgres, a connector a relation, into tables that weir's DDL made.

use super::{
    Emit, Reader,
    config::Config,
    delivery::{Delivery, NoKey, Tables, decrypts},
    jdbc,
};
use crate::{diagnostics, shape::Shape};
use weir_ir::{Binding, DataType, DeclaredType, Sink, SinkInput, SinkKind, TextPart, Value};
use weir_platforms::connectors::{self, Known};

const NAMES: &str = "names come from the file";
const CHANGES: &str = "it follows from how the relation changes";
const TABLE: &str = "weir's DDL makes the table";

pub(super) fn emit<'a>(emit: &mut Emit<'a, '_>, sink: &'a Sink) {
    let Some(binding) = emit.env.sinks.get(&sink.name) else { return };
    for (input, shape) in emit.inputs(sink, Reader::Connector) {
        check(emit, sink, input, &shape);
        connector(emit, sink, binding, &shape);
    }
}

fn connector(emit: &mut Emit<'_, '_>, sink: &Sink, binding: &Binding<SinkKind>, shape: &Shape<'_>) {
    let relation = shape.relation.name.as_str();
    let class = connectors::POSTGRES_SINK_MANAGED;
    let mut delivery = Delivery::new(emit.env, sink, binding, class).part(relation);
    delivery.reads([shape]);
    delivery.formats(emit, &[shape], NoKey::Text);
    let config = &mut delivery.config;
    connection(emit, sink, binding, config);
    let table = emit.env.names.sink_tables.get(&(sink.name.clone(), shape.id)).map_or(relation, |name| &name.name);
    let schema = binding.settings.text("schema").unwrap_or("public");
    config.fix("table.name.format", format!("{schema}.{table}"), NAMES);
    config.fix("quote.sql.identifiers", "ALWAYS", NAMES);
    if shape.is_append() {
        config.fix("insert.mode", "INSERT", CHANGES);
        config.fix("pk.mode", "none", CHANGES);
    } else {
        config.fix("insert.mode", "UPSERT", CHANGES);
        config.fix("pk.mode", "record_key", CHANGES);
        config.fix("delete.enabled", "true", CHANGES);
    }
    config.fix("auto.create", "false", TABLE);
    config.fix("auto.evolve", "false", TABLE);
    config.fix("db.timezone", "UTC", TABLE);
    config.fix("date.timezone", "UTC", TABLE);
    config.set("timestamp.precision.mode", "microseconds");
    config.set("batch.sizes", binding.settings.integer("batch").unwrap_or(3_000));
    delivery.dead_letters(emit.env);
    delivery.write(emit, &[shape], Tables::Weirs);
}

fn connection(emit: &mut Emit<'_, '_>, sink: &Sink, binding: &Binding<SinkKind>, config: &mut Config) {
    let settings = &binding.settings;
    for (setting, key) in [("host", "connection.host"), ("database", "db.name")] {
        match settings.part(setting) {
            Some(part) => config.part(key, &part),
            None => {
                let found = diagnostics::missing_for_target(binding.span, &sink.name, setting, &emit.env.name);
                emit.diagnostics.push(found);
            }
        }
    }
    let literal = |text: &str| TextPart::Literal(text.to_string());
    config.part("connection.port", &settings.part("port").unwrap_or_else(|| literal("5432")));
    config.part("connection.user", &settings.part("user").unwrap_or_else(|| literal("postgres")));
    config.part("connection.password", &jdbc::password(sink, binding));
    config.set("ssl.mode", ssl_mode(emit, binding));
}

/// The service always asks for TLS first.
fn ssl_mode(emit: &mut Emit<'_, '_>, binding: &Binding<SinkKind>) -> String {
    let Some(setting) = binding.settings.setting("sslmode") else { return "prefer".to_string() };
    let mode = if let Value::Word(word) = &setting.value { word.replace('_', "-") } else { String::new() };
    if let Known::Key(key) = connectors::find(connectors::POSTGRES_SINK_MANAGED, "ssl.mode")
        && !key.takes(&mode)
    {
        emit.diagnostics.push(diagnostics::connector_value(setting.span, "ssl.mode", &mode, &key.taken()));
    }
    mode
}

fn check(emit: &mut Emit<'_, '_>, sink: &Sink, input: &SinkInput, shape: &Shape<'_>) {
    let name = shape.relation.name.as_str();
    if decrypts(emit, &[shape]) {
        let what = format!("the delivery of the encrypted fields of `{name}` to the Postgres sink `{}`", sink.name);
        let help = "deliver a transform that reads them, which Flink decrypts: this connector runs no rules";
        emit.diagnostics.push(diagnostics::no_backend(input.span, &what, &emit.env.name, help));
    }
    if let Some(reason) = captured_problem(shape) {
        let found = diagnostics::captured_delivery(input.span, (name, &sink.name), &emit.env.name, &reason);
        emit.diagnostics.push(found);
    }
    let numbers = shape.columns.iter().filter(|column| !shape.is_captured() && arrives_as_number(&column.ty.data));
    for column in numbers {
        let ty = column.ty.data.to_string();
        let reason = "its converter gives the connector a number; TIMESTAMP_LTZ(3) arrives as a time";
        let target = "a managed Postgres sink";
        emit.diagnostics.push(diagnostics::type_not_possible(column.span, &column.name, &ty, target, reason));
    }
}

/// Confluent's converter knows `timestamp-millis` alone for a time (schema-registry, `AvroData`).
fn arrives_as_number(data: &DataType) -> bool {
    matches!(data, DataType::Timestamp(_) | DataType::TimestampLtz(4..))
}

fn captured_problem(shape: &Shape<'_>) -> Option<String> {
    if !shape.is_captured() {
        return None;
    }
    let instant = shape.columns.iter().find(|column| matches!(column.declared, Some(DeclaredType::TimestampLtz(_))));
    if let Some(column) = instant {
        return Some(format!("`{}` arrives as text, which the connector does not take for a time", column.name));
    }
    // The connector counts the rows of each INSERT and stops where one was left out.
    let appends = shape.is_append() && shape.hides_deleted();
    appends.then(|| "its topic holds deleted rows, which the connector would count as lost".to_string())
}
