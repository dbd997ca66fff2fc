#![expect(clippy::wildcard_enum_match_arm, reason = "only some keys are stretches of time")]

use super::{
    Keys, Lowering, Rel, Window,
    bounds::unit_ms,
    subquery::{inner_side, tied},
    time_of,
};
use crate::query::{diagnostics as words, lineage, same::same, streaming as say};
use weir_diagnostics::Span;
use weir_ir::{
    DataType, EdgeKind, StateClass,
    plan::{Aggregate, Lineage, Op, PlanColumn},
    sql::{CallForm, Expr, ExprKind, Literal, TimeUnit, WindowKind},
};
use weir_platforms::functions::UNMERGED;

impl Lowering<'_> {
    /// GROUP BY and aggregates: keys first, then the calls.
    pub(super) fn aggregate(&mut self, input: Rel, keys: Vec<Expr>, calls: &[Expr], span: Span) -> Rel {
        let ties = input.correlated.iter().filter_map(|tie| {
            let inner = inner_side(tie)?;
            let at = keys.iter().position(|key| same(key, &inner))?;
            Some(tied(tie, &inner, at))
        });
        let ties: Vec<Expr> = ties.collect();
        let mut rel = self.aggregated(input, keys, calls, span);
        rel.correlated = ties;
        rel
    }

    fn aggregated(&mut self, input: Rel, keys: Vec<Expr>, calls: &[Expr], span: Span) -> Rel {
        let aggregates: Vec<Aggregate> = calls.iter().filter_map(aggregate_of).collect();
        let positions: Vec<Option<usize>> =
            keys.iter().map(|key| if let ExprKind::Input(n) = key.kind { Some(n) } else { None }).collect();
        let at = |column: usize| positions.iter().position(|position| *position == Some(column));
        let window = input.window.map(|window| (window, at(window.start), at(window.end)));
        for key in &keys {
            if let ExprKind::Call(call) = &key.kind
                && matches!(call.name.as_str(), "COALESCE" | "IFNULL")
            {
                self.diagnostics.push(say::key_from_coalesce(key.span, &call.name));
            }
        }
        match window {
            Some((window, Some(start), Some(end))) => {
                self.window_aggregate(&input, (keys, aggregates), (window, start, end), span)
            }
            Some((window, start, end)) if window.raw || start.is_some() != end.is_some() => {
                let missing = match (start, end) {
                    (Some(_), _) => "`window_end`",
                    (None, Some(_)) => "`window_start`",
                    (None, None) => "`window_start` and `window_end`",
                };
                self.diagnostics.push(say::window_key_missing(span, missing));
                if start.or(end).is_some() {
                    self.shorter_than(&input, super::length(window.kind), span);
                }
                self.group_aggregate(&input, keys, aggregates, span)
            }
            _ => self.group_aggregate(&input, keys, aggregates, span),
        }
    }

    /// Says so where groups that belong to a stretch of time are forgotten before it is over.
    fn shorter_than(&mut self, input: &Rel, need_ms: u64, span: Span) {
        if let Some(ttl) = self.ttl_ms(&[input]).filter(|ttl| *ttl < need_ms) {
            self.diagnostics.push(say::ttl_shorter(span, "this aggregate", ttl, need_ms));
        }
    }

    fn window_aggregate(
        &mut self,
        input: &Rel,
        (keys, aggregates): (Vec<Expr>, Vec<Aggregate>),
        (window, start, end): (Window, usize, usize),
        span: Span,
    ) -> Rel {
        if input.updating() {
            self.diagnostics.push(say::window_over_updates(span, input.node.span));
        }
        self.check_merging(window.kind, &aggregates);
        let columns = columns(input, &keys, &aggregates, true);
        let width = keys.len();
        let rows = group_edges(input, &keys);
        let op = Op::WindowAggregate { window: window.kind, keys, start, end, aggregates };
        let mut rel = Rel::new(op, vec![input.node.clone()], columns, span);
        rel.node.keys = Keys::from([(0..width).collect()]);
        rel.upsert = rel.node.keys.clone();
        rel.node.state = StateClass::Bounded;
        rel.window = Some(Window { kind: window.kind, start, end, raw: false });
        rel.names.clone_from(&input.names);
        rel.add_row_edges(rows);
        rel.seal();
        rel
    }

    fn check_merging(&mut self, window: WindowKind, aggregates: &[Aggregate]) {
        let name = match window {
            WindowKind::Tumble { .. } => return,
            WindowKind::Hop { .. } => "HOP",
            WindowKind::Cumulate { .. } => "CUMULATE",
            WindowKind::Session { .. } => "SESSION",
        };
        for aggregate in aggregates.iter().filter(|one| UNMERGED.contains(&one.call.name.as_str())) {
            self.diagnostics.push(words::unmerged_aggregate(&aggregate.call.name, aggregate.call.span, name));
        }
    }

    fn group_aggregate(&mut self, input: &Rel, keys: Vec<Expr>, aggregates: Vec<Aggregate>, span: Span) -> Rel {
        let columns = columns(input, &keys, &aggregates, false);
        let width = keys.len();
        let rows = group_edges(input, &keys);
        let what = if aggregates.is_empty() { "this DISTINCT" } else { "this aggregate" };
        if let Some(need_ms) = keys.iter().filter_map(stretch).max() {
            self.shorter_than(input, need_ms, span);
        }
        self.forgets_table(input, what, span);
        let distinct = aggregates.iter().any(|aggregate| aggregate.call.distinct);
        let state = if width == 0 && !distinct { StateClass::Table } else { self.state(&[input], what, span) };
        let word = if aggregates.is_empty() { "DISTINCT" } else { "the aggregate" };
        let op = Op::GroupAggregate { keys, aggregates };
        let mut rel = Rel::new(op, vec![input.node.clone()], columns, span);
        rel.node.keys = Keys::from([(0..width).collect()]);
        rel.upsert = rel.node.keys.clone();
        rel.node.state = state;
        rel.table_sized = input.table_sized || width == 0;
        rel.single = width == 0;
        rel.names.clone_from(&input.names);
        rel.updates_by = Some((word.to_string(), span));
        rel.add_row_edges(rows);
        rel.seal();
        rel
    }
}

/// How long the stretch of time is that a key such as `CAST(ts AS DATE)` or `FLOOR(ts TO HOUR)` stands for.
fn stretch(key: &Expr) -> Option<u64> {
    let ms = match &key.kind {
        ExprKind::Cast { operand, .. } if key.ty.data == DataType::Date && is_moment(operand) => Some(DAY_MS),
        ExprKind::Call(call) => match (call.name.as_str(), &call.form, call.args.as_slice()) {
            ("FLOOR" | "CEIL", CallForm::To(unit), [moment]) if is_moment(moment) => months(*unit).or(unit_ms(*unit)),
            ("DATE_FORMAT", _, [moment, pattern]) if is_moment(moment) => pattern_ms(pattern),
            _ => None,
        },
        _ => None,
    };
    ms.and_then(|ms| u64::try_from(ms).ok())
}

const DAY_MS: i64 = 86_400_000;

fn is_moment(expr: &Expr) -> bool {
    matches!(expr.ty.data, DataType::Timestamp(_) | DataType::TimestampLtz(_))
}

/// The shortest month, quarter and year.
fn months(unit: TimeUnit) -> Option<i64> {
    match unit {
        TimeUnit::Month => Some(28 * DAY_MS),
        TimeUnit::Quarter => Some(90 * DAY_MS),
        TimeUnit::Year => Some(365 * DAY_MS),
        _ => None,
    }
}

/// The finest letter of a pattern such as `yyyy-MM-dd`.
fn pattern_ms(pattern: &Expr) -> Option<i64> {
    let ExprKind::Literal(Literal::Text(pattern)) = &pattern.kind else { return None };
    let finest: &[(char, i64)] = &[
        ('S', 1),
        ('s', 1000),
        ('m', 60_000),
        ('H', 3_600_000),
        ('d', DAY_MS),
        ('M', 28 * DAY_MS),
        ('y', 365 * DAY_MS),
    ];
    finest.iter().find(|(letter, _)| pattern.contains(*letter)).map(|(_, ms)| *ms)
}

fn columns(input: &Rel, keys: &[Expr], aggregates: &[Aggregate], windowed: bool) -> Vec<PlanColumn> {
    let rows = &input.node.row_edges;
    let key = |(n, expr): (usize, &Expr)| {
        let name =
            if let ExprKind::Input(i) = expr.kind { input.node.columns.get(i).map(|c| c.name.clone()) } else { None };
        PlanColumn {
            name: name.unwrap_or_else(|| format!("k{n}")),
            ty: expr.ty.clone(),
            // A window's own time survives its aggregate; nothing survives another one.
            time: if windowed { time_of(expr, input) } else { None },
            lineage: lineage::of(expr, &input.node.columns),
        }
    };
    let call = |(n, aggregate): (usize, &Aggregate)| PlanColumn {
        name: format!("a{n}"),
        ty: aggregate.ty.clone(),
        time: None,
        lineage: lineage::aggregate(&aggregate.call, &input.node.columns, rows),
    };
    keys.iter().enumerate().map(key).chain(aggregates.iter().enumerate().map(call)).collect()
}

fn group_edges(input: &Rel, keys: &[Expr]) -> Vec<weir_ir::Edge> {
    keys.iter().flat_map(|key| lineage::influence(key, &input.node.columns, EdgeKind::GroupBy)).collect()
}

fn aggregate_of(expr: &Expr) -> Option<Aggregate> {
    let ExprKind::Aggregate(call) = &expr.kind else { return None };
    Some(Aggregate { call: call.as_ref().clone(), ty: expr.ty.clone() })
}

/// Every aggregate of these expressions, each once, in order of reading.
pub(super) fn collect<'e>(expressions: impl Iterator<Item = &'e Expr>, wanted: fn(&Expr) -> bool) -> Vec<Expr> {
    let mut all: Vec<Expr> = Vec::new();
    for expr in expressions {
        expr.walk(&mut |part| {
            if wanted(part) && !all.iter().any(|known| same(known, part)) {
                all.push(part.clone());
            }
        });
    }
    all
}

/// Puts columns in the place of the expressions that an operator has computed: `computed[n]` is column `first + n`.
pub(super) fn replace(expr: &mut Expr, computed: &[Expr], first: usize) {
    let columns: Vec<(Expr, Expr)> =
        computed.iter().enumerate().map(|(n, known)| (known.clone(), input_of(known, first + n))).collect();
    stand_for(expr, &columns);
}

/// An expression that has become a column.
pub(super) fn input_of(expr: &Expr, position: usize) -> Expr {
    Expr { kind: ExprKind::Input(position), ..expr.clone() }
}

/// Puts the second of each pair in the place of the first.
pub(super) fn stand_for(expr: &mut Expr, computed: &[(Expr, Expr)]) {
    if let Some((_, by)) = computed.iter().find(|(known, _)| same(known, expr)) {
        *expr = Expr { span: expr.span, ..by.clone() };
        return;
    }
    for child in expr.children_mut() {
        stand_for(child, computed);
    }
}

/// Lineage of a column that other columns place: partition and order.
pub(super) fn placed(edges: Vec<weir_ir::Edge>) -> Lineage {
    Lineage { edges: lineage::dedup(edges), ..Lineage::default() }
}
