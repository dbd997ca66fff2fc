use super::{
    BindingId, Body, Expr, ExprKind, FrameBound, JoinCondition, OverWindow, Query, Select, SortKey, Table, TableExpr,
    TableSource,
};
use crate::RelationId;
use std::collections::BTreeSet;

impl Query {
    /// Every SELECT, in order of reading: CTEs, then the body, derived tables and queries in expressions after the SELECT
    /// that holds them.
    pub fn selects(&self) -> Vec<&Select> {
        let mut all = Vec::new();
        collect_query(self, &mut |query| {
            if let Body::Select(select) = &query.body {
                all.push(select.as_ref());
            }
        });
        all
    }

    /// Every named table of FROM, in CTEs, derived tables and queries in expressions too.
    pub fn tables(&self) -> Vec<&Table> {
        self.selects().into_iter().flat_map(|select| select.from.iter()).flat_map(TableExpr::tables).collect()
    }

    /// Relations that stand on the versioned side of a temporal join.
    pub fn versioned(&self) -> BTreeSet<RelationId> {
        self.tables()
            .into_iter()
            .filter(|table| table.as_of.is_some())
            .filter_map(|table| match table.source {
                TableSource::Relation(relation) => Some(relation),
                TableSource::Cte(_) => None,
            })
            .collect()
    }

    /// Every relation that is read.
    pub fn relations(&self) -> BTreeSet<RelationId> {
        self.tables()
            .into_iter()
            .filter_map(|table| match table.source {
                TableSource::Relation(relation) => Some(relation),
                TableSource::Cte(_) => None,
            })
            .collect()
    }

    /// Every top expression: items, conditions, keys, orders, window arguments. [`Expr::walk`] goes below one.
    pub fn expressions(&self) -> Vec<&Expr> {
        let mut all = Vec::new();
        collect_query(self, &mut |query| all.extend(query.own_expressions()));
        all
    }

    /// Top expressions of this query without those of the queries in it.
    fn own_expressions(&self) -> Vec<&Expr> {
        let mut all = Vec::new();
        match &self.body {
            Body::Select(select) => select_expressions(select, &mut all),
            Body::Values(values) => all.extend(values.rows.iter().flatten()),
            Body::SetOp(_) | Body::Nested(_) => {}
        }
        all.extend(self.order_by.iter().map(|key| &key.expr));
        all
    }
}

impl TableExpr {
    /// Whether this or a table joined in it, or read by it, is as asked; queries in parentheses are not looked into.
    pub fn contains(&self, test: &dyn Fn(&TableExpr) -> bool) -> bool {
        let below = match self {
            TableExpr::Join(join) => join.left.contains(test) || join.right.contains(test),
            TableExpr::Window(window) => window.input.contains(test),
            TableExpr::Match(matched) => matched.input.contains(test),
            TableExpr::Table(_) | TableExpr::Derived(_) | TableExpr::Unnest(_) => false,
        };
        below || test(self)
    }

    /// Everything here that columns belong to.
    pub fn bindings(&self) -> Vec<BindingId> {
        match self {
            TableExpr::Table(table) => vec![table.binding.id],
            TableExpr::Derived(derived) => vec![derived.binding.id],
            TableExpr::Join(join) => [join.left.bindings(), join.right.bindings()].concat(),
            TableExpr::Window(window) => vec![window.binding.id],
            TableExpr::Unnest(unnest) => vec![unnest.binding.id],
            TableExpr::Match(matched) => vec![matched.binding.id],
        }
    }

    /// Named tables below this one; those of derived tables are found by their own query.
    pub fn tables(&self) -> Vec<&Table> {
        match self {
            TableExpr::Table(table) => vec![table],
            TableExpr::Derived(_) | TableExpr::Unnest(_) => Vec::new(),
            TableExpr::Join(join) => [join.left.tables(), join.right.tables()].concat(),
            TableExpr::Window(window) => window.input.tables(),
            TableExpr::Match(matched) => matched.input.tables(),
        }
    }

    fn queries(&self) -> Vec<&Query> {
        match self {
            TableExpr::Derived(derived) => vec![&derived.query],
            TableExpr::Table(_) | TableExpr::Unnest(_) => Vec::new(),
            TableExpr::Join(join) => [join.left.queries(), join.right.queries()].concat(),
            TableExpr::Window(window) => window.input.queries(),
            TableExpr::Match(matched) => matched.input.queries(),
        }
    }

    fn expressions<'a>(&'a self, all: &mut Vec<&'a Expr>) {
        match self {
            TableExpr::Table(table) => all.extend(&table.as_of),
            TableExpr::Derived(_) => {}
            TableExpr::Join(join) => {
                join.left.expressions(all);
                join.right.expressions(all);
                match &join.condition {
                    JoinCondition::None => {}
                    JoinCondition::On(on) => all.push(on),
                    JoinCondition::Using(columns) | JoinCondition::Natural(columns) => {
                        all.extend(columns.iter().flat_map(|column| [&column.left, &column.right]));
                    }
                }
            }
            TableExpr::Window(window) => {
                window.input.expressions(all);
                all.extend(&window.partition_by);
                all.push(&window.time);
            }
            TableExpr::Unnest(unnest) => all.push(&unnest.collection),
            TableExpr::Match(matched) => {
                matched.input.expressions(all);
                all.extend(matched.expressions());
            }
        }
    }
}

impl Expr {
    /// Calls `visit` on this expression and everything below it, parents first.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        visit(self);
        for child in self.children() {
            child.walk(visit);
        }
    }

    /// Direct parts, in order of reading; those of a query in it are the query's own.
    pub fn children(&self) -> Vec<&Expr> {
        match &self.kind {
            ExprKind::Column(_) | ExprKind::Input(_) | ExprKind::Literal(_) | ExprKind::Error => Vec::new(),
            ExprKind::Field(base, _) => vec![base],
            ExprKind::Unary(_, operand) | ExprKind::Is { operand, .. } | ExprKind::Cast { operand, .. } => {
                vec![operand]
            }
            ExprKind::Binary(_, left, right) | ExprKind::Distinct { left, right, .. } => vec![left, right],
            ExprKind::Between { operand, low, high, .. } => vec![operand, low, high],
            ExprKind::In { operand, list, .. } => std::iter::once(operand.as_ref()).chain(list).collect(),
            ExprKind::Like { operand, pattern, escape, .. } => {
                [operand, pattern].into_iter().chain(escape).map(AsRef::as_ref).collect()
            }
            ExprKind::Case { operand, branches, otherwise } => operand
                .iter()
                .map(AsRef::as_ref)
                .chain(branches.iter().flat_map(|branch| [&branch.when, &branch.then]))
                .chain(otherwise.iter().map(AsRef::as_ref))
                .collect(),
            ExprKind::Call(call) => call.args.iter().collect(),
            ExprKind::Aggregate(call) => call.parts(),
            ExprKind::Over(over) => {
                let mut parts = over.function.parts();
                parts.extend(over.window.parts());
                parts
            }
            ExprKind::Match(matched) => matched.children(),
            ExprKind::Row(parts) | ExprKind::Array(parts) => parts.iter().collect(),
            ExprKind::Map(pairs) => pairs.iter().flat_map(|(key, value)| [key, value]).collect(),
            ExprKind::Element(base, index) => vec![base, index],
            ExprKind::Query(inner) => inner.form.operand().into_iter().collect(),
        }
    }

    /// Queries inside this expression, outermost ones only.
    pub fn queries(&self) -> Vec<&Query> {
        let mut all = Vec::new();
        self.walk(&mut |part| {
            if let ExprKind::Query(inner) = &part.kind {
                all.push(&inner.query);
            }
        });
        all
    }

    pub fn contains(&self, test: &dyn Fn(&Expr) -> bool) -> bool {
        test(self) || self.children().into_iter().any(|child| child.contains(test))
    }
}

impl super::AggregateCall {
    pub(super) fn parts(&self) -> Vec<&Expr> {
        self.args.iter().chain(&self.filter).chain(self.within_group.iter().map(|key| &key.expr)).collect()
    }
}

impl OverWindow {
    /// Partition and order keys and the bounds of the frame.
    pub fn parts(&self) -> Vec<&Expr> {
        let mut parts: Vec<&Expr> = self.partition_by.iter().chain(self.order_by.iter().map(|key| &key.expr)).collect();
        if let Some(frame) = &self.frame {
            for bound in std::iter::once(&frame.start).chain(&frame.end) {
                match bound {
                    FrameBound::Preceding(expr) | FrameBound::Following(expr) => parts.push(expr),
                    FrameBound::UnboundedPreceding | FrameBound::CurrentRow | FrameBound::UnboundedFollowing => {}
                }
            }
        }
        parts
    }
}

fn select_expressions<'a>(select: &'a Select, all: &mut Vec<&'a Expr>) {
    all.extend(select.items.iter().map(|item| &item.expr));
    for table in &select.from {
        table.expressions(all);
    }
    all.extend(&select.selection);
    all.extend(&select.group_by);
    all.extend(&select.having);
    all.extend(&select.qualify);
    let named = select.windows.iter().flat_map(|named| named.window.parts());
    all.extend(named);
}

fn collect_query<'a>(query: &'a Query, visit: &mut dyn FnMut(&'a Query)) {
    for cte in &query.with {
        collect_query(&cte.query, visit);
    }
    visit(query);
    match &query.body {
        Body::Select(select) => {
            for inner in select.from.iter().flat_map(TableExpr::queries) {
                collect_query(inner, visit);
            }
        }
        Body::Values(_) => {}
        Body::SetOp(operation) => {
            collect_query(&operation.left, visit);
            collect_query(&operation.right, visit);
        }
        Body::Nested(inner) => collect_query(inner, visit),
    }
    for inner in query.own_expressions().into_iter().flat_map(Expr::queries) {
        collect_query(inner, visit);
    }
}

impl SortKey {
    pub fn ascending(expr: Expr) -> Self {
        SortKey { expr, descending: false, nulls_first: None }
    }
}

impl Expr {
    /// Direct parts, in order of reading.
    pub fn children_mut(&mut self) -> Vec<&mut Expr> {
        match &mut self.kind {
            ExprKind::Column(_) | ExprKind::Input(_) | ExprKind::Literal(_) | ExprKind::Error => Vec::new(),
            ExprKind::Field(base, _) => vec![base],
            ExprKind::Unary(_, operand) | ExprKind::Is { operand, .. } | ExprKind::Cast { operand, .. } => {
                vec![operand]
            }
            ExprKind::Binary(_, left, right) | ExprKind::Distinct { left, right, .. } => vec![left, right],
            ExprKind::Between { operand, low, high, .. } => vec![operand, low, high],
            ExprKind::In { operand, list, .. } => std::iter::once(operand.as_mut()).chain(list).collect(),
            ExprKind::Like { operand, pattern, escape, .. } => {
                [operand, pattern].into_iter().chain(escape).map(AsMut::as_mut).collect()
            }
            ExprKind::Case { operand, branches, otherwise } => operand
                .iter_mut()
                .map(AsMut::as_mut)
                .chain(branches.iter_mut().flat_map(|branch| [&mut branch.when, &mut branch.then]))
                .chain(otherwise.iter_mut().map(AsMut::as_mut))
                .collect(),
            ExprKind::Call(call) => call.args.iter_mut().collect(),
            ExprKind::Aggregate(call) => call.parts_mut(),
            ExprKind::Over(over) => {
                let super::OverCall { function, window, .. } = over.as_mut();
                let mut parts = function.parts_mut();
                parts.extend(window.parts_mut());
                parts
            }
            ExprKind::Match(matched) => matched.children_mut(),
            ExprKind::Row(parts) | ExprKind::Array(parts) => parts.iter_mut().collect(),
            ExprKind::Map(pairs) => pairs.iter_mut().flat_map(|(key, value)| [key, value]).collect(),
            ExprKind::Element(base, index) => vec![base, index],
            ExprKind::Query(inner) => inner.form.operand_mut().into_iter().collect(),
        }
    }
}

impl super::AggregateCall {
    /// Arguments, the condition of FILTER and the keys of WITHIN GROUP.
    pub fn parts_mut(&mut self) -> Vec<&mut Expr> {
        let keys = self.within_group.iter_mut().map(|key| &mut key.expr);
        self.args.iter_mut().chain(&mut self.filter).chain(keys).collect()
    }
}

impl OverWindow {
    fn parts_mut(&mut self) -> Vec<&mut Expr> {
        let keys = self.order_by.iter_mut().map(|key| &mut key.expr);
        let mut parts: Vec<&mut Expr> = self.partition_by.iter_mut().chain(keys).collect();
        if let Some(frame) = &mut self.frame {
            for bound in std::iter::once(&mut frame.start).chain(&mut frame.end) {
                match bound {
                    FrameBound::Preceding(expr) | FrameBound::Following(expr) => parts.push(expr),
                    FrameBound::UnboundedPreceding | FrameBound::CurrentRow | FrameBound::UnboundedFollowing => {}
                }
            }
        }
        parts
    }
}
