//! The managed S3 sink: files by hour, signed in by a role that Terraform makes.

use super::{
    Emit, Reader,
    delivery::{Delivery, NoKey, Tables},
};
use crate::{diagnostics, shape::Shape};
use weir_ir::{Binding, Placeholder, Platform, Provision, Sink, SinkInput, SinkKind};
use weir_platforms::connectors;

const FILES: &str = "it follows from the settings of the sink";
const BUCKET: &str = "the role that writes is made for it";

pub(super) fn emit<'a>(emit: &mut Emit<'a, '_>, sink: &'a Sink) {
    let Some(binding) = emit.env.sinks.get(&sink.name) else { return };
    if emit.env.platform != Platform::ConfluentCloud {
        return emit.refuse(sink, "s3", "bind it to `iceberg` there, whose warehouse may be a bucket");
    }
    region(emit, sink, binding);
    let inputs = emit.inputs(sink, Reader::Connector);
    for (input, shape) in &inputs {
        check(emit, sink, input, shape);
    }
    let shapes: Vec<&Shape<'_>> = inputs.iter().map(|(_, shape)| shape).collect();
    // Keys are read by one converter a connector; records hold their keys, so none is read.
    let mut delivery = Delivery::new(emit.env, sink, binding, connectors::S3_MANAGED);
    delivery.reads(shapes.iter().copied());
    delivery.formats(emit, &shapes, NoKey::Bytes);
    let config = &mut delivery.config;
    config.fix("input.key.format", "BYTES", "keys stand in the records");
    config.fix("authentication.method", "IAM Roles", BUCKET);
    config.raw("provider.integration.id", Placeholder::Output(format!("provider_integration_{}", sink.name)));
    match bucket(binding) {
        Some(name) => config.fix("s3.bucket.name", name, BUCKET),
        None => config.raw("s3.bucket.name", Placeholder::Output(format!("bucket_{}", sink.name))),
    }
    config.set("topics.dir", binding.settings.text("prefix").unwrap_or("topics"));
    let format = binding.settings.text("format").unwrap_or("avro");
    config.fix("output.data.format", format.to_ascii_uppercase(), FILES);
    if format == "json" {
        config.set("json.decimal.format", "NUMERIC");
    }
    config.set("time.interval", "HOURLY");
    config.set("flush.size", binding.settings.integer("flush_size").unwrap_or(1_000));
    // By the clock: a topic that has become quiet closes its file too.
    let rotate = binding.settings.duration("rotate").and_then(|duration| duration.0).unwrap_or(600_000);
    config.set("rotate.schedule.interval.ms", rotate);
    config.set("timezone", "UTC");
    config.fix("behavior.on.null.values", "ignore", "no input has records without a value");
    delivery.dead_letters(emit.env);
    delivery.write(emit, &shapes, Tables::None);
}

/// The bucket's name where Terraform does not make it.
fn bucket(binding: &Binding<SinkKind>) -> Option<&str> {
    match &binding.provision {
        Provision::Existing(name) => Some(name),
        Provision::Unstated => binding.settings.text("bucket"),
        Provision::Make(_) => None,
    }
}

/// The connector reaches buckets of the cluster's own region.
fn region(emit: &mut Emit<'_, '_>, sink: &Sink, binding: &Binding<SinkKind>) {
    let (here, there) = (emit.env.settings.text("region"), binding.settings.text("region"));
    if let (Some(here), Some(there)) = (here, there)
        && here != there
    {
        let what = format!("the S3 sink `{}` in the region `{there}`", sink.name);
        let help = format!("use a bucket in the cluster's region, `{here}`");
        emit.diagnostics.push(diagnostics::no_backend(binding.span, &what, &emit.env.name, &help));
    }
}

/// Files are never changed afterwards.
fn check(emit: &mut Emit<'_, '_>, sink: &Sink, input: &SinkInput, shape: &Shape<'_>) {
    if !shape.is_append() && !shape.is_captured() {
        let name = &shape.relation.name;
        let what = format!("the delivery of the updating `{name}` to the S3 sink `{}`", sink.name);
        let help = "deliver it to an `iceberg` sink, or deliver a transform that only appends";
        emit.diagnostics.push(diagnostics::no_backend(input.span, &what, &emit.env.name, help));
    }
}
