//! `terraform/`: the infrastructure of an environment on Confluent Cloud, AWS and Snowflake. Terraform owns what is listed
//! here; topics aside, what holds or moves data is weir's own (subjects, connectors, statements, tables).
//!
//! Values go in as values and come out through the HCL library; [`print`] lays them out as `terraform fmt` does.
//!
//! # Outputs
//!
//! Other artifacts may name them as `@{output:NAME}`. Ids and references to secrets only.
//!
//! | output | where |
//! |---|---|
//! | `region`, `organization_id`, `environment_id`, `environment_name` | always |
//! | `kafka_cluster_id`, `kafka_cluster_name`, `kafka_bootstrap_endpoint`, `kafka_rest_endpoint` | always |
//! | `schema_registry_id`, `schema_registry_endpoint` | always |
//! | `flink_compute_pool_id`, `flink_rest_endpoint` | where there are transforms |
//! | `service_account_<role>_id`: `connect`, `flink`, `services`, `tableflow`, `weir` | where the role has work |
//! | `database_<source>_host`, `database_<source>_port` | `provision = rds` |
//! | `provider_integration_id`, `lake_bucket` | `catalog = glue` |
//! | `bucket_<sink>` | kind `s3` with `provision = bucket` |
//! | `kms_key_<kek>_arn` | kind `aws_kms` |
//! | `snowflake_account_url` (the host), `snowflake_user_<sink>`, `snowflake_role_<sink>` | kind `snowflake` |
//! | `ecr_repository_url` | services of weir's own image |
//! | `ecs_cluster_name`, `ecs_subnets`, `ecs_execution_role_arn`; `service_<name>_name`, `service_<name>_role_arn`, `service_<name>_log_group` | services |
//! | `secret_<name>_arn` | each secret in AWS Secrets Manager: `kafka_weir`, `registry_weir`, `flink_weir`, `cloud_weir`, `tableflow`, `kafka_services`, `registry_services` (objects of `api_key` and `api_secret`), `<sink>_private_key`, and the pipeline's own |
//!
//! # Addresses in the manifest
//!
//! `terraform/<Terraform's own>`; topics that Terraform makes are `topic/<relation>`, which data-plane resources depend on.

mod access;
mod accounts;
mod database;
mod flink;
mod kafka;
mod kms;
mod lake;
mod module;
mod network;
mod print;
mod roles;
mod scope;
mod secrets;
mod services;
mod snowflake;
mod task;
mod values;

pub use access::{AccessRow, access_table};
pub(crate) use task::task;

use crate::Backend;
use module::{File, Module, data, plain};
use scope::Scope;
use values::{Part, entry, node, object, refer, template, text};
use weir_diagnostics::Diagnostics;
use weir_ir::{ArtifactSet, Environment, Platform, Project, SecretFlow, SecretRef, SinkKind, address};

pub(crate) struct Terraform;

impl Backend for Terraform {
    fn name(&self) -> &'static str {
        "terraform"
    }

    fn emit(&self, project: &Project, env: &Environment, out: &mut ArtifactSet, diagnostics: &mut Diagnostics) {
        if env.platform != Platform::ConfluentCloud {
            return;
        }
        let scope = Scope::new(project, env);
        let grants = access::grants(&scope);
        let mut module = Module::default();
        network::emit(&scope, &mut module, diagnostics);
        database::emit(&scope, &mut module, diagnostics);
        kms::emit(&scope, &mut module, &grants);
        kafka::emit(&scope, &mut module, &grants, diagnostics);
        accounts::emit(&scope, &mut module, &grants);
        flink::emit(&scope, &mut module);
        lake::emit(&scope, &mut module, &grants, diagnostics);
        lake::emit_sinks(&scope, &mut module, &grants);
        secrets::emit(&scope, &mut module, diagnostics);
        services::emit(&scope, &mut module, &grants);
        snowflake::emit(&scope, &mut module, &grants);
        head(&scope, &mut module);
        module.moved(&project.renames);
        module.write(&env.name, &header(&scope), out);
    }
}

/// The secrets that Terraform makes for the environment, beside the pipeline's own: what a provider returns stays in its
/// state, and a copy lies in Secrets Manager.
pub(crate) fn made_secrets(project: &Project, env: &Environment) -> Vec<SecretFlow> {
    if env.platform != Platform::ConfluentCloud {
        return Vec::new();
    }
    let scope = Scope::new(project, env);
    let flow = |secret: String, to: String| SecretFlow { secret: SecretRef(secret), to, in_state: true };
    let keys = accounts::key_owners(&scope, &access::grants(&scope)).into_iter().map(|(name, account)| {
        flow(name.to_string(), address::terraform(&format!("confluent_service_account.{}", account.name())))
    });
    let users =
        scope.sinks(SinkKind::Snowflake).map(|(sink, _)| sink).filter(|sink| snowflake::makes_user(&scope, sink));
    let pairs = users.map(|sink| flow(format!("{sink}_private_key"), address::connector(sink, "")));
    keys.chain(pairs).collect()
}

fn header(scope: &Scope<'_>) -> String {
    let (project, env) = (scope.project, scope.env);
    let file = project.file_name(env.span);
    let place = if file.is_empty() { String::new() } else { format!(" in {file}") };
    format!("Environment {} of pipeline {}{place}. Written by weir; changes here are lost.", env.name, project.name)
}

/// Versions and providers of what the module uses.
fn head(scope: &Scope<'_>, module: &mut Module) {
    let providers = [
        ("aws", "hashicorp/aws", ">= 5.100, < 7.0"),
        ("confluent", "confluentinc/confluent", "~> 2.83"),
        ("random", "hashicorp/random", "~> 3.7"),
        ("snowflake", "snowflakedb/snowflake", "~> 2.20"),
        ("tls", "hashicorp/tls", "~> 4.0"),
    ];
    let mut required = node("required_providers");
    for (name, source, version) in providers {
        if module.uses(name) {
            required = required.set(name, object([entry("source", source), entry("version", version)]));
        }
    }
    // Write-only arguments came with 1.11.
    let mut terraform = plain("terraform", None).set("required_version", ">= 1.11").nest(required);
    if let Some((bucket, prefix)) = scope.env.settings.text("state").and_then(s3) {
        let region = scope.env.settings.text("region").map(text);
        let backend = node("backend")
            .label("s3")
            .set("bucket", bucket)
            .set("key", format!("{prefix}terraform.tfstate"))
            .set_some("region", region)
            .set("encrypt", true)
            .set("use_lockfile", true);
        terraform = terraform.nest(backend);
    }
    module.add(File::Versions, terraform);
    configure(scope, module);
    let region = scope.region(module);
    module.output("region", template(&[region]), "The region of everything.");
}

/// `s3://bucket/prefix` as bucket and key prefix.
fn s3(address: &str) -> Option<(&str, String)> {
    let (bucket, prefix) =
        address.strip_prefix("s3://")?.split_once('/').unwrap_or((address.strip_prefix("s3://")?, ""));
    let prefix = prefix.trim_matches('/');
    Some((bucket, if prefix.is_empty() { String::new() } else { format!("{prefix}/") }))
}

fn configure(scope: &Scope<'_>, module: &mut Module) {
    let region = scope.region(module);
    if module.uses("aws") {
        let mut tags = vec![
            ("pipeline".to_string(), text(&scope.project.name)),
            ("environment".to_string(), text(&scope.env.name)),
            ("managed-by".to_string(), text("weir")),
        ];
        if let Some(owner) = &scope.project.owner {
            tags.push(("owner".to_string(), text(owner)));
        }
        if let Some(weir_ir::Value::Map(stated)) = scope.env.settings.get("tags") {
            for (key, value) in stated {
                if let Some(part) = value.part() {
                    tags.retain(|(taken, _)| taken != key);
                    tags.push((key.clone(), template(&[scope.piece(module, &part)])));
                }
            }
        }
        let aws = plain("provider", Some("aws"))
            .comment("Signs in as the AWS tools do: environment, profile, or role of the machine.")
            .set("region", template(&[region]))
            .nest(node("default_tags").set("tags", object(tags)));
        module.add(File::Providers, aws);
    }
    module.add(
        File::Providers,
        plain("provider", Some("confluent"))
            .comment("Signs in with CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET."),
    );
    if module.uses("snowflake") {
        let provider = || {
            plain("provider", Some("snowflake"))
                .set("organization_name", refer("var.snowflake_organization_name"))
                .set("account_name", refer("var.snowflake_account_name"))
                .set("authenticator", "SNOWFLAKE_JWT")
        };
        let signs = "Signs in with SNOWFLAKE_USER and SNOWFLAKE_PRIVATE_KEY.";
        module.add(File::Providers, provider().comment(signs).set("role", refer("var.snowflake_role")));
        let security = provider()
            .comment("Users, roles and grants belong to another role than data.")
            .set("alias", "security")
            .set("role", refer("var.snowflake_security_role"));
        module.add(File::Providers, security);
    }
}

/// The account and partition that ARNs are put together from.
fn account(module: &mut Module) {
    module.add(File::Providers, data("aws_caller_identity", "current"));
    module.add(File::Providers, data("aws_partition", "current"));
}

/// `arn:aws:SERVICE:REGION:ACCOUNT:`; IAM has no region.
fn arn(service: &str, scope: &Scope<'_>, module: &mut Module) -> Vec<Part> {
    account(module);
    let mut parts = vec![
        Part::literal("arn:"),
        Part::reference("data.aws_partition.current.partition"),
        Part::literal(format!(":{service}:")),
    ];
    if service != "iam" {
        parts.push(scope.region(module));
    }
    parts.extend([
        Part::literal(":"),
        Part::reference("data.aws_caller_identity.current.account_id"),
        Part::literal(":"),
    ]);
    parts
}

#[cfg(test)]
mod tests;
