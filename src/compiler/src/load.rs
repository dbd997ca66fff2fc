use crate::diagnostics;
use std::collections::{BTreeMap, BTreeSet};
use weir_diagnostics::{Diagnostics, FileId, SourceMap, Spanned};
use weir_syntax::ast::{self, ItemKind};

/// A text and its two names.
#[derive(Debug, Clone)]
pub struct SourceText {
    /// As messages show it: the path as the user reaches it, with forward slashes.
    pub shown: String,
    /// As artifacts name it: relative to the folder that holds the pipeline, so that it is the same on every machine.
    pub artifact: String,
    pub text: String,
}

/// The files of one pipeline: one, or all of a folder in order of their names.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    pub files: Vec<SourceText>,
}

/// Reads what an `include` names.
pub trait Loader {
    /// `shown` is the path of the file, made from that of the including file; the error is a message for people.
    fn load(&self, shown: &str) -> Result<String, String>;

    /// The pipeline of a name in the checkout of `from`, the path of a file of the pipeline that uses it.
    fn pipeline(&self, _name: &str, _from: &str) -> Option<Unit> {
        None
    }

    /// The names of all pipelines there, to say what else could have been meant.
    fn pipelines(&self, _from: &str) -> Vec<String> {
        Vec::new()
    }

    /// What came from other checkouts.
    fn stored(&self, _from: &str) -> Stored {
        Stored::default()
    }
}

/// What came from other checkouts: `weir.lock`, and the files of `products/` by their path as messages show it.
#[derive(Debug, Clone, Default)]
pub struct Stored {
    pub lock: Option<String>,
    pub products: BTreeMap<String, String>,
}

pub(crate) struct Loaded {
    pub(crate) sources: SourceMap,
    pub(crate) files: Vec<ast::File>,
    pub(crate) artifact_names: BTreeMap<FileId, String>,
    pub(crate) diagnostics: Diagnostics,
}

/// Parses the files and, transitively, what they include. A file is read once, however often it is included.
pub(crate) fn load(unit: Unit, loader: &dyn Loader) -> Loaded {
    let mut out = Loaded {
        sources: SourceMap::default(),
        files: Vec::new(),
        artifact_names: BTreeMap::new(),
        diagnostics: Diagnostics::default(),
    };
    let mut seen: BTreeSet<String> = unit.files.iter().map(|file| file.shown.clone()).collect();
    let mut queue = std::collections::VecDeque::from(unit.files);
    while let Some(source) = queue.pop_front() {
        let includes = out.parse(&source);
        for include in includes {
            let shown = join(&source.shown, &include.value);
            if !seen.insert(shown.clone()) {
                continue;
            }
            let artifact = join(&source.artifact, &include.value);
            match loader.load(&shown) {
                Ok(text) => queue.push_back(SourceText { shown, artifact, text }),
                Err(reason) => out.diagnostics.push(diagnostics::cannot_include(&include, &shown, &reason)),
            }
        }
    }
    out
}

impl Loaded {
    /// Adds a file and answers what it includes.
    fn parse(&mut self, source: &SourceText) -> Vec<Spanned<String>> {
        let id = self.sources.add(&source.shown, &source.text);
        self.artifact_names.insert(id, source.artifact.clone());
        let parsed = weir_syntax::parse(id, &source.text);
        self.diagnostics.extend(parsed.diagnostics);
        let includes = includes(&parsed.file);
        self.files.push(parsed.file);
        includes
    }
}

/// What a file includes.
pub(crate) fn includes(file: &ast::File) -> Vec<Spanned<String>> {
    let includes = file.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Include(path) => Some(path.clone()),
        ItemKind::Pipeline(_)
        | ItemKind::Param(_)
        | ItemKind::Naming(_)
        | ItemKind::Source(_)
        | ItemKind::Topic(_)
        | ItemKind::Mask(_)
        | ItemKind::Kek(_)
        | ItemKind::Encrypt(_)
        | ItemKind::Rule(_)
        | ItemKind::Transform(_)
        | ItemKind::Sink(_)
        | ItemKind::Service(_)
        | ItemKind::Expose(_)
        | ItemKind::Use(_)
        | ItemKind::Classification(_)
        | ItemKind::Policy(_)
        | ItemKind::Allow(_)
        | ItemKind::Environment(_)
        | ItemKind::Test(_) => None,
    });
    includes.collect()
}

/// The path of `include` as seen from the folder of `from`; `.` and `..` are taken out where they can be.
pub(crate) fn join(from: &str, include: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole =
        if include.starts_with('/') || folder.is_empty() { include.to_string() } else { format!("{folder}/{include}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| *last != ".." && !last.is_empty()) => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn includes_are_relative_to_the_including_file() {
        assert_eq!(join("pipelines/a.weir", "b.weir"), "pipelines/b.weir");
        assert_eq!(join("pipelines/shop/a.weir", "../common/b.weir"), "pipelines/common/b.weir");
        assert_eq!(join("a.weir", "../common/b.weir"), "../common/b.weir");
        assert_eq!(join("../x/a.weir", "../../b.weir"), "../../b.weir");
        assert_eq!(join("/abs/a.weir", "./b.weir"), "/abs/b.weir");
        assert_eq!(join("a.weir", "/etc/b.weir"), "/etc/b.weir");
    }
}
