use super::files;
use serde::Serialize;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use weir_ir::{ArtifactSet, Environment, Piece, Placeholder, SecretStore, Settings, Value, read_pieces};

/// What the artifacts of an environment leave open.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Inputs {
    /// Variables of who runs plan or apply, with their defaults.
    pub(crate) variables: BTreeMap<String, Option<String>>,
    /// Outputs of Terraform.
    pub(crate) outputs: BTreeSet<String>,
    /// Secrets, with where each is looked up.
    pub(crate) secrets: BTreeMap<String, Place>,
}

/// A secret's place in the store of the environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Place {
    /// The store as the pipeline file names it: `env`, `file`, `aws_secrets_manager`, `vault`.
    pub(crate) store: &'static str,
    /// A variable, a path, a name.
    pub(crate) key: String,
}

impl Place {
    /// For people.
    pub(crate) fn words(&self) -> String {
        match self.store {
            "env" => format!("variable `{}`", self.key),
            "aws_secrets_manager" => format!("AWS Secrets Manager, `{}`", self.key),
            store => format!("{store}, `{}`", self.key),
        }
    }
}

/// Collected from what was written, not from what was meant: a placeholder in a file is an input.
pub(crate) fn inputs(env: &Environment, out: &ArtifactSet) -> Inputs {
    let mut inputs = Inputs::default();
    let mut placeholder = |kind: &str, name: &str| match kind {
        "env" => {
            inputs.variables.insert(name.to_string(), None);
        }
        "output" => {
            inputs.outputs.insert(name.to_string());
        }
        "secret" => {
            inputs.secrets.insert(name.to_string(), lookup(&env.secrets, name));
        }
        _ => {}
    };
    for (path, text) in files(env, out) {
        // A README speaks of placeholders; nothing fills them in there.
        if path != crate::readme::FILE {
            scan(text, &mut placeholder);
        }
    }
    for resource in out.resources(&env.name) {
        scan(&resource.name, &mut placeholder);
        for value in resource.properties.values() {
            scan_value(value, &mut placeholder);
        }
    }
    for value in super::settings::settings(env).values() {
        scan_value(value, &mut placeholder);
    }
    for flow in &env.proof.secrets {
        placeholder("secret", &flow.secret.0);
    }
    for (name, default) in defaults(env) {
        if let Some(known) = inputs.variables.get_mut(&name) {
            *known = default;
        }
    }
    inputs
}

impl Inputs {
    pub(super) fn to_json(&self) -> Json {
        let variables = self.variables.iter().map(|(name, default)| json!({ "name": name, "default": default }));
        let secrets =
            self.secrets.iter().map(|(name, from)| json!({ "name": name, "store": from.store, "key": from.key }));
        json!({
            "env": variables.collect::<Vec<_>>(),
            "secrets": secrets.collect::<Vec<_>>(),
            "outputs": self.outputs,
        })
    }
}

/// Calls back for each placeholder.
fn scan(text: &str, found: &mut impl FnMut(&str, &str)) {
    for piece in read_pieces(text) {
        match piece {
            Piece::Placeholder(Placeholder::Env(name)) => found("env", &name),
            Piece::Placeholder(Placeholder::Output(name)) => found("output", &name),
            Piece::Placeholder(Placeholder::Secret(name)) => found("secret", &name),
            Piece::Literal(_) => {}
        }
    }
}

fn scan_value(value: &Json, found: &mut impl FnMut(&str, &str)) {
    match value {
        Json::String(text) => scan(text, found),
        Json::Array(values) => values.iter().for_each(|value| scan_value(value, found)),
        Json::Object(map) => map.values().for_each(|value| scan_value(value, found)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// Where a store keeps a secret.
fn lookup(store: &SecretStore, name: &str) -> Place {
    let (store, key) = match store {
        SecretStore::Env { template } => ("env", template.replace("{NAME}", &name.to_uppercase())),
        SecretStore::File { path } => ("file", format!("{}/{name}", path.trim_end_matches('/'))),
        SecretStore::AwsSecretsManager { prefix } => ("aws_secrets_manager", format!("{prefix}{name}")),
        SecretStore::Vault { path } => ("vault", format!("{}#{name}", path.trim_end_matches('/'))),
    };
    Place { store, key }
}

/// `env("NAME", "default")` wherever settings of the environment say it.
fn defaults(env: &Environment) -> BTreeMap<String, Option<String>> {
    let mut found = BTreeMap::new();
    let bindings = [
        env.sources.values().map(|one| &one.settings).collect::<Vec<_>>(),
        env.sinks.values().map(|one| &one.settings).collect(),
        env.keks.values().map(|one| &one.settings).collect(),
        env.services.values().map(|one| &one.settings).collect(),
        vec![&env.settings],
    ];
    let values = bindings.into_iter().flatten().flat_map(Settings::iter).map(|(_, setting)| &setting.value);
    for leaf in values.chain(env.params.values()).flat_map(Value::leaves) {
        if let Value::Env(variable) = leaf {
            let known: &mut Option<String> = found.entry(variable.name.clone()).or_default();
            *known = known.take().or_else(|| variable.default.clone());
        }
    }
    found
}
