//! Where each secret goes.

use weir_ir::{
    Access, Binding, Environment, MaskKind, Platform, Project, Provision, SecretFlow, SecretStore, Settings, Value,
    address,
};

/// Every `secret(…)` of the environment with the addresses that use it, by secret.
pub(super) fn of(project: &Project, environment: &Environment) -> Vec<SecretFlow> {
    let mut flows = Vec::new();
    settings(&environment.settings, &format!("environment/{}", environment.name), false, &mut flows);
    for (name, binding) in &environment.sources {
        settings(&binding.settings, &address::connector(name, ""), ends_in_state(environment, binding), &mut flows);
    }
    for (name, binding) in &environment.sinks {
        settings(&binding.settings, &address::connector(name, ""), false, &mut flows);
    }
    for (name, binding) in &environment.keks {
        settings(&binding.settings, &address::kek(name), false, &mut flows);
    }
    for (name, binding) in &environment.services {
        settings(&binding.settings, &address::service(name), false, &mut flows);
    }
    databases(project, environment, &mut flows);
    for mask in &project.masks {
        if let MaskKind::Hash { salt } = &mask.kind {
            let to = address::flink_table(&project.relations[mask.column.relation].name);
            flows.push(SecretFlow { secret: salt.clone(), to, in_state: false });
        }
    }
    flows.sort();
    flows.dedup();
    flows
}

/// A service that works with a source's database logs in as the source does.
fn databases(project: &Project, environment: &Environment, flows: &mut Vec<SecretFlow>) {
    for service in project.services.iter().filter(|service| environment.services.contains_key(&service.name)) {
        for access in &service.access {
            let (Access::WritesSource(source) | Access::ReadsSource(source)) = access else { continue };
            let Some(binding) = environment.sources.get(source) else { continue };
            settings(&binding.settings, &address::service(&service.name), ends_in_state(environment, binding), flows);
        }
    }
}

/// The password of a database that Terraform makes is drawn by Terraform where secrets lie in AWS, and then lies in its
/// state; elsewhere it is passed on write-only.
fn ends_in_state<Kind>(environment: &Environment, binding: &Binding<Kind>) -> bool {
    environment.platform == Platform::ConfluentCloud
        && matches!(binding.provision, Provision::Make(_))
        && matches!(environment.secrets, SecretStore::AwsSecretsManager { .. })
}

fn settings(settings: &Settings, to: &str, in_state: bool, flows: &mut Vec<SecretFlow>) {
    for (_, setting) in settings.iter() {
        let secrets = setting
            .value
            .leaves()
            .into_iter()
            .filter_map(|value| if let Value::Secret(secret) = value { Some(secret.clone()) } else { None });
        flows.extend(secrets.map(|secret| SecretFlow { secret, to: to.to_string(), in_state }));
    }
}
