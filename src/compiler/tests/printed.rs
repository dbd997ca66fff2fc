//! A query printed and analysed again gives the same plan, for every query of the repository's pipelines.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and its cases are files"
)]

#[path = "../../../tests/queries/printed.rs"]
mod printed;

use std::path::{Path, PathBuf};
use weir_compiler::{Loader, SourceText, Unit, check};

struct Beside;

impl Loader for Beside {
    fn load(&self, shown: &str) -> Result<String, String> {
        std::fs::read_to_string(shown).map_err(|error| error.to_string())
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every `.weir` file below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "weir") {
            found.push(path);
        }
    }
}

fn unit(paths: &[PathBuf]) -> Unit {
    let file = |path: &PathBuf| {
        // Cases of the proof include what lies beside their folder.
        let shown = path.to_string_lossy().replace('\\', "/").replace("/leaking/", "/").replace("/sound/", "/");
        SourceText { artifact: shown.clone(), shown, text: std::fs::read_to_string(path).unwrap() }
    };
    Unit { files: paths.iter().map(file).collect() }
}

/// Folders whose files are one pipeline.
const TOGETHER: &[&str] = &["pipelines/card_fraud"];

#[test]
fn a_query_printed_and_analysed_again_gives_the_same_plan() {
    let mut units: Vec<Vec<PathBuf>> = Vec::new();
    for folder in
        ["pipelines", "src/compiler/tests/ui", "src/compiler/tests/cases", "tests/proof", "tests/real", "src/cli"]
    {
        let mut found = Vec::new();
        files(&root().join(folder), &mut found);
        found.retain(|path| !TOGETHER.iter().any(|together| path.starts_with(root().join(together))));
        units.extend(found.into_iter().map(|path| vec![path]));
    }
    for folder in TOGETHER {
        let mut found = Vec::new();
        files(&root().join(folder), &mut found);
        found.sort();
        units.push(found);
    }
    let (mut compared, mut problems) = (0, Vec::new());
    for paths in &units {
        let checked = check(unit(paths), &Beside);
        let (count, found) = printed::differences(&checked.project);
        compared += count;
        problems.extend(found.into_iter().map(|problem| format!("{}: {problem}", paths[0].display())));
    }
    assert!(problems.is_empty(), "{} of {compared} differ:\n{}", problems.len(), problems.join("\n"));
    assert!(compared > 450, "only {compared} queries were compared");
}
