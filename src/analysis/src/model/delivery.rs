//! Sinks, services and products.

use super::{
    Build, diagnostics as messages, resolve,
    settings::{self, Position},
};
use weir_ir::{Access, Expose, RelationId, RelationKind, Service, ServiceKind, Sink, SinkInput, SinkKind};
use weir_platforms::kinds::{EXPOSE, SERVICES, SINKS};
use weir_syntax::ast::{self, ValueKind};

pub(super) fn build(build: &mut Build<'_>) {
    let index = build.index;
    for (item, sink) in &index.sinks {
        self::sink(build, item, sink);
    }
    for (item, service) in &index.services {
        self::service(build, item, service);
    }
    for (item, expose) in &index.exposes {
        self::expose(build, item, expose);
    }
}

pub(super) fn sink_kind(name: &str) -> SinkKind {
    match name {
        "iceberg" => SinkKind::Iceberg,
        "postgres" => SinkKind::Postgres,
        "s3" => SinkKind::S3,
        "http" => SinkKind::Http,
        "file" => SinkKind::File,
        _ => SinkKind::Snowflake,
    }
}

pub(super) fn service_kind(name: &str) -> ServiceKind {
    match name {
        "payments" => ServiceKind::Payments,
        "container" => ServiceKind::Container,
        _ => ServiceKind::Feeder,
    }
}

fn sink(build: &mut Build<'_>, item: &ast::Item, sink: &ast::Block) {
    let Some(spec) = build.kind(SINKS, &sink.kind, "sink") else { return };
    let what = format!("sink `{}`", sink.name.value);
    let settings = build.check(spec, &what, &sink.settings, Position::Item);
    build.require(spec, &what, sink.name.span, &sink.settings);
    build.silence(&settings, item.span);
    let kind = sink_kind(spec.name);
    let inputs = match settings::written(&sink.settings, "from") {
        Some(from) => inputs(build, from, kind),
        None => Vec::new(),
    };
    build.project.sinks.push(Sink {
        name: sink.name.value.clone(),
        kind,
        doc: super::doc(item),
        inputs,
        settings,
        span: sink.name.span,
    });
}

#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else was written is treated alike")]
fn inputs(build: &mut Build<'_>, from: &ast::Value, kind: SinkKind) -> Vec<SinkInput> {
    let elements = match &from.kind {
        ValueKind::List(list) => list.as_slice(),
        _ => std::slice::from_ref(from),
    };
    if elements.is_empty() {
        build.diagnostics.push(messages::nothing_delivered(from.span));
    }
    let mut found: Vec<SinkInput> = Vec::new();
    for element in elements {
        let (path, alias) = match &element.kind {
            ValueKind::Path(path) => (path, None),
            ValueKind::Alias { path, alias } => (path, Some(alias.value.clone())),
            // `check` has said that it is no relation.
            _ => continue,
        };
        let Some(relation) = resolve::relation(build, path) else { continue };
        let input = SinkInput { relation, alias, span: element.span };
        if let Some(first) = found.iter().find(|other| other.relation == relation && other.alias == input.alias) {
            build.diagnostics.push(messages::delivered_twice(path, first.span));
        } else if deliverable(build, path, relation, kind) {
            found.push(input);
        }
    }
    found
}

/// A dead letter topic has no subject, so that only files take it.
fn deliverable(build: &mut Build<'_>, path: &ast::Path, relation: RelationId, kind: SinkKind) -> bool {
    let dead = matches!(build.project.relations[relation].kind, RelationKind::DeadLetter { .. });
    let right = !dead || kind == SinkKind::File;
    if !right {
        build.diagnostics.push(messages::dead_letter_delivered(path));
    }
    right
}

fn service(build: &mut Build<'_>, item: &ast::Item, service: &ast::Block) {
    let Some(spec) = build.kind(SERVICES, &service.kind, "service") else { return };
    let what = format!("service `{}`", service.name.value);
    let settings = build.check(spec, &what, &service.settings, Position::Item);
    build.require(spec, &what, service.name.span, &service.settings);
    build.silence(&settings, item.span);
    let kind = service_kind(spec.name);
    let mut access = Vec::new();
    for (name, writes) in [("reads", false), ("writes", true)] {
        let paths = settings::written(&service.settings, name).map(settings::names).unwrap_or_default();
        access.extend(paths.into_iter().filter_map(|path| accessed(build, path, kind, writes)));
    }
    let environments = runs_in(build, service);
    build.project.services.push(Service {
        name: service.name.value.clone(),
        kind,
        doc: super::doc(item),
        access,
        environments,
        settings,
        span: service.name.span,
    });
}

fn accessed(build: &mut Build<'_>, path: &ast::Path, kind: ServiceKind, writes: bool) -> Option<Access> {
    let name = settings::dotted(path);
    if build.project.source(&name).is_some() {
        return match (kind, writes) {
            (ServiceKind::Payments, true) => {
                build.diagnostics.push(messages::service_access(path, "a source", "the topic that it produces to"));
                None
            }
            (ServiceKind::Feeder | ServiceKind::Container, true) => Some(Access::WritesSource(name)),
            (_, false) => Some(Access::ReadsSource(name)),
        };
    }
    let named_source = build.index.sources.iter().any(|(_, source)| source.name.value == name);
    if named_source {
        // The source is broken and has been reported.
        return None;
    }
    let relation = resolve::relation(build, path)?;
    let topic = matches!(build.project.relations[relation].kind, RelationKind::Topic { .. });
    match (kind, writes) {
        (ServiceKind::Feeder, true) => {
            build.diagnostics.push(messages::service_access(path, "a relation", "the source that it fills"));
            None
        }
        (_, true) if !topic => {
            build.diagnostics.push(messages::service_access(path, "no topic", "a `topic`, or a source"));
            None
        }
        (_, true) => Some(Access::WritesRelation(relation)),
        (_, false) => Some(Access::ReadsRelation(relation)),
    }
}

/// The environments that `in` names, or all.
fn runs_in(build: &mut Build<'_>, service: &ast::Block) -> Vec<String> {
    let index = build.index;
    let known: Vec<&str> = index.environments.iter().map(|(_, item)| item.name.value.as_str()).collect();
    let Some(written) = settings::written(&service.settings, "in") else {
        return known.iter().map(|name| (*name).to_string()).collect();
    };
    let mut environments = Vec::new();
    for path in settings::names(written) {
        let name = ast::Name::new(settings::dotted(path), path.span);
        if known.contains(&name.value.as_str()) {
            environments.push(name.value);
        } else if !index.broken.contains(name.value.as_str()) {
            build.diagnostics.push(messages::unknown_item(&name, "environment", &known));
        }
    }
    environments
}

fn expose(build: &mut Build<'_>, item: &ast::Item, expose: &ast::Expose) {
    let what = format!("product `{}`", expose.product.value);
    let settings = build.check(&EXPOSE, &what, &expose.settings, Position::Item);
    build.silence(&settings, item.span);
    let Some(relation) = resolve::relation(build, &expose.relation) else { return };
    if let RelationKind::DeadLetter { .. } = build.project.relations[relation].kind {
        build.diagnostics.push(messages::dead_letter_delivered(&expose.relation));
        return;
    }
    if let RelationKind::Product { pipeline, .. } = &build.project.relations[relation].kind {
        build.diagnostics.push(messages::exposed_again(&expose.relation, pipeline));
        return;
    }
    let version = settings.integer("version").and_then(|n| u32::try_from(n).ok()).unwrap_or(1);
    let same = |other: &&Expose| other.product == expose.product.value && other.version == version;
    if let Some(first) = build.project.exposes.iter().find(same) {
        build.diagnostics.push(messages::exposed_twice(&expose.product, version, first.span));
        return;
    }
    build.project.exposes.push(Expose {
        relation,
        product: expose.product.value.clone(),
        version,
        owner: settings.text("owner").map(str::to_string),
        doc: super::doc(item),
        span: expose.product.span,
    });
}
