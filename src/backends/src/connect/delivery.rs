//! What the connectors of all sinks have in common: name, topics, formats, dead letters, and what they wait for.

use super::{
    Emit,
    config::{self, Config, Target},
    producer, worker,
};
use crate::shape::Shape;
use weir_ir::{Binding, Environment, Placeholder, Platform, Sink, SinkKind, address};
use weir_platforms::connectors::{self, Known};

const NAMES: &str = "names come from the file";
const FORMAT: &str = "topics are Avro";

/// A sink connector that is being written.
pub(super) struct Delivery<'p> {
    pub(super) sink: &'p Sink,
    pub(super) binding: &'p Binding<SinkKind>,
    pub(super) config: Config,
    /// The physical name.
    pub(super) name: String,
    /// Tells two connectors of one sink apart; empty otherwise.
    part: String,
    class: &'static str,
    properties: Vec<(&'static str, String)>,
}

/// How a worker reads the keys of topics that have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoKey {
    /// As they are.
    Bytes,
    /// For a connector that shows them.
    Text,
}

impl<'p> Delivery<'p> {
    pub(super) fn new(env: &Environment, sink: &'p Sink, binding: &'p Binding<SinkKind>, class: &'static str) -> Self {
        let base = env.names.sink_connectors.get(&sink.name).map_or(sink.name.as_str(), |name| &name.name);
        let (name, part) = (base.to_string(), String::new());
        Delivery { sink, binding, config: Config::new(class), name, part, class, properties: Vec::new() }
    }

    /// One connector of several of the sink.
    pub(super) fn part(mut self, part: &str) -> Self {
        if !part.is_empty() {
            self.name = format!("{}-{}", self.name, part.replace('.', "-"));
            self.part = part.to_string();
        }
        self
    }

    /// Name, tasks and topics.
    pub(super) fn reads<'s>(&mut self, shapes: impl IntoIterator<Item = &'s Shape<'s>>) {
        self.config.fix("name", &self.name, NAMES);
        self.config.set("tasks.max", self.binding.settings.integer("tasks").unwrap_or(1));
        let topics: Vec<&str> = shapes.into_iter().map(|shape| shape.topic).collect();
        self.config.fix("topics", topics.join(","), NAMES);
        self.config.forbid("topics.regex", NAMES);
    }

    /// How records are read: by the service itself, or by the worker's converters.
    pub(super) fn formats(&mut self, emit: &Emit<'_, '_>, shapes: &[&Shape<'_>], no_key: NoKey) {
        let keyed = shapes.iter().any(|shape| !shape.key.is_empty());
        if emit.env.platform == Platform::ConfluentCloud {
            self.managed(keyed);
            self.decrypt(emit, shapes);
            return;
        }
        let config = &mut self.config;
        match (keyed, no_key) {
            (true, _) => worker::avro(config, emit.env, "key.converter"),
            (false, NoKey::Bytes) => worker::no_key(config),
            (false, NoKey::Text) => {
                config.fix(
                    "key.converter",
                    "org.apache.kafka.connect.storage.StringConverter",
                    "the topics have no key",
                );
            }
        }
        worker::avro(config, emit.env, "value.converter");
    }

    fn managed(&mut self, keyed: bool) {
        let config = &mut self.config;
        config.fix("kafka.auth.mode", "SERVICE_ACCOUNT", "connectors run as the service account `connect`");
        config.raw("kafka.service.account.id", Placeholder::Output("service_account_connect_id".to_string()));
        config.fix("input.data.format", "AVRO", FORMAT);
        if connectors::find(self.class, "input.key.format") != Known::No {
            config.fix("input.key.format", if keyed { "AVRO" } else { "STRING" }, FORMAT);
        }
    }

    /// Fields whose key is shared with Confluent are delivered in plain text, as the proof says; without this the sink
    /// would get what stands in the topic.
    fn decrypt(&mut self, emit: &Emit<'_, '_>, shapes: &[&Shape<'_>]) {
        if connectors::find(self.class, "csfle.enabled") != Known::No && decrypts(emit, shapes) {
            self.config.fix("csfle.enabled", "true", "fields of its topics are encrypted with a shared key");
            self.config.raw("sr.service.account.id", Placeholder::Output("service_account_connect_id".to_string()));
        }
    }

    /// Records that cannot be delivered go to a topic of their own instead of stopping the sink.
    pub(super) fn dead_letters(&mut self, env: &Environment) {
        if env.platform == Platform::ConfluentCloud {
            self.config.set("errors.tolerance", "all");
            return;
        }
        worker::dead_letters(&mut self.config, env, &self.name);
        let topic = worker::dead_letter_topic(&self.name);
        self.property("dead_letter_topic", topic);
    }

    pub(super) fn property(&mut self, name: &'static str, value: String) {
        self.properties.push((name, value));
    }

    /// Takes what the user passes through, writes the file and names what the connector waits for.
    pub(super) fn write(mut self, emit: &mut Emit<'_, '_>, shapes: &[&Shape<'_>], tables: Tables) {
        self.config.pass_through(&self.binding.settings, emit.diagnostics);
        let sink = &self.sink.name;
        let file = if self.part.is_empty() { sink.clone() } else { format!("{sink}.{}", self.part) };
        let target =
            Target { file, address: address::connector(sink, &self.part), name: self.name, span: self.sink.span };
        let mut resource = config::write(emit, target, self.config);
        for shape in shapes {
            let relation = &shape.relation.name;
            if tables == Tables::Weirs {
                resource = resource.needs(address::sink_table(sink, relation));
            }
            resource = resource.needs(address::subject(relation, "value")).needs(producer(shape));
        }
        for (name, value) in self.properties {
            resource = resource.property(name, value);
        }
        emit.out.resource(&emit.env.name, resource);
    }
}

/// Whether weir's DDL makes what the connector writes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tables {
    Weirs,
    None,
}

/// Whether a topic has fields that Confluent's services may decrypt.
pub(super) fn decrypts(emit: &Emit<'_, '_>, shapes: &[&Shape<'_>]) -> bool {
    emit.project.encryptions.iter().any(|encryption| {
        let read = shapes.iter().any(|shape| shape.id == encryption.column.relation);
        read && emit.project.kek(&encryption.kek).is_some_and(|kek| kek.shared)
    })
}
