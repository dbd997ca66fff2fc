//! What one analysis hands to the next: transforms whose text and inputs are what they were are not analysed again.
//!
//! A transform is known by the place of its item, so places must not move when other items change: whoever keeps a
//! cache gives each item a file of its own ([`weir_diagnostics::FileId`]) and tells with [`Cache::forget`] which of
//! these have another text. Everything else that a transform's analysis reads is compared here: its settings with the
//! params in them, the names that are broken, and what its readers see of every relation that it reads.

use crate::query::Body;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use weir_diagnostics::{Diagnostics, FileId, Span};
use weir_ir::{Column, Project, Relation, RelationId, Settings};

/// Kept between analyses of one pipeline; empty before the first.
#[derive(Default)]
pub struct Cache {
    entries: BTreeMap<Span, Entry>,
    bodies: BTreeMap<Span, Arc<Body>>,
    /// Names that were broken the last time.
    broken: BTreeSet<String>,
    /// Relations by id, as their readers found them, each with the version of what they see.
    seen: Vec<(Arc<Relation>, u64)>,
    versions: u64,
    /// The same of the analysis that runs.
    now: Now,
}

#[derive(Default)]
struct Now {
    entries: BTreeMap<Span, Entry>,
    bodies: BTreeMap<Span, Arc<Body>>,
    seen: Vec<(Arc<Relation>, u64)>,
}

struct Entry {
    settings: Settings,
    reads: Vec<(String, RelationId, u64)>,
    relation: Arc<Relation>,
    diagnostics: Diagnostics,
}

impl Cache {
    /// The text of these items is another one, or they are gone.
    pub fn forget(&mut self, items: &BTreeSet<FileId>) {
        self.entries.retain(|item, _| !items.contains(&item.file));
        self.bodies.retain(|item, _| !items.contains(&item.file));
    }

    /// An analysis begins, in which these names are broken.
    pub(crate) fn begin(&mut self, broken: &BTreeSet<&str>) {
        if !self.broken.iter().map(String::as_str).eq(broken.iter().copied()) {
            self.entries.clear();
            self.broken = broken.iter().map(|name| (*name).to_string()).collect();
        }
        self.now = Now::default();
    }

    /// All transforms are analysed.
    pub(crate) fn end(&mut self) {
        let Now { entries, bodies, seen } = std::mem::take(&mut self.now);
        (self.entries, self.bodies, self.seen) = (entries, bodies, seen);
    }

    /// The query of an item, if it was read before.
    pub(crate) fn body(&mut self, item: Span) -> Option<Arc<Body>> {
        self.bodies.get(&item).cloned()
    }

    pub(crate) fn keep_body(&mut self, item: Span, body: &Arc<Body>) {
        self.now.bodies.insert(item, body.clone());
    }

    /// The relation of a transform and what was said of it, where nothing that decides them has changed.
    pub(crate) fn find(
        &mut self,
        project: &Project,
        item: Span,
        settings: &Settings,
    ) -> Option<(Arc<Relation>, Diagnostics)> {
        self.look(project);
        let entry = self.entries.get(&item).filter(|entry| entry.settings == *settings)?;
        let same = |(name, id, version): &(String, RelationId, u64)| {
            project.relations.find(name) == Some(*id) && self.version(*id) == Some(*version)
        };
        if !entry.reads.iter().all(same) {
            return None;
        }
        let found = (entry.relation.clone(), entry.diagnostics.clone());
        let (item, entry) = self.entries.remove_entry(&item)?;
        self.now.entries.insert(item, entry);
        Some(found)
    }

    /// Remembers a transform that was analysed. One in which something is wrong is analysed again each time: names that
    /// come may mend it, and help is made of all names.
    pub(crate) fn keep(
        &mut self,
        project: &Project,
        (item, settings): (Span, Settings),
        (relation, diagnostics): (Arc<Relation>, Diagnostics),
        body: &Body,
    ) {
        self.look(project);
        let Some(query) = relation.query.as_ref().filter(|_| relation.plan.is_some()) else { return };
        let named = body.references.iter().filter_map(|path| project.relations.find(&crate::model::dotted(path)));
        let ids: BTreeSet<RelationId> = named.chain(query.relations()).collect();
        let reads = ids.into_iter().filter_map(|id| Some((project.relations[id].name.clone(), id, self.version(id)?)));
        let reads = reads.collect();
        if !diagnostics.has_errors() {
            self.now.entries.insert(item, Entry { settings, reads, relation, diagnostics });
        }
    }

    fn version(&self, id: RelationId) -> Option<u64> {
        self.now.seen.get(id.position()).map(|(_, version)| *version)
    }

    /// Gives versions to relations that have come since: the old one where readers see what they saw.
    fn look(&mut self, project: &Project) {
        for (id, relation) in project.relations.iter_shared().skip(self.now.seen.len()) {
            let known = self.seen.get(id.position());
            let known = known.filter(|(known, _)| Arc::ptr_eq(known, relation) || looks_alike(known, relation));
            let version = match known {
                Some((_, version)) => *version,
                None => {
                    self.versions += 1;
                    self.versions
                }
            };
            self.now.seen.push((relation.clone(), version));
        }
    }
}

/// Whether readers see the same in two relations. They make their own edges from the columns that they read, so those
/// and the query behind them do not count.
fn looks_alike(a: &Relation, b: &Relation) -> bool {
    let columns = a.columns.len() == b.columns.len() && a.columns.iter().zip(&b.columns).all(|(a, b)| column(a, b));
    let poison = a.query.is_some() == b.query.is_some();
    let said = (&a.name, &a.kind, a.span, &a.doc, &a.facts) == (&b.name, &b.kind, b.span, &b.doc, &b.facts);
    let times = (a.watermark_ms, a.idle_ms) == (b.watermark_ms, b.idle_ms);
    columns && poison && said && times
}

fn column(a: &Column, b: &Column) -> bool {
    let typed = (&a.name, &a.ty, &a.declared, a.span) == (&b.name, &b.ty, &b.declared, b.span);
    let said = (&a.doc, &a.attributes, &a.classes) == (&b.doc, &b.attributes, &b.classes);
    typed && said && a.protection == b.protection && a.nested == b.nested
}
