//! `database.tf`: servers that weir makes for sources.

use super::{
    module::{File, Module, resource},
    network,
    scope::Scope,
    secrets,
    values::{Part, identifier, list, node, refer, template},
};
use crate::diagnostics;
use weir_diagnostics::Diagnostics;
use weir_ir::{Binding, SourceKind, Value};

const GIB: u64 = 1 << 30;
const DAY: u64 = 86_400_000;

pub(super) fn emit(scope: &Scope<'_>, module: &mut Module, diagnostics: &mut Diagnostics) {
    for (source, binding) in scope.rds() {
        check(scope, source, binding, diagnostics);
        parameters(scope, module, source, binding);
        server(scope, module, source, binding);
        let address = format!("aws_db_instance.{}", identifier(source));
        let file_doc = format!("Where the database of {source} listens.");
        module.output(format!("database_{source}_host"), refer(&format!("{address}.address")), &file_doc);
        module.output(format!("database_{source}_port"), refer(&format!("{address}.port")), "Its port.");
    }
}

/// RDS for PostgreSQL, "DBName": a letter or underscore, then letters, digits and underscores, at most 63.
fn check(scope: &Scope<'_>, source: &str, binding: &Binding<SourceKind>, diagnostics: &mut Diagnostics) {
    let database = binding.settings.text("database").unwrap_or(source);
    let plain = database.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !database.starts_with(|c: char| c.is_ascii_digit())
        && (1..=63).contains(&database.len());
    if !plain {
        let span = binding.settings.setting("database").map_or(binding.span, |setting| setting.span);
        let rule = "a letter or `_`, then letters, digits and `_`, at most 63";
        diagnostics.push(diagnostics::name_not_possible(span, "database", database, "RDS", rule));
    }
    let user = binding.settings.text("user").unwrap_or("postgres");
    let taken = ["admin", "rdsadmin", "rds_superuser", "rds_replication"];
    let plain = user.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && user.starts_with(|c: char| c.is_ascii_alphabetic())
        && user.len() <= 63;
    if !plain || taken.contains(&user) {
        let span = binding.settings.setting("user").map_or(binding.span, |setting| setting.span);
        let rule = "a letter, then letters, digits and `_`, at most 63, and not a name that RDS keeps";
        diagnostics.push(diagnostics::name_not_possible(span, "user", user, "RDS", rule));
    }
    if binding.settings.secret("password").is_none() {
        diagnostics.push(diagnostics::missing_for_target(binding.span, source, "password", &scope.env.name));
    }
}

fn version(binding: &Binding<SourceKind>) -> &str {
    binding.settings.text("version").unwrap_or("16")
}

/// Logical replication feeds change data capture; TLS is required of everybody.
fn parameters(scope: &Scope<'_>, module: &mut Module, source: &str, binding: &Binding<SourceKind>) {
    let name = scope.named(source);
    let major = version(binding).split('.').next().unwrap_or("16");
    let parameter = |key: &str, value: &str, when: &str| {
        node("parameter").set("name", key).set("value", value).set("apply_method", when)
    };
    module.add(
        File::Database,
        resource("aws_db_parameter_group", source)
            .comment(format!(
                "The server of source {source}: logical replication for change data capture, TLS for everybody."
            ))
            .named(&name)
            .at(binding.span)
            .set("name", name.as_str())
            .set("family", format!("postgres{major}"))
            .nest(parameter("rds.logical_replication", "1", "pending-reboot"))
            .nest(parameter("rds.force_ssl", "1", "immediate")),
    );
    module.add(
        File::Database,
        resource("aws_db_subnet_group", source)
            .named(&name)
            .set("name", name.as_str())
            .set("subnet_ids", network::subnets(scope)),
    );
}

fn server(scope: &Scope<'_>, module: &mut Module, source: &str, binding: &Binding<SourceKind>) {
    let name = scope.named(source);
    let id = identifier(source);
    let secret = binding.settings.secret("password").map_or("", |secret| secret.0.as_str());
    let password = secrets::make(scope, module, secret);
    let storage = if let Some(Value::Size(bytes)) = binding.settings.get("storage") { bytes.div_ceil(GIB) } else { 30 };
    let backups =
        binding.settings.duration("backup_retention").and_then(|kept| kept.0).map_or(7, |ms| ms.div_ceil(DAY));
    module.add(
        File::Database,
        resource("random_id", &format!("{source}_last_snapshot"))
            .comment("A snapshot outlives its server, so the next server's last one needs another name.")
            .named(format!("{name}-final"))
            .set("byte_length", 4_u32),
    );
    let last = [Part::literal(format!("{name}-final-")), Part::reference(format!("random_id.{id}_last_snapshot.hex"))];
    module.add(
        File::Database,
        resource("aws_db_instance", source)
            .named(&name)
            .at(binding.span)
            .set("identifier", name.as_str())
            .set("engine", "postgres")
            .set("engine_version", version(binding))
            .set("instance_class", binding.settings.text("instance").unwrap_or("db.t3.medium"))
            .set("allocated_storage", storage)
            .set("storage_type", "gp3")
            .set("storage_encrypted", true)
            .set("db_name", binding.settings.text("database").unwrap_or(source))
            .set("username", binding.settings.text("user").unwrap_or("postgres"))
            .set("password_wo", password.value)
            .set("password_wo_version", password.version)
            .set("port", network::port(scope, source))
            .set("parameter_group_name", refer(&format!("aws_db_parameter_group.{id}.name")))
            .set("db_subnet_group_name", refer(&format!("aws_db_subnet_group.{id}.name")))
            .set("vpc_security_group_ids", list([refer(&format!("aws_security_group.database_{id}.id"))]))
            .set("publicly_accessible", true)
            .set("multi_az", binding.settings.boolean("multi_az").unwrap_or(false))
            .set("backup_retention_period", backups)
            .set("copy_tags_to_snapshot", true)
            .set("deletion_protection", true)
            .set("skip_final_snapshot", false)
            .set("final_snapshot_identifier", template(&last))
            .comment("Managed connectors come over the internet, so it has a public address; its security group lets only them in.")
            .keep(),
    );
}
