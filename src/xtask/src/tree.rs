//! The repository as a list of files.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_path_buf).unwrap_or_default()
}

/// Files that git tracks or would track, relative to the root, in order of their names.
pub(crate) fn files() -> Result<Vec<String>, Vec<String>> {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .map_err(|error| vec![format!("git ls-files: {error}")])?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut files: Vec<String> = text.lines().filter(|file| root().join(file).is_file()).map(str::to_string).collect();
    files.sort();
    files.dedup();
    Ok(files)
}

pub(crate) fn read(path: &str) -> Result<String, Vec<String>> {
    std::fs::read_to_string(root().join(path)).map_err(|error| vec![format!("{path}: {error}")])
}

/// Runs a program at the root; its output goes through.
pub(crate) fn program(name: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Result<(), Vec<String>> {
    eprintln!("$ {name} {}", arguments.join(" "));
    let status = Command::new(name)
        .args(arguments)
        .envs(environment.iter().copied())
        .current_dir(root())
        .status()
        .map_err(|error| vec![format!("{name}: {error}")])?;
    if status.success() { Ok(()) } else { Err(vec![format!("`{name} {}` failed", arguments.join(" "))]) }
}
