//! Roles in AWS and their policies, from the access table.

use super::{
    access::{AwsRole, AwsTarget, Grant, Right},
    module::{File, Module, resource},
    scope::Scope,
    secrets,
    values::{Part, call, entry, identifier, list, object, refer, template, texts},
};

impl AwsRole {
    /// In Terraform, and behind the stem in the world.
    pub(super) fn name(&self) -> String {
        match self {
            AwsRole::Execution => "execution".into(),
            AwsRole::Task(service) => format!("task_{}", identifier(service)),
            AwsRole::Lake => "tableflow".into(),
            AwsRole::Sink(sink) => format!("sink_{}", identifier(sink)),
        }
    }
}

/// A role that ECS takes on for its tasks.
pub(super) fn task_role(scope: &Scope<'_>, module: &mut Module, role: &AwsRole, why: &str) {
    let name = scope.named(&role.name());
    let statement = object([
        entry("Effect", "Allow"),
        entry("Principal", object([entry("Service", "ecs-tasks.amazonaws.com")])),
        entry("Action", "sts:AssumeRole"),
    ]);
    let trust = object([entry("Version", "2012-10-17"), entry("Statement", list([statement]))]);
    module.add(
        File::Services,
        resource("aws_iam_role", &role.name())
            .comment(why)
            .named(&name)
            .set("name", name.as_str())
            .set("assume_role_policy", call("jsonencode", trust)),
    );
}

/// The role's inline policy; nothing where the table gives it no rights.
pub(super) fn policy(scope: &Scope<'_>, module: &mut Module, file: File, role: &AwsRole, grants: &[Grant]) {
    let mut statements = Vec::new();
    let mut reasons = Vec::new();
    for grant in grants {
        match &grant.right {
            Right::Aws { role: of, actions, on } if of == role => {
                let mut resources = Vec::new();
                for target in on {
                    resources.extend(arns(scope, module, target).iter().map(|parts| template(parts)));
                }
                statements.push(object([
                    entry("Effect", "Allow"),
                    entry("Action", texts(actions.iter().copied())),
                    entry("Resource", list(resources)),
                ]));
                reasons.push(grant.why.clone());
            }
            Right::AwsManaged { role: of, policy } if of == role => {
                let arn = [
                    Part::literal("arn:"),
                    Part::reference("data.aws_partition.current.partition"),
                    Part::literal(format!(":iam::aws:policy/service-role/{policy}")),
                ];
                super::account(module);
                let item = resource("aws_iam_role_policy_attachment", &role.name())
                    .comment(grant.why.clone())
                    .set("role", refer(&format!("aws_iam_role.{}.name", role.name())))
                    .set("policy_arn", template(&arn));
                module.add(file, item);
            }
            Right::Aws { .. }
            | Right::AwsManaged { .. }
            | Right::SharedKey { .. }
            | Right::Role { .. }
            | Right::Snowflake { .. }
            | Right::SnowflakeUser { .. } => {}
        }
    }
    if statements.is_empty() {
        return;
    }
    let document = object([entry("Version", "2012-10-17"), entry("Statement", list(statements))]);
    module.add(
        file,
        resource("aws_iam_role_policy", &role.name())
            .comment(reasons.join("; "))
            .set("name", role.name())
            .set("role", refer(&format!("aws_iam_role.{}.id", role.name())))
            .set("policy", call("jsonencode", document)),
    );
}

fn arns(scope: &Scope<'_>, module: &mut Module, target: &AwsTarget) -> Vec<Vec<Part>> {
    super::account(module);
    match target {
        AwsTarget::Key(kek) => vec![vec![scope.key_arn(module, kek)]],
        AwsTarget::Secret(name) => vec![secrets::policy_arn(scope, module, name)],
        AwsTarget::Bucket(bucket) => vec![bucket.arn()],
        AwsTarget::Objects(bucket) => {
            let mut arn = bucket.arn();
            arn.push(Part::literal("/*"));
            vec![arn]
        }
        // Each table is called by its topic.
        AwsTarget::Glue => {
            let database = match super::lake::databases(scope).into_iter().next() {
                Some(name) => Part::literal(name),
                None => Part::reference(format!("{}.id", scope.cluster())),
            };
            let base = super::arn("glue", scope, module);
            let glue = |rest: Vec<Part>| base.iter().cloned().chain(rest).collect::<Vec<_>>();
            vec![
                glue(vec![Part::literal("catalog")]),
                glue(vec![Part::literal("database/"), database.clone()]),
                glue(vec![Part::literal("table/"), database, Part::literal("/*")]),
            ]
        }
    }
}
