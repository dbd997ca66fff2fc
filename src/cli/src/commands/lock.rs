use crate::exit::Exit;
use crate::output::{Output, Report, totals};
use crate::world::{cannot_read, cannot_write, find, plain, product_broken, read, read::FileLoader, write};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use weir_compiler::products::{FOLDER, Lock, Pinned, Wanted, hash, stored_at, wanted_from_elsewhere};
use weir_diagnostics::{Diagnostic, Diagnostics, SourceMap, codes};
use weir_ir::product::Product;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files, folders or names of pipelines [default: pipelines/]
    #[arg(value_name = "PATH|PIPELINE")]
    paths: Vec<String>,
    /// Take the files of products from another checkout, or from a folder of them; may be repeated
    #[arg(long, value_name = "DIR")]
    from: Vec<PathBuf>,
    /// Take versions that break their readers, too
    #[arg(long)]
    accept: bool,
    /// Write nothing; exit 3 if weir.lock or products/ would change
    #[arg(long)]
    check: bool,
}

/// What there will be.
#[derive(Default)]
struct Pins {
    lock: Lock,
    /// Path below the top → text.
    files: BTreeMap<String, String>,
    diagnostics: Diagnostics,
}

pub(crate) fn run(args: &Args, output: &Output) -> Exit {
    let (selected, mut diagnostics) = find::select(&args.paths);
    let first = selected.iter().flat_map(|one| &one.unit.files).map(|file| file.shown.clone()).next();
    let top = read::top(&first.unwrap_or_default());
    // The lock is of the whole checkout: what other pipelines of it use stays pinned.
    let units = selected.into_iter().map(|one| one.unit);
    let wanted: BTreeSet<Wanted> = units.flat_map(|unit| wanted_from_elsewhere(&unit, &FileLoader)).collect();
    let mut pins = pins(args, &top, &wanted);
    diagnostics.extend(std::mem::take(&mut pins.diagnostics));
    let changed = changed(&top, &pins);
    if !diagnostics.has_errors()
        && !args.check
        && let Err(problem) = put(&top, &pins, &changed)
    {
        diagnostics.push(*problem);
    }
    let failed = diagnostics.has_errors();
    let reports = [Report { sources: SourceMap::default(), diagnostics }];
    let products: Vec<_> = pins.lock.products.keys().collect();
    output.reports("lock", &reports, json!({ "products": products, "changed": changed }));
    if failed {
        output.note(&totals(&reports));
        return Exit::Errors;
    }
    for path in &changed {
        output.note(&format!("{path} {}", if args.check { "differs" } else { "written" }));
    }
    output.note(&format!("{} products of other checkouts are pinned", pins.lock.products.len()));
    if args.check && !changed.is_empty() { Exit::Differences } else { Exit::Fine }
}

fn pins(args: &Args, top: &Path, wanted: &BTreeSet<Wanted>) -> Pins {
    let mut pins = Pins::default();
    let stored = read::stored(top);
    let here = parsed(stored.products.iter().map(|(path, text)| (path.clone(), text.clone())), &mut pins.diagnostics);
    let before = stored.lock.as_deref().and_then(|text| Lock::parse(text).ok()).unwrap_or_default();
    let mut taken = Vec::new();
    for from in &args.from {
        match taken_from(from) {
            Ok(files) => taken.extend(parsed(files.into_iter(), &mut pins.diagnostics)),
            Err(problem) => pins.diagnostics.push(*problem),
        }
    }
    if args.paths.is_empty() {
        // Everything was looked at, so that what nobody uses is let go.
    } else {
        pins.lock.products.clone_from(&before.products);
    }
    for one in wanted {
        let name = format!("{}.{}", one.pipeline, one.product);
        let newest = |all: &[(Product, String)]| {
            let ours = all.iter().filter(|(product, _)| product.name() == name);
            let ours = ours.filter(|(product, _)| one.version.is_none_or(|version| product.version == version));
            ours.max_by_key(|(product, _)| product.version).cloned()
        };
        let Some((product, text)) = newest(&taken).or_else(|| newest(&here)) else {
            pins.diagnostics.push(not_found(&name, one.version, &args.from));
            continue;
        };
        let old = here.iter().find(|(old, _)| old.name() == name && old.version == product.version);
        // A file that was changed by hand is compared with nothing; the lock says what was read.
        let old = old.filter(|(old, _)| before.products.get(&name).is_some_and(|pinned| pinned.hash == hash(old)));
        if let Some((old, _)) = old.filter(|_| !args.accept) {
            let changes = weir_diff::products::product(old, &product);
            let reasons: Vec<&str> = changes.iter().filter(|one| one.breaking).map(|one| one.says.as_str()).collect();
            if !reasons.is_empty() {
                let help = "ask its owner for a new version, or take it as it is with `--accept`";
                pins.diagnostics.push(product_broken(None, &name, product.version, (&reasons, help)));
                continue;
            }
        }
        pins.lock.products.insert(name, Pinned { version: product.version, hash: hash(&product) });
        pins.files.insert(stored_at(&product.pipeline, &product.product, product.version), text);
    }
    pins
}

fn not_found(name: &str, version: Option<u32>, from: &[PathBuf]) -> Diagnostic {
    let version = version.map_or_else(String::new, |version| format!(" in version {version}"));
    let message = format!("the product `{name}`{version} is nowhere");
    let help = if from.is_empty() {
        "name the checkout that exposes it: `weir lock --from DIR`".to_string()
    } else {
        "compile there first: `weir compile` writes `generated/<pipeline>/products/`".to_string()
    };
    plain(codes::names::PRODUCT_NOT_FOUND, message, &help)
}

/// Documents and their texts; says which can't be read.
fn parsed(files: impl Iterator<Item = (String, String)>, diagnostics: &mut Diagnostics) -> Vec<(Product, String)> {
    let mut found = Vec::new();
    for (path, text) in files {
        match Product::parse(&text) {
            Ok(product) => found.push((product, text)),
            Err(reason) => {
                let message = format!("`{path}` can't be read as a product: {reason}");
                diagnostics.push(plain(codes::names::PRODUCT_NOT_FOUND, message, "take it anew, or remove it"));
            }
        }
    }
    found
}

/// `generated/*/products/*.json` of a checkout, or the files of a folder of products.
fn taken_from(from: &Path) -> Result<Vec<(String, String)>, Box<Diagnostic>> {
    let generated = from.join("generated");
    let folders: Vec<PathBuf> = if generated.is_dir() {
        list(&generated)?.into_iter().map(|folder| folder.join(FOLDER)).filter(|folder| folder.is_dir()).collect()
    } else {
        vec![from.to_path_buf()]
    };
    let mut found = Vec::new();
    for folder in folders {
        for file in list(&folder)?.into_iter().filter(|file| file.extension().is_some_and(|ext| ext == "json")) {
            let shown = find::shown(&file);
            let text = read::text(&file, &shown)?;
            found.push((shown, text));
        }
    }
    Ok(found)
}

fn list(folder: &Path) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    let failed = |error: std::io::Error| Box::new(cannot_read(&find::shown(folder), &error));
    let entries = std::fs::read_dir(folder).map_err(failed)?;
    let mut paths =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(failed)?;
    paths.sort();
    Ok(paths)
}

/// Paths below the top that are not as they will be.
fn changed(top: &Path, pins: &Pins) -> Vec<String> {
    let differs = |path: &str, text: &str| std::fs::read(top.join(path)).map_or(true, |old| old != text.as_bytes());
    let mut all: Vec<String> =
        pins.files.iter().filter(|(path, text)| differs(path, text)).map(|(path, _)| path.clone()).collect();
    let nothing = pins.lock.products.is_empty() && !top.join(Lock::FILE).exists();
    if !nothing && differs(Lock::FILE, &pins.lock.text()) {
        all.push(Lock::FILE.to_string());
    }
    all
}

/// Products first: a lock never names one that is not there.
fn put(top: &Path, pins: &Pins, changed: &[String]) -> Result<(), Box<Diagnostic>> {
    let lock = pins.lock.text();
    for path in changed {
        let target = top.join(path);
        let folder = target.parent().unwrap_or(top);
        if !folder.as_os_str().is_empty() {
            std::fs::create_dir_all(folder).map_err(|error| Box::new(cannot_write(&find::shown(folder), &error)))?;
        }
        let text = pins.files.get(path).unwrap_or(&lock);
        write::replace(&target, text).map_err(|reason| {
            let message = format!("cannot write `{path}`: {reason}");
            Box::new(plain(codes::files::CANNOT_WRITE, message, "make the folder writable"))
        })?;
    }
    Ok(())
}
