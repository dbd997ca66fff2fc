//! All items of all files by sort, and the check that no two share a name.

use super::diagnostics as messages;
use crate::Used;
use std::collections::{BTreeMap, BTreeSet};
use weir_diagnostics::{Diagnostics, Span};
use weir_syntax::ast::{self, File, Item, ItemKind, Name};

/// An item's inside with the item around it.
pub(super) type Entry<'a, T> = (&'a Item, &'a T);

#[derive(Default)]
pub(super) struct Index<'a> {
    pub(super) pipelines: Vec<Entry<'a, ast::Pipeline>>,
    pub(super) params: Vec<Entry<'a, ast::Param>>,
    pub(super) namings: Vec<Entry<'a, Vec<ast::Setting>>>,
    pub(super) sources: Vec<Entry<'a, ast::Source>>,
    pub(super) topics: Vec<Entry<'a, ast::Topic>>,
    pub(super) masks: Vec<Entry<'a, ast::Mask>>,
    pub(super) keks: Vec<Entry<'a, ast::Kek>>,
    pub(super) encrypts: Vec<Entry<'a, ast::Encrypt>>,
    pub(super) rules: Vec<Entry<'a, ast::Rule>>,
    pub(super) transforms: Vec<Entry<'a, ast::Transform>>,
    pub(super) sinks: Vec<Entry<'a, ast::Block>>,
    pub(super) services: Vec<Entry<'a, ast::Block>>,
    pub(super) exposes: Vec<Entry<'a, ast::Expose>>,
    pub(super) uses: Vec<Entry<'a, ast::Use>>,
    pub(super) classifications: Vec<Entry<'a, ast::Classification>>,
    pub(super) policies: Vec<Entry<'a, Vec<ast::PolicyLine>>>,
    pub(super) allows: Vec<Entry<'a, ast::Allow>>,
    pub(super) environments: Vec<Entry<'a, ast::Environment>>,
    pub(super) tests: Vec<Entry<'a, ast::Test>>,
    /// Names of what stands in the files but is broken: an unknown name that is one of these was already reported.
    pub(super) broken: BTreeSet<&'a str>,
}

impl<'a> Index<'a> {
    pub(super) fn of(files: &'a [File], used: &Used, diagnostics: &mut Diagnostics) -> Index<'a> {
        let mut index = Index::default();
        for file in files {
            index.broken.extend(file.broken.iter().map(|name| name.value.as_str()));
            for item in &file.items {
                index.add(item);
            }
        }
        index.drop_duplicates(diagnostics);
        index.check_old_names(files, diagnostics);
        index.forgive_missing(used);
        index
    }

    /// A product that was not found has been reported: its name is no second error.
    fn forgive_missing(&mut self, used: &Used) {
        let missing = self.uses.iter().filter(|(_, item)| !used.contains_key(&item.product.span));
        let names: Vec<&'a str> =
            missing.flat_map(|(_, item)| &item.product.parts).map(|name| name.value.as_str()).collect();
        self.broken.extend(names);
    }

    fn add(&mut self, item: &'a Item) {
        match &item.kind {
            ItemKind::Pipeline(inside) => self.pipelines.push((item, inside)),
            ItemKind::Param(inside) => self.params.push((item, inside)),
            // The caller has read the file; its items are among `files`.
            ItemKind::Include(_) => {}
            ItemKind::Naming(inside) => self.namings.push((item, inside)),
            ItemKind::Source(inside) => self.sources.push((item, inside)),
            ItemKind::Topic(inside) => self.topics.push((item, inside)),
            ItemKind::Mask(inside) => self.masks.push((item, inside)),
            ItemKind::Kek(inside) => self.keks.push((item, inside)),
            ItemKind::Encrypt(inside) => self.encrypts.push((item, inside)),
            ItemKind::Rule(inside) => self.rules.push((item, inside)),
            ItemKind::Transform(inside) => self.transforms.push((item, inside)),
            ItemKind::Sink(inside) => self.sinks.push((item, inside)),
            ItemKind::Service(inside) => self.services.push((item, inside)),
            ItemKind::Expose(inside) => self.exposes.push((item, inside)),
            ItemKind::Use(inside) => self.uses.push((item, inside)),
            ItemKind::Classification(inside) => self.classifications.push((item, inside)),
            ItemKind::Policy(inside) => self.policies.push((item, inside)),
            ItemKind::Allow(inside) => self.allows.push((item, inside)),
            ItemKind::Environment(inside) => self.environments.push((item, inside)),
            ItemKind::Test(inside) => self.tests.push((item, inside)),
        }
    }

    /// What `bind`, `from` and paths name.
    pub(super) fn things(&self) -> impl Iterator<Item = &'a Name> {
        (self.sources.iter().map(|(_, item)| &item.name))
            .chain(self.topics.iter().map(|(_, item)| &item.name))
            .chain(self.transforms.iter().map(|(_, item)| &item.name))
            .chain(self.keks.iter().map(|(_, item)| &item.name))
            .chain(self.sinks.iter().map(|(_, item)| &item.name))
            .chain(self.services.iter().map(|(_, item)| &item.name))
    }

    /// An item whose old name another one has: nobody could tell which of them was renamed.
    fn check_old_names(&self, files: &'a [File], diagnostics: &mut Diagnostics) {
        for item in files.iter().flat_map(|file| &file.items) {
            if let Some(old) = &item.was
                && let Some(there) = self.things().find(|name| name.value == old.value)
            {
                diagnostics.push(messages::old_item_exists(old, there.span));
            }
        }
    }

    /// Keeps the first of two things with one name. What `bind`, `from` and paths name shares one space of names;
    /// params, rules, classes, environments and tests have one each; products have one by name and version.
    fn drop_duplicates(&mut self, diagnostics: &mut Diagnostics) {
        let mut things = Names::default();
        self.sources.retain(|(_, source)| things.take(&source.name, "source", diagnostics));
        self.topics.retain(|(_, topic)| things.take(&topic.name, "topic", diagnostics));
        self.transforms.retain(|(_, transform)| things.take(&transform.name, "transform", diagnostics));
        self.keks.retain(|(_, kek)| things.take(&kek.name, "kek", diagnostics));
        self.sinks.retain(|(_, sink)| things.take(&sink.name, "sink", diagnostics));
        self.services.retain(|(_, service)| things.take(&service.name, "service", diagnostics));

        let mut params = Names::default();
        self.params.retain(|(_, param)| params.take(&param.name, "param", diagnostics));
        let mut rules = Names::default();
        self.rules.retain(|(_, rule)| rules.take(&rule.name, "rule", diagnostics));
        let mut classes = Names::default();
        self.classifications.retain(|(_, class)| classes.take(&class.name, "classification", diagnostics));
        let mut environments = Names::default();
        self.environments.retain(|(_, environment)| environments.take(&environment.name, "environment", diagnostics));
        let mut tests = Names::default();
        self.tests.retain(|(_, test)| tests.take(&test.name, "test", diagnostics));
    }
}

/// Names taken so far in one space, with what and where.
#[derive(Default)]
pub(super) struct Names<'a>(BTreeMap<&'a str, (&'static str, Span)>);

impl<'a> Names<'a> {
    /// Whether the name was free; says so otherwise.
    pub(super) fn take(&mut self, name: &'a Name, what: &'static str, diagnostics: &mut Diagnostics) -> bool {
        match self.0.get(name.value.as_str()) {
            Some(first) => {
                diagnostics.push(messages::duplicate(name, what, *first));
                false
            }
            None => {
                self.0.insert(&name.value, (what, name.span));
                true
            }
        }
    }
}
