//! Conditions that tie an inner query to the rows around it, on their way up to the join with them. Where they are no
//! equalities and rows are grouped above, the distinct values outside are joined to the inner rows first (Calcite's
//! value generator), and what travels on are equalities.

use super::{
    Lowering, Rel,
    make::{is_null, otherwise, position, shifted},
    over::identity,
    project,
    subquery::inner_side,
};
use crate::query::{diagnostics as say, streaming};
use std::collections::BTreeSet;
use weir_diagnostics::Span;
use weir_ir::{
    DataType, Type,
    plan::{JoinType, Op},
    sql::{BinaryOp, Expr, ExprKind, Select},
};

impl Lowering<'_> {
    /// Refuses what Flink does before it looks at the rows around.
    pub(super) fn no_ties(&mut self, rel: &Rel, what: &str) -> Option<()> {
        let Some(tie) = rel.correlated.first() else { return Some(()) };
        let diagnostic = match what {
            "LIMIT" => say::correlated_limit(tie.span),
            _ => say::correlated_shape(tie.span, what),
        };
        self.diagnostics.push(diagnostic);
        None
    }

    /// A window over inner rows has to be one for each row around.
    pub(super) fn check_partition(&mut self, input: &Rel, partition: &[usize], span: Span) {
        let within = |tie: &Expr| {
            let inner = inner_side(tie).map(|inner| inner.kind);
            matches!(inner, Some(ExprKind::Input(n)) if partition.contains(&n))
        };
        if let Some(tie) = input.correlated.iter().find(|tie| !within(tie)) {
            self.diagnostics.push(say::correlated_over(span, tie.span));
        }
    }

    /// An ordinary join inside a query: ties pass through where a filter above it says the same as one below.
    pub(super) fn check_ties(&mut self, (left, right): (&Rel, &Rel), kind: JoinType, on: &[Expr]) -> Option<()> {
        let outside = |part: &&Expr| part.contains(&|inner| matches!(inner.kind, ExprKind::Column(_)));
        if let Some(part) = on.iter().find(outside) {
            self.diagnostics.push(say::correlated_shape(part.span, "ON"));
            return None;
        }
        match kind {
            JoinType::Inner | JoinType::Semi | JoinType::Anti => Some(()),
            JoinType::Left => self.no_ties(right, "the optional side of an outer join"),
            JoinType::Right => self.no_ties(left, "the optional side of an outer join"),
            JoinType::Full => {
                self.no_ties(left, "the optional side of an outer join")?;
                self.no_ties(right, "the optional side of an outer join")
            }
        }
    }

    /// `a, LATERAL (…)`, `a JOIN LATERAL (…) ON …`.
    pub(super) fn lateral(&mut self, sides: (Rel, Rel), kind: JoinType, on: Vec<Expr>, span: Span) -> Option<Rel> {
        let (left, right) = sides;
        let right = self.settled(right, &left)?;
        let key = right.correlated.iter().find_map(inner_side);
        let (width, empty) = (left.width(), right.empty.clone());
        let mut rel = self.joined((left, right), kind, on, span);
        let (Some(values), Some(key)) = (empty, key) else { return Some(rel) };
        if kind == JoinType::Inner {
            self.diagnostics.push(streaming::lateral_drops_rows(span));
            return Some(rel);
        }
        // An aggregate over nothing is a row all the same, in which COUNT is 0.
        let missing = is_null(shifted(key, width));
        let mut expressions = identity(&rel, span);
        for (n, value) in values.into_iter().enumerate() {
            let Some(column) = expressions.get_mut(width + n) else { continue };
            if !matches!(value.kind, ExprKind::Literal(weir_ir::sql::Literal::Null)) {
                *column = otherwise(missing.clone(), value, column.clone());
            }
        }
        let columns = rel.node.columns.clone();
        let op = Op::Project { expressions };
        rel = Rel::over(op, &rel, columns, span);
        Some(rel)
    }

    /// What names columns around besides WHERE, and ties that can't be keys, want the values around beside the rows.
    pub(super) fn grounded(&mut self, rel: Rel, select: &Select) -> Option<Rel> {
        let Some(outer) = self.outer.last().cloned() else { return Some(rel) };
        let aggregate = |expr: &Expr| expr.contains(&|part| matches!(part.kind, ExprKind::Aggregate(_)));
        let items = select.items.iter().map(|item| &item.expr);
        let all: Vec<&Expr> = items.chain(&select.group_by).chain(&select.having).collect();
        let grouped = select.distinct
            || !select.group_by.is_empty()
            || select.having.is_some()
            || all.iter().any(|expr| aggregate(expr));
        let named = all.iter().flat_map(|expr| columns(&rel.bind(expr))).collect::<Vec<_>>();
        let apart = grouped && rel.correlated.iter().any(|tie| inner_side(tie).is_none());
        if named.is_empty() && !apart {
            return Some(rel);
        }
        self.ground(rel, &outer, named, select.span)
    }

    /// Ties as equalities, for a query whose rows are grouped by them.
    pub(super) fn settled(&mut self, rel: Rel, outer: &Rel) -> Option<Rel> {
        match rel.correlated.iter().find(|tie| inner_side(tie).is_none()) {
            Some(tie) => {
                let span = tie.span;
                self.ground(rel, outer.base.as_deref().unwrap_or(outer), Vec::new(), span)
            }
            None => Some(rel),
        }
    }

    fn ground(&mut self, mut rel: Rel, outer: &Rel, mut named: Vec<Expr>, span: Span) -> Option<Rel> {
        self.only_comparisons(&rel)?;
        let ties = std::mem::take(&mut rel.correlated);
        named.extend(ties.iter().flat_map(columns));
        let mut seen = BTreeSet::new();
        named.retain(|column| place(column).is_some_and(|place| seen.insert(place)));
        let mut outer = outer.clone();
        outer.correlated.clear();
        let bound: Vec<Expr> = named.iter().map(|column| outer.bind(column)).collect();
        if let Some(far) = bound.iter().find(|expr| !matches!(expr.kind, ExprKind::Input(_))) {
            self.diagnostics.push(say::correlated_far(far.span));
            return None;
        }
        let names: Vec<String> = (0..bound.len()).map(|n| format!("v{n}")).collect();
        let values = project(&outer, bound, &names, span);
        let keys = identity(&values, span);
        let values = self.aggregate(values, keys, &[], span);
        let width = rel.width();
        let foreign = named.iter().enumerate();
        let foreign = foreign.filter_map(|(n, column)| place(column).map(|(id, index)| (id, index, width + n)));
        let foreign: Vec<_> = foreign.collect();
        let mut scope = rel.clone();
        scope.foreign.clone_from(&foreign);
        scope.node.columns.extend(values.node.columns.iter().cloned());
        let conditions = ties.iter().map(|tie| scope.bind(tie)).collect();
        let mut joined = self.joined((rel, values), JoinType::Inner, conditions, span);
        joined.foreign = foreign;
        joined.correlated = named.iter().enumerate().map(|(n, column)| tie(&joined, width + n, column)).collect();
        Some(joined)
    }
}

/// `inner = outer`.
fn tie(rel: &Rel, at: usize, column: &Expr) -> Expr {
    let inner = position(rel, at, column.span);
    let ty = Type::new(DataType::Boolean, inner.ty.nullable || column.ty.nullable);
    let kind = ExprKind::Binary(BinaryOp::Equal, Box::new(inner), Box::new(column.clone()));
    Expr { kind, ty, time: None, span: column.span }
}

fn place(column: &Expr) -> Option<(weir_ir::sql::BindingId, usize)> {
    if let ExprKind::Column(used) = &column.kind { Some((used.binding, used.index)) } else { None }
}

/// Columns around the query that a bound expression names.
fn columns(expr: &Expr) -> Vec<Expr> {
    let mut all = Vec::new();
    expr.walk(&mut |part| {
        if let ExprKind::Column(_) = part.kind {
            all.push(part.clone());
        }
    });
    all
}
