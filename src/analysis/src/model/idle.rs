//! Quiet inputs. A statement's watermark is the least of its inputs', so one without rows holds all results back until
//! it counts as idle (Flink 2.x, "Dealing With Idle Sources").

use super::{diagnostics as messages, relations::IDLE_MS};
use crate::query::window_length;
use weir_diagnostics::{Diagnostic, Span};
use weir_ir::{
    Project, RelationId,
    plan::{Node, Op},
};

/// What waits for the watermark, and how long what it holds is at most, in milliseconds.
struct Waits {
    what: &'static str,
    span: Span,
    length_ms: u64,
}

/// The statement's idle time with the place that says it: a setting, or an input that has it.
#[derive(Clone, Copy)]
pub(super) struct Idle {
    pub(super) ms: u64,
    pub(super) said: Option<Span>,
    pub(super) input: Option<RelationId>,
}

/// Idleness that is switched off, or so long that results come later than the whole window again.
pub(super) fn lint(project: &Project, (name, span): (&str, Span), idle: Idle, root: &Node) -> Option<Diagnostic> {
    let waits = root.nodes().into_iter().filter_map(waits).min_by_key(|waits| waits.length_ms)?;
    let input = idle.input.map(|id| (project.relations[id].name.as_str(), project.relations[id].span));
    let said = idle.said.unwrap_or(span);
    if idle.ms == 0 {
        return Some(messages::never_idle(name, said, (waits.what, waits.span), input));
    }
    (idle.ms > waits.length_ms.max(IDLE_MS))
        .then(|| messages::idle_too_long((name, said), idle.ms, (waits.what, waits.span), input))
}

fn waits(node: &Node) -> Option<Waits> {
    let (what, length_ms) = match &node.op {
        Op::WindowAggregate { window, .. } | Op::WindowTvf { window, .. } => ("this window", window_length(*window)),
        Op::IntervalJoin { lower_ms, upper_ms, .. } => ("this join", upper_ms.abs_diff(*lower_ms)),
        Op::TemporalJoin { .. } => ("this temporal join", 0),
        Op::Over { order, .. } => {
            let first = order.first()?;
            node.inputs.first()?.columns.get(first.column)?.time?;
            ("this OVER", 0)
        }
        Op::Sort { .. } => ("this sort", 0),
        Op::Match { within_ms, .. } => ("this pattern", within_ms.unwrap_or(0)),
        Op::Scan { .. }
        | Op::Values { .. }
        | Op::Filter { .. }
        | Op::Project { .. }
        | Op::Expand { .. }
        | Op::Join { .. }
        | Op::WindowJoin { .. }
        | Op::GroupAggregate { .. }
        | Op::Rank { .. }
        | Op::Deduplicate { .. }
        | Op::SetOp { .. }
        | Op::Limit { .. }
        | Op::Unnest { .. } => return None,
    };
    // Joins and OVER without a length of their own are waited for by whoever reads them: a minute is long there.
    Some(Waits { what, span: node.span, length_ms: length_ms.max(60_000) })
}
