//! `access.tf`: service accounts, what they may do, their API keys.

use super::{
    access::{self, Account, Grant, Right},
    kafka,
    module::{File, Module, resource},
    scope::Scope,
    secrets,
    values::{Node, Part, call, entry, identifier, node, object, refer, template},
};

pub(super) fn emit(scope: &Scope<'_>, module: &mut Module, grants: &[Grant]) {
    let accounts = access::accounts(grants);
    for account in &accounts {
        let name = format!("{}-{}", scope.stem, account.name());
        module.add(
            File::Access,
            resource("confluent_service_account", account.name())
                .named(&name)
                .set("display_name", name.as_str())
                .set("description", format!("{} of {} in {}", account.doc(), scope.project.name, scope.env.name)),
        );
        let output = format!("service_account_{}_id", account.name());
        module.output(output, refer(&format!("confluent_service_account.{}.id", account.name())), account.doc());
    }
    for grant in grants {
        binding(scope, module, grant);
    }
    keys(scope, module, &accounts);
}

/// The name in Terraform of the binding of a role to an account; `slug` says on what.
pub(super) fn binding_name(account: Account, role: &str, slug: &str) -> String {
    let role = role.strip_prefix("Developer").unwrap_or(role).to_lowercase();
    let slug = slug.strip_suffix('*').map_or_else(|| slug.to_string(), |prefix| format!("{prefix}prefix"));
    format!("{}_{role}_{slug}", account.name())
}

fn binding(scope: &Scope<'_>, module: &mut Module, grant: &Grant) {
    let Right::Role { account, role, on } = &grant.right else { return };
    let name = unique(module, &identifier(&binding_name(*account, role, &on.slug())));
    let principal =
        [Part::literal("User:"), Part::reference(format!("confluent_service_account.{}.id", account.name()))];
    module.add(
        File::Access,
        resource("confluent_role_binding", &name)
            .comment(grant.why.clone())
            .set("principal", template(&principal))
            .set("role_name", *role)
            .set("crn_pattern", template(&on.crn(scope))),
    );
}

/// Two names of the world may become one in Terraform (`a.b`, `a_b`).
fn unique(module: &Module, name: &str) -> String {
    let taken = |name: &str| module.has(&format!("confluent_role_binding.{name}"));
    if !taken(name) {
        return name.to_string();
    }
    (2_u32..).map(|n| format!("{name}_{n}")).find(|candidate| !taken(candidate)).unwrap_or_else(|| name.to_string())
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
    for (name, account, plane, wanted) in wanted {
        if wanted && has(account) {
            key(scope, module, name, account, plane);
        }
    }
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
