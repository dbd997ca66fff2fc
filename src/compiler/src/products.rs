//! What `use` items name: products of pipelines of this checkout, which are analysed for it, and of other checkouts,
//! whose files lie in `products/` and are pinned in `weir.lock`.

mod lock;

pub use lock::{Lock, Pinned, hash};

use crate::{
    Loader, Stored, check,
    diagnostics::products as messages,
    load::{self, Unit},
};
use std::collections::{BTreeMap, BTreeSet};
use weir_analysis::Used;
use weir_diagnostics::{Diagnostic, Diagnostics, Severity};
use weir_ir::product::{Product, in_path, products};
use weir_syntax::ast::{self, File, ItemKind, ValueKind};

/// Where files of other checkouts' products lie, below the top of this one.
pub const FOLDER: &str = "products";

/// The file of a product in [`FOLDER`]: `products/checkout.sales.v1.json`.
pub fn stored_at(pipeline: &str, product: &str, version: u32) -> String {
    format!("{}{version}.json", beginning(pipeline, product))
}

fn beginning(pipeline: &str, product: &str) -> String {
    format!("{FOLDER}/{}.{}.v", in_path(pipeline), in_path(product))
}

/// `use PIPELINE.PRODUCT { version = n }` as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wanted {
    pub pipeline: String,
    pub product: String,
    pub version: Option<u32>,
}

/// The products that files use and no pipeline of their checkout exposes: what `weir lock` has to pin.
pub fn wanted_from_elsewhere(unit: &Unit, loader: &dyn Loader) -> BTreeSet<Wanted> {
    let from = first(unit);
    let files = load::load(unit.clone(), loader).files;
    let all = uses(&files).filter_map(|item| wanted(item).ok());
    all.filter(|wanted| loader.pipeline(&wanted.pipeline, &from).is_none()).collect()
}

/// Finds them all; says what is wrong with those that it doesn't.
pub(crate) fn used(files: &[File], from: &str, loader: &dyn Loader, diagnostics: &mut Diagnostics) -> Used {
    let mut search = Search { loader, from, name: pipeline_name(files).unwrap_or_default(), here: BTreeMap::new() };
    let mut found = Used::new();
    for item in uses(files) {
        let product = wanted(item).and_then(|wanted| search.find(item, &wanted));
        match product {
            Ok(product) => {
                found.insert(item.product.span, product);
            }
            Err(problem) => diagnostics.push(*problem),
        }
    }
    found
}

type Problem = Box<Diagnostic>;

/// Products of a pipeline of this checkout, or what keeps one from knowing them.
type Here = Result<Vec<Product>, Why>;

#[derive(Debug, Clone)]
enum Why {
    /// Names of pipelines, the first again at the end.
    Cycle(Vec<String>),
    /// How many errors it has.
    Broken(usize),
}

struct Search<'a> {
    loader: &'a dyn Loader,
    from: &'a str,
    /// Of the pipeline that uses the products.
    name: String,
    here: BTreeMap<String, Option<Here>>,
}

impl Search<'_> {
    fn find(&mut self, item: &ast::Use, wanted: &Wanted) -> Result<Product, Problem> {
        if wanted.pipeline == self.name {
            return Err(Box::new(messages::own_product(item)));
        }
        let here = match self.here.get(&wanted.pipeline) {
            Some(known) => known.clone(),
            None => {
                let found = self.look_here(&wanted.pipeline);
                self.here.insert(wanted.pipeline.clone(), found.clone());
                found
            }
        };
        match here {
            Some(Ok(all)) => exposed(item, wanted, all),
            Some(Err(Why::Cycle(names))) => Err(Box::new(messages::product_cycle(item, &names))),
            Some(Err(Why::Broken(errors))) => Err(Box::new(messages::broken_pipeline(item, &wanted.pipeline, errors))),
            None => self.stored(item, wanted),
        }
    }

    /// `None` where no pipeline of this checkout has the name.
    fn look_here(&self, pipeline: &str) -> Option<Here> {
        let unit = self.loader.pipeline(pipeline, self.from)?;
        // Circles are found before anything is analysed, so that analysing ends.
        if let Some(way) = self.way_back(pipeline) {
            return Some(Err(Why::Cycle(way)));
        }
        let checked = check(unit, self.loader);
        let errors = checked.diagnostics.count(Severity::Error);
        Some(if errors == 0 { Ok(products(&checked.project)) } else { Err(Why::Broken(errors)) })
    }

    /// The names of pipelines from this one over `start` back to this one, where there is such a way.
    fn way_back(&self, start: &str) -> Option<Vec<String>> {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut open = vec![vec![self.name.clone(), start.to_string()]];
        while let Some(way) = open.pop() {
            let last = way.last().cloned().unwrap_or_default();
            if last == self.name {
                return Some(way);
            }
            let Some(unit) = self.loader.pipeline(&last, self.from).filter(|_| seen.insert(last.clone())) else {
                continue;
            };
            let files = load::load(unit, self.loader).files;
            let next = uses(&files).filter_map(|item| wanted(item).ok()).map(|wanted| wanted.pipeline);
            open.extend(next.map(|name| [way.clone(), vec![name]].concat()));
        }
        None
    }

    /// From another checkout.
    fn stored(&self, item: &ast::Use, wanted: &Wanted) -> Result<Product, Problem> {
        let Stored { lock, products } = self.loader.stored(self.from);
        let start = beginning(&wanted.pipeline, &wanted.product);
        let version = |path: &str| path.strip_prefix(&start)?.strip_suffix(".json")?.parse::<u32>().ok();
        let mut files: Vec<(u32, &String, &String)> =
            products.iter().filter_map(|(path, text)| Some((version(path)?, path, text))).collect();
        files.sort_unstable();
        if files.is_empty() {
            return Err(Box::new(self.nowhere(item, wanted, products.keys())));
        }
        let lock = match lock.as_deref().map(Lock::parse) {
            Some(Ok(lock)) => lock,
            Some(Err(reason)) => return Err(Box::new(messages::unreadable_lock(item, &reason))),
            None => Lock::default(),
        };
        let name = format!("{}.{}", wanted.pipeline, wanted.product);
        let pinned = lock.products.get(&name);
        let version = wanted.version.or(pinned.map(|pinned| pinned.version)).or(files.last().map(|(n, ..)| *n));
        let versions: Vec<u32> = files.iter().map(|(n, ..)| *n).collect();
        let file = files.into_iter().find(|(n, ..)| Some(*n) == version);
        let Some((_, path, text)) = file else {
            return Err(Box::new(messages::unknown_version(item, version.unwrap_or(0), &versions)));
        };
        let product = Product::parse(text).map_err(|reason| Box::new(messages::bad_file(item, path, &reason)))?;
        if product.name() != name || Some(product.version) != version {
            let reason = format!("it holds `{}` in version {}", product.name(), product.version);
            return Err(Box::new(messages::bad_file(item, path, &reason)));
        }
        match pinned {
            None => Err(Box::new(messages::not_pinned(item, path))),
            Some(pinned) if pinned.version != product.version => {
                Err(Box::new(messages::pinned_otherwise(item, product.version, pinned.version)))
            }
            Some(pinned) if pinned.hash != hash(&product) => Err(Box::new(messages::changed(item, path))),
            Some(_) => Ok(product),
        }
    }

    fn nowhere<'s>(&self, item: &ast::Use, wanted: &Wanted, stored: impl Iterator<Item = &'s String>) -> Diagnostic {
        let mut known: BTreeSet<String> = self.loader.pipelines(self.from).into_iter().collect();
        known.remove(&self.name);
        let files = stored.filter_map(|path| path.strip_prefix(FOLDER)?.trim_start_matches('/').rsplit_once(".v"));
        let stored: BTreeSet<String> = files.map(|(name, _)| name.to_string()).collect();
        messages::nowhere(item, &wanted.pipeline, (&known, &stored))
    }
}

/// The version that is wanted, or the newest.
fn exposed(item: &ast::Use, wanted: &Wanted, all: Vec<Product>) -> Result<Product, Problem> {
    let names: BTreeSet<String> = all.iter().map(|product| product.product.clone()).collect();
    let mut ours: Vec<Product> = all.into_iter().filter(|product| product.product == wanted.product).collect();
    ours.sort_by_key(|product| product.version);
    if ours.is_empty() {
        return Err(Box::new(messages::unknown_product(item, &wanted.pipeline, &names)));
    }
    let versions: Vec<u32> = ours.iter().map(|product| product.version).collect();
    let found = match wanted.version {
        Some(version) => ours.into_iter().find(|product| product.version == version),
        None => ours.pop(),
    };
    found.ok_or_else(|| Box::new(messages::unknown_version(item, wanted.version.unwrap_or(0), &versions)))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the others are not looked for")]
fn uses(files: &[File]) -> impl Iterator<Item = &ast::Use> {
    files.iter().flat_map(|file| &file.items).filter_map(|item| match &item.kind {
        ItemKind::Use(item) => Some(item),
        _ => None,
    })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "analysis says that it is no number")]
fn wanted(item: &ast::Use) -> Result<Wanted, Problem> {
    let [pipeline, product] = item.product.parts.as_slice() else {
        return Err(Box::new(messages::not_a_product(item)));
    };
    let version = item.settings.iter().find(|setting| setting.name.value == "version");
    let version = version.and_then(|setting| match &setting.value.kind {
        ValueKind::Number(text) => text.parse::<u32>().ok(),
        _ => None,
    });
    Ok(Wanted { pipeline: pipeline.value.clone(), product: product.value.clone(), version })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the others are not looked for")]
fn pipeline_name(files: &[File]) -> Option<String> {
    files.iter().flat_map(|file| &file.items).find_map(|item| match &item.kind {
        ItemKind::Pipeline(pipeline) => Some(pipeline.name.value.clone()),
        _ => None,
    })
}

fn first(unit: &Unit) -> String {
    unit.files.first().map_or_else(String::new, |file| file.shown.clone())
}

#[cfg(test)]
mod tests;
