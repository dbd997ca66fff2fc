//! Change data capture from Postgres by Debezium.

use super::{
    Emit,
    config::{self, Config, Target},
    masks, worker,
};
use crate::{diagnostics, shape::is_dropped};
use weir_ir::{
    Binding, Column, DeletedFilter, Environment, Placeholder, Platform, Project, Provision, Relation, Scan, Source,
    SourceKind, TextPart, address,
};
use weir_platforms::connectors;

const TABLES: &str = "it follows from the tables of the source";
const FORMAT: &str = "Flink and the sinks read what it says";
const NAMES: &str = "names come from `naming`";

pub(super) fn emit(emit: &mut Emit<'_, '_>, source: &Source) {
    let Some(binding) = emit.env.sources.get(&source.name) else { return };
    match binding.kind {
        SourceKind::Postgres => {}
    }
    let managed = emit.env.platform == Platform::ConfluentCloud;
    let class = if managed { connectors::POSTGRES_CDC_MANAGED } else { connectors::DEBEZIUM_POSTGRES };
    let mut config = Config::new(class);
    let name = emit.env.names.source_connectors.get(&source.name).map_or(source.name.clone(), |name| name.name.clone());
    if managed {
        config.fix("name", &name, NAMES);
    }
    config.fix("tasks.max", "1", "the log is read by one task");
    database(emit, source, binding, &mut config);
    names(emit.env, source, &mut config);
    tables(emit, source, &mut config);
    format(binding, &mut config);
    if managed {
        self::managed(emit, source, &mut config);
    } else {
        self_managed(emit, source, &mut config);
    }
    masks::add(emit, source, &mut config);
    limit_transforms(emit, source, &config);
    config.pass_through(&binding.settings, emit.diagnostics);
    let target =
        Target { file: source.name.clone(), address: address::connector(&source.name, ""), name, span: source.span };
    let mut resource = config::write(emit, target, config);
    for table in &source.tables {
        resource = resource.needs(address::source_table(&emit.project.relations[*table].name));
        if !managed {
            resource = resource.needs(address::topic(&emit.project.relations[*table].name));
        }
    }
    resource = resource.needs(address::publication(&source.name)).needs(address::replication_role(&source.name));
    if !managed {
        // A worker makes no topics where the brokers don't.
        resource = resource.property("heartbeat_topic", heartbeat_topic(emit.env, &source.name));
    }
    resource = resource.property("slot", emit.env.names.slots.get(&source.name).cloned().unwrap_or_default());
    emit.out.resource(&emit.env.name, resource);
}

/// Where Debezium writes so that a quiet database's log position moves.
pub(crate) fn heartbeat_topic(env: &Environment, source: &str) -> String {
    format!("__debezium-heartbeat.{}", env.names.topic_prefixes.get(source).map_or(source, String::as_str))
}

fn database(emit: &mut Emit<'_, '_>, source: &Source, binding: &Binding<SourceKind>, config: &mut Config) {
    let settings = &binding.settings;
    let made = binding.provision == Provision::Make("rds".to_string());
    let output = |what: &str| Placeholder::Output(format!("database_{}_{what}", source.name));
    match settings.part("host") {
        Some(host) => config.part("database.hostname", &host),
        None if made => {
            config.raw("database.hostname", output("host"));
        }
        None => missing(emit, source, binding, "host"),
    }
    match settings.part("port") {
        Some(port) => config.part("database.port", &port),
        None if made => config.raw("database.port", output("port")),
        None => config.set("database.port", "5432"),
    }
    config.part("database.user", &settings.part("user").unwrap_or_else(|| TextPart::Literal("postgres".to_string())));
    match settings.part("password") {
        Some(password) => config.part("database.password", &password),
        None => missing(emit, source, binding, "password"),
    }
    match settings.part("database") {
        Some(name) => config.part("database.dbname", &name),
        None => missing(emit, source, binding, "database"),
    }
    let default = if emit.env.platform == Platform::ConfluentCloud { "require" } else { "prefer" };
    config.set("database.sslmode", settings.text("sslmode").unwrap_or(default).replace('_', "-"));
    if let Some(certificate) = settings.part("sslrootcert") {
        config.part("database.sslrootcert", &certificate);
    }
}

fn missing(emit: &mut Emit<'_, '_>, source: &Source, binding: &Binding<SourceKind>, setting: &str) {
    emit.diagnostics.push(diagnostics::missing_for_target(binding.span, &source.name, setting, &emit.env.name));
}

fn names(env: &Environment, source: &Source, config: &mut Config) {
    let of = |names: &std::collections::BTreeMap<String, String>| names.get(&source.name).cloned().unwrap_or_default();
    config.fix("topic.prefix", of(&env.names.topic_prefixes), NAMES);
    config.fix("slot.name", of(&env.names.slots), NAMES);
    config.fix("publication.name", of(&env.names.publications), NAMES);
    config.fix("publication.autocreate.mode", "disabled", "weir's DDL makes the publication");
    config.set("slot.drop.on.stop", "false");
}

/// Tables and columns by name: what nobody declared never leaves the database.
fn tables(emit: &mut Emit<'_, '_>, source: &Source, config: &mut Config) {
    let mut tables = Vec::new();
    let mut columns = Vec::new();
    for id in &source.tables {
        let relation = &emit.project.relations[*id];
        let Some((schema, table)) = masks::table_of(relation) else { continue };
        check_name(emit, relation.span, "table", table);
        check_name(emit, relation.span, "schema", schema);
        tables.push(format!("{}\\.{}", escape(schema), escape(table)));
        for column in relation.columns.iter().filter(|column| !is_dropped(emit.project, *id, column)) {
            check_name(emit, column.span, "column", &column.name);
            columns.push(regex(relation, column));
        }
    }
    config.fix("table.include.list", tables.join(","), TABLES);
    config.fix("column.include.list", columns.join(","), TABLES);
    for key in ["table.exclude.list", "column.exclude.list", "schema.include.list", "schema.exclude.list"] {
        config.forbid(key, TABLES);
    }
}

fn check_name(emit: &mut Emit<'_, '_>, span: weir_diagnostics::Span, what: &str, name: &str) {
    if name.contains(',') || name.chars().any(char::is_control) {
        let reason = "lists of tables and columns are divided by commas";
        emit.diagnostics.push(diagnostics::name_not_possible(span, what, name, "a capture", reason));
    }
}

/// `schema\.table\.column`, which Debezium anchors at both ends.
pub(super) fn regex(relation: &Relation, column: &Column) -> String {
    let (schema, table) = masks::table_of(relation).unwrap_or_default();
    format!("{}\\.{}\\.{}", escape(schema), escape(table), escape(&column.name))
}

/// A text as a regular expression that matches it alone (Java's and RE2's).
pub(super) fn escape(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && c != '_' {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

fn format(binding: &Binding<SourceKind>, config: &mut Config) {
    let settings = &binding.settings;
    config.set("snapshot.mode", settings.text("snapshot").unwrap_or("initial"));
    config.fix("decimal.handling.mode", "precise", FORMAT);
    config.fix("time.precision.mode", "connect", FORMAT);
    config.fix("interval.handling.mode", "string", FORMAT);
    config.fix("hstore.handling.mode", "json", FORMAT);
    config.fix("binary.handling.mode", "bytes", FORMAT);
    config.fix("schema.name.adjustment.mode", "avro", FORMAT);
    let heartbeat = settings.duration("heartbeat").and_then(|duration| duration.0).unwrap_or(10_000);
    config.set("heartbeat.interval.ms", heartbeat);
}

fn managed(emit: &mut Emit<'_, '_>, source: &Source, config: &mut Config) {
    config.fix("kafka.auth.mode", "SERVICE_ACCOUNT", "connectors run as the service account `connect`");
    config.raw("kafka.service.account.id", Placeholder::Output("service_account_connect_id".to_string()));
    config.fix("after.state.only", "true", FORMAT);
    // A tombstone would end a version of a row in a temporal join and stop Tableflow; `__deleted` says the same.
    config.fix("tombstones.on.delete", "false", FORMAT);
    config.fix("output.data.format", "AVRO", FORMAT);
    config.fix("output.key.format", "AVRO", FORMAT);
    config.fix("value.converter.ignore.default.for.nullables", "true", FORMAT);
    if encrypts(emit.project, source) {
        config.fix("csfle.enabled", "true", "columns of the source are encrypted");
        config.raw("sr.service.account.id", Placeholder::Output("service_account_connect_id".to_string()));
        refuse_unshared(emit, source);
    }
}

fn self_managed(emit: &mut Emit<'_, '_>, source: &Source, config: &mut Config) {
    config.fix("plugin.name", "pgoutput", "the slot and the publication are made for it");
    worker::avro(config, emit.env, "key.converter");
    worker::avro(config, emit.env, "value.converter");
    config.fix("value.converter.ignore.default.for.nullables", "true", FORMAT);
    config.fix("transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState", FORMAT);
    let tombstones = writes_tombstones(emit.project, emit.env, source) && !masks::forbid_tombstones(emit, source);
    let mode = if tombstones { "rewrite-with-tombstone" } else { "rewrite" };
    config.fix("transforms.unwrap.delete.tombstone.handling.mode", mode, FORMAT);
    // As the managed connector has them.
    config.set("slot.max.retries", "20");
    config.set("slot.retry.delay.ms", "30000");
    config.set("errors.max.retries", "3");
    if encrypts(emit.project, source) {
        let what = format!("the encryption of columns of the source `{}`", source.name);
        let help = "mask the columns, or encrypt a topic that an application writes";
        emit.diagnostics.push(diagnostics::no_backend(source.span, &what, &emit.env.name, help));
    }
}

/// A tombstone lets compaction forget a deleted row. On the versioned side of a temporal join it would take the versions
/// of the past with it.
fn writes_tombstones(project: &Project, env: &Environment, source: &Source) -> bool {
    let versioned = |id: &weir_ir::RelationId| match env.scans.get(id) {
        Some(Scan::Upsert { deleted, .. } | Scan::Deduplicated { deleted, .. }) => {
            *deleted == Some(DeletedFilter::AboveTemporalJoin) || crate::flink::is_versioned(project, *id)
        }
        Some(Scan::Append) | None => false,
    };
    env.platform == Platform::SelfManaged && !source.tables.iter().any(versioned)
}

fn encrypts(project: &Project, source: &Source) -> bool {
    project.encryptions.iter().any(|encryption| source.tables.contains(&encryption.column.relation))
}

fn refuse_unshared(emit: &mut Emit<'_, '_>, source: &Source) {
    let unshared = emit.project.encryptions.iter().find(|encryption| {
        let shared = emit.project.kek(&encryption.kek).is_some_and(|kek| kek.shared);
        source.tables.contains(&encryption.column.relation) && !shared
    });
    if let Some(encryption) = unshared {
        let what = format!("the encryption of a captured column with `{}`, which is not shared,", encryption.kek);
        let help = "say `shared = true` on the key, so that the managed connector may use it, or mask the column";
        emit.diagnostics.push(diagnostics::no_backend(encryption.span, &what, &emit.env.name, help));
    }
}

/// Confluent Cloud takes ten transforms a connector.
fn limit_transforms(emit: &mut Emit<'_, '_>, source: &Source, config: &Config) {
    let count = config.get("transforms").map_or(0, |list| list.split(',').count());
    if emit.env.platform == Platform::ConfluentCloud && count > 10 {
        let what = format!("the source `{}` with masks of {count} different texts", source.name);
        emit.diagnostics.push(diagnostics::no_backend(source.span, &what, &emit.env.name, "use fewer different texts"));
    }
}
