use super::{
    Keys, Lowering, Rel,
    aggregate::{collect, input_of, replace, stand_for},
    conjuncts, filter,
    over::identity,
    project,
    sets::Expanded,
    subquery,
};
use crate::query::{lineage, same::same, streaming as say};
use std::rc::Rc;
use weir_ir::{
    DataType, Edge, EdgeKind, Flow, StateClass,
    plan::{Lineage, Op, PlanColumn},
    sql::{self, Body, Expr, ExprKind, JoinKind, Query, Select, SetOpKind, SetOperation, SortKey, TableExpr},
};

impl Lowering<'_> {
    /// A query with its CTEs, order and limit.
    pub(in crate::query) fn query(&mut self, query: &Query) -> Option<Rel> {
        let outer = self.ctes.len();
        self.ctes.extend(query.with.iter().cloned().map(Rc::new));
        let rel = self.ordered(query);
        self.ctes.truncate(outer);
        rel
    }

    fn ordered(&mut self, query: &Query) -> Option<Rel> {
        let visible = query.columns.len();
        let (rel, order) = match &query.body {
            Body::Select(select) => self.select(select, &query.order_by)?,
            Body::Values(values) => (values_rel(values, query), own_order(&query.order_by)),
            Body::SetOp(operation) => (self.set_operation(operation, query)?, own_order(&query.order_by)),
            Body::Nested(inner) => (self.query(inner)?, own_order(&query.order_by)),
        };
        let rel = self.sorted(rel, order, query);
        if rel.width() > visible {
            let columns: Vec<Expr> = identity(&rel, query.span).into_iter().take(visible).collect();
            let names: Vec<String> = query.columns.iter().map(|column| column.name.clone()).collect();
            return Some(project(&rel, columns, &names, query.span));
        }
        Some(rel)
    }

    fn sorted(&mut self, input: Rel, order: Vec<SortKey>, query: &Query) -> Rel {
        let limited = query.limit.is_some() || query.offset.is_some();
        if order.is_empty() && !limited {
            return input;
        }
        if !limited && self.result != Some(query.span) {
            return input;
        }
        let span = order.first().map_or(query.span, |key| key.expr.span);
        if limited && self.no_ties(&input, "LIMIT").is_none() {
            return input;
        }
        if query.limit.is_none()
            && let Some(offset) = query.offset
        {
            self.diagnostics.push(say::endless_offset(span, offset));
        }
        let edges: Vec<_> =
            order.iter().flat_map(|key| lineage::influence(&key.expr, &input.node.columns, EdgeKind::Sort)).collect();
        let columns = input.node.columns.clone();
        if !limited {
            let by_time = order.first().is_some_and(|key| {
                let column = if let ExprKind::Input(n) = key.expr.kind { input.node.columns.get(n) } else { None };
                !key.descending && column.is_some_and(|column| column.time.is_some())
            });
            if !by_time {
                self.diagnostics.push(say::unbounded_sort(span));
            } else if input.updating() {
                self.diagnostics.push(say::time_operator_on_updates(span, "a sort by time", input.node.span));
            }
            let mut rel = Rel::over(Op::Sort { order }, &input, columns, span);
            rel.node.state = StateClass::Bounded;
            return rel;
        }
        let updates = !order.is_empty();
        let op = Op::Limit { order, offset: query.offset.unwrap_or(0), limit: query.limit };
        let mut rel = Rel::over(op, &input, columns, span);
        if updates {
            rel.updates_by = Some(("ORDER BY with LIMIT".to_string(), span));
            rel.node.state = StateClass::Table;
        }
        rel.table_sized = true;
        rel.add_row_edges(edges);
        rel.seal();
        rel
    }

    /// A SELECT; columns that only ORDER BY needs stand behind the items.
    pub(super) fn select(&mut self, select: &Select, order: &[SortKey]) -> Option<(Rel, Vec<SortKey>)> {
        let mut conditions: Vec<Expr> = select.selection.iter().flat_map(conjuncts).collect();
        let mut rel = self.tables(select, &mut conditions)?;
        rel = self.filtered(rel, conditions)?;
        rel = self.grounded(rel, select)?;
        let mut items: Vec<Expr> = select.items.iter().map(|item| rel.bind(&item.expr)).collect();
        let mut names: Vec<String> = select.items.iter().map(|item| item.name.clone()).collect();
        let order = order_items(&rel, order, &mut items, select.distinct);
        names.extend((names.len()..items.len()).map(|n| format!("o{n}")));
        rel = self.grouped(select, rel, &mut items)?;
        for item in &mut items {
            *item = self.value(&mut rel, item)?;
        }
        let mut qualify = select.qualify.as_ref().map(|qualify| rel.bind(qualify));
        let calls = collect(items.iter().chain(&qualify), |expr| matches!(expr.kind, ExprKind::Over(_)));
        if !calls.is_empty() {
            let inputs = rel.width();
            let bindings = rel.bindings.clone();
            rel = self.over(rel, &calls, select.span);
            rel.bindings = bindings;
            // Keys that were computed for the window stand between the columns and the results.
            let first = rel.width() - calls.len();
            debug_assert!(first >= inputs, "OVER keeps the columns of its input");
            for item in items.iter_mut().chain(&mut qualify) {
                replace(item, &calls, first);
            }
        }
        if let Some(qualify) = qualify {
            let span = qualify.span;
            rel = filter(self, rel, qualify, span);
        }
        rel = project(&rel, items, &names, select.span);
        if select.distinct {
            let keys = identity(&rel, select.span);
            let columns = names.clone();
            rel = self.aggregate(rel, keys, &[], select.span);
            for (column, name) in rel.node.columns.iter_mut().zip(columns) {
                column.name = name;
            }
        }
        Some((rel, order))
    }

    fn tables(&mut self, select: &Select, conditions: &mut Vec<Expr>) -> Option<Rel> {
        let inner = select.from.iter().all(is_inner);
        let mut none = Vec::new();
        let pushed = if inner { conditions } else { &mut none };
        if let [left, right, rest @ ..] = select.from.as_slice()
            && let Some(top) = self.first_of_group(left, right)
        {
            return self.more_tables(top, rest, pushed);
        }
        let mut tables = select.from.iter();
        let Some(first) = tables.next() else {
            let one = Op::Values { rows: vec![Vec::new()] };
            let mut rel = Rel::new(one, Vec::new(), Vec::new(), select.span);
            rel.table_sized = true;
            return Some(rel);
        };
        let rel = self.table(first, pushed)?;
        self.more_tables(rel, tables.as_slice(), pushed)
    }

    /// The tables behind the first comma of FROM.
    fn more_tables(&mut self, mut rel: Rel, tables: &[TableExpr], pushed: &mut Vec<Expr>) -> Option<Rel> {
        for table in tables {
            if let TableExpr::Unnest(unnest) = table {
                rel = self.unnest(rel, unnest, false)?;
                continue;
            }
            let right = self.right_table(&rel, table, pushed)?;
            let span = rel.node.span.to(right.node.span);
            rel = self.combine((rel, right), (JoinKind::Cross, Vec::new()), (table, span), pushed)?;
        }
        Some(rel)
    }

    /// GROUP BY, aggregates and HAVING; items then refer to the keys and results.
    fn grouped(&mut self, select: &Select, mut rel: Rel, items: &mut [Expr]) -> Option<Rel> {
        let mut having = select.having.as_ref().map(|having| rel.bind(having));
        let calls = collect(items.iter().chain(&having), |expr| matches!(expr.kind, ExprKind::Aggregate(_)));
        let grouping = select.grouping.as_ref();
        if calls.is_empty() && select.group_by.is_empty() && grouping.is_none() && having.is_none() {
            return Some(rel);
        }
        let mut keys: Vec<Expr> = Vec::new();
        for key in &select.group_by {
            keys.push(self.value(&mut rel, key)?);
        }
        for expr in items.iter_mut().chain(&mut having) {
            self.value_in_aggregates(&mut rel, expr)?;
        }
        let calls = collect(items.iter().chain(&having), |expr| matches!(expr.kind, ExprKind::Aggregate(_)));
        self.extend_keys(&rel, &mut keys)?;
        let span = match (select.group_by.first(), select.group_by.last(), calls.first()) {
            (Some(first), Some(last), _) => first.span.to(last.span),
            (_, _, Some(call)) => call.span,
            _ => select.span,
        };
        let behind: Vec<&Expr> = items.iter().chain(&having).collect();
        let tied = !rel.correlated.is_empty();
        let Expanded { rel, keys, mut computed } = Self::expand(rel, keys, (grouping, select.group_by.len()), &behind);
        let width = keys.len();
        computed.extend(calls.iter().enumerate().map(|(n, call)| (call.clone(), input_of(call, width + n))));
        let mut grouped = self.aggregate(rel, keys, &calls, span);
        if select.group_by.is_empty() && tied {
            grouped.empty = Some(subquery::nothing(width, &grouped.node.op, &grouped.node.columns, span));
        }
        for item in items.iter_mut().chain(&mut having) {
            stand_for(item, &computed);
        }
        match having {
            Some(having) => self.filtered(grouped, vec![having]),
            None => Some(grouped),
        }
    }

    fn set_operation(&mut self, operation: &SetOperation, query: &Query) -> Option<Rel> {
        let (left, right) = (self.query(&operation.left)?, self.query(&operation.right)?);
        self.no_ties(&left, "a set operation")?;
        self.no_ties(&right, "a set operation")?;
        let union = operation.kind == SetOpKind::Union;
        let columns: Vec<PlanColumn> =
            query.columns.iter().enumerate().map(|(n, column)| set_column(n, column, (&left, &right), union)).collect();
        let names = columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
        // UNION without ALL is UNION ALL, then DISTINCT.
        let op = Op::SetOp { kind: operation.kind, all: operation.all || union };
        let mut rel = Rel::new(op, vec![left.node.clone(), right.node.clone()], columns, operation.span);
        rel.names = [left.names.clone(), right.names.clone()].concat();
        rel.table_sized = left.table_sized && right.table_sized;
        rel.updates_by = left.updates_by.clone().or_else(|| right.updates_by.clone());
        if !union {
            // Rows are compared whole: each column decides, also one that nobody selects above.
            rel.add_row_edges(compared(&left).chain(compared(&right)).collect());
            let width = rel.width();
            rel.updates_by = Some(("INTERSECT or EXCEPT".to_string(), operation.span));
            rel.node.state = self.state(&[&left], "this set operation", operation.span);
            if !operation.all {
                rel.node.keys = Keys::from([(0..width).collect()]);
                rel.upsert = rel.node.keys.clone();
            }
        }
        rel.seal();
        if union && !operation.all {
            let keys = identity(&rel, operation.span);
            rel = self.aggregate(rel, keys, &[], operation.span);
            for (column, name) in rel.node.columns.iter_mut().zip(names) {
                column.name = name;
            }
        }
        Some(rel)
    }
}

/// What a comparison of whole rows lets through.
fn compared(side: &Rel) -> impl Iterator<Item = Edge> {
    let edges = side.node.columns.iter().flat_map(|column| &column.lineage.edges);
    edges.map(|edge| Edge { flow: edge.flow.max(Flow::Influence), kind: EdgeKind::Filter, ..edge.clone() })
}

/// Both sides' values for UNION; the right side of INTERSECT and EXCEPT decides only.
fn set_column(n: usize, column: &sql::OutputColumn, (left, right): (&Rel, &Rel), union: bool) -> PlanColumn {
    let (l, r) = (left.node.columns.get(n), right.node.columns.get(n));
    let side = |found: Option<&PlanColumn>| {
        found.map_or_else(Vec::new, |found| {
            // Fields get the names of the result: where those are others, the row is tracked as a whole.
            let named_alike = same_names(&found.ty.data, &column.ty.data);
            let edges = found.lineage.edges.iter().cloned();
            edges.map(|edge| if named_alike { edge } else { whole(edge) }).collect()
        })
    };
    let (mut edges, others): (Vec<Edge>, Vec<Edge>) = (side(l), side(r));
    edges.extend(others.into_iter().map(|mut edge| {
        if !union {
            edge.flow = edge.flow.max(Flow::Influence);
            edge.kind = EdgeKind::Filter;
        }
        edge
    }));
    let time = match (l.and_then(|column| column.time), r.and_then(|column| column.time)) {
        (Some(a), Some(b)) if a == b => column.time,
        _ => None,
    };
    let lineage = Lineage { edges: lineage::dedup(edges), ..Lineage::default() };
    PlanColumn { name: column.name.clone(), ty: column.ty.clone(), time, lineage }
}

fn whole(edge: Edge) -> Edge {
    let kind = if edge.kind == EdgeKind::Identity { EdgeKind::Transformation } else { edge.kind };
    Edge { kind, ..edge }
}

/// Whether the rows in two types have fields of the same names.
fn same_names(a: &DataType, b: &DataType) -> bool {
    match (a, b) {
        (DataType::Row(a), DataType::Row(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.name == b.name && same_names(&a.ty.data, &b.ty.data))
        }
        (DataType::Array(a), DataType::Array(b)) | (DataType::Multiset(a), DataType::Multiset(b)) => {
            same_names(&a.data, &b.data)
        }
        (DataType::Map(a, b), DataType::Map(c, d)) => same_names(&a.data, &c.data) && same_names(&b.data, &d.data),
        _ => true,
    }
}

fn values_rel(values: &sql::Values, query: &Query) -> Rel {
    let columns = query.columns.iter().map(|column| PlanColumn {
        name: column.name.clone(),
        ty: column.ty.clone(),
        time: None,
        lineage: Lineage::default(),
    });
    let op = Op::Values { rows: values.rows.clone() };
    let mut rel = Rel::new(op, Vec::new(), columns.collect(), values.span);
    rel.table_sized = true;
    rel
}

/// WHERE may become the condition of joins only where no outer join stands between.
fn is_inner(table: &TableExpr) -> bool {
    match table {
        TableExpr::Join(join) => {
            matches!(join.kind, JoinKind::Inner | JoinKind::Cross) && is_inner(&join.left) && is_inner(&join.right)
        }
        TableExpr::Table(_)
        | TableExpr::Derived(_)
        | TableExpr::Window(_)
        | TableExpr::Unnest(_)
        | TableExpr::Match(_) => true,
    }
}

/// Sort keys over output columns, which the resolver bound to the result.
fn own_order(order: &[SortKey]) -> Vec<SortKey> {
    order.iter().map(|key| SortKey { expr: result_column(&key.expr), ..key.clone() }).collect()
}

fn result_column(expr: &Expr) -> Expr {
    let mut expr = expr.clone();
    if let ExprKind::Column(used) = &expr.kind {
        expr.kind = ExprKind::Input(used.index);
        return expr;
    }
    for child in expr.children_mut() {
        *child = result_column(child);
    }
    expr
}

/// Sort keys by position among the items; those over FROM that are no item are appended.
fn order_items(rel: &Rel, order: &[SortKey], items: &mut Vec<Expr>, distinct: bool) -> Vec<SortKey> {
    let mut keys = Vec::new();
    for key in order {
        let of_from = subquery::holds_query(&key.expr) || key.expr.contains(&|part| {
            matches!(&part.kind, ExprKind::Column(used) if rel.bindings.iter().any(|(id, _)| *id == used.binding))
        });
        let expr = if of_from && !distinct {
            let bound = rel.bind(&key.expr);
            let position = items.iter().position(|item| same(item, &bound)).unwrap_or_else(|| {
                items.push(bound.clone());
                items.len() - 1
            });
            Expr { kind: ExprKind::Input(position), ..bound }
        } else {
            result_column(&key.expr)
        };
        keys.push(SortKey { expr, ..key.clone() });
    }
    keys
}
