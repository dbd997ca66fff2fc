use super::{Manifest, ordered};
use crate::{Backend, sample};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use weir_diagnostics::Diagnostics;
use weir_ir::{ArtifactSet, Owner, Resource};

fn artifacts() -> ArtifactSet {
    let mut out = ArtifactSet::default();
    out.environment_file(
        "local",
        "connect/shop.json",
        "{\"b\": \"@{env:KAFKA}\", \"p\": \"@{secret:shop_password}\"}\n".into(),
    );
    out.environment_file("local", "README.md", "`@{env:NOT_AN_INPUT}`\n".into());
    out.environment_file("local", "flink/a.insert.sql", "-- 'a literal @@{env:NO}', @{output:region}\n".into());
    let topic = Resource::new("topic", "topic/payments", Owner::Weir, "payments").property("partitions", 6);
    let subject =
        Resource::new("subject", "subject/payments-value", Owner::Weir, "payments-value").needs("topic/payments");
    let connector = Resource::new("connector", "connector/shop", Owner::Weir, "shop")
        .needs("subject/payments-value")
        .file("connect/shop.json")
        .at(sample::span(300));
    for resource in [topic, subject, connector] {
        out.resource("local", resource);
    }
    out
}

fn manifest(out: &mut ArtifactSet) -> Result<Value, Diagnostics> {
    let project = sample::project();
    let mut diagnostics = Diagnostics::default();
    Manifest.emit(&project, project.environment("local").unwrap(), out, &mut diagnostics);
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    Ok(serde_json::from_str(&out.get("local/manifest.json").unwrap().text).unwrap())
}

fn by_address(manifest: &Value) -> BTreeMap<&str, &Value> {
    let resources = manifest["resources"].as_array().unwrap();
    resources.iter().map(|one| (one["address"].as_str().unwrap(), one)).collect()
}

#[test]
fn the_manifest_holds_everything() {
    insta::assert_snapshot!(serde_json::to_string_pretty(&manifest(&mut artifacts()).unwrap()).unwrap());
}

#[test]
fn the_hash_follows_content_alone() {
    let before = manifest(&mut artifacts()).unwrap();
    let mut out = artifacts();
    out.resource("local", Resource::new("topic", "topic/payments", Owner::Weir, "payments").property("partitions", 12));
    let moved = Resource::new("connector", "connector/shop", Owner::Weir, "shop").file("connect/shop.json");
    out.resource("local", moved.at(sample::span(700)));
    let after = manifest(&mut out).unwrap();
    let (before, after) = (by_address(&before), by_address(&after));
    assert_ne!(before["topic/payments"]["hash"], after["topic/payments"]["hash"]);
    assert_ne!(before["connector/shop"]["source"], after["connector/shop"]["source"]);
    assert_eq!(before["connector/shop"]["hash"], after["connector/shop"]["hash"]);
}

#[test]
fn what_nobody_makes_and_what_waits_for_itself_is_said() {
    let mut out = artifacts();
    out.resource("local", Resource::new("kek", "kek/a", Owner::Weir, "a").needs("kek/gone"));
    let message = manifest(&mut out).unwrap_err().iter().next().unwrap().message.clone();
    assert!(message.contains("`kek/a` depends on `kek/gone`, which nothing makes"), "{message}");

    let mut out = artifacts();
    out.resource("local", Resource::new("kek", "kek/a", Owner::Weir, "a").needs("kek/b"));
    out.resource("local", Resource::new("kek", "kek/b", Owner::Weir, "b").needs("kek/a").needs("topic/payments"));
    let message = manifest(&mut out).unwrap_err().iter().next().unwrap().message.clone();
    assert!(message.contains("`kek/a` → `kek/b` → `kek/a`"), "{message}");
    assert!(out.get("local/manifest.json").is_none());
}

proptest! {
    /// Whatever depends on whatever: each comes after what it needs, and nothing is lost.
    #[test]
    fn order_respects_dependencies(needs in proptest::collection::vec(proptest::collection::vec(0_usize..40, 0..4), 1..40)) {
        let name = |n: usize| format!("kind/{}", (n * 17) % 41);
        let resources: Vec<Resource> = needs.iter().enumerate().map(|(n, needs)| {
            let one = Resource::new("kind", name(n), Owner::Weir, "x");
            needs.iter().filter(|need| **need < n).fold(one, |one, need| one.needs(name(*need)))
        }).collect();
        let order = ordered(resources.iter()).unwrap();
        prop_assert_eq!(order.len(), resources.len());
        let place: BTreeMap<&str, usize> = order.iter().enumerate().map(|(n, one)| (one.address.as_str(), n)).collect();
        for one in &resources {
            for need in &one.depends_on {
                prop_assert!(place[need.as_str()] < place[one.address.as_str()]);
            }
        }
    }
}
