//! `policy` and `allow`.

use super::{Build, delivery, diagnostics as messages, resolve, settings::dotted};
use weir_ir::{Allow, Flow, PolicyEffect, PolicyRule, PolicyTarget, Reach};
use weir_platforms::kinds::SINKS;
use weir_syntax::ast::{self, PolicyKind};

pub(super) fn build(build: &mut Build<'_>) {
    let index = build.index;
    for (_, lines) in &index.policies {
        for line in *lines {
            if let Some((effect, target)) = self::line(build, &line.kind) {
                build.project.policies.push(PolicyRule { effect, target, span: line.span });
            }
        }
    }
    for (item, allow) in &index.allows {
        self::allow(build, item, allow);
    }
}

fn line(build: &mut Build<'_>, kind: &PolicyKind) -> Option<(PolicyEffect, PolicyTarget)> {
    match kind {
        PolicyKind::Reach { permit, class, level, target } => {
            let class = build.class_named(class);
            let reach = reach(build, level.as_ref());
            let target = self::target(build, target);
            let (class, reach) = (class?, reach?);
            let effect =
                if *permit { PolicyEffect::Permit { class, reach } } else { PolicyEffect::Deny { class, reach } };
            Some((effect, target?))
        }
        PolicyKind::Aggregate { class, target, subjects } => {
            let class = build.class_named(class);
            let target = self::target(build, target);
            Some((PolicyEffect::PermitAggregate { class: class?, subjects: subjects.value }, target?))
        }
        PolicyKind::Require { what, class, target } => {
            let class = build.class_named(class);
            let target = match target {
                Some(target) => self::target(build, target),
                None => Some(PolicyTarget::Everywhere),
            };
            let effect = match what.value.as_str() {
                "encrypt" => PolicyEffect::RequireEncrypt { class: class? },
                "mask" => PolicyEffect::RequireMask { class: class? },
                _ => {
                    build.diagnostics.push(messages::unknown_word(
                        "require",
                        &what.value,
                        what.span,
                        &["encrypt", "mask"],
                    ));
                    return None;
                }
            };
            Some((effect, target?))
        }
        PolicyKind::Classification { source } => {
            let name = ast::Name::new(dotted(source), source.span);
            if build.project.source(&name.value).is_none() {
                unknown_end(build, &name, "source");
                return None;
            }
            Some((PolicyEffect::RequireClassification, PolicyTarget::Source(name.value)))
        }
    }
}

fn reach(build: &mut Build<'_>, level: Option<&ast::Name>) -> Option<Reach> {
    let Some(level) = level else { return Some(Reach { flow: Flow::Value, named: false }) };
    let flow = match level.value.as_str() {
        "value" => Flow::Value,
        "influence" => Flow::Influence,
        "existence" => Flow::Existence,
        _ => {
            let words = &["value", "influence", "existence"];
            build.diagnostics.push(messages::unknown_word("level", &level.value, level.span, words));
            return None;
        }
    };
    Some(Reach { flow, named: true })
}

fn target(build: &mut Build<'_>, target: &ast::PolicyTarget) -> Option<PolicyTarget> {
    match target {
        ast::PolicyTarget::Everywhere(_) => Some(PolicyTarget::Everywhere),
        ast::PolicyTarget::Kind(kind) => {
            let spec = build.kind(SINKS, kind, "sink")?;
            Some(PolicyTarget::SinkKind(delivery::sink_kind(spec.name)))
        }
        ast::PolicyTarget::Env(name) => {
            let index = build.index;
            let known: Vec<&str> = index.environments.iter().map(|(_, item)| item.name.value.as_str()).collect();
            if known.contains(&name.value.as_str()) {
                return Some(PolicyTarget::Environment(name.value.clone()));
            }
            if !index.broken.contains(name.value.as_str()) {
                build.diagnostics.push(messages::unknown_item(name, "environment", &known));
            }
            None
        }
        ast::PolicyTarget::Named(path) => {
            let name = ast::Name::new(dotted(path), path.span);
            let index = build.index;
            let is = |found: &ast::Name| found.value == name.value;
            if index.sinks.iter().any(|(_, sink)| is(&sink.name)) {
                Some(PolicyTarget::Sink(name.value))
            } else if index.exposes.iter().any(|(_, expose)| is(&expose.product)) {
                Some(PolicyTarget::Product(name.value))
            } else if index.services.iter().any(|(_, service)| is(&service.name)) {
                Some(PolicyTarget::Service(name.value))
            } else if name.value == "kafka" {
                Some(PolicyTarget::Kafka)
            } else {
                unknown_end(build, &name, "sink, product or service");
                None
            }
        }
    }
}

fn unknown_end(build: &mut Build<'_>, name: &ast::Name, what: &str) {
    let index = build.index;
    if index.broken.contains(name.value.as_str()) {
        return;
    }
    let mut known: Vec<&str> = Vec::new();
    if what == "source" {
        known.extend(index.sources.iter().map(|(_, source)| source.name.value.as_str()));
    } else {
        known.extend(index.sinks.iter().map(|(_, sink)| sink.name.value.as_str()));
        known.extend(index.exposes.iter().map(|(_, expose)| expose.product.value.as_str()));
        known.extend(index.services.iter().map(|(_, service)| service.name.value.as_str()));
        known.push("kafka");
    }
    build.diagnostics.push(messages::unknown_item(name, what, &known));
}

fn allow(build: &mut Build<'_>, item: &ast::Item, allow: &ast::Allow) {
    let class = build.class_named(&allow.class);
    let column = resolve::column(build, &allow.column, None);
    let to = target(build, &allow.target);
    if let Some(until) = allow.until.as_ref().filter(|until| !super::cases::is_date(&until.value)) {
        build.diagnostics.push(messages::not_a_date(until));
    }
    let (Some(class), Some(column), Some(to)) = (class, column, to) else { return };
    build.project.allows.push(Allow {
        class,
        column,
        to,
        reason: allow.because.value.clone(),
        by: allow.by.as_ref().map(|by| by.value.clone()),
        until: allow.until.as_ref().map(|until| until.value.clone()),
        span: item.span,
    });
}
