use std::collections::BTreeMap;
use weir_ir::{
    Relation, RelationKind, StateTtl,
    plan::{Node, Op},
    sql::{BindingId, TableSource},
};

/// How long an operator keeps what it knows of a key that nothing touches, in milliseconds of processing time; `None` is
/// for ever.
pub type Ttl = Option<i64>;

/// What a transform says of its state, by the tables of its query.
#[derive(Debug, Clone, Default)]
pub struct Ttls {
    setting: StateTtl,
    /// The names by which the setting may call each table of FROM.
    names: BTreeMap<BindingId, Vec<String>>,
}

impl Ttls {
    pub fn of(relation: &Relation) -> Ttls {
        let setting = match &relation.kind {
            RelationKind::Transform(settings) => settings.state_ttl.clone(),
            RelationKind::Captured { .. }
            | RelationKind::Topic { .. }
            | RelationKind::DeadLetter { .. }
            | RelationKind::Product { .. } => StateTtl::Unstated,
        };
        let mut names: BTreeMap<BindingId, Vec<String>> = BTreeMap::new();
        for table in relation.query.iter().flat_map(weir_ir::sql::Query::tables) {
            let all = names.entry(table.binding.id).or_default();
            all.push(table.binding.name.clone());
            if let TableSource::Relation(_) = table.source {
                all.push(table.written.clone());
            }
        }
        Ttls { setting, names }
    }

    /// Of the state over these inputs. `own_key`: rows of an input that is joined on its own key stay unless the user
    /// says otherwise (language.md, Transforms).
    pub fn over(&self, inputs: &[&Node], own_key: bool) -> Ttl {
        let milliseconds = |ms: u64| i64::try_from(ms).ok();
        match &self.setting {
            StateTtl::Unstated => None,
            StateTtl::All(_) if own_key => None,
            StateTtl::All(ms) => ms.and_then(milliseconds),
            StateTtl::ByInput(named) => named
                .iter()
                .find(|(name, _)| inputs.iter().any(|input| self.has(input, name)))
                .and_then(|(_, ms)| *ms)
                .and_then(milliseconds),
        }
    }

    fn has(&self, input: &Node, name: &str) -> bool {
        input.nodes().into_iter().any(|node| {
            let Op::Scan { binding, .. } = &node.op else { return false };
            self.names.get(binding).is_some_and(|names| names.iter().any(|known| known == name))
        })
    }
}
