//! Where each secret goes.

use weir_ir::{
    Access, Binding, Environment, KekKind, MaskKind, Platform, Project, Provision, RelationId, SecretFlow, SecretRef,
    SecretStore, Settings, Value, address,
};

/// What the secret of a `local_kms` key is called where the kek names none (kinds table).
const LOCAL_KMS: &str = "local_kms";

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
        local_key(project, environment, (name, binding), &mut flows);
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

/// The secret in which a key for development is kept, where the kek names none: the services that encrypt or decrypt with it
/// are given it.
fn local_key(
    project: &Project,
    environment: &Environment,
    (name, binding): (&str, &Binding<KekKind>),
    flows: &mut Vec<SecretFlow>,
) {
    if binding.kind != KekKind::LocalKms || environment.platform == Platform::Embedded {
        return;
    }
    let stated = binding.settings.secret("secret").cloned();
    let secret = stated.unwrap_or_else(|| SecretRef(LOCAL_KMS.into()));
    let mut add = |to: String| flows.push(SecretFlow { secret: secret.clone(), to, in_state: false });
    add(address::kek(name));
    let encrypted = |id: &RelationId| {
        project.encryptions.iter().any(|encryption| encryption.kek == name && encryption.column.relation == *id)
    };
    for service in project.services.iter().filter(|service| environment.services.contains_key(&service.name)) {
        let uses = service.access.iter().any(|access| match access {
            Access::ReadsRelation(id) | Access::WritesRelation(id) => encrypted(id),
            Access::ReadsSource(_) | Access::WritesSource(_) => false,
        });
        if uses {
            add(address::service(&service.name));
        }
    }
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
