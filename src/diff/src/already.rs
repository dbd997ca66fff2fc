//! Plaintext that is already out when protection is raised: who held a column in plain text by the earlier version and no
//! longer gets it so. What was written stays: topics until their records are gone, tables and their snapshots for ever.

use crate::protection::{Pair, classes_of, name};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use weir_ir::{ColumnRef, EndPoint, EndPointKind, Environment, Flow, Hold, Project, Relation, RelationKind, SinkKind};

/// A place that holds earlier plaintext of a column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct AlreadyThere {
    pub environment: String,
    /// Where the data came from, as the later version calls it.
    pub column: String,
    pub kind: PlaceKind,
    /// As the pipeline file names it.
    pub place: String,
    /// A sentence: what is left, and for how long.
    pub says: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    Topic,
    Sink,
    Product,
    Service,
}

/// In order of environments, columns and places. Environments and columns of one version only say nothing.
pub fn already_there(before: &Project, after: &Project) -> Vec<AlreadyThere> {
    let pair = Pair::of(before, after);
    let mut found = BTreeSet::new();
    for env in &before.environments {
        let Some(now) = after.environment(&env.name) else { continue };
        proved(&pair, env, now, &mut found);
        unclassified(&pair, env, now, &mut found);
    }
    found.into_iter().collect()
}

/// By end point, the columns that reach it in plain text by value.
type Plain = BTreeMap<(EndPointKind, String), BTreeSet<ColumnRef>>;

impl PlaceKind {
    fn of(kind: EndPointKind) -> PlaceKind {
        match kind {
            EndPointKind::Topic => PlaceKind::Topic,
            EndPointKind::Sink => PlaceKind::Sink,
            EndPointKind::Product => PlaceKind::Product,
            EndPointKind::Service => PlaceKind::Service,
        }
    }
}

fn plain(env: &Environment) -> Plain {
    let columns = |end: &EndPoint| {
        let findings = end.findings.iter().filter(|one| one.flow == Flow::Value);
        findings.filter(|one| !matches!(one.hold, Hold::Protected(_))).map(|one| one.origin.clone()).collect()
    };
    let mut all = Plain::new();
    for end in &env.proof.end_points {
        all.entry((end.kind, end.name.clone())).or_default().extend::<BTreeSet<ColumnRef>>(columns(end));
    }
    all
}

/// What the proofs say: plain then, and not any more.
fn proved(pair: &Pair<'_>, env: &Environment, now: &Environment, found: &mut BTreeSet<AlreadyThere>) {
    let later = plain(now);
    for ((kind, end), origins) in plain(env) {
        // What is gone is not protected better: it is shown as gone.
        let Some(still) = later.get(&(kind, end.clone())) else { continue };
        for origin in &origins {
            let Some(survivor) = pair.columns.get(origin).filter(|column| !still.contains(*column)) else { continue };
            // A class that is gone hides a column from the proof; it protects nothing.
            let was = classes_of(pair.before, origin).into_iter().flatten();
            let is = classes_of(pair.after, survivor);
            if !was.into_iter().all(|class| is.is_some_and(|is| is.contains(class))) {
                continue;
            }
            let place = Place { kind: PlaceKind::of(kind), name: &end };
            found.insert(place.row(pair, env, survivor));
        }
    }
}

/// Columns that had no class, so that no proof followed them, and are masked or encrypted now: by lineage.
fn unclassified(pair: &Pair<'_>, env: &Environment, now: &Environment, found: &mut BTreeSet<AlreadyThere>) {
    for (old, new) in &pair.columns {
        let raised = pair.after.mask(new).is_some() || pair.after.encryption(new).is_some();
        let before = pair.before.mask(old).is_some() || pair.before.encryption(old).is_some();
        let classified = classes_of(pair.before, old).is_some_and(|classes| !classes.is_empty());
        if !raised || before || classified {
            continue;
        }
        let reached = reached(pair.before, old);
        let lies = |relation: &Relation| !matches!(relation.kind, RelationKind::Product { .. });
        for (id, relation) in pair.before.relations.iter().filter(|(id, _)| reached.contains_key(id)) {
            if lies(relation)
                && env.names.topics.contains_key(&id)
                && pair.after.relations.find(&relation.name).is_some()
            {
                let place = Place { kind: PlaceKind::Topic, name: &relation.name };
                found.insert(place.row(pair, env, new));
            }
        }
        for sink in &pair.before.sinks {
            let takes = sink.inputs.iter().any(|input| reached.contains_key(&input.relation));
            if takes && env.sinks.contains_key(&sink.name) && now.sinks.contains_key(&sink.name) {
                let place = Place { kind: PlaceKind::Sink, name: &sink.name };
                found.insert(place.row(pair, env, new));
            }
        }
    }
}

/// Relations with columns that are computed from one, itself included.
fn reached(project: &Project, from: &ColumnRef) -> BTreeMap<weir_ir::RelationId, BTreeSet<String>> {
    let mut reached: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    reached.entry(from.relation).or_default().insert(from.path.head().to_string());
    // INVARIANT: each relation stands after those that it reads.
    for (id, relation) in project.relations.iter() {
        let copies = matches!(&relation.kind, RelationKind::DeadLetter { of, .. } if *of == from.relation);
        if copies {
            reached.entry(id).or_default().insert(from.path.head().to_string());
        }
        for column in &relation.columns {
            let made = column.edges.iter().any(|edge| {
                let known = reached.get(&edge.from.relation);
                edge.flow == Flow::Value && known.is_some_and(|columns| columns.contains(edge.from.path.head()))
            });
            if made {
                reached.entry(id).or_default().insert(column.name.clone());
            }
        }
    }
    reached
}

struct Place<'a> {
    kind: PlaceKind,
    name: &'a str,
}

impl Place<'_> {
    fn row(&self, pair: &Pair<'_>, env: &Environment, column: &ColumnRef) -> AlreadyThere {
        AlreadyThere {
            environment: env.name.clone(),
            column: name(pair.after, column),
            kind: self.kind,
            place: self.name.to_string(),
            says: self.says(pair.before, env),
        }
    }

    fn says(&self, project: &Project, env: &Environment) -> String {
        let name = self.name;
        match self.kind {
            PlaceKind::Topic => match project.relations.find(name) {
                Some(id) => format!("records of the topic `{name}` hold it {}", until(&project.relations[id], env)),
                None => format!("records of the topic `{name}` hold it until they are deleted"),
            },
            PlaceKind::Sink => match env.sinks.get(name).map(|binding| binding.kind) {
                Some(SinkKind::Iceberg) => {
                    format!("tables of `{name}` hold it, and so does each of their snapshots until it expires")
                }
                Some(SinkKind::Snowflake) => {
                    format!("tables of `{name}` hold it, and Time Travel and Fail-safe after it is deleted there")
                }
                Some(SinkKind::Postgres) => format!("tables of `{name}` hold it, and so do backups of that database"),
                Some(SinkKind::S3) => {
                    format!("files in the bucket of `{name}` hold it, and earlier versions of them where it keeps some")
                }
                Some(SinkKind::Http) => format!("whoever `{name}` called has it"),
                Some(SinkKind::File) | None => format!("files of `{name}` hold it"),
            },
            PlaceKind::Product => format!("readers of the product `{name}` have it"),
            PlaceKind::Service => format!("what `{name}` kept of it stays there"),
        }
    }
}

/// How long a topic keeps a record.
fn until(relation: &Relation, env: &Environment) -> String {
    let keyed = relation.facts.changelog != weir_ir::Changelog::Append && relation.facts.key.is_some();
    if keyed {
        return "until each key is written again or deleted".to_string();
    }
    let of_environment = || env.settings.duration("retention").map(|duration| duration.0);
    let stated = relation.retention_ms.or_else(of_environment);
    match stated {
        Some(None) => "for ever: it keeps every record".to_string(),
        Some(Some(ms)) => format!("for {} after they were written", span(ms)),
        None => "for as long as the cluster keeps records".to_string(),
    }
}

fn span(ms: u64) -> String {
    const UNITS: [(u64, &str); 4] =
        [(86_400_000, "days"), (3_600_000, "hours"), (60_000, "minutes"), (1_000, "seconds")];
    let whole = UNITS.iter().find(|(worth, _)| ms >= *worth && ms.is_multiple_of(*worth));
    whole.map_or_else(|| format!("{ms} ms"), |(worth, unit)| format!("{} {unit}", ms / worth))
}

#[cfg(test)]
mod tests;
