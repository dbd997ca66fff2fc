use super::cannot_read;
use std::path::Path;
use weir_compiler::Loader;
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

/// Includes come from the file system, relative to the current folder.
pub(crate) struct FileLoader;

impl Loader for FileLoader {
    fn load(&self, shown: &str) -> Result<String, String> {
        text(Path::new(shown), shown).map_err(|diagnostic| match diagnostic.message.split_once("`: ") {
            Some((_, reason)) => reason.to_string(),
            None => diagnostic.message.clone(),
        })
    }
}
