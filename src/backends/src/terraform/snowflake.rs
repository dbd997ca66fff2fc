//! `snowflake.tf`: database, schema, and the role and user that load.

use super::{
    access::{Grant, Right},
    module::{File, Module, Variable, resource},
    scope::Scope,
    secrets,
    values::{Value, code, identifier, node, refer, text, texts},
};
use weir_ir::{Binding, Provision, SinkKind};

/// On the schema, for Snowpipe Streaming and for the DDL that weir runs as the role; stages and pipes are not needed.
pub(super) const SCHEMA: &[&str] = &["USAGE", "CREATE TABLE", "CREATE VIEW"];

/// How much Terraform makes, from the top down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tables,
    User,
    Schema,
    Database,
}

fn level(binding: &Binding<SinkKind>) -> Level {
    match &binding.provision {
        Provision::Unstated => Level::Database,
        Provision::Existing(_) => Level::Schema,
        Provision::Make(what) => match what.as_str() {
            "tables" => Level::Tables,
            "user" => Level::User,
            "schema" => Level::Schema,
            _ => Level::Database,
        },
    }
}

/// Whether Terraform makes the role and user of a sink.
pub(super) fn makes_user(scope: &Scope<'_>, sink: &str) -> bool {
    scope.env.sinks.get(sink).is_some_and(|binding| level(binding) > Level::Tables)
}

pub(super) fn emit(scope: &Scope<'_>, module: &mut Module, grants: &[Grant]) {
    let sinks: Vec<_> = scope.sinks(SinkKind::Snowflake).collect();
    let made: Vec<_> = sinks.iter().filter(|(sink, _)| makes_user(scope, sink)).collect();
    if made.is_empty() {
        return;
    }
    variables(module);
    for (sink, binding) in &made {
        place(scope, module, sink, binding);
        user(scope, module, sink, binding);
    }
    for grant in grants {
        privileges(scope, module, grant);
    }
    let account = "\"${lower(replace(\"${var.snowflake_organization_name}-${var.snowflake_account_name}\", \"_\", \"-\"))}.snowflakecomputing.com\"";
    module.output("snowflake_account_url", code(account), "Snowflake's address.");
}

fn variables(module: &mut Module) {
    let plain = |doc: &str, example: &str| Variable::string(doc).example(example);
    module.variable("snowflake_organization_name", plain("The Snowflake organization.", "MYORG"));
    module.variable("snowflake_account_name", plain("The Snowflake account's name in it.", "MYACCOUNT"));
    for (name, doc, role) in [
        ("snowflake_role", "Who owns database and schema; it needs CREATE DATABASE on the account.", "SYSADMIN"),
        (
            "snowflake_security_role",
            "Who makes role, user and grants; it needs CREATE ROLE, CREATE USER and MANAGE GRANTS.",
            "SECURITYADMIN",
        ),
    ] {
        let mut variable = Variable::string(doc);
        variable.default = Some(text(role));
        let check = format!("!startswith(upper(var.{name}), \"ACCOUNT\")");
        variable
            .checks
            .push((code(&check), "Deploy with a role of less power than that of the account's administrator."));
        module.variable(name, variable);
    }
}

fn database_name<'a>(sink: &'a str, binding: &'a Binding<SinkKind>) -> &'a str {
    match &binding.provision {
        Provision::Existing(name) => name,
        Provision::Unstated | Provision::Make(_) => binding.settings.text("database").unwrap_or(sink),
    }
}

fn schema_name(binding: &Binding<SinkKind>) -> &str {
    binding.settings.text("schema").unwrap_or("PUBLIC")
}

/// Two sinks in one database or schema share what is made of it.
fn place(scope: &Scope<'_>, module: &mut Module, sink: &str, binding: &Binding<SinkKind>) {
    let (database, schema) = (database_name(sink, binding), schema_name(binding));
    let database_id = identifier(&database.to_lowercase());
    let comment = format!("{} in {}", scope.project.name, scope.env.name);
    if level(binding) >= Level::Database {
        module.add(
            File::Snowflake,
            resource("snowflake_database", &database_id)
                .comment(format!("sink {sink}"))
                .named(database)
                .at(binding.span)
                .set("name", database)
                .set("comment", comment.as_str())
                .keep(),
        );
    }
    if level(binding) >= Level::Schema {
        module.add(
            File::Snowflake,
            resource("snowflake_schema", &format!("{database_id}_{}", schema.to_lowercase()))
                .named(format!("{database}.{schema}"))
                .at(binding.span)
                .set("database", database_reference(module, sink, binding))
                .set("name", schema)
                .set("comment", comment.as_str())
                .keep(),
        );
    }
}

/// The plain name, as `database_name` and `object_name` take it.
fn database_reference(module: &Module, sink: &str, binding: &Binding<SinkKind>) -> Value {
    let name = database_name(sink, binding);
    let address = format!("snowflake_database.{}", identifier(&name.to_lowercase()));
    if module.has(&address) { refer(&format!("{address}.name")).into() } else { name.into() }
}

fn schema_reference(module: &Module, sink: &str, binding: &Binding<SinkKind>) -> Value {
    let (database, schema) = (database_name(sink, binding), schema_name(binding));
    let address = format!(
        "snowflake_schema.{}",
        identifier(&format!("{}_{}", identifier(&database.to_lowercase()), schema.to_lowercase()))
    );
    if module.has(&address) {
        refer(&format!("{address}.fully_qualified_name")).into()
    } else {
        let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
        format!("{}.{}", quoted(database), quoted(schema)).into()
    }
}

/// `ONLINE_RETAILER_CLOUD_WAREHOUSE`, unless the sink says a name.
fn principal(scope: &Scope<'_>, sink: &str, binding: &Binding<SinkKind>, setting: &str) -> String {
    let made = || format!("{}_{}", scope.stem, identifier(sink)).replace('-', "_").to_uppercase();
    binding.settings.text(setting).map_or_else(made, str::to_string)
}

fn user(scope: &Scope<'_>, module: &mut Module, sink: &str, binding: &Binding<SinkKind>) {
    let id = identifier(sink);
    let security = || refer("snowflake.security");
    let comment = format!("Loads {sink} of {} in {}", scope.project.name, scope.env.name);
    let role = principal(scope, sink, binding, "role");
    let user = principal(scope, sink, binding, "user");
    let key = format!("{sink}_private_key");
    module.add(
        File::Snowflake,
        resource("tls_private_key", &id)
            .comment("The connector signs in with this key pair; the private half goes to Secrets Manager.")
            .set("algorithm", "RSA")
            .set("rsa_bits", 2048_u32),
    );
    secrets::store(scope, module, File::Snowflake, &key, body(&format!("tls_private_key.{id}.private_key_pem_pkcs8")));
    module.add(
        File::Snowflake,
        resource("snowflake_account_role", &id)
            .named(&role)
            .set("provider", security())
            .set("name", role.as_str())
            .set("comment", comment.as_str()),
    );
    module.add(
        File::Snowflake,
        resource("snowflake_service_user", &id)
            .named(&user)
            .set("provider", security())
            .set("name", user.as_str())
            .set("comment", comment.as_str())
            .set("default_role", refer(&format!("snowflake_account_role.{id}.name")))
            .set("default_secondary_roles_option", "NONE")
            .set("rsa_public_key", body(&format!("tls_private_key.{id}.public_key_pem"))),
    );
    module.add(
        File::Snowflake,
        resource("snowflake_grant_account_role", &format!("{id}_owner"))
            .comment("Whoever owns the database can manage what the role makes in it.")
            .set("provider", security())
            .set("role_name", refer(&format!("snowflake_account_role.{id}.name")))
            .set("parent_role_name", refer("var.snowflake_role")),
    );
    module.output(
        format!("snowflake_user_{sink}"),
        refer(&format!("snowflake_service_user.{id}.name")),
        "The user that loads.",
    );
    module.output(format!("snowflake_role_{sink}"), refer(&format!("snowflake_account_role.{id}.name")), "Its role.");
}

/// The body of a PEM, on one line: Snowflake and its connector take no header lines.
fn body(path: &str) -> hcl::Expression {
    code(&format!("replace({path}, \"/-----[A-Z ]+-----|\\\\s/\", \"\")"))
}

fn privileges(scope: &Scope<'_>, module: &mut Module, grant: &Grant) {
    match &grant.right {
        Right::SnowflakeUser { sink } => {
            let id = identifier(sink);
            module.add(
                File::Snowflake,
                resource("snowflake_grant_account_role", &format!("{id}_user"))
                    .comment(grant.why.clone())
                    .set("provider", refer("snowflake.security"))
                    .set("role_name", refer(&format!("snowflake_account_role.{id}.name")))
                    .set("user_name", refer(&format!("snowflake_service_user.{id}.name"))),
            );
        }
        Right::Snowflake { sink, privileges, schema } => {
            let Some(binding) = scope.env.sinks.get(sink) else { return };
            let id = identifier(sink);
            let on = if *schema {
                node("on_schema").set("schema_name", schema_reference(module, sink, binding))
            } else {
                node("on_account_object")
                    .set("object_type", "DATABASE")
                    .set("object_name", database_reference(module, sink, binding))
            };
            let what = if *schema { "schema" } else { "database" };
            module.add(
                File::Snowflake,
                resource("snowflake_grant_privileges_to_account_role", &format!("{id}_{what}"))
                    .comment(grant.why.clone())
                    .set("provider", refer("snowflake.security"))
                    .set("account_role_name", refer(&format!("snowflake_account_role.{id}.name")))
                    .set("privileges", texts(privileges.iter().copied()))
                    .nest(on),
            );
        }
        Right::Role { .. } | Right::Aws { .. } | Right::AwsManaged { .. } | Right::SharedKey { .. } => {}
    }
}
