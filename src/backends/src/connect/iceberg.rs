//! The Iceberg sink of a self-managed worker, for append relations; it cannot take changes.

use super::{
    Emit, Reader,
    config::{self, Config, Target},
    producer, worker,
};
use crate::{diagnostics, iceberg, shape::Shape};
use weir_ir::{Binding, Sink, SinkKind, address};
use weir_platforms::connectors;

const NAMES: &str = "names come from the file";

pub(super) fn emit<'a>(emit: &mut Emit<'a, '_>, sink: &'a Sink) {
    let Some(binding) = emit.env.sinks.get(&sink.name) else { return };
    let Some(catalog) = iceberg::catalog(emit.env, sink, binding, emit.diagnostics) else { return };
    for (input, shape) in emit.inputs(sink, Reader::Connector) {
        if shape.is_append() {
            connector(emit, sink, binding, &shape, &catalog);
        } else {
            // The Connect sink only appends: every change would be a row.
            let what =
                format!("the delivery of the updating `{}` to the Iceberg sink `{}`", shape.relation.name, sink.name);
            let help = "deliver it to `postgres` there, or deliver a transform that only appends";
            emit.diagnostics.push(diagnostics::no_backend(input.span, &what, &emit.env.name, help));
        }
    }
}

fn connector(
    emit: &mut Emit<'_, '_>,
    sink: &Sink,
    binding: &Binding<SinkKind>,
    shape: &Shape<'_>,
    catalog: &iceberg::Catalog,
) {
    let relation = shape.relation.name.as_str();
    let base = emit.env.names.sink_connectors.get(&sink.name).map_or(sink.name.as_str(), |name| &name.name);
    let name = format!("{base}-{}", relation.replace('.', "-"));
    let mut config = Config::new(connectors::ICEBERG);
    config.fix("name", &name, NAMES);
    config.set("tasks.max", binding.settings.integer("tasks").unwrap_or(1));
    config.fix("topics", shape.topic, NAMES);
    config.fix("iceberg.tables", iceberg::table_path(emit.project, emit.env, sink, binding, shape), NAMES);
    config.set("iceberg.tables.auto-create-enabled", "true");
    config.set("iceberg.tables.evolve-schema-enabled", "true");
    config.fix("iceberg.control.topic", control_topic(&name), NAMES);
    let commit = binding.settings.duration("commit_interval").and_then(|duration| duration.0).unwrap_or(60_000);
    config.set("iceberg.control.commit.interval-ms", commit);
    for (key, value) in &catalog.connector {
        config.raw(format!("iceberg.catalog.{key}"), value);
    }
    if shape.key.is_empty() {
        worker::no_key(&mut config);
    } else {
        worker::avro(&mut config, emit.env, "key.converter");
    }
    worker::avro(&mut config, emit.env, "value.converter");
    worker::dead_letters(&mut config, emit.env, &name);
    config.pass_through(&binding.settings, emit.diagnostics);
    let target = Target {
        file: format!("{}.{relation}", sink.name),
        address: address::connector(&sink.name, relation),
        name: name.clone(),
        span: sink.span,
    };
    let resource = config::write(emit, target, config)
        .needs(address::subject(relation, "value"))
        .needs(producer(shape))
        .property("control_topic", control_topic(&name))
        .property("dead_letter_topic", worker::dead_letter_topic(&name));
    emit.out.resource(&emit.env.name, resource);
}

/// The sink commits through it; it must be there before.
pub(crate) fn control_topic(connector: &str) -> String {
    format!("control-{connector}")
}
