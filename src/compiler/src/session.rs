//! Checks of one pipeline, again and again, each of which only looks at what changed since the one before.

mod labels;

use crate::{Loader, SourceText, Unit, diagnostics as messages, load, products};
use labels::Labels;
use std::collections::{BTreeSet, VecDeque};
use weir_analysis::Cache;
use weir_diagnostics::{Diagnostics, FileId, SourceMap, Span};
use weir_ir::Project;
use weir_syntax::ast;

/// More than this many syntax errors are cut off, which only a check of the whole does.
const MAX_SYNTAX_ERRORS: usize = 200;

/// Holds what the last check found, item by item. An item whose text is what it was is not read again, and a transform
/// is analysed again only when its text, its settings or what it sees of its inputs changed. What a check gives is what
/// [`crate::check`] gives, to the byte; where items are broken, it is that.
#[derive(Default)]
pub struct Session {
    known: Vec<Known>,
    cache: Cache,
}

/// What a session's check gives. Places in `diagnostics` are those of `sources`; those in `project` count from the first
/// byte of their item, and [`Rechecked::place`] finds them.
pub struct Rechecked {
    pub sources: SourceMap,
    pub project: Project,
    pub diagnostics: Diagnostics,
    places: Places,
}

impl Rechecked {
    /// A place of the project as a place of the sources.
    pub fn place(&self, span: Span) -> Span {
        self.places.of(span)
    }
}

/// A file as it was read.
struct Known {
    shown: String,
    text: String,
    /// The items, with places that count from the first byte of each, and the names that are broken.
    file: ast::File,
    pieces: Vec<Piece>,
}

/// An item of a file: where it stands, and what its reading gave beside the tree.
struct Piece {
    start: usize,
    end: usize,
    label: FileId,
    diagnostics: Diagnostics,
    broken: Vec<ast::Name>,
}

impl Session {
    /// Reads, analyses and proves a pipeline.
    pub fn check(&mut self, unit: Unit, loader: &dyn Loader) -> Rechecked {
        match self.recheck(&unit, loader) {
            Some(rechecked) => rechecked,
            None => {
                // What is broken needs the whole; what was known before stays known.
                let checked = crate::check(unit, loader);
                let (sources, project, diagnostics) = (checked.sources, checked.project, checked.diagnostics);
                Rechecked { sources, project, diagnostics, places: Places::default() }
            }
        }
    }

    /// `None` where an item is broken.
    fn recheck(&mut self, unit: &Unit, loader: &dyn Loader) -> Option<Rechecked> {
        let mut found = Diagnostics::default();
        let mut names = Vec::new();
        self.read(unit, loader, &mut found, &mut names)?;
        let places = self.places();
        let mut sources = SourceMap::default();
        for known in &self.known {
            sources.add(&known.shown, &known.text);
        }
        let files: Vec<ast::File> =
            self.known.iter_mut().map(|known| std::mem::replace(&mut known.file, empty())).collect();
        let from = self.known.first().map_or_else(String::new, |known| known.shown.clone());
        let used = products::used(&files, &from, loader, &mut found);
        let syntax = self.known.iter().flat_map(|known| &known.pieces);
        let syntax: Diagnostics = collected(syntax.flat_map(|piece| piece.diagnostics.iter().cloned()));
        let analysis = weir_analysis::analyze_again(&files, &used, &mut self.cache);
        let shown = files.iter().zip(&self.known).map(|(file, known)| (file.id, known.shown.clone())).collect();
        let governance = weir_analysis::check_governance(&files, &shown);
        let mut project = analysis.project;
        project.files = files.iter().map(|file| file.id).zip(names).collect();
        for (known, file) in self.known.iter_mut().zip(files) {
            known.file = file;
        }
        if syntax.len() > MAX_SYNTAX_ERRORS {
            return None;
        }
        let virtual_places = syntax.into_iter().chain(found).chain(analysis.diagnostics).chain(governance);
        let mut diagnostics: Diagnostics = collected(virtual_places.map(|mut one| {
            for label in &mut one.labels {
                label.span = places.of(label.span);
            }
            one
        }));
        diagnostics.sort();
        Some(Rechecked { sources, project, diagnostics, places })
    }

    /// Brings what is known up to the texts, included files after those that include them. `artifacts` are the names of
    /// the files in artifacts.
    fn read(
        &mut self,
        unit: &Unit,
        loader: &dyn Loader,
        found: &mut Diagnostics,
        artifacts: &mut Vec<String>,
    ) -> Option<()> {
        let mut seen: BTreeSet<String> = unit.files.iter().map(|file| file.shown.clone()).collect();
        let mut queue: VecDeque<SourceText> = unit.files.iter().cloned().collect();
        let mut at = 0;
        while let Some(source) = queue.pop_front() {
            if self.known.get(at).is_some_and(|known| known.shown != source.shown) {
                // Other files, or in another order: labels must follow it.
                self.start_over(at);
            }
            self.file(at, &source)?;
            artifacts.push(source.artifact.clone());
            let includes = self.known.get(at).map(|known| load::includes(&known.file)).unwrap_or_default();
            for include in includes {
                let shown = load::join(&source.shown, &include.value);
                if !seen.insert(shown.clone()) {
                    continue;
                }
                let artifact = load::join(&source.artifact, &include.value);
                match loader.load(&shown) {
                    Ok(text) => queue.push_back(SourceText { shown, artifact, text }),
                    Err(reason) => found.push(messages::cannot_include(&include, &shown, &reason)),
                }
            }
            at += 1;
        }
        if self.known.len() > at {
            self.start_over(at);
        }
        Some(())
    }

    /// Forgets the files from one on.
    fn start_over(&mut self, at: usize) {
        let gone = self.known.split_off(at);
        let labels = gone.iter().flat_map(|known| known.pieces.iter().map(|piece| piece.label));
        self.cache.forget(&labels.collect());
    }

    /// One file: items at its beginning and end that are the same keep their trees, those between are read.
    fn file(&mut self, at: usize, source: &SourceText) -> Option<()> {
        if self.known.get(at).is_some_and(|known| known.text == source.text) {
            return Some(());
        }
        let ranges = weir_syntax::pieces(&source.text)?;
        if at == self.known.len() {
            let id = Labels::after(self.last_label())?;
            let file = ast::File { id, items: Vec::new(), broken: Vec::new() };
            self.known.push(Known { shown: source.shown.clone(), text: String::new(), file, pieces: Vec::new() });
        }
        let following = self.known.get(at + 1).map(|known| known.file.id);
        let known = self.known.get_mut(at)?;
        let change = known.change(&source.text, &ranges, following);
        let Some(change) = change else {
            // Between two labels there is no third.
            self.start_over(0);
            return None;
        };
        let gone = known.apply(source, &ranges, change)?;
        self.cache.forget(&gone);
        Some(())
    }

    fn last_label(&self) -> Option<FileId> {
        let known = self.known.last()?;
        Some(known.pieces.last().map_or(known.file.id, |piece| piece.label))
    }

    fn places(&self) -> Places {
        let mut all = Vec::new();
        for (known, file) in self.known.iter().zip(0u32..) {
            let place = |label, start: usize| (label, FileId(file), u32::try_from(start).unwrap_or(u32::MAX));
            all.push(place(known.file.id, 0));
            all.extend(known.pieces.iter().map(|piece| place(piece.label, piece.start)));
        }
        Places(all)
    }
}

/// What replaces the items of a file from one to another.
struct Change {
    from: usize,
    to: usize,
    /// Label and text of each.
    new: Vec<(FileId, usize, usize)>,
}

impl Known {
    fn text_of(&self, piece: &Piece) -> &str {
        self.text.get(piece.start..piece.end).unwrap_or("")
    }

    /// `None` where labels run out.
    fn change(&self, text: &str, ranges: &[std::ops::Range<usize>], following: Option<FileId>) -> Option<Change> {
        let new = |n: usize| ranges.get(n).and_then(|range| text.get(range.clone()));
        let old = |n: usize| self.pieces.get(n).map(|piece| self.text_of(piece));
        let (before, after) = (self.pieces.len(), ranges.len());
        let shorter = before.min(after);
        let head = (0..shorter).take_while(|n| old(*n) == new(*n)).count();
        let tail = (0..shorter - head).take_while(|n| old(before - 1 - n) == new(after - 1 - n)).count();
        let (from, to) = (head, before - tail);
        let label = |n: usize| self.pieces.get(n).map(|piece| piece.label);
        let middle = ranges.get(head..after - tail).unwrap_or_default();
        let labels = if middle.len() == to - from {
            (from..to).map(label).collect()
        } else {
            let left = from.checked_sub(1).and_then(label).unwrap_or(self.file.id);
            Labels::between(left, label(to).or(following), middle.len())
        };
        let labels: Vec<FileId> = labels?;
        let new = labels.into_iter().zip(middle).map(|(label, range)| (label, range.start, range.end)).collect();
        Some(Change { from, to, new })
    }

    /// Gives the labels of items that have other texts now, or are gone; `None` where one that is new is broken, and
    /// nothing is changed.
    fn apply(
        &mut self,
        source: &SourceText,
        ranges: &[std::ops::Range<usize>],
        change: Change,
    ) -> Option<BTreeSet<FileId>> {
        let Change { from, to, new } = change;
        let in_place = new.len() == to - from;
        let mut read: Vec<(FileId, usize, usize, Option<Option<weir_syntax::Piece>>)> =
            new.into_iter().map(|(label, start, end)| (label, start, end, None)).collect();
        for (n, (_, start, end, done)) in read.iter_mut().enumerate() {
            let old = self.pieces.get(from + n).filter(|_| in_place).map(|piece| self.text_of(piece));
            // Of as many as before, those between two that changed may be as they were.
            if old.is_some() && old == source.text.get(*start..*end) {
                *done = Some(None);
            }
        }
        weir_syntax::on_all_cores(&mut read, |(label, start, end, done)| {
            if done.is_none() {
                *done = weir_syntax::piece(*label, source.text.get(*start..*end).unwrap_or("")).map(Some);
            }
        });
        if read.iter().any(|(.., done)| done.is_none()) {
            return None;
        }
        let mut gone = BTreeSet::new();
        let tail_pieces = self.pieces.split_off(to);
        let tail_items = self.file.items.split_off(to);
        let old_pieces = self.pieces.split_off(from);
        let old_items = self.file.items.split_off(from);
        if !in_place {
            gone.extend(old_pieces.iter().map(|piece| piece.label));
        }
        let mut old = old_pieces.into_iter().zip(old_items);
        for (label, start, end, done) in read {
            let before = if in_place { old.next() } else { None };
            match done.flatten() {
                Some(weir_syntax::Piece { item, diagnostics, broken }) => {
                    gone.insert(label);
                    self.file.items.push(item);
                    self.pieces.push(Piece { start, end, label, diagnostics, broken });
                }
                None => {
                    let (piece, item) = before?;
                    self.file.items.push(item);
                    self.pieces.push(piece);
                }
            }
        }
        self.file.items.extend(tail_items);
        self.pieces.extend(tail_pieces);
        for (piece, range) in self.pieces.iter_mut().zip(ranges) {
            (piece.start, piece.end) = (range.start, range.end);
        }
        self.text.clone_from(&source.text);
        self.file.broken = self.pieces.iter().flat_map(|piece| piece.broken.iter().cloned()).collect();
        Some(gone)
    }
}

fn empty() -> ast::File {
    ast::File { id: FileId(0), items: Vec::new(), broken: Vec::new() }
}

fn collected(all: impl Iterator<Item = weir_diagnostics::Diagnostic>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(all);
    diagnostics
}

/// Where the items begin, by label; without any, places are what they say.
#[derive(Default)]
struct Places(Vec<(FileId, FileId, u32)>);

impl Places {
    fn of(&self, span: Span) -> Span {
        let found = self.0.binary_search_by_key(&span.file, |(label, ..)| *label);
        match found.ok().and_then(|n| self.0.get(n)) {
            Some((_, file, base)) => Span { file: *file, start: span.start + base, end: span.end + base },
            None => span,
        }
    }
}
