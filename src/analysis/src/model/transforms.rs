//! Transforms: their settings, the order in which each only reads earlier ones, and the calls of the analysis of SQL.

use super::{
    Build, diagnostics as messages,
    idle::Idle,
    index::Index,
    relations,
    settings::{self, Position, dotted},
};
use crate::{
    Cache,
    query::{self, Body, Draft},
};
use std::{collections::BTreeMap, sync::Arc};
use weir_diagnostics::{Diagnostics, Spanned};
use weir_ir::{
    Changelog, ColumnPath, ColumnRef, MaskKind, Project, Relation, RelationKind, Settings, StateTtl, TransformSettings,
    Value,
};
use weir_platforms::kinds::TRANSFORM;
use weir_syntax::ast;

pub(super) fn build(build: &mut Build<'_>, cache: &mut Cache) {
    let index = build.index;
    cache.begin(&index.broken);
    let bodies = bodies(index, cache);
    for position in order(build, &bodies) {
        let found = index.transforms.get(position.index).zip(bodies.get(position.index));
        let Some(((item, transform), body)) = found else { continue };
        cache.keep_body(item.span, body);
        self::transform(build, cache, item, (transform, body), position.in_cycle);
    }
    cache.end();
}

/// Every query as a tree, those that are new read by all cores: no tree depends on another.
fn bodies(index: &Index<'_>, cache: &mut Cache) -> Vec<Arc<Body>> {
    let mut bodies: Vec<Option<Arc<Body>>> = index.transforms.iter().map(|(item, _)| cache.body(item.span)).collect();
    let missing = bodies.iter_mut().zip(&index.transforms).filter(|(body, _)| body.is_none());
    let mut missing: Vec<(&mut Option<Arc<Body>>, &Spanned<String>)> =
        missing.map(|(body, (_, transform))| (body, &transform.body)).collect();
    weir_syntax::on_all_cores(&mut missing, |(body, text)| **body = Some(Arc::new(Body::parse(text))));
    bodies.into_iter().flatten().collect()
}

/// A transform by its place in the file, and whether it reads itself.
#[derive(Debug, Clone, Copy)]
struct Place {
    index: usize,
    in_cycle: bool,
}

/// Depth first, in order of declaration. Says which transforms go in a circle.
fn order(build: &mut Build<'_>, bodies: &[Arc<Body>]) -> Vec<Place> {
    let index = build.index;
    let names: BTreeMap<&str, usize> =
        index.transforms.iter().enumerate().map(|(n, (_, transform))| (transform.name.value.as_str(), n)).collect();
    let read = |path: &ast::Path| names.get(dotted(path).as_str()).copied();
    let reads: Vec<Vec<usize>> = bodies.iter().map(|body| body.references.iter().filter_map(read).collect()).collect();
    let mut walk = Walk { reads: &reads, state: vec![Visit::New; reads.len()], done: Vec::new(), cycles: Vec::new() };
    for start in 0..reads.len() {
        walk.from(start);
    }
    let in_cycle = |n: usize| walk.cycles.iter().any(|cycle| cycle.contains(&n));
    let order = walk.done.iter().map(|&index| Place { index, in_cycle: in_cycle(index) }).collect();
    for cycle in &walk.cycles {
        let names: Vec<&ast::Name> =
            cycle.iter().filter_map(|n| index.transforms.get(*n)).map(|(_, transform)| &transform.name).collect();
        build.diagnostics.push(messages::transform_cycle(&names));
    }
    order
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}

struct Walk<'a> {
    reads: &'a [Vec<usize>],
    state: Vec<Visit>,
    done: Vec<usize>,
    cycles: Vec<Vec<usize>>,
}

impl Walk<'_> {
    /// Without recursion: a chain of transforms may be long.
    fn from(&mut self, start: usize) {
        if self.state.get(start) != Some(&Visit::New) {
            return;
        }
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        self.mark(start, Visit::Open);
        while let Some((node, next)) = path.last().copied() {
            let Some(&read) = self.reads.get(node).and_then(|reads| reads.get(next)) else {
                self.mark(node, Visit::Done);
                self.done.push(node);
                path.pop();
                continue;
            };
            if let Some(top) = path.last_mut() {
                top.1 += 1;
            }
            match self.state.get(read) {
                Some(Visit::New) => {
                    self.mark(read, Visit::Open);
                    path.push((read, 0));
                }
                Some(Visit::Open) => {
                    let cycle: Vec<usize> =
                        path.iter().map(|(node, _)| *node).skip_while(|node| *node != read).collect();
                    self.cycles.push(cycle);
                }
                Some(Visit::Done) | None => {}
            }
        }
    }

    fn mark(&mut self, node: usize, visit: Visit) {
        if let Some(state) = self.state.get_mut(node) {
            *state = visit;
        }
    }
}

fn transform(
    build: &mut Build<'_>,
    cache: &mut Cache,
    item: &ast::Item,
    (transform, body): (&ast::Transform, &Body),
    in_cycle: bool,
) {
    let what = format!("transform `{}`", transform.name.value);
    let checked = build.check(&TRANSFORM, &what, &transform.settings, Position::Item);
    build.silence(&checked, item.span);
    let poisoned = reads_dead_letter(build, body) || in_cycle;
    if !poisoned && let Some((relation, diagnostics)) = cache.find(&build.project, item.span, &checked) {
        build.diagnostics.extend(diagnostics);
        dropped_columns(build, &relation);
        build.project.relations.push_shared(relation);
        return;
    }
    let mut found = Diagnostics::default();
    let relation = Arc::new(analyzed(build, item, (transform, body), (&checked, poisoned), &mut found));
    build.diagnostics.extend(found.clone());
    dropped_columns(build, &relation);
    if !poisoned {
        cache.keep(&build.project, (item.span, checked), (relation.clone(), found), body);
    }
    build.project.relations.push_shared(relation);
}

/// The relation of a transform by the analysis of its query; without it where what it reads can't be read.
fn analyzed(
    build: &Build<'_>,
    item: &ast::Item,
    (transform, body): (&ast::Transform, &Body),
    (checked, poisoned): (&Settings, bool),
    found: &mut Diagnostics,
) -> Relation {
    let name = transform.name.value.clone();
    let settings = TransformSettings {
        state_ttl: state_ttl(checked),
        parallelism: checked.integer("parallelism").and_then(|n| u32::try_from(n).ok()),
        version: checked.integer("version").and_then(|n| u32::try_from(n).ok()).unwrap_or(1),
        late_drop: checked.text("late") == Some("drop"),
        upgrade: checked.text("upgrade").map(str::to_string),
    };
    let draft = Draft {
        name: &name,
        span: transform.name.span,
        body,
        settings: &settings,
        upsert_key: upsert_key(&transform.settings),
        changelog: changelog(checked),
        event_time: event_time(&transform.settings),
        broken: &build.index.broken,
    };
    let mut analyzed =
        if poisoned { query::Analyzed::poison() } else { query::analyze_transform(&build.project, &draft, found) };
    for column in &mut analyzed.columns {
        // A literal is CHAR of its length; a longer one would be another schema.
        column.ty = column.ty.without_text_lengths();
    }
    let kind = RelationKind::Transform(settings);
    let mut relation =
        relations::declared((name, transform.name.span), kind, super::doc(item), analyzed.columns, analyzed.facts);
    let inherited = largest_delay(&build.project, body) + relations::WATERMARK_MS;
    relation.watermark_ms = relations::ms(checked, "watermark").unwrap_or(inherited);
    let idle = idle_time(&build.project, body, checked);
    relation.idle_ms = Some(idle.ms);
    let own = (transform.name.value.as_str(), transform.name.span);
    let quiet = analyzed.plan.as_ref().and_then(|plan| super::idle::lint(&build.project, own, idle, &plan.root));
    found.extend(quiet);
    relation.owner = checked.text("owner").map(str::to_string);
    relation.partitions = relations::partitions(checked);
    relation.retention_ms = relations::retention(checked);
    relation.query = analyzed.query;
    relation.plan = analyzed.plan;
    relation.row_edges = analyzed.row_edges;
    relation
}

/// Says which columns the query reads that a mask keeps in their database.
fn dropped_columns(build: &mut Build<'_>, analyzed: &Relation) {
    if build.project.masks.iter().all(|mask| mask.kind != MaskKind::Drop) {
        return;
    }
    let edges = analyzed.columns.iter().flat_map(|column| &column.edges).chain(&analyzed.row_edges);
    let mut problems = Vec::new();
    for edge in edges {
        let head = ColumnRef { relation: edge.from.relation, path: ColumnPath::column(edge.from.path.head()) };
        if let Some(mask) = build.project.mask(&head).filter(|mask| mask.kind == MaskKind::Drop) {
            let name = format!("{}.{}", build.project.relations[head.relation].name, head.path);
            problems.push(messages::dropped_column(&name, edge.span, mask.span));
        }
    }
    // One column may be read at many places of an expression.
    problems.sort_by_key(weir_diagnostics::Diagnostic::primary);
    problems.dedup();
    build.diagnostics.extend(problems);
}

/// Says so where the query reads a dead letter topic: its JSON has no subject, so no table stands over it.
fn reads_dead_letter(build: &mut Build<'_>, body: &Body) -> bool {
    let mut found = false;
    for path in &body.references {
        let Some(id) = build.relation(&dotted(path)) else { continue };
        if let RelationKind::DeadLetter { .. } = build.project.relations[id].kind {
            build.diagnostics.push(messages::dead_letter_delivered(path));
            found = true;
        }
    }
    found
}

/// Of the relations that the query reads; nought where none has a delay.
fn largest_delay(project: &Project, body: &Body) -> u64 {
    let delays = body.references.iter().filter_map(|path| project.relations.find(&dotted(path)));
    delays.map(|id| project.relations[id].watermark_ms).max().unwrap_or(0)
}

/// What the transform says, else the longest of the relations that the query reads: a statement has one such time, and
/// none of them may be passed over too soon. Nought is for ever.
fn idle_time(project: &Project, body: &Body, checked: &Settings) -> Idle {
    if let Some(ms) = relations::ms(checked, "idle") {
        return Idle { ms, said: checked.setting("idle").map(|setting| setting.span), input: None };
    }
    let read = body.references.iter().filter_map(|path| project.relations.find(&dotted(path)));
    let times = read.filter_map(|id| Some((project.relations[id].idle_ms?, id)));
    let longest = times.max_by_key(|(ms, _)| if *ms == 0 { u64::MAX } else { *ms });
    longest.map_or(Idle { ms: relations::IDLE_MS, said: None, input: None }, |(ms, id)| Idle {
        ms,
        said: None,
        input: Some(id),
    })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else was written is treated alike")]
fn state_ttl(settings: &Settings) -> StateTtl {
    match settings.get("state_ttl") {
        Some(Value::Duration(duration)) => StateTtl::All(duration.0),
        Some(Value::Map(map)) => {
            let entries = map.iter().filter_map(|(alias, value)| match value {
                Value::Duration(duration) => Some((alias.clone(), duration.0)),
                _ => None,
            });
            StateTtl::ByInput(entries.collect())
        }
        _ => StateTtl::Unstated,
    }
}

fn upsert_key(written: &[ast::Setting]) -> Option<Spanned<Vec<String>>> {
    let value = settings::written(written, "upsert_key")?;
    let names: Vec<String> = settings::names(value).into_iter().map(dotted).collect();
    (!names.is_empty()).then(|| Spanned::new(names, value.span))
}

fn changelog(checked: &Settings) -> Option<Spanned<Changelog>> {
    let setting = checked.setting("changelog")?;
    let changelog = if checked.text("changelog") == Some("append") { Changelog::Append } else { Changelog::Upsert };
    Some(Spanned::new(changelog, setting.span))
}

fn event_time(written: &[ast::Setting]) -> Option<Spanned<String>> {
    let value = settings::written(written, "event_time")?;
    let names = settings::names(value);
    names.first().map(|path| Spanned::new(dotted(path), value.span))
}

/// The proof over the whole project.
pub(super) fn prove(project: &mut Project, diagnostics: &mut Diagnostics) {
    crate::protection::prove(project, diagnostics);
}
