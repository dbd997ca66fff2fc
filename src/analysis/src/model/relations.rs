//! Captured tables and topics.

use super::{
    Build,
    columns::{self, Owner, Reference},
    diagnostics as messages,
    index::Names,
    resolve,
    settings::Position,
};
use weir_diagnostics::Span;
use weir_ir::{
    Changelog, Column, ColumnPath, ColumnRef, Compatibility, DataType, Relation, RelationFacts, RelationId,
    RelationKind, Settings, Source, SourceKind, StateClass, TimeAttribute, Type, Value,
};
use weir_platforms::kinds::{SOURCES, TABLE, TOPIC};
use weir_syntax::ast;

/// A watermark's delay where nothing is stated, in milliseconds.
pub(super) const WATERMARK_MS: u64 = 5_000;
/// How long an input without rows holds others back where nothing is stated, in milliseconds.
pub(super) const IDLE_MS: u64 = 10_000;

pub(super) fn build(build: &mut Build<'_>) {
    let mut references = Vec::new();
    let index = build.index;
    for (item, source) in &index.sources {
        self::source(build, item, source, &mut references);
    }
    for (item, topic) in &index.topics {
        self::topic(build, item, topic, &mut references);
    }
    for (relation, reference) in references {
        resolve_reference(build, relation, &reference);
    }
}

type References<'a> = Vec<(RelationId, Reference<'a>)>;

fn source<'a>(build: &mut Build<'a>, item: &ast::Item, source: &'a ast::Source, references: &mut References<'a>) {
    let Some(spec) = build.kind(SOURCES, &source.kind, "source") else { return };
    let what = format!("source `{}`", source.name.value);
    let settings = build.check(spec, &what, &source.settings, Position::Item);
    build.require(spec, &what, source.name.span, &source.settings);
    build.silence(&settings, item.span);
    let mut names = Names::default();
    let mut tables = Vec::new();
    let joined: Vec<ast::Name> = source.tables.iter().map(table_name).collect();
    for (table, name) in source.tables.iter().zip(&joined) {
        if names.take(name, "table", build.diagnostics) {
            tables.push(self::table(build, source, &settings, table, references));
        }
    }
    build.project.sources.push(Source {
        name: source.name.value.clone(),
        kind: SourceKind::Postgres,
        doc: super::doc(item),
        settings,
        tables,
        span: source.name.span,
    });
}

/// The name with its schema, for comparing.
fn table_name(table: &ast::Table) -> ast::Name {
    let schema = table.schema.as_ref().map_or("public", |schema| schema.value.as_str());
    ast::Name::new(format!("{schema}.{}", table.name.value), table.name.span)
}

fn table<'a>(
    build: &mut Build<'a>,
    source: &'a ast::Source,
    of_source: &Settings,
    table: &'a ast::Table,
    references: &mut References<'a>,
) -> RelationId {
    let schema = table.schema.as_ref().map_or("public", |schema| schema.value.as_str()).to_string();
    let name = match schema.as_str() {
        "public" => format!("{}.{}", source.name.value, table.name.value),
        schema => format!("{}.{schema}.{}", source.name.value, table.name.value),
    };
    let own = build.check(&TABLE, &format!("table `{name}`"), &table.settings, Position::Item);
    let word = |name: &str| own.text(name).or_else(|| of_source.text(name));
    let append = word("changelog") == Some("append");
    let deletes_as_rows = word("deletes") == Some("rows");
    let kind = RelationKind::Captured {
        source: source.name.value.clone(),
        schema,
        table: table.name.value.clone(),
        changelog_append: append,
        deletes_as_rows,
        existing: own.boolean("existing") == Some(true),
    };
    let (columns, found) = columns::columns(build, Owner::Table, &table.fields);
    let key = key_of(build, &columns);
    if columns.is_empty() && nothing_broken(build, &table.fields) {
        build.diagnostics.push(messages::no_fields("table", &name, table.name.span));
    } else if key.is_none() {
        build.diagnostics.push(messages::no_key(&name, table.name.span));
    }
    let facts = RelationFacts {
        changelog: if append { Changelog::Append } else { Changelog::Upsert },
        key: key.clone().filter(|_| !append),
        upsert_key: key.filter(|_| !append),
        time: Some(rowtime()),
        state: if append { StateClass::None } else { StateClass::Table },
    };
    let doc = table.doc.as_ref().map(|doc| doc.value.clone());
    let mut relation = declared((name, table.name.span), kind, doc, columns, facts);
    relation.watermark_ms = ms(&own, "watermark").or_else(|| ms(of_source, "watermark")).unwrap_or(WATERMARK_MS);
    relation.idle_ms = Some(ms(&own, "idle").or_else(|| ms(of_source, "idle")).unwrap_or(IDLE_MS));
    relation.partitions = partitions(&own).or_else(|| partitions(of_source));
    relation.retention_ms = retention(&own).or_else(|| retention(of_source));
    build.silence(&own, table.span);
    let id = build.project.relations.push(relation);
    references.extend(found.into_iter().map(|reference| (id, reference)));
    id
}

fn topic<'a>(build: &mut Build<'a>, item: &ast::Item, topic: &'a ast::Topic, references: &mut References<'a>) {
    let name = topic.name.value.clone();
    let settings = build.check(&TOPIC, &format!("topic `{name}`"), &topic.settings, Position::Item);
    owned_by_others(build, &settings);
    let upsert = settings.text("changelog") == Some("upsert");
    let producers = settings.list("producers").unwrap_or_default();
    let kind = RelationKind::Topic {
        existing: settings.boolean("existing") == Some(true),
        producers: producers.iter().map(super::params::text).collect(),
        compatibility: compatibility(&settings),
    };
    let (columns, found) = columns::columns(build, Owner::Topic, &topic.fields);
    let key = key_of(build, &columns).filter(|_| upsert);
    if columns.is_empty() && nothing_broken(build, &topic.fields) {
        build.diagnostics.push(messages::no_fields("topic", &name, topic.name.span));
    } else if upsert && key.is_none() {
        build.diagnostics.push(messages::no_topic_key(&name, topic.name.span));
    }
    let facts = RelationFacts {
        changelog: if upsert { Changelog::Upsert } else { Changelog::Append },
        key: key.clone(),
        upsert_key: key,
        time: event_time(build, &columns),
        state: if upsert { StateClass::Table } else { StateClass::None },
    };
    let mut relation = declared((name, topic.name.span), kind, super::doc(item), columns, facts);
    relation.owner = settings.text("owner").map(str::to_string);
    relation.watermark_ms = ms(&settings, "watermark").unwrap_or(WATERMARK_MS);
    relation.idle_ms = Some(ms(&settings, "idle").unwrap_or(IDLE_MS));
    relation.partitions = partitions(&settings);
    relation.retention_ms = retention(&settings);
    build.silence(&settings, item.span);
    let id = build.project.relations.push(relation);
    references.extend(found.into_iter().map(|reference| (id, reference)));
}

/// Settings that only the owner of a topic has.
const OWNERS: &[&str] = &["compatibility", "partitions", "retention"];

fn owned_by_others(build: &mut Build<'_>, settings: &Settings) {
    let existing = settings.setting("existing").filter(|_| settings.boolean("existing") == Some(true));
    let Some(existing) = existing else { return };
    for name in OWNERS {
        if let Some(setting) = settings.setting(name) {
            build.diagnostics.push(messages::owned_by_others(name, setting.span, existing.span));
        }
    }
}

/// A relation with the defaults of everything but what is given; `head` is its name, and where that stands.
pub(super) fn declared(
    head: (String, Span),
    kind: RelationKind,
    doc: Option<String>,
    columns: Vec<Column>,
    facts: RelationFacts,
) -> Relation {
    let (name, span) = head;
    Relation {
        name,
        kind,
        doc,
        span,
        columns,
        facts,
        owner: None,
        watermark_ms: WATERMARK_MS,
        idle_ms: Some(IDLE_MS),
        partitions: None,
        retention_ms: None,
        query: None,
        plan: None,
        row_edges: Vec::new(),
    }
}

/// The record's timestamp as a time attribute.
pub(super) fn rowtime() -> TimeAttribute {
    TimeAttribute { column: "$rowtime".into(), ty: Type::not_null(DataType::TimestampLtz(3)), event: true }
}

/// Whether no field was written, rather than all of them left out because something is wrong with them.
fn nothing_broken(build: &Build<'_>, fields: &[ast::Field]) -> bool {
    fields.is_empty() && build.index.broken.is_empty()
}

/// Columns with `@key`.
fn key_of(build: &mut Build<'_>, columns: &[Column]) -> Option<Vec<String>> {
    let key: Vec<String> =
        columns.iter().filter(|column| column.attributes.key).map(|column| column.name.clone()).collect();
    for column in columns.iter().filter(|column| column.attributes.key) {
        if !may_be_key(&column.ty.data) {
            build.diagnostics.push(messages::key_type(column));
        }
    }
    (!key.is_empty()).then_some(key)
}

/// Rows, arrays and maps are no keys of Postgres or of Flink tables.
fn may_be_key(ty: &DataType) -> bool {
    !matches!(ty, DataType::Array(_) | DataType::Map(..) | DataType::Row(_) | DataType::Multiset(_))
}

/// The column with `@event_time`, else the record's timestamp.
#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else was written is treated alike")]
fn event_time(build: &mut Build<'_>, columns: &[Column]) -> Option<TimeAttribute> {
    let mut marked = columns.iter().filter(|column| column.attributes.event_time);
    let Some(column) = marked.next() else { return Some(rowtime()) };
    for second in marked {
        build.diagnostics.push(messages::two_event_times(second, column));
    }
    let right = match column.ty.data {
        DataType::Timestamp(p) | DataType::TimestampLtz(p) => p <= 3,
        DataType::Error => return Some(rowtime()),
        _ => false,
    };
    if !right || column.ty.nullable {
        build.diagnostics.push(messages::event_time_type(column));
        return Some(rowtime());
    }
    Some(TimeAttribute { column: column.name.clone(), ty: column.ty.clone(), event: true })
}

/// `@references(table.column)` within the source, or `@references(source.table.column)`.
fn resolve_reference(build: &mut Build<'_>, relation: RelationId, reference: &Reference<'_>) {
    let source = match &build.project.relations[relation].kind {
        RelationKind::Captured { source, .. } => Some(source.clone()),
        RelationKind::Topic { .. }
        | RelationKind::DeadLetter { .. }
        | RelationKind::Transform(_)
        | RelationKind::Product { .. } => None,
    };
    let Some(target) = resolve::column(build, reference.path, source.as_deref()) else { return };
    let types = (
        column_type(build, &ColumnRef { relation, path: ColumnPath::column(&reference.column) }),
        column_type(build, &target),
    );
    if let (Some(own), Some(other)) = types
        && !same_family(&own.data, &other.data)
    {
        let own_span = column_span(build, relation, &reference.column);
        let there = column_span(build, target.relation, target.path.head());
        build.diagnostics.push(messages::reference_types(reference.path, (&own, own_span), (&other, there)));
    }
    let column = build
        .project
        .relations
        .get_mut(relation)
        .and_then(|relation| relation.columns.iter_mut().find(|column| column.name == reference.column));
    if let Some(column) = column {
        column.attributes.references = Some(target);
    }
}

fn column_type(build: &Build<'_>, column: &ColumnRef) -> Option<Type> {
    build.project.relations[column.relation].column(column.path.head()).map(|column| column.ty.clone())
}

fn column_span(build: &Build<'_>, relation: RelationId, name: &str) -> Span {
    let relation = &build.project.relations[relation];
    relation.column(name).map_or(relation.span, |column| column.span)
}

/// Types whose values can be equal: whole numbers of any width, texts of any length.
fn same_family(a: &DataType, b: &DataType) -> bool {
    let whole = |ty: &DataType| matches!(ty, DataType::TinyInt | DataType::SmallInt | DataType::Int | DataType::BigInt);
    let text = |ty: &DataType| matches!(ty, DataType::String | DataType::VarChar(_) | DataType::Char(_));
    let poison = |ty: &DataType| *ty == DataType::Error;
    poison(a) || poison(b) || a == b || (whole(a) && whole(b)) || (text(a) && text(b))
}

fn compatibility(settings: &Settings) -> Compatibility {
    let written = settings.text("compatibility").unwrap_or_default();
    let mode = Compatibility::ALL.into_iter().find(|mode| mode.registry_name().eq_ignore_ascii_case(written));
    mode.unwrap_or_default()
}

pub(super) fn ms(settings: &Settings, name: &str) -> Option<u64> {
    settings.duration(name).and_then(|duration| duration.0)
}

pub(super) fn partitions(settings: &Settings) -> Option<u32> {
    settings.integer("partitions").and_then(|n| u32::try_from(n).ok())
}

pub(super) fn retention(settings: &Settings) -> Option<Option<u64>> {
    match settings.get("retention") {
        Some(Value::Duration(duration)) => Some(duration.0),
        _ => None,
    }
}
