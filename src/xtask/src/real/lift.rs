//! What stands beside a copied Terraform module so that it can be applied to emulators and destroyed again.

use super::environment::Environment;
use hcl::{Block, Body, Expression};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Differences that an emulator makes and AWS does not: moto keeps neither.
const GAPS: &[(&str, &str)] =
    &[("aws_db_parameter_group", "parameter"), ("aws_ecs_service", "availability_zone_rebalancing")];

/// The blocks of `terraform/*.tf`.
pub(crate) fn blocks(environment: &Environment) -> Result<Vec<Block>, String> {
    let mut blocks = Vec::new();
    for file in environment.files.iter().filter(|file| file.starts_with("terraform/") && file.ends_with(".tf")) {
        let body: Body = hcl::from_str(&environment.text(file)?).map_err(|error| format!("{file}: {error}"))?;
        blocks.extend(body.into_blocks());
    }
    Ok(blocks)
}

fn label(block: &Block, at: usize) -> &str {
    block.labels().get(at).map(hcl::BlockLabel::as_str).unwrap_or_default()
}

fn attribute<'a>(body: &'a Body, name: &str) -> Option<&'a Expression> {
    body.attributes().find(|attribute| attribute.key() == name).map(hcl::Attribute::expr)
}

/// An override file that turns providers to emulators and the state to this folder.
pub(crate) fn turned(blocks: &[Block]) -> String {
    let mut text = String::new();
    let provider = |name: &str| {
        let named = |block: &&Block| block.identifier() == "provider" && label(block, 0) == name;
        blocks.iter().filter(named).any(|block| attribute(block.body(), "alias").is_none())
    };
    if provider("aws") {
        text.push_str("provider \"aws\" {\n  s3_use_path_style = true\n}\n");
    }
    if provider("confluent") {
        let endpoint = super::cloud::address();
        let _ = writeln!(text, "provider \"confluent\" {{\n  endpoint = {endpoint:?}\n}}");
    }
    let settings = blocks.iter().filter(|block| block.identifier() == "terraform");
    if settings.flat_map(|block| block.body().blocks()).any(|inner| inner.identifier() == "backend") {
        text.push_str("terraform {\n  backend \"local\" {}\n}\n");
    }
    text
}

/// An override file without which nothing that holds data can be destroyed.
pub(crate) fn lifted(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks.iter().filter(|block| block.identifier() == "resource") {
        let kept = block
            .body()
            .blocks()
            .any(|inner| inner.identifier() == "lifecycle" && attribute(inner.body(), "prevent_destroy").is_some());
        let protected = attribute(block.body(), "deletion_protection").is_some();
        if !(kept || protected) {
            continue;
        }
        let _ = writeln!(text, "resource {:?} {:?} {{", label(block, 0), label(block, 1));
        if kept {
            text.push_str("  lifecycle {\n    prevent_destroy = false\n  }\n");
        }
        if protected {
            text.push_str("  deletion_protection = false\n");
        }
        text.push_str("}\n");
    }
    text
}

/// Literal ids with a prefix: of networks that exist.
pub(crate) fn ids(environment: &Environment, prefix: &str) -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    for file in environment.files.iter().filter(|file| file.starts_with("terraform/") && file.ends_with(".tf")) {
        for rest in environment.text(file)?.split(&format!("\"{prefix}")).skip(1) {
            let end: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
            if rest.get(end.len()..).is_some_and(|rest| rest.starts_with('"')) {
                found.insert(format!("{prefix}{end}"));
            }
        }
    }
    Ok(found)
}

/// What a plan, as `terraform show -json` tells it, would change, but for what the emulator forgets.
pub(crate) fn changes(plan: &Value) -> Vec<String> {
    let rows = |key: &str| plan.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let mut found: Vec<String> = rows("resource_changes").iter().filter_map(change).collect();
    for (name, output) in plan.get("output_changes").and_then(Value::as_object).into_iter().flatten() {
        if actions(output) != ["no-op"] {
            found.push(format!("output {name}: {}", actions(output).join(", ")));
        }
    }
    found
}

fn actions(change: &Value) -> Vec<&str> {
    change.get("actions").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

fn change(row: &Value) -> Option<String> {
    let change = row.get("change")?;
    let what = actions(change);
    if what == ["no-op"] || what == ["read"] {
        return None;
    }
    let side = |key: &str| change.get(key).and_then(Value::as_object).cloned().unwrap_or_default();
    let (before, after, unknown) = (side("before"), side("after"), side("after_unknown"));
    let differs = |key: &&String| before.get(*key) != after.get(*key) || unknown.get(*key) == Some(&Value::Bool(true));
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).chain(unknown.keys()).filter(differs).collect();
    let kind = row.get("type").and_then(Value::as_str).unwrap_or_default();
    let gap = |key: &str| GAPS.contains(&(kind, key));
    if what == ["update"] && !keys.is_empty() && keys.iter().all(|key| gap(key)) {
        return None;
    }
    let address = row.get("address").and_then(Value::as_str).unwrap_or_default();
    let keys: Vec<&str> = keys.into_iter().map(String::as_str).collect();
    Some(format!("{address}: {} ({})", what.join(", "), keys.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::real::environment::read_all;
    use serde_json::json;

    fn cloud() -> Environment {
        let environments = read_all(&crate::tree::root().join("generated")).unwrap();
        environments.into_iter().find(|environment| environment.title() == "online_retailer/cloud").unwrap()
    }

    #[test]
    fn what_holds_data_is_lifted_and_nothing_else() {
        let text = lifted(&blocks(&cloud()).unwrap());
        assert!(text.contains("resource \"aws_db_instance\" \"shop\" {\n  lifecycle {\n    prevent_destroy = false\n  }\n  deletion_protection = false\n}"), "{text}");
        assert!(text.contains("\"confluent_environment\" \"main\""));
        assert!(!text.contains("aws_vpc") && !text.contains("aws_secretsmanager_secret"), "{text}");
    }

    #[test]
    fn providers_are_turned_where_they_are() {
        let text = turned(&blocks(&cloud()).unwrap());
        assert!(text.contains("s3_use_path_style") && text.contains("endpoint = \"http"), "{text}");
        assert!(!text.contains("backend"), "{text}");
        let body: Body = hcl::from_str("terraform {\n  backend \"s3\" {}\n}").unwrap();
        assert_eq!(turned(&body.into_blocks().collect::<Vec<_>>()), "terraform {\n  backend \"local\" {}\n}\n");
    }

    fn plan(kind: &str, actions: &[&str], before: Value, after: Value) -> Value {
        let change = json!({ "actions": actions, "before": before, "after": after, "after_unknown": {} });
        json!({ "resource_changes": [{ "address": format!("{kind}.x"), "type": kind, "change": change }] })
    }

    #[test]
    fn only_the_emulator_s_gaps_are_no_changes() {
        let forgotten =
            plan("aws_db_parameter_group", &["update"], json!({ "parameter": [] }), json!({ "parameter": [1] }));
        assert!(changes(&forgotten).is_empty());
        let more = plan(
            "aws_db_parameter_group",
            &["update"],
            json!({ "parameter": [], "name": "a" }),
            json!({ "parameter": [1], "name": "b" }),
        );
        assert_eq!(changes(&more), ["aws_db_parameter_group.x: update (name, parameter)"]);
        let new = plan("aws_db_parameter_group", &["create"], Value::Null, json!({ "parameter": [1] }));
        assert_eq!(changes(&new), ["aws_db_parameter_group.x: create (parameter)"]);
        assert!(changes(&plan("aws_vpc", &["no-op"], json!({}), json!({}))).is_empty());
        let output = json!({ "output_changes": { "host": { "actions": ["update"] } } });
        assert_eq!(changes(&output), ["output host: update"]);
    }
}
