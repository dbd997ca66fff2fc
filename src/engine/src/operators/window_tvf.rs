use super::{Operator, Output, Port};
use crate::{batch::Batch, fault::Fault, types};
use arrow_array::{Array, ArrayRef, Int64Array, TimestampMillisecondArray, UInt32Array};
use std::sync::Arc;
use weir_ir::{
    plan::{Node, Op},
    sql::WindowKind,
};

/// TUMBLE, HOP and CUMULATE: each row once for each window that it lies in, with the window's bounds (Flink's
/// `WindowTableFunctionOperator`). Late rows pass: who aggregates drops them.
pub struct WindowTvf {
    window: WindowKind,
    offset: i64,
    time: usize,
    bounds: Bounds,
}

/// Where the columns of the bounds stand, and the layout of `window_time`.
pub(super) struct Bounds {
    at: usize,
    time: arrow_schema::DataType,
}

impl Bounds {
    /// Behind the visible columns, before the `$rowtime` of a scan.
    pub(super) fn new(node: &Node) -> Option<Bounds> {
        let [input] = node.inputs.as_slice() else { return None };
        let scanned = matches!(input.op, Op::Scan { .. });
        let hidden = input.columns.iter().rposition(|column| scanned && column.name == "$rowtime");
        let at = hidden.unwrap_or(input.columns.len());
        let time = node.columns.get(at + 2)?;
        Some(Bounds { at, time: types::data_type(&time.ty.data) })
    }

    /// The columns of rows with those of their windows: starts and ends in milliseconds.
    pub(super) fn columns(&self, rows: &[ArrayRef], starts: Vec<i64>, ends: Vec<i64>) -> Vec<ArrayRef> {
        let times: Int64Array = ends.iter().map(|end| end - 1).collect();
        let mut columns = rows.to_vec();
        let windows: [ArrayRef; 3] = [
            Arc::new(TimestampMillisecondArray::from(starts)),
            Arc::new(TimestampMillisecondArray::from(ends)),
            types::of_longs(&self.time, &times),
        ];
        let at = self.at.min(columns.len());
        columns.splice(at..at, windows);
        columns
    }
}

fn signed(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}

impl WindowTvf {
    pub fn build(node: &Node, window: WindowKind, offset: i64, time: usize) -> Result<WindowTvf, String> {
        let bounds = Bounds::new(node).ok_or("a window of this shape")?;
        Ok(WindowTvf { window, offset, time, bounds })
    }

    /// The windows of a time, each as start and end.
    fn windows(&self, time: i64, mut give: impl FnMut(i64, i64)) {
        let floor = |size: i64| time - (time - self.offset).rem_euclid(size.max(1));
        match self.window {
            WindowKind::Tumble { size_ms } => {
                let start = floor(signed(size_ms));
                give(start, start + signed(size_ms));
            }
            WindowKind::Hop { slide_ms, size_ms } => {
                let (slide, size) = (signed(slide_ms).max(1), signed(size_ms));
                let mut start = floor(slide);
                while start > time - size {
                    give(start, start + size);
                    start -= slide;
                }
            }
            WindowKind::Cumulate { step_ms, max_ms } => {
                let (step, most) = (signed(step_ms).max(1), signed(max_ms));
                let start = floor(most);
                let mut end = start + ((time - start) / step + 1) * step;
                while end <= start + most {
                    give(start, end);
                    end += step;
                }
            }
            // Sessions have an operator of their own.
            WindowKind::Session { .. } => {}
        }
    }
}

impl Operator for WindowTvf {
    fn rows(&mut self, _: Port, batch: &Batch, out: &mut Output) -> Result<usize, Fault> {
        let column = batch.column(self.time);
        let times = types::longs(column);
        let (mut rows, mut starts, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for (row, time) in (0u32..).zip(times.iter()).filter(|(row, _)| column.is_valid(*row as usize)) {
            self.windows(*time, |start, end| {
                rows.push(row);
                starts.push(start);
                ends.push(end);
            });
        }
        let simple = rows.len() == batch.rows() && matches!(self.window, WindowKind::Tumble { .. });
        let given = if simple { batch.clone() } else { batch.take(&UInt32Array::from(rows)) };
        let columns = self.bounds.columns(given.columns(), starts, ends);
        out.emit(given.with_columns(columns));
        Ok(batch.rows())
    }
}
