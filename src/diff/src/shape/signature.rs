//! What tells an operator from another: its keys, conditions and functions, with symbols for the columns that they name.

use super::{Reader, Rows, conjuncts, text_of};
use std::collections::BTreeSet;
use weir_ir::plan::{Aggregate, EquiPair, Op, RankOrder};
use weir_ir::sql::{Expr, Frame, FrameBound, SortKey};

impl Reader<'_> {
    /// The operator with symbols for its columns, and those symbols.
    pub(super) fn signature(&mut self, op: &Op, inputs: &[Rows], columns: &[usize]) -> (String, Vec<usize>) {
        let at = Places { columns, left: inputs.first().map_or(0, |rows| rows.columns.len()) };
        match op {
            Op::Scan { relation, versioned, .. } => {
                (format!("scan {} {versioned}", self.names.relation(*relation)), Vec::new())
            }
            Op::Values { rows } => {
                let cells: Vec<usize> = rows.iter().flat_map(|row| self.expressions(row, columns)).collect();
                (format!("values {} {cells:?}", rows.len()), cells)
            }
            Op::Expand { rows } => {
                let cells: Vec<usize> = rows.iter().flat_map(|row| self.expressions(row, columns)).collect();
                (format!("expand {} {cells:?}", rows.len()), cells)
            }
            // Both were taken into the rows.
            Op::Filter { .. } | Op::Project { .. } => (String::new(), Vec::new()),
            Op::Join { kind, equi, residual, own_key } => {
                let (on, parts) = self.condition(equi, residual.as_ref(), at);
                (format!("join {kind:?} {own_key:?} {on}"), parts)
            }
            Op::TemporalJoin { kind, time, equi, residual } => {
                let (on, mut parts) = self.condition(equi, residual.as_ref(), at);
                parts.push(at.one(*time));
                (format!("temporal join {kind:?} at {} {on}", at.one(*time)), parts)
            }
            Op::IntervalJoin { kind, equi, left_time, right_time, lower_ms, upper_ms, residual } => {
                let (on, mut parts) = self.condition(equi, residual.as_ref(), at);
                let times = [at.one(*left_time), at.right(*right_time)];
                parts.extend(times);
                (format!("interval join {kind:?} {times:?} {lower_ms} {upper_ms} {on}"), parts)
            }
            Op::WindowJoin { kind, equi, residual } => {
                let (on, parts) = self.condition(equi, residual.as_ref(), at);
                (format!("window join {kind:?} {on}"), parts)
            }
            Op::WindowTvf { window, offset_ms, time, partition } => {
                let parts = at.all(&[&[*time], partition.as_slice()].concat());
                (format!("window {window:?} {offset_ms} {parts:?}"), parts)
            }
            Op::WindowAggregate { window, keys, start, end, aggregates } => {
                let (text, parts) = self.grouped(keys, aggregates, columns);
                (format!("window aggregate {window:?} {start} {end} {text}"), parts)
            }
            Op::GroupAggregate { keys, aggregates } => {
                let (text, parts) = self.grouped(keys, aggregates, columns);
                (format!("aggregate {text}"), parts)
            }
            Op::Rank { partition, order, from, to, numbered: _, windowed } => {
                let (text, parts) = at.ranked(partition, order);
                (format!("rank {from} {to} {windowed} {text}"), parts)
            }
            Op::Deduplicate { partition, time, keep_last, numbered: _, windowed } => {
                let parts = at.all(&[&[*time], partition.as_slice()].concat());
                (format!("deduplicate {keep_last} {windowed} {parts:?}"), parts)
            }
            Op::Over { partition, order, frame, calls } => {
                let (text, mut parts) = at.ranked(partition, order);
                let calls = self.aggregates(calls, columns);
                let frame = frame.as_ref().map(frame_text);
                parts.extend(&calls);
                (format!("over {text} {frame:?} {calls:?}"), parts)
            }
            Op::SetOp { kind, all } => (format!("{kind:?} {all}"), Vec::new()),
            Op::Sort { order } => {
                let (text, parts) = self.sorted(order, columns);
                (format!("sort {text}"), parts)
            }
            Op::Limit { order, offset, limit } => {
                let (text, parts) = self.sorted(order, columns);
                (format!("limit {offset} {limit:?} {text}"), parts)
            }
            Op::Unnest { collection, ordinality, left } => {
                let symbol = self.expression(collection, columns);
                (format!("unnest {symbol} {ordinality} {left}"), vec![symbol])
            }
            Op::Match { partition, order, measures, skip, pattern, within_ms } => {
                let (text, mut parts) = at.ranked(partition, order);
                let measures = self.expressions(measures, columns);
                let conditions: Vec<Option<usize>> = pattern
                    .iter()
                    .map(|variable| variable.condition.as_ref().map(|condition| self.expression(condition, columns)))
                    .collect();
                let times: Vec<_> =
                    pattern.iter().map(|variable| (variable.min, variable.max, variable.reluctant)).collect();
                parts.extend(measures.iter().chain(conditions.iter().flatten()));
                (format!("match {text} {measures:?} {skip:?} {times:?} {conditions:?} {within_ms:?}"), parts)
            }
        }
    }

    fn condition(&mut self, equi: &[EquiPair], residual: Option<&Expr>, at: Places<'_>) -> (String, Vec<usize>) {
        let pairs: BTreeSet<[usize; 2]> = equi.iter().map(|(l, r)| [at.one(*l), at.right(*r)]).collect();
        let rest: BTreeSet<usize> = residual
            .map(conjuncts)
            .into_iter()
            .flatten()
            .map(|condition| self.expression(condition, at.columns))
            .collect();
        let text = format!("{pairs:?} {rest:?}");
        (text, pairs.into_iter().flatten().chain(rest).collect())
    }

    fn grouped(&mut self, keys: &[Expr], aggregates: &[Aggregate], columns: &[usize]) -> (String, Vec<usize>) {
        let keys = self.expressions(keys, columns);
        let aggregates = self.aggregates(aggregates, columns);
        (format!("{keys:?} {aggregates:?}"), [keys, aggregates].concat())
    }

    fn sorted(&mut self, order: &[SortKey], columns: &[usize]) -> (String, Vec<usize>) {
        let symbols: Vec<usize> = order.iter().map(|key| self.expression(&key.expr, columns)).collect();
        let ways: Vec<_> = order.iter().map(|key| (key.descending, key.nulls_first)).collect();
        (format!("{symbols:?} {ways:?}"), symbols)
    }
}

/// Symbols of the columns of an operator's inputs.
#[derive(Debug, Clone, Copy)]
struct Places<'a> {
    columns: &'a [usize],
    /// How many of them are the left input's.
    left: usize,
}

impl Places<'_> {
    fn one(&self, position: usize) -> usize {
        self.columns.get(position).copied().unwrap_or(usize::MAX)
    }

    fn right(&self, position: usize) -> usize {
        self.one(self.left + position)
    }

    fn all(&self, positions: &[usize]) -> Vec<usize> {
        positions.iter().map(|position| self.one(*position)).collect()
    }

    fn ranked(&self, partition: &[usize], order: &[RankOrder]) -> (String, Vec<usize>) {
        let partition: BTreeSet<usize> = self.all(partition).into_iter().collect();
        let order: Vec<_> = order.iter().map(|key| (self.one(key.column), key.descending, key.nulls_first)).collect();
        let text = format!("{partition:?} {order:?}");
        (text, partition.into_iter().chain(order.into_iter().map(|(column, _, _)| column)).collect())
    }
}

fn frame_text(frame: &Frame) -> String {
    let bound = |bound: &FrameBound| match bound {
        FrameBound::UnboundedPreceding => "unbounded preceding".to_string(),
        FrameBound::CurrentRow => "current row".to_string(),
        FrameBound::UnboundedFollowing => "unbounded following".to_string(),
        FrameBound::Preceding(expr) => format!("{} preceding", text_of(expr)),
        FrameBound::Following(expr) => format!("{} following", text_of(expr)),
    };
    format!("{:?} {} {:?}", frame.unit, bound(&frame.start), frame.end.as_ref().map(bound))
}
