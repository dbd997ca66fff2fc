//! Variables that tell an image of the user's own where its topics and databases are (artifacts.md, Containers). weir's
//! own programs read the same from their configuration; secrets have variables of their own.

use crate::text::upper_words;
use weir_ir::{
    Access, Environment, Placeholder, Platform, Project, RelationId, Service, ServiceKind, TextPart, escape_literal,
};

/// Where a value is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    Here(TextPart),
    /// An output of Terraform's.
    Output(String),
}

impl Known {
    fn here(text: impl Into<String>) -> Known {
        Known::Here(TextPart::Literal(text.into()))
    }

    fn output(name: impl Into<String>) -> Known {
        Known::Output(name.into())
    }

    /// As artifacts of the data plane hold it.
    pub(super) fn placeholder(&self) -> String {
        match self {
            Known::Here(TextPart::Literal(text)) => escape_literal(text),
            Known::Here(part @ (TextPart::Env(_) | TextPart::Secret(_))) => part.to_string(),
            Known::Output(name) => Placeholder::Output(name.clone()).to_string(),
        }
    }
}

/// By name of the variable; what the service's own `env` says is not among them.
pub(crate) fn variables(project: &Project, env: &Environment, service: &Service) -> Vec<(String, Known)> {
    let Some(binding) = env.services.get(&service.name).filter(|binding| binding.kind == ServiceKind::Container) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for access in &service.access {
        match access {
            Access::WritesSource(source) | Access::ReadsSource(source) => database(env, source, &mut found),
            Access::ReadsRelation(id) | Access::WritesRelation(id) => {
                kafka(project, env, service, &mut found);
                topic(project, env, *id, &mut found);
            }
        }
    }
    if let Some(weir_ir::Value::Map(stated)) = binding.settings.get("env") {
        found.retain(|(name, _)| !stated.contains_key(name));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.dedup_by(|a, b| a.0 == b.0);
    found
}

type Found = Vec<(String, Known)>;

fn kafka(project: &Project, env: &Environment, service: &Service, found: &mut Found) {
    let mut add = |name: &str, value: Option<Known>| found.extend(value.map(|value| (name.to_string(), value)));
    let setting = |name: &str| env.settings.part(name).map(Known::Here);
    // Within the prefix that the environment's grants are for.
    add("KAFKA_GROUP", Some(Known::here(format!("{}.{}", env.names.group, service.name))));
    add("KAFKA_CLIENT_ID", Some(Known::here(format!("{}-{}-{}", project.name, env.name, service.name))));
    match env.platform {
        Platform::ConfluentCloud => {
            add("KAFKA_BOOTSTRAP_SERVERS", Some(Known::output("kafka_bootstrap_endpoint")));
            add("KAFKA_SECURITY_PROTOCOL", Some(Known::here("SASL_SSL")));
            add("KAFKA_SASL_MECHANISM", Some(Known::here("PLAIN")));
            add("REGISTRY_URL", Some(Known::output("schema_registry_endpoint")));
        }
        Platform::SelfManaged | Platform::Embedded => {
            add("KAFKA_BOOTSTRAP_SERVERS", setting("kafka"));
            let security = env.settings.text("kafka_security").unwrap_or("plaintext");
            add("KAFKA_SECURITY_PROTOCOL", Some(Known::here(security.to_ascii_uppercase())));
            let mechanism = env.settings.text("kafka_mechanism");
            // Kafka writes `SCRAM-SHA-256`.
            let mechanism = mechanism.map(|word| word.to_ascii_uppercase().replace('_', "-"));
            add("KAFKA_SASL_MECHANISM", mechanism.map(Known::here));
            add("KAFKA_USER", setting("kafka_user"));
            add("REGISTRY_URL", setting("registry"));
            add("REGISTRY_USER", setting("registry_user"));
        }
    }
}

fn topic(project: &Project, env: &Environment, id: RelationId, found: &mut Found) {
    if let Some(topic) = env.names.topics.get(&id) {
        found.push((format!("TOPIC_{}", upper_words(&project.relations[id].name)), Known::here(&topic.name)));
    }
}

fn database(env: &Environment, source: &str, found: &mut Found) {
    let Some(binding) = env.sources.get(source) else { return };
    let made = env.platform == Platform::ConfluentCloud && binding.settings.get("host").is_none();
    let of_terraform = |what: &str| made.then(|| Known::output(format!("database_{source}_{what}")));
    let stated = |name: &str, otherwise: Option<&str>| {
        binding.settings.part(name).map(Known::Here).or_else(|| otherwise.map(Known::here))
    };
    let rows = [
        ("HOST", of_terraform("host").or_else(|| stated("host", None))),
        ("PORT", of_terraform("port").or_else(|| stated("port", Some("5432")))),
        ("NAME", stated("database", None)),
        ("USER", stated("user", Some("postgres"))),
    ];
    let prefix = format!("DATABASE_{}", upper_words(source));
    found.extend(rows.into_iter().filter_map(|(what, value)| Some((format!("{prefix}_{what}"), value?))));
}
