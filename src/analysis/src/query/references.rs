//! The tables that a query names, before anything is resolved.

use weir_syntax::sql::ast::{
    ArgValue, Call, Expr, ExprKind, Join, JoinCondition, Path, Query, SelectItemKind, SetExpr, SetExprKind,
    TableArgSource, TableFactor, TableRef, TableRefKind, TableSource,
};

/// Every named table but the query's own CTEs, each once, in order of reading.
pub(super) fn of(query: &Query) -> Vec<Path> {
    let mut finder = Finder { found: Vec::new(), ctes: Vec::new() };
    finder.query(query);
    finder.found
}

struct Finder {
    found: Vec<Path>,
    ctes: Vec<String>,
}

impl Finder {
    fn query(&mut self, query: &Query) {
        let outer = self.ctes.len();
        for cte in &query.with {
            self.query(&cte.query);
            self.ctes.push(cte.name.value.clone());
        }
        self.body(&query.body);
        self.ctes.truncate(outer);
    }

    fn body(&mut self, body: &SetExpr) {
        match &body.kind {
            SetExprKind::Select(select) => {
                for table in &select.from {
                    self.table(table);
                }
                let items = select.items.iter().filter_map(|item| match &item.kind {
                    SelectItemKind::Expr { expr, .. } => Some(expr),
                    SelectItemKind::Star | SelectItemKind::QualifiedStar(_) => None,
                });
                let conditions = select.where_.iter().chain(&select.having).chain(&select.qualify);
                for expr in items.chain(conditions) {
                    self.expr(expr);
                }
            }
            SetExprKind::Values(_) => {}
            SetExprKind::Table(path) => self.name(path),
            SetExprKind::Paren(inner) => self.query(inner),
            SetExprKind::Set(operation) => {
                self.body(&operation.left);
                self.body(&operation.right);
            }
        }
    }

    fn table(&mut self, table: &TableRef) {
        match &table.kind {
            TableRefKind::Factor(factor) => self.factor(factor),
            TableRefKind::Join(join) => self.join(join),
        }
    }

    fn join(&mut self, join: &Join) {
        self.table(&join.left);
        self.factor(&join.right);
        if let Some(JoinCondition::On(on)) = &join.condition {
            self.expr(on);
        }
    }

    fn factor(&mut self, factor: &TableFactor) {
        match &factor.source {
            TableSource::Named { path, .. } => self.name(path),
            TableSource::Derived { query, .. } => self.query(query),
            TableSource::Function(function) => self.call(&function.call),
            TableSource::Unnest { .. } => {}
            TableSource::Nested { table, .. } => self.table(table),
        }
    }

    fn call(&mut self, call: &Call) {
        for arg in &call.args {
            match &arg.value {
                ArgValue::Table(table) => match &table.source {
                    TableArgSource::Named(path) => self.name(path),
                    TableArgSource::Query(query) => self.query(query),
                },
                ArgValue::Expr(expr) => self.expr(expr),
                ArgValue::Model(_) | ArgValue::Descriptor(_) | ArgValue::Unit(_) | ArgValue::Default => {}
            }
        }
    }

    /// Queries stand in few expressions, and those are refused; their tables are read all the same.
    fn expr(&mut self, expr: &Expr) {
        if let ExprKind::InQuery { query, .. } | ExprKind::Exists(query) | ExprKind::Subquery(query) = &expr.kind {
            self.query(query);
        } else if let ExprKind::Binary(binary) = &expr.kind {
            self.expr(&binary.right);
            let mut left = &binary.left;
            while let ExprKind::Binary(inner) = &left.kind {
                self.expr(&inner.right);
                left = &inner.left;
            }
            self.expr(left);
        } else if let ExprKind::Unary { operand: inner, .. } | ExprKind::Paren(inner) = &expr.kind {
            self.expr(inner);
        }
    }

    fn name(&mut self, path: &Path) {
        let cte = matches!(path.parts.as_slice(), [name] if self.ctes.contains(&name.value));
        let names = |path: &Path| path.parts.iter().map(|part| part.value.clone()).collect::<Vec<_>>();
        if !cte && !self.found.iter().any(|known| names(known) == names(path)) {
            self.found.push(path.clone());
        }
    }
}
