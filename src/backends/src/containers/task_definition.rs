//! `containers/task-definitions/<service>.json`: what weir registers with ECS (Amazon ECS, "Task definition parameters
//! for Fargate"). Terraform makes cluster, roles, log group and a service at rest; weir registers this and starts it.

use super::{FOLDER, Running, USER, config};
use crate::{terraform, text};
use serde_json::{Map, Value as Json, json};
use weir_ir::{ArtifactSet, Environment, Placeholder, Project, Value, escape_literal};

const MIB: u64 = 1 << 20;

pub(super) fn path(service: &str) -> String {
    format!("{FOLDER}/task-definitions/{service}.json")
}

pub(super) fn emit(
    project: &Project,
    env: &Environment,
    running: &[Running<'_>],
    tag: Option<&str>,
    out: &mut ArtifactSet,
) {
    for one in running {
        let definition = definition(project, env, one, tag.unwrap_or_default());
        out.environment_file(&env.name, &path(&one.service.name), text::json(&definition));
    }
}

fn output(name: &str) -> String {
    Placeholder::Output(name.to_string()).to_string()
}

fn definition(project: &Project, env: &Environment, one: &Running<'_>, tag: &str) -> Json {
    let name = &one.service.name;
    let settings = &one.binding.settings;
    let memory = if let Some(Value::Size(bytes)) = settings.get("memory") { bytes.div_ceil(MIB) } else { 512 };
    json!({
        "family": terraform::task(project, env, name).family,
        "requiresCompatibilities": ["FARGATE"],
        "networkMode": "awsvpc",
        "cpu": settings.integer("cpu").unwrap_or(256).to_string(),
        "memory": memory.to_string(),
        "runtimePlatform": { "operatingSystemFamily": "LINUX", "cpuArchitecture": "X86_64" },
        "executionRoleArn": output("ecs_execution_role_arn"),
        "taskRoleArn": output(&format!("service_{name}_role_arn")),
        "containerDefinitions": [container(project, env, one, tag)],
    })
}

fn container(project: &Project, env: &Environment, one: &Running<'_>, tag: &str) -> Json {
    let name = &one.service.name;
    let mut container = Map::new();
    let mut set = |key: &str, value: Json| container.insert(key.to_string(), value);
    set("name", json!(escape_literal(name)));
    set("image", json!(one.image().unwrap_or_else(|| format!("{}:{tag}", output("ecr_repository_url")))));
    set("essential", json!(true));
    if let Some(command) = one.command() {
        set("command", json!(command));
    }
    if let Some(port) = one.binding.settings.integer("port") {
        set("portMappings", json!([{ "containerPort": port, "protocol": "tcp" }]));
    }
    let variables =
        one.variables(project, env).into_iter().map(|(name, value)| json!({ "name": name, "value": value }));
    set("environment", Json::Array(variables.collect()));
    let secrets = config::secrets(project, env, one).into_iter();
    let secrets = secrets.map(|(variable, from)| json!({ "name": variable, "valueFrom": from }));
    set("secrets", Json::Array(secrets.collect()));
    set("readonlyRootFilesystem", json!(true));
    if one.config.is_some() {
        // An image of the user's own says itself who it runs as.
        set("user", json!(USER));
    }
    if let Some(health) = one.health() {
        let check = json!({ "command": health, "interval": 10, "timeout": 3, "retries": 3, "startPeriod": 30 });
        set("healthCheck", check);
    }
    set(
        "logConfiguration",
        json!({
            "logDriver": "awslogs",
            "options": {
                "awslogs-group": output(&format!("service_{name}_log_group")),
                "awslogs-region": output("region"),
                "awslogs-stream-prefix": "service",
            },
        }),
    );
    Json::Object(container)
}
