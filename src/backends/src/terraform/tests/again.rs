//! What was destroyed can be made again: nothing of the first life stands in the way of the second.

use super::{emit, files, project, schema, variants};
use hcl::Block;

fn attribute(block: &Block, name: &str) -> Option<String> {
    let found = block.body.attributes().find(|one| one.key.as_str() == name)?;
    Some(hcl::format::to_string(&found.expr).unwrap())
}

/// A secret that waits for its deletion keeps its name (Secrets Manager, "DeleteSecret").
#[test]
fn a_deleted_secret_frees_its_name() {
    let mut seen = 0;
    for (variant, project) in variants() {
        for (address, block) in schema::resources(&files(&emit(&project))) {
            if address.starts_with("aws_secretsmanager_secret.") {
                assert_eq!(attribute(&block, "recovery_window_in_days").as_deref(), Some("0"), "{variant}: {address}");
                seen += 1;
            }
        }
    }
    assert!(seen > 9, "{seen}");
}

/// A final snapshot outlives its server (RDS, "DBSnapshotAlreadyExists").
#[test]
fn each_server_s_last_snapshot_has_a_name_of_its_own() {
    let blocks = schema::resources(&files(&emit(&project())));
    let name = attribute(&blocks["aws_db_instance.shop"], "final_snapshot_identifier").unwrap();
    assert!(name.contains("${random_id.shop_last_snapshot.hex}"), "{name}");
    assert!(blocks.contains_key("random_id.shop_last_snapshot"));
}

/// Images are made again from the source (ECR, "RepositoryNotEmptyException").
#[test]
fn a_repository_goes_with_its_images() {
    let blocks = schema::resources(&files(&emit(&project())));
    assert_eq!(attribute(&blocks["aws_ecr_repository.main"], "force_delete").as_deref(), Some("true"));
}

/// Left out, provider 5 switches it off and provider 6 leaves it to AWS.
#[test]
fn what_providers_disagree_on_is_stated() {
    let blocks = schema::resources(&files(&emit(&project())));
    let services: Vec<_> = blocks.iter().filter(|(address, _)| address.starts_with("aws_ecs_service.")).collect();
    assert_eq!(services.len(), 2);
    for (address, block) in services {
        let stated = attribute(block, "availability_zone_rebalancing");
        assert_eq!(stated.as_deref(), Some("\"ENABLED\""), "{address}");
    }
}
