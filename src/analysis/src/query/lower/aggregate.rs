use super::{
    Keys, Lowering, Rel, Window,
    subquery::{inner_side, tied},
    time_of,
};
use crate::query::{diagnostics as words, lineage, same::same, streaming as say};
use weir_diagnostics::Span;
use weir_ir::{
    EdgeKind, StateClass,
    plan::{Aggregate, Lineage, Op, PlanColumn},
    sql::{Expr, ExprKind, WindowKind},
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
            Some((_, start, end)) if start.is_some() != end.is_some() => {
                let missing = if start.is_some() { "window_end" } else { "window_start" };
                self.diagnostics.push(say::window_key_missing(span, missing));
                self.group_aggregate(&input, keys, aggregates, span)
            }
            _ => self.group_aggregate(&input, keys, aggregates, span),
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
        rel.window = Some(Window { kind: window.kind, start, end });
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
    if let Some(n) = computed.iter().position(|known| same(known, expr)) {
        expr.kind = ExprKind::Input(first + n);
        return;
    }
    for child in expr.children_mut() {
        replace(child, computed, first);
    }
}

/// Lineage of a column that other columns place: partition and order.
pub(super) fn placed(edges: Vec<weir_ir::Edge>) -> Lineage {
    Lineage { edges: lineage::dedup(edges), ..Lineage::default() }
}
