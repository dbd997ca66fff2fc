//! `pipelines/` compiles to `generated/` byte for byte, twice the same, with no file missing and none too many.
//! After a change that is meant: `cargo xtask bless`, and read the diff.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn compile(into: &Path) {
    let output = Command::new(env!("CARGO_BIN_EXE_weir"))
        .args(["compile", "--out"])
        .arg(into)
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_committed_output_is_what_compiles() {
    let folder = tempfile::tempdir().unwrap();
    compile(&folder.path().join("a"));
    let made = tree(&folder.path().join("a"));
    let committed = tree(&root().join("generated"));
    let names = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&made), names(&committed), "files missing or too many: `cargo xtask bless`");
    for (name, text) in &made {
        let same = text == committed.get(name).unwrap();
        assert!(same, "generated/{name} is stale: `cargo xtask bless`, and read the diff");
    }
    for pipeline in ["card_fraud", "online_retailer"] {
        let files = made.keys().filter(|name| name.starts_with(pipeline)).count();
        assert!(files > 50, "{pipeline} has more files than {files}");
    }
    compile(&folder.path().join("b"));
    assert!(made == tree(&folder.path().join("b")), "two compilations differ");
}

#[test]
fn no_artifact_holds_a_path_or_name_of_this_machine() {
    let home = std::env::var("HOME").unwrap_or_default();
    let here = root().canonicalize().unwrap().to_string_lossy().into_owned();
    for (name, bytes) in tree(&root().join("generated")) {
        let text = String::from_utf8(bytes).unwrap();
        for forbidden in [here.as_str(), home.as_str()].iter().filter(|path| path.len() > 1) {
            assert!(!text.contains(forbidden), "generated/{name} holds {forbidden}");
        }
    }
}
