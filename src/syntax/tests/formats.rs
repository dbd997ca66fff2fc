//! Every pipeline and every query that is written in this repository is formatted once and for all, and says the same.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test that reads the repository")]

use std::fs;
use std::path::{Path, PathBuf};
use weir_diagnostics::FileId;
use weir_syntax::ast::ItemKind;
use weir_syntax::{fmt, parse, sql};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Files below `folder` with one of the extensions.
fn files(folder: &Path, extensions: &[&str], into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, extensions, into);
        } else if path.extension().is_some_and(|found| extensions.iter().any(|wanted| found == *wanted)) {
            into.push(path);
        }
    }
}

fn found(folders: &[&str], extensions: &[&str]) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for folder in folders {
        files(&repository().join(folder), extensions, &mut paths);
    }
    paths.sort();
    paths
}

/// The blocks of a page that are written in `language`.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap_or("").to_string()).collect()
}

/// The trees of a file's queries, in one form of printing.
fn queries(text: &str) -> Vec<Option<String>> {
    let items = parse(FileId(0), text).file.items;
    let bodies = items.into_iter().filter_map(|item| {
        if let ItemKind::Transform(transform) = item.kind { Some(transform.body.value) } else { None }
    });
    bodies.map(|body| sql::parse(FileId(0), &body, 0).query.map(|query| sql::print(&query))).collect()
}

/// Whether the text is formatted; one with mistakes is not.
fn holds(name: &Path, text: &str) -> bool {
    let Ok(once) = fmt::format(text) else { return false };
    assert_eq!(fmt::format(&once).as_deref(), Ok(once.as_str()), "{}", name.display());
    assert_eq!(queries(text), queries(&once), "{}", name.display());
    for line in once.lines() {
        assert!(!line.ends_with(' '), "{}: {line:?}", name.display());
    }
    true
}

#[test]
fn every_pipeline_file_is_formatted_once() {
    let paths = found(&["pipelines", "src/compiler/tests", "src/cli/tests", "tests"], &["weir"]);
    let formatted = paths.iter().filter(|path| fs::read_to_string(path).is_ok_and(|text| holds(path, &text)));
    assert!(formatted.count() > 100, "{} files", paths.len());
}

#[test]
fn the_pipelines_are_in_canonical_form() {
    for path in found(&["pipelines"], &["weir"]) {
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(fmt::format(&text).as_deref(), Ok(text.as_str()), "{}", path.display());
    }
}

#[test]
fn every_example_of_the_pages_is_formatted_once() {
    let mut count = 0;
    for path in found(&["docs", "src/diagnostics/explain", "src/cli/tests"], &["md"]) {
        let page = fs::read_to_string(&path).unwrap();
        for block in blocks(&page, "weir") {
            count += usize::from(holds(&path, &block));
        }
        for query in blocks(&page, "sql") {
            count += usize::from(holds(&path, &format!("transform t {{\n{query}\n}}\n")));
        }
    }
    assert!(count > 100, "{count} examples");
}
