//! OVER, and what it becomes under a filter on its row number: Top-N and deduplication.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "only the forms of expressions that are named have the shape looked for"
)]

use super::{Keys, Lowering, Rel, aggregate::placed, all_of, conjuncts, project};
use crate::query::{lineage, same::same, streaming as say};
use std::{collections::BTreeSet, sync::Arc};
use weir_diagnostics::Span;
use weir_ir::{
    EdgeKind, Flow, StateClass,
    plan::{Aggregate, Op, PlanColumn, RankOrder},
    sql::{BinaryOp, Expr, ExprKind, Literal, OverCall, OverWindow},
};

/// Expressions, names and place of a projection.
type Projection = (Vec<Expr>, Vec<String>, Span);

/// A numbering of rows that a filter above may turn into a Top-N.
#[derive(Clone)]
pub(super) struct Pending {
    input: Rel,
    partition: Vec<usize>,
    order: Vec<RankOrder>,
    /// ROW_NUMBER, RANK or DENSE_RANK.
    function: String,
    type_: weir_ir::Type,
    /// Projections since, with names and places.
    chain: Vec<Arc<Projection>>,
    /// Where the number stands now.
    column: Option<usize>,
    span: Span,
}

impl Pending {
    /// The same numbering behind one more projection.
    pub(super) fn projected(&self, expressions: &[Expr], names: &[String], span: Span) -> Self {
        let mut next = self.clone();
        next.column = self
            .column
            .and_then(|at| expressions.iter().position(|expr| matches!(expr.kind, ExprKind::Input(n) if n == at)));
        next.chain.push(Arc::new((expressions.to_vec(), names.to_vec(), span)));
        next
    }
}

impl Lowering<'_> {
    /// Appends the results of OVER calls; all of them look at one window.
    pub(super) fn over(&mut self, input: Rel, calls: &[Expr], span: Span) -> Rel {
        let overs: Vec<&OverCall> = calls
            .iter()
            .filter_map(|call| if let ExprKind::Over(over) = &call.kind { Some(over.as_ref()) } else { None })
            .collect();
        let Some(first) = overs.first() else { return input };
        let other = overs.iter().zip(calls).find(|(over, _)| !same_window(&over.window, &first.window));
        if let Some((_, call)) = other {
            let help = "compute each window in a derived table of its own";
            let message = "all OVER windows of one SELECT must be the same";
            self.diagnostics.push(say::over_misuse(call.span, message, "another window than the first", help));
        }
        let order_exprs: Vec<Expr> = first.window.order_by.iter().map(|key| key.expr.clone()).collect();
        let (input, partition) = materialize(input, &first.window.partition_by, span);
        let (input, order) = materialize(input, &order_exprs, span);
        let order: Vec<RankOrder> = order
            .into_iter()
            .zip(&first.window.order_by)
            .map(|(column, key)| RankOrder { column, descending: key.descending, nulls_first: key.nulls_first })
            .collect();
        self.check_partition(&input, &partition, span);
        let window = Spot { partition, order };
        let mut columns = input.node.columns.clone();
        let edges = window.edges(&input, calls.first().map_or(span, |call| call.span));
        for (call, over) in calls.iter().zip(&overs) {
            let mut from = lineage::aggregate(&over.function, &input.node.columns, &[]);
            from.edges.extend(edges.iter().cloned());
            let name = over.function.name.clone();
            columns.push(PlanColumn { name, ty: call.ty.clone(), time: None, lineage: placed(from.edges) });
        }
        let aggregates =
            calls.iter().zip(&overs).map(|(call, over)| Aggregate { call: over.function.clone(), ty: call.ty.clone() });
        let op = Op::Over {
            partition: window.partition.clone(),
            order: window.order.clone(),
            frame: first.window.frame.clone(),
            calls: aggregates.collect(),
        };
        let mut rel = Rel::over(op, &input, columns, span);
        rel.node.state = if window.by_time(&input) { StateClass::Bounded } else { StateClass::Unbounded };
        if let ([call], [over]) = (calls, overs.as_slice())
            && matches!(over.function.name.as_str(), "ROW_NUMBER" | "RANK" | "DENSE_RANK")
        {
            rel.pending = Some(Box::new(Pending {
                column: Some(input.width()),
                input,
                partition: window.partition,
                order: window.order,
                function: over.function.name.clone(),
                type_: call.ty.clone(),
                chain: Vec::new(),
                span: call.span,
            }));
        }
        rel
    }

    /// The first rows of each partition, with their number behind them.
    pub(super) fn first_rows(
        &mut self,
        input: Rel,
        (partition, order): (Vec<usize>, Vec<RankOrder>),
        to: u64,
        span: Span,
    ) -> Rel {
        let pending = Pending {
            column: Some(input.width()),
            input,
            partition,
            order,
            function: "ROW_NUMBER".to_string(),
            type_: weir_ir::Type::not_null(weir_ir::DataType::BigInt),
            chain: Vec::new(),
            span,
        };
        self.rank(pending, 1, to)
    }

    fn rank(&mut self, pending: Pending, from: u64, to: u64) -> Rel {
        let Pending { input, partition, order, function, type_, chain, span, .. } = pending;
        if function != "ROW_NUMBER" {
            self.diagnostics.push(say::rank_in_stream(span, &function));
        }
        let spot = Spot { partition, order };
        let keyed: BTreeSet<usize> = spot.partition.iter().copied().collect();
        let windowed = input.window.is_some_and(|window| keyed.contains(&window.start) && keyed.contains(&window.end));
        if windowed && input.updating() {
            self.diagnostics.push(say::time_operator_on_updates(span, "a Top-N in windows", input.node.span));
        }
        let number = input.width();
        let edges = spot.edges(&input, span);
        let mut columns = input.node.columns.clone();
        columns.push(PlanColumn { name: function, ty: type_, time: None, lineage: placed(edges.clone()) });
        let single = from == 1 && to == 1;
        let by_time = spot.order.len() == 1 && spot.time(&input).is_some();
        let keep_last = spot.order.first().is_some_and(|key| key.descending);
        let first_only = single && by_time && !keep_last && !input.updating();
        let op = match spot.time(&input) {
            Some(time) if single && by_time => {
                Op::Deduplicate { partition: spot.partition.clone(), time, keep_last, numbered: true, windowed }
            }
            Some(_) | None => Op::Rank {
                partition: spot.partition.clone(),
                order: spot.order.clone(),
                from,
                to,
                numbered: true,
                windowed,
            },
        };
        let mut rel = Rel::over(op, &input, columns, span);
        let own: BTreeSet<usize> = if single { keyed.clone() } else { keyed.iter().copied().chain([number]).collect() };
        rel.node.keys.insert(own.clone());
        rel.upsert = input.upsert.iter().filter(|key| keyed.is_subset(key)).cloned().collect::<Keys>();
        rel.upsert.insert(own);
        if !windowed {
            self.forgets_table(&input, if single { "this deduplication" } else { "this Top-N" }, span);
        }
        rel.node.state = if windowed {
            StateClass::Bounded
        } else if first_only {
            self.state(&[&input], "this deduplication", span)
        } else if self.ttl(&[&input]) == super::Ttl::Finite {
            StateClass::Keyed
        } else {
            StateClass::Table
        };
        rel.window = rel.window.map(|window| super::Window { raw: window.raw && !windowed, ..window });
        rel.table_sized = input.table_sized || !windowed && !first_only;
        if !first_only && !windowed {
            let what = if single { "the deduplication" } else { "the Top-N" };
            rel.updates_by = Some((what.to_string(), span));
        }
        rel.add_row_edges(edges);
        rel.seal();
        chain.iter().fold(rel, |rel, step| {
            let (expressions, names, span) = step.as_ref();
            let expressions = expressions.iter().map(|expr| retyped(expr, &rel)).collect();
            project(&rel, expressions, names, *span)
        })
    }
}

/// Takes conditions on a row number out of a filter and makes them a Top-N; gives what is left of the filter.
pub(super) fn top_n(lowering: &mut Lowering<'_>, input: Rel, predicate: Expr) -> (Rel, Option<Expr>) {
    let Some(pending) = input.pending.clone() else { return (input, Some(predicate)) };
    let Some(column) = pending.column else { return (input, Some(predicate)) };
    let mut range = (1, None);
    let mut rest = Vec::new();
    for part in conjuncts(&predicate) {
        match number_range(&part, column) {
            Some((from, to)) => {
                range.0 = range.0.max(from);
                range.1 = match (range.1, to) {
                    (Some(a), Some(b)) => Some(std::cmp::min::<u64>(a, b)),
                    (a, b) => a.or(b),
                };
            }
            None => rest.push(part),
        }
    }
    let Some(to) = range.1 else { return (input, Some(predicate)) };
    let mut rel = lowering.rank(*pending, range.0, to);
    rel.bindings.clone_from(&input.bindings);
    rel.names.clone_from(&input.names);
    for (column, old) in rel.node.columns.iter_mut().zip(&input.node.columns) {
        column.name.clone_from(&old.name);
    }
    (rel, all_of(rest))
}

/// `rn = 1`, `rn <= 3`, `rn BETWEEN 2 AND 4`.
fn number_range(part: &Expr, column: usize) -> Option<(u64, Option<u64>)> {
    let is_number = |expr: &Expr| matches!(expr.kind, ExprKind::Input(n) if n == column);
    match &part.kind {
        ExprKind::Binary(op, left, right) if op.is_comparison() => {
            let (op, value) = if is_number(left) {
                (*op, literal(right)?)
            } else if is_number(right) {
                (mirrored(*op), literal(left)?)
            } else {
                return None;
            };
            match op {
                BinaryOp::Equal => Some((value, Some(value))),
                BinaryOp::LessEqual => Some((1, Some(value))),
                BinaryOp::Less => Some((1, Some(value.saturating_sub(1)))),
                BinaryOp::GreaterEqual => Some((value, None)),
                BinaryOp::Greater => Some((value + 1, None)),
                _ => None,
            }
        }
        ExprKind::Between { operand, low, high, negated: false, symmetric: false } if is_number(operand) => {
            Some((literal(low)?, Some(literal(high)?)))
        }
        _ => None,
    }
}

fn mirrored(op: BinaryOp) -> BinaryOp {
    match op {
        BinaryOp::Less => BinaryOp::Greater,
        BinaryOp::LessEqual => BinaryOp::GreaterEqual,
        BinaryOp::Greater => BinaryOp::Less,
        BinaryOp::GreaterEqual => BinaryOp::LessEqual,
        BinaryOp::Add
        | BinaryOp::Subtract
        | BinaryOp::Multiply
        | BinaryOp::Divide
        | BinaryOp::Modulo
        | BinaryOp::Concat
        | BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::And
        | BinaryOp::Or => op,
    }
}

fn literal(expr: &Expr) -> Option<u64> {
    if let ExprKind::Literal(Literal::Number(text)) = &expr.kind { text.parse().ok() } else { None }
}

/// Partition and order, by position.
struct Spot {
    partition: Vec<usize>,
    order: Vec<RankOrder>,
}

impl Spot {
    /// The time attribute that comes first in the order.
    fn time(&self, input: &Rel) -> Option<usize> {
        let first = self.order.first()?;
        let column = input.node.columns.get(first.column)?;
        column.time.is_some().then_some(first.column)
    }

    fn by_time(&self, input: &Rel) -> bool {
        self.time(input).is_some()
    }

    fn edges(&self, input: &Rel, span: Span) -> Vec<weir_ir::Edge> {
        let edge = |column: usize, kind| {
            let ty = input.node.columns.get(column).map_or_else(weir_ir::Type::poison, |column| column.ty.clone());
            let expr = Expr { kind: ExprKind::Input(column), ty, time: None, span };
            lineage::influence(&expr, &input.node.columns, kind)
        };
        let partition = self.partition.iter().flat_map(|n| edge(*n, EdgeKind::GroupBy));
        let order = self.order.iter().flat_map(|key| edge(key.column, EdgeKind::Sort));
        lineage::dedup(partition.chain(order).collect())
    }
}

fn same_window(a: &OverWindow, b: &OverWindow) -> bool {
    let (x, y) = (a.parts(), b.parts());
    let shape = |w: &OverWindow| (w.partition_by.len(), w.order_by.iter().map(|k| k.descending).collect::<Vec<_>>());
    let unit = |w: &OverWindow| w.frame.as_ref().map(|frame| frame.unit);
    x.len() == y.len() && x.iter().zip(&y).all(|(a, b)| same(a, b)) && shape(a) == shape(b) && unit(a) == unit(b)
}

/// Positions of expressions; those that are no columns are computed behind them first.
fn materialize(input: Rel, expressions: &[Expr], span: Span) -> (Rel, Vec<usize>) {
    let position = |expr: &Expr| if let ExprKind::Input(n) = expr.kind { Some(n) } else { None };
    if let Some(all) = expressions.iter().map(position).collect::<Option<Vec<usize>>>() {
        return (input, all);
    }
    let mut all = identity(&input, span);
    let mut names: Vec<String> = input.node.columns.iter().map(|column| column.name.clone()).collect();
    let mut positions = Vec::new();
    for expr in expressions {
        positions.push(position(expr).unwrap_or(all.len()));
        if position(expr).is_none() {
            names.push(format!("k{}", all.len()));
            all.push(expr.clone());
        }
    }
    let mut rel = project(&input, all, &names, span);
    rel.bindings.clone_from(&input.bindings);
    (rel, positions)
}

/// Every column as it is, with the place where it was made.
pub(super) fn identity(input: &Rel, span: Span) -> Vec<Expr> {
    let place = |column: &PlanColumn| {
        let values = column.lineage.edges.iter().find(|edge| edge.flow == Flow::Value);
        values.map_or(span, |edge| edge.span)
    };
    let column = |(n, column): (usize, &PlanColumn)| Expr {
        kind: ExprKind::Input(n),
        ty: column.ty.clone(),
        time: column.time,
        span: place(column),
    };
    input.node.columns.iter().enumerate().map(column).collect()
}

/// An expression over columns whose time attributes may have changed.
fn retyped(expr: &Expr, input: &Rel) -> Expr {
    let mut expr = expr.clone();
    if let ExprKind::Input(n) = expr.kind {
        expr.time = input.node.columns.get(n).and_then(|column| column.time);
    }
    expr
}
