//! What a connector of a self-managed Connect worker says beside its own keys: converters, dead letters.

use super::config::Config;
use weir_ir::{Environment, Placeholder};

/// Confluent's Avro converter for key or value (`prefix` is `key.converter` or `value.converter`).
pub(super) fn avro(config: &mut Config, env: &Environment, prefix: &str) {
    let class = env.settings.text("avro_converter").unwrap_or("io.confluent.connect.avro.AvroConverter");
    config.fix(prefix, class, "Flink and the sinks read Avro");
    if let Some(url) = env.settings.part("registry") {
        config.part(format!("{prefix}.schema.registry.url"), &url);
    }
    if let (Some(user), Some(password)) = (env.settings.part("registry_user"), env.settings.secret("registry_password"))
    {
        config.set(format!("{prefix}.basic.auth.credentials.source"), "USER_INFO");
        config.raw(format!("{prefix}.basic.auth.user.info"), format!("{user}:{}", Placeholder::from(password)));
    }
}

/// Keys without a schema: the bytes as they are.
pub(super) fn no_key(config: &mut Config) {
    config.fix("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter", "the topic has no key");
}

/// Records that a sink cannot take go to a topic of their own instead of stopping it.
pub(super) fn dead_letters(config: &mut Config, env: &Environment, connector: &str) {
    config.set("errors.tolerance", "all");
    config.set("errors.deadletterqueue.topic.name", dead_letter_topic(connector));
    config.set("errors.deadletterqueue.topic.replication.factor", replication(env));
    config.set("errors.deadletterqueue.context.headers.enable", "true");
}

pub(crate) fn dead_letter_topic(connector: &str) -> String {
    format!("dlq-{connector}")
}

pub(crate) fn replication(env: &Environment) -> i64 {
    env.settings.integer("replication").unwrap_or(3)
}
