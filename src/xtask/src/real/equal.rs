//! Values that a registry was given and gives back.

use serde_json::Value;

/// Whether the registry gave back what it got. Not told apart: what is absent, null, empty or off by default; the
/// version that some registries write into the metadata.
pub(crate) fn same(what: &str, sent: &Value, given: &Value) -> Result<(), String> {
    let (sent, given) = (plain(sent), plain(given));
    if sent == given { Ok(()) } else { Err(format!("{what} was given back changed\nsent  {sent}\ngiven {given}")) }
}

fn plain(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.iter().filter(|(key, _)| *key != "confluent:version");
            let pairs = kept.map(|(key, value)| (key.clone(), plain(value)));
            let map: serde_json::Map<_, _> = pairs.filter(|(_, value)| !value.is_null()).collect();
            if map.is_empty() { Value::Null } else { Value::Object(map) }
        }
        Value::Array(items) if items.is_empty() => Value::Null,
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Bool(false) => Value::Null,
        Value::Null | Value::Bool(true) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn defaults_are_not_differences() {
        let sent = json!({ "rules": [{ "name": "a", "disabled": false }], "properties": { "owner": "x" } });
        let given = json!({
            "rules": [{ "name": "a", "doc": null }], "migrationRules": [],
            "properties": { "owner": "x", "confluent:version": "1" }
        });
        assert_eq!(same("rules", &sent, &given), Ok(()));
    }

    #[test]
    fn a_lost_rule_is_a_difference() {
        let words = same("ruleSet", &json!({ "domainRules": [{ "name": "a" }] }), &Value::Null).unwrap_err();
        assert!(words.starts_with("ruleSet was given back changed"), "{words}");
    }
}
