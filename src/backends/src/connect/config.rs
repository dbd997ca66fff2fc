use super::Emit;
use crate::{diagnostics, text};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use weir_diagnostics::{Diagnostics, Span, suggest};
use weir_ir::{Owner, Resource, Settings, TextPart, Value as Setting, escape_literal};
use weir_platforms::connectors::{self, Known};

/// The configuration of a connector: keys in the order they were set, values as they stand in the artifact.
pub(super) struct Config {
    class: &'static str,
    keys: Vec<(String, String)>,
    /// Keys that the user may not set again, with the reason.
    fixed: BTreeMap<String, &'static str>,
}

impl Config {
    pub(super) fn new(class: &'static str) -> Self {
        let keys = vec![("connector.class".to_string(), class.to_string())];
        let fixed = BTreeMap::from([("connector.class".to_string(), "it follows from the kind")]);
        Config { class, keys, fixed }
    }

    /// A value that a user may replace by `settings`.
    pub(super) fn set(&mut self, key: impl Into<String>, value: impl ToString) {
        self.insert(key.into(), escape_literal(&value.to_string()));
    }

    /// A value that other artifacts depend on, and why.
    pub(super) fn fix(&mut self, key: impl Into<String>, value: impl ToString, reason: &'static str) {
        let key = key.into();
        self.fixed.insert(key.clone(), reason);
        self.insert(key, escape_literal(&value.to_string()));
    }

    /// A value that may be a placeholder.
    pub(super) fn part(&mut self, key: impl Into<String>, part: &TextPart) {
        self.insert(key.into(), part.to_string());
    }

    /// A placeholder as it is printed.
    pub(super) fn raw(&mut self, key: impl Into<String>, value: impl ToString) {
        self.insert(key.into(), value.to_string());
    }

    /// A key that nobody may set.
    pub(super) fn forbid(&mut self, key: &str, reason: &'static str) {
        self.fixed.insert(key.to_string(), reason);
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.keys.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    fn insert(&mut self, key: String, value: String) {
        match self.keys.iter_mut().find(|(known, _)| *known == key) {
            Some((_, old)) => *old = value,
            None => self.keys.push((key, value)),
        }
    }

    /// The user's `settings { … }`, checked against the connector's list.
    pub(super) fn pass_through(&mut self, settings: &Settings, diagnostics: &mut Diagnostics) {
        let Some(setting) = settings.setting("settings") else { return };
        let Setting::Map(map) = &setting.value else { return };
        for (key, value) in map {
            if let Some(reason) = self.fixed.get(key) {
                diagnostics.push(diagnostics::connector_key_is_weirs(setting.span, key, reason));
            } else if let Some(text) = scalar(value) {
                self.check(key, value, setting.span, diagnostics);
                if connectors::find(self.class, key) != Known::No {
                    self.insert(key.clone(), text);
                }
            }
        }
    }

    fn check(&self, key: &str, value: &Setting, span: Span, diagnostics: &mut Diagnostics) {
        match connectors::find(self.class, key) {
            Known::Family => {
                let Some(text) = literal(value) else { return };
                if let Some(known) = connectors::refused_class(self.class, key, &text) {
                    diagnostics.push(diagnostics::managed_class(span, key, &text, suggest(&text, known)));
                }
            }
            Known::Key(known) => {
                let Some(text) = literal(value) else { return };
                if !known.takes(&text) {
                    diagnostics.push(diagnostics::connector_value(span, key, &text, &known.taken()));
                }
            }
            Known::No => {
                let near = suggest(key, connectors::keys(self.class).iter().map(|key| key.name));
                diagnostics.push(diagnostics::unknown_connector_key(span, key, self.class, near));
            }
        }
    }

    /// Keys that weir set but the connector does not know: a defect of weir's own tables, shown rather than hidden.
    fn check_own(&self, span: Span, diagnostics: &mut Diagnostics) {
        for (key, _) in &self.keys {
            if connectors::find(self.class, key) == Known::No {
                diagnostics.push(diagnostics::unknown_connector_key(span, key, self.class, None));
            }
        }
    }

    fn is_sensitive(&self, key: &str, value: &str) -> bool {
        let listed = matches!(connectors::find(self.class, key), Known::Key(known) if known.sensitive);
        listed || value.contains("@{secret:") || key.contains("@{secret:")
    }
}

/// Where a connector's file and resource go.
pub(super) struct Target {
    /// `connect/<file>.json`.
    pub(super) file: String,
    pub(super) address: String,
    /// The physical name.
    pub(super) name: String,
    pub(super) span: Span,
}

/// Writes the file and makes the resource, to which the caller adds what it depends on.
pub(super) fn write(emit: &mut Emit<'_, '_>, target: Target, config: Config) -> Resource {
    config.check_own(target.span, emit.diagnostics);
    let mut open = Map::new();
    let mut sensitive = Map::new();
    for (key, value) in &config.keys {
        let into = if config.is_sensitive(key, value) { &mut sensitive } else { &mut open };
        into.insert(key.clone(), json!(value));
    }
    let mut body = Map::new();
    body.insert("name".into(), json!(escape_literal(&target.name)));
    body.insert("config".into(), Value::Object(open));
    body.insert("config_sensitive".into(), Value::Object(sensitive));
    let path = format!("connect/{}.json", target.file);
    emit.out.environment_file(&emit.env.name, &path, text::json(&Value::Object(body)));
    Resource::new("connector", target.address, Owner::Weir, target.name).file(path).at(target.span)
}

fn scalar(value: &Setting) -> Option<String> {
    match value {
        Setting::Env(env) => Some(TextPart::Env(env.clone()).to_string()),
        Setting::Secret(secret) => Some(TextPart::Secret(secret.clone()).to_string()),
        Setting::Text(_)
        | Setting::Word(_)
        | Setting::Integer(_)
        | Setting::Number(_)
        | Setting::Boolean(_)
        | Setting::Duration(_)
        | Setting::Size(_)
        | Setting::Rate { .. }
        | Setting::Percent { .. }
        | Setting::Date(_)
        | Setting::List(_)
        | Setting::Map(_) => literal(value).map(|text| escape_literal(&text)),
    }
}

fn literal(value: &Setting) -> Option<String> {
    match value {
        Setting::Text(text) | Setting::Word(text) | Setting::Number(text) | Setting::Date(text) => Some(text.clone()),
        Setting::Integer(n) => Some(n.to_string()),
        Setting::Boolean(b) => Some(b.to_string()),
        Setting::Duration(duration) => duration.0.map(|ms| ms.to_string()),
        Setting::Size(bytes) => Some(bytes.to_string()),
        Setting::List(values) => {
            let parts: Option<Vec<String>> = values.iter().map(literal).collect();
            parts.map(|parts| parts.join(","))
        }
        Setting::Rate { .. } | Setting::Percent { .. } | Setting::Map(_) | Setting::Secret(_) | Setting::Env(_) => None,
    }
}
