//! What expressions do with protected columns.

use super::keeps_equality;
use crate::protection::{
    States,
    columns::{combined, state},
    diagnostics,
    violations::Found,
};
use std::collections::BTreeSet;
use weir_diagnostics::{Diagnostic, Span};
use weir_ir::{
    ColumnRef, EdgeKind, Protection,
    plan::{Lineage, Node, PlanColumn},
    sql::{AggregateCall, BinaryOp, Call, Expr, ExprKind, IsTest, Literal, MatchExpr},
};

pub(super) struct Uses<'a> {
    pub(super) environment: &'a str,
    /// What columns of relations are inside Flink here.
    pub(super) states: &'a States,
    pub(super) found: &'a mut Found,
    /// Something was reported.
    pub(super) quiet: bool,
    /// Operators that were looked at.
    pub(super) seen: BTreeSet<*const Node>,
}

impl Uses<'_> {
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.quiet = true;
        self.found.wrong_use(self.environment, diagnostic);
    }

    pub(super) fn column(&self, position: usize, columns: &[&PlanColumn]) -> Protection {
        columns.get(position).map_or(Protection::Plain, |column| combined(&column.lineage.edges, self.states))
    }

    pub(super) fn refuse_ciphertext(&mut self, span: Span, what: &str, state: &Protection) {
        if let Protection::Encrypted { .. } = state {
            self.report(diagnostics::encrypted_use(span, what, state));
        }
    }

    /// A column that decides which rows belong together.
    pub(super) fn key(&mut self, span: Span, what: &str, state: &Protection) {
        if keeps_equality(state) {
            return;
        }
        match state {
            Protection::Masked(_) => self.report(diagnostics::masked_key(span, what, state)),
            Protection::Encrypted { .. } => self.report(diagnostics::encrypted_use(span, "grouping", state)),
            Protection::Plain => {}
        }
    }

    /// An equality: both sides protected alike in a way that keeps equality, or both plain.
    pub(super) fn equal(&mut self, span: Span, what: &str, left: &Protection, right: &Protection) {
        let unfit = [left, right].into_iter().find(|state| !keeps_equality(state));
        match unfit {
            Some(Protection::Encrypted { .. }) => {
                self.refuse_ciphertext(span, what, left);
                self.refuse_ciphertext(span, what, right);
            }
            Some(state @ Protection::Masked(_)) => {
                self.report(diagnostics::masked_key(span, &format!("is compared in {what}"), state));
            }
            Some(Protection::Plain) | None if left != right => {
                self.report(diagnostics::different_states(span, what, left, right));
            }
            Some(Protection::Plain) | None => {}
        }
    }

    /// The state of a value; reports what its expression does wrong.
    pub(super) fn expr(&mut self, expr: &Expr, columns: &[&PlanColumn]) -> Protection {
        match &expr.kind {
            ExprKind::Input(position) => self.column(*position, columns),
            ExprKind::Field(..) => self.field(expr, columns),
            ExprKind::Literal(_) | ExprKind::Column(_) | ExprKind::Error => Protection::Plain,
            ExprKind::Is { operand, test, .. } => {
                let state = self.expr(operand, columns);
                if *test != IsTest::Null {
                    self.refuse_ciphertext(operand.span, "a test", &state);
                }
                Protection::Plain
            }
            ExprKind::Binary(BinaryOp::Equal | BinaryOp::NotEqual, left, right) => {
                self.comparison(expr.span, left, right, columns);
                Protection::Plain
            }
            ExprKind::Distinct { left, right, .. } => {
                self.comparison(expr.span, left, right, columns);
                Protection::Plain
            }
            ExprKind::In { operand, list, .. } => {
                for element in list {
                    self.comparison(element.span, operand, element, columns);
                }
                Protection::Plain
            }
            ExprKind::Case { operand, branches, otherwise } => {
                for branch in branches {
                    match operand {
                        Some(operand) => self.comparison(branch.when.span, operand, &branch.when, columns),
                        None => {
                            let state = self.expr(&branch.when, columns);
                            self.refuse_ciphertext(branch.when.span, "a condition", &state);
                        }
                    }
                }
                let results = branches.iter().map(|branch| &branch.then).chain(otherwise.iter().map(AsRef::as_ref));
                self.branches(results, columns)
            }
            ExprKind::Call(call) => self.call(expr, call, columns),
            // A constructed row copies; its fields are tracked one by one.
            ExprKind::Row(parts) => {
                for part in parts {
                    self.expr(part, columns);
                }
                Protection::Plain
            }
            ExprKind::Aggregate(call) => {
                self.aggregate(call, columns);
                Protection::Plain
            }
            ExprKind::Match(matched) => match matched.as_ref() {
                // A value of one of the rows, as it is.
                MatchExpr::Row { value, .. } => self.expr(value, columns),
                MatchExpr::Rows { call, .. } => {
                    self.aggregate(call, columns);
                    Protection::Plain
                }
                MatchExpr::Rowtime { .. } | MatchExpr::Proctime => Protection::Plain,
            },
            ExprKind::Unary(..)
            | ExprKind::Binary(..)
            | ExprKind::Between { .. }
            | ExprKind::Like { .. }
            | ExprKind::Cast { .. }
            | ExprKind::Over(_)
            | ExprKind::Array(_)
            | ExprKind::Map(_)
            | ExprKind::Element(..)
            | ExprKind::Query(_) => self.computed(expr, "an expression", columns),
        }
    }

    /// Anything else: not over ciphertext. What is computed from masked values only is masked.
    fn computed(&mut self, expr: &Expr, what: &str, columns: &[&PlanColumn]) -> Protection {
        let mut masked = None;
        for part in expr.children() {
            let state = self.expr(part, columns);
            self.refuse_ciphertext(part.span, what, &state);
            if let Protection::Masked(_) = state {
                masked.get_or_insert(state);
            }
        }
        masked.unwrap_or(Protection::Plain)
    }

    fn call(&mut self, expr: &Expr, call: &Call, columns: &[&PlanColumn]) -> Protection {
        match (call.name.as_str(), call.args.as_slice()) {
            ("COALESCE" | "IFNULL", args) => self.branches(args, columns),
            ("IF", [condition, results @ ..]) => {
                let state = self.expr(condition, columns);
                self.refuse_ciphertext(condition.span, "a condition", &state);
                self.branches(results, columns)
            }
            _ => self.computed(expr, &format!("`{}`", call.name), columns),
        }
    }

    fn comparison(&mut self, span: Span, left: &Expr, right: &Expr, columns: &[&PlanColumn]) {
        let (a, b) = (self.expr(left, columns), self.expr(right, columns));
        let masked = |state: &Protection| matches!(state, Protection::Masked(_));
        // A masked value may be compared as the value it is: `email = '****'`.
        if !(masked(&a) || masked(&b))
            || matches!((&a, &b), (Protection::Encrypted { .. }, _) | (_, Protection::Encrypted { .. }))
        {
            self.equal(span, "a comparison", &a, &b);
        }
    }

    /// Branches of one value: where one is ciphertext, all are, of one state; NULL fits everything.
    fn branches<'e>(&mut self, results: impl IntoIterator<Item = &'e Expr>, columns: &[&PlanColumn]) -> Protection {
        let mut states = Vec::new();
        for result in results {
            let state = self.expr(result, columns);
            if !matches!(result.kind, ExprKind::Literal(Literal::Null)) {
                states.push((result.span, state));
            }
        }
        let encrypted = states.iter().find(|(_, state)| matches!(state, Protection::Encrypted { .. })).cloned();
        let Some((_, first)) = encrypted.or_else(|| states.first().cloned()) else { return Protection::Plain };
        match states.iter().find(|(_, state)| *state != first) {
            Some((span, other)) if matches!(first, Protection::Encrypted { .. }) => {
                self.report(diagnostics::different_states(*span, "a branch", &first, other));
                Protection::Plain
            }
            Some(_) => Protection::Plain,
            None => first,
        }
    }

    pub(super) fn aggregate(&mut self, call: &AggregateCall, columns: &[&PlanColumn]) {
        if call.name == "SINGLE_VALUE" {
            return self.all(&call.args, columns);
        }
        for argument in &call.args {
            let state = self.expr(argument, columns);
            let counted = call.name == "COUNT" && (!call.distinct || keeps_equality(&state));
            let masked = matches!(state, Protection::Masked(_));
            if !counted && !masked {
                let distinct = if call.distinct { "(DISTINCT …)" } else { "" };
                self.refuse_ciphertext(argument.span, &format!("`{}{distinct}`", call.name), &state);
            }
        }
        if let Some(filter) = &call.filter {
            self.expr(filter, columns);
        }
        for key in &call.within_group {
            let state = self.expr(&key.expr, columns);
            self.refuse_ciphertext(key.expr.span, "ORDER BY", &state);
        }
    }

    /// A field of a row column, or of what an expression gives.
    fn field(&mut self, expr: &Expr, columns: &[&PlanColumn]) -> Protection {
        let mut path = Vec::new();
        let mut base = expr;
        while let ExprKind::Field(inner, name) = &base.kind {
            path.push(name.value.clone());
            base = inner;
        }
        path.reverse();
        let ExprKind::Input(position) = &base.kind else { return self.expr(base, columns) };
        columns.get(*position).map_or(Protection::Plain, |column| self.below(&column.lineage, &path))
    }

    fn below(&self, lineage: &Lineage, path: &[String]) -> Protection {
        match path.split_first() {
            None => combined(&lineage.edges, self.states),
            Some((name, rest)) => match lineage.fields.get(name) {
                Some(field) => self.below(field, rest),
                None => self.handed_on(lineage, path),
            },
        }
    }

    /// A field of a row that is handed on unchanged.
    fn handed_on(&self, lineage: &Lineage, path: &[String]) -> Protection {
        let [edge] = lineage.edges.as_slice() else { return combined(&lineage.edges, self.states) };
        if edge.kind != EdgeKind::Identity {
            return combined(&lineage.edges, self.states);
        }
        let mut at: ColumnRef = edge.from.clone();
        at.path.0.extend(path.iter().cloned());
        state(&at, self.states)
    }
}
