//! The plan lowered from a resolved query: the operators that the engine runs, each with what was inferred of it.

/// A plan.
#[derive(Debug, Clone)]
pub struct Plan {}
