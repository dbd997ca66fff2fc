//! `kms.tf`: keys in AWS KMS that wrap the data keys of fields.

use super::{
    access::{Grant, Right},
    module::Variable,
    module::{File, Module, resource},
    scope::Scope,
    values::{call, code, identifier, refer, template, texts},
};
use weir_ir::KekKind;

/// Which principals of Confluent's account use shared keks, only Confluent tells.
const PRINCIPALS: &str = "confluent_kms_principals";

pub(super) fn emit(scope: &Scope<'_>, module: &mut Module, grants: &[Grant]) {
    for kek in scope.made_keks() {
        let Some(item) = scope.project.kek(kek) else { continue };
        let id = identifier(kek);
        let alias = format!("alias/{}-{kek}", scope.stem);
        module.add(
            File::Kms,
            resource("aws_kms_key", kek)
                .comment(format!("kek {kek}: while fields are encrypted with it, losing it is losing them."))
                .named(&alias)
                .at(item.span)
                .set("description", item.doc.clone().unwrap_or_else(|| format!("Wraps the data keys of {kek}")))
                .set("enable_key_rotation", true)
                .set("deletion_window_in_days", 30_u32)
                .keep(),
        );
        module.add(
            File::Kms,
            resource("aws_kms_alias", kek)
                .named(&alias)
                .set("name", alias.as_str())
                .set("target_key_id", refer(&format!("aws_kms_key.{id}.key_id"))),
        );
        grant(module, kek, grants);
    }
    for kek in &scope.project.keks {
        if scope.kek_kind(&kek.name) == Some(KekKind::AwsKms) {
            let arn = scope.key_arn(module, &kek.name);
            module.output(format!("kms_key_{}_arn", kek.name), template(&[arn]), "The key that wraps data keys.");
        }
    }
}

/// Confluent's services use a shared kek from an account of theirs: a grant for data keys and no more. (A statement in the
/// key's policy would have to repeat what the account may do with the key.)
fn grant(module: &mut Module, kek: &str, grants: &[Grant]) {
    let shared = grants.iter().find_map(|grant| match &grant.right {
        Right::SharedKey { kek: of, operations } if of == kek => Some(*operations),
        Right::SharedKey { .. }
        | Right::Role { .. }
        | Right::Aws { .. }
        | Right::AwsManaged { .. }
        | Right::Snowflake { .. }
        | Right::SnowflakeUser { .. } => None,
    });
    let Some(operations) = shared else { return };
    principals(module);
    module.add(
        File::Kms,
        resource("aws_kms_grant", kek)
            .comment(format!(
                "kek {kek} is shared: Flink, managed connectors and Tableflow read its fields in plain text."
            ))
            .set("for_each", call("toset", refer(&format!("var.{PRINCIPALS}"))))
            .set("key_id", refer(&format!("aws_kms_key.{}.key_id", identifier(kek))))
            .set("grantee_principal", refer("each.value"))
            .set("operations", texts(operations.iter().copied())),
    );
}

fn principals(module: &mut Module) {
    let mut variable = Variable::string(
        "The AWS principals (ARNs) by which Confluent uses keys that are shared with it; Confluent Cloud shows them where a \
         key is shared.",
    );
    variable.ty = code("list(string)");
    let check = format!(
        "length(var.{PRINCIPALS}) > 0 && alltrue([for arn in var.{PRINCIPALS} : can(regex(\"^arn:aws[a-z-]*:iam::[0-9]{{12}}:\", arn))])"
    );
    variable.checks.push((code(&check), "At least one ARN of a role, a user or an account; never everybody."));
    module.variable(PRINCIPALS, variable);
}
