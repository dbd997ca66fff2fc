//! A query printed and analysed again gives the same plan, for every query of the repository's pipelines.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and its cases are files"
)]

#[path = "../../../tests/queries/generator.rs"]
mod generator;
#[path = "../../../tests/queries/printed.rs"]
mod printed;
#[path = "../../../tests/queries/random.rs"]
mod random;

use random::Random;
use std::path::{Path, PathBuf};
use weir_compiler::{Checked, Loader, SourceText, Unit, check};
use weir_diagnostics::Severity;

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

/// A pipeline with one transform.
fn alone(text: String) -> Checked {
    check(Unit { files: vec![SourceText { shown: "q.weir".into(), artifact: "q.weir".into(), text }] }, &Beside)
}

fn pipeline(query: &str) -> String {
    format!("pipeline p {{ owner = \"o\" }}\n{}transform q {{\n  state_ttl = 7d\n  {query}\n}}\n", generator::TOPICS)
}

fn number(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// The plan of the transform, without places.
fn planned(checked: &Checked) -> Option<String> {
    let relation = &checked.project.relations[checked.project.relations.find("q")?];
    relation.plan.as_ref().map(printed::shape)
}

#[test]
fn a_random_query_means_the_same_printed_and_laid_out() {
    let (count, seed) = (number("WEIR_QUERIES", 250), number("WEIR_SEED", 1));
    let (mut accepted, mut problems) = (0, Vec::new());
    let mut refused = std::collections::BTreeMap::<String, (usize, String)>::new();
    for n in 0..count {
        let query = generator::query(&mut Random::new((seed * 1_000_000 + n) as u64));
        let text = pipeline(&query);
        let checked = alone(text.clone());
        let Some(plan) = planned(&checked) else {
            let errors = checked.diagnostics.iter().find(|one| one.severity() == Severity::Error);
            let error = errors.map(|one| format!("{} {}", one.code.id, one.message)).unwrap_or_default();
            refused.entry(error).or_insert((0, query)).0 += 1;
            continue;
        };
        accepted += 1;
        problems.extend(printed::differences(&checked.project).1);
        match weir_syntax::fmt::format(&text) {
            Err(_) => problems.push(format!("not laid out:\n{query}\n")),
            Ok(laid) => {
                if weir_syntax::fmt::format(&laid).ok().as_ref() != Some(&laid) {
                    problems.push(format!("laid out twice is another layout:\n{laid}\n"));
                }
                let again = planned(&alone(laid.clone()));
                if let Some(difference) = printed::first_difference(&plan, &again.unwrap_or_default()) {
                    problems.push(format!("laid out it means something else: {difference}\n{query}\n{laid}\n"));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{} of {accepted}:\n{}", problems.len(), problems.join("\n"));
    let mut often: Vec<_> = refused.iter().collect();
    often.sort_by_key(|(_, (times, _))| std::cmp::Reverse(*times));
    assert!(
        accepted * 2 > count,
        "only {accepted} of {count} are accepted: {:#?}",
        often.iter().take(25).collect::<Vec<_>>()
    );
}
