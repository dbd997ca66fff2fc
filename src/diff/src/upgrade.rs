//! What an edit of a transform does to its running statement: the class, and the sentence that says why.
//!
//! Source of the rules: Flink 2.x restores state only into the same operators over the same keys and columns; Confluent
//! carries offsets over for stateless appending statements only.

use crate::relations::{Change, changes_of, duration};
use crate::shape::{Shape, Symbols};
use serde::Serialize;
use weir_ir::{Project, Relation, RelationKind, StateTtl, TransformSettings};

/// What happens to a running transform. Transforms of one version only are none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Upgrade {
    pub transform: String,
    pub class: UpgradeClass,
    /// A sentence.
    pub reason: String,
}

/// From harmless to not: later ones ask for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UpgradeClass {
    /// The same statement.
    Nothing,
    /// Written otherwise, does the same: the statement that runs may go on.
    Cosmetic,
    /// No state to lose: replaced, and goes on where the old one stopped.
    Stateless,
    /// Other rows from the same state: a savepoint of the old one fits, where the platform has savepoints.
    StateCompatible,
    /// The state or the topic of the old one does not fit.
    Incompatible,
}

impl UpgradeClass {
    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            UpgradeClass::Nothing => "nothing",
            UpgradeClass::Cosmetic => "cosmetic",
            UpgradeClass::Stateless => "stateless",
            UpgradeClass::StateCompatible => "state-compatible",
            UpgradeClass::Incompatible => "incompatible",
        }
    }
}

/// In the order of the later version; [`UpgradeClass::Nothing`] is left out.
pub(crate) fn upgrades(before: &Project, after: &Project) -> Vec<Upgrade> {
    let mut all = Vec::new();
    for (_, relation) in after.relations.iter() {
        let Some(earlier) = before.relations.find(&relation.name) else { continue };
        let edit = Edit { before, after, old: &before.relations[earlier], new: relation };
        if let Some((class, reason)) = edit.judged()
            && class != UpgradeClass::Nothing
        {
            all.push(Upgrade { transform: relation.name.clone(), class, reason });
        }
    }
    all
}

type Judgement = (UpgradeClass, String);

struct Edit<'a> {
    before: &'a Project,
    after: &'a Project,
    old: &'a Relation,
    new: &'a Relation,
}

impl Edit<'_> {
    /// `None` where it is no transform, or was none, or has no plan because something is wrong.
    fn judged(&self) -> Option<Judgement> {
        let (RelationKind::Transform(old), RelationKind::Transform(new)) = (&self.old.kind, &self.new.kind) else {
            return None;
        };
        let mut symbols = Symbols::default();
        let was = Shape::of(self.before, &self.old.plan.as_ref()?.root, &mut symbols);
        let is = Shape::of(self.after, &self.new.plan.as_ref()?.root, &mut symbols);
        let asked = (old.version != new.version)
            .then(|| incompatible(format!("version {} was asked for: a new topic beside the old one", new.version)));
        let judgement = asked
            .or_else(|| self.output())
            .or_else(|| state(&was, &is))
            .unwrap_or_else(|| self.rows(&was, &is, (old, new)));
        Some(judgement)
    }

    /// What consumers of the topic, and its schema, cannot take.
    fn output(&self) -> Option<Judgement> {
        let changelog = |relation: &Relation| relation.facts.changelog;
        if changelog(self.old) != changelog(self.new) {
            let (old, new) = (changelog(self.old), changelog(self.new));
            return Some(incompatible(format!("its topic holds {old} records and would hold {new} ones")));
        }
        if self.old.facts.key != self.new.facts.key {
            return Some(incompatible("the key of its topic changes: records of one key would lie in two partitions"));
        }
        changes_of(self.old, self.new).into_iter().find_map(|change| self.unreadable(&change))
    }

    fn unreadable(&self, change: &Change) -> Option<Judgement> {
        if let Change::ColumnRetyped { column, before, after } = change {
            return Some(incompatible(format!("its readers know `{column}` as {before}, and it would be {after}")));
        }
        if let Change::ColumnRenamed { before, after } = change {
            return Some(incompatible(format!("its readers know `{after}` as `{before}`")));
        }
        if let Change::ColumnAdded { column, ty } = change
            && ty.ends_with(" NOT NULL")
        {
            let reason = format!("`{column}` is new and NOT NULL: the rows that are there have no value for it");
            return Some(incompatible(reason));
        }
        if let Change::ColumnRemoved { column } = change
            && self.old.column(column).is_some_and(|one| !one.ty.nullable)
        {
            return Some(incompatible(format!("`{column}` is gone, and the topic's schema wants a value in it")));
        }
        None
    }

    /// The state fits: what else is there to do.
    fn rows(&self, was: &Shape, is: &Shape, (old, new): (&TransformSettings, &TransformSettings)) -> Judgement {
        let replaced = if is.stateful.is_empty() { UpgradeClass::Stateless } else { UpgradeClass::StateCompatible };
        if !was.same(is) {
            let why = if is.stateful.is_empty() {
                "it keeps nothing between rows"
            } else {
                "the change is above everything that keeps rows"
            };
            return (replaced, format!("{why}; rows that were written stay as they are"));
        }
        if old.state_ttl != new.state_ttl && !is.stateful.is_empty() {
            return ttl(&old.state_ttl, &new.state_ttl);
        }
        if old.parallelism != new.parallelism {
            return (replaced, "only its parallelism changes".to_string());
        }
        if self.old.doc != self.new.doc || !same_text(self.old, self.new) {
            return (UpgradeClass::Cosmetic, "it is written otherwise and does the same".to_string());
        }
        (UpgradeClass::Nothing, "nothing changes".to_string())
    }
}

/// Flink's state with a time to live has another format than state without one; its length may change.
fn ttl(old: &StateTtl, new: &StateTtl) -> Judgement {
    let words = |ttl: &StateTtl| match ttl {
        StateTtl::Unstated => "for ever".to_string(),
        StateTtl::All(ms) => duration(*ms),
        StateTtl::ByInput(inputs) => {
            let one = |(input, ms): &(String, Option<u64>)| format!("{input} {}", duration(*ms));
            inputs.iter().map(one).collect::<Vec<_>>().join(", ")
        }
    };
    let ends = |ttl: &StateTtl| match ttl {
        StateTtl::Unstated => false,
        StateTtl::All(ms) => ms.is_some(),
        StateTtl::ByInput(inputs) => inputs.iter().any(|(_, ms)| ms.is_some()),
    };
    let change = format!("it kept rows {} and would keep them {}", words(old), words(new));
    if ends(old) == ends(new) {
        return (UpgradeClass::StateCompatible, change);
    }
    incompatible(format!("{change}: state with a time to live has another format"))
}

fn incompatible(reason: impl Into<String>) -> Judgement {
    (UpgradeClass::Incompatible, reason.into())
}

/// The first operator whose state does not fit.
fn state(was: &Shape, is: &Shape) -> Option<Judgement> {
    if was.same(is) || was.stateful.is_empty() && is.stateful.is_empty() {
        return None;
    }
    let (old, new) = (was.kept(), is.kept());
    let differ = |(n, one): &(usize, &crate::shape::Stateful)| old.get(*n) != new.get(*n) || one.what.is_empty();
    if let Some((n, one)) = is.stateful.iter().enumerate().find(differ) {
        let kept_before = was.stateful.iter().any(|before| before.what == one.what);
        let same_operator = old.get(n).map(|kept| kept.0) == new.get(n).map(|kept| kept.0);
        let reason = if same_operator {
            format!("{} would keep other columns of its rows", one.what)
        } else if kept_before {
            format!("what {} keeps was made by another condition, key or function", one.what)
        } else {
            format!("{} is new and has seen nothing yet", one.what)
        };
        return Some(incompatible(reason));
    }
    if let Some(gone) = was.stateful.get(is.stateful.len()) {
        return Some(incompatible(format!("{} is gone, and its state has no place to go", gone.what)));
    }
    (!was.same_state(is)).then(|| incompatible("rows are combined in another way after everything that keeps state"))
}

/// The resolved query as written, without places.
fn same_text(old: &Relation, new: &Relation) -> bool {
    let aliases = |relation: &Relation| {
        let query = relation.query.as_ref()?;
        let names: Vec<_> =
            query.tables().iter().map(|table| (table.written.clone(), table.binding.name.clone())).collect();
        let shape: Vec<_> = query.expressions().iter().map(|one| crate::shape::text_of(one)).collect();
        Some((names, shape))
    };
    aliases(old) == aliases(new)
}
