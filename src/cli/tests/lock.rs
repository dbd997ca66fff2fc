//! `weir lock`: two checkouts, of which one reads what the other exposes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const PLACE: &str = r#"environment local: self_managed {
  kafka = "k:9092"  registry = "http://r"  connect = "http://c"  flink_gateway = "http://f"
}
"#;

const THEIRS: &str = r#"pipeline checkout { owner = "shop" }
topic orders {
  id int @key
  total decimal(10, 2)
}
expose orders as sales { version = 1 }
"#;

const OURS: &str = r#"pipeline ads { owner = "ads" }
use checkout.sales
transform t { SELECT id, total FROM checkout.sales }
"#;

fn write(folder: &Path, path: &str, text: &str) {
    let file = folder.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
}

fn weir(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weir"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").output().unwrap()
}

fn ok(folder: &Path, arguments: &[&str]) -> String {
    let output = weir(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    said
}

fn fails(folder: &Path, arguments: &[&str], code: i32, wanted: &str) {
    let output = weir(folder, arguments);
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    assert!(said.contains(wanted), "{arguments:?}: {said}");
}

/// `theirs/` and `ours/`, the first one compiled.
fn two() -> TempDir {
    let both = TempDir::new().unwrap();
    write(both.path(), "theirs/pipelines/checkout.weir", &format!("{THEIRS}{PLACE}"));
    write(both.path(), "ours/pipelines/ads.weir", &format!("{OURS}{PLACE}"));
    ok(&both.path().join("theirs"), &["compile"]);
    both
}

#[test]
fn a_product_is_taken_pinned_and_read() {
    let both = two();
    let ours = both.path().join("ours");
    fails(&ours, &["check"], 1, "weir lock --from DIR");
    fails(&ours, &["lock"], 1, "the product `checkout.sales` is nowhere");
    fails(&ours, &["lock", "--from", "../theirs", "--check"], 3, "weir.lock differs");
    assert!(!ours.join("weir.lock").exists(), "--check writes nothing");
    ok(&ours, &["lock", "--from", "../theirs"]);
    ok(&ours, &["check"]);
    let lock = std::fs::read_to_string(ours.join("weir.lock")).unwrap();
    assert!(lock.contains("\"checkout.sales\": {\n      \"version\": 1,\n      \"hash\": \"sha256:"), "{lock}");
    // Again, from there or from what is here: the same to the byte.
    for arguments in [&["lock", "--from", "../theirs"][..], &["lock"], &["lock", "--check"]] {
        ok(&ours, arguments);
        assert_eq!(std::fs::read_to_string(ours.join("weir.lock")).unwrap(), lock);
    }
    // Elsewhere than in the checkout it is the same checkout.
    ok(both.path(), &["check", "ours/pipelines/ads.weir"]);
    let file = ours.join("products/checkout.sales.v1.json");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("INT NOT NULL", "BIGINT NOT NULL")).unwrap();
    fails(&ours, &["check"], 1, "E0321");
    // What nobody uses is let go.
    write(&ours, "pipelines/ads.weir", "pipeline ads { owner = \"ads\" }\n");
    ok(&ours, &["lock"]);
    assert!(!std::fs::read_to_string(ours.join("weir.lock")).unwrap().contains("checkout.sales"));
}

#[test]
fn a_version_that_breaks_its_readers_is_taken_only_where_asked() {
    let both = two();
    let (ours, theirs) = (both.path().join("ours"), both.path().join("theirs"));
    ok(&ours, &["lock", "--from", "../theirs"]);
    let changed = THEIRS.replace("decimal(10, 2)", "decimal(12, 2)");
    write(&theirs, "pipelines/checkout.weir", &format!("{changed}{PLACE}"));
    ok(&theirs, &["compile"]);
    fails(&ours, &["lock", "--from", "../theirs"], 1, "column `total` was DECIMAL(10, 2) and is DECIMAL(12, 2)");
    ok(&ours, &["check"]);
    ok(&ours, &["lock", "--from", "../theirs", "--accept"]);
    ok(&ours, &["check"]);
    // As a version of its own it breaks nobody.
    let next = changed.replace("version = 1", "version = 2");
    write(&theirs, "pipelines/checkout.weir", &format!("{next}{PLACE}"));
    ok(&theirs, &["compile"]);
    ok(&ours, &["lock", "--from", "../theirs"]);
    assert!(std::fs::read_to_string(ours.join("weir.lock")).unwrap().contains("\"version\": 2"));
    ok(&ours, &["check"]);
}

#[test]
fn pipelines_of_one_checkout_need_no_lock() {
    let one = TempDir::new().unwrap();
    write(one.path(), "pipelines/checkout/main.weir", &format!("{THEIRS}{PLACE}"));
    write(one.path(), "pipelines/ads/ads.weir", &format!("{OURS}{PLACE}"));
    ok(one.path(), &["compile"]);
    ok(one.path(), &["check", "ads"]);
    let said = ok(one.path(), &["lock"]);
    assert!(said.contains("0 products") && !one.path().join("weir.lock").exists(), "{said}");
    assert!(one.path().join("generated/checkout/products/sales.v1.json").exists());
}

#[test]
fn a_breaking_change_without_a_new_version_is_an_error_of_diff() {
    let both = two();
    let theirs = both.path().join("theirs");
    let who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
    for arguments in [&["init", "--quiet"][..], &["add", "--all"], &["commit", "--quiet", "--message", "first"]] {
        let done = Command::new("git").args(who).args(arguments).current_dir(&theirs).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let nullable = THEIRS.replace("decimal(10, 2)", "decimal(10, 2)?");
    write(&theirs, "pipelines/checkout.weir", &format!("{nullable}{PLACE}"));
    fails(&theirs, &["diff"], 1, "E0322");
    let both_versions = format!("{nullable}expose orders as sales {{ version = 2 }}\n{PLACE}").replace(
        "expose orders as sales { version = 1 }",
        "transform before { SELECT id, COALESCE(total, CAST(0 AS DECIMAL(10, 2))) AS total FROM orders }",
    );
    write(&theirs, "pipelines/checkout.weir", &both_versions);
    ok(&theirs, &["diff"]);
    fails(&theirs, &["diff", "--fail-on", "incompatible"], 3, "is gone (breaks its readers)");
}
