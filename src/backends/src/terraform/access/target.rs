//! What rights are on: as Confluent and people name it.

use super::super::{lake::Bucket, scope::Scope, values::Part};
use super::{Account, AwsRole};

/// What a role binding is on. Names that end in `*` are prefixes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::terraform) enum Target {
    Environment,
    Cluster,
    Topic(String),
    Group(String),
    TransactionalId(String),
    Subject(String),
    Kek(String),
    ServiceAccount(Account),
    ProviderIntegration(Integration),
}

/// How Confluent takes a role in AWS: the lake's, or that of an S3 sink.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::terraform) enum Integration {
    Lake,
    Sink(String),
}

impl Integration {
    /// In Terraform.
    pub(in crate::terraform) fn id(&self) -> String {
        match self {
            Integration::Lake => "lake".into(),
            Integration::Sink(sink) => AwsRole::Sink(sink.clone()).name(),
        }
    }
}

/// An ARN as Terraform builds it, and as people read it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::terraform) enum AwsTarget {
    /// The key of a kek.
    Key(String),
    /// The secret by its name in [`super::secrets`].
    Secret(String),
    /// A bucket of the lake: the one that is made, or one that exists.
    Bucket(Bucket),
    Objects(Bucket),
    /// Catalogue, database of the cluster, its tables.
    Glue,
}

impl Target {
    /// The Confluent resource name (Confluent Cloud, "Confluent Resource Names").
    pub(in crate::terraform) fn crn(&self, scope: &Scope<'_>) -> Vec<Part> {
        let environment = scope.environment();
        let cluster = scope.cluster();
        let in_kafka = |kind: &str, name: &str| {
            vec![
                Part::reference(format!("{cluster}.rbac_crn")),
                Part::literal("/kafka="),
                Part::reference(format!("{cluster}.id")),
                Part::literal(format!("/{kind}={name}")),
            ]
        };
        let in_registry = |kind: &str, name: &str| {
            vec![
                Part::reference("data.confluent_schema_registry_cluster.main.resource_name"),
                Part::literal(format!("/{kind}={name}")),
            ]
        };
        match self {
            Target::Environment => vec![Part::reference(format!("{environment}.resource_name"))],
            Target::Cluster => vec![Part::reference(format!("{cluster}.rbac_crn"))],
            Target::Topic(name) => in_kafka("topic", name),
            Target::Group(name) => in_kafka("group", name),
            Target::TransactionalId(name) => in_kafka("transactional-id", name),
            Target::Subject(name) => in_registry("subject", name),
            Target::Kek(name) => in_registry("kek", scope.env.names.keks.get(name).unwrap_or(name)),
            Target::ServiceAccount(account) => vec![
                Part::literal("crn://confluent.cloud/organization="),
                Part::reference("local.organization_id"),
                Part::literal("/service-account="),
                Part::reference(format!("confluent_service_account.{}.id", account.name())),
            ],
            Target::ProviderIntegration(integration) => vec![
                Part::reference(format!("{environment}.resource_name")),
                Part::literal("/provider-integration="),
                Part::reference(format!("confluent_provider_integration.{}.id", integration.id())),
            ],
        }
    }

    pub(super) fn shown(&self) -> String {
        let named = |kind: &str, name: &str| match name.strip_suffix('*') {
            Some(prefix) => format!("{kind}s `{prefix}…`"),
            None => format!("{kind} `{name}`"),
        };
        match self {
            Target::Environment => "the environment".into(),
            Target::Cluster => "the cluster".into(),
            Target::Topic(name) => named("topic", name),
            Target::Group(name) => named("consumer group", name),
            Target::TransactionalId(name) => named("transactional id", name),
            Target::Subject(name) => named("subject", name),
            Target::Kek(name) => named("key-encryption key", name),
            Target::ServiceAccount(account) => format!("service account `{}`", account.name()),
            Target::ProviderIntegration(Integration::Lake) => "the provider integration".into(),
            Target::ProviderIntegration(Integration::Sink(sink)) => format!("the provider integration of `{sink}`"),
        }
    }

    /// A short name for Terraform.
    pub(in crate::terraform) fn slug(&self) -> String {
        match self {
            Target::Environment => "environment".into(),
            Target::Cluster => "cluster".into(),
            Target::Topic(name) => format!("topic_{name}"),
            Target::Group(name) => format!("group_{name}"),
            Target::TransactionalId(name) => format!("transaction_{name}"),
            Target::Subject(name) => format!("subject_{name}"),
            Target::Kek(name) => format!("kek_{name}"),
            Target::ServiceAccount(account) => format!("account_{}", account.name()),
            Target::ProviderIntegration(Integration::Lake) => "integration".into(),
            Target::ProviderIntegration(Integration::Sink(sink)) => format!("integration_{sink}"),
        }
    }
}

impl AwsTarget {
    pub(super) fn shown(&self) -> String {
        match self {
            AwsTarget::Key(kek) => format!("KMS key of `{kek}`"),
            AwsTarget::Secret(name) => format!("secret `{name}`"),
            AwsTarget::Bucket(bucket) => bucket.shown(),
            AwsTarget::Objects(bucket) => format!("objects in {}", bucket.shown()),
            AwsTarget::Glue => "Glue database of the cluster and its tables".into(),
        }
    }
}
