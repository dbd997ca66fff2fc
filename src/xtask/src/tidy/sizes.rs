//! Files over 1,000 lines fail (tables exempt by name); nothing but the known folders stands at the top.

use crate::tree;

const LONGEST: usize = 1_000;
/// Tables and data, where length is no sign of mixed subjects.
const EXEMPT: &[&str] = &["src/platforms/src/functions", "src/diagnostics/src/codes"];
const TOP: &[&str] = &[
    ".cargo",
    ".ci",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "clippy.toml",
    "deny.toml",
    "docs",
    "fuzz",
    "generated",
    "grammar",
    "pipelines",
    "rust-toolchain.toml",
    "rustfmt.toml",
    "src",
    "tests",
];

pub(super) fn check(files: &[String]) -> Result<(), Vec<String>> {
    let mut problems = Vec::new();
    for file in files {
        let top = file.split('/').next().unwrap_or_default();
        if !TOP.contains(&top) {
            problems.push(format!(
                "{file}: `{top}` has no place at the top (src/xtask/src/tidy/sizes.rs, ARCHITECTURE.md)"
            ));
        }
        if file.ends_with(".rs") && !EXEMPT.iter().any(|exempt| file.starts_with(exempt)) {
            let lines = tree::read(file)?.lines().count();
            if lines > LONGEST {
                problems.push(format!("{file}: {lines} lines; split it by subject"));
            }
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}
