//! Queries inside expressions become joins (Flink 2.x, `FlinkSubQueryRemoveRule` and Calcite's decorrelation): a
//! condition by itself a semi or anti join, anything else a left join with at most one row for each row outside.
//!
//! A condition of the inner query that names a column outside travels up on [`Rel::correlated`]: positions are those of
//! the inner row, columns those of the outer. The join takes it as a part of its condition.

use super::{
    Lowering, Rel, all_of, conjuncts, filter,
    join::Sides,
    make::{
        boolean, case, count, equal, extreme, is_false, is_not_null, is_null, is_null_literal, is_true, not, null,
        number, otherwise, placed, position, shifted, single_value, truth,
    },
    over::identity,
    project,
};
use crate::query::{diagnostics as words, lineage, streaming as say};
use std::{collections::BTreeSet, rc::Rc};
use weir_diagnostics::Span;
use weir_ir::{
    DataType, Edge, EdgeKind, Flow, Type,
    plan::{JoinType, Op, PlanColumn},
    sql::{BinaryOp, Body, CaseBranch, Expr, ExprKind, IsTest, Item, Query, QueryExpr, QueryForm, UnaryOp},
};

impl Lowering<'_> {
    /// Filters by conditions that may hold queries, or name columns outside.
    pub(super) fn filtered(&mut self, rel: Rel, conditions: Vec<Expr>) -> Option<Rel> {
        let conditions = conditions.into_iter().flat_map(|condition| positive(condition, false));
        let (with_query, plain): (Vec<Expr>, Vec<Expr>) = conditions.partition(holds_query);
        let bound = plain.iter().map(|condition| rel.bind(condition));
        let (outside, local): (Vec<Expr>, Vec<Expr>) = bound.partition(names_outside);
        let mut rel = match all_of(local) {
            Some(predicate) => {
                let span = predicate.span;
                filter(self, rel, predicate, span)
            }
            None => rel,
        };
        rel.correlated.extend(outside);
        for condition in with_query {
            rel = self.filter_by_query(rel, condition)?;
        }
        Some(rel)
    }

    fn filter_by_query(&mut self, mut rel: Rel, condition: Expr) -> Option<Rel> {
        let (negated, inner) = stripped(&condition);
        if let ExprKind::Query(query) = &inner.kind {
            match &query.form {
                QueryForm::Exists => return self.where_exists(rel, &query.query, negated, inner.span),
                QueryForm::In { operand, negated: not } => {
                    let operand = self.value(&mut rel, operand)?;
                    return self.where_in(rel, (&operand, &query.query), negated != *not, inner.span);
                }
                QueryForm::Value | QueryForm::Quantified { .. } => {}
            }
        }
        let predicate = self.value(&mut rel, &condition)?;
        let span = predicate.span;
        if names_outside(&predicate) {
            rel.correlated.push(predicate);
            return Some(rel);
        }
        Some(filter(self, rel, predicate, span))
    }

    fn where_exists(&mut self, rel: Rel, query: &Query, negated: bool, span: Span) -> Option<Rel> {
        if let Some(always) = always_one_row(query) {
            self.diagnostics.push(say::exists_of_aggregate(always, negated));
            return Some(filter(self, rel, truth(!negated, span), span));
        }
        let mut right = self.around(&rel, &existence(query))?;
        if right.correlated.is_empty() {
            right = self.one_if_any(right, span);
            let flag = is_not_null(position(&right, 0, span));
            right = filter(self, right, flag, span);
        }
        let kind = if negated { JoinType::Anti } else { JoinType::Semi };
        self.only_comparisons(&right)?;
        self.no_having(query, &right)?;
        Some(self.joined((rel, right), kind, Vec::new(), span))
    }

    /// `operand` is bound to the left side.
    fn where_in(&mut self, rel: Rel, (operand, query): (&Expr, &Query), negated: bool, span: Span) -> Option<Rel> {
        let right = self.around(&rel, query)?;
        self.only_comparisons(&right)?;
        self.no_having(query, &right)?;
        if negated && right.empty.is_some() {
            self.diagnostics.push(words::not_in_aggregate(span));
            return None;
        }
        let width = rel.width();
        let mut null = (false, false);
        let mut conditions = Vec::new();
        for (n, value) in values(operand).iter().enumerate() {
            let other = shifted(position(&right, n, span), width);
            let mut parts = Vec::new();
            if negated {
                null = (null.0 || value.ty.nullable, null.1 || other.ty.nullable);
                parts.extend([*value, &other].into_iter().filter(|side| side.ty.nullable).cloned().map(is_null));
            }
            parts.push(equal((*value).clone(), other));
            let condition = parts.into_iter().reduce(|a, b| boolean(BinaryOp::Or, a, b));
            conditions.extend(condition.map(|condition| placed(condition, span)));
        }
        if null.0 || null.1 {
            self.diagnostics.push(say::not_in_null(span, null.1));
        }
        let kind = if negated { JoinType::Anti } else { JoinType::Semi };
        Some(self.joined((rel, right), kind, conditions, span))
    }

    /// The expression over the columns of `rel`, to which each query in it has added its result.
    pub(super) fn value(&mut self, rel: &mut Rel, expr: &Expr) -> Option<Expr> {
        let mut bound = rel.bind(expr);
        self.value_in(rel, &mut bound)?;
        Some(bound)
    }

    fn value_in(&mut self, rel: &mut Rel, expr: &mut Expr) -> Option<()> {
        for child in expr.children_mut() {
            self.value_in(rel, child)?;
        }
        let ExprKind::Query(query) = &expr.kind else { return Some(()) };
        let query = query.clone();
        let span = expr.span;
        let base = rel.base.clone().unwrap_or_else(|| Rc::new(rel.clone()));
        rel.base = Some(base);
        *expr = placed(self.attach(rel, &query, (expr.ty.clone(), span))?, span);
        Some(())
    }

    /// As [`Self::value`], for queries inside aggregates only: the others see the groups.
    pub(super) fn value_in_aggregates(&mut self, rel: &mut Rel, expr: &mut Expr) -> Option<()> {
        if matches!(expr.kind, ExprKind::Aggregate(_)) {
            return self.value_in(rel, expr);
        }
        for child in expr.children_mut() {
            self.value_in_aggregates(rel, child)?;
        }
        Some(())
    }

    /// Joins the result of a query to the rows; gives the expression that is its value.
    fn attach(&mut self, rel: &mut Rel, query: &QueryExpr, (ty, span): (Type, Span)) -> Option<Expr> {
        match &query.form {
            QueryForm::Value => self.attach_value(rel, &query.query, (ty, span)),
            QueryForm::Exists => self.attach_exists(rel, &query.query, span),
            QueryForm::In { operand, negated } => self.attach_in(rel, (operand, &query.query), *negated, (ty, span)),
            QueryForm::Quantified { operand, op, all } => {
                self.attach_quantified(rel, (operand, &query.query), (*op, *all), (ty, span))
            }
        }
    }

    fn attach_value(&mut self, rel: &mut Rel, query: &Query, (ty, span): (Type, Span)) -> Option<Expr> {
        let right = self.around(rel, query)?;
        let right = self.settled(right, rel)?;
        let right = self.at_most_one(right, span)?;
        let empty = right.empty.as_ref().and_then(|values| values.first()).cloned();
        let key = right.correlated.iter().find_map(inner_side);
        let width = rel.width();
        let mut found = shifted(position(&right, 0, span), width);
        found.ty = ty;
        self.beside(rel, right, span);
        Some(match (empty, key) {
            (Some(default), Some(key)) if !is_null_literal(&default) => {
                let missing = is_null(shifted(key, width));
                otherwise(missing, Expr { span, ..default }, found)
            }
            _ => found,
        })
    }

    fn attach_exists(&mut self, rel: &mut Rel, query: &Query, span: Span) -> Option<Expr> {
        if let Some(always) = always_one_row(query) {
            self.diagnostics.push(say::exists_of_aggregate(always, false));
            return Some(truth(true, span));
        }
        let right = self.around(rel, &existence(query))?;
        let right = self.settled(right, rel)?;
        let right =
            if right.correlated.is_empty() { self.one_if_any(right, span) } else { self.flagged(right, &[], span)? };
        let flag = shifted(position(&right, right.flag, span), rel.width());
        self.beside(rel, right, span);
        Some(is_not_null(flag))
    }

    /// True with a match, false without one, unknown where a null stands on either side and nothing else matches.
    fn attach_in(
        &mut self,
        rel: &mut Rel,
        (operand, query): (&Expr, &Query),
        negated: bool,
        (ty, span): (Type, Span),
    ) -> Option<Expr> {
        let right = self.around(rel, query)?;
        let right = self.settled(right, rel)?;
        let values = values(operand);
        let columns: Vec<Expr> = (0..values.len()).map(|n| position(&right, n, span)).collect();
        let counts = if ty.nullable { Some(self.counts(rel, right.clone(), &columns, span)?) } else { None };
        let matching = self.flagged(right, &columns, span)?;
        let width = rel.width();
        let mut pairs = Vec::new();
        for (n, value) in values.iter().enumerate() {
            let mut other = shifted(position(&matching, n, span), width);
            let condition = equal((*value).clone(), other.clone());
            other.ty.nullable = true;
            pairs.push((condition, equal((*value).clone(), other)));
        }
        let conditions = pairs.iter().map(|(condition, _)| condition.clone()).collect();
        let right = matching;
        *rel = self.joined((rel.clone(), right), JoinType::Left, conditions, span);
        let matched = all_of(pairs.into_iter().map(|(_, test)| test).collect())?;
        let found = is_true(matched);
        let found = match counts {
            None => found,
            Some((all, known)) => {
                let nothing = boolean(BinaryOp::Or, is_null(all.clone()), equal(all.clone(), number(0, span)));
                let unknown_left = values.iter().filter(|v| v.ty.nullable).map(|v| is_null((*v).clone()));
                let unknown = unknown_left.chain([boolean(BinaryOp::Less, known, all)]);
                let unknown = unknown.reduce(|a, b| boolean(BinaryOp::Or, a, b))?;
                let branches = vec![
                    CaseBranch { when: nothing, then: truth(false, span) },
                    CaseBranch { when: found, then: truth(true, span) },
                    CaseBranch { when: unknown, then: null(DataType::Boolean, span) },
                ];
                case(branches, truth(false, span), ty)
            }
        };
        Some(if negated { not(found) } else { found })
    }

    /// How many rows a query gives, and in how many of them nothing is null; for each row outside.
    fn counts(&mut self, rel: &mut Rel, right: Rel, columns: &[Expr], span: Span) -> Option<(Expr, Expr)> {
        let known = columns.iter().filter(|column| column.ty.nullable).cloned().map(is_not_null);
        let calls = [count(None, span), count(all_of(known.collect()), span)];
        let mut results = self.aggregated_beside(rel, right, &calls, span)?.into_iter();
        Some((results.next()?, results.next()?))
    }

    /// Joins aggregates over a query to the rows, for each row outside; gives their columns, null where the query has no
    /// rows for it.
    fn aggregated_beside(&mut self, rel: &mut Rel, right: Rel, calls: &[Expr], span: Span) -> Option<Vec<Expr>> {
        let mut keys = Vec::new();
        self.extend_keys(&right, &mut keys)?;
        let first = rel.width() + keys.len();
        let mut right = self.aggregate(right, keys, calls, span);
        right.empty = None;
        self.beside(rel, right, span);
        let column = |(n, call): (usize, &Expr)| Expr {
            kind: ExprKind::Input(first + n),
            ty: Type::nullable(call.ty.data.clone()),
            time: None,
            span,
        };
        Some(calls.iter().enumerate().map(column).collect())
    }

    /// `x > ANY (…)` compares with the least value, `x > ALL (…)` with the greatest; `<> ANY` and `= ALL` with both.
    fn attach_quantified(
        &mut self,
        rel: &mut Rel,
        (operand, query): (&Expr, &Query),
        (op, all): (BinaryOp, bool),
        (ty, span): (Type, Span),
    ) -> Option<Expr> {
        let right = self.around(rel, query)?;
        let right = self.settled(right, rel)?;
        let column = position(&right, 0, span);
        let least = matches!(op, BinaryOp::Greater | BinaryOp::GreaterEqual) != all;
        let both = matches!(op, BinaryOp::Equal | BinaryOp::NotEqual);
        let mut calls = vec![count(None, span), count(Some(is_not_null(column.clone())), span)];
        if both || least {
            calls.push(extreme("MIN", &column, span));
        }
        if both || !least {
            calls.push(extreme("MAX", &column, span));
        }
        let mut results = self.aggregated_beside(rel, right, &calls, span)?.into_iter();
        let (rows, known) = (results.next()?, results.next()?);
        let joined = if all { BinaryOp::And } else { BinaryOp::Or };
        let test = results.map(|value| boolean(op, operand.clone(), value)).reduce(|a, b| boolean(joined, a, b))?;
        let none = boolean(BinaryOp::Or, is_null(rows.clone()), equal(rows.clone(), number(0, span)));
        let decided = if all { is_false(test.clone()) } else { is_true(test.clone()) };
        let branches = vec![
            CaseBranch { when: none, then: truth(all, span) },
            CaseBranch { when: decided, then: truth(!all, span) },
            CaseBranch { when: boolean(BinaryOp::Less, known, rows), then: null(DataType::Boolean, span) },
        ];
        Some(case(branches, test, ty))
    }

    /// A left join with what has at most one row for each row outside.
    fn beside(&mut self, rel: &mut Rel, right: Rel, span: Span) {
        *rel = self.joined((rel.clone(), right), JoinType::Left, Vec::new(), span);
    }

    /// The query with the rows that it stands beside.
    pub(super) fn around(&mut self, rel: &Rel, query: &Query) -> Option<Rel> {
        self.outer.push(rel.base.as_deref().unwrap_or(rel).clone());
        let found = self.query(query);
        self.outer.pop();
        let found = found?;
        let temporal = |node: &&weir_ir::plan::Node| matches!(node.op, Op::TemporalJoin { .. });
        if found.node.nodes().iter().any(temporal) {
            self.no_ties(&found, "a query with a temporal join")?;
        }
        Some(found)
    }

    /// One row or none, for each row outside: as it is where a key says so, else Flink's SINGLE_VALUE, at which a second
    /// row ends the job.
    fn at_most_one(&mut self, right: Rel, span: Span) -> Option<Rel> {
        let fixed: BTreeSet<usize> = right.correlated.iter().filter_map(inner_position).collect();
        let known = right.single
            || right.node.keys.iter().any(|key| key.is_subset(&fixed))
            || right.empty.is_some() && !right.correlated.is_empty();
        if known {
            return Some(right);
        }
        self.diagnostics.push(say::maybe_several_rows(span));
        let mut keys = Vec::new();
        self.extend_keys(&right, &mut keys)?;
        let column = position(&right, 0, span);
        let value = single_value(&column, span);
        let at = keys.len();
        let rel = self.aggregate(right, keys, &[value], span);
        // The value stands first, as in a query that needs none of this.
        let mut columns = vec![position(&rel, at, span)];
        columns.extend(identity(&rel, span).into_iter().take(at));
        let names: Vec<String> = (0..columns.len()).map(|n| format!("v{n}")).collect();
        Some(project(&rel, columns, &names, span))
    }

    /// One row with TRUE as soon as there is any row.
    fn one_if_any(&mut self, right: Rel, span: Span) -> Rel {
        let rows = influence_of_rows(&right);
        let one = extreme("MIN", &truth(true, span), span);
        let mut rel = self.aggregate(right, Vec::new(), &[one], span);
        rel.flag = 0;
        mark(&mut rel, 0, rows);
        rel
    }

    /// Each of these values, with what ties them to the rows outside, once; and TRUE behind them.
    fn flagged(&mut self, right: Rel, columns: &[Expr], span: Span) -> Option<Rel> {
        let mut rows = influence_of_rows(&right);
        for condition in &right.correlated {
            rows.extend(lineage::influence(condition, &right.node.columns, EdgeKind::Join));
        }
        let mut keys = columns.to_vec();
        self.extend_keys(&right, &mut keys)?;
        let rel = self.aggregate(right, keys, &[], span);
        let mut expressions = identity(&rel, span);
        let flag = expressions.len();
        expressions.push(truth(true, span));
        let names: Vec<String> = (0..expressions.len()).map(|n| format!("k{n}")).collect();
        let mut rel = project(&rel, expressions, &names, span);
        rel.flag = flag;
        mark(&mut rel, flag, rows);
        Some(rel)
    }

    /// Conditions from inside travel with the rows of each group: their inner side becomes a key.
    pub(super) fn extend_keys(&mut self, rel: &Rel, keys: &mut Vec<Expr>) -> Option<()> {
        for condition in &rel.correlated {
            let Some(inner) = inner_side(condition) else {
                self.diagnostics.push(words::correlated_comparison(condition.span));
                return None;
            };
            if !keys.iter().any(|key| super::same(key, &inner)) {
                keys.push(inner);
            }
        }
        Some(())
    }

    /// Flink finds other columns than HAVING names once it has pulled a tie up through the groups.
    fn no_having(&mut self, query: &Query, right: &Rel) -> Option<()> {
        let having = if let Body::Select(select) = &query.body { select.having.as_ref() } else { None };
        match having {
            Some(having) if !right.correlated.is_empty() => {
                self.diagnostics.push(words::correlated_having(having.span));
                None
            }
            Some(_) | None => Some(()),
        }
    }

    /// Flink tears a condition with OR apart from its nulls: rows are lost.
    pub(super) fn only_comparisons(&mut self, right: &Rel) -> Option<()> {
        let either = |part: &Expr| matches!(part.kind, ExprKind::Binary(BinaryOp::Or, ..));
        match right.correlated.iter().find(|condition| condition.contains(&either)) {
            Some(condition) => {
                self.diagnostics.push(words::correlated_or(condition.span));
                None
            }
            None => Some(()),
        }
    }

    /// Joins two inputs; `condition` is over both by position, and what ties the right side to the left is added.
    pub(super) fn joined(&mut self, sides: (Rel, Rel), kind: JoinType, mut condition: Vec<Expr>, span: Span) -> Rel {
        let (left, mut right) = sides;
        let base = left.base.clone();
        let ties = std::mem::take(&mut right.correlated);
        let frame = super::join::joined_frame(&left, &right, span);
        condition.extend(ties.into_iter().map(|tie| shifted(tie, left.width())));
        let condition: Vec<Expr> = condition.iter().map(|part| frame.bind(part)).collect();
        let (equi, rest) = super::join::split(&condition, left.width());
        let mut rel = self.plain_join(Sides { left, right, kind, equi, rest, tied: true, span }, frame);
        rel.base = base;
        rel
    }
}

/// `NOT (a OR b)` are two conditions; `NOT NOT a` is one.
fn positive(condition: Expr, negated: bool) -> Vec<Expr> {
    match condition.kind {
        ExprKind::Unary(UnaryOp::Not, inner) if holds_query(&inner) => positive(*inner, !negated),
        ExprKind::Binary(BinaryOp::Or, left, right) if negated => {
            [positive(*left, true), positive(*right, true)].concat()
        }
        kind => {
            let whole = Expr { kind, ..condition };
            if negated { vec![not(whole)] } else { conjuncts(&whole) }
        }
    }
}

/// A condition without NOT and IS TRUE around it.
fn stripped(condition: &Expr) -> (bool, &Expr) {
    match &condition.kind {
        ExprKind::Unary(UnaryOp::Not, inner) => {
            let (negated, inner) = stripped(inner);
            (!negated, inner)
        }
        ExprKind::Is { operand, test: IsTest::True, negated: false } => match stripped(operand) {
            (false, inner) => (false, inner),
            (true, _) => (false, condition),
        },
        _ => (false, condition),
    }
}

pub(super) fn holds_query(expr: &Expr) -> bool {
    expr.contains(&|part| matches!(part.kind, ExprKind::Query(_)))
}

/// After binding, a column that is left is one of a table outside.
pub(super) fn names_outside(expr: &Expr) -> bool {
    expr.contains(&|part| matches!(part.kind, ExprKind::Column(_)))
}

fn values(operand: &Expr) -> Vec<&Expr> {
    if let ExprKind::Row(values) = &operand.kind { values.iter().collect() } else { vec![operand] }
}

/// The place of a global aggregate, which has one row whatever it reads.
fn always_one_row(query: &Query) -> Option<Span> {
    let Body::Select(select) = &query.body else { return None };
    let aggregate = |expr: &Expr| expr.contains(&|part| matches!(part.kind, ExprKind::Aggregate(_)));
    let grouped = !select.group_by.is_empty() || select.having.is_some();
    if grouped || query.limit.is_some() || query.offset.is_some() || select.qualify.is_some() {
        return None;
    }
    select.items.iter().find(|item| aggregate(&item.expr)).map(|item| item.span)
}

/// The query without what EXISTS does not look at: its columns and their order.
fn existence(query: &Query) -> Query {
    let mut query = query.clone();
    let limited = query.limit.is_some() || query.offset.is_some();
    let Body::Select(select) = &mut query.body else { return query };
    if limited || select.qualify.is_some() {
        return query;
    }
    let expr = truth(true, select.span);
    let column = weir_ir::sql::OutputColumn {
        name: "i".to_string(),
        ty: expr.ty.clone(),
        time: None,
        origin: None,
        span: select.span,
    };
    select.items = vec![Item { expr, name: "i".to_string(), alias: None, star: None, span: select.span }];
    query.order_by.clear();
    query.columns = vec![column];
    query
}

/// What decided which rows the query has.
fn influence_of_rows(rel: &Rel) -> Vec<Edge> {
    rel.node.row_edges.iter().map(|edge| Edge { flow: edge.flow.max(Flow::Influence), ..edge.clone() }).collect()
}

fn mark(rel: &mut Rel, column: usize, rows: Vec<Edge>) {
    if let Some(column) = rel.node.columns.get_mut(column) {
        column.lineage.edges = lineage::dedup(rows);
    }
}

/// The inner side of `inner = outer`.
pub(super) fn inner_side(condition: &Expr) -> Option<Expr> {
    let ExprKind::Binary(BinaryOp::Equal, left, right) = &condition.kind else { return None };
    let inner = |expr: &Expr| !names_outside(expr) && !super::used(expr).is_empty();
    let outer = |expr: &Expr| names_outside(expr) && super::used(expr).is_empty();
    match (inner(left) && outer(right), inner(right) && outer(left)) {
        (true, _) => Some(left.as_ref().clone()),
        (_, true) => Some(right.as_ref().clone()),
        (false, false) => None,
    }
}

fn inner_position(condition: &Expr) -> Option<usize> {
    if let ExprKind::Input(n) = inner_side(condition)?.kind { Some(n) } else { None }
}

/// The same condition where the inner side is a column of that position.
pub(super) fn tied(condition: &Expr, inner: &Expr, at: usize) -> Expr {
    let mut condition = condition.clone();
    super::aggregate::replace(&mut condition, std::slice::from_ref(inner), at);
    condition
}

/// The value of an expression over a global aggregate that read nothing: COUNT is 0, everything else null.
pub(super) fn on_nothing(expr: &Expr, columns: &[Expr]) -> Expr {
    let mut value = expr.clone();
    fill(&mut value, columns);
    value
}

fn fill(expr: &mut Expr, columns: &[Expr]) {
    if let ExprKind::Input(n) = expr.kind
        && let Some(value) = columns.get(n)
    {
        *expr = value.clone();
        return;
    }
    for child in expr.children_mut() {
        fill(child, columns);
    }
}

/// What the columns of a global aggregate are without a row: its keys, then its calls.
pub(super) fn nothing(keys: usize, op: &Op, columns: &[PlanColumn], span: Span) -> Vec<Expr> {
    let calls: &[weir_ir::plan::Aggregate] =
        if let Op::GroupAggregate { aggregates, .. } = op { aggregates } else { &[] };
    let value = |(n, column): (usize, &PlanColumn)| {
        let counts = n.checked_sub(keys).and_then(|n| calls.get(n)).is_some_and(|one| one.call.name == "COUNT");
        if counts { number(0, span) } else { null(column.ty.data.clone(), span) }
    };
    columns.iter().enumerate().map(value).collect()
}
