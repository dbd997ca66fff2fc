//! Which pipelines a command is about.

use super::{cannot_read, plain, read};
use std::path::{Path, PathBuf};
use weir_compiler::{SourceText, Unit};
use weir_diagnostics::{Diagnostic, Diagnostics, codes};

/// A pipeline to work on.
pub(crate) struct Selected {
    pub(crate) unit: Unit,
    /// What follows the pipeline's name in `PIPELINE.ITEM`.
    pub(crate) item: Option<String>,
}

impl Selected {
    /// As a selector names it: the file without its ending, or the folder.
    pub(crate) fn name(&self) -> &str {
        let first = self.unit.files.first().map_or("", |file| file.artifact.as_str());
        first.split_once('/').map_or_else(|| first.strip_suffix(".weir").unwrap_or(first), |(folder, _)| folder)
    }
}

/// Where pipelines are looked for without a path.
pub(crate) const HOME: &str = "pipelines";

/// The pipelines that selectors name: a path of a file or folder, or `PIPELINE[.ITEM]` below `pipelines/`; all of
/// `pipelines/` without any.
pub(crate) fn select(selectors: &[String]) -> (Vec<Selected>, Diagnostics) {
    let mut found = Vec::new();
    let mut diagnostics = Diagnostics::default();
    let home = [HOME.to_string()];
    for selector in if selectors.is_empty() { &home[..] } else { selectors } {
        match one(selector) {
            Ok(units) => found.extend(units),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    (found, diagnostics)
}

fn one(selector: &str) -> Result<Vec<Selected>, Box<Diagnostic>> {
    let path = Path::new(selector);
    if path.is_file() {
        return Ok(vec![whole(unit_of(&[path.to_path_buf()], None)?)]);
    }
    if path.is_dir() {
        return folder(path);
    }
    named(selector)
}

fn whole(unit: Unit) -> Selected {
    Selected { unit, item: None }
}

/// A folder of pipelines, or a folder that is one: `pipelines` itself and a folder with folders of `.weir` files in it
/// hold pipelines, any other is one.
fn folder(path: &Path) -> Result<Vec<Selected>, Box<Diagnostic>> {
    let (files, folders) = entries(path)?;
    let holds = path.file_name().is_some_and(|name| name == HOME) || !folders.is_empty();
    let mut units = Vec::new();
    if holds {
        let mut found = files.into_iter().map(|file| unit_of(&[file], None)).collect::<Result<Vec<_>, _>>()?;
        for folder in folders {
            found.push(unit_of(&entries(&folder)?.0, Some(&folder))?);
        }
        // Where nothing looks like a pipeline, each says so by its own diagnostics.
        let libraries = found.iter().any(is_pipeline);
        units.extend(found.into_iter().filter(|unit| !libraries || is_pipeline(unit)).map(whole));
    } else if !files.is_empty() {
        units.push(whole(unit_of(&files, Some(path))?));
    }
    if units.is_empty() {
        return Err(none_in(&shown(path)));
    }
    Ok(units)
}

fn none_in(path: &str) -> Box<Diagnostic> {
    let message = format!("no pipelines in `{path}`");
    Box::new(plain(codes::files::NO_PIPELINES, message, "`weir new NAME` makes a project with one"))
}

/// A file or folder without the item is a library that others include.
fn is_pipeline(unit: &Unit) -> bool {
    unit.files.iter().any(|source| has_pipeline(&source.text))
}

fn has_pipeline(text: &str) -> bool {
    text.lines().any(|line| line.trim_start_matches('\u{feff}').trim_start().starts_with("pipeline"))
}

/// `PIPELINE[.ITEM]` by the names of files and folders below `pipelines/`.
fn named(selector: &str) -> Result<Vec<Selected>, Box<Diagnostic>> {
    let (pipeline, item) = match selector.split_once('.') {
        Some((pipeline, item)) => (pipeline, Some(item.to_string())),
        None => (selector, None),
    };
    let home = Path::new(HOME);
    let plain_name = !pipeline.is_empty() && pipeline.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    if plain_name && home.is_dir() {
        let file = home.join(format!("{pipeline}.weir"));
        if file.is_file() {
            return Ok(vec![Selected { unit: unit_of(&[file], None)?, item }]);
        }
        let folder = home.join(pipeline);
        if folder.is_dir() {
            return Ok(vec![Selected { unit: unit_of(&entries(&folder)?.0, Some(&folder))?, item }]);
        }
    }
    if selector == HOME {
        return Err(none_in(HOME));
    }
    let message = format!("no file, folder or pipeline is named `{selector}`");
    Err(Box::new(plain(codes::files::NO_SUCH_FILE, message, &known(home))))
}

fn known(home: &Path) -> String {
    let Ok((files, folders)) = entries(home) else {
        return "`weir new NAME` makes a project".to_string();
    };
    let names: Vec<String> = files
        .iter()
        .chain(&folders)
        .filter_map(|path| path.file_stem().map(|stem| format!("`{}`", stem.to_string_lossy())))
        .collect();
    format!("pipelines here: {}", names.join(", "))
}

/// The `.weir` files of a folder, and its folders that hold some; both in order of their names.
fn entries(path: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Box<Diagnostic>> {
    let failed = |error: std::io::Error| Box::new(cannot_read(&shown(path), &error));
    let mut files = Vec::new();
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(path).map_err(failed)? {
        let entry = entry.map_err(failed)?.path();
        if entry.is_dir() {
            let holds = std::fs::read_dir(&entry)
                .is_ok_and(|mut list| list.any(|inner| inner.is_ok_and(|inner| is_weir(&inner.path()))));
            if holds {
                folders.push(entry);
            }
        } else if is_weir(&entry) {
            files.push(entry);
        }
    }
    files.sort();
    folders.sort();
    Ok((files, folders))
}

fn is_weir(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "weir") && path.is_file()
}

/// One file is named by its file name, those of a folder with the folder: the same wherever the project lies.
fn unit_of(paths: &[PathBuf], folder: Option<&Path>) -> Result<Unit, Box<Diagnostic>> {
    let last = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let prefix = folder.map_or(String::new(), |folder| format!("{}/", last(folder)));
    let mut unit = Unit::default();
    for path in paths {
        let shown = shown(path);
        let text = read::text(path, &shown)?;
        unit.files.push(SourceText { shown, artifact: format!("{prefix}{}", last(path)), text });
    }
    Ok(unit)
}

/// Pipelines in the folder of pipelines that a file of one lies in, by name: those beside it, and where it is one of the
/// files of a folder those beside the folder.
pub(crate) fn pipelines_beside(from: &str) -> Vec<(String, Unit)> {
    let own = Path::new(from).parent().unwrap_or(Path::new(""));
    let above = own.parent().unwrap_or(Path::new(""));
    let own_is_home = own.file_name().is_some_and(|name| name == HOME);
    let mut found: Vec<(String, Unit)> = Vec::new();
    for folder in if own_is_home { vec![own] } else { vec![own, above] } {
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let Ok((files, folders)) = entries(here) else { continue };
        let files = files.iter().map(|file| unit_of(std::slice::from_ref(file), None));
        let folders = folders.iter().map(|folder| unit_of(&entries(folder)?.0, Some(folder)));
        for unit in files.chain(folders).flatten() {
            if let Some(name) = declared(&unit)
                && !found.iter().any(|(known, _)| *known == name)
            {
                found.push((name, unit));
            }
        }
    }
    found
}

/// The name that a unit's `pipeline` item gives it.
fn declared(unit: &Unit) -> Option<String> {
    let lines = unit.files.iter().flat_map(|source| source.text.lines());
    let heads = lines.filter_map(|line| line.trim_start_matches('\u{feff}').trim_start().strip_prefix("pipeline"));
    let mut names = heads.filter(|rest| rest.starts_with([' ', '\t'])).map(|rest| {
        let rest = rest.trim_start();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).unwrap_or(rest.len());
        rest.split_at(end).0.to_string()
    });
    names.find(|name| !name.is_empty())
}

/// A path for messages: forward slashes, no leading `./`.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map_or(text.clone(), str::to_string)
}

/// Whether an argument names a pipeline (a path, or a name below `pipelines/`) rather than a relation of one.
pub(crate) fn names_pipeline(argument: &str) -> bool {
    Path::new(argument).exists() || named(argument).is_ok()
}

/// Every `.weir` file that selectors name, libraries included, for commands that work on files.
pub(crate) fn files(selectors: &[String]) -> (Vec<PathBuf>, Diagnostics) {
    let mut found = Vec::new();
    let mut diagnostics = Diagnostics::default();
    let home = [HOME.to_string()];
    for selector in if selectors.is_empty() { &home[..] } else { selectors } {
        let path = Path::new(selector);
        if path.is_dir() {
            match below(path) {
                Ok(files) if files.is_empty() => diagnostics.push(*none_in(&shown(path))),
                Ok(files) => found.extend(files),
                Err(diagnostic) => diagnostics.push(*diagnostic),
            }
            continue;
        }
        match one(selector) {
            Ok(units) => found.extend(
                units.iter().flat_map(|selected| &selected.unit.files).map(|source| PathBuf::from(&source.shown)),
            ),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    found.sort();
    found.dedup();
    (found, diagnostics)
}

fn below(path: &Path) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    let (mut files, folders) = entries(path)?;
    for folder in folders {
        files.extend(below(&folder)?);
    }
    Ok(files)
}
