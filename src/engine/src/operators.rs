//! The operators: each takes batches and watermarks, and gives batches. `lib.rs` says how to add one.

mod changes;
mod deduplicate;
mod filter;
mod group_aggregate;
mod join;
mod join_keys;
mod normalise;
mod project;
mod records;
mod temporal_join;
mod union;
mod values;
mod watermark;
mod window_aggregate;
mod window_session;
mod window_tvf;

pub use changes::{Changes, picked};
pub use deduplicate::Deduplicate;
pub use filter::Filter;
pub use group_aggregate::GroupAggregate;
pub use join::Join;
pub use normalise::Normalise;
pub use project::Project;
pub use records::Records;
pub use temporal_join::TemporalJoin;
pub use union::Union;
pub use values::Values;
pub use watermark::AssignWatermark;
pub use window_aggregate::WindowAggregate;
pub use window_session::SessionTvf;
pub use window_tvf::WindowTvf;

use crate::{
    batch::{Batch, Mark, Marks, NO_MARK},
    fault::Fault,
    state::{Corrupt, Reader, Writer},
};

/// Which of an operator's inputs: 0, or 1 for the right side of a join.
pub type Port = usize;

/// An operator as the job runs it. What it gives depends on the sequence of rows and watermarks alone, never on how rows
/// are cut into batches.
pub trait Operator: Send {
    /// Takes rows, and returns how many. One that fires timers on watermarks takes only the rows that arrive before its
    /// next timer is due (by [`Batch::marks`], which hold the smaller watermark of two inputs); the job then calls
    /// [`Operator::watermark`] and hands it the rest. At least one row must be taken.
    fn rows(&mut self, port: Port, batch: &Batch, out: &mut Output) -> Result<usize, Fault>;

    /// Time has come to here (of two inputs: the smaller one's): fire what is due. [`crate::batch::END`] is the end of
    /// input.
    fn watermark(&mut self, mark: Mark, out: &mut Output) -> Result<(), Fault> {
        let _ = (mark, out);
        Ok(())
    }

    /// The watermark of its rows when that of its input is this. An operator that keeps rows and gives them out with
    /// their own, earlier, time holds it back; the end stays the end.
    fn mark(&self, input: Mark) -> Mark {
        input
    }

    /// Writes its state to a checkpoint. An operator without any writes nothing.
    fn snapshot(&self, into: &mut Writer) {
        let _ = into;
    }

    /// Takes the state that [`Operator::snapshot`] wrote; the operator is new.
    fn restore(&mut self, from: &mut Reader<'_>) -> Result<(), Corrupt> {
        let _ = from;
        Ok(())
    }

    /// Bytes that its state takes.
    fn memory(&self) -> usize {
        0
    }
}

/// Where an operator puts its rows, and what it may ask of the job.
pub struct Output {
    batches: Vec<Batch>,
    mark: Mark,
    now: i64,
}

impl Output {
    pub fn new(now: i64) -> Output {
        Output { batches: Vec::new(), mark: NO_MARK, now }
    }

    pub fn emit(&mut self, batch: Batch) {
        if batch.rows() > 0 {
            self.batches.push(batch);
        }
    }

    /// The marks of rows that a timer gives: the last watermark that was handed on before it.
    pub fn marks(&self) -> Marks {
        Marks::All(self.mark)
    }

    /// The processing time in milliseconds since 1970: what TTL and CURRENT_TIMESTAMP go by.
    pub fn now(&self) -> i64 {
        self.now
    }

    pub(crate) fn set_mark(&mut self, mark: Mark) {
        self.mark = mark;
    }

    pub(crate) fn take(&mut self) -> Vec<Batch> {
        std::mem::take(&mut self.batches)
    }
}
