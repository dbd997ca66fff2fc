//! The source as it was at a git revision, laid out in a folder of its own. The repository is only read.

use super::{cannot_read, cannot_write, plain, reason};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use weir_compiler::products;
use weir_diagnostics::{Diagnostic, codes};

/// The pipeline files of a revision; the folder is removed with it.
#[derive(Debug)]
pub(crate) struct Revision {
    folder: tempfile::TempDir,
    /// The current folder, relative to the top of the repository.
    prefix: PathBuf,
    /// The commit, shortened as git does.
    pub(crate) commit: String,
}

type Failed = Box<Diagnostic>;

impl Revision {
    /// Lays out every `.weir` file of a revision, `weir.lock` and `products/`.
    pub(crate) fn read(name: &str) -> Result<Revision, Failed> {
        let prefix = git(&["rev-parse", "--show-prefix"])?;
        let wanted = format!("{name}^{{commit}}");
        let commit = git(&["rev-parse", "--verify", "--quiet", "--short", "--end-of-options", &wanted])
            .map_err(|_| unknown(name))?;
        // Names as they are, not quoted, and of the whole tree: an include may lie outside this folder.
        let listed = git(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", &commit])?;
        let names: Vec<&str> = listed.split('\0').filter(|name| is_source(name)).collect();
        let folder = tempfile::tempdir().map_err(|error| Box::new(cannot_write("a temporary folder", &error)))?;
        lay_out(&commit, &names, folder.path())?;
        let prefix = PathBuf::from(prefix);
        std::fs::create_dir_all(folder.path().join(&prefix))
            .map_err(|error| Box::new(cannot_write("a temporary folder", &error)))?;
        Ok(Revision { folder, prefix, commit })
    }

    /// Texts that files below a folder had, the latest first, by path below it; of those that `all` does not name only
    /// the last one.
    pub(crate) fn history(&self, folder: &str, all: &[String]) -> Result<BTreeMap<String, Vec<String>>, Failed> {
        let raw = git(&["log", "--raw", "-z", "--no-abbrev", "--no-renames", "--format=", &self.commit, "--", folder])?;
        let mut ids: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        // `:100644 100644 <old id> <new id> M`, then the path from the top of the repository.
        let top = format!("{}{folder}/", self.prefix.to_string_lossy());
        let mut parts = raw.split('\0');
        while let (Some(change), Some(path)) = (parts.next(), parts.next()) {
            if let (Some(path), Some(id)) = (path.strip_prefix(&top), change.split(' ').nth(3)) {
                ids.entry(path).or_default().push(id);
            }
        }
        let mut blobs = Blobs::open()?;
        let mut found = BTreeMap::new();
        for (path, ids) in ids {
            let wanted = if all.iter().any(|one| one == path) { ids.len() } else { 1 };
            // The id of a file that was deleted is zeros.
            let there = ids.into_iter().take(wanted).filter(|id| id.bytes().any(|byte| byte != b'0'));
            let mut texts = Vec::new();
            for id in there {
                let bytes = blobs.read(id).map_err(|error| Box::new(cannot_read(path, &error)))?;
                texts.push(String::from_utf8_lossy(&bytes).into_owned());
            }
            found.insert(path.to_string(), texts);
        }
        blobs.close();
        Ok(found)
    }

    /// Runs something as if the current folder held the revision, so that names in messages and artifacts are the same.
    pub(crate) fn inside<T>(&self, work: impl FnOnce() -> T) -> Result<T, Failed> {
        let failed = |error: std::io::Error| {
            let message = format!("cannot work in the revision's folder: {}", reason(&error));
            Box::new(Diagnostic::without_place(codes::files::NO_REVISION, message))
        };
        let here = std::env::current_dir().map_err(failed)?;
        std::env::set_current_dir(self.folder.path().join(&self.prefix)).map_err(failed)?;
        let result = work();
        std::env::set_current_dir(here).map_err(failed)?;
        Ok(result)
    }
}

/// Pipelines, and what they know of other checkouts.
fn is_source(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let (name, folder) = (parts.next().unwrap_or_default(), parts.next());
    let product = folder == Some(products::FOLDER) && Path::new(name).extension().is_some_and(|ext| ext == "json");
    // Products that compile writes lie in `generated/<pipeline>/products/`.
    let made = product && path.split('/').any(|part| part == "generated");
    name.ends_with(".weir") || name == products::Lock::FILE || (product && !made)
}

fn unknown(name: &str) -> Failed {
    let message = format!("git knows no revision `{name}`");
    Box::new(plain(codes::files::NO_REVISION, message, "name a branch, a tag or a commit that `git log` shows"))
}

/// What git says on stdout, without the newline at its end.
fn git(arguments: &[&str]) -> Result<String, Failed> {
    let output = Command::new("git").args(arguments).stdin(Stdio::null()).output().map_err(|error| no_git(&error))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let line = said.lines().next().unwrap_or("git failed").trim_start_matches("fatal: ");
        let help = "`weir diff` compares with a revision of a git repository; run it inside of one";
        return Err(Box::new(plain(codes::files::NO_REVISION, format!("git says: {line}"), help)));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(text.strip_suffix('\n').map_or(text.clone(), str::to_string))
}

fn no_git(error: &std::io::Error) -> Failed {
    let message = format!("cannot run git: {}", reason(error));
    Box::new(plain(codes::files::NO_REVISION, message, "install git, or put it on the path"))
}

/// One process for all: `git cat-file --batch` answers `<id> blob <size>`, the bytes and a newline.
struct Blobs {
    process: std::process::Child,
    questions: std::process::ChildStdin,
    answers: BufReader<std::process::ChildStdout>,
}

impl Blobs {
    fn open() -> Result<Blobs, Failed> {
        let mut process = Command::new("git")
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| no_git(&error))?;
        match (process.stdin.take(), process.stdout.take()) {
            (Some(questions), Some(answers)) => Ok(Blobs { process, questions, answers: BufReader::new(answers) }),
            _ => Err(no_git(&std::io::Error::other("no pipe"))),
        }
    }

    /// The bytes of `<commit>:<path>` or of an id.
    fn read(&mut self, name: &str) -> std::io::Result<Vec<u8>> {
        writeln!(self.questions, "{name}")?;
        answer(&mut self.answers)
    }

    fn close(mut self) {
        drop(self.questions);
        let _ = self.process.wait();
    }
}

fn lay_out(commit: &str, names: &[&str], folder: &Path) -> Result<(), Failed> {
    let mut blobs = Blobs::open()?;
    for name in names {
        let file = safe(folder, name).ok_or_else(|| unknown(name))?;
        let written = blobs.read(&format!("{commit}:{name}")).and_then(|bytes| {
            std::fs::create_dir_all(file.parent().unwrap_or(folder))?;
            std::fs::write(&file, bytes)
        });
        written.map_err(|error| Box::new(cannot_write(name, &error)))?;
    }
    blobs.close();
    Ok(())
}

/// A name of git's tree below the folder; it has no `..` and no newline, or is refused.
fn safe(folder: &Path, name: &str) -> Option<PathBuf> {
    let plain = !name.contains('\n') && name.split('/').all(|part| !part.is_empty() && part != ".." && part != ".");
    plain.then(|| folder.join(name))
}

fn answer(answers: &mut impl BufRead) -> std::io::Result<Vec<u8>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<usize>().ok());
    let size = size.ok_or_else(|| std::io::Error::other(format!("git answers `{}`", head.trim_end())))?;
    let mut bytes = vec![0; size + 1];
    answers.read_exact(&mut bytes)?;
    bytes.pop();
    Ok(bytes)
}
