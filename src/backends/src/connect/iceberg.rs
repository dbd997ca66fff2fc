//! The Iceberg sink of a self-managed worker, for relations that append. It cannot take changes: Flink writes those.

use super::{
    Emit, Reader,
    delivery::{Delivery, NoKey, Tables},
};
use crate::{iceberg, shape::Shape};
use weir_ir::{Binding, Sink, SinkKind};
use weir_platforms::connectors;

const NAMES: &str = "names come from the file";

pub(super) fn emit<'a>(emit: &mut Emit<'a, '_>, sink: &'a Sink) {
    let Some(binding) = emit.env.sinks.get(&sink.name) else { return };
    let Some(catalog) = iceberg::catalog(emit.env, sink, binding, emit.diagnostics) else { return };
    for (_, shape) in emit.inputs(sink, Reader::Flink) {
        if !iceberg::by_flink(&shape) {
            connector(emit, sink, binding, &shape, &catalog);
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
    let mut delivery = Delivery::new(emit.env, sink, binding, connectors::ICEBERG).part(&shape.relation.name);
    delivery.reads([shape]);
    let control = control_topic(&delivery.name);
    let config = &mut delivery.config;
    config.fix("iceberg.tables", iceberg::table_path(emit.project, emit.env, sink, binding, shape), NAMES);
    config.set("iceberg.tables.auto-create-enabled", "true");
    config.set("iceberg.tables.evolve-schema-enabled", "true");
    config.fix("iceberg.control.topic", &control, NAMES);
    let commit = binding.settings.duration("commit_interval").and_then(|duration| duration.0).unwrap_or(60_000);
    config.set("iceberg.control.commit.interval-ms", commit);
    for (key, value) in catalog.connector() {
        config.raw(format!("iceberg.catalog.{key}"), value);
    }
    delivery.formats(emit, &[shape], NoKey::Bytes);
    delivery.property("control_topic", control);
    delivery.dead_letters(emit.env);
    delivery.write(emit, &[shape], Tables::None);
}

/// The sink commits through it; it must be there before.
pub(crate) fn control_topic(connector: &str) -> String {
    format!("control-{connector}")
}
