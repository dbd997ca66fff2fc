//! Queries inside expressions, and the columns around a query that it names.

use super::{Place, Queries, Resolver, expr::boolean, poison, query::star_item};
use crate::query::{
    diagnostics as say,
    scope::{Miss, Part, Scope},
};
use weir_diagnostics::Span;
use weir_ir::{
    Type,
    sql::{BinaryOp, Expr, ExprKind, Item, OutputColumn, Query, QueryExpr, QueryForm},
};
use weir_syntax::sql::ast;

/// A SELECT around the query that is being resolved.
pub(super) struct Outer {
    scope: Scope,
    /// Its columns that the query names.
    used: Vec<Expr>,
}

impl Resolver<'_> {
    /// Resolves a query that may name columns of `scope`; gives those that it does.
    pub(super) fn in_scope(&mut self, scope: &Scope, query: &ast::Query) -> (Query, Vec<Expr>) {
        self.outer.push(Outer { scope: scope.clone(), used: Vec::new() });
        let query = self.query(query);
        let used = self.outer.pop().map_or_else(Vec::new, |outer| outer.used);
        (query, used)
    }

    /// A name that no table here has: a column of the SELECT around this query, if it is one.
    pub(super) fn outer_column(
        &mut self,
        parts: &[Part<'_>],
        (here, clause): (&Scope, &str),
        span: Span,
    ) -> Option<Result<Expr, Miss>> {
        for distance in 1..=self.outer.len() {
            let at = self.outer.len() - distance;
            let found = self.outer.get(at)?.scope.resolve(parts, span);
            match found {
                Err(Miss::Unknown { table: None, .. }) => {}
                Err(miss) => return Some(Err(miss)),
                Ok(_) if distance > 1 => {
                    self.report(say::correlated_far(span));
                    return Some(Ok(poison(span)));
                }
                Ok(_) if clause == "ORDER BY" => {
                    self.report(say::correlated_shape(span, clause));
                    return Some(Ok(poison(span)));
                }
                Ok(mut expr) => {
                    self.name_outside(&mut expr, here, parts.len());
                    self.outer.get_mut(at)?.used.push(expr.clone());
                    return Some(Ok(expr));
                }
            }
        }
        None
    }

    /// `t.*` of a table around this query.
    pub(super) fn outer_star(&mut self, parts: &[Part<'_>], span: Span) -> Option<Vec<Item>> {
        let outer = self.outer.last_mut()?;
        let (table, taken) = outer.scope.table(parts)?;
        if taken != parts.len() {
            return None;
        }
        let items = table.visible().map(|(index, column)| star_item(table, (index, column), true, span));
        let items: Vec<Item> = items.collect();
        outer.used.extend(items.iter().map(|item| item.expr.clone()));
        Some(items)
    }

    /// A table here may have a column of that name where the query will run (a metadata column): the outer one is
    /// printed with its table, unless a table here hides that name.
    fn name_outside(&mut self, expr: &mut Expr, here: &Scope, parts: usize) {
        let ExprKind::Column(used) = &mut expr.kind else { return };
        if !used.fields.is_empty() {
            self.report(say::correlated_field(expr.span, parts));
        }
        let hidden = here.tables.iter().any(|table| table.name == used.table);
        used.qualified |= !used.table.is_empty() && !hidden;
    }

    /// `(SELECT …)` as a value.
    pub(super) fn scalar_query(&mut self, query: &ast::Query, span: Span, place: Place<'_>) -> Expr {
        let Some(query) = self.query_here(query, QueryPlace::Single, span, place) else { return poison(span) };
        let Some([column]) = self.columns(&query, 1, span) else { return poison(span) };
        let ty = Type::nullable(column.ty.data.clone());
        let time = column.time;
        let kind = ExprKind::Query(Box::new(QueryExpr { form: QueryForm::Value, query }));
        Expr { kind, ty, time, span }
    }

    /// `EXISTS (SELECT …)`.
    pub(super) fn exists(&mut self, query: &ast::Query, span: Span, place: Place<'_>) -> Expr {
        let Some(query) = self.query_here(query, QueryPlace::Single, span, place) else { return poison(span) };
        if query.columns.is_empty() {
            return poison(span);
        }
        boolean(ExprKind::Query(Box::new(QueryExpr { form: QueryForm::Exists, query })), false, span)
    }

    /// `x [NOT] IN (SELECT …)`.
    pub(super) fn in_query(
        &mut self,
        operand: &ast::Expr,
        query: &ast::Query,
        negated: bool,
        (span, place): (Span, Place<'_>),
    ) -> Expr {
        let operand = self.expr(operand, place);
        let Some(query) = self.query_here(query, QueryPlace::Compared, span, place) else { return poison(span) };
        let Some(nullable) = self.compared("IN", &operand, &query, span) else { return poison(span) };
        let form = QueryForm::In { operand, negated };
        boolean(ExprKind::Query(Box::new(QueryExpr { form, query })), nullable, span)
    }

    /// `x > ANY (SELECT …)`, and with a list, which is a comparison with each of its values.
    pub(super) fn quantified(&mut self, quantified: &ast::Quantified, span: Span, place: Place<'_>) -> Expr {
        let op = super::operators::binary_op(quantified.op.value);
        let all = quantified.quantifier == ast::AnyAll::All;
        let operand = self.expr(&quantified.operand, place);
        let query = match &quantified.right {
            ast::QuantifiedRight::Query(query) => query,
            ast::QuantifiedRight::List(list) => {
                let list: Vec<Expr> = list.iter().map(|item| self.expr(item, place)).collect();
                return self.each(op, &operand, list, (all, span));
            }
        };
        let Some(query) = self.query_here(query, QueryPlace::Compared, span, place) else { return poison(span) };
        let member = matches!((op, all), (BinaryOp::Equal, false) | (BinaryOp::NotEqual, true));
        if !member && matches!(operand.kind, ExprKind::Row(_)) {
            return self.poison(say::row_quantified(operand.span, op.symbol()), span);
        }
        let Some(nullable) = self.compared(op.symbol(), &operand, &query, span) else { return poison(span) };
        let form =
            if member { QueryForm::In { operand, negated: all } } else { QueryForm::Quantified { operand, op, all } };
        boolean(ExprKind::Query(Box::new(QueryExpr { form, query })), nullable, span)
    }

    /// `x > ANY (a, b)` is `x > a OR x > b`.
    fn each(&mut self, op: BinaryOp, operand: &Expr, list: Vec<Expr>, (all, span): (bool, Span)) -> Expr {
        let comparisons = list.into_iter().map(|item| self.apply(op, operand.clone(), item, (span, false)));
        let comparisons: Vec<Expr> = comparisons.collect();
        let joined = if all { BinaryOp::And } else { BinaryOp::Or };
        let both = |left, right| self.apply(joined, left, right, (span, false));
        comparisons.into_iter().reduce(both).unwrap_or_else(|| poison(span))
    }

    /// The query, where this place takes one.
    fn query_here(&mut self, query: &ast::Query, form: QueryPlace, span: Span, place: Place<'_>) -> Option<Query> {
        if place.queries == Queries::Forbidden {
            self.report(say::query_misplaced(span, place.clause));
            return None;
        }
        let (query, used) = self.in_scope(place.scope, query);
        if place.queries == Queries::Alone {
            match (form, used.first()) {
                (QueryPlace::Compared, _) => self.report(say::query_in_on(span)),
                (QueryPlace::Single, Some(column)) => self.report(say::correlated_in_on(column.span)),
                (QueryPlace::Single, None) => {}
            }
        }
        Some(query)
    }

    /// The columns of a query that gives as many as its place takes; none where that is wrong or not known.
    fn columns<'q, const N: usize>(&mut self, query: &'q Query, n: usize, span: Span) -> Option<&'q [OutputColumn; N]> {
        if query.columns.is_empty() {
            return None;
        }
        if query.columns.len() != n {
            self.report(say::query_columns(span, query.columns.len(), n));
        }
        query.columns.as_slice().try_into().ok()
    }

    /// Checks what is compared with the rows of a query; gives whether the answer may be unknown.
    fn compared(&mut self, symbol: &str, operand: &Expr, query: &Query, span: Span) -> Option<bool> {
        let values =
            if let ExprKind::Row(values) = &operand.kind { values.as_slice() } else { std::slice::from_ref(operand) };
        if query.columns.is_empty() || operand.ty.is_poison() {
            return None;
        }
        if query.columns.len() != values.len() {
            self.report(say::query_columns(span, query.columns.len(), values.len()));
            return None;
        }
        let mut nullable = false;
        for (value, column) in values.iter().zip(&query.columns) {
            let kind = ExprKind::Literal(weir_ir::sql::Literal::Null);
            let other = Expr { kind, ty: column.ty.clone(), time: None, span: column.span };
            self.check_comparison(symbol, value, &other, value.span);
            nullable |= value.ty.nullable || column.ty.nullable;
        }
        Some(nullable)
    }
}

/// How a query in an expression is used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum QueryPlace {
    /// As a value, or by whether it has a row.
    Single,
    /// Each of its rows is compared.
    Compared,
}
