//! `network.tf`: where database and services live. Nothing is open to the world.

use super::{
    module::{File, Module, addresses, data, resource},
    scope::Scope,
    values::{Part, code, identifier, list, node, refer, template, text, texts},
};
use crate::diagnostics;
use hcl::Expression;
use weir_diagnostics::Diagnostics;
use weir_ir::{Access, Value};

/// The variable with the addresses from which managed connectors come.
pub(super) const EGRESS: &str = "confluent_egress_cidrs";
pub(super) const ADMIN: &str = "admin_cidrs";

const EGRESS_CHECK: &str = "alltrue([for cidr in var.confluent_egress_cidrs : can(cidrhost(cidr, 0)) && can(tonumber(split(\"/\", cidr)[1])) && tonumber(split(\"/\", cidr)[1]) >= 8])";
const ADMIN_CHECK: &str = "alltrue([for cidr in var.admin_cidrs : can(cidrhost(cidr, 0)) && can(tonumber(split(\"/\", cidr)[1])) && tonumber(split(\"/\", cidr)[1]) >= 8])";

pub(super) fn emit(scope: &Scope<'_>, module: &mut Module, diagnostics: &mut Diagnostics) {
    if !scope.needs_network() {
        return;
    }
    match scope.existing("network") {
        Some(id) => existing(scope, module, &id, diagnostics),
        None => made(scope, module),
    }
    for (source, _) in scope.rds() {
        database_group(scope, module, source);
    }
    if scope.services().next().is_some() {
        services_group(scope, module);
    }
}

fn existing(scope: &Scope<'_>, module: &mut Module, id: &weir_ir::TextPart, diagnostics: &mut Diagnostics) {
    let id = scope.piece(module, id);
    module.add(File::Network, data("aws_vpc", "main").comment("A network that exists.").set("id", template(&[id])));
    if !matches!(scope.group("network", "subnets"), Some(Value::List(subnets)) if !subnets.is_empty()) {
        diagnostics.push(diagnostics::missing_for_target(scope.env.span, "network", "subnets", &scope.env.name));
    }
}

fn made(scope: &Scope<'_>, module: &mut Module) {
    let cidr = scope.group_word("network", "cidr").unwrap_or("10.0.0.0/16");
    let name = |what: &str| super::values::object([super::values::entry("Name", format!("{}{what}", scope.stem))]);
    module.add(
        File::Network,
        resource("aws_vpc", "main")
            .named(&scope.stem)
            .set("cidr_block", cidr)
            .set("enable_dns_support", true)
            .set("enable_dns_hostnames", true)
            .set("tags", name("")),
    );
    module.add(File::Network, data("aws_availability_zones", "available").set("state", "available"));
    module.add(
        File::Network,
        resource("aws_internet_gateway", "main").set("vpc_id", refer("aws_vpc.main.id")).set("tags", name("")),
    );
    let route = node("route").set("cidr_block", "0.0.0.0/0").set("gateway_id", refer("aws_internet_gateway.main.id"));
    module.add(
        File::Network,
        resource("aws_route_table", "main")
            .comment("The way out; what may come in is for the security groups to say.")
            .set("vpc_id", refer("aws_vpc.main.id"))
            .set("tags", name(""))
            .nest(route),
    );
    for (n, zone) in ["a", "b"].into_iter().enumerate() {
        module.add(
            File::Network,
            resource("aws_subnet", zone)
                .set("vpc_id", refer("aws_vpc.main.id"))
                .set("cidr_block", code(&format!("cidrsubnet(aws_vpc.main.cidr_block, 4, {n})")))
                .set("availability_zone", refer(&format!("data.aws_availability_zones.available.names[{n}]")))
                .set("tags", name(&format!("-{zone}"))),
        );
        module.add(
            File::Network,
            resource("aws_route_table_association", zone)
                .set("subnet_id", refer(&format!("aws_subnet.{zone}.id")))
                .set("route_table_id", refer("aws_route_table.main.id")),
        );
    }
}

fn vpc(scope: &Scope<'_>) -> &'static str {
    if scope.existing("network").is_some() { "data.aws_vpc.main" } else { "aws_vpc.main" }
}

/// A network that is made has no other way out; one that exists has its own, unless it says otherwise.
pub(super) fn public_addresses(scope: &Scope<'_>) -> bool {
    match scope.group("network", "public_ip") {
        Some(Value::Boolean(stated)) => *stated,
        _ => scope.existing("network").is_none(),
    }
}

/// The subnets of database and services.
pub(super) fn subnets(scope: &Scope<'_>) -> Expression {
    match scope.group("network", "subnets") {
        Some(Value::List(subnets)) if scope.existing("network").is_some() => {
            list(subnets.iter().filter_map(|subnet| if let Value::Text(id) = subnet { Some(text(id)) } else { None }))
        }
        _ => list(["a", "b"].map(|zone| refer(&format!("aws_subnet.{zone}.id")))),
    }
}

/// The security group of a database: Confluent's connectors, the network itself, and administrators.
fn database_group(scope: &Scope<'_>, module: &mut Module, source: &str) {
    let name = format!("database_{}", identifier(source));
    let port = port(scope, source);
    let vpc = vpc(scope);
    module.add(
        File::Network,
        resource("aws_security_group", &name)
            .comment(format!("Who may reach the database of {source}."))
            .named(scope.named(source))
            .set("name", scope.named(source))
            .set("description", format!("Database {source}"))
            .set("vpc_id", refer(&format!("{vpc}.id"))),
    );
    let rule = |from: &str, what: &str, each: Option<&str>| {
        let each = each.map(|variable| super::values::call("toset", refer(&format!("var.{variable}"))));
        resource("aws_vpc_security_group_ingress_rule", &format!("{name}_{from}"))
            .set_some("for_each", each)
            .set("security_group_id", refer(&format!("aws_security_group.{name}.id")))
            .set("description", what)
            .set("ip_protocol", "tcp")
            .set("from_port", port)
            .set("to_port", port)
    };
    module.add(
        File::Network,
        rule("network", "The network itself", None).set("cidr_ipv4", refer(&format!("{vpc}.cidr_block"))),
    );
    for (from, variable, what) in [("confluent", EGRESS, "Managed connectors"), ("admin", ADMIN, "Administrators")] {
        module.add(File::Network, rule(from, what, Some(variable)).set("cidr_ipv4", refer("each.value")));
    }
    let doc =
        "Addresses from which Confluent's managed connectors come, as CIDR blocks; Confluent publishes them by region.";
    let mut egress = addresses(doc, EGRESS_CHECK, None);
    egress.example = Some(texts(["203.0.113.0/28"]));
    module.variable(EGRESS, egress);
    let admins = match scope.env.settings.list("admin_cidrs") {
        Some(values) => values
            .iter()
            .filter_map(|value| if let Value::Text(cidr) = value { Some(text(cidr)) } else { None })
            .collect(),
        None => Vec::new(),
    };
    let doc = "Addresses of administrators who may reach the database, as CIDR blocks.";
    module.variable(ADMIN, addresses(doc, ADMIN_CHECK, Some(Expression::Array(admins))));
}

pub(super) fn port(scope: &Scope<'_>, source: &str) -> u64 {
    let stated = scope.env.sources.get(source).and_then(|binding| binding.settings.integer("port"));
    stated.and_then(|port| u64::try_from(port).ok()).unwrap_or(5432)
}

/// The security group of services: out to what they speak to, in only where one listens.
fn services_group(scope: &Scope<'_>, module: &mut Module) {
    let vpc = vpc(scope);
    module.add(
        File::Network,
        resource("aws_security_group", "services")
            .comment("Services call out; nothing calls them unless they say a port.")
            .named(scope.named("services"))
            .set("name", scope.named("services"))
            .set("description", "Services of the pipeline")
            .set("vpc_id", refer(&format!("{vpc}.id"))),
    );
    let egress = |name: &str, what: &str, port: u64, to: Part| {
        resource("aws_vpc_security_group_egress_rule", &format!("services_{name}"))
            .set("security_group_id", refer("aws_security_group.services.id"))
            .set("description", what)
            .set("ip_protocol", "tcp")
            .set("from_port", port)
            .set("to_port", port)
            .set("cidr_ipv4", template(&[to]))
    };
    let world = || Part::literal("0.0.0.0/0");
    module.add(File::Network, egress("https", "AWS and the schema registry", 443, world()));
    module.add(File::Network, egress("kafka", "Kafka", 9092, world()));
    for source in scope.env.sources.keys().filter(|source| reached(scope, source)) {
        let to = if scope.is_rds(source) { Part::reference(format!("{vpc}.cidr_block")) } else { world() };
        let name = format!("database_{}", identifier(source));
        module.add(File::Network, egress(&name, &format!("Database {source}"), port(scope, source), to));
    }
    for (service, binding) in scope.services() {
        let Some(port) = binding.settings.integer("port").and_then(|port| u64::try_from(port).ok()) else { continue };
        module.add(
            File::Network,
            resource("aws_vpc_security_group_ingress_rule", &format!("service_{}", identifier(service)))
                .set("security_group_id", refer("aws_security_group.services.id"))
                .set("description", format!("Service {service}"))
                .set("ip_protocol", "tcp")
                .set("from_port", port)
                .set("to_port", port)
                .set("cidr_ipv4", refer(&format!("{vpc}.cidr_block"))),
        );
    }
}

fn reached(scope: &Scope<'_>, source: &str) -> bool {
    scope.services().any(|(name, _)| {
        let service = scope.project.services.iter().find(|service| service.name == name);
        service.is_some_and(|service| {
            service.access.iter().any(|access| match access {
                Access::WritesSource(to) | Access::ReadsSource(to) => to == source,
                Access::ReadsRelation(_) | Access::WritesRelation(_) => false,
            })
        })
    })
}
