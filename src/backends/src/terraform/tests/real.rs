//! With `WEIR_REAL=1`: Terraform itself reads, checks and formats what is written.

use super::{emit, files, hostile, variants};
use std::{collections::BTreeMap, path::Path, process::Command};

#[expect(clippy::disallowed_methods, reason = "asks for a program that not every machine has")]
fn wanted() -> bool {
    std::env::var("WEIR_REAL").is_ok_and(|value| value == "1")
}

#[expect(clippy::disallowed_methods, reason = "Terraform reads files")]
fn write(folder: &Path, files: &BTreeMap<String, String>) {
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the program under test's judge")]
fn terraform(folder: &Path, arguments: &[&str]) -> String {
    let done = Command::new("terraform").current_dir(folder).args(arguments).output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "terraform {arguments:?}: {said}");
    said
}

#[test]
fn terraform_accepts_every_variant() {
    if !wanted() {
        return;
    }
    for (name, project) in variants() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &files(&emit(&project)));
        assert_eq!(terraform(folder.path(), &["fmt", "-check", "-diff"]), "", "{name}");
        terraform(folder.path(), &["init", "-backend=false", "-input=false", "-no-color"]);
        let said = terraform(folder.path(), &["validate", "-no-color"]);
        assert!(said.contains("Success!") && !said.contains("Warning"), "{name}: {said}");
    }
}

/// The values of hostile texts, as Terraform evaluates them.
#[test]
fn terraform_reads_hostile_texts_as_they_are() {
    if !wanted() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let values = hostile::hostile();
    let list = crate::terraform::values::texts(values.iter().map(String::as_str));
    let node = crate::terraform::values::node("locals").set("all", list);
    let text = crate::terraform::print::block(&node.into());
    write(
        folder.path(),
        &BTreeMap::from([("x.tf".to_string(), format!("{text}\noutput \"all\" {{\n  value = local.all\n}}\n"))]),
    );
    assert_eq!(terraform(folder.path(), &["fmt", "-check", "-diff"]), "");
    terraform(folder.path(), &["apply", "-auto-approve", "-input=false", "-no-color"]);
    let said = terraform(folder.path(), &["output", "-json", "all"]);
    let read: Vec<String> = serde_json::from_str(&said).unwrap();
    // Terraform normalizes text (NFC), which these already are.
    assert_eq!(read, values);
}
