//! One value against one type.

use super::{Checker, Position, dotted, messages};
use std::collections::BTreeMap;
use weir_diagnostics::Span;
use weir_ir::{Duration, EnvRef, SecretRef, Value};
use weir_platforms::kinds::{SettingSpec, ValueType};
use weir_syntax::ast::{self, ValueKind};

impl Checker<'_> {
    /// The value, or none after saying what is wrong with it.
    pub(super) fn value(&mut self, row: &SettingSpec, written: &ast::Value) -> Option<Value> {
        if let ValueKind::Call(call) = &written.kind {
            return self.call(row, call, written.span);
        }
        let wrong = |this: &mut Self| {
            this.diagnostics.push(messages::wrong_value(row, written));
            None
        };
        match (&row.ty, &written.kind) {
            (ValueType::Text, ValueKind::String(text)) => self.interpolated(text, written.span).map(Value::Text),
            (ValueType::Verbatim | ValueType::Template, ValueKind::String(text)) => Some(Value::Text(text.clone())),
            (ValueType::Word(words), ValueKind::Path(path)) => self.word(row, words, path),
            (ValueType::Integer { min, max }, ValueKind::Number(text)) => match text.parse::<i64>() {
                Ok(n) if (*min..=*max).contains(&n) => Some(Value::Integer(n)),
                Ok(_) | Err(_) => wrong(self),
            },
            (ValueType::Version, ValueKind::Number(text) | ValueKind::String(text)) if is_version(text) => {
                Some(Value::Text(text.clone()))
            }
            (ValueType::Boolean, ValueKind::Boolean(b)) => Some(Value::Boolean(*b)),
            (ValueType::Duration, ValueKind::Duration(Some(ms))) => Some(Value::Duration(Duration(Some(*ms)))),
            (ValueType::DurationOrForever | ValueType::StateTtl, ValueKind::Duration(ms)) => {
                Some(Value::Duration(Duration(*ms)))
            }
            (ValueType::StateTtl, ValueKind::Map(entries)) => self.ttl_by_input(row, entries, written),
            (ValueType::Size, ValueKind::Size(bytes)) => Some(Value::Size(*bytes)),
            (ValueType::Rate, ValueKind::Rate { events, per_ms }) if *per_ms > 0 => {
                Some(Value::Rate { events: *events, per_ms: *per_ms })
            }
            (ValueType::Percent, ValueKind::Percent { per_million }) if *per_million <= 1_000_000 => {
                Some(Value::Percent { per_million: *per_million })
            }
            (ValueType::Texts, ValueKind::List(list)) => self.each(row, list, |this, row, element| {
                let ValueKind::String(text) = &element.kind else {
                    this.diagnostics.push(messages::wrong_value(row, element));
                    return None;
                };
                this.interpolated(text, element.span).map(Value::Text)
            }),
            (ValueType::Words(words), ValueKind::List(list)) => self.each(row, list, |this, row, element| {
                let ValueKind::Path(path) = &element.kind else {
                    this.diagnostics.push(messages::wrong_value(row, element));
                    return None;
                };
                this.word(row, words, path)
            }),
            (ValueType::Name(_), ValueKind::Path(path)) => Some(Value::Word(dotted(path))),
            (ValueType::Names(_) | ValueType::Inputs, ValueKind::Path(path)) => {
                Some(Value::List(vec![Value::Word(dotted(path))]))
            }
            (ValueType::Names(_) | ValueType::Inputs, ValueKind::List(list)) => self.each(row, list, Self::reference),
            (ValueType::TextMap, ValueKind::Map(entries)) => self.text_map(row, entries),
            (ValueType::SecretMap, ValueKind::Map(entries)) => self.secret_map(row, entries),
            (ValueType::Group(rows), ValueKind::Map(entries)) => self.group(row, rows, entries),
            (ValueType::Otherwise, ValueKind::Path(path)) => self.word(row, &["reject", "warn"], path),
            (ValueType::Any, _) => self.any(written),
            _ => wrong(self),
        }
    }

    fn each(
        &mut self,
        row: &SettingSpec,
        list: &[ast::Value],
        mut one: impl FnMut(&mut Self, &SettingSpec, &ast::Value) -> Option<Value>,
    ) -> Option<Value> {
        let values: Vec<Option<Value>> = list.iter().map(|element| one(self, row, element)).collect();
        values.into_iter().collect::<Option<Vec<_>>>().map(Value::List)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "whatever else was written is treated alike")]
    fn reference(&mut self, row: &SettingSpec, element: &ast::Value) -> Option<Value> {
        match &element.kind {
            ValueKind::Path(path) => Some(Value::Word(dotted(path))),
            ValueKind::Alias { path, .. } if matches!(row.ty, ValueType::Inputs) => Some(Value::Word(dotted(path))),
            _ => {
                self.diagnostics.push(messages::wrong_value(row, element));
                None
            }
        }
    }

    fn word(&mut self, row: &SettingSpec, words: &[&'static str], path: &ast::Path) -> Option<Value> {
        let word = dotted(path);
        if words.contains(&word.as_str()) {
            return Some(Value::Word(word));
        }
        self.diagnostics.push(messages::unknown_word(row.name, &word, path.span, words));
        None
    }

    /// `secret(…)`, `env(…)`, the secret stores and `dead_letter(…)`.
    fn call(&mut self, row: &SettingSpec, call: &ast::Call, span: Span) -> Option<Value> {
        match (call.name.value.as_str(), &row.ty) {
            (store @ ("env" | "file" | "aws_secrets_manager" | "vault"), ValueType::SecretStore) => {
                self.store(store, call, span)
            }
            ("dead_letter", ValueType::Otherwise) => match one_name(call) {
                Some(path) => Some(Value::Map(BTreeMap::from([("dead_letter".into(), Value::Word(dotted(path)))]))),
                None => {
                    self.diagnostics.push(messages::call_arguments(call, span, "`dead_letter(topic)`"));
                    None
                }
            },
            ("secret", ValueType::Secret) => self.secret(call, span),
            ("secret", _) => {
                self.diagnostics.push(messages::misplaced_secret(row, span));
                None
            }
            ("env", ValueType::Text | ValueType::Integer { .. } | ValueType::Boolean) => {
                if self.position == Position::Item {
                    self.diagnostics.push(messages::misplaced_env(row, span));
                    return None;
                }
                self.env(call, span)
            }
            ("env", _) => {
                self.diagnostics.push(messages::env_of_other_type(row, span));
                None
            }
            _ => {
                self.diagnostics.push(messages::wrong_call(row, call, span));
                None
            }
        }
    }

    pub(in crate::model) fn secret(&mut self, call: &ast::Call, span: Span) -> Option<Value> {
        match texts(call).as_deref() {
            Some([name]) if !name.is_empty() => Some(Value::Secret(SecretRef((*name).to_string()))),
            _ => {
                self.diagnostics.push(messages::call_arguments(call, span, "`secret(\"name\")`"));
                None
            }
        }
    }

    fn env(&mut self, call: &ast::Call, span: Span) -> Option<Value> {
        let found = texts(call);
        let parts = match found.as_deref() {
            Some([name]) => Some((*name, None)),
            Some([name, default]) => Some((*name, Some((*default).to_string()))),
            _ => None,
        };
        match parts {
            Some((name, default)) if !name.is_empty() => Some(Value::Env(EnvRef { name: name.to_string(), default })),
            _ => {
                self.diagnostics.push(messages::call_arguments(call, span, "`env(\"NAME\", \"default\")`"));
                None
            }
        }
    }

    fn store(&mut self, store: &str, call: &ast::Call, span: Span) -> Option<Value> {
        let Some(&[at]) = texts(call).as_deref() else {
            let form = format!("`{store}(\"…\")`");
            self.diagnostics.push(messages::call_arguments(call, span, &form));
            return None;
        };
        if store == "env" && !at.contains("{NAME}") {
            self.diagnostics.push(messages::store_without_name(at, span));
            return None;
        }
        let at = if store == "env" { at.to_string() } else { self.interpolated(at, span)? };
        let entries = [("at".to_string(), Value::Text(at)), ("store".to_string(), Value::Word(store.to_string()))];
        Some(Value::Map(BTreeMap::from(entries)))
    }

    fn ttl_by_input(&mut self, row: &SettingSpec, entries: &[ast::Setting], whole: &ast::Value) -> Option<Value> {
        let mut map = BTreeMap::new();
        for entry in entries {
            let ValueKind::Duration(ms) = entry.value.kind else {
                self.diagnostics.push(messages::wrong_value(row, whole));
                return None;
            };
            map.insert(entry.name.value.clone(), Value::Duration(Duration(ms)));
        }
        Some(Value::Map(map))
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "whatever else was written is treated alike")]
    fn text_map(&mut self, row: &SettingSpec, entries: &[ast::Setting]) -> Option<Value> {
        let mut map = BTreeMap::new();
        for entry in entries {
            let value = match &entry.value.kind {
                ValueKind::String(text) => Value::Text(self.interpolated(text, entry.value.span)?),
                ValueKind::Number(text) => Value::Text(text.clone()),
                ValueKind::Boolean(b) => Value::Text(b.to_string()),
                ValueKind::Call(call) if call.name.value == "env" && self.position != Position::Item => {
                    self.env(call, entry.value.span)?
                }
                ValueKind::Call(call) if call.name.value == "secret" => {
                    self.diagnostics.push(messages::misplaced_secret(row, entry.value.span));
                    return None;
                }
                _ => {
                    self.diagnostics.push(messages::wrong_value(row, &entry.value));
                    return None;
                }
            };
            if map.insert(entry.name.value.clone(), value).is_some() {
                self.diagnostics.push(messages::duplicate_setting(entry, entry.name.span));
            }
        }
        Some(Value::Map(map))
    }

    fn secret_map(&mut self, row: &SettingSpec, entries: &[ast::Setting]) -> Option<Value> {
        let mut map = BTreeMap::new();
        for entry in entries {
            let ValueKind::Call(call) = &entry.value.kind else {
                self.diagnostics.push(messages::wrong_value(row, &entry.value));
                return None;
            };
            map.insert(entry.name.value.clone(), self.secret(call, entry.value.span)?);
        }
        Some(Value::Map(map))
    }

    fn group(&mut self, row: &SettingSpec, rows: &'static [SettingSpec], entries: &[ast::Setting]) -> Option<Value> {
        let spec = weir_platforms::kinds::Spec { name: row.name, doc: row.doc, settings: rows };
        let checked = self.check(&spec, &format!("`{}`", row.name), entries);
        Some(Value::Map(checked.iter().map(|(name, setting)| (name.to_string(), setting.value.clone())).collect()))
    }

    /// A value of a param.
    fn any(&mut self, written: &ast::Value) -> Option<Value> {
        Some(match &written.kind {
            ValueKind::String(text) | ValueKind::SqlString(text) => Value::Text(text.clone()),
            ValueKind::Number(text) => text.parse().map_or_else(|_| Value::Number(text.clone()), Value::Integer),
            ValueKind::Boolean(b) => Value::Boolean(*b),
            ValueKind::Duration(ms) => Value::Duration(Duration(*ms)),
            ValueKind::Date(date) => Value::Date(date.clone()),
            ValueKind::Path(path) => Value::Word(dotted(path)),
            ValueKind::Size(_)
            | ValueKind::Rate { .. }
            | ValueKind::Percent { .. }
            | ValueKind::List(_)
            | ValueKind::Map(_)
            | ValueKind::Call(_)
            | ValueKind::Alias { .. } => {
                self.diagnostics.push(messages::bad_param(written.span));
                return None;
            }
        })
    }

    /// Fills params into `{name}`; `{{` and `}}` are braces. What is no identifier between braces stays as written.
    pub(in crate::model) fn interpolated(&mut self, text: &str, span: Span) -> Option<String> {
        let mut missing = Vec::new();
        let filled = super::super::template::fill(text, |name| {
            let found = self.params.get(name).map(super::super::params::text);
            if found.is_none() {
                missing.push(name.to_string());
            }
            found
        });
        for name in &missing {
            let known = self.params.keys().map(String::as_str);
            self.diagnostics.push(messages::unknown_placeholder(name, span, known.collect()));
        }
        missing.is_empty().then_some(filled)
    }
}

/// The strings of a call whose arguments are strings without names.
fn texts(call: &ast::Call) -> Option<Vec<&str>> {
    call.arguments
        .iter()
        .map(|argument| match (&argument.name, &argument.value.kind) {
            (None, ValueKind::String(text) | ValueKind::SqlString(text)) => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

/// The only argument, where it is a bare name.
pub(in crate::model) fn one_name(call: &ast::Call) -> Option<&ast::Path> {
    match call.arguments.as_slice() {
        [ast::Argument { name: None, value: ast::Value { kind: ValueKind::Path(path), .. } }] => Some(path),
        _ => None,
    }
}

fn is_version(text: &str) -> bool {
    !text.is_empty() && text.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}
