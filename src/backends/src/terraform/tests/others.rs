//! Topics that others produce to.

use super::{emit, files, project, schema};
use weir_ir::RelationKind;

/// What others registered is compared with what the pipeline says, and never written.
#[test]
fn subjects_of_others_are_read_only() {
    let mut project = project();
    let id = project.relations.find("payments").unwrap();
    if let RelationKind::Topic { existing, .. } = &mut project.relations.get_mut(id).unwrap().kind {
        *existing = true;
    }
    let blocks = schema::resources(&files(&emit(&project)));
    let roles: Vec<&String> =
        blocks.keys().filter(|key| key.contains(".weir_") && key.contains("subject_payments")).collect();
    assert_eq!(
        roles,
        [
            "confluent_role_binding.weir_read_subject_payments_key",
            "confluent_role_binding.weir_read_subject_payments_value"
        ]
    );
}
