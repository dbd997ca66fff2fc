//! Secrets in AWS Secrets Manager: who makes each, and its output `secret_<name>_arn`.
//!
//! | secret | made by | value |
//! |---|---|---|
//! | API keys, key pairs | Terraform | what the provider returned |
//! | the password of a database that is made, where the store is AWS | Terraform | random |
//! | another secret of the pipeline that a service needs, where the store is AWS | you, before | – |
//! | the same, where the store is elsewhere | Terraform | weir passes it on, write-only: no copy stays in state |

use super::{
    module::{File, Module, resource},
    scope::Scope,
    values::{Part, Value, entry, identifier, object, refer, template, text},
};
use crate::diagnostics;
use weir_diagnostics::{Diagnostics, Span};
use weir_ir::{Access, Value as Setting};

/// A secret that Terraform makes, with its value.
pub(super) fn store(scope: &Scope<'_>, module: &mut Module, file: File, name: &str, value: hcl::Expression) {
    let version = resource("aws_secretsmanager_secret_version", name)
        .named(physical(scope, name))
        .set("secret_id", refer(&format!("aws_secretsmanager_secret.{}.id", identifier(name))))
        .set("secret_string", value);
    container(scope, module, file, name);
    module.add(file, version);
}

/// Deleted at once: what it holds is gone with what it opened, and a secret that waits for its deletion would keep the next
/// apply from making one of that name (Secrets Manager, "DeleteSecret").
fn container(scope: &Scope<'_>, module: &mut Module, file: File, name: &str) {
    let id = identifier(name);
    module.add(
        file,
        resource("aws_secretsmanager_secret", name)
            .named(physical(scope, name))
            .set("name", physical(scope, name))
            .set("recovery_window_in_days", 0_u32),
    );
    let doc = format!("Where the secret {name} lies.");
    module.output(format!("secret_{name}_arn"), refer(&format!("aws_secretsmanager_secret.{id}.arn")), &doc);
}

fn physical(scope: &Scope<'_>, name: &str) -> String {
    format!("{}{name}", scope.secret_prefix())
}

/// A value for write-only attributes, and the number that says when it changed.
pub(super) struct Password {
    pub(super) value: Value,
    pub(super) version: Value,
}

/// The password of a server that is made: a random one where secrets lie in AWS, else the store's.
pub(super) fn make(scope: &Scope<'_>, module: &mut Module, secret: &str) -> Password {
    let version = scope.secret_version(module, secret);
    let value = if scope.secrets_in_aws() {
        let id = identifier(secret);
        let keepers = object([entry("version", refer(&version))]);
        module.add(
            File::Database,
            resource("random_password", secret)
                .comment(format!("The secret {secret}: made here, kept in Secrets Manager."))
                .set("length", 32_u32)
                .set("special", false)
                .set("keepers", keepers),
        );
        refer(&format!("random_password.{id}.result"))
    } else {
        refer(&scope.secret_variable(module, secret))
    };
    write_only(scope, module, File::Database, secret, &value);
    Password { value: value.into(), version: refer(&version).into() }
}

fn write_only(scope: &Scope<'_>, module: &mut Module, file: File, secret: &str, value: &hcl::Expression) {
    let version = scope.secret_version(module, secret);
    container(scope, module, file, secret);
    module.add(
        file,
        resource("aws_secretsmanager_secret_version", secret)
            .named(physical(scope, secret))
            .set("secret_id", refer(&format!("aws_secretsmanager_secret.{}.id", identifier(secret))))
            .set("secret_string_wo", value.clone())
            .set("secret_string_wo_version", refer(&version)),
    );
}

/// A variable of a container that is a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ServiceSecret {
    pub(super) variable: String,
    pub(super) secret: String,
    /// The field of a secret that is an object.
    pub(super) field: Option<&'static str>,
    /// Of the pipeline's secrets, not one that Terraform made.
    pub(super) declared: bool,
}

/// What a service is given when it starts, in the order of its variables.
pub(super) fn of_service(scope: &Scope<'_>, name: &str) -> Vec<ServiceSecret> {
    let mut found = Vec::new();
    let Some(service) = scope.project.services.iter().find(|service| service.name == name) else { return found };
    let mut speaks_kafka = false;
    for access in &service.access {
        match access {
            Access::WritesSource(source) | Access::ReadsSource(source) => {
                let binding = scope.env.sources.get(source);
                if let Some(secret) = binding.and_then(|binding| binding.settings.secret("password")) {
                    found.push(declared(variable(&secret.0), &secret.0));
                }
            }
            Access::ReadsRelation(_) | Access::WritesRelation(_) => speaks_kafka = true,
        }
    }
    if speaks_kafka {
        for (secret, part) in [("kafka_services", "KAFKA"), ("registry_services", "REGISTRY")] {
            for (field, word) in [("api_key", "API_KEY"), ("api_secret", "API_SECRET")] {
                let variable = format!("{part}_{word}");
                found.push(ServiceSecret { variable, secret: secret.into(), field: Some(field), declared: false });
            }
        }
    }
    let binding = scope.env.services.get(name);
    if let Some(Setting::Map(secrets)) = binding.and_then(|binding| binding.settings.get("secrets")) {
        for (variable, value) in secrets {
            if let Setting::Secret(secret) = value {
                found.push(declared(variable.clone(), &secret.0));
            }
        }
    }
    found.sort_by(|a, b| a.variable.cmp(&b.variable));
    found.dedup_by(|a, b| a.variable == b.variable);
    found
}

fn declared(variable: String, secret: &str) -> ServiceSecret {
    ServiceSecret { variable, secret: secret.into(), field: None, declared: true }
}

/// The variable in which weir's own programs look for a secret.
fn variable(secret: &str) -> String {
    format!("WEIR_SECRET_{}", identifier(secret).replace('-', "_").to_uppercase())
}

/// Names of secrets that Terraform makes; the pipeline's own may not be called so.
const OURS: &[&str] =
    &["kafka_weir", "registry_weir", "flink_weir", "cloud_weir", "tableflow", "kafka_services", "registry_services"];

/// AWS Secrets Manager, "CreateSecret": letters, digits and `/_+=.@-`, at most 512.
fn check(scope: &Scope<'_>, secret: &str, span: Span, diagnostics: &mut Diagnostics) {
    let name = physical(scope, secret);
    let plain = |c: char| c.is_ascii_alphanumeric() || "/_+=.@-".contains(c);
    if !name.chars().all(plain) || name.len() > 512 {
        let rule = "letters, digits and `/_+=.@-`, at most 512 with the store's prefix";
        diagnostics.push(diagnostics::name_not_possible(span, "secret", secret, "AWS Secrets Manager", rule));
    } else if OURS.contains(&secret) {
        let rule = "Terraform keeps an API key under this name";
        diagnostics.push(diagnostics::name_not_possible(span, "secret", secret, "AWS Secrets Manager", rule));
    }
}

/// Makes what services need and nobody has made yet.
pub(super) fn emit(scope: &Scope<'_>, module: &mut Module, diagnostics: &mut Diagnostics) {
    for (_, binding) in scope.rds() {
        if let Some(secret) = binding.settings.secret("password") {
            check(scope, &secret.0, binding.span, diagnostics);
        }
    }
    for (name, binding) in scope.services() {
        for one in of_service(scope, name).into_iter().filter(|one| one.declared) {
            if binding.settings.get("secrets").is_some() {
                check(scope, &one.secret, binding.span, diagnostics);
            }
            let made = module.has(&format!("aws_secretsmanager_secret.{}", identifier(&one.secret)));
            if made {
                continue;
            }
            if scope.secrets_in_aws() {
                let doc = format!("Where the secret {} lies.", one.secret);
                let arn = template(&arn_of(scope, module, &one.secret));
                module.output(format!("secret_{}_arn", one.secret), arn, &doc);
            } else {
                let value = refer(&scope.secret_variable(module, &one.secret));
                write_only(scope, module, File::Services, &one.secret, &value);
            }
        }
    }
}

/// The ARN of a secret. One that lies in AWS already is named without its random ending, which IAM and ECS accept.
pub(super) fn arn_of(scope: &Scope<'_>, module: &mut Module, secret: &str) -> Vec<Part> {
    let id = identifier(secret);
    if module.has(&format!("aws_secretsmanager_secret.{id}")) || !scope.secrets_in_aws() {
        return vec![Part::reference(format!("aws_secretsmanager_secret.{id}.arn"))];
    }
    let mut parts = super::arn("secretsmanager", scope, module);
    parts.push(Part::literal(format!("secret:{}", physical(scope, secret))));
    parts
}

/// For IAM, where the random ending of a secret that exists must be matched.
pub(super) fn policy_arn(scope: &Scope<'_>, module: &mut Module, secret: &str) -> Vec<Part> {
    let mut parts = arn_of(scope, module, secret);
    if let Some(Part::Literal(_)) = parts.last() {
        parts.push(Part::literal("-??????"));
    }
    parts
}

/// `{ name = …, valueFrom = … }` of a container definition.
pub(super) fn reference(scope: &Scope<'_>, module: &mut Module, one: &ServiceSecret) -> hcl::Expression {
    let mut parts = arn_of(scope, module, &one.secret);
    if let Some(field) = one.field {
        parts.push(Part::literal(format!(":{field}::")));
    }
    object([("name".to_string(), text(&one.variable)), ("valueFrom".to_string(), template(&parts))])
}
