//! What a service's ECS task is called and given: the task definition beside Terraform's own says the same.

use super::{scope::Scope, secrets};
use weir_ir::{Environment, Placeholder, Project};

pub(crate) struct Task {
    /// Also the name of the container's ECS service.
    pub(crate) family: String,
    /// In the order of the variables.
    pub(crate) secrets: Vec<TaskSecret>,
}

pub(crate) struct TaskSecret {
    pub(crate) variable: String,
    /// In AWS Secrets Manager, with the field of a secret that is an object.
    pub(crate) value_from: String,
}

pub(crate) fn task(project: &Project, env: &Environment, service: &str) -> Task {
    let scope = Scope::new(project, env);
    let secret = |one: secrets::ServiceSecret| {
        let arn = Placeholder::Output(format!("secret_{}_arn", one.secret));
        let field = one.field.map_or(String::new(), |field| format!(":{field}::"));
        TaskSecret { variable: one.variable, value_from: format!("{arn}{field}") }
    };
    let secrets = secrets::of_service(&scope, service).into_iter().map(secret).collect();
    Task { family: scope.named(service), secrets }
}
