#![expect(clippy::wildcard_enum_match_arm, reason = "only collections have elements")]

use super::{Place, Resolver, bound, outputs};
use crate::query::{
    diagnostics as say, refused,
    scope::{BoundTable, Scope, ScopeColumn},
    streaming,
};
use weir_diagnostics::{Span, suggest};
use weir_ir::{
    DataType, Type,
    sql::{
        Binding, Body, Derived, Hint, HintArgument, Join, JoinCondition, JoinKind, Query, Table, TableExpr,
        TableSource, TimeKind, Unnest, UsingColumn,
    },
};
use weir_syntax::sql::ast;

/// A table of FROM and the names it brings; nothing where it was refused.
type Element = Option<(TableExpr, Scope)>;

impl Resolver<'_> {
    /// The comma list of FROM.
    pub(super) fn from(&mut self, tables: &[ast::TableRef]) -> (Vec<TableExpr>, Scope) {
        let mut scope = Scope::default();
        let mut all = Vec::new();
        for table in tables {
            match self.table_ref(table, &scope) {
                Some((table, names)) => {
                    self.check_aliases(&scope, &names);
                    scope.join(names);
                    all.push(table);
                }
                None => scope.poisoned = true,
            }
        }
        (all, scope)
    }

    fn table_ref(&mut self, table: &ast::TableRef, left: &Scope) -> Element {
        match &table.kind {
            ast::TableRefKind::Factor(factor) => self.factor(factor, left),
            ast::TableRefKind::Join(join) => self.join(join, table.span, left),
        }
    }

    fn join(&mut self, join: &ast::Join, span: Span, outer: &Scope) -> Element {
        let left = self.table_ref(&join.left, outer);
        let (left, mut scope) = match left {
            Some((table, names)) => (Some(table), names),
            None => (None, Scope { poisoned: true, ..Scope::default() }),
        };
        let right = self.factor(&join.right, &scope);
        let (right, names) = match right {
            Some((table, names)) => (Some(table), names),
            None => (None, Scope { poisoned: true, ..Scope::default() }),
        };
        self.check_aliases(&scope, &names);
        let kind = join_kind(join.kind.value);
        if matches!(kind, JoinKind::Right | JoinKind::Full)
            && matches!(join.right.source, ast::TableSource::Derived { lateral: true, .. })
        {
            self.report(say::correlated_side(join.kind.span));
        }
        let (left_tables, merged) = (scope.tables.len(), self.using(join, &scope, &names));
        scope.join(names);
        let condition = match (&join.condition, merged) {
            (_, Some(columns)) => {
                scope.merged.extend(columns.iter().map(|column| column.name.value.clone()));
                if join.natural { JoinCondition::Natural(columns) } else { JoinCondition::Using(columns) }
            }
            (Some(ast::JoinCondition::On(on)), None) => {
                JoinCondition::On(self.condition(on, Place::plain(&scope, "ON")))
            }
            (Some(ast::JoinCondition::Using(_)) | None, None) => JoinCondition::None,
        };
        pad(&mut scope, left_tables, kind);
        let join = Join { kind, left: left?, right: right?, condition, span };
        Some((TableExpr::Join(Box::new(join)), scope))
    }

    /// The common columns of USING and NATURAL.
    fn using(&mut self, join: &ast::Join, left: &Scope, right: &Scope) -> Option<Vec<UsingColumn>> {
        let names: Vec<ast::Name> = match &join.condition {
            Some(ast::JoinCondition::Using(names)) => names.clone(),
            Some(ast::JoinCondition::On(_)) | None if !join.natural => return None,
            Some(ast::JoinCondition::On(_)) | None => common_names(left, right, join.kind.span),
        };
        if matches!(join.kind.value, ast::JoinKind::Right | ast::JoinKind::Full) {
            self.report(say::refused(&refused::USING_OUTER, join.kind.span));
            return Some(Vec::new());
        }
        if names.is_empty() && !left.poisoned && !right.poisoned {
            self.report(say::refused(&refused::NATURAL_JOIN_NONE, join.kind.span));
        }
        let mut columns = Vec::new();
        for name in names {
            let path = ast::Path { parts: vec![name.clone()], span: name.span };
            let left = self.column(&path, Place::plain(left, "USING"));
            let right = self.column(&path, Place::plain(right, "USING"));
            self.check_join_types(&left, &right, name.span);
            columns.push(UsingColumn { name, left, right });
        }
        Some(columns)
    }

    fn check_aliases(&mut self, before: &Scope, new: &Scope) {
        for table in new.tables.iter().filter(|table| !table.name.is_empty()) {
            if let Some(first) = before.tables.iter().find(|first| first.name == table.name) {
                let both_written = first.written.is_some() && table.written.is_some() && first.written != table.written;
                if !both_written {
                    self.report(say::duplicate_alias(&table.name, table.span, first.span));
                }
            }
        }
    }

    fn factor(&mut self, factor: &ast::TableFactor, left: &Scope) -> Element {
        if let Some(clause) = &factor.match_recognize {
            let plain = ast::TableFactor { match_recognize: None, alias: None, ..factor.clone() };
            let input = self.factor(&plain, left)?;
            if !matches!(input.0, TableExpr::Table(_) | TableExpr::Derived(_)) {
                self.report(say::pattern::not_a_table(plain.span));
                return None;
            }
            return self.match_recognize(input, clause, factor.alias.as_ref());
        }
        if let Some(sample) = &factor.sample {
            let help = "filter by `MOD(HASH_CODE(x), 10) = 0`";
            self.report(say::not_run(sample.span, "Flink takes no sample of a stream", "not planned by Flink", help));
            return None;
        }
        match &factor.source {
            ast::TableSource::Named { path, hints } => self.named(path, hints, factor, left),
            ast::TableSource::Derived { lateral, query, span } => {
                if let Some(time) = &factor.system_time {
                    let help = "put the query into `WITH v AS (…)`, and join `v FOR SYSTEM_TIME AS OF …`";
                    let message = "Flink takes versions of a table, or of a query in WITH";
                    self.report(streaming::temporal_join(time.span, message, "of a query in parentheses", help));
                    return None;
                }
                let query = if *lateral { self.in_scope(left, query).0 } else { self.query(query) };
                Some(self.derived(query, *lateral, factor.alias.as_ref(), *span))
            }
            ast::TableSource::Function(function) => self.table_function(function, factor.alias.as_ref()),
            ast::TableSource::Unnest { arrays, with_ordinality, span } => {
                let [array] = arrays.as_slice() else {
                    let message = "Flink can't unnest several arrays side by side";
                    let help = "unnest one of rows, or each WITH ORDINALITY and compare the positions";
                    self.report(say::not_run(*span, message, "several arrays", help));
                    return None;
                };
                let collection = self.expr(array, Place::plain(left, "UNNEST"));
                Some(self.unnest(collection, *with_ordinality, factor))
            }
            ast::TableSource::Nested { table, .. } => self.table_ref(table, left),
        }
    }

    fn named(&mut self, path: &ast::Path, hints: &[ast::Hint], factor: &ast::TableFactor, left: &Scope) -> Element {
        let (source, columns, poisoned) = self.lookup(path)?;
        let as_of = match &factor.system_time {
            None => None,
            Some(time) if is_processing_time(&time.expr) => {
                self.report(streaming::lookup_join(time.span));
                return None;
            }
            Some(time) => Some(self.expr(&time.expr, Place::plain(left, "FOR SYSTEM_TIME AS OF"))),
        };
        let written = dotted(path);
        let (binding, mut table) = self.bind(factor.alias.as_ref(), columns, path.span);
        if factor.alias.is_none() {
            table.name = path.parts.last().map_or_else(String::new, |part| part.value.clone());
            table.written = Some(written.clone());
        }
        table.poisoned = poisoned;
        table.declared = self.declaration(&source);
        let binding = Binding { name: table.name.clone(), ..binding };
        let hints: Vec<_> = hints.iter().map(hint).collect();
        self.check_table_hints(&hints);
        let table_expr = Table { binding, source, written, hints, as_of, span: factor.span };
        Some((TableExpr::Table(table_expr), Scope::of(table)))
    }

    /// A CTE by its bare name, else a relation of the project.
    pub(super) fn lookup(&mut self, path: &ast::Path) -> Option<(TableSource, Vec<ScopeColumn>, bool)> {
        let name = dotted(path);
        if path.parts.len() == 1
            && let Some(cte) = self.ctes.iter().rev().find(|cte| cte.name == name)
        {
            return Some((TableSource::Cte(name), cte.columns.clone(), cte.poisoned));
        }
        let plain = name.replace(".public.", ".");
        let found = self.project.relations.find(&name).or_else(|| self.project.relations.find(&plain));
        let Some(id) = found else {
            let parts = path.parts.iter().any(|part| self.broken.contains(part.value.as_str()));
            if self.broken.contains(name.as_str()) || self.broken.contains(plain.as_str()) || parts {
                return None;
            }
            let known: Vec<&str> = self.project.relations.iter().map(|(_, relation)| relation.name.as_str()).collect();
            let ctes = self.ctes.iter().map(|cte| cte.name.as_str());
            let near = suggest(&name, known.iter().copied().chain(ctes)).map(str::to_string);
            let near =
                near.or_else(|| known.iter().find(|n| n.ends_with(&format!(".{name}"))).map(ToString::to_string));
            self.report(say::unknown_relation(&name, path.span, near.as_deref()));
            return None;
        };
        let (columns, broken) = self.relation_columns(id);
        Some((TableSource::Relation(id), columns, broken))
    }

    /// A binding for an alias, with its columns renamed where the alias renames them.
    pub(super) fn bind(
        &mut self,
        alias: Option<&ast::TableAlias>,
        mut columns: Vec<ScopeColumn>,
        span: Span,
    ) -> (Binding, BoundTable) {
        let name = alias.map_or_else(String::new, |alias| alias.name.value.clone());
        if let Some(alias) = alias {
            self.rename(&mut columns, &alias.columns, &format!("`{name}`"));
        }
        let id = self.binding();
        let binding = Binding {
            id,
            name: name.clone(),
            alias: alias.map(|alias| alias.name.clone()),
            alias_columns: alias.map_or_else(Vec::new, |alias| alias.columns.clone()),
        };
        (binding, bound(id, &name, columns, alias.map_or(span, |alias| alias.name.span)))
    }

    pub(super) fn derived(
        &mut self,
        query: Query,
        lateral: bool,
        alias: Option<&ast::TableAlias>,
        span: Span,
    ) -> (TableExpr, Scope) {
        let poisoned = query.columns.is_empty();
        let mut columns = outputs(&query.columns);
        if let (Body::Values(_), [column]) = (&query.body, columns.as_mut_slice()) {
            column.name = only_column(alias);
        }
        let (binding, mut table) = self.bind(alias, columns, span);
        table.poisoned = poisoned;
        (TableExpr::Derived(Derived { binding, lateral, query, span }), Scope::of(table))
    }

    fn unnest(
        &mut self,
        collection: weir_ir::sql::Expr,
        ordinality: bool,
        factor: &ast::TableFactor,
    ) -> (TableExpr, Scope) {
        let column = |name: &str, ty: Type| ScopeColumn {
            name: name.to_string(),
            ty,
            time: None,
            origin: None,
            hidden: false,
            span: collection.span,
        };
        let mut columns = match &collection.ty.data {
            DataType::Array(element) | DataType::Multiset(element) => match &element.data {
                DataType::Row(fields) => {
                    let nullable = |ty: &Type| Type::new(ty.data.clone(), ty.nullable || element.nullable);
                    fields.iter().map(|field| column(&field.name, nullable(&field.ty))).collect()
                }
                _ => vec![column(&only_column(factor.alias.as_ref()), element.as_ref().clone())],
            },
            DataType::Map(key, value) => {
                vec![column("KEY", key.as_ref().clone()), column("VALUE", value.as_ref().clone())]
            }
            other => {
                if *other != DataType::Error {
                    let help = "unnest an ARRAY, MAP or MULTISET";
                    self.report(say::collection(
                        collection.span,
                        "UNNEST takes a collection",
                        format!("this is {other}"),
                        help,
                    ));
                }
                Vec::new()
            }
        };
        if ordinality && !columns.is_empty() {
            columns.push(column("ORDINALITY", Type::not_null(DataType::Int)));
        }
        let poisoned = columns.is_empty();
        let (binding, mut table) = self.bind(factor.alias.as_ref(), columns, factor.span);
        table.poisoned = poisoned;
        let unnest = Unnest { binding, collection, ordinality, span: factor.span };
        (TableExpr::Unnest(unnest), Scope::of(table))
    }
}

/// The one column of VALUES, or of UNNEST over an array without rows, is called as its table (seen with Flink 2.2).
fn only_column(alias: Option<&ast::TableAlias>) -> String {
    alias.map_or_else(|| "EXPR$0".to_string(), |alias| alias.name.value.clone())
}

pub(super) fn dotted(path: &ast::Path) -> String {
    path.parts.iter().map(|part| part.value.as_str()).collect::<Vec<_>>().join(".")
}

fn join_kind(kind: ast::JoinKind) -> JoinKind {
    match kind {
        ast::JoinKind::Inner => JoinKind::Inner,
        ast::JoinKind::Left => JoinKind::Left,
        ast::JoinKind::Right => JoinKind::Right,
        ast::JoinKind::Full => JoinKind::Full,
        ast::JoinKind::Cross => JoinKind::Cross,
    }
}

/// The side without a match is null.
fn pad(scope: &mut Scope, left: usize, kind: JoinKind) {
    let (left_null, right_null) = match kind {
        JoinKind::Inner | JoinKind::Cross => (false, false),
        JoinKind::Left => (false, true),
        JoinKind::Right => (true, false),
        JoinKind::Full => (true, true),
    };
    for (n, table) in scope.tables.iter_mut().enumerate() {
        if if n < left { left_null } else { right_null } {
            for column in &mut table.columns {
                column.ty.nullable = true;
            }
        }
    }
}

fn common_names(left: &Scope, right: &Scope, span: Span) -> Vec<ast::Name> {
    let visible = |scope: &Scope| -> Vec<String> {
        scope.tables.iter().flat_map(|table| table.visible().map(|(_, column)| column.name.clone())).collect()
    };
    let right = visible(right);
    visible(left).into_iter().filter(|name| right.contains(name)).map(|name| ast::Name::new(name, span)).collect()
}

fn is_processing_time(expr: &ast::Expr) -> bool {
    let ast::ExprKind::Call(call) = &expr.kind else { return false };
    call.name.parts.last().is_some_and(|name| name.value.eq_ignore_ascii_case("PROCTIME"))
}

pub(super) fn hint(hint: &ast::Hint) -> Hint {
    let arguments = match &hint.options {
        ast::HintOptions::None => Vec::new(),
        ast::HintOptions::Pairs(pairs) => {
            pairs.iter().map(|(key, value)| HintArgument::KeyValue(key.value.clone(), value.value.clone())).collect()
        }
        ast::HintOptions::List(values) => values
            .iter()
            .map(|value| match value {
                ast::HintValue::Path(path) => HintArgument::Value(dotted(path)),
                ast::HintValue::String(text) | ast::HintValue::Number(text) => HintArgument::Value(text.value.clone()),
            })
            .collect(),
    };
    Hint { name: hint.name.clone(), arguments, span: hint.span }
}

/// What a window function appends to the columns of its table.
pub(super) fn window_columns(time: &weir_ir::sql::Expr, span: Span) -> [ScopeColumn; 3] {
    let column = |name: &str, ty: Type, time: Option<TimeKind>| ScopeColumn {
        name: name.to_string(),
        ty,
        time,
        origin: None,
        hidden: false,
        span,
    };
    [
        column("window_start", Type::not_null(DataType::Timestamp(3)), None),
        column("window_end", Type::not_null(DataType::Timestamp(3)), None),
        column("window_time", Type::not_null(time.ty.data.clone()), Some(time.time.unwrap_or(TimeKind::Event))),
    ]
}
