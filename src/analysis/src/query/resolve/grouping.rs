#![expect(clippy::wildcard_enum_match_arm, reason = "only aggregates, queries and columns matter to a group")]

use super::Resolver;
use crate::query::{diagnostics as say, same::same};
use weir_diagnostics::Span;
use weir_ir::sql::{BindingId, Expr, ExprKind, Select, TableExpr};

/// What tells of the set that a row belongs to; their arguments are keys.
pub(in crate::query) const GROUPING: &[&str] = &["GROUPING", "GROUPING_ID", "GROUP_ID"];

/// Every column of the select list and of HAVING is a key of the group, or stands inside an aggregate.
pub(super) fn check(resolver: &mut Resolver<'_>, select: &Select, grouped: bool) {
    let has_aggregate = |expr: &Expr| expr.contains(&|e| matches!(e.kind, ExprKind::Aggregate(_)));
    let aggregated = grouped || select.having.is_some() || select.items.iter().any(|item| has_aggregate(&item.expr));
    if !aggregated {
        return;
    }
    if select.group_by.iter().any(|key| key.ty.is_poison()) {
        return; // What a broken key was meant to group by is not known.
    }
    let first = select.group_by.first().zip(select.group_by.last()).map(|(a, b)| a.span.to(b.span));
    let group = Group { keys: &select.group_by, place: first };
    for expr in select.items.iter().map(|item| &item.expr).chain(&select.having) {
        group.check(resolver, expr);
    }
    if let Some(qualify) = &select.qualify {
        resolver.report(say::qualify_of_group(qualify.span));
    }
    let tables: Vec<BindingId> = select.from.iter().flat_map(TableExpr::bindings).collect();
    for expr in select.items.iter().map(|item| &item.expr).chain(&select.having) {
        tied_beside_group(resolver, expr, &tables, first.unwrap_or(select.span));
    }
}

/// Flink looks for a column that a query beside the groups names at its place before they were made.
fn tied_beside_group(resolver: &mut Resolver<'_>, expr: &Expr, tables: &[BindingId], group: Span) {
    match &expr.kind {
        ExprKind::Aggregate(_) => return,
        ExprKind::Query(inner) => {
            let named = inner.query.expressions().into_iter().find_map(|inner| names(inner, tables));
            if let Some(place) = named {
                resolver.report(say::correlated_group(place, group));
            }
        }
        _ => {}
    }
    for child in expr.children() {
        tied_beside_group(resolver, child, tables, group);
    }
}

fn names(expr: &Expr, tables: &[BindingId]) -> Option<Span> {
    if let ExprKind::Column(used) = &expr.kind
        && tables.contains(&used.binding)
    {
        return Some(expr.span);
    }
    expr.children().into_iter().find_map(|child| names(child, tables))
}

struct Group<'a> {
    keys: &'a [Expr],
    place: Option<Span>,
}

impl Group<'_> {
    fn check(&self, resolver: &mut Resolver<'_>, expr: &Expr) {
        let grouping = matches!(&expr.kind, ExprKind::Call(call) if GROUPING.contains(&call.name.as_str()));
        if grouping || self.keys.iter().any(|key| same(key, expr)) || matches!(expr.kind, ExprKind::Aggregate(_)) {
            return;
        }
        if let ExprKind::Column(used) = &expr.kind {
            let name = std::iter::once(&used.column).chain(&used.fields).map(String::as_str).collect::<Vec<_>>();
            resolver.report(say::not_grouped(&name.join("."), expr.span, self.place));
            return;
        }
        for child in expr.children() {
            self.check(resolver, child);
        }
    }
}
