//! What queries do with ciphertext and with masked values, operator by operator of their plans.

mod expressions;

use super::{Place, States, columns::combined, diagnostics, violations::Found};
use expressions::Uses;
use std::collections::BTreeSet;
use weir_diagnostics::Span;
use weir_ir::{
    EncryptAlgorithm, Protection, RelationKind,
    plan::{EquiPair, Node, Op, PlanColumn},
    sql::{Expr, SetOpKind},
};

/// Checks every transform with what columns are inside Flink here.
pub(super) fn check(place: &Place<'_>, states: &States, found: &mut Found) {
    // INVARIANT: without a protected column there is nothing to check, and most pipelines of a thousand transforms end here.
    if states.values().all(|state| *state == Protection::Plain) {
        return;
    }
    for (_, relation) in place.project.relations.iter() {
        let RelationKind::Transform(_) = relation.kind else { continue };
        let Some(plan) = &relation.plan else { continue };
        let mut uses = Uses { environment: place.name(), states, found, quiet: false, seen: BTreeSet::new() };
        uses.node(&plan.root);
        let quiet = uses.quiet;
        if !quiet {
            key(place, states, relation, found);
        }
    }
}

/// The record key of a derived relation.
fn key(place: &Place<'_>, states: &States, relation: &weir_ir::Relation, found: &mut Found) {
    for name in relation.facts.key.iter().flatten() {
        let Some(column) = relation.column(name) else { continue };
        let state = combined(&column.edges, states);
        if !keeps_equality(&state) {
            let diagnostic = diagnostics::masked_key(column.span, "is the key of this relation", &state);
            found.wrong_use(place.name(), diagnostic);
        }
    }
}

/// Whether equal plaintext, and only that, gives equal values.
fn keeps_equality(state: &Protection) -> bool {
    match state {
        Protection::Plain => true,
        Protection::Masked(kind) => kind.keeps_equality(),
        Protection::Encrypted { algorithm, .. } => *algorithm == EncryptAlgorithm::Aes256Siv,
    }
}

impl Uses<'_> {
    fn node(&mut self, node: &Node) {
        for input in &node.inputs {
            // A subtree that several operators share is looked at once.
            if self.seen.insert(std::ptr::from_ref(input.as_ref())) {
                self.node(input);
            }
        }
        let columns: Vec<&PlanColumn> = node.inputs.iter().flat_map(|input| &input.columns).collect();
        self.operator(node, &columns);
    }

    fn operator(&mut self, node: &Node, columns: &[&PlanColumn]) {
        match &node.op {
            Op::Scan { .. } => {}
            Op::Values { rows } => self.all(rows.iter().flatten(), columns),
            Op::Filter { predicate } => self.all([predicate], columns),
            Op::Project { expressions } => self.all(expressions, columns),
            Op::Expand { rows } => {
                // The lists differ in what is NULL only.
                let width = rows.first().map_or(0, Vec::len);
                let value = |n: usize| {
                    let mut cells = rows.iter().filter_map(|row| row.get(n));
                    cells.find(|cell| !matches!(cell.kind, weir_ir::sql::ExprKind::Literal(_)))
                };
                self.all((0..width).filter_map(value), columns);
            }
            Op::Join { equi, residual, .. }
            | Op::TemporalJoin { equi, residual, .. }
            | Op::IntervalJoin { equi, residual, .. }
            | Op::WindowJoin { equi, residual, .. } => self.join(node, equi, residual.as_ref(), columns),
            Op::WindowTvf { partition, .. } => self.positions(partition, node.span, "partitions by", columns),
            Op::WindowAggregate { keys, aggregates, .. } => {
                self.keys(keys, columns);
                aggregates.iter().for_each(|aggregate| self.aggregate(&aggregate.call, columns));
            }
            Op::GroupAggregate { keys, aggregates } => {
                // DISTINCT has keys only; a column that is masked there stays one value.
                if aggregates.is_empty() {
                    self.distinct(keys, columns);
                } else {
                    self.keys(keys, columns);
                }
                aggregates.iter().for_each(|aggregate| self.aggregate(&aggregate.call, columns));
            }
            Op::Rank { partition, order, .. } => {
                self.positions(partition, node.span, "partitions by", columns);
                let order: Vec<usize> = order.iter().map(|key| key.column).collect();
                self.orders(&order, node.span, columns);
            }
            Op::Deduplicate { partition, .. } => self.positions(partition, node.span, "partitions by", columns),
            Op::Over { partition, order, calls, .. } => {
                self.positions(partition, node.span, "partitions by", columns);
                let order: Vec<usize> = order.iter().map(|key| key.column).collect();
                self.orders(&order, node.span, columns);
                calls.iter().for_each(|call| self.aggregate(&call.call, columns));
            }
            Op::SetOp { kind, .. } => self.set_operation(node, *kind != SetOpKind::Union),
            Op::Sort { order } | Op::Limit { order, .. } => {
                for key in order {
                    let state = self.expr(&key.expr, columns);
                    self.refuse_ciphertext(key.expr.span, "ORDER BY", &state);
                }
            }
            Op::Unnest { collection, .. } => self.all([collection], columns),
            Op::Match { partition, order, measures, pattern, .. } => {
                self.positions(partition, node.span, "partitions by", columns);
                let order: Vec<usize> = order.iter().map(|key| key.column).collect();
                self.orders(&order, node.span, columns);
                self.all(measures, columns);
                for condition in pattern.iter().filter_map(|variable| variable.condition.as_ref()) {
                    let state = self.expr(condition, columns);
                    self.refuse_ciphertext(condition.span, "a condition", &state);
                }
            }
        }
    }

    fn all<'e>(&mut self, expressions: impl IntoIterator<Item = &'e Expr>, columns: &[&PlanColumn]) {
        for expr in expressions {
            self.expr(expr, columns);
        }
    }

    fn join(&mut self, node: &Node, equi: &[EquiPair], residual: Option<&Expr>, columns: &[&PlanColumn]) {
        let left = node.inputs.first().map_or(0, |input| input.columns.len());
        for (a, b) in equi {
            let (a, b) = (self.column(*a, columns), self.column(left + b, columns));
            self.equal(node.span, "a join", &a, &b);
        }
        self.all(residual, columns);
    }

    fn keys(&mut self, keys: &[Expr], columns: &[&PlanColumn]) {
        for key in keys {
            let state = self.expr(key, columns);
            self.key(key.span, "is a key of GROUP BY", &state);
        }
    }

    fn distinct(&mut self, keys: &[Expr], columns: &[&PlanColumn]) {
        for key in keys {
            let state = self.expr(key, columns);
            if !matches!(state, Protection::Masked(_)) {
                self.key(key.span, "is a key of DISTINCT", &state);
            }
        }
    }

    fn positions(&mut self, positions: &[usize], span: Span, what: &str, columns: &[&PlanColumn]) {
        for position in positions {
            let state = self.column(*position, columns);
            self.key(span, what, &state);
        }
    }

    fn orders(&mut self, positions: &[usize], span: Span, columns: &[&PlanColumn]) {
        for position in positions {
            let state = self.column(*position, columns);
            self.refuse_ciphertext(span, "ORDER BY", &state);
        }
    }

    /// A set operation compares whole rows, and its columns mix what both sides hold.
    fn set_operation(&mut self, node: &Node, compares: bool) {
        let [left, right] = node.inputs.as_slice() else { return };
        for (a, b) in left.columns.iter().zip(&right.columns) {
            let (a, b) = (combined(&a.lineage.edges, self.states), combined(&b.lineage.edges, self.states));
            let encrypted = |state: &Protection| matches!(state, Protection::Encrypted { .. });
            if a != b && (encrypted(&a) || encrypted(&b)) {
                self.report(diagnostics::different_states(node.span, "a set operation", &a, &b));
            } else if compares && encrypted(&a) && !keeps_equality(&a) {
                self.refuse_ciphertext(node.span, "a set operation that compares rows", &a);
            }
        }
    }
}
