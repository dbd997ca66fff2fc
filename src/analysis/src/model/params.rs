use super::{
    diagnostics as messages,
    index::Index,
    settings::{Checker, Position},
};
use std::collections::BTreeMap;
use weir_diagnostics::Diagnostics;
use weir_ir::{Param, Value};
use weir_platforms::kinds::{SettingSpec, ValueType};
use weir_syntax::ast;

const VALUE: SettingSpec = SettingSpec::new("value", ValueType::Any, "A value.");

/// The params with the values that hold where no environment sets another.
pub(super) fn declared(index: &Index<'_>, diagnostics: &mut Diagnostics) -> BTreeMap<String, Param> {
    let none = BTreeMap::new();
    let mut params = BTreeMap::new();
    for (_, param) in &index.params {
        let mut checker = Checker { params: &none, position: Position::Item, diagnostics };
        if let Some(value) = checker.single(&VALUE, &param.value) {
            params.insert(param.name.value.clone(), Param { value, span: param.name.span });
        }
    }
    params
}

/// The values under an environment's `set` lines.
pub(super) fn set(
    params: &BTreeMap<String, Param>,
    inherited: &BTreeMap<String, Value>,
    sets: &[ast::Setting],
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Value> {
    let none = BTreeMap::new();
    let mut values = inherited.clone();
    for set in sets {
        if !params.contains_key(&set.name.value) {
            diagnostics.push(messages::unknown_param(&set.name, params.keys().map(String::as_str)));
            continue;
        }
        let mut checker = Checker { params: &none, position: Position::Environment, diagnostics };
        if let Some(value) = checker.single(&VALUE, &set.value) {
            values.insert(set.name.value.clone(), value);
        }
    }
    values
}

/// A param's value as it stands in a string.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Word(text) | Value::Number(text) | Value::Date(text) => text.clone(),
        Value::Integer(n) => n.to_string(),
        Value::Boolean(b) => b.to_string(),
        Value::Duration(duration) => duration.to_string(),
        // INVARIANT: `Checker::single` of `ValueType::Any` gives none of these.
        Value::Size(_)
        | Value::Rate { .. }
        | Value::Percent { .. }
        | Value::List(_)
        | Value::Map(_)
        | Value::Secret(_)
        | Value::Env(_) => String::new(),
    }
}
