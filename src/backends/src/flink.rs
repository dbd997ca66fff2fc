//! Flink SQL.
use weir_ir::{Project, RelationId};

pub(crate) fn is_versioned(_project: &Project, _id: RelationId) -> bool {
    false
}
