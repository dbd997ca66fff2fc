//! Checks what was written against a row of `weir_platforms::kinds`: names, places, types of values.

mod value;

pub(super) use value::one_name;

use super::diagnostics as messages;
use std::collections::BTreeMap;
use weir_diagnostics::{Diagnostics, Span, codes};
use weir_ir::{Platform, Settings, Value};
use weir_platforms::kinds::{Need, Place, SettingSpec, Spec};
use weir_syntax::ast;

/// Where settings stand, which decides what may be among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    Item,
    Bind,
    Environment,
}

/// Checks settings of items in one position, under one set of params.
pub(super) struct Checker<'a> {
    pub(super) params: &'a BTreeMap<String, Value>,
    pub(super) position: Position,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Checker<'_> {
    /// The settings that are right. `what` is how messages call the thing: `sink `warehouse``.
    pub(super) fn check(&mut self, spec: &Spec, what: &str, written: &[ast::Setting]) -> Settings {
        let mut settings = Settings::default();
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        for setting in written {
            let name = setting.name.value.as_str();
            if let Some(earlier) = first.get(name) {
                self.diagnostics.push(messages::duplicate_setting(setting, *earlier));
                continue;
            }
            first.insert(name, setting.name.span);
            let Some(row) = spec.setting(name) else {
                self.diagnostics.push(messages::unknown_setting(setting, what, spec));
                continue;
            };
            if !self.well_placed(row, setting, what) {
                continue;
            }
            if let Some(value) = self.value(row, &setting.value) {
                settings.insert(name, value, setting.value.span);
            }
        }
        self.conflicts(&settings);
        settings
    }

    fn well_placed(&mut self, row: &SettingSpec, setting: &ast::Setting, what: &str) -> bool {
        let right = match (row.place, self.position) {
            (Place::Both, _) | (_, Position::Environment) => true,
            (Place::Item, Position::Item) | (Place::Bind, Position::Bind) => true,
            (Place::Item, Position::Bind) | (Place::Bind, Position::Item) => false,
        };
        if !right {
            self.diagnostics.push(messages::misplaced_setting(setting, what, row.place));
        }
        right
    }

    fn conflicts(&mut self, settings: &Settings) {
        if let (Some(provision), Some(existing)) = (settings.setting("provision"), settings.setting("existing"))
            && provision.value != Value::Word("tables".into())
        {
            self.diagnostics.push(messages::conflicting_settings(
                "provision",
                provision.span,
                "existing",
                existing.span,
            ));
        }
        if let Some(silence) = settings.setting("silence")
            && let Value::List(names) = &silence.value
        {
            for name in names {
                self.silenced(name, silence.span);
            }
        }
    }

    fn silenced(&mut self, name: &Value, span: Span) {
        let Value::Text(name) = name else { return };
        let warnings = || codes::all().filter(|code| code.severity == weir_diagnostics::Severity::Warning);
        if !warnings().any(|code| code.name == name) {
            self.diagnostics.push(messages::unknown_warning(name, span, warnings().map(|code| code.name)));
        }
    }

    /// One value outside any list of settings.
    pub(super) fn single(&mut self, row: &SettingSpec, written: &ast::Value) -> Option<Value> {
        self.value(row, written)
    }

    /// Says which settings that the item itself must have are missing.
    pub(super) fn require(&mut self, spec: &Spec, what: &str, at: Span, settings: &[ast::Setting]) {
        for row in spec.settings.iter().filter(|row| row.need == Need::Always && row.place != Place::Bind) {
            if !settings.iter().any(|setting| setting.name.value == row.name) {
                self.diagnostics.push(messages::missing_setting(row, what, at));
            }
        }
    }
}

/// Settings that an environment of `platform` needs and that neither item nor bind gives.
pub(super) fn missing_on<'s>(
    spec: &'s Spec,
    settings: &'s Settings,
    platform: Platform,
) -> impl Iterator<Item = &'s SettingSpec> {
    spec.settings.iter().filter(move |row| {
        let needed = match row.need {
            Need::On(platforms) => platforms.contains(&platform),
            Need::Always => true,
            Need::Optional => false,
        };
        needed && settings.get(row.name).is_none()
    })
}

/// A setting as written.
pub(super) fn written<'s>(settings: &'s [ast::Setting], name: &str) -> Option<&'s ast::Value> {
    settings.iter().find(|setting| setting.name.value == name).map(|setting| &setting.value)
}

/// The bare names of a value: one, or a list of them.
pub(super) fn names(value: &ast::Value) -> Vec<&ast::Path> {
    match &value.kind {
        ast::ValueKind::Path(path) | ast::ValueKind::Alias { path, .. } => vec![path],
        ast::ValueKind::List(list) => list.iter().flat_map(names).collect(),
        ast::ValueKind::String(_)
        | ast::ValueKind::SqlString(_)
        | ast::ValueKind::Number(_)
        | ast::ValueKind::Boolean(_)
        | ast::ValueKind::Duration(_)
        | ast::ValueKind::Size(_)
        | ast::ValueKind::Rate { .. }
        | ast::ValueKind::Percent { .. }
        | ast::ValueKind::Date(_)
        | ast::ValueKind::Map(_)
        | ast::ValueKind::Call(_) => Vec::new(),
    }
}

/// `shop.orders`.
pub(crate) fn dotted(path: &ast::Path) -> String {
    path.parts.iter().map(|part| part.value.as_str()).collect::<Vec<_>>().join(".")
}
