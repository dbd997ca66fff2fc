use super::{Aggregates, CteColumns, Place, Queries, Resolver, grouping, groups::Group, is_null, outputs};
use crate::query::{
    diagnostics as say,
    scope::{BoundTable, Scope, ScopeColumn},
};
use std::collections::BTreeSet;
use weir_diagnostics::Span;
use weir_ir::{
    DataType, Type,
    sql::{self, Body, Cte, Expr, ExprKind, Item, OutputColumn, Select, SetOpKind, SetOperation, SortKey, Values},
};
use weir_platforms::functions::least_common;
use weir_syntax::sql::ast;

impl Resolver<'_> {
    /// A whole query. Columns are empty, and the flag of [`Self::is_broken`] set, where FROM was not understood.
    pub(in crate::query) fn query(&mut self, query: &ast::Query) -> sql::Query {
        let outer = self.ctes.len();
        let with = query.with.iter().map(|cte| self.cte(cte)).collect();
        let (body, columns, scope) = self.body(&query.body);
        let order_by = self.order_by(query, &columns, scope.as_ref());
        self.ctes.truncate(outer);
        let limit = query.limit.and_then(|limit| limit.rows).or(query.fetch.as_ref().map(|fetch| fetch.value));
        let offset = query.offset.as_ref().map(|offset| offset.value);
        sql::Query { span: query.span, with, body, order_by, limit, offset, columns }
    }

    fn cte(&mut self, cte: &ast::Cte) -> Cte {
        let query = self.query(&cte.query);
        let mut columns = outputs(&query.columns);
        self.rename(&mut columns, &cte.columns, &format!("`{}`", cte.name.value));
        let poisoned = columns.is_empty();
        self.ctes.push(CteColumns { name: cte.name.value.clone(), columns, poisoned });
        Cte { name: cte.name.clone(), columns: cte.columns.clone(), query }
    }

    /// `AS t (a, b)`: new names for all columns.
    pub(super) fn rename(&mut self, columns: &mut [ScopeColumn], new: &[sql::Name], what: &str) {
        let Some((first, last)) = new.first().zip(new.last()) else { return };
        let visible = columns.iter().filter(|column| !column.hidden).count();
        if visible != new.len() && visible != 0 {
            self.report(say::column_count(what, first.span.to(last.span), visible, new.len()));
        }
        for (column, name) in columns.iter_mut().filter(|column| !column.hidden).zip(new) {
            column.name.clone_from(&name.value);
        }
    }

    fn body(&mut self, body: &ast::SetExpr) -> (Body, Vec<OutputColumn>, Option<Scope>) {
        match &body.kind {
            ast::SetExprKind::Select(select) => {
                let (select, columns, scope) = self.select(select);
                (Body::Select(Box::new(select)), columns, Some(scope))
            }
            ast::SetExprKind::Values(rows) => {
                let (values, columns) = self.values(rows, body.span);
                (Body::Values(values), columns, None)
            }
            ast::SetExprKind::Table(path) => {
                let (select, columns, scope) = self.explicit_table(path, body.span);
                (Body::Select(Box::new(select)), columns, Some(scope))
            }
            ast::SetExprKind::Paren(inner) => {
                let query = self.query(inner);
                let columns = query.columns.clone();
                (Body::Nested(Box::new(query)), columns, None)
            }
            ast::SetExprKind::Set(operation) => {
                let (operation, columns) = self.set_operation(operation, body.span);
                (Body::SetOp(Box::new(operation)), columns, None)
            }
        }
    }

    /// `TABLE t` is `SELECT * FROM t`.
    fn explicit_table(&mut self, path: &ast::Path, span: Span) -> (Select, Vec<OutputColumn>, Scope) {
        let select = ast::Select {
            hints: Vec::new(),
            quantifier: None,
            items: vec![ast::SelectItem { kind: ast::SelectItemKind::Star, span }],
            from: vec![ast::TableRef {
                kind: ast::TableRefKind::Factor(Box::new(ast::TableFactor {
                    source: ast::TableSource::Named { path: path.clone(), hints: Vec::new() },
                    system_time: None,
                    match_recognize: None,
                    alias: None,
                    sample: None,
                    span,
                })),
                span,
            }],
            where_: None,
            group_by: None,
            having: None,
            windows: Vec::new(),
            qualify: None,
            span,
        };
        self.select(&select)
    }

    fn operand(&mut self, operand: &ast::SetExpr) -> sql::Query {
        if let ast::SetExprKind::Paren(inner) = &operand.kind {
            return self.query(inner);
        }
        let (body, columns, _) = self.body(operand);
        sql::Query {
            span: operand.span,
            with: Vec::new(),
            body,
            order_by: Vec::new(),
            limit: None,
            offset: None,
            columns,
        }
    }

    fn set_operation(&mut self, operation: &ast::SetOperation, span: Span) -> (SetOperation, Vec<OutputColumn>) {
        let (left, right) = (self.operand(&operation.left), self.operand(&operation.right));
        let (kind, word) = match operation.op.value {
            ast::SetOp::Union => (SetOpKind::Union, "UNION"),
            ast::SetOp::Intersect => (SetOpKind::Intersect, "INTERSECT"),
            ast::SetOp::Except => (SetOpKind::Except, "EXCEPT"),
        };
        let columns = self.set_columns(word, operation.op.span, &left, &right);
        (SetOperation { kind, all: operation.all, left, right, span }, columns)
    }

    fn set_columns(&mut self, word: &str, span: Span, left: &sql::Query, right: &sql::Query) -> Vec<OutputColumn> {
        let (l, r) = (&left.columns, &right.columns);
        if l.is_empty() || r.is_empty() {
            return Vec::new();
        }
        if l.len() != r.len() {
            self.report(say::set_count(word, span, l.len(), r.len()));
            return Vec::new();
        }
        let mut columns = Vec::new();
        for (a, b) in l.iter().zip(r) {
            let ty = least_common(&a.ty, &b.ty).unwrap_or_else(|| {
                self.report(say::set_types(word, b.span, &a.name, (&a.ty, &b.ty)));
                Type::poison()
            });
            let time = if a.time == b.time && a.ty.data == b.ty.data { a.time } else { None };
            columns.push(OutputColumn { name: a.name.clone(), ty, time, origin: None, span: a.span });
        }
        columns
    }

    fn values(&mut self, rows: &[ast::ValuesRow], span: Span) -> (Values, Vec<OutputColumn>) {
        let scope = Scope::default();
        let place = Place::plain(&scope, "VALUES");
        let rows: Vec<Vec<Expr>> =
            rows.iter().map(|row| row.items.iter().map(|item| self.expr(item, place)).collect()).collect();
        let width = rows.first().map_or(0, Vec::len);
        let mut types: Vec<Type> = rows.first().map_or_else(Vec::new, |row| row.iter().map(|e| e.ty.clone()).collect());
        for row in rows.iter().skip(1) {
            if row.len() != width {
                let place = row.first().zip(row.last()).map_or(span, |(a, b)| a.span.to(b.span));
                self.report(say::column_count("the first row of VALUES", place, width, row.len()));
            }
            for (ty, cell) in types.iter_mut().zip(row) {
                *ty = least_common(ty, &cell.ty).unwrap_or_else(|| {
                    self.report(say::branches("VALUES", cell.span, ty, &cell.ty));
                    Type::poison()
                });
            }
        }
        let columns = types.into_iter().enumerate().map(|(n, ty)| OutputColumn {
            name: format!("EXPR${n}"),
            ty,
            time: None,
            origin: None,
            span,
        });
        (Values { rows, span }, columns.collect())
    }

    fn select(&mut self, select: &ast::Select) -> (Select, Vec<OutputColumn>, Scope) {
        let (from, scope) = self.from(&select.from);
        let aliases: Vec<sql::Name> = select.items.iter().filter_map(item_alias).collect();
        let selection = select.where_.as_ref().map(|condition| {
            let place = Place { aliases: &aliases, ..Place::plain(&scope, "WHERE") };
            self.condition(condition, place)
        });
        let group = self.group_by(select.group_by.as_ref(), &scope, &aliases);
        let windows = self.named_windows(&select.windows, &scope);
        let grouped = select.group_by.is_some();
        let place = Place {
            scope: &scope,
            clause: "the select list",
            aggregates: Aggregates::Allowed { grouped: group.filled },
            queries: Queries::Allowed,
            over: true,
            windows: &windows,
            aliases: &[],
            pattern: None,
            group: Some(&group),
        };
        let items = self.items(&select.items, place);
        let having = select.having.as_ref().map(|having| {
            let place = Place { clause: "HAVING", over: false, aliases: &aliases, ..place };
            self.condition(having, place)
        });
        let qualify = select.qualify.as_ref().map(|qualify| self.qualify(qualify, &items, place));
        let hints: Vec<_> = select.hints.iter().map(super::from::hint).collect();
        self.check_hints(&hints, &scope);
        let distinct = select.quantifier.as_ref().is_some_and(|q| q.value == ast::Quantifier::Distinct);
        let nulled: Vec<bool> = items.iter().map(|item| group.nulls(&item.expr)).collect();
        let Group { keys: group_by, grouping, .. } = group;
        let span = select.span;
        let select =
            Select { span, hints, distinct, items, from, selection, group_by, grouping, having, qualify, windows };
        grouping::check(self, &select, grouped);
        let columns =
            if scope.poisoned && select.items.is_empty() { Vec::new() } else { output_columns(&select.items, &nulled) };
        (select, columns, scope)
    }

    /// QUALIFY filters by results of OVER; an alias of the select list goes before a column of its name.
    fn qualify(&mut self, qualify: &ast::Expr, items: &[Item], place: Place<'_>) -> Expr {
        let place =
            Place { clause: "QUALIFY", aggregates: Aggregates::Forbidden, queries: Queries::Forbidden, ..place };
        let named: Vec<Item> = items.iter().filter(|item| item.alias.is_some()).cloned().collect();
        self.aliases = named;
        let condition = self.condition(qualify, place);
        self.aliases = Vec::new();
        if !condition.contains(&|part| matches!(part.kind, ExprKind::Over(_) | ExprKind::Error)) {
            self.report(say::qualify_without_over(qualify.span));
        }
        condition
    }

    fn items(&mut self, items: &[ast::SelectItem], place: Place<'_>) -> Vec<Item> {
        let mut all = Vec::new();
        let mut taken = BTreeSet::new();
        for item in items {
            match &item.kind {
                ast::SelectItemKind::Star => self.star(place.scope, item.span, &mut all),
                ast::SelectItemKind::QualifiedStar(path) => self.qualified_star(path, item.span, place, &mut all),
                ast::SelectItemKind::Expr { expr, alias } => {
                    let resolved = self.expr(expr, place);
                    if is_null(&resolved) {
                        self.report(say::bare_null(resolved.span));
                    }
                    let name =
                        alias.as_ref().map_or_else(|| written_name(expr, &resolved, all.len()), |a| a.value.clone());
                    all.push(Item { expr: resolved, name, alias: alias.clone(), star: None, span: item.span });
                }
            }
        }
        for item in &mut all {
            item.name = unique(&item.name, &mut taken);
        }
        all
    }

    fn star(&mut self, scope: &Scope, span: Span, all: &mut Vec<Item>) {
        if scope.tables.is_empty() && !scope.poisoned {
            let help = "add FROM, or list expressions";
            self.report(say::bad_literal(span, "`*` stands for the columns of FROM, and there is none", help));
        }
        let mut seen = BTreeSet::new();
        for table in &scope.tables {
            self.report_twice(table, span);
            for (index, column) in table.visible() {
                if scope.merged.contains(&column.name) && !seen.insert(column.name.clone()) {
                    continue;
                }
                let named_alike = !scope.merged.contains(&column.name) && scope.is_twice(&column.name);
                all.push(star_item(table, (index, column), named_alike, span));
            }
        }
    }

    /// A star names every column, those that a window function has doubled too.
    fn report_twice(&mut self, table: &BoundTable, span: Span) {
        for twice in &table.twice {
            self.report(say::window_column_exists(span, twice));
        }
    }

    /// `t.*`, or `r.*` for a row column.
    fn qualified_star(&mut self, path: &ast::Path, span: Span, place: Place<'_>, all: &mut Vec<Item>) {
        let parts: Vec<_> = path.parts.iter().map(|part| (part.value.as_str(), part.span)).collect();
        if let Some((table, taken)) = place.scope.table(&parts)
            && taken == parts.len()
        {
            self.report_twice(table, span);
            let scope = place.scope;
            all.extend(
                table.visible().map(|(n, column)| star_item(table, (n, column), scope.is_twice(&column.name), span)),
            );
            return;
        }
        if let Some(items) = self.outer_star(&parts, span) {
            all.extend(items);
            return;
        }
        let row = self.column(path, place);
        let DataType::Row(fields) = &row.ty.data else {
            if !row.ty.is_poison() {
                let help = "name a table of FROM, or a column of type ROW";
                self.report(say::collection(
                    span,
                    "`.*` needs a table or a row",
                    format!("this is {}", row.ty.data),
                    help,
                ));
            }
            return;
        };
        for field in fields {
            let mut expr = row.clone();
            expr.ty = Type::new(field.ty.data.clone(), field.ty.nullable || row.ty.nullable);
            expr.time = None;
            if let ExprKind::Column(used) = &mut expr.kind {
                used.fields.push(field.name.clone());
                if let Some(origin) = &mut used.origin {
                    origin.path.0.push(field.name.clone());
                }
            }
            all.push(Item { expr, name: field.name.clone(), alias: None, star: Some(span), span });
        }
    }

    /// ORDER BY sees the output columns first, then the tables of a SELECT.
    fn order_by(&mut self, query: &ast::Query, columns: &[OutputColumn], scope: Option<&Scope>) -> Vec<SortKey> {
        if query.order_by.is_empty() {
            return Vec::new();
        }
        let id = self.binding();
        let results = super::bound(id, "", outputs(columns), query.span);
        let mut result_scope = Scope::of(results);
        result_scope.poisoned |= columns.is_empty();
        let mut keys = Vec::new();
        for item in &query.order_by {
            let named = first_name(&item.expr).is_some_and(|name| columns.iter().any(|column| column.name == name));
            let used = if named { &result_scope } else { scope.unwrap_or(&result_scope) };
            let expr = self.expr(&item.expr, Place::plain(used, "ORDER BY"));
            keys.push(sort_key(item, expr));
        }
        keys
    }
}

pub(super) fn sort_key(item: &ast::OrderItem, expr: Expr) -> SortKey {
    SortKey {
        expr,
        descending: item.direction == Some(ast::Direction::Desc),
        nulls_first: item.nulls.map(|nulls| nulls == ast::NullsOrder::First),
    }
}

fn first_name(expr: &ast::Expr) -> Option<&str> {
    if let ast::ExprKind::Column(path) = &expr.kind { path.parts.first().map(|part| part.value.as_str()) } else { None }
}

fn item_alias(item: &ast::SelectItem) -> Option<sql::Name> {
    if let ast::SelectItemKind::Expr { alias, .. } = &item.kind { alias.clone() } else { None }
}

pub(super) fn is_group_window(expr: &ast::Expr) -> bool {
    let ast::ExprKind::Call(call) = &expr.kind else { return false };
    let name = call.name.parts.last().map_or("", |part| part.value.as_str());
    ["TUMBLE", "HOP", "SESSION"].iter().any(|window| name.eq_ignore_ascii_case(window))
}

/// `named_alike`: another table has a column of this name, so that the column needs its table before it.
pub(super) fn star_item(
    table: &BoundTable,
    (index, column): (usize, &ScopeColumn),
    named_alike: bool,
    span: Span,
) -> Item {
    let mut expr = table.column(index, column, span);
    if let ExprKind::Column(used) = &mut expr.kind {
        used.qualified = named_alike;
    }
    Item { expr, name: column.name.clone(), alias: None, star: Some(span), span }
}

/// [`own_name`], and for a column that does not exist the name that it would have: who reads the result is not told of
/// the same mistake again.
fn written_name(written: &ast::Expr, resolved: &Expr, position: usize) -> String {
    match (&resolved.kind, &written.kind) {
        (ExprKind::Error, ast::ExprKind::Column(path)) => {
            path.parts.last().map_or_else(|| own_name(resolved, position), |part| part.value.clone())
        }
        _ => own_name(resolved, position),
    }
}

/// The name of an expression without alias: its column's or field's, else `EXPR$n` by position.
fn own_name(expr: &Expr, position: usize) -> String {
    match &expr.kind {
        ExprKind::Column(used) => used.fields.last().unwrap_or(&used.column).clone(),
        ExprKind::Field(_, name) => name.value.clone(),
        ExprKind::Input(_)
        | ExprKind::Literal(_)
        | ExprKind::Unary(..)
        | ExprKind::Binary(..)
        | ExprKind::Is { .. }
        | ExprKind::Distinct { .. }
        | ExprKind::Between { .. }
        | ExprKind::In { .. }
        | ExprKind::Like { .. }
        | ExprKind::Case { .. }
        | ExprKind::Cast { .. }
        | ExprKind::Call(_)
        | ExprKind::Aggregate(_)
        | ExprKind::Over(_)
        | ExprKind::Match(_)
        | ExprKind::Row(_)
        | ExprKind::Array(_)
        | ExprKind::Map(_)
        | ExprKind::Element(..)
        | ExprKind::Query(_)
        | ExprKind::Error => format!("EXPR${position}"),
    }
}

/// `a`, `a` become `a`, `a0`.
fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = name.to_string();
    let mut n = 0;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{name}{n}");
        n += 1;
    }
    candidate
}

/// The clock is a time attribute by itself.
fn clock(expr: &Expr) -> Option<sql::TimeKind> {
    matches!(&expr.kind, ExprKind::Call(call) if call.name == "PROCTIME").then_some(sql::TimeKind::Processing)
}

/// `nulled`: the items that are keys which a grouping set leaves out; such a column is not handed on unchanged.
fn output_columns(items: &[Item], nulled: &[bool]) -> Vec<OutputColumn> {
    let nulled = nulled.iter().copied().chain(std::iter::repeat(false));
    items
        .iter()
        .zip(nulled)
        .map(|(item, nulled)| {
            let column = if let ExprKind::Column(used) = &item.expr.kind { Some(used) } else { None };
            let column = column.filter(|_| !nulled);
            OutputColumn {
                name: item.name.clone(),
                ty: item.expr.ty.clone(),
                // An expression over a time attribute still prints as one, and is none when Flink plans.
                time: column.and(item.expr.time).or_else(|| clock(&item.expr)),
                origin: column.and_then(|used| used.origin.clone()),
                span: item.alias.as_ref().map_or(item.expr.span, |alias| alias.span),
            }
        })
        .collect()
}
