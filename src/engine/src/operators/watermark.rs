use super::{Operator, Output, Port};
use crate::{
    batch::{Batch, END, Mark, Marks, NO_MARK},
    fault::{Fault, FaultKind},
    state::{Corrupt, Reader, Writer},
    types,
};
use arrow_array::Array;
use arrow_buffer::ScalarBuffer;

/// The watermark of a relation: the latest time seen less its delay, after every single row (Flink's
/// `WatermarkAssigner`). What its input says of time is forgotten, but for its end: a transform's
/// result has the watermark of its topic.
pub struct AssignWatermark {
    column: usize,
    name: String,
    delay_ms: i64,
    mark: i64,
}

impl AssignWatermark {
    /// `column` is a TIMESTAMP or TIMESTAMP_LTZ of precision 3 at most, and so counts milliseconds.
    pub fn new(column: usize, name: String, delay_ms: u64) -> AssignWatermark {
        AssignWatermark { column, name, delay_ms: i64::try_from(delay_ms).unwrap_or(i64::MAX), mark: NO_MARK }
    }
}

impl Operator for AssignWatermark {
    fn rows(&mut self, _: Port, batch: &Batch, out: &mut Output) -> Result<usize, Fault> {
        let column = batch.column(self.column);
        if column.null_count() > 0 {
            return Err(Fault::new(FaultKind::NullTime { column: self.name.clone() }));
        }
        let times = types::longs(column);
        let before: ScalarBuffer<i64> = times
            .iter()
            .map(|time| {
                let before = self.mark;
                self.mark = before.max(time.saturating_sub(self.delay_ms));
                before
            })
            .collect();
        out.emit(batch.clone().with_marks(Marks::Each(before)));
        Ok(batch.rows())
    }

    fn mark(&self, input: Mark) -> Mark {
        if input == END { END } else { self.mark }
    }

    fn snapshot(&self, into: &mut Writer) {
        into.long(self.mark);
    }

    fn restore(&mut self, from: &mut Reader<'_>) -> Result<(), Corrupt> {
        self.mark = from.long()?;
        Ok(())
    }
}
