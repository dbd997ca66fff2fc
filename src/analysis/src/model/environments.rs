//! Environments: inheritance, bindings, names, scans, places of masks.

mod bindings;
mod names;
mod scans;

use super::{
    Build, diagnostics as messages, params,
    settings::{Checker, Position, missing_on},
};
use std::collections::BTreeMap;
use weir_diagnostics::Diagnostics;
use weir_ir::{Environment, FlinkVersion, PhysicalNames, Platform, Proof, SecretStore, Settings, Value};
use weir_platforms::kinds::{ENVIRONMENTS, Spec};
use weir_syntax::ast;

/// The versions of Flink whose differences weir knows.
const FLINK_VERSIONS: &[(&str, FlinkVersion)] = &[
    ("2.1", FlinkVersion { major: 2, minor: 1 }),
    ("2.2", FlinkVersion { major: 2, minor: 2 }),
    ("2.3", FlinkVersion { major: 2, minor: 3 }),
];

pub(super) fn build(build: &mut Build<'_>) {
    names::check_templates(build);
    let index = build.index;
    for (item, written) in &index.environments {
        if let Some(environment) = environment(build, item, written) {
            build.project.environments.push(environment);
        }
    }
    scans::refuse_raw_topics(build);
}

/// An environment and those it inherits from, the root first.
pub(super) type Chain<'a> = Vec<&'a ast::Environment>;

fn environment<'a>(build: &mut Build<'a>, item: &ast::Item, written: &'a ast::Environment) -> Option<Environment> {
    let chain = chain(build, written)?;
    let spec = platform(build, written, &chain)?;
    let platform = platform_of(spec.name);
    let values = param_values(build, &chain);
    let settings = own_settings(build, spec, &chain, &values);
    build.silence(&settings, item.span);
    for row in missing_on(spec, &settings, platform) {
        let what = format!("environment `{}`", written.name.value);
        build.diagnostics.push(messages::missing_setting(row, &what, written.name.span));
    }
    let like = like(build, written, &settings);
    let mut environment = Environment {
        name: written.name.value.clone(),
        platform,
        like,
        doc: super::doc(item),
        span: written.name.span,
        secrets: secrets(build, &settings, platform, &written.name.value),
        flink_version: flink_version(build, &settings, platform),
        protected: settings.boolean("protected") == Some(true),
        settings,
        params: values,
        sources: BTreeMap::new(),
        sinks: BTreeMap::new(),
        keks: BTreeMap::new(),
        services: BTreeMap::new(),
        names: PhysicalNames::default(),
        scans: BTreeMap::new(),
        masks: BTreeMap::new(),
        protection: BTreeMap::new(),
        proof: Proof::default(),
    };
    bindings::bind(build, &chain, &mut environment);
    names::name(build, &mut environment);
    crate::model::products::topics(build, &mut environment);
    scans::scan(build, &mut environment);
    Some(environment)
}

/// Says where environments go in a circle, or inherit from nothing.
fn chain<'a>(build: &mut Build<'a>, written: &'a ast::Environment) -> Option<Chain<'a>> {
    let index = build.index;
    let mut chain = vec![written];
    let mut current = written;
    while let Some(parent) = &current.parent {
        let Some((_, found)) = index.environments.iter().find(|(_, other)| other.name.value == parent.value) else {
            if !index.broken.contains(parent.value.as_str()) && std::ptr::eq(current, written) {
                let known = index.environments.iter().map(|(_, item)| item.name.value.as_str());
                let known: Vec<&str> = known.filter(|name| *name != written.name.value).collect();
                build.diagnostics.push(messages::unknown_item(parent, "environment", &known));
            }
            return None;
        };
        if chain.iter().any(|seen| std::ptr::eq(*seen, *found)) {
            if std::ptr::eq(*found, written) {
                build.diagnostics.push(messages::environment_cycle(&written.name, parent));
            }
            return None;
        }
        chain.push(found);
        current = found;
    }
    chain.reverse();
    Some(chain)
}

/// The platform that the nearest of the chain names.
fn platform(build: &mut Build<'_>, written: &ast::Environment, chain: &Chain<'_>) -> Option<&'static Spec> {
    let Some(name) = chain.iter().rev().find_map(|environment| environment.platform.as_ref()) else {
        build.diagnostics.push(messages::no_platform(&written.name));
        return None;
    };
    let own = written.platform.is_some();
    let found = ENVIRONMENTS.iter().find(|spec| spec.name == name.value);
    if found.is_none() && own {
        build.diagnostics.push(messages::unknown_kind(name, "platform", ENVIRONMENTS));
    }
    found
}

pub(super) fn platform_of(name: &str) -> Platform {
    match name {
        "confluent_cloud" => Platform::ConfluentCloud,
        "self_managed" => Platform::SelfManaged,
        _ => Platform::Embedded,
    }
}

fn param_values(build: &mut Build<'_>, chain: &Chain<'_>) -> BTreeMap<String, Value> {
    let mut values = build.params.clone();
    let mut muted = Diagnostics::default();
    for (position, environment) in chain.iter().enumerate() {
        let own = position + 1 == chain.len();
        let diagnostics = if own { &mut *build.diagnostics } else { &mut muted };
        values = params::set(&build.project.params, &values, &environment.sets, diagnostics);
    }
    values
}

/// Each environment's settings over its parent's, under the values of the last one's params.
fn own_settings(build: &mut Build<'_>, spec: &Spec, chain: &Chain<'_>, values: &BTreeMap<String, Value>) -> Settings {
    let mut settings = Settings::default();
    let mut muted = Diagnostics::default();
    for (position, environment) in chain.iter().enumerate() {
        let own = position + 1 == chain.len();
        let diagnostics = if own { &mut *build.diagnostics } else { &mut muted };
        let mut checker = Checker { params: values, position: Position::Environment, diagnostics };
        let what = format!("environment `{}` ({})", environment.name.value, spec.name);
        settings = settings.overlaid(&checker.check(spec, &what, &environment.settings));
    }
    settings
}

fn like(build: &mut Build<'_>, written: &ast::Environment, settings: &Settings) -> Option<String> {
    let name = settings.text("like")?.to_string();
    let index = build.index;
    let known: Vec<&str> = index.environments.iter().map(|(_, item)| item.name.value.as_str()).collect();
    let span = settings.setting("like").map_or(written.name.span, |setting| setting.span);
    if name == written.name.value || !known.contains(&name.as_str()) {
        if !index.broken.contains(name.as_str()) {
            let name = ast::Name::new(name, span);
            build.diagnostics.push(messages::unknown_item(&name, "environment", &known));
        }
        return None;
    }
    Some(name)
}

/// The platform whose rules hold: that of `like` in an embedded environment, self-managed without it.
pub(super) fn behaves_as(build: &Build<'_>, environment: &Environment) -> Platform {
    if environment.platform != Platform::Embedded {
        return environment.platform;
    }
    let index = build.index;
    let find = |name: &str| index.environments.iter().map(|(_, item)| *item).find(|item| item.name.value == name);
    let mut current = environment.like.as_deref().and_then(find);
    // At most as many steps as environments: circles end.
    for _ in 0..=index.environments.len() {
        match current {
            Some(item) => match &item.platform {
                Some(platform) => {
                    let found = platform_of(&platform.value);
                    return if found == Platform::Embedded { Platform::SelfManaged } else { found };
                }
                None => current = item.parent.as_ref().and_then(|parent| find(&parent.value)),
            },
            None => break,
        }
    }
    Platform::SelfManaged
}

fn secrets(build: &Build<'_>, settings: &Settings, platform: Platform, environment: &str) -> SecretStore {
    if let Some(Value::Map(map)) = settings.get("secrets")
        && let (Some(Value::Word(store)), Some(Value::Text(at))) = (map.get("store"), map.get("at"))
    {
        return match store.as_str() {
            "file" => SecretStore::File { path: at.clone() },
            "aws_secrets_manager" => SecretStore::AwsSecretsManager { prefix: at.clone() },
            "vault" => SecretStore::Vault { path: at.clone() },
            _ => SecretStore::Env { template: at.clone() },
        };
    }
    match platform {
        Platform::ConfluentCloud => {
            SecretStore::AwsSecretsManager { prefix: format!("{}/{environment}/", build.project.name) }
        }
        Platform::Embedded | Platform::SelfManaged => SecretStore::Env { template: "WEIR_SECRET_{NAME}".into() },
    }
}

/// The stated version, else the newest that the platform surely takes: Confluent's parser knows no `ON CONFLICT`, the
/// engine gives the results of 2.3.
fn flink_version(build: &mut Build<'_>, settings: &Settings, platform: Platform) -> FlinkVersion {
    if let Some(setting) = settings.setting("flink_version")
        && let Value::Text(stated) = &setting.value
    {
        if let Some((_, version)) = FLINK_VERSIONS.iter().find(|(name, _)| name == stated) {
            return *version;
        }
        let known: Vec<&'static str> = FLINK_VERSIONS.iter().map(|(name, _)| *name).collect();
        build.diagnostics.push(messages::unknown_word("flink_version", stated, setting.span, &known));
    }
    match platform {
        Platform::Embedded => FlinkVersion { major: 2, minor: 3 },
        Platform::SelfManaged | Platform::ConfluentCloud => FlinkVersion { major: 2, minor: 2 },
    }
}
