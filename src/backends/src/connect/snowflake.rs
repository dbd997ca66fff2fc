//! The Snowflake sink by Snowpipe Streaming: into tables that weir's DDL made.

use super::{
    Emit, Reader,
    config::Config,
    delivery::{Delivery, NoKey, Tables},
};
use crate::{diagnostics, shape::Shape, snowflake};
use std::collections::BTreeMap;
use weir_ir::{Binding, Placeholder, Platform, Sink, SinkInput, SinkKind, TextPart};
use weir_platforms::connectors;

const NAMES: &str = "names come from the file";

pub(super) fn emit<'a>(emit: &mut Emit<'a, '_>, sink: &'a Sink) {
    let Some(binding) = emit.env.sinks.get(&sink.name) else { return };
    if emit.env.platform == Platform::SelfManaged && binding.settings.text("connector_version") == Some("v4") {
        let what = format!("the sink `{}` by version 4 of the Snowflake connector", sink.name);
        emit.diagnostics.push(diagnostics::no_backend(
            binding.span,
            &what,
            &emit.env.name,
            "use `connector_version = v3`",
        ));
        return;
    }
    let inputs = emit.inputs(sink, Reader::Connector);
    // Keys are read by one converter a connector: topics with an Avro key and topics without one need two.
    let mut groups: BTreeMap<&str, Vec<(&SinkInput, Shape<'a>)>> = BTreeMap::new();
    for (input, shape) in inputs {
        groups.entry(if shape.key.is_empty() { "keyless" } else { "keyed" }).or_default().push((input, shape));
    }
    let single = groups.len() == 1;
    for (part, inputs) in groups {
        connector(emit, sink, if single { "" } else { part }, &inputs);
    }
}

fn connector<'a>(emit: &mut Emit<'a, '_>, sink: &'a Sink, part: &str, inputs: &[(&SinkInput, Shape<'a>)]) {
    let Some(binding) = emit.env.sinks.get(&sink.name) else { return };
    let managed = emit.env.platform == Platform::ConfluentCloud;
    let class = if managed { connectors::SNOWFLAKE_MANAGED } else { connectors::SNOWFLAKE };
    let shapes: Vec<&Shape<'_>> = inputs.iter().map(|(_, shape)| shape).collect();
    let mut delivery = Delivery::new(emit.env, sink, binding, class).part(part);
    delivery.reads(shapes.iter().copied());
    delivery.formats(emit, &shapes, NoKey::Text);
    let config = &mut delivery.config;
    account(emit, sink, binding, config);
    tables(emit, sink, inputs, config);
    config.fix("snowflake.ingestion.method", "SNOWPIPE_STREAMING", "the tables are made for it");
    config.fix("snowflake.enable.schematization", "true", "the tables are made for it");
    // A record without a value is the delete of its key; the current-state view needs it.
    let updating = inputs.iter().any(|(_, shape)| !shape.is_append());
    let nulls = if updating { "DEFAULT" } else { "IGNORE" };
    config.fix("behavior.on.null.values", nulls, "views of the current state need it");
    let flush = binding.settings.duration("flush").and_then(|duration| duration.0).unwrap_or(1_000);
    config.set("buffer.flush.time", (flush / 1_000).max(1));
    delivery.dead_letters(emit.env);
    delivery.write(emit, &shapes, Tables::Weirs);
}

fn account(emit: &mut Emit<'_, '_>, sink: &Sink, binding: &Binding<SinkKind>, config: &mut Config) {
    let managed = emit.env.platform == Platform::ConfluentCloud;
    let settings = &binding.settings;
    let mut stated = |setting: &str, key: &str, output: String| match settings.part(setting) {
        Some(part) => config.part(key, &part),
        None if managed => config.raw(key, Placeholder::Output(output)),
        None => {
            emit.diagnostics.push(diagnostics::missing_for_target(binding.span, &sink.name, setting, &emit.env.name));
        }
    };
    stated("account", "snowflake.url.name", "snowflake_account_url".to_string());
    stated("user", "snowflake.user.name", format!("snowflake_user_{}", sink.name));
    stated("role", "snowflake.role.name", format!("snowflake_role_{}", sink.name));
    let key = settings
        .part("private_key")
        .unwrap_or_else(|| TextPart::Secret(weir_ir::SecretRef(format!("{}_private_key", sink.name))));
    config.part("snowflake.private.key", &key);
    let (database, schema) = snowflake::place(binding);
    config.fix("snowflake.database.name", database, NAMES);
    config.fix("snowflake.schema.name", schema, NAMES);
}

fn tables(emit: &mut Emit<'_, '_>, sink: &Sink, inputs: &[(&SinkInput, Shape<'_>)], config: &mut Config) {
    let mut map = Vec::new();
    for (input, shape) in inputs {
        let table = snowflake::table_name(emit.env, sink, shape);
        if !snowflake::is_plain(&table) || table.chars().count() < 2 {
            let reason = "the connector maps topics to tables by names of two or more letters, digits and underscores";
            emit.diagnostics.push(diagnostics::name_not_possible(
                input.span,
                "table",
                &table,
                "Snowflake's connector",
                reason,
            ));
        }
        if let Some((_, other)) = inputs.iter().find(|(_, other)| other.topic != shape.topic && reads(shape, other)) {
            let reason =
                format!("the connector reads a dot in it as any character, so it also means `{}`", other.topic);
            let sink = "one connector of a Snowflake sink";
            emit.diagnostics.push(diagnostics::name_not_possible(input.span, "topic", shape.topic, sink, &reason));
        }
        map.push(format!("{}:{table}", shape.topic));
    }
    config.fix("snowflake.topic2table.map", map.join(","), NAMES);
}

/// Whether the topic's name, as the regular expression for which the connector takes it, means another topic as well.
fn reads(shape: &Shape<'_>, other: &Shape<'_>) -> bool {
    let same_length = shape.topic.len() == other.topic.len();
    same_length
        && shape.topic.bytes().zip(other.topic.bytes()).all(|(pattern, byte)| pattern == b'.' || pattern == byte)
}
