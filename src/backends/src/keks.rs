//! `keks/<name>.json`: key-encryption keys, as the DEK registry takes them.

use crate::{Backend, text};
use serde_json::{Map, Value, json};
use weir_diagnostics::Diagnostics;
use weir_ir::{
    ArtifactSet, Environment, KekKind, Owner, Placeholder, Platform, Project, Provision, Resource, TextPart, address,
};

pub(crate) struct Keks;

/// Where the key itself lives.
pub(crate) struct Kms {
    /// As the registry names it: `aws-kms`.
    pub(crate) kind: &'static str,
    /// May be a placeholder.
    pub(crate) key_id: String,
}

impl Backend for Keks {
    fn name(&self) -> &'static str {
        "keks"
    }

    fn emit(&self, project: &Project, env: &Environment, out: &mut ArtifactSet, _: &mut Diagnostics) {
        if env.platform == Platform::Embedded {
            return;
        }
        for kek in &project.keks {
            let Some(kms) = kms(project, env, &kek.name) else { continue };
            let mut body = Map::new();
            body.insert("name".into(), json!(name(env, &kek.name)));
            body.insert("kmsType".into(), json!(kms.kind));
            body.insert("kmsKeyId".into(), json!(kms.key_id));
            body.insert("kmsProps".into(), json!({}));
            if let Some(doc) = &kek.doc {
                body.insert("doc".into(), json!(weir_ir::escape_literal(doc)));
            }
            body.insert("shared".into(), json!(is_shared(env, &kek.name, kek.shared)));
            let path = format!("keks/{}.json", kek.name);
            out.environment_file(&env.name, &path, text::json(&Value::Object(body)));
            let resource = Resource::new("kek", address::kek(&kek.name), Owner::Weir, name(env, &kek.name));
            out.resource(&env.name, resource.file(path).at(kek.span));
        }
    }
}

/// The name in the registry.
pub(crate) fn name<'a>(env: &'a Environment, kek: &'a str) -> &'a str {
    env.names.keks.get(kek).map_or(kek, String::as_str)
}

fn is_shared(env: &Environment, kek: &str, declared: bool) -> bool {
    env.keks.get(kek).and_then(|binding| binding.settings.boolean("shared")).unwrap_or(declared)
}

pub(crate) fn kms(project: &Project, env: &Environment, kek: &str) -> Option<Kms> {
    let binding = env.keks.get(kek);
    let kind = binding.map(|binding| binding.kind).or_else(|| project.kek(kek).map(|kek| kek.kind))?;
    let stated = binding.and_then(|binding| match &binding.provision {
        Provision::Existing(id) => Some(TextPart::Literal(id.clone())),
        Provision::Unstated | Provision::Make(_) => binding.settings.part("key_id"),
    });
    let made = match (kind, env.platform) {
        (KekKind::AwsKms, Platform::ConfluentCloud) => Placeholder::Output(format!("kms_key_{kek}_arn")).to_string(),
        // The reference clients' local driver takes any id; the secret comes from the client's configuration.
        (KekKind::AwsKms | KekKind::AzureKms | KekKind::GcpKms | KekKind::HcVault | KekKind::LocalKms, _) => {
            name(env, kek).to_string()
        }
    };
    let key_id = stated.map_or(made, |part| part.to_string());
    Some(Kms { kind: registry_kind(kind), key_id })
}

fn registry_kind(kind: KekKind) -> &'static str {
    match kind {
        KekKind::AwsKms => "aws-kms",
        KekKind::AzureKms => "azure-kms",
        KekKind::GcpKms => "gcp-kms",
        KekKind::HcVault => "hcvault",
        KekKind::LocalKms => "local-kms",
    }
}
