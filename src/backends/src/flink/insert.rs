//! `INSERT INTO`: the statement that runs a transform.

use super::{
    Emit, confluent, objects,
    query::{Printer, line, state_time},
};
use crate::{
    shape::Shape,
    text::{Ident, sql_header},
};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use weir_ir::{
    Column, Environment, FlinkVersion, Owner, Placeholder, Platform, RelationKind, Resource, StateTtl,
    TransformSettings, address,
    sql::{OutputColumn, Query},
};

/// From this version on an INSERT whose upsert key is not the table's key says what happens (Flink 2.3).
pub(super) const ON_CONFLICT: FlinkVersion = FlinkVersion { major: 2, minor: 3 };
pub(super) const DEDUPLICATE: &str = "\nON CONFLICT DO DEDUPLICATE";

pub(super) fn statement(emit: &mut Emit<'_, '_>, shape: &Shape<'_>, settings: &TransformSettings) {
    let Some(query) = &shape.relation.query else { return };
    let name = &shape.relation.name;
    let mut sql = sql_header(emit.project, "transform", name, shape.relation.span);
    sql.push_str(&insert(emit, shape, settings, query));
    let file = emit.file(name, "insert", sql);
    let physical = emit.env.names.statements.get(&shape.id).map_or(name.as_str(), |name| &name.name);
    let mut resource = Resource::new("statement", address::statement(name), Owner::Weir, physical)
        .file(file)
        .at(shape.relation.span)
        .needs(address::flink_table(name))
        .property("properties", Value::Object(properties(emit, shape, settings, physical)))
        .property("state", shape.relation.facts.state.to_string())
        .property("version", json!(settings.version));
    for input in query.relations() {
        let relation = &emit.project.relations[input];
        match (&relation.kind, emit.env.platform) {
            // Other pipelines own their tables there.
            (RelationKind::Product { .. }, Platform::ConfluentCloud) | (RelationKind::DeadLetter { .. }, _) => {}
            _ => resource = resource.needs(address::flink_table(&relation.name)),
        }
    }
    if let Some(upgrade) = &settings.upgrade {
        resource = resource.note("upgrade", upgrade.as_str());
    }
    if emit.env.platform == Platform::ConfluentCloud {
        resource = confluent::place(resource);
    }
    emit.out.resource(&emit.env.name, resource);
}

fn insert(emit: &Emit<'_, '_>, shape: &Shape<'_>, settings: &TransformSettings, query: &Query) -> String {
    let target = match emit.env.platform {
        Platform::SelfManaged => objects::table_name(shape.topic),
        Platform::ConfluentCloud | Platform::Embedded => shape.topic.to_string(),
    };
    let ttl = match &settings.state_ttl {
        StateTtl::ByInput(times) => times.clone(),
        StateTtl::Unstated | StateTtl::All(_) => Vec::new(),
    };
    let kept = match (&settings.state_ttl, &shape.relation.plan) {
        (StateTtl::All(Some(_)), Some(plan)) => plan.root.kept_for_ever(),
        (StateTtl::All(_) | StateTtl::Unstated | StateTtl::ByInput(_), _) => BTreeSet::new(),
    };
    let printer = Printer::new(emit.objects, &emit.project.relations, query).with_state_ttl(ttl).keeping(kept);
    let body = match wrapped(emit, shape, query) {
        Some(items) => format!(
            "{}SELECT{}{}\nFROM ({}{}\n)",
            printer.with(query, 0),
            line(1),
            items.join(&format!(",{}", line(1))),
            line(1),
            printer.body(query, 1)
        ),
        None => printer.query(query, 0),
    };
    let conflict = if says_conflict(emit.env, shape) { DEDUPLICATE } else { "" };
    format!("INSERT INTO {}\n{body}{conflict};\n", Ident(&target))
}

fn says_conflict(env: &Environment, shape: &Shape<'_>) -> bool {
    let facts = &shape.relation.facts;
    let differs = !shape.key.is_empty() && !same_set(facts.upsert_key.as_deref(), facts.key.as_deref());
    env.platform == Platform::SelfManaged && env.flink_version >= ON_CONFLICT && differs
}

fn same_set(a: Option<&[String]>, b: Option<&[String]>) -> bool {
    let sorted = |names: &[String]| {
        let mut names = names.to_vec();
        names.sort();
        names
    };
    a.map(sorted) == b.map(sorted)
}

/// The columns of the table from those of the query, where order or types differ: key columns lead, types are those of
/// the topic's format, and only one column may be a time attribute.
fn wrapped(emit: &Emit<'_, '_>, shape: &Shape<'_>, query: &Query) -> Option<Vec<String>> {
    let items: Vec<String> = shape
        .columns
        .iter()
        .map(|column| item(emit, shape, column, query.columns.iter().find(|output| output.name == column.name), query))
        .collect();
    let plain: Vec<String> = query.columns.iter().map(|column| Ident(&column.name).to_string()).collect();
    (items != plain).then_some(items)
}

fn item(
    emit: &Emit<'_, '_>,
    shape: &Shape<'_>,
    column: &Column,
    output: Option<&OutputColumn>,
    query: &Query,
) -> String {
    let name = Ident(&column.name).to_string();
    let target = shape.physical(column, emit.env.platform).data;
    let from = output.map_or(&column.ty, |output| &output.ty);
    // Text of a length goes into text of any length by itself.
    let as_it_is = from.data == target || from.without_text_lengths().data == target;
    let times = query.columns.iter().filter(|column| column.time.is_some()).count();
    let is_time = shape.time_column().is_some_and(|time| time.name == column.name);
    let extra_time = times > 1 && output.is_some_and(|output| output.time.is_some()) && !is_time;
    if as_it_is && !extra_time { name } else { format!("CAST({name} AS {target}) AS {name}") }
}

fn properties(emit: &Emit<'_, '_>, shape: &Shape<'_>, settings: &TransformSettings, name: &str) -> Map<String, Value> {
    let ttl = match settings.state_ttl {
        StateTtl::All(ttl) => Some(state_time(ttl)),
        StateTtl::Unstated | StateTtl::ByInput(_) => None,
    };
    let idle = shape.relation.idle_ms.map(|ms| format!("{ms} ms"));
    let parallelism = settings.parallelism.map(i64::from).or_else(|| emit.env.settings.integer("parallelism"));
    let mut properties = place_properties(emit.env);
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            properties.insert(key.to_string(), json!(value));
        }
    };
    match emit.env.platform {
        Platform::ConfluentCloud | Platform::Embedded => {
            add("sql.state-ttl", ttl);
            add("sql.tables.scan.idle-timeout", idle);
        }
        Platform::SelfManaged => {
            add("pipeline.name", Some(name.to_string()));
            add("table.exec.state.ttl", ttl);
            add("table.exec.source.idle-timeout", idle);
            add("parallelism.default", parallelism.map(|n| n.to_string()));
        }
    }
    properties
}

/// Properties that every statement of an environment has.
pub(super) fn place_properties(env: &Environment) -> Map<String, Value> {
    let output = |name: &str| json!(Placeholder::Output(name.to_string()).to_string());
    let mut properties = Map::new();
    match env.platform {
        Platform::ConfluentCloud | Platform::Embedded => {
            properties.insert("sql.current-catalog".into(), output("environment_id"));
            properties.insert("sql.current-database".into(), output("kafka_cluster_id"));
            properties.insert("sql.local-time-zone".into(), json!("UTC"));
        }
        Platform::SelfManaged => {
            properties.insert("table.local-time-zone".into(), json!("UTC"));
        }
    }
    properties
}
