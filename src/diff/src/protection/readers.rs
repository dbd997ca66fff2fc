//! Classified data that reaches an end point which it did not reach before, or reaches it less protected.

use super::{Pair, Weakened, WeakenedKind, classes_of, earlier_environment, flow_word, name};
use std::collections::BTreeMap;
use weir_ir::{Class, ColumnRef, EndPoint, EndPointKind, Environment, Flow, Hold, Project};

/// What a finding is about, by names of the later version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Reading {
    end_point: EndPointKind,
    reader: String,
    flow: Flow,
    class: Class,
    origin: String,
}

/// How well it is protected there. Less is weaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Held {
    Open,
    Protected,
}

/// Only environments of both versions are compared: a new one has no earlier state.
pub(super) fn new(pair: &Pair<'_>) -> Vec<Weakened> {
    let mut found: BTreeMap<(WeakenedKind, Reading), Vec<String>> = BTreeMap::new();
    for env in &pair.after.environments {
        let Some(earlier) = earlier_environment(pair.before, pair.after, env) else { continue };
        let later_name = |column: &ColumnRef| match pair.columns.get(column) {
            Some(column) => name(pair.after, column),
            None => name(pair.before, column),
        };
        let before = readings(earlier, &later_name).into_iter();
        let before: BTreeMap<Reading, Held> = before
            .map(|(one, held)| (Reading { reader: later_reader(pair.after, &one.reader), ..one }, held))
            .collect();
        let after = readings(env, &|column| name(pair.after, column));
        for (reading, held) in after {
            let kind = match before.get(&reading) {
                None if newly_classified(pair, env, &reading) => continue,
                None => WeakenedKind::NewReader,
                Some(old) if held < *old => WeakenedKind::LessProtected,
                Some(_) => continue,
            };
            found.entry((kind, reading)).or_default().push(env.name.clone());
        }
    }
    found.into_iter().map(|((kind, reading), places)| row(kind, &reading, places)).collect()
}

/// What an end point of the earlier version is called now: `store (error topic)` is so after the sink `store`.
fn later_reader(after: &Project, reader: &str) -> String {
    let (thing, rest) = reader.find(" (").map_or((reader, ""), |at| reader.split_at(at));
    let renamed = after.renames.iter().find(|(_, old)| *old == thing);
    renamed.map_or_else(|| reader.to_string(), |(new, _)| format!("{new}{rest}"))
}

/// What reaches an end point of `to` open that is protected, or does not come, in `from`.
pub(crate) fn between(project: &Project, from: &Environment, to: &Environment) -> Vec<Weakened> {
    let names = |column: &ColumnRef| name(project, column);
    let (before, after) = (readings(from, &names), readings(to, &names));
    let mut all = Vec::new();
    for (reading, held) in after {
        match before.get(&reading) {
            None => all.push(row(WeakenedKind::NewReader, &reading, vec![to.name.clone()])),
            Some(old) if held < *old => all.push(row(WeakenedKind::LessProtected, &reading, vec![to.name.clone()])),
            Some(_) => {}
        }
    }
    all
}

/// The column was there and had no class: that one was given is no new reader.
fn newly_classified(pair: &Pair<'_>, env: &Environment, reading: &Reading) -> bool {
    let findings = env.proof.end_points.iter().flat_map(|point| &point.findings);
    let mut origins = findings.filter(|finding| name(pair.after, &finding.origin) == reading.origin);
    let Some(column) = origins.next().and_then(|finding| pair.earlier(&finding.origin)) else { return false };
    classes_of(pair.before, column).is_none_or(|classes| !classes.contains(&reading.class))
}

fn readings(env: &Environment, names: &dyn Fn(&ColumnRef) -> String) -> BTreeMap<Reading, Held> {
    let mut all = BTreeMap::new();
    for point in &env.proof.end_points {
        for finding in &point.findings {
            let reading = reading(point, finding, names);
            let held = match finding.hold {
                Hold::Protected(_) => Held::Protected,
                Hold::Permitted { .. } | Hold::Allowed { .. } | Hold::Reported | Hold::Violation { .. } => Held::Open,
            };
            let weakest = all.get(&reading).map_or(held, |there| held.min(*there));
            all.insert(reading, weakest);
        }
    }
    all
}

fn reading(point: &EndPoint, finding: &weir_ir::Finding, names: &dyn Fn(&ColumnRef) -> String) -> Reading {
    Reading {
        end_point: point.kind,
        reader: point.name.clone(),
        flow: finding.flow,
        class: finding.class.clone(),
        origin: names(&finding.origin),
    }
}

fn row(kind: WeakenedKind, reading: &Reading, environments: Vec<String>) -> Weakened {
    let Reading { end_point, reader, flow, class, origin } = reading;
    let place = match end_point {
        EndPointKind::Sink => "sink",
        EndPointKind::Product => "product",
        EndPointKind::Service => "service",
        EndPointKind::Topic => "topic",
    };
    let by = if *flow == Flow::Value { String::new() } else { format!(", by {}", flow_word(*flow)) };
    let verb = if kind == WeakenedKind::NewReader { "now reaches" } else { "is no longer protected in" };
    let says = format!("`{origin}` ({class}) {verb} {place} `{reader}`{by}");
    Weakened { kind, subject: reader.clone(), says, environments }
}
