//! The first rows of each group by LATERAL (Flink 2.x, `CorrelateSortToRankRule`): distinct values of some columns of a
//! table, and for each the first rows of the same table with those values. It is a Top-N; no other LATERAL with LIMIT
//! is planned.

use super::{Lowering, Rel, conjuncts, make::position, over::identity, project};
use weir_ir::{
    plan::RankOrder,
    sql::{
        BinaryOp, BindingId, Body, ColumnUse, Derived, Expr, ExprKind, Item, Query, Select, SortKey, Table, TableExpr,
        TableSource,
    },
};

/// Both sides of such a LATERAL.
struct Top<'q> {
    left: &'q Derived,
    right: &'q Derived,
    select: &'q Select,
    /// Columns of the table on the right, in the order of the left columns.
    keys: Vec<Expr>,
    limit: u64,
}

impl Lowering<'_> {
    /// The rows of both sides, where this is what they say.
    pub(super) fn first_of_group(&mut self, left: &TableExpr, right: &TableExpr) -> Option<Rel> {
        let top = recognized(left, right)?;
        let mut select = top.select.clone();
        select.selection = None;
        let visible = select.items.len();
        let key = |(n, expr): (usize, &Expr)| Item {
            expr: expr.clone(),
            name: format!("__key{n}"),
            alias: None,
            star: None,
            span: expr.span,
        };
        select.items.extend(top.keys.iter().enumerate().map(key));
        let (rel, order) = self.select(&select, &top.right.query.order_by)?;
        let partition: Vec<usize> = (visible..visible + top.keys.len()).collect();
        let order = order.iter().map(ranked).collect::<Option<Vec<RankOrder>>>()?;
        let span = top.right.span;
        let rel = self.first_rows(rel, (partition.clone(), order), top.limit, span);
        let mut columns: Vec<Expr> = identity(&rel, span).into_iter().take(visible).collect();
        columns.extend(partition.iter().map(|n| position(&rel, *n, span)));
        let names = top.right.query.columns.iter().chain(&top.left.query.columns).map(|column| column.name.clone());
        let names: Vec<String> = names.collect();
        let mut rel = project(&rel, columns, &names, span);
        rel.bindings = vec![(top.right.binding.id, 0), (top.left.binding.id, visible)];
        rel.names = vec![top.left.binding.name.clone(), top.right.binding.name.clone()];
        Some(rel)
    }
}

fn ranked(key: &SortKey) -> Option<RankOrder> {
    let ExprKind::Input(column) = key.expr.kind else { return None };
    Some(RankOrder { column, descending: key.descending, nulls_first: key.nulls_first })
}

fn recognized<'q>(left: &'q TableExpr, right: &'q TableExpr) -> Option<Top<'q>> {
    let (TableExpr::Derived(left), TableExpr::Derived(right)) = (left, right) else { return None };
    let (values, rows) = (plain(&left.query)?, plain(&right.query)?);
    let whole = left.query.limit.is_none() && left.query.order_by.is_empty() && values.selection.is_none();
    let distinct = values.distinct == values.group_by.is_empty();
    let ungrouped = !rows.distinct && rows.group_by.is_empty();
    let limit = right.query.limit.filter(|_| right.lateral && !right.query.order_by.is_empty())?;
    if !(whole && distinct && ungrouped) || source(values)? != source(rows)? {
        return None;
    }
    let ties = conjuncts(rows.selection.as_ref()?);
    let outer: Vec<&ColumnUse> = values.items.iter().map(|item| column(&item.expr)).collect::<Option<_>>()?;
    let keys = outer.iter().enumerate().map(|(n, value)| {
        let tied = |tie: &Expr| inner_of(tie, (left.binding.id, n));
        ties.iter().find_map(tied).filter(|key| column(key).is_some_and(|key| key.index == value.index))
    });
    let keys: Vec<Expr> = keys.collect::<Option<_>>()?;
    (keys.len() == ties.len()).then_some(Top { left, right, select: rows, keys, limit })
}

/// A SELECT from one table with nothing around it.
fn plain(query: &Query) -> Option<&Select> {
    let Body::Select(select) = &query.body else { return None };
    let bare = query.with.is_empty() && query.offset.is_none() && select.having.is_none() && select.qualify.is_none();
    bare.then_some(select)
}

fn source(select: &Select) -> Option<&TableSource> {
    let [TableExpr::Table(Table { source, as_of: None, .. })] = select.from.as_slice() else { return None };
    Some(source)
}

fn column(expr: &Expr) -> Option<&ColumnUse> {
    if let ExprKind::Column(used) = &expr.kind { Some(used).filter(|used| used.fields.is_empty()) } else { None }
}

/// The other side of an equality with a column outside.
fn inner_of(tie: &Expr, outer: (BindingId, usize)) -> Option<Expr> {
    let ExprKind::Binary(BinaryOp::Equal, a, b) = &tie.kind else { return None };
    let is_outer = |expr: &Expr| column(expr).is_some_and(|used| (used.binding, used.index) == outer);
    match (is_outer(a), is_outer(b)) {
        (true, false) => Some(b.as_ref().clone()),
        (false, true) => Some(a.as_ref().clone()),
        (true, true) | (false, false) => None,
    }
}
