//! What each source, sink, kek and service is in an environment: its item, overlaid by the `bind`s of the chain.

use super::{Chain, messages};
use crate::model::{
    Build, contracts, delivery,
    settings::{Checker, Position},
};
use weir_diagnostics::{Diagnostics, Span};
use weir_ir::{Binding, Environment, KekKind, Platform, Provision, Settings, SourceKind};
use weir_platforms::kinds::{KEKS, Need, Place, SERVICES, SINKS, SOURCES, Spec};
use weir_syntax::ast;

pub(super) fn bind(build: &mut Build<'_>, chain: &Chain<'_>, environment: &mut Environment) {
    unknown_binds(build, chain);
    let index = build.index;
    for (_, source) in &index.sources {
        let thing = Thing { name: &source.name, kind: &source.kind, settings: &source.settings, what: "source" };
        let Some(bound) = bound(build, chain, environment, SOURCES, &thing) else { continue };
        source_needs(build, environment, &bound, &thing);
        let binding = bound.into_binding(|_| SourceKind::Postgres);
        environment.sources.insert(source.name.value.clone(), binding);
    }
    for (_, sink) in &index.sinks {
        let thing = Thing { name: &sink.name, kind: &sink.kind, settings: &sink.settings, what: "sink" };
        let Some(bound) = bound(build, chain, environment, SINKS, &thing) else { continue };
        sink_needs(build, environment, &bound, &thing);
        environment.sinks.insert(sink.name.value.clone(), bound.into_binding(delivery::sink_kind));
    }
    for (_, kek) in &index.keks {
        let thing = Thing { name: &kek.name, kind: &kek.kind, settings: &kek.settings, what: "kek" };
        let Some(bound) = bound(build, chain, environment, KEKS, &thing) else { continue };
        let mut binding = bound.into_binding(contracts::kek_kind);
        if environment.platform == Platform::Embedded {
            // Nothing outside the process is asked for a key there.
            binding.kind = KekKind::LocalKms;
        }
        if environment.platform == Platform::ConfluentCloud && binding.kind == KekKind::LocalKms {
            let kek = kek.name.value.as_str();
            build.diagnostics.push(messages::kek_not_on_platform(kek, environment.platform, binding.span));
        }
        environment.keks.insert(kek.name.value.clone(), binding);
    }
    for (_, service) in &index.services {
        let runs = build
            .project
            .services
            .iter()
            .any(|known| known.name == service.name.value && known.environments.contains(&environment.name));
        if !runs {
            continue;
        }
        let thing = Thing { name: &service.name, kind: &service.kind, settings: &service.settings, what: "service" };
        let Some(bound) = bound(build, chain, environment, SERVICES, &thing) else { continue };
        environment.services.insert(service.name.value.clone(), bound.into_binding(delivery::service_kind));
    }
}

/// An item that can be bound.
struct Thing<'a> {
    name: &'a ast::Name,
    kind: &'a ast::Name,
    settings: &'a [ast::Setting],
    what: &'static str,
}

/// What it became.
struct Bound {
    spec: &'static Spec,
    settings: Settings,
    span: Span,
}

impl Bound {
    fn into_binding<Kind>(self, kind: impl Fn(&str) -> Kind) -> Binding<Kind> {
        let provision = match (self.settings.text("existing"), self.settings.text("provision")) {
            (Some(id), _) => Provision::Existing(id.to_string()),
            (None, Some(word)) => Provision::Make(word.to_string()),
            (None, None) => Provision::Unstated,
        };
        Binding { kind: kind(self.spec.name), settings: self.settings, provision, span: self.span }
    }
}

/// Says which binds of the environment itself name nothing, or something twice.
fn unknown_binds(build: &mut Build<'_>, chain: &Chain<'_>) {
    let index = build.index;
    let Some(own) = chain.last() else { return };
    let known: Vec<&str> = (index.sources.iter().map(|(_, item)| item.name.value.as_str()))
        .chain(index.sinks.iter().map(|(_, item)| item.name.value.as_str()))
        .chain(index.keks.iter().map(|(_, item)| item.name.value.as_str()))
        .chain(index.services.iter().map(|(_, item)| item.name.value.as_str()))
        .collect();
    let mut seen = crate::model::index::Names::default();
    for bind in &own.binds {
        let fresh = seen.take(&bind.name, "bind", build.diagnostics);
        if fresh && !known.contains(&bind.name.value.as_str()) && !index.broken.contains(bind.name.value.as_str()) {
            build.diagnostics.push(messages::unknown_item(&bind.name, "source, sink, kek or service", &known));
        }
    }
}

fn bound(
    build: &mut Build<'_>,
    chain: &Chain<'_>,
    environment: &Environment,
    specs: &'static [Spec],
    thing: &Thing<'_>,
) -> Option<Bound> {
    // An unknown kind of the item has been reported.
    let mut spec = specs.iter().find(|spec| spec.name == thing.kind.value)?;
    let mut muted = Diagnostics::default();
    let what = format!("{} `{}`", thing.what, thing.name.value);
    let mut settings = {
        let params = &environment.params;
        let mut checker = Checker { params, position: Position::Item, diagnostics: &mut muted };
        checker.check(spec, &what, thing.settings)
    };
    let mut span = thing.name.span;
    let mut rebound = false;
    for (position, layer) in chain.iter().enumerate() {
        let own = position + 1 == chain.len();
        let Some(bind) = layer.binds.iter().find(|bind| bind.name.value == thing.name.value) else { continue };
        let diagnostics = if own { &mut *build.diagnostics } else { &mut muted };
        if let Some(kind) = &bind.kind
            && kind.value != spec.name
        {
            let Some(other) = specs.iter().find(|spec| spec.name == kind.value) else {
                diagnostics.push(messages::unknown_kind(kind, thing.what, specs));
                continue;
            };
            // Settings of one kind mean nothing to another.
            (spec, settings, rebound) = (other, Settings::default(), true);
        }
        let mut checker = Checker { params: &environment.params, position: Position::Bind, diagnostics };
        let over = checker.check(spec, &format!("{what} ({})", spec.name), &bind.settings);
        settings = replaced(&settings, &over);
        span = bind.name.span;
    }
    let found = Bound { spec, settings, span };
    missing(build, environment, &found, thing, rebound);
    Some(found)
}

/// `over` over `under`; `provision` and `existing` replace each other.
fn replaced(under: &Settings, over: &Settings) -> Settings {
    let decides = over.get("provision").is_some() || over.get("existing").is_some();
    if !decides {
        return under.overlaid(over);
    }
    let mut kept = Settings::default();
    for (name, setting) in under.iter().filter(|(name, _)| *name != "provision" && *name != "existing") {
        kept.insert(name, setting.value.clone(), setting.span);
    }
    kept.overlaid(over)
}

fn missing(build: &mut Build<'_>, environment: &Environment, bound: &Bound, thing: &Thing<'_>, rebound: bool) {
    if environment.platform == Platform::Embedded {
        return;
    }
    for row in bound.spec.settings.iter().filter(|row| row.place != Place::Item) {
        let needed = match row.need {
            Need::Optional => false,
            // The item itself has been asked for these.
            Need::Always => rebound,
            Need::On(platforms) => platforms.contains(&environment.platform),
        };
        let by_existing = row.name == "key_id" && bound.settings.get("existing").is_some();
        if needed && !by_existing && bound.settings.get(row.name).is_none() {
            report_missing(build, environment, thing, bound, row.name);
        }
    }
}

fn report_missing(build: &mut Build<'_>, environment: &Environment, thing: &Thing<'_>, bound: &Bound, name: &str) {
    let Some(row) = bound.spec.setting(name) else { return };
    let what = format!("{} `{}`", thing.what, thing.name.value);
    build.diagnostics.push(messages::missing_in_environment(
        row,
        &what,
        (&thing.name.value, bound.span),
        (&environment.name, environment.span),
    ));
}

fn source_needs(build: &mut Build<'_>, environment: &Environment, bound: &Bound, thing: &Thing<'_>) {
    let provision = bound.settings.text("provision");
    let made = provision == Some("rds");
    match environment.platform {
        Platform::Embedded => return,
        Platform::SelfManaged if made => {
            not_on_platform(build, environment, bound, ("provision", "rds"), "name a server with `host = \"…\"`");
            return;
        }
        Platform::SelfManaged | Platform::ConfluentCloud => {}
    }
    // An id alone tells nobody where it listens.
    let reachable = made || bound.settings.get("host").is_some();
    if !reachable {
        report_missing(build, environment, thing, bound, "host");
    }
}

fn sink_needs(build: &mut Build<'_>, environment: &Environment, bound: &Bound, thing: &Thing<'_>) {
    let bucket = ["bucket", "existing"].iter().any(|name| bound.settings.get(name).is_some());
    if bound.spec.name == "s3" && !bucket && environment.platform != Platform::Embedded {
        report_missing(build, environment, thing, bound, "bucket");
    }
    match environment.platform {
        Platform::Embedded => {}
        Platform::SelfManaged => self_managed_sink(build, environment, bound, thing),
        Platform::ConfluentCloud => confluent_sink(build, environment, bound, thing),
    }
}

fn self_managed_sink(build: &mut Build<'_>, environment: &Environment, bound: &Bound, thing: &Thing<'_>) {
    if bound.spec.name == "snowflake"
        && matches!(bound.settings.text("provision"), Some("database" | "schema" | "user"))
    {
        let word = bound.settings.text("provision").unwrap_or_default().to_string();
        not_on_platform(build, environment, bound, ("provision", &word), "Terraform makes nothing there: leave it out");
    }
    if bound.settings.text("provision") == Some("bucket") {
        let way_out = "Terraform makes nothing there: name a bucket that exists";
        not_on_platform(build, environment, bound, ("provision", "bucket"), way_out);
    }
    if bound.spec.name != "iceberg" {
        return;
    }
    match bound.settings.text("catalog") {
        Some("managed") => {
            let way_out = "use `catalog = glue`, `rest` or `hadoop`";
            not_on_platform(build, environment, bound, ("catalog", "managed"), way_out);
        }
        Some("rest") => {
            for name in ["uri", "warehouse"] {
                if bound.settings.get(name).is_none() {
                    report_missing(build, environment, thing, bound, name);
                }
            }
        }
        Some("glue" | "hadoop") if bound.settings.get("warehouse").is_none() => {
            report_missing(build, environment, thing, bound, "warehouse");
        }
        _ => {}
    }
}

fn confluent_sink(build: &mut Build<'_>, environment: &Environment, bound: &Bound, thing: &Thing<'_>) {
    if bound.spec.name == SINK_FILE {
        build.diagnostics.push(messages::kind_not_on_platform(
            &thing.name.value,
            SINK_FILE,
            environment.platform,
            bound.span,
            "bind it to another kind there",
        ));
    }
    let reason = match bound.spec.name {
        "iceberg" => "Tableflow names a table after its topic",
        "s3" => "files lie in a folder called as their topic",
        "http" => "a call carries no name",
        _ => return,
    };
    if let Some(catalog @ ("rest" | "hadoop")) = bound.settings.text("catalog") {
        let catalog = catalog.to_string();
        let way_out = "Tableflow writes the tables there: use `catalog = glue` or `catalog = managed`";
        not_on_platform(build, environment, bound, ("catalog", &catalog), way_out);
    }
    let sink = build.project.sink(&thing.name.value);
    let aliased = sink.into_iter().flat_map(|sink| &sink.inputs).filter(|input| input.alias.is_some());
    let spans: Vec<Span> = aliased.map(|input| input.span).collect();
    for span in spans {
        build.diagnostics.push(messages::alias_without_effect(span, reason, &environment.name));
    }
}

const SINK_FILE: &str = "file";

fn not_on_platform(
    build: &mut Build<'_>,
    environment: &Environment,
    bound: &Bound,
    setting: (&str, &str),
    way_out: &str,
) {
    let span = bound.settings.setting(setting.0).map_or(bound.span, |setting| setting.span);
    build.diagnostics.push(messages::not_on_platform(setting, environment.platform, span, way_out));
}
