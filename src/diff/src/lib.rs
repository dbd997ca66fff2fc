//! What differs between two versions of a pipeline (or between two of its environments), in terms of data: protection
//! that got weaker, relations and their columns, what an edit does to running state, resources. Pure: both sides come
//! in compiled.

mod already;
pub mod products;
mod protection;
mod relations;
mod resources;
mod schemas;
mod shape;
mod upgrade;

pub use already::{AlreadyThere, PlaceKind, already_there};
pub use products::ProductChange;
pub use protection::{Weakened, WeakenedKind};
pub use relations::{Change, RelationChange};
pub use resources::{ResourceChange, What};
pub use schemas::{Earlier, SchemaBreak, asks_all};
pub use upgrade::{Upgrade, UpgradeClass};

use serde::Serialize;
use weir_ir::{ArtifactSet, Project, product::products as exposed};

/// One version, compiled.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    pub project: &'a Project,
    pub artifacts: &'a ArtifactSet,
}

/// Everything that differs; empty lists where nothing does.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Diff {
    pub pipeline: String,
    /// What the file protected before and no longer protects as well.
    pub weakened: Vec<Weakened>,
    /// What is out already where the file protects better than before.
    pub already_there: Vec<AlreadyThere>,
    /// Subjects whose new schema readers or data that are there cannot do with.
    pub schemas: Vec<SchemaBreak>,
    pub products: Vec<ProductChange>,
    pub relations: Vec<RelationChange>,
    /// Transforms of both versions whose running statement has something to do.
    pub upgrades: Vec<Upgrade>,
    pub resources: Vec<ResourceChange>,
}

impl Diff {
    pub fn is_empty(&self) -> bool {
        self.weakened.is_empty()
            && self.products.is_empty()
            && self.relations.is_empty()
            && self.upgrades.is_empty()
            && self.resources.is_empty()
    }
}

/// `after` as it differs from `before`. Schemas are compared with the earlier ones that are given, and with those of
/// `before` where there are none.
pub fn versions(before: Side<'_>, after: Side<'_>, earlier: &Earlier) -> Diff {
    Diff {
        pipeline: after.project.name.clone(),
        weakened: protection::weakened(before.project, after.project),
        already_there: already_there(before.project, after.project),
        schemas: schemas::breaks(before, after, earlier),
        products: products::products(&exposed(before.project), &exposed(after.project)),
        relations: relations::changes(before.project, after.project),
        upgrades: upgrade::upgrades(before.project, after.project),
        resources: resources::changes(before, after),
    }
}

/// Environment `to` as it differs from environment `from` of the same version: what is protected less there, and which
/// resources are made in one of them only. `None` where one of them is not declared.
pub fn environments(side: Side<'_>, from: &str, to: &str) -> Option<Diff> {
    let (before, after) = (side.project.environment(from)?, side.project.environment(to)?);
    Some(Diff {
        pipeline: side.project.name.clone(),
        weakened: protection::between(side.project, before, after),
        already_there: Vec::new(),
        schemas: Vec::new(),
        products: Vec::new(),
        relations: Vec::new(),
        upgrades: Vec::new(),
        resources: resources::between(side, before, after),
    })
}

#[cfg(test)]
mod tests;
