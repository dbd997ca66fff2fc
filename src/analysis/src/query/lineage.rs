//! Where values come from: edges from columns of relations through the expressions of a plan.

use std::collections::{BTreeMap, BTreeSet};
use weir_diagnostics::Span;
use weir_ir::{
    ColumnRef, DataType, Edge, EdgeKind, Flow,
    plan::{Lineage, PlanColumn},
    sql::{AggregateCall, Expr, ExprKind, MatchExpr},
};
use weir_platforms::functions::{self, Effect};

/// The lineage of a column that is itself.
pub(super) fn origin(column: ColumnRef, span: Span) -> Lineage {
    let edges = vec![Edge { from: column, flow: Flow::Value, kind: EdgeKind::Identity, span }];
    Lineage { edges, fields: BTreeMap::new() }
}

/// The lineage of an expression over the columns of its operator's input.
pub(super) fn of(expr: &Expr, inputs: &[PlanColumn]) -> Lineage {
    match &expr.kind {
        ExprKind::Input(n) => inputs.get(*n).map_or_else(Lineage::default, |column| moved(&column.lineage, expr.span)),
        ExprKind::Field(base, name) => field(&of(base, inputs), &name.value, expr.span),
        ExprKind::Row(items) => {
            let fields = items.iter().enumerate().map(|(n, item)| (format!("EXPR${n}"), of(item, inputs))).collect();
            Lineage { edges: through(expr, inputs), fields }
        }
        ExprKind::Cast { operand, .. } => {
            let inner = of(operand, inputs);
            Lineage {
                edges: derived(&inner.edges, EdgeKind::Transformation, expr.span),
                fields: recast(&inner, (&operand.ty.data, &expr.ty.data), expr.span),
            }
        }
        ExprKind::Case { operand, branches, otherwise } => {
            let mut edges = Vec::new();
            let conditions = operand.iter().map(AsRef::as_ref).chain(branches.iter().map(|branch| &branch.when));
            for condition in conditions {
                edges.extend(derived(&of(condition, inputs).edges, EdgeKind::Conditional, condition.span));
            }
            let results = branches.iter().map(|branch| &branch.then).chain(otherwise.iter().map(AsRef::as_ref));
            for result in results {
                edges.extend(derived(&of(result, inputs).edges, EdgeKind::Transformation, result.span));
            }
            Lineage { edges: dedup(edges), fields: BTreeMap::new() }
        }
        ExprKind::Call(call) if call.name == "IF" => {
            let mut edges = Vec::new();
            for (n, arg) in call.args.iter().enumerate() {
                let kind = if n == 0 { EdgeKind::Conditional } else { EdgeKind::Transformation };
                edges.extend(derived(&of(arg, inputs).edges, kind, arg.span));
            }
            Lineage { edges: dedup(edges), fields: BTreeMap::new() }
        }
        // A row that an array or map holds keeps its fields apart; the index is an input as well.
        ExprKind::Element(base, index) if matches!(expr.ty.data, DataType::Row(_)) => {
            let mut edges = moved(&of(base, inputs), expr.span).edges;
            edges.extend(derived(&of(index, inputs).edges, EdgeKind::Transformation, expr.span));
            Lineage { edges: dedup(edges), fields: BTreeMap::new() }
        }
        ExprKind::Match(matched) => match matched.as_ref() {
            MatchExpr::Row { value, .. } => moved(&of(value, inputs), expr.span),
            MatchExpr::Rows { call, .. } => aggregate(call, inputs, &[]),
            MatchExpr::Rowtime { .. } | MatchExpr::Proctime => {
                Lineage { edges: through(expr, inputs), fields: BTreeMap::new() }
            }
        },
        // Aggregates and OVER are operators of their own in a plan; whatever else remains is computed from all parts.
        ExprKind::Column(_)
        | ExprKind::Literal(_)
        | ExprKind::Unary(..)
        | ExprKind::Binary(..)
        | ExprKind::Is { .. }
        | ExprKind::Distinct { .. }
        | ExprKind::Between { .. }
        | ExprKind::In { .. }
        | ExprKind::Like { .. }
        | ExprKind::Call(_)
        | ExprKind::Aggregate(_)
        | ExprKind::Over(_)
        | ExprKind::Array(_)
        | ExprKind::Map(_)
        | ExprKind::Element(..)
        | ExprKind::Query(_)
        | ExprKind::Error => Lineage { edges: through(expr, inputs), fields: BTreeMap::new() },
    }
}

fn through(expr: &Expr, inputs: &[PlanColumn]) -> Vec<Edge> {
    let all = expr
        .children()
        .into_iter()
        .flat_map(|child| derived(&of(child, inputs).edges, EdgeKind::Transformation, expr.span));
    dedup(all.collect())
}

/// The result of an aggregate: COUNT tells existence only, everything else the value. FILTER chooses by value.
pub(super) fn aggregate(call: &AggregateCall, inputs: &[PlanColumn], rows: &[Edge]) -> Lineage {
    // The one value there is, as it is.
    if let ("SINGLE_VALUE", [value]) = (call.name.as_str(), call.args.as_slice()) {
        return of(value, inputs);
    }
    let existence = functions::find(&call.name).is_some_and(|function| function.effect == Effect::Existence);
    let mut edges = Vec::new();
    for arg in &call.args {
        edges.extend(derived(&of(arg, inputs).edges, EdgeKind::Aggregation, call.span));
    }
    if let Some(filter) = &call.filter {
        edges.extend(derived(&of(filter, inputs).edges, EdgeKind::Conditional, filter.span));
    }
    for key in &call.within_group {
        edges.extend(influence(&key.expr, inputs, EdgeKind::Sort));
    }
    if existence {
        edges.extend(rows.iter().cloned());
        for edge in &mut edges {
            edge.flow = Flow::Existence;
        }
    }
    Lineage { edges: dedup(edges), fields: BTreeMap::new() }
}

/// What an expression lets through to the rows that it selects or places.
pub(super) fn influence(expr: &Expr, inputs: &[PlanColumn], kind: EdgeKind) -> Vec<Edge> {
    let mut edges = derived(&of(expr, inputs).edges, kind, expr.span);
    for edge in &mut edges {
        edge.flow = edge.flow.max(Flow::Influence);
        edge.kind = kind;
    }
    edges
}

/// Edges of a step over other steps: the later place, and the later kind unless it only hands on.
pub(super) fn derived(edges: &[Edge], kind: EdgeKind, span: Span) -> Vec<Edge> {
    edges.iter().map(|edge| Edge { from: edge.from.clone(), flow: edge.flow, kind, span }).collect()
}

/// A column that is handed on: the place moves where nothing was computed yet.
fn moved(lineage: &Lineage, span: Span) -> Lineage {
    let place = |edge: &Edge| {
        let span = if edge.kind == EdgeKind::Identity { span } else { edge.span };
        Edge { span, ..edge.clone() }
    };
    let fields = lineage.fields.iter().map(|(name, field)| (name.clone(), moved(field, span))).collect();
    Lineage { edges: lineage.edges.iter().map(place).collect(), fields }
}

pub(super) fn field(base: &Lineage, name: &str, span: Span) -> Lineage {
    if let Some(field) = base.fields.get(name) {
        return moved(field, span);
    }
    let edges = base.edges.iter().map(|edge| {
        let mut edge = Edge { span, ..edge.clone() };
        if edge.kind == EdgeKind::Identity {
            edge.from.path.0.push(name.to_string());
        }
        edge
    });
    Lineage { edges: edges.collect(), fields: BTreeMap::new() }
}

/// A cast of a row names its fields anew, by position, and those of the rows in it.
fn recast(inner: &Lineage, (from, to): (&DataType, &DataType), span: Span) -> BTreeMap<String, Lineage> {
    let (DataType::Row(from), DataType::Row(to)) = (from, to) else { return BTreeMap::new() };
    let pairs = from.iter().zip(to).map(|(old, new)| {
        let mut lineage = field(inner, &old.name, span);
        lineage.fields = recast(&lineage, (&old.ty.data, &new.ty.data), span);
        if old.ty.data != new.ty.data {
            // Names inside may be others now.
            lineage.edges = derived(&lineage.edges, EdgeKind::Transformation, span);
        }
        (new.name.clone(), lineage)
    });
    pairs.collect()
}

/// One edge for each input, flow and kind: the first.
pub(super) fn dedup(edges: Vec<Edge>) -> Vec<Edge> {
    let mut seen = BTreeSet::new();
    edges.into_iter().filter(|edge| seen.insert((edge.from.clone(), edge.flow, edge.kind))).collect()
}
