//! `kms.tf`: keys in AWS KMS that wrap the data keys of fields.

use super::{
    module::{File, Module, resource},
    scope::Scope,
    values::{identifier, refer, template},
};
use weir_ir::KekKind;

pub(super) fn emit(scope: &Scope<'_>, module: &mut Module) {
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
    }
    for kek in &scope.project.keks {
        if scope.kek_kind(&kek.name) == Some(KekKind::AwsKms) {
            let arn = scope.key_arn(module, &kek.name);
            module.output(format!("kms_key_{}_arn", kek.name), template(&[arn]), "The key that wraps data keys.");
        }
    }
}
