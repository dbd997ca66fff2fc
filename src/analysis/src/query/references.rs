//! The tables that a query names, before anything is resolved.

#![expect(clippy::wildcard_enum_match_arm, reason = "only expressions with parts may hold a query")]

use weir_syntax::sql::ast::{
    ArgValue, Call, Expr, ExprKind, GroupItemKind, Join, JoinCondition, JsonKind, Path, QuantifiedRight, Query,
    SelectItemKind, SetExpr, SetExprKind, TableArgSource, TableFactor, TableRef, TableRefKind, TableSource,
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
        for item in &query.order_by {
            self.expr(&item.expr);
        }
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
                let keys = select.group_by.iter().flat_map(|group| &group.items).filter_map(|item| match &item.kind {
                    GroupItemKind::Expr(expr) => Some(expr),
                    GroupItemKind::Empty
                    | GroupItemKind::Rollup(_)
                    | GroupItemKind::Cube(_)
                    | GroupItemKind::GroupingSets(_) => None,
                });
                for expr in items.chain(conditions).chain(keys) {
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
        if let Some(filter) = &call.filter {
            self.expr(filter);
        }
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

    /// Queries inside expressions read tables too. Chains of one operator are as deep as they are long.
    fn expr(&mut self, expr: &Expr) {
        let mut expr = expr;
        while let ExprKind::Binary(binary) = &expr.kind {
            self.expr(&binary.right);
            expr = &binary.left;
        }
        match &expr.kind {
            ExprKind::InQuery { operand, query, .. } => {
                self.expr(operand);
                self.query(query);
            }
            ExprKind::Exists(query) | ExprKind::Subquery(query) => self.query(query),
            ExprKind::Quantified(quantified) => {
                self.expr(&quantified.operand);
                match &quantified.right {
                    QuantifiedRight::Query(query) => self.query(query),
                    QuantifiedRight::List(list) => list.iter().for_each(|item| self.expr(item)),
                }
            }
            ExprKind::Call(call) => self.call(call),
            _ => parts(expr).into_iter().for_each(|part| self.expr(part)),
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

/// Direct parts of an expression that holds no query itself.
fn parts(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::Paren(inner)
        | ExprKind::FormatJson(inner)
        | ExprKind::Unary { operand: inner, .. }
        | ExprKind::Is { operand: inner, .. }
        | ExprKind::Cast { operand: inner, .. }
        | ExprKind::Extract { operand: inner, .. }
        | ExprKind::FloorTo { operand: inner, .. }
        | ExprKind::CeilTo { operand: inner, .. }
        | ExprKind::Field { base: inner, .. } => vec![inner],
        ExprKind::Row { items, .. } | ExprKind::Array(items) => items.iter().collect(),
        ExprKind::Map(pairs) => pairs.iter().flat_map(|(key, value)| [key, value]).collect(),
        ExprKind::IsDistinctFrom { left, right, .. }
        | ExprKind::Overlaps { left, right }
        | ExprKind::Index { base: left, index: right } => vec![left, right],
        ExprKind::Between(between) => vec![&between.operand, &between.low, &between.high],
        ExprKind::InList { operand, list, .. } => std::iter::once(operand.as_ref()).chain(list).collect(),
        ExprKind::Like(like) => [&like.operand, &like.pattern].into_iter().chain(&like.escape).collect(),
        ExprKind::Case(case) => {
            let whens = case.whens.iter().flat_map(|when| when.when.iter().chain([&when.then]));
            case.operand.iter().chain(whens).chain(&case.else_).collect()
        }
        ExprKind::Trim(trim) => trim.characters.iter().chain([&trim.operand]).collect(),
        ExprKind::Substring { operand, from, length } => {
            [operand, from].into_iter().chain(length).map(AsRef::as_ref).collect()
        }
        ExprKind::Position { needle, haystack, from } => {
            [needle, haystack].into_iter().chain(from).map(AsRef::as_ref).collect()
        }
        ExprKind::Overlay(overlay) => {
            [&overlay.operand, &overlay.replacement, &overlay.from].into_iter().chain(&overlay.length).collect()
        }
        ExprKind::Json(json) => json_parts(&json.kind),
        _ => Vec::new(),
    }
}

fn json_parts(json: &JsonKind) -> Vec<&Expr> {
    match json {
        JsonKind::Exists { input, path, .. }
        | JsonKind::Value { input, path, .. }
        | JsonKind::Query { input, path, .. } => vec![input, path],
        JsonKind::Object { entries, .. } => entries.iter().flat_map(|(key, value)| [key, value]).collect(),
        JsonKind::ObjectAgg { key, value, .. } => vec![key, value],
        JsonKind::Array { items, .. } => items.iter().collect(),
        JsonKind::ArrayAgg { item, .. } => vec![item],
    }
}
