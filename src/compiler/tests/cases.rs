//! A folder a feature: `cases/<feature>/*.weir` is a pipeline, `cases/<feature>/expected/` all that it compiles to,
//! byte for byte, and `cases/<feature>/warnings.txt` what the compiler says meanwhile, if anything. Files below other
//! folders of a case are there to be included. A new case is a new folder; `cargo xtask bless` writes what is
//! expected, and whoever blesses reads it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and the cases are files"
)]

#[path = "cases/diff.rs"]
mod diff;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use weir_compiler::{Compilation, Loader, SourceText, Unit, compile};
use weir_diagnostics::render;

/// Set by `cargo xtask bless`: write what is expected instead of comparing.
const BLESS: &str = "WEIR_BLESS";
const WARNINGS: &str = "warnings.txt";

/// Reads what a case includes, below the case's folder.
struct Folder(PathBuf);

impl Loader for Folder {
    fn load(&self, shown: &str) -> Result<String, String> {
        std::fs::read_to_string(self.0.join(shown)).map_err(|error| error.to_string())
    }
}

fn cases() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(all).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn compiled(case: &Path) -> Compilation {
    let mut names: Vec<String> = std::fs::read_dir(case)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".weir"))
        .collect();
    names.sort();
    let files = names.into_iter().map(|name| {
        let text = std::fs::read_to_string(case.join(&name)).unwrap();
        SourceText { shown: name.clone(), artifact: name, text }
    });
    compile(Unit { files: files.collect() }, &Folder(case.to_path_buf()), None)
}

/// Path below the case → text: every artifact below `expected/`, and the warnings.
fn made(case: &Path) -> Result<BTreeMap<String, String>, String> {
    let Compilation { checked, artifacts } = compiled(case);
    let said: Vec<String> =
        checked.diagnostics.iter().map(|one| render::human(one, &checked.sources, false, 100)).collect();
    let said = said.join("\n");
    let Some(artifacts) = artifacts else { return Err(said) };
    let mut files: BTreeMap<String, String> =
        artifacts.files().map(|(path, file)| (format!("expected/{path}"), file.text.clone())).collect();
    if !said.is_empty() {
        files.insert(WARNINGS.to_string(), said);
    }
    Ok(files)
}

/// What stands in the case besides its sources.
fn standing(case: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![case.join("expected")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(case).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    if let Ok(text) = std::fs::read_to_string(case.join(WARNINGS)) {
        files.insert(WARNINGS.to_string(), text);
    }
    files
}

fn compare(name: &str, standing: &BTreeMap<String, String>, made: &BTreeMap<String, String>) -> Vec<String> {
    let paths: BTreeSet<&String> = standing.keys().chain(made.keys()).collect();
    let told = paths.into_iter().filter_map(|path| match (standing.get(path), made.get(path)) {
        (Some(old), Some(new)) if old == new => None,
        (Some(old), Some(new)) => Some(format!("{name}/{path} differs\n{}", diff::lines(old, new))),
        (Some(_), None) => Some(format!("{name}/{path} is expected and is no longer made")),
        (None, Some(new)) => Some(format!("{name}/{path} is made and is not expected\n{}", diff::lines("", new))),
        (None, None) => None,
    });
    told.collect()
}

fn bless(case: &Path, standing: &BTreeMap<String, String>, made: &BTreeMap<String, String>) {
    for path in standing.keys().filter(|path| !made.contains_key(*path)) {
        std::fs::remove_file(case.join(path)).unwrap();
    }
    for (path, text) in made.iter().filter(|(path, text)| standing.get(*path) != Some(text)) {
        let path = case.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

#[test]
fn every_case_compiles_to_what_is_expected() {
    let blessing = std::env::var(BLESS).is_ok();
    let mut wrong = Vec::new();
    for case in cases() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let standing = standing(&case);
        match made(&case) {
            Err(said) => wrong.push(format!("{name} does not compile\n{said}")),
            Ok(made) if blessing => bless(&case, &standing, &made),
            Ok(made) => wrong.extend(compare(&name, &standing, &made)),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} files differ; if that is meant: `cargo xtask bless`, and read the diff\n\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_file_that_is_missing_extra_or_different_is_told_by_name_with_the_lines() {
    let files = |list: &[(&str, &str)]| -> BTreeMap<String, String> {
        list.iter().map(|(path, text)| ((*path).to_string(), (*text).to_string())).collect()
    };
    let standing = files(&[("expected/a", "1\n2\n3\n"), ("expected/gone", "x\n"), ("expected/same", "s\n")]);
    let made = files(&[("expected/a", "1\ntwo\n3\n"), ("expected/new", "y\n"), ("expected/same", "s\n")]);
    let told = compare("case", &standing, &made);
    assert_eq!(
        told,
        [
            "case/expected/a differs\n    1\n  - 2\n  + two\n    3\n",
            "case/expected/gone is expected and is no longer made",
            "case/expected/new is made and is not expected\n  + y\n",
        ]
    );
}
