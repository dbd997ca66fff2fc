//! Which crate may know which: the table of ARCHITECTURE.md as Cargo.toml states it. An arrow that is not here cannot
//! be compiled, because the crate is not a dependency; this rule keeps the dependencies honest.

use crate::tree;
use std::collections::BTreeSet;

/// Folder in `src/`, and the workspace crates that its library may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("diagnostics", &[]),
    ("syntax", &["weir-diagnostics"]),
    ("ir", &["weir-diagnostics"]),
    ("platforms", &["weir-ir"]),
    ("avro", &["weir-ir"]),
    ("cel", &["weir-diagnostics", "weir-ir"]),
    ("analysis", &["weir-avro", "weir-cel", "weir-diagnostics", "weir-ir", "weir-platforms", "weir-syntax"]),
    ("backends", &["weir-avro", "weir-diagnostics", "weir-ir", "weir-platforms"]),
    ("compiler", &["weir-analysis", "weir-backends", "weir-diagnostics", "weir-ir", "weir-syntax"]),
    ("diff", &["weir-avro", "weir-diagnostics", "weir-ir"]),
    ("engine", &["weir-diagnostics", "weir-ir", "weir-platforms"]),
    (
        "cli",
        &["weir-analysis", "weir-backends", "weir-compiler", "weir-diagnostics", "weir-diff", "weir-ir", "weir-syntax"],
    ),
    (
        "xtask",
        &[
            "weir-analysis",
            "weir-backends",
            "weir-compiler",
            "weir-diagnostics",
            "weir-engine",
            "weir-ir",
            "weir-platforms",
        ],
    ),
];

pub(super) fn check(files: &[String]) -> Result<(), Vec<String>> {
    let mut problems = Vec::new();
    let manifests = files.iter().filter(|file| file.starts_with("src/") && file.ends_with("/Cargo.toml"));
    for manifest in manifests {
        let folder = manifest.trim_start_matches("src/").trim_end_matches("/Cargo.toml");
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == folder) else {
            problems.push(format!("{manifest}: a crate without a row in src/xtask/src/tidy/arrows.rs"));
            continue;
        };
        let used = dependencies(&tree::read(manifest)?);
        for name in used.iter().filter(|name| !allowed.contains(&name.as_str())) {
            problems.push(format!("{manifest}: `{folder}` must not know `{name}` (ARCHITECTURE.md)"));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// The workspace crates of `[dependencies]`; what only tests use is free.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let section = manifest.split("\n[dependencies]").nth(1).unwrap_or_default();
    let section = section.split("\n[").next().unwrap_or_default();
    let names = section.lines().filter_map(|line| line.split(['.', ' ', '=']).next());
    names.filter(|name| name.starts_with("weir-")).map(str::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::dependencies;

    #[test]
    fn dependencies_of_tests_do_not_count() {
        let manifest = "[package]\n\n[dependencies]\nserde.workspace = true\nweir-ir.workspace = true\nweir-avro = { path = \"x\" }\n\n[dev-dependencies]\nweir-syntax.workspace = true\n";
        assert_eq!(dependencies(manifest).into_iter().collect::<Vec<_>>(), ["weir-avro", "weir-ir"]);
    }
}
