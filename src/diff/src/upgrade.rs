//! What an edit of a transform does to its running statement: the class, and the sentence that says why.
//!
//! Source of the rules: Flink 2.x restores state only into the same operators over the same keys and columns; Confluent
//! carries offsets over for stateless appending statements only.

use crate::relations::{Change, changes_of, duration, matched, renames};
use crate::shape::{Names, Shape, Symbols};
use serde::Serialize;
use weir_ir::plan::{Node, Op};
use weir_ir::{Changelog, DataType, Project, Relation, RelationId, RelationKind, StateTtl, TransformSettings};

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
    let matched = matched(before, after);
    let names = (Names::of(before), Names::earlier(before, after, &matched));
    let mut all = Vec::new();
    for (new, old) in &matched {
        let (new, old) = (&after.relations[*new], &before.relations[*old]);
        let edit = Edit { before, after, names: &names, old, new };
        if let Some((class, reason)) = edit.judged()
            && class != UpgradeClass::Nothing
        {
            all.push(Upgrade { transform: new.name.clone(), class, reason });
        }
    }
    all
}

type Judgement = (UpgradeClass, String);

struct Edit<'a> {
    before: &'a Project,
    after: &'a Project,
    names: &'a (Names<'a>, Names<'a>),
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
        let was = Shape::of(&self.names.0, &self.old.plan.as_ref()?.root, &mut symbols);
        let is = Shape::of(&self.names.1, &self.new.plan.as_ref()?.root, &mut symbols);
        let asked = (old.version != new.version)
            .then(|| incompatible(format!("version {} was asked for: a new topic beside the old one", new.version)));
        let judgement = asked
            .or_else(|| self.moved())
            .or_else(|| self.output())
            .or_else(|| state(&was, &is))
            .unwrap_or_else(|| self.rows(&was, &is, (old, new)));
        Some(judgement)
    }

    /// A topic has another name where its item has; none is ever renamed.
    fn moved(&self) -> Option<Judgement> {
        let topic = |project: &Project, relation: &Relation, env: &str| {
            let id = project.relations.find(&relation.name)?;
            project.environment(env)?.names.topics.get(&id).map(|physical| physical.name.clone())
        };
        let names = self.after.environments.iter().filter_map(|env| {
            let old = topic(self.before, self.old, &env.name)?;
            Some((old, topic(self.after, self.new, &env.name)?))
        });
        let (old, new) = names.into_iter().find(|(old, new)| old != new)?;
        Some(incompatible(format!("its topic would be `{new}` and is `{old}`: a topic can't be renamed")))
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
        if self.old.partitions != self.new.partitions {
            return Some(incompatible("its topic has other partitions: records of one key would lie in two of them"));
        }
        changes_of(self.old, self.new).into_iter().find_map(|change| self.unreadable(&change))
    }

    fn unreadable(&self, change: &Change) -> Option<Judgement> {
        if let Change::ColumnRetyped { column, before, after } = change
            && !self.widened(column)
        {
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

    /// An input whose watermark is another one; a running statement has read its table's definition once.
    fn other_watermark(&self) -> Option<String> {
        let root = &self.new.plan.as_ref()?.root;
        let changed = |id: RelationId| {
            let new = &self.after.relations[id];
            let old = &self.before.relations[self.before.relations.find(self.names.1.relation(id))?];
            (old.watermark_ms != new.watermark_ms).then(|| new.name.clone())
        };
        read(root).find_map(changed)
    }

    /// Whether every value of the old type is read as one of the new (Avro 1.12, "Schema Resolution").
    fn widened(&self, column: &str) -> bool {
        let old_name = renames(self.old, self.new).get(column).copied().unwrap_or(column).to_string();
        let (Some(old), Some(new)) = (self.old.column(&old_name), self.new.column(column)) else { return false };
        promoted(&old.ty.data, &new.ty.data) && (new.ty.nullable || !old.ty.nullable)
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
            let after = if self.new.facts.changelog == Changelog::Append {
                "rows that were written stay as they are"
            } else {
                "keys that no longer come stay as they are"
            };
            return (replaced, format!("{why}; {after}"));
        }
        if let Some(input) = self.other_watermark() {
            let reason = format!("it goes on with the old watermark of `{input}` until it is replaced");
            return (replaced, reason);
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

/// Relations that an operator tree reads.
fn read(root: &Node) -> impl Iterator<Item = RelationId> {
    root.nodes()
        .into_iter()
        .filter_map(|node| if let Op::Scan { relation, .. } = node.op { Some(relation) } else { None })
}

fn promoted(old: &DataType, new: &DataType) -> bool {
    match (old, new) {
        (old, new) if old == new => true,
        (DataType::TinyInt | DataType::SmallInt | DataType::Int, new) => {
            matches!(new, DataType::Int | DataType::BigInt | DataType::Float | DataType::Double)
        }
        (DataType::BigInt, new) => matches!(new, DataType::Float | DataType::Double),
        (DataType::Float, new) => *new == DataType::Double,
        _ => false,
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
    let differ = |(n, _): &(usize, &crate::shape::Stateful)| old.get(*n) != new.get(*n);
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
