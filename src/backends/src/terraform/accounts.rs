//! `access.tf`: service accounts, what they may do, their API keys.

use super::{
    access::{self, Account, Grant, Right, Target},
    kafka, lake,
    module::{File, Module, resource},
    scope::Scope,
    secrets,
    values::{Node, Part, call, entry, node, object, refer, template},
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn emit(scope: &Scope<'_>, module: &mut Module, grants: &[Grant]) {
    let accounts = access::accounts(grants);
    for account in &accounts {
        let name = scope.named(account.name());
        module.add(
            File::Access,
            resource("confluent_service_account", account.name())
                .named(&name)
                .set("display_name", name.as_str())
                .set("description", format!("{} ({}, {})", account.doc(), scope.project.name, scope.env.name)),
        );
        let output = format!("service_account_{}_id", account.name());
        module.output(output, refer(&format!("confluent_service_account.{}.id", account.name())), account.doc());
    }
    let names = binding_names(grants);
    for grant in grants {
        if let Some(name) = names.get(&grant.right) {
            binding(scope, module, grant, name);
        }
    }
    keys(scope, module, &accounts);
}

/// The name in Terraform of each role binding: `weir_manage_topic_payments`. Names of the world that become one here
/// (`a.b`, `a_b`) are numbered.
pub(super) fn binding_names(grants: &[Grant]) -> BTreeMap<&Right, String> {
    let mut names = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for grant in grants {
        let Right::Role { account, role, on } = &grant.right else { continue };
        let role = role.strip_prefix("Developer").unwrap_or(role).to_lowercase();
        let slug = on.slug().replace('*', "_prefix");
        let plain = words(&format!("{}_{role}_{slug}", account.name()));
        let free = (2_u32..).map(|n| format!("{plain}_{n}"));
        let name = std::iter::once(plain.clone()).chain(free).find(|name| !taken.contains(name)).unwrap_or_default();
        taken.insert(name.clone());
        names.insert(&grant.right, name);
    }
    names
}

/// Runs of anything but letters and digits become one underscore.
fn words(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("_")
}

/// Only what Terraform itself goes on to use is waited for (a minute and a half each); weir waits for the rest where
/// it matters.
fn waits(account: Account, role: &str, on: &Target) -> bool {
    match account {
        Account::Weir => role == "DeveloperManage" && matches!(on, Target::Topic(_)),
        Account::Tableflow => role == lake::LISTS.0 && *on == lake::LISTS.1,
        Account::Connect | Account::Flink | Account::Services => false,
    }
}

fn binding(scope: &Scope<'_>, module: &mut Module, grant: &Grant, name: &str) {
    let Right::Role { account, role, on } = &grant.right else { return };
    let principal =
        [Part::literal("User:"), Part::reference(format!("confluent_service_account.{}.id", account.name()))];
    let mut item = resource("confluent_role_binding", name)
        .comment(grant.why.clone())
        .set("principal", template(&principal))
        .set("role_name", *role)
        .set("crn_pattern", template(&on.crn(scope)));
    if !waits(*account, role, on) {
        item = item.set("disable_wait_for_ready", true);
    }
    module.add(File::Access, item);
}

/// What an API key opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plane {
    Kafka,
    Registry,
    Flink,
    Tableflow,
    Cloud,
}

/// A key each for what an account calls itself. Connectors and statements run as their account without one.
fn keys(scope: &Scope<'_>, module: &mut Module, accounts: &[Account]) {
    for (name, account, plane) in wanted_keys(scope, accounts) {
        key(scope, module, name, account, plane);
    }
}

/// Names of the API keys that are made, with whose they are.
pub(super) fn key_owners(scope: &Scope<'_>, grants: &[Grant]) -> Vec<(&'static str, Account)> {
    let keys = wanted_keys(scope, &access::accounts(grants));
    keys.into_iter().map(|(name, account, _)| (name, account)).collect()
}

fn wanted_keys(scope: &Scope<'_>, accounts: &[Account]) -> Vec<(&'static str, Account, Plane)> {
    let has = |account: Account| accounts.contains(&account);
    let transforms = scope.transforms().next().is_some();
    let connectors = has(Account::Connect);
    let wanted = [
        ("kafka_weir", Account::Weir, Plane::Kafka, true),
        ("registry_weir", Account::Weir, Plane::Registry, true),
        ("flink_weir", Account::Weir, Plane::Flink, transforms),
        ("cloud_weir", Account::Weir, Plane::Cloud, connectors),
        ("tableflow", Account::Tableflow, Plane::Tableflow, true),
        ("kafka_services", Account::Services, Plane::Kafka, true),
        ("registry_services", Account::Services, Plane::Registry, true),
    ];
    let made = wanted.into_iter().filter(|(_, account, _, wanted)| *wanted && has(*account));
    made.map(|(name, account, plane, _)| (name, account, plane)).collect()
}

fn key(scope: &Scope<'_>, module: &mut Module, name: &'static str, account: Account, plane: Plane) {
    let owner = format!("confluent_service_account.{}", account.name());
    let description = format!("{}: {}", account.name(), plane.doc());
    let mut item = resource("confluent_api_key", name)
        .named(format!("{}-{name}", scope.stem))
        .set("display_name", format!("{}-{name}", scope.stem))
        .set("description", description)
        .nest(
            node("owner")
                .set("id", refer(&format!("{owner}.id")))
                .set("api_version", refer(&format!("{owner}.api_version")))
                .set("kind", refer(&format!("{owner}.kind"))),
        );
    if let Some(managed) = plane.managed(scope) {
        item = item.nest(managed);
    }
    module.add(File::Access, item);
    let value = object([
        entry("api_key", refer(&format!("confluent_api_key.{name}.id"))),
        entry("api_secret", refer(&format!("confluent_api_key.{name}.secret"))),
    ]);
    secrets::store(scope, module, File::Access, name, call("jsonencode", value));
}

impl Plane {
    fn doc(self) -> &'static str {
        match self {
            Plane::Kafka => "Kafka",
            Plane::Registry => "schema registry",
            Plane::Flink => "Flink statements",
            Plane::Tableflow => "Tableflow",
            Plane::Cloud => "connectors",
        }
    }

    /// `None` for a key of Confluent Cloud itself.
    fn managed(self, scope: &Scope<'_>) -> Option<Node> {
        let block = |path: &str| {
            node("managed_resource")
                .set("id", refer(&format!("{path}.id")))
                .set("api_version", refer(&format!("{path}.api_version")))
                .set("kind", refer(&format!("{path}.kind")))
        };
        match self {
            Plane::Kafka => Some(block(scope.cluster()).nest(kafka::environment_block(scope))),
            Plane::Registry => {
                Some(block("data.confluent_schema_registry_cluster.main").nest(kafka::environment_block(scope)))
            }
            Plane::Flink => Some(block("data.confluent_flink_region.main").nest(kafka::environment_block(scope))),
            Plane::Tableflow => Some(
                node("managed_resource")
                    .set("id", "tableflow")
                    .set("api_version", "tableflow/v1")
                    .set("kind", "Tableflow"),
            ),
            Plane::Cloud => None,
        }
    }
}
