use super::cannot_read;
use super::find;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use weir_compiler::{Loader, Stored, Unit, products};
use weir_diagnostics::{Diagnostic, codes};

const LARGEST: u64 = 64 * 1024 * 1024;

/// Reads a pipeline file as text; `shown` is its name in messages.
pub(crate) fn text(path: &Path, shown: &str) -> Result<String, Box<Diagnostic>> {
    let size = std::fs::metadata(path).map_err(|error| Box::new(cannot_read(shown, &error)))?.len();
    if size > LARGEST {
        let message = format!("`{shown}` is larger than 64 MiB");
        return Err(Box::new(super::plain(codes::files::TOO_LARGE, message, "split it into a folder of files")));
    }
    let bytes = std::fs::read(path).map_err(|error| Box::new(cannot_read(shown, &error)))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        let message = format!("`{shown}` is not UTF-8: byte {at}, in line {line}");
        Box::new(super::plain(codes::files::NOT_UTF8, message, "save the file as UTF-8"))
    })
}

/// Includes come from the file system, relative to the current folder; pipelines whose products are used from the folder of
/// pipelines that the user of them lies in.
pub(crate) struct FileLoader;

impl Loader for FileLoader {
    fn load(&self, shown: &str) -> Result<String, String> {
        text(Path::new(shown), shown).map_err(|diagnostic| match diagnostic.message.split_once("`: ") {
            Some((_, reason)) => reason.to_string(),
            None => diagnostic.message.clone(),
        })
    }

    fn pipeline(&self, name: &str, from: &str) -> Option<Unit> {
        find::pipelines_beside(from).into_iter().find(|(found, _)| found == name).map(|(_, unit)| unit)
    }

    fn pipelines(&self, from: &str) -> Vec<String> {
        find::pipelines_beside(from).into_iter().map(|(name, _)| name).collect()
    }

    fn stored(&self, from: &str) -> Stored {
        stored(&top(from))
    }
}

/// The top of the checkout of a file: the folder that holds its `pipelines/`, or the current one.
pub(crate) fn top(from: &str) -> PathBuf {
    let home = Path::new(from).ancestors().find(|folder| folder.file_name().is_some_and(|name| name == find::HOME));
    home.and_then(Path::parent).map(Path::to_path_buf).unwrap_or_default()
}

/// `weir.lock` and the files of `products/` at the top of a checkout; what can't be read is not there.
pub(crate) fn stored(top: &Path) -> Stored {
    let lock = text(&top.join(products::Lock::FILE), products::Lock::FILE).ok();
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(top.join(products::FOLDER)).into_iter().flatten().flatten() {
        let shown = format!("{}/{}", products::FOLDER, entry.file_name().to_string_lossy());
        if shown.ends_with(".json")
            && let Ok(text) = text(&entry.path(), &shown)
        {
            found.insert(shown, text);
        }
    }
    Stored { lock, products: found }
}
