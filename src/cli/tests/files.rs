//! Bad files and folders: a clear error, the exit code of the table, and what was generated before still whole.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const MINIMAL: &str = include_str!("../templates/minimal.weir");

fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pipelines")).unwrap();
    fs::write(folder.path().join("pipelines/shop.weir"), minimal()).unwrap();
    folder
}

fn minimal() -> String {
    MINIMAL.replace("{name}", "shop")
}

fn weir(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_weir")).args(arguments).current_dir(folder).output().unwrap()
}

/// Runs and wants this exit code and these words on stderr.
fn refused(folder: &Path, arguments: &[&str], code: i32, words: &[&str]) {
    let output = weir(folder, arguments);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{text}");
    for word in words {
        assert!(text.contains(word), "`{word}` is missing in\n{text}");
    }
}

#[test]
fn a_missing_path_names_what_there_is() {
    let folder = project();
    refused(folder.path(), &["--format", "plain", "check", "nothing"], 1, &["E1001", "`nothing`", "`shop`"]);
    refused(folder.path(), &["--format", "plain", "check", "pipelines/nothing.weir"], 1, &["E1001"]);
}

#[test]
fn a_folder_without_pipelines() {
    let folder = tempfile::tempdir().unwrap();
    refused(folder.path(), &["--format", "plain", "compile"], 1, &["E1002", "weir new"]);
    fs::create_dir(folder.path().join("empty")).unwrap();
    refused(folder.path(), &["--format", "plain", "compile", "empty"], 1, &["E1002", "`empty`"]);
    assert!(!folder.path().join("generated").exists());
}

#[test]
fn two_pipeline_items_and_none() {
    let folder = project();
    let file = folder.path().join("pipelines/shop.weir");
    fs::write(&file, minimal() + "\npipeline other {}\n").unwrap();
    refused(folder.path(), &["--format", "plain", "compile"], 1, &["pipeline", "shop.weir:"]);
    refused(folder.path(), &["--format", "plain", "compile"], 1, &["error[weir::E03"]);
    fs::write(folder.path().join("lone.weir"), "param x = \"y\"\n").unwrap();
    refused(folder.path(), &["--format", "plain", "compile", "lone.weir"], 1, &["error[weir::E03"]);
}

#[test]
fn invalid_utf_8_names_the_byte_and_the_line() {
    let folder = project();
    fs::write(folder.path().join("pipelines/shop.weir"), b"pipeline shop {\n  owner = \"d\xffata\"\n}\n").unwrap();
    refused(folder.path(), &["--format", "plain", "check"], 1, &["E1003", "line 2", "UTF-8"]);
}

#[test]
fn a_byte_order_mark_and_crlf_change_nothing() {
    let folder = project();
    assert!(weir(folder.path(), &["compile"]).status.success());
    let text = format!("\u{feff}{}", minimal().replace('\n', "\r\n"));
    fs::write(folder.path().join("pipelines/shop.weir"), text).unwrap();
    let output = weir(folder.path(), &["compile", "--check"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn ten_megabytes_of_garbage_give_diagnostics() {
    let folder = project();
    let garbage = "transform { SELECT ((((( \" ' ` \u{e9} pipeline \n".repeat(220_000);
    fs::write(folder.path().join("pipelines/shop.weir"), garbage).unwrap();
    let output = weir(folder.path(), &["--format", "plain", "check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("error[weir::E01"));
}

#[test]
fn a_file_in_the_way_leaves_the_old_output_whole() {
    let folder = project();
    assert!(weir(folder.path(), &["compile"]).status.success());
    let before = fs::read(folder.path().join("generated/shop/dev/README.md")).unwrap();
    let file = folder.path().join("pipelines/shop.weir");
    fs::write(&file, minimal().replace("data-platform", "somebody else")).unwrap();
    fs::remove_file(folder.path().join("generated/shop/lineage.json")).unwrap();
    fs::create_dir(folder.path().join("generated/shop/lineage.json")).unwrap();
    refused(folder.path(), &["--format", "plain", "compile"], 1, &["E1007", "lineage.json"]);
    assert_eq!(fs::read(folder.path().join("generated/shop/dev/README.md")).unwrap(), before);

    fs::write(folder.path().join("taken"), "").unwrap();
    refused(folder.path(), &["--format", "plain", "compile", "--out", "taken"], 1, &["E1007", "`taken`"]);
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error_and_writes_nothing() {
    let folder = project();
    // A file system that takes no new folders, for root as well.
    refused(folder.path(), &["--format", "plain", "compile", "--out", "/proc/weir"], 1, &["E1006", "--out"]);
    assert!(!folder.path().join("generated").exists());
}

#[test]
fn errors_leave_the_old_output_whole() {
    let folder = project();
    assert!(weir(folder.path(), &["compile"]).status.success());
    let count = fs::read_dir(folder.path().join("generated/shop")).unwrap().count();
    fs::write(folder.path().join("pipelines/shop.weir"), minimal().replace("amount\n", "amuont\n")).unwrap();
    assert_eq!(weir(folder.path(), &["compile"]).status.code(), Some(1));
    assert_eq!(fs::read_dir(folder.path().join("generated/shop")).unwrap().count(), count);
}

#[test]
fn a_stage_left_by_a_killed_run_is_no_obstacle_and_no_output() {
    let folder = project();
    fs::create_dir_all(folder.path().join("generated/.weir-1/shop")).unwrap();
    assert!(weir(folder.path(), &["compile"]).status.success());
    assert_eq!(weir(folder.path(), &["compile", "--check"]).status.code(), Some(0));
}

#[test]
fn stale_output_exits_3_and_names_the_files() {
    let folder = project();
    refused(folder.path(), &["compile", "--check"], 3, &["files.json is missing", "weir compile"]);
    assert!(!folder.path().join("generated").exists());
    assert!(weir(folder.path(), &["compile"]).status.success());
    fs::write(folder.path().join("generated/shop/dev/README.md"), "edited").unwrap();
    refused(folder.path(), &["compile", "--check"], 3, &["README.md differs"]);
}

#[test]
fn usage_mistakes_exit_2() {
    let folder = project();
    assert_eq!(weir(folder.path(), &["comple"]).status.code(), Some(2));
    assert_eq!(weir(folder.path(), &["compile", "--nope"]).status.code(), Some(2));
    assert_eq!(weir(folder.path(), &["check", "--on", "tomorrow"]).status.code(), Some(2));
    refused(folder.path(), &["explain", "E0000"], 2, &["no diagnostic"]);
}

#[test]
fn an_unknown_environment_lists_those_there_are() {
    let folder = project();
    refused(folder.path(), &["--format", "plain", "compile", "--env", "prod"], 1, &["E1009", "`prod`", "dev"]);
}

#[test]
fn unknown_names_on_the_command_line_have_a_suggestion() {
    let folder = project();
    refused(folder.path(), &["describe", "open_order"], 1, &["E1010", "did you mean `open_orders`"]);
    refused(folder.path(), &["lineage", "open_orders.amuont"], 1, &["E1010", "did you mean `open_orders.amount`"]);
}

#[test]
fn new_makes_a_project_that_compiles_and_never_writes_over_one() {
    let folder = tempfile::tempdir().unwrap();
    for template in ["minimal", "retailer"] {
        let name = format!("my_{template}");
        assert!(weir(folder.path(), &["new", &name, "--template", template]).status.success());
        let output = weir(folder.path(), &["-C", &name, "compile"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(weir(folder.path(), &["-C", &name, "fmt", "--check"]).status.code(), Some(0));
        refused(folder.path(), &["--format", "plain", "new", &name], 1, &["E1012"]);
    }
    assert_eq!(weir(folder.path(), &["new", "Not A Name"]).status.code(), Some(2));
}

#[test]
fn an_expired_exception_is_an_error_only_when_a_day_is_given() {
    let folder = project();
    let text = minimal() + "\nallow pii shop.orders.customer to report because \"x\" until 2026-01-31\n";
    let text = text.replace("    orderid,\n    status,", "    orderid,\n    customer,\n    status,");
    fs::write(folder.path().join("pipelines/shop.weir"), text).unwrap();
    assert_eq!(weir(folder.path(), &["check"]).status.code(), Some(0));
    assert_eq!(weir(folder.path(), &["check", "--on", "2026-01-31"]).status.code(), Some(0));
    refused(folder.path(), &["--format", "plain", "check", "--on", "2026-02-01"], 1, &["E1011", "2026-01-31"]);
}

#[test]
fn documents_on_stdout_are_whole_and_nothing_else_is() {
    let folder = project();
    for (format, arguments) in [("json", "check"), ("sarif", "check"), ("json", "compile"), ("json", "describe")] {
        let output = weir(folder.path(), &["--format", format, arguments]);
        assert!(output.status.success());
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap();
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_folder_without_a_pipeline_item_is_a_library() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join("pipelines").join(name);
    fs::create_dir_all(at("shop")).unwrap();
    fs::create_dir_all(at("common")).unwrap();
    fs::write(at("common/classes.weir"), "classification health { implies = pii }\n").unwrap();
    fs::write(at("shop/shop.weir"), minimal() + "\ninclude \"../common/classes.weir\"\n").unwrap();
    for arguments in [&["check"][..], &["check", "pipelines/shop"], &["check", "shop"], &["compile"]] {
        let output = weir(folder.path(), arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(folder.path().join("generated/shop").is_dir());
    assert!(!folder.path().join("generated/common").exists());
}

#[test]
fn with_several_pipelines_one_is_named() {
    let folder = project();
    fs::write(folder.path().join("pipelines/depot.weir"), MINIMAL.replace("{name}", "depot")).unwrap();
    refused(folder.path(), &["--format", "plain", "describe"], 1, &["E1001", "`depot`, `shop`", "--pipeline"]);
    let described = weir(folder.path(), &["describe", "depot", "--format", "json"]);
    let relations: serde_json::Value = serde_json::from_slice(&described.stdout).unwrap();
    let relation = &relations[0];
    let column =
        format!("{}.{}", relation["relation"].as_str().unwrap(), relation["columns"][0]["name"].as_str().unwrap());
    for arguments in [
        vec!["lineage".to_string(), format!("depot.{column}")],
        vec!["lineage".into(), column.clone(), "--pipeline".into(), "depot".into()],
    ] {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = weir(folder.path(), &arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(String::from_utf8_lossy(&output.stdout).starts_with(&column));
    }
}
