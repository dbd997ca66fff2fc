//! A running pipeline: operators in a graph, fed relation by relation, in one thread and the same way every time.

mod graph;
mod run;
mod sink;

pub use graph::{Graph, NodeId};
pub use run::{Job, JobFault, Options};
pub use sink::{Collected, Sink};
