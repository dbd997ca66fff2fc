//! What only the finished plan tells: misuse of OVER, clocks in rows that update.

use crate::query::streaming as say;
use weir_diagnostics::{Diagnostics, Span};
use weir_ir::{
    Changelog,
    plan::{Aggregate, Node, Op, RankOrder},
    sql::{Expr, ExprKind, Frame, FrameBound, FrameUnit},
};
use weir_platforms::functions::{self, Determinism};

/// Checks every operator of a plan.
pub(in crate::query) fn check(root: &Node, diagnostics: &mut Diagnostics) {
    for node in root.nodes() {
        let input = node.inputs.first().map(AsRef::as_ref);
        match &node.op {
            Op::Over { order, frame, calls, .. } => over(node, order, frame.as_ref(), calls, diagnostics),
            Op::Project { expressions } => {
                for expr in expressions {
                    nondeterministic(expr, input, diagnostics);
                }
            }
            Op::Filter { predicate } => condition(predicate, node, diagnostics),
            Op::Join { residual, .. }
            | Op::TemporalJoin { residual, .. }
            | Op::IntervalJoin { residual, .. }
            | Op::WindowJoin { residual, .. } => {
                if let Some(residual) = residual {
                    condition(residual, node, diagnostics);
                }
            }
            Op::GroupAggregate { keys, aggregates } | Op::WindowAggregate { keys, aggregates, .. } => {
                let given = aggregates.iter().flat_map(|one| one.call.args.iter().chain(&one.call.filter));
                for expr in keys.iter().chain(given) {
                    nondeterministic(expr, input, diagnostics);
                }
            }
            Op::Scan { .. }
            | Op::Values { .. }
            | Op::Expand { .. }
            | Op::WindowTvf { .. }
            | Op::Rank { .. }
            | Op::Deduplicate { .. }
            | Op::SetOp { .. }
            | Op::Sort { .. }
            | Op::Limit { .. }
            | Op::Unnest { .. }
            | Op::Match { .. } => {}
        }
    }
}

/// Functions that Flink's validator knows and its planner refuses on a stream.
const NEED_THE_WHOLE: &[&str] = &["CUME_DIST", "LEAD", "NTILE", "PERCENT_RANK"];

fn over(node: &Node, order: &[RankOrder], frame: Option<&Frame>, calls: &[Aggregate], diagnostics: &mut Diagnostics) {
    let span = calls.first().map_or(node.span, |aggregate| aggregate.call.span);
    let Some(input) = node.inputs.first() else { return };
    if input.changelog != Changelog::Append {
        diagnostics.push(say::time_operator_on_updates(span, "OVER", input.span));
    }
    for aggregate in calls.iter().filter(|aggregate| NEED_THE_WHOLE.contains(&aggregate.call.name.as_str())) {
        let message = format!("`{}` needs rows to come", aggregate.call.name);
        let help = "use LAG, or a window that ends: `TUMBLE`";
        diagnostics.push(say::over_misuse(aggregate.call.span, &message, "a stream never has them all", help));
    }
    let Some(first) = order.first() else {
        let help = "add ORDER BY with the time attribute";
        diagnostics.push(say::over_misuse(span, "OVER needs an order", "no ORDER BY", help));
        return;
    };
    let by_time = input.columns.get(first.column).is_some_and(|column| column.time.is_some());
    if first.descending {
        let help = "order by the time attribute ascending, or filter `ROW_NUMBER() = 1` for the newest row";
        diagnostics.push(say::over_misuse(span, "OVER runs in ascending order only", "descending", help));
    } else if !by_time {
        diagnostics.push(say::unbounded_state(span, "OVER by something that is not the time", Some(input.span)));
    }
    if let Some(frame) = frame {
        let following = |bound: &FrameBound| matches!(bound, FrameBound::Following(_) | FrameBound::UnboundedFollowing);
        if following(&frame.start) || frame.end.as_ref().is_some_and(following) {
            let help = "end the frame at CURRENT ROW";
            let message = "OVER can't look at rows to come";
            diagnostics.push(say::over_misuse(span, message, "the frame ends after the current row", help));
        }
        if frame.unit == FrameUnit::Range && !by_time && matches!(frame.start, FrameBound::Preceding(_)) {
            let help = "order by the time attribute";
            diagnostics.push(say::over_misuse(span, "RANGE needs an order by time", "not by time", help));
        }
    }
}

/// A filter, or what a join asks of its pairs: evaluated once for each, whatever the clock says later.
fn condition(predicate: &Expr, node: &Node, diagnostics: &mut Diagnostics) {
    let changing = node.inputs.iter().map(AsRef::as_ref).find(|input| input.changelog != Changelog::Append);
    nondeterministic(predicate, changing, diagnostics);
    if let Some((name, span)) = call(predicate, Determinism::Time) {
        diagnostics.push(say::now_in_filter(span, &name));
    }
}

fn nondeterministic(expr: &Expr, input: Option<&Node>, diagnostics: &mut Diagnostics) {
    let Some(input) = input.filter(|input| input.changelog != Changelog::Append) else { return };
    let found = call(expr, Determinism::Random).or_else(|| call(expr, Determinism::Time));
    if let Some((name, span)) = found {
        diagnostics.push(say::nondeterministic_update(span, &name, input.span));
    }
}

fn call(expr: &Expr, wanted: Determinism) -> Option<(String, Span)> {
    let mut found = None;
    expr.walk(&mut |part| {
        if let ExprKind::Call(call) = &part.kind
            && functions::find(&call.name).is_some_and(|function| function.determinism == wanted)
        {
            found.get_or_insert_with(|| (call.name.clone(), part.span));
        }
    });
    found
}
