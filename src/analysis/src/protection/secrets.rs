//! Where each secret goes.

use weir_ir::{Binding, Environment, Platform, Provision, SecretFlow, SecretRef, Settings, Value, address};

/// Every `secret(…)` of the environment's bindings with the address that uses it, by secret.
pub(super) fn of(environment: &Environment) -> Vec<SecretFlow> {
    let mut flows = Vec::new();
    settings(&environment.settings, &format!("environment/{}", environment.name), false, &mut flows);
    for (name, binding) in &environment.sources {
        bound(environment, binding, &address::connector(name, ""), &mut flows);
    }
    for (name, binding) in &environment.sinks {
        bound(environment, binding, &address::connector(name, ""), &mut flows);
    }
    for (name, binding) in &environment.keks {
        bound(environment, binding, &address::kek(name), &mut flows);
    }
    for (name, binding) in &environment.services {
        bound(environment, binding, &address::service(name), &mut flows);
    }
    flows.sort();
    flows.dedup();
    flows
}

/// Terraform makes what is provisioned on Confluent Cloud; the password of a database that it makes ends in its state.
fn bound<Kind>(environment: &Environment, binding: &Binding<Kind>, to: &str, flows: &mut Vec<SecretFlow>) {
    let made = matches!(binding.provision, Provision::Make(_));
    settings(&binding.settings, to, environment.platform == Platform::ConfluentCloud && made, flows);
}

fn settings(settings: &Settings, to: &str, in_state: bool, flows: &mut Vec<SecretFlow>) {
    for (_, setting) in settings.iter() {
        let mut found = Vec::new();
        secrets(&setting.value, &mut found);
        flows.extend(found.into_iter().map(|secret| SecretFlow { secret, to: to.to_string(), in_state }));
    }
}

fn secrets(value: &Value, found: &mut Vec<SecretRef>) {
    match value {
        Value::Secret(secret) => found.push(secret.clone()),
        Value::List(values) => values.iter().for_each(|value| secrets(value, found)),
        Value::Map(values) => values.values().for_each(|value| secrets(value, found)),
        Value::Text(_)
        | Value::Integer(_)
        | Value::Number(_)
        | Value::Boolean(_)
        | Value::Duration(_)
        | Value::Size(_)
        | Value::Rate { .. }
        | Value::Percent { .. }
        | Value::Date(_)
        | Value::Word(_)
        | Value::Env(_) => {}
    }
}
