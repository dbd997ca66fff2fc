//! Writing `generated/`: all or nothing as far as a file system can.
//!
//! Everything that would stop us is looked for first, then changed files are written to a folder of their own beside
//! the output, then each is renamed into place (a new output as a whole), then files that compile no longer writes are
//! removed, last the list of what is ours. An interruption before the renames leaves the old output whole; one among them leaves whole files,
//! and the next compile finishes.

use super::{cannot_write, plain, reason};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use weir_diagnostics::{Diagnostic, codes};

/// The list of the files that weir wrote, beside them. What it doesn't name is never touched.
const LIST: &str = "files.json";
/// Its name in the stage while files move.
const PENDING: &str = ".files.json";

/// What compile would do to a folder, or did.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Changes {
    pub(crate) write: BTreeSet<String>,
    pub(crate) remove: BTreeSet<String>,
    pub(crate) unchanged: usize,
}

impl Changes {
    pub(crate) fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }
}

/// Compares the files (path below `root` → text) with what stands there. `scope` limits removal to paths with one of
/// these beginnings (`--env`).
pub(crate) fn compare(root: &Path, files: &BTreeMap<String, String>, scope: &Scope) -> Changes {
    let mut changes = Changes::default();
    let fresh = !root.exists();
    for (path, text) in files {
        if !fresh && std::fs::read(root.join(path)).is_ok_and(|old| old == text.as_bytes()) {
            changes.unchanged += 1;
        } else {
            changes.write.insert(path.clone());
        }
    }
    let ours = listed(root);
    let gone = ours.iter().filter(|path| !files.contains_key(*path) && scope.covers(path));
    changes.remove = gone.filter(|path| root.join(path).is_file()).cloned().collect();
    let listing = list_text(&ours_after(&ours, files, &changes));
    if std::fs::read(root.join(LIST)).map_or(true, |old| old != listing.as_bytes()) {
        changes.write.insert(LIST.to_string());
    }
    changes
}

/// Which part of the output this run is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scope {
    Everything,
    /// Only this environment's folder.
    Environment(String),
}

impl Scope {
    pub(crate) fn covers(&self, path: &str) -> bool {
        match self {
            Scope::Everything => true,
            Scope::Environment(name) => path.starts_with(&format!("{name}/")),
        }
    }
}

/// Does what [`compare`] found.
pub(crate) fn apply(root: &Path, files: &BTreeMap<String, String>, changes: &Changes) -> Result<(), Box<Diagnostic>> {
    if changes.is_empty() {
        return Ok(());
    }
    clear_way(root, &changes.write)?;
    let parent = root.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent).map_err(|error| failed(parent, &error))?;
    let before = listed(root);
    let after = list_text(&ours_after(&before, files, changes));
    let mut stage = Stage::new(parent)?;
    if !root.exists() {
        // A new tree appears whole, by one renaming.
        for (path, text) in files {
            stage.add(path, text)?;
        }
        stage.add(LIST, &after)?;
        return stage.become_folder(root);
    }
    let written = changes.write.iter().filter_map(|path| Some((path, files.get(path)?)));
    for (path, text) in written.clone() {
        stage.add(path, text)?;
    }
    // While files move, the list names the old ones and the new ones: an interrupted run forgets none that is ours.
    let both = before.iter().chain(files.keys()).cloned().collect();
    stage.add(PENDING, &list_text(&both))?;
    stage.publish(PENDING, LIST, root)?;
    for (path, _) in written {
        stage.publish(path, path, root)?;
    }
    for path in &changes.remove {
        remove(root, path)?;
    }
    stage.add(LIST, &after)?;
    stage.publish(LIST, LIST, root)
}

fn failed(path: &Path, error: &std::io::Error) -> Box<Diagnostic> {
    Box::new(cannot_write(&super::find::shown(path), error))
}

fn remove(root: &Path, path: &str) -> Result<(), Box<Diagnostic>> {
    let target = root.join(path);
    std::fs::remove_file(&target).map_err(|error| failed(&target, &error))?;
    // Folders that became empty go too; one that holds something else stays, which is no fault.
    let mut folder = target.parent();
    while let Some(inner) = folder.filter(|inner| *inner != root && std::fs::remove_dir(inner).is_ok()) {
        folder = inner.parent();
    }
    Ok(())
}

/// Refuses when a folder stands where a file has to go, or a file where a folder has to.
fn clear_way(root: &Path, write: &BTreeSet<String>) -> Result<(), Box<Diagnostic>> {
    if let Some(file) = root.ancestors().find(|ancestor| ancestor.is_file()) {
        return Err(in_the_way(file, "a file stands where a folder has to go"));
    }
    if !root.exists() {
        return Ok(());
    }
    let mut seen = BTreeSet::new();
    for path in write {
        let target = root.join(path);
        if target.is_dir() {
            return Err(in_the_way(&target, "a folder stands where a file has to go"));
        }
        for folder in Path::new(path).ancestors().skip(1).filter(|folder| seen.insert(folder.to_path_buf())) {
            let folder = root.join(folder);
            if folder.is_file() {
                return Err(in_the_way(&folder, "a file stands where a folder has to go"));
            }
        }
    }
    Ok(())
}

fn in_the_way(path: &Path, what: &str) -> Box<Diagnostic> {
    let message = format!("`{}` is in the way: {what}", super::find::shown(path));
    Box::new(plain(codes::files::IN_THE_WAY, message, "move it away, or choose another folder with `--out DIR`"))
}

/// A folder beside the output; what is left of it goes away with this value.
struct Stage {
    folder: PathBuf,
    /// Folders that are known to be there, so that each is made once.
    made: BTreeSet<PathBuf>,
}

impl Stage {
    fn new(parent: &Path) -> Result<Self, Box<Diagnostic>> {
        let folder = parent.join(format!(".weir-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        match std::fs::create_dir(&folder) {
            Ok(()) => Ok(Stage { folder, made: BTreeSet::new() }),
            Err(error) => Err(failed(parent, &error)),
        }
    }

    fn folder_of(&mut self, file: &Path) -> std::io::Result<()> {
        let Some(parent) = file.parent().filter(|parent| !self.made.contains(*parent)) else { return Ok(()) };
        std::fs::create_dir_all(parent)?;
        self.made.insert(parent.to_path_buf());
        Ok(())
    }

    fn add(&mut self, path: &str, text: &str) -> Result<(), Box<Diagnostic>> {
        let target = self.folder.join(path);
        let written = self.folder_of(&target).and_then(|()| std::fs::write(&target, text));
        written.map_err(|error| failed(&target, &error))
    }

    fn publish(&mut self, path: &str, name: &str, root: &Path) -> Result<(), Box<Diagnostic>> {
        let target = root.join(name);
        let moved = self.folder_of(&target).and_then(|()| std::fs::rename(self.folder.join(path), &target));
        moved.map_err(|error| failed(&target, &error))
    }

    fn become_folder(self, root: &Path) -> Result<(), Box<Diagnostic>> {
        std::fs::rename(&self.folder, root).map_err(|error| failed(root, &error))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The paths that an earlier compile wrote; none where there is no list or it is not ours to read.
fn listed(root: &Path) -> BTreeSet<String> {
    let Ok(text) = std::fs::read_to_string(root.join(LIST)) else { return BTreeSet::new() };
    let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) else { return BTreeSet::new() };
    let files = value.get("files").and_then(|files| files.as_array()).cloned().unwrap_or_default();
    // INVARIANT: only names below the folder count, whatever the file says.
    let inside =
        |path: &str| !path.starts_with('/') && !path.split(['/', '\\']).any(|part| part == ".." || part.is_empty());
    files.iter().filter_map(|file| file.as_str()).filter(|path| inside(path)).map(str::to_string).collect()
}

fn ours_after(before: &BTreeSet<String>, files: &BTreeMap<String, String>, changes: &Changes) -> BTreeSet<String> {
    let kept = before.iter().filter(|path| !changes.remove.contains(*path)).cloned();
    kept.chain(files.keys().filter(|path| *path != LIST).cloned()).collect()
}

fn list_text(paths: &BTreeSet<String>) -> String {
    let value = serde_json::json!({ "comment": "files that weir compile wrote here; it removes those it no longer writes", "files": paths });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// Replaces one file: written beside it, then renamed.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), String> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = std::fs::write(&temporary, text).and_then(|()| std::fs::rename(&temporary, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&temporary);
        reason(&error)
    })
}

#[cfg(test)]
mod tests;
