//! `services.tf`: the applications beside the pipeline, on ECS. Terraform makes them at rest; weir starts them when keys,
//! rules and subjects are there.

use super::{
    access::{AwsRole, Grant},
    module::{File, Module, Variable, resource},
    network, roles,
    scope::Scope,
    secrets,
    values::{Part, call, entry, identifier, list, node, object, refer, template, text, texts},
};
use crate::containers::{self, Known};
use hcl::Expression;
use weir_ir::{Binding, ServiceKind, Value};

const MIB: u64 = 1 << 20;

pub(super) fn emit(scope: &Scope<'_>, module: &mut Module, grants: &[Grant]) {
    if scope.services().next().is_none() {
        return;
    }
    if scope.services().any(|(_, binding)| binding.settings.part("image").is_none()) {
        repository(scope, module);
    }
    module.add(
        File::Services,
        resource("aws_ecs_cluster", "main")
            .named(&scope.stem)
            .set("name", scope.stem.as_str())
            .nest(node("setting").set("name", "containerInsights").set("value", "enabled")),
    );
    module.output("ecs_cluster_name", refer("aws_ecs_cluster.main.name"), "Where the services run.");
    roles::task_role(
        scope,
        module,
        &AwsRole::Execution,
        "Starts containers: pulls the image, reads their secrets, writes their logs.",
    );
    roles::policy(scope, module, File::Services, &AwsRole::Execution, grants);
    let execution = refer("aws_iam_role.execution.arn");
    module.output("ecs_execution_role_arn", execution, "The role that starts containers.");
    module.output("ecs_subnets", network::subnets(scope), "Where containers run.");
    for (name, binding) in scope.services() {
        service(scope, module, name, binding, grants);
    }
}

/// For weir's own programs; a service of another image has none.
fn repository(scope: &Scope<'_>, module: &mut Module) {
    module.add(
        File::Services,
        resource("aws_ecr_repository", "main")
            .comment("The image of weir's own services; weir builds and pushes it, so it can go with what it holds.")
            .named(&scope.stem)
            .set("name", scope.stem.as_str())
            .set("image_tag_mutability", "IMMUTABLE")
            .set("force_delete", true)
            .nest(node("image_scanning_configuration").set("scan_on_push", true)),
    );
    let rule = object([
        entry("rulePriority", 1_u32),
        entry("description", "The last twenty images stay"),
        entry(
            "selection",
            object([entry("tagStatus", "any"), entry("countType", "imageCountMoreThan"), entry("countNumber", 20_u32)]),
        ),
        entry("action", object([entry("type", "expire")])),
    ]);
    module.add(
        File::Services,
        resource("aws_ecr_lifecycle_policy", "main")
            .set("repository", refer("aws_ecr_repository.main.name"))
            .set("policy", call("jsonencode", object([entry("rules", list([rule]))]))),
    );
    module.variable(
        "image_tag",
        Variable::string("The tag of the services' image; weir passes the one that it pushes.").example("1"),
    );
    module.output("ecr_repository_url", refer("aws_ecr_repository.main.repository_url"), "Where their image goes.");
}

fn service(scope: &Scope<'_>, module: &mut Module, name: &str, binding: &Binding<ServiceKind>, grants: &[Grant]) {
    let id = identifier(name);
    let physical = scope.named(name);
    let role = AwsRole::Task(name.to_string());
    module.add(
        File::Services,
        resource("aws_cloudwatch_log_group", &id)
            .comment(format!("service {name}"))
            .named(format!("/ecs/{physical}"))
            .at(binding.span)
            .set("name", format!("/ecs/{physical}"))
            .set("retention_in_days", 30_u32),
    );
    roles::task_role(
        scope,
        module,
        &role,
        "What the service's own code may do in AWS; nothing, unless a policy says so.",
    );
    roles::policy(scope, module, File::Services, &role, grants);
    task(scope, module, name, binding, &physical);
    let zones = node("network_configuration")
        .set("subnets", network::subnets(scope))
        .set("security_groups", list([refer("aws_security_group.services.id")]))
        .set("assign_public_ip", network::public_addresses(scope));
    module.add(
        File::Services,
        resource("aws_ecs_service", &id)
            .comment("It rests until weir starts it, with the task definition that weir registers: no producer before rules and keys.")
            .named(&physical)
            .at(binding.span)
            .set("name", physical.as_str())
            .set("cluster", refer("aws_ecs_cluster.main.id"))
            .set("task_definition", refer(&format!("aws_ecs_task_definition.{id}.arn")))
            .set("launch_type", "FARGATE")
            .set("desired_count", 0_u32)
            .set("enable_execute_command", false)
            .set("availability_zone_rebalancing", "ENABLED")
            .nest(node("deployment_circuit_breaker").set("enable", true).set("rollback", true))
            .nest(zones)
            .nest(node("lifecycle").set("ignore_changes", list([refer("desired_count"), refer("task_definition")]))),
    );
    let role = refer(&format!("aws_iam_role.{}.arn", role.name()));
    module.output(format!("service_{name}_role_arn"), role, "What its code may do in AWS.");
    let logs = refer(&format!("aws_cloudwatch_log_group.{id}.name"));
    module.output(format!("service_{name}_log_group"), logs, "Where its logs go.");
    module.output(format!("service_{name}_name"), refer(&format!("aws_ecs_service.{id}.name")), "The ECS service.");
}

fn task(scope: &Scope<'_>, module: &mut Module, name: &str, binding: &Binding<ServiceKind>, physical: &str) {
    let id = identifier(name);
    let cpu = binding.settings.integer("cpu").unwrap_or(256);
    let memory = if let Some(Value::Size(bytes)) = binding.settings.get("memory") { bytes.div_ceil(MIB) } else { 512 };
    let role = AwsRole::Task(name.to_string());
    let definition = call("jsonencode", list([container(scope, module, name, binding)]));
    let platform = node("runtime_platform").set("operating_system_family", "LINUX").set("cpu_architecture", "X86_64");
    module.add(
        File::Services,
        resource("aws_ecs_task_definition", &id)
            .named(physical)
            .at(binding.span)
            .set("family", physical)
            .set("requires_compatibilities", texts(["FARGATE"]))
            .set("network_mode", "awsvpc")
            .set("cpu", cpu.to_string())
            .set("memory", memory.to_string())
            .set("execution_role_arn", refer("aws_iam_role.execution.arn"))
            .set("task_role_arn", refer(&format!("aws_iam_role.{}.arn", role.name())))
            .set("container_definitions", definition)
            .nest(platform),
    );
}

/// Amazon ECS, "Task definition parameters for Amazon ECS on Fargate".
fn container(scope: &Scope<'_>, module: &mut Module, name: &str, binding: &Binding<ServiceKind>) -> Expression {
    let image = match binding.settings.part("image") {
        Some(image) => template(&[scope.piece(module, &image)]),
        None => template(&[
            Part::reference("aws_ecr_repository.main.repository_url"),
            Part::literal(":"),
            Part::reference("var.image_tag"),
        ]),
    };
    let mut fields = vec![entry("name", name), entry("image", image), entry("essential", true)];
    if let Some(command) = command(binding) {
        fields.push(entry("command", command));
    }
    if let Some(port) = binding.settings.integer("port").and_then(|port| u64::try_from(port).ok()) {
        let mapping = object([entry("containerPort", port), entry("protocol", "tcp")]);
        fields.push(entry("portMappings", list([mapping])));
    }
    let variables = environment(scope, module, name, binding);
    if !variables.is_empty() {
        fields.push(entry("environment", list(variables)));
    }
    let wanted = secrets::of_service(scope, name);
    if !wanted.is_empty() {
        super::account(module);
        fields.push(entry("secrets", list(wanted.iter().map(|one| secrets::reference(scope, module, one)))));
    }
    fields.push(entry("readonlyRootFilesystem", true));
    let region = scope.region(module);
    let logs = object([
        entry("awslogs-group", refer(&format!("aws_cloudwatch_log_group.{}.name", identifier(name)))),
        entry("awslogs-region", template(&[region])),
        entry("awslogs-stream-prefix", "service"),
    ]);
    fields.push(entry("logConfiguration", object([entry("logDriver", "awslogs"), entry("options", logs)])));
    object(fields)
}

/// weir's image holds both programs and the configuration that compile wrote.
fn command(binding: &Binding<ServiceKind>) -> Option<Expression> {
    match binding.kind {
        ServiceKind::Feeder => Some(texts(["feeder"])),
        ServiceKind::Payments => Some(texts(["payments"])),
        ServiceKind::Container => {
            let words = binding.settings.list("command")?;
            Some(list(
                words.iter().filter_map(|word| if let Value::Text(word) = word { Some(text(word)) } else { None }),
            ))
        }
    }
}

/// Where things are, then what the service states.
fn environment(scope: &Scope<'_>, module: &mut Module, name: &str, binding: &Binding<ServiceKind>) -> Vec<Expression> {
    let variable = |name: &str, value: Expression| object([entry("name", name), entry("value", value)]);
    let mut all = Vec::new();
    let service = scope.project.services.iter().find(|service| service.name == name);
    for (name, known) in service.into_iter().flat_map(|one| containers::variables(scope.project, scope.env, one)) {
        let value = match known {
            Known::Here(part) => Some(template(&[scope.piece(module, &part)])),
            Known::Output(output) => module.shown(&output),
        };
        all.extend(value.map(|value| variable(&name, value)));
    }
    if let Some(Value::Map(stated)) = binding.settings.get("env") {
        for (name, value) in stated {
            if let Some(part) = value.part() {
                let piece = scope.piece(module, &part);
                all.push(variable(name, template(&[piece])));
            }
        }
    }
    all
}
