//! Transforms: their settings, the order in which each only reads earlier ones, and the calls of the analysis of SQL.

use super::{
    Build, diagnostics as messages,
    idle::Idle,
    relations,
    settings::{self, Position, dotted},
};
use crate::query::{self, Body, Draft};
use std::collections::BTreeMap;
use weir_diagnostics::{Diagnostics, Spanned};
use weir_ir::{
    Changelog, ColumnPath, ColumnRef, MaskKind, Project, RelationKind, Settings, StateTtl, TransformSettings, Value,
};
use weir_platforms::kinds::TRANSFORM;
use weir_syntax::ast;

pub(super) fn build(build: &mut Build<'_>) {
    let index = build.index;
    let bodies: Vec<Body> = index.transforms.iter().map(|(_, transform)| Body::parse(&transform.body)).collect();
    for position in order(build, &bodies) {
        let found = index.transforms.get(position.index).zip(bodies.get(position.index));
        let Some(((item, transform), body)) = found else { continue };
        self::transform(build, item, (transform, body), position.in_cycle);
    }
}

/// A transform by its place in the file, and whether it reads itself.
#[derive(Debug, Clone, Copy)]
struct Place {
    index: usize,
    in_cycle: bool,
}

/// Depth first, in order of declaration. Says which transforms go in a circle.
fn order(build: &mut Build<'_>, bodies: &[Body]) -> Vec<Place> {
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

fn transform(build: &mut Build<'_>, item: &ast::Item, (transform, body): (&ast::Transform, &Body), in_cycle: bool) {
    let name = transform.name.value.clone();
    let checked = build.check(&TRANSFORM, &format!("transform `{name}`"), &transform.settings, Position::Item);
    build.silence(&checked, item.span);
    let settings = TransformSettings {
        state_ttl: state_ttl(&checked),
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
        changelog: changelog(&checked),
        event_time: event_time(&transform.settings),
        broken: &build.index.broken,
    };
    let reads_dead_letter = reads_dead_letter(build, body);
    let mut analyzed = if in_cycle || reads_dead_letter {
        query::Analyzed::poison()
    } else {
        query::analyze_transform(&build.project, &draft, build.diagnostics)
    };
    dropped_columns(build, &analyzed);
    for column in &mut analyzed.columns {
        // A literal is CHAR of its length; a longer one would be another schema.
        column.ty = column.ty.without_text_lengths();
    }
    let kind = RelationKind::Transform(settings);
    let mut relation =
        relations::declared((name, transform.name.span), kind, super::doc(item), analyzed.columns, analyzed.facts);
    let inherited = largest_delay(&build.project, body) + relations::WATERMARK_MS;
    relation.watermark_ms = relations::ms(&checked, "watermark").unwrap_or(inherited);
    let idle = idle_time(&build.project, body, &checked);
    relation.idle_ms = Some(idle.ms);
    let own = (transform.name.value.as_str(), transform.name.span);
    let quiet = analyzed.plan.as_ref().and_then(|plan| super::idle::lint(&build.project, own, idle, &plan.root));
    build.diagnostics.extend(quiet);
    relation.owner = checked.text("owner").map(str::to_string);
    relation.partitions = relations::partitions(&checked);
    relation.retention_ms = relations::retention(&checked);
    relation.query = analyzed.query;
    relation.plan = analyzed.plan;
    relation.row_edges = analyzed.row_edges;
    build.project.relations.push(relation);
}

/// Says which columns the query reads that a mask keeps in their database.
fn dropped_columns(build: &mut Build<'_>, analyzed: &query::Analyzed) {
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
