//! Protection that got weaker: a class, mask, encryption or policy that is gone, an exception or permission that is
//! new, a key that others may use, and classified data that reaches what it did not reach before.

mod readers;

use crate::relations::{matched, renames};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use weir_ir::{
    Allow, ColumnRef, EncryptAlgorithm, Encryption, Environment, MaskKind, PolicyEffect, PolicyRule, Project,
};

pub(crate) use readers::between;

/// One thing that is protected less than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Weakened {
    pub kind: WeakenedKind,
    /// The column, sink, key or the like that it is about.
    pub subject: String,
    /// A sentence for people.
    pub says: String,
    /// Where; empty where it holds everywhere.
    pub environments: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WeakenedKind {
    ClassRemoved,
    MaskRemoved,
    MaskWeakened,
    RawAllowed,
    EncryptionRemoved,
    EncryptionWeakened,
    PolicyRemoved,
    PermitAdded,
    ExceptionAdded,
    ExceptionExtended,
    KekShared,
    KekMoved,
    NewReader,
    LessProtected,
}

impl Weakened {
    fn new(kind: WeakenedKind, subject: impl Into<String>, says: String) -> Self {
        Weakened { kind, subject: subject.into(), says, environments: Vec::new() }
    }
}

/// In the order of [`WeakenedKind`].
pub(crate) fn weakened(before: &Project, after: &Project) -> Vec<Weakened> {
    let pair = Pair::of(before, after);
    let mut all = pair.classes();
    all.extend(pair.masks());
    all.extend(pair.encryptions());
    all.extend(policies(before, after));
    all.extend(pair.exceptions());
    all.extend(keks(before, after));
    all.extend(readers::new(&pair));
    all.sort_by_key(|one| one.kind);
    all
}

/// Two versions, and which column of the earlier one each column of the later one was.
pub(crate) struct Pair<'a> {
    pub(crate) before: &'a Project,
    pub(crate) after: &'a Project,
    pub(crate) columns: BTreeMap<ColumnRef, ColumnRef>,
    /// The same the other way round.
    earlier: BTreeMap<ColumnRef, ColumnRef>,
}

/// Columns of both versions, earlier to later; `@was` is followed. Fields of rows are found through their column.
fn surviving(before: &Project, after: &Project) -> BTreeMap<ColumnRef, ColumnRef> {
    let mut found = BTreeMap::new();
    for (new_id, old_id) in matched(before, after) {
        let (old, new) = (&before.relations[old_id], &after.relations[new_id]);
        let renamed = renames(old, new);
        for column in &new.columns {
            let name = renamed.get(column.name.as_str()).copied().unwrap_or(&column.name);
            let Some(there) = old.column(name) else { continue };
            let reference = |relation, path: Vec<String>| ColumnRef { relation, path: weir_ir::ColumnPath(path) };
            found.insert(reference(old_id, vec![name.to_string()]), reference(new_id, vec![column.name.clone()]));
            for field in &there.nested {
                let below = |head: &str| [vec![head.to_string()], field.path.clone()].concat();
                found.insert(reference(old_id, below(name)), reference(new_id, below(&column.name)));
            }
        }
    }
    found
}

/// The environment as it was, by its name or by `@was`.
pub(crate) fn earlier_environment<'a>(
    before: &'a Project,
    after: &Project,
    env: &Environment,
) -> Option<&'a Environment> {
    let by_name = before.environment(&env.name);
    by_name.or_else(|| before.environment(after.renames.environments.get(&env.name)?))
}

pub(crate) fn name(project: &Project, column: &ColumnRef) -> String {
    format!("{}.{}", project.relations[column.relation].name, column.path)
}

pub(crate) fn classes_of<'a>(project: &'a Project, column: &ColumnRef) -> Option<&'a weir_ir::Classes> {
    let found = project.relations[column.relation].column(column.path.head())?;
    let below = column.path.0.get(1..).unwrap_or_default();
    if below.is_empty() {
        return Some(&found.classes);
    }
    found.nested.iter().find(|field| field.path == below).map(|field| &field.classes)
}

/// Derived columns inherit: what is said of them follows from what was declared.
fn is_declared(project: &Project, column: &ColumnRef) -> bool {
    project.relations[column.relation].column(column.path.head()).is_some_and(|found| found.edges.is_empty())
}

impl<'a> Pair<'a> {
    pub(crate) fn of(before: &'a Project, after: &'a Project) -> Pair<'a> {
        let columns = surviving(before, after);
        let earlier = columns.iter().map(|(old, new)| (new.clone(), old.clone())).collect();
        Pair { before, after, columns, earlier }
    }
}

impl Pair<'_> {
    fn classes(&self) -> Vec<Weakened> {
        let mut all = Vec::new();
        for (old, new) in &self.columns {
            if !is_declared(self.before, old) {
                continue;
            }
            let none = BTreeSet::new();
            let now = classes_of(self.after, new).unwrap_or(&none);
            for class in classes_of(self.before, old).into_iter().flatten().filter(|class| !now.contains(*class)) {
                let subject = name(self.after, new);
                let says = format!("`{subject}` is no longer classified `{class}`");
                all.push(Weakened::new(WeakenedKind::ClassRemoved, subject, says));
            }
        }
        all
    }

    fn masks(&self) -> Vec<Weakened> {
        let mut all = Vec::new();
        for old in &self.before.masks {
            let Some(column) = self.columns.get(&old.column) else { continue };
            let subject = name(self.after, column);
            match self.after.mask(column) {
                None => {
                    let says = format!("the mask `{}` of `{subject}` is gone", old.kind.name());
                    all.push(Weakened::new(WeakenedKind::MaskRemoved, subject, says));
                }
                Some(new) if hides(&new.kind) < hides(&old.kind) => {
                    let (was, is) = (mask_words(&old.kind), mask_words(&new.kind));
                    let says = format!("`{subject}` was masked by {was} and is by {is}, which shows more");
                    all.push(Weakened::new(WeakenedKind::MaskWeakened, subject, says));
                }
                Some(_) => {}
            }
        }
        for new in self.after.masks.iter().filter(|mask| mask.raw_allowed.is_some()) {
            let old = self.earlier(&new.column).and_then(|column| self.before.mask(column));
            if old.is_none_or(|old| old.raw_allowed.is_none()) {
                let subject = name(self.after, &new.column);
                let says = format!("the raw topic may hold `{subject}` plain (`raw allowed`)");
                all.push(Weakened::new(WeakenedKind::RawAllowed, subject, says));
            }
        }
        all
    }

    fn earlier(&self, column: &ColumnRef) -> Option<&ColumnRef> {
        self.earlier.get(column)
    }

    fn encryptions(&self) -> Vec<Weakened> {
        let mut all = Vec::new();
        for old in &self.before.encryptions {
            let Some(column) = self.columns.get(&old.column) else { continue };
            let subject = name(self.after, column);
            match self.after.encryption(column) {
                None => {
                    let says = format!("`{subject}` is no longer encrypted");
                    all.push(Weakened::new(WeakenedKind::EncryptionRemoved, subject, says));
                }
                Some(new) if tells_equal(new) && !tells_equal(old) => {
                    let says = format!("`{subject}` is encrypted deterministically now: equal values show");
                    all.push(Weakened::new(WeakenedKind::EncryptionWeakened, subject, says));
                }
                Some(_) => {}
            }
        }
        all
    }

    fn exceptions(&self) -> Vec<Weakened> {
        let mut all = Vec::new();
        for new in &self.after.allows {
            let subject = name(self.after, &new.column);
            let same = |old: &&Allow| {
                self.columns.get(&old.column) == Some(&new.column) && old.class == new.class && old.to == new.to
            };
            let (class, to) = (&new.class, new.to.to_string());
            match self.before.allows.iter().find(same) {
                None => {
                    let says = format!("a new exception lets `{subject}` ({class}) reach {to}: {}", new.reason);
                    all.push(Weakened::new(WeakenedKind::ExceptionAdded, subject, says));
                }
                Some(old) if later(new.until.as_ref(), old.until.as_ref()) => {
                    let until = new.until.as_ref().map_or("for ever".to_string(), |day| format!("until {day}"));
                    let says = format!("the exception for `{subject}` ({class}) to {to} now holds {until}");
                    all.push(Weakened::new(WeakenedKind::ExceptionExtended, subject, says));
                }
                Some(_) => {}
            }
        }
        all
    }
}

/// Dates are `YYYY-MM-DD`, which sort as text; none is for ever.
fn later(new: Option<&String>, old: Option<&String>) -> bool {
    match (new, old) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(new), Some(old)) => new > old,
    }
}

fn tells_equal(encryption: &Encryption) -> bool {
    encryption.algorithm == EncryptAlgorithm::Aes256Siv
}

/// How much a mask hides: nothing of the value is left, equality is, or a part of it is. Less hides less.
fn hides(kind: &MaskKind) -> (u8, u32) {
    match kind {
        MaskKind::Drop | MaskKind::Redact { .. } | MaskKind::Nullify => (2, 0),
        MaskKind::Hash { .. } => (1, 0),
        MaskKind::Partial { keep_last } => (0, u32::MAX - keep_last),
        MaskKind::Truncate { length } => (0, u32::MAX - length),
    }
}

fn mask_words(kind: &MaskKind) -> String {
    match kind {
        MaskKind::Partial { keep_last } => format!("`partial(keep_last: {keep_last})`"),
        MaskKind::Truncate { length } => format!("`truncate({length})`"),
        MaskKind::Drop | MaskKind::Redact { .. } | MaskKind::Nullify | MaskKind::Hash { .. } => {
            format!("`{}`", kind.name())
        }
    }
}

fn policies(before: &Project, after: &Project) -> Vec<Weakened> {
    let held = |rules: &[PolicyRule], rule: &PolicyRule| {
        rules.iter().any(|one| one.effect == rule.effect && one.target == rule.target)
    };
    let gone = before.policies.iter().filter(|rule| !permits(&rule.effect) && !held(&after.policies, rule));
    let new = after.policies.iter().filter(|rule| permits(&rule.effect) && !held(&before.policies, rule));
    let gone = gone.map(|rule| {
        let line = policy_words(rule);
        Weakened::new(WeakenedKind::PolicyRemoved, rule.target.to_string(), format!("the policy line `{line}` is gone"))
    });
    let new = new.map(|rule| {
        let line = policy_words(rule);
        Weakened::new(WeakenedKind::PermitAdded, rule.target.to_string(), format!("the policy line `{line}` is new"))
    });
    gone.chain(new).collect()
}

fn permits(effect: &PolicyEffect) -> bool {
    match effect {
        PolicyEffect::Permit { .. } | PolicyEffect::PermitAggregate { .. } => true,
        PolicyEffect::Deny { .. }
        | PolicyEffect::RequireEncrypt { .. }
        | PolicyEffect::RequireMask { .. }
        | PolicyEffect::RequireClassification => false,
    }
}

/// As the pipeline file writes it.
fn policy_words(rule: &PolicyRule) -> String {
    let to = rule.target.to_string();
    let level =
        |reach: &weir_ir::Reach| if reach.named { format!(" {}", flow_word(reach.flow)) } else { String::new() };
    match &rule.effect {
        PolicyEffect::Deny { class, reach } => format!("deny {class}{} to {to}", level(reach)),
        PolicyEffect::Permit { class, reach } => format!("permit {class}{} to {to}", level(reach)),
        PolicyEffect::PermitAggregate { class, subjects } => {
            format!("permit aggregate {class} to {to} having subjects >= {subjects}")
        }
        PolicyEffect::RequireEncrypt { class } => format!("require encrypt for {class} in {to}"),
        PolicyEffect::RequireMask { class } => format!("require mask for {class} in {to}"),
        PolicyEffect::RequireClassification => format!("require classification on {to}"),
    }
}

fn flow_word(flow: weir_ir::Flow) -> &'static str {
    match flow {
        weir_ir::Flow::Value => "value",
        weir_ir::Flow::Influence => "influence",
        weir_ir::Flow::Existence => "existence",
    }
}

fn keks(before: &Project, after: &Project) -> Vec<Weakened> {
    let mut all = Vec::new();
    for new in &after.keks {
        let Some(old) = before.kek(&new.name) else { continue };
        if new.shared && !old.shared {
            let says = format!("Confluent's services may use the key `{}` now (`shared = true`)", new.name);
            all.push(Weakened::new(WeakenedKind::KekShared, &new.name, says));
        }
    }
    let places = after.environments.iter().filter_map(|env| Some((earlier_environment(before, after, env)?, env)));
    for (old, new) in places {
        all.extend(moved(old, new));
    }
    all
}

/// A key that now lies in another key service.
fn moved(before: &Environment, after: &Environment) -> Vec<Weakened> {
    let both = after.keks.iter().filter_map(|(name, new)| Some((name, before.keks.get(name)?.kind, new.kind)));
    let differ = both.filter(|(_, old, new)| old != new);
    let row = |(name, old, new): (&String, weir_ir::KekKind, weir_ir::KekKind)| Weakened {
        environments: vec![after.name.clone()],
        ..Weakened::new(WeakenedKind::KekMoved, name, format!("the key `{name}` moves from `{old}` to `{new}`"))
    };
    differ.map(row).collect()
}
