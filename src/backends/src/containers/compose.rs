//! `containers/compose.yaml`: the services on a machine that reaches the environment's systems, by the Compose
//! specification. They share the host's network, because addresses such as `localhost:9092` are the host's.

use super::{FOLDER, Running, USER, config, plain};
use crate::text::comment;
use serde_json::{Map, Value as Json, json};
use weir_ir::{ArtifactSet, Environment, Project};

pub(super) fn path() -> String {
    format!("{FOLDER}/compose.yaml")
}

pub(super) fn emit(project: &Project, env: &Environment, running: &[Running<'_>], out: &mut ArtifactSet) {
    let services: Map<String, Json> =
        running.iter().map(|one| (one.service.name.clone(), service(project, env, one))).collect();
    let document = json!({ "name": plain(&format!("{}-{}", project.name, env.name)), "services": services });
    let file = project.file_name(env.span);
    let place = if file.is_empty() { String::new() } else { format!(" in {file}") };
    let head = format!("# services of `{}` in the environment `{}`{place}", project.name, env.name);
    let body = serde_yaml_ng::to_string(&document).unwrap_or_default();
    out.environment_file(&env.name, &path(), format!("{}\n{body}", comment(&head)));
}

/// Compose fills in `${…}` by itself, so a dollar that the user wrote is doubled.
fn literal(text: &str) -> String {
    text.replace('$', "$$")
}

fn service(project: &Project, env: &Environment, one: &Running<'_>) -> Json {
    let mut service = Map::new();
    let mut set = |key: &str, value: Json| service.insert(key.to_string(), value);
    match one.image() {
        Some(image) => set("image", json!(literal(&image))),
        None => {
            set("image", json!(super::image_name(project, env)));
            // The Dockerfile says what the folder `programs` holds.
            let programs = json!({ "programs": "${WEIR_PROGRAMS:-./programs}" });
            set("build", json!({ "context": ".", "dockerfile": "Dockerfile", "additional_contexts": programs }))
        }
    };
    if let Some(command) = one.command() {
        set("command", json!(command.iter().map(|word| literal(word)).collect::<Vec<_>>()));
    }
    let mut variables: Map<String, Json> =
        one.variables(project, env).into_iter().map(|(name, value)| (name, json!(literal(&value)))).collect();
    for (variable, secret) in config::secrets(project, env, one) {
        // Whoever deploys sets the variable for compose from the environment's store; nothing is written down.
        variables.insert(variable.clone(), json!(format!("${{{variable}:?the secret {} is missing}}", bare(&secret))));
    }
    if !variables.is_empty() {
        set("environment", Json::Object(variables));
    }
    set("network_mode", json!("host"));
    set("read_only", json!(true));
    set("tmpfs", json!(["/tmp"]));
    if one.config.is_some() {
        // An image of the user's own says itself who it runs as.
        set("user", json!(USER));
    }
    set("cap_drop", json!(["ALL"]));
    set("security_opt", json!(["no-new-privileges:true"]));
    if let Some(health) = one.health() {
        let times = json!({ "test": health, "interval": "10s", "timeout": "3s", "retries": 3, "start_period": "30s" });
        set("healthcheck", times);
    }
    set("restart", json!("unless-stopped"));
    if let Some(replicas) = one.binding.settings.integer("replicas").filter(|n| *n != 1) {
        set("deploy", json!({ "replicas": replicas }));
    }
    Json::Object(service)
}

/// What may stand inside `${…}`.
fn bare(text: &str) -> String {
    text.chars().map(|c| if c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/') { c } else { '_' }).collect()
}
