//! What a join's condition says about the times of both sides (Flink 2.x, `IntervalJoinUtil`; answers of a real 2.2):
//! bounds of the two time attributes at both ends make an interval join, whatever else is compared.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "only the forms of expressions that are named have the shape looked for"
)]

use super::{Rel, join::Sides, used};
use weir_diagnostics::Span;
use weir_ir::{
    DataType,
    sql::{BinaryOp, CallForm, Expr, ExprKind, Literal, TimeKind, TimeUnit, UnaryOp},
};

/// What the condition says about the times of both sides.
pub(super) enum Bounds {
    None,
    /// Positions of the two times in the joined row; the least and most of `left - right` in milliseconds.
    Interval {
        times: (usize, usize),
        range: (i64, i64),
    },
    /// `back_ms`: how far apart the rows that are meant to meet are at most.
    Degraded {
        span: Span,
        why: &'static str,
        back_ms: Option<u64>,
    },
}

/// One comparison of moments of both sides: `left - right` is at least or at most so much.
struct Bound {
    times: (usize, usize),
    lower: Option<i64>,
    upper: Option<i64>,
    span: Span,
}

/// Bounds of the two time attributes count, wherever they stand; of other columns they only tell what was meant.
pub(super) fn bounds(sides: &Sides, frame: &Rel) -> Bounds {
    let width = sides.left.width();
    let time = |n: usize| frame.node.columns.get(n).and_then(|column| column.time);
    let both = |bound: &Bound| time(bound.times.0).is_some() && time(bound.times.0) == time(bound.times.1);
    let equal = sides.equi.iter().map(|(left, right)| Bound {
        times: (*left, right + width),
        lower: Some(0),
        upper: Some(0),
        span: sides.span,
    });
    let mut found: Vec<Bound> = equal.filter(both).collect();
    found.extend(sides.rest.iter().flat_map(|part| time_bounds(part, width)));
    let Some(first) = found.iter().find(|bound| both(bound)).or_else(|| found.first()) else {
        return hidden(sides, &|n| time(n) == Some(TimeKind::Event));
    };
    let same: Vec<&Bound> = found.iter().filter(|bound| bound.times == first.times).collect();
    let lower = same.iter().filter_map(|bound| bound.lower).max();
    let upper = same.iter().filter_map(|bound| bound.upper).min();
    let back_ms = lower.into_iter().chain(upper).map(i64::unsigned_abs).max();
    match (lower, upper) {
        _ if !both(first) => {
            Bounds::Degraded { span: first.span, why: "one of the two is not a time attribute", back_ms }
        }
        (Some(lower), Some(upper)) => Bounds::Interval { times: first.times, range: (lower, upper) },
        _ => Bounds::Degraded { span: first.span, why: "only one end is bounded", back_ms: None },
    }
}

/// The times of both sides compared in a way that Flink takes no bound from, such as TIMESTAMPDIFF.
fn hidden(sides: &Sides, event: &dyn Fn(usize) -> bool) -> Bounds {
    let width = sides.left.width();
    let compares = |part: &&Expr| {
        let times: Vec<usize> = used(part).into_iter().filter(|n| event(*n)).collect();
        let unequal = matches!(part.kind, ExprKind::Binary(BinaryOp::NotEqual, ..));
        !unequal && times.iter().any(|n| *n < width) && times.iter().any(|n| *n >= width)
    };
    sides.rest.iter().find(compares).map_or(Bounds::None, |part| Bounds::Degraded {
        span: part.span,
        why: "Flink reads no bounds in this",
        back_ms: None,
    })
}

fn time_bounds(part: &Expr, width: usize) -> Vec<Bound> {
    match &part.kind {
        ExprKind::Between { operand, low, high, negated: false, symmetric: false } => {
            [(BinaryOp::GreaterEqual, low), (BinaryOp::LessEqual, high)]
                .into_iter()
                .filter_map(|(op, other)| bound(op, operand, other, (width, part.span)))
                .collect()
        }
        ExprKind::Binary(op, left, right) if op.is_comparison() => {
            bound(*op, left, right, (width, part.span)).into_iter().collect()
        }
        ExprKind::Unary(UnaryOp::Not, inner) => match &inner.kind {
            ExprKind::Binary(op, left, right) => {
                negated(*op).and_then(|op| bound(op, left, right, (width, part.span))).into_iter().collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn negated(op: BinaryOp) -> Option<BinaryOp> {
    match op {
        BinaryOp::Less => Some(BinaryOp::GreaterEqual),
        BinaryOp::LessEqual => Some(BinaryOp::Greater),
        BinaryOp::Greater => Some(BinaryOp::LessEqual),
        BinaryOp::GreaterEqual => Some(BinaryOp::Less),
        _ => None,
    }
}

fn bound(op: BinaryOp, a: &Expr, b: &Expr, (width, span): (usize, Span)) -> Option<Bound> {
    let ((left, x), (right, y)) = (moment(a)?, moment(b)?);
    // left + x op right + y, so left - right op y - x.
    let (times, difference, flipped) = match (left < width, right < width) {
        (true, false) => ((left, right), y.checked_sub(x)?, false),
        (false, true) => ((right, left), x.checked_sub(y)?, true),
        _ => return None,
    };
    let (lower, upper) = match (op, flipped) {
        (BinaryOp::GreaterEqual, false) | (BinaryOp::LessEqual, true) => (Some(difference), None),
        (BinaryOp::Greater, false) | (BinaryOp::Less, true) => (Some(difference.saturating_add(1)), None),
        (BinaryOp::LessEqual, false) | (BinaryOp::GreaterEqual, true) => (None, Some(difference)),
        (BinaryOp::Less, false) | (BinaryOp::Greater, true) => (None, Some(difference.saturating_sub(1))),
        (BinaryOp::Equal, _) => (Some(difference), Some(difference)),
        _ => return None,
    };
    Some(Bound { times, lower, upper, span })
}

/// A time column, with the milliseconds that are added to it.
fn moment(expr: &Expr) -> Option<(usize, i64)> {
    let is_time = matches!(expr.ty.data, DataType::Timestamp(_) | DataType::TimestampLtz(_));
    match &expr.kind {
        ExprKind::Input(n) if is_time => Some((*n, 0)),
        ExprKind::Binary(op @ (BinaryOp::Add | BinaryOp::Subtract), base, interval) => {
            let (n, ms) = moment(base)?;
            let ExprKind::Literal(Literal::Interval { amount, .. }) = &interval.kind else { return None };
            if !matches!(interval.ty.data, DataType::IntervalMillis(_)) {
                return None;
            }
            let sum = if *op == BinaryOp::Add { ms.checked_add(*amount) } else { ms.checked_sub(*amount) };
            Some((n, sum?))
        }
        ExprKind::Call(call) if is_time && call.name == "TIMESTAMPADD" => {
            let (CallForm::UnitFirst(unit), [count, base]) = (&call.form, call.args.as_slice()) else { return None };
            let (n, ms) = moment(base)?;
            Some((n, ms.checked_add(whole(count)?.checked_mul(unit_ms(*unit)?)?)?))
        }
        _ => None,
    }
}

/// A whole number as it is written, with its sign.
fn whole(expr: &Expr) -> Option<i64> {
    match &expr.kind {
        ExprKind::Literal(Literal::Number(text)) => text.parse().ok(),
        ExprKind::Unary(UnaryOp::Minus, inner) => whole(inner)?.checked_neg(),
        _ => None,
    }
}

/// Units of one length.
pub(super) fn unit_ms(unit: TimeUnit) -> Option<i64> {
    Some(match unit {
        TimeUnit::Second => 1000,
        TimeUnit::Minute => 60_000,
        TimeUnit::Hour => 3_600_000,
        TimeUnit::Day => 86_400_000,
        TimeUnit::Week => 604_800_000,
        _ => return None,
    })
}
