//! MATCH_RECOGNIZE: rows in the order of time, searched for a pattern (Flink 2.x, pattern recognition).

use super::{Lowering, Rel, Ttl};
use crate::query::{diagnostics::pattern as say, lineage, streaming};
use weir_ir::{
    EdgeKind, StateClass,
    plan::{Op, PlanColumn, RankOrder},
    sql::{Expr, ExprKind, MatchExpr, MatchTable, PatternVariable, TimeKind},
};

impl Lowering<'_> {
    pub(super) fn matches(&mut self, matched: &MatchTable) -> Option<Rel> {
        let input = self.table(&matched.input, &mut Vec::new())?;
        self.no_ties(&input, "MATCH_RECOGNIZE")?;
        if input.updating() {
            let place = input.node.span;
            self.diagnostics.push(streaming::time_operator_on_updates(matched.span, "MATCH_RECOGNIZE", place));
        }
        self.check_order(matched, &input);
        let rows = edges(matched, &input);
        if matched.within_ms.is_none() && self.ttl(&[&input]) != Ttl::Forever {
            self.diagnostics.push(say::unbounded(matched.span));
        }
        let columns = columns(matched, &input);
        let mut rel = Rel::new(operator(matched, &input), vec![input.node], columns, matched.span);
        rel.bindings = vec![(matched.binding.id, 0)];
        if !matched.binding.name.is_empty() {
            rel.names = vec![matched.binding.name.clone()];
        }
        rel.node.state = if matched.within_ms.is_some() { StateClass::Bounded } else { StateClass::Unbounded };
        rel.add_row_edges(rows);
        rel.seal();
        Some(rel)
    }

    fn check_order(&mut self, matched: &MatchTable, input: &Rel) {
        let Some(key) = matched.order_by.first() else { return };
        let column = position(input, &key.expr).and_then(|n| input.node.columns.get(n));
        if column.is_none_or(|column| column.time.is_none()) {
            self.diagnostics.push(say::order_not_time(key.expr.span));
        }
    }
}

fn position(input: &Rel, expr: &Expr) -> Option<usize> {
    if let ExprKind::Input(n) = input.bind(expr).kind { Some(n) } else { None }
}

fn operator(matched: &MatchTable, input: &Rel) -> Op {
    let order = matched.order_by.iter().filter_map(|key| {
        let column = position(input, &key.expr)?;
        Some(RankOrder { column, descending: key.descending, nulls_first: key.nulls_first })
    });
    let pattern = matched.pattern.iter().map(|variable| PatternVariable {
        condition: variable.condition.as_ref().map(|condition| input.bind(condition)),
        ..variable.clone()
    });
    Op::Match {
        partition: matched.partition_by.iter().filter_map(|key| position(input, key)).collect(),
        order: order.collect(),
        measures: matched.measures.iter().map(|measure| input.bind(&measure.expr)).collect(),
        skip: matched.skip,
        pattern: pattern.collect(),
        within_ms: matched.within_ms,
    }
}

/// The partition's columns and the measures; the time of a match is the only time attribute that is left.
fn columns(matched: &MatchTable, input: &Rel) -> Vec<PlanColumn> {
    let keys = matched.partition_by.iter().filter_map(|key| input.node.columns.get(position(input, key)?));
    let keys = keys.map(|column| PlanColumn { time: None, ..column.clone() });
    let measures = matched.measures.iter().map(|measure| {
        let expr = input.bind(&measure.expr);
        PlanColumn {
            name: measure.name.value.clone(),
            time: time(&expr),
            lineage: lineage::of(&expr, &input.node.columns),
            ty: expr.ty,
        }
    });
    keys.chain(measures).collect()
}

fn time(expr: &Expr) -> Option<TimeKind> {
    let ExprKind::Match(matched) = &expr.kind else { return None };
    match matched.as_ref() {
        MatchExpr::Rowtime { .. } => Some(TimeKind::Event),
        MatchExpr::Proctime => Some(TimeKind::Processing),
        MatchExpr::Row { .. } | MatchExpr::Rows { .. } => None,
    }
}

/// Which rows are a match depends on the partition, the order and every condition.
fn edges(matched: &MatchTable, input: &Rel) -> Vec<weir_ir::Edge> {
    let of = |expr: &Expr, kind| lineage::influence(&input.bind(expr), &input.node.columns, kind);
    let keys = matched.partition_by.iter().flat_map(|key| of(key, EdgeKind::GroupBy));
    let order = matched.order_by.iter().flat_map(|key| of(&key.expr, EdgeKind::Sort));
    let conditions = matched.pattern.iter().filter_map(|variable| variable.condition.as_ref());
    keys.chain(order).chain(conditions.flat_map(|condition| of(condition, EdgeKind::Filter))).collect()
}
