//! `TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND))` and its sisters.

#![expect(clippy::wildcard_enum_match_arm, reason = "only moments are a window's time")]

use super::{Place, Resolver, from::window_columns};
use crate::query::{
    diagnostics::{self as say, pattern},
    refused,
    scope::{Scope, Twice},
    streaming as warn,
};
use weir_diagnostics::Span;
use weir_ir::{
    DataType,
    sql::{Binding, Expr, ExprKind, Literal, Query, Table, TableExpr, WindowKind, WindowTable},
};
use weir_syntax::sql::ast;

/// Names of the arguments in order; the last one may be left out.
const TUMBLE: &[&str] = &["DATA", "TIMECOL", "SIZE", "OFFSET"];
const HOP: &[&str] = &["DATA", "TIMECOL", "SLIDE", "SIZE", "OFFSET"];
const CUMULATE: &[&str] = &["DATA", "TIMECOL", "STEP", "SIZE", "OFFSET"];
const SESSION: &[&str] = &["DATA", "TIMECOL", "GAP"];

impl Resolver<'_> {
    pub(super) fn table_function(
        &mut self,
        function: &ast::TableFunction,
        alias: Option<&ast::TableAlias>,
    ) -> Option<(TableExpr, Scope)> {
        let name = function.call.name.parts.last().map_or_else(String::new, |part| part.value.to_uppercase());
        let names = match name.as_str() {
            "TUMBLE" => TUMBLE,
            "HOP" => HOP,
            "CUMULATE" => CUMULATE,
            "SESSION" => SESSION,
            _ if name.starts_with("ML_") || name.starts_with("AI_") || name == "VECTOR_SEARCH" => {
                self.report(say::refused(&refused::ML_FUNCTION, function.span));
                return None;
            }
            _ => {
                self.report(say::refused(&refused::TABLE_FUNCTION, function.span));
                return None;
            }
        };
        let args = self.arguments(&name, names, &function.call)?;
        let (input, scope, partition_by) = self.window_input(args.first().copied()?, function.span)?;
        let time = self.descriptor(args.get(1).copied()?, &scope)?;
        let lengths: Option<Vec<i64>> = args.iter().skip(2).map(|arg| self.length(arg)).collect();
        let (kind, offset_ms) = self.window_kind(&name, &lengths?, function.span)?;
        let mut columns: Vec<_> = scope.tables.into_iter().flat_map(|table| table.columns).collect();
        // Window columns stand behind the table's own, and `$rowtime` behind all.
        let hidden: Vec<_> = columns.extract_if(.., |column| column.hidden).collect();
        let added = window_columns(&time, function.span);
        let twice = columns.iter().filter(|column| added.iter().any(|one| one.name == column.name));
        let twice = twice.map(|column| Twice {
            name: column.name.clone(),
            own: column.span,
            window: (name.clone(), function.call.name.span),
        });
        let twice = twice.collect();
        columns.extend(added);
        columns.extend(hidden);
        let (binding, mut table) = self.bind(alias, columns, function.span);
        table.poisoned = scope.poisoned;
        table.twice = twice;
        let window = WindowTable { binding, kind, input, partition_by, time, offset_ms, span: function.span };
        Some((TableExpr::Window(Box::new(window)), Scope::of(table)))
    }

    /// Arguments in the order of `names`, given in order or by name.
    fn arguments<'c>(&mut self, name: &str, names: &[&str], call: &'c ast::Call) -> Option<Vec<&'c ast::ArgValue>> {
        let forms = || vec![format!("{name}(TABLE t, DESCRIPTOR(time), {})", lengths_form(names))];
        let mut slots: Vec<Option<&ast::ArgValue>> = vec![None; names.len()];
        for (n, arg) in call.args.iter().enumerate() {
            let position = match &arg.name {
                None => Some(n),
                Some(name) => names.iter().position(|known| name.value.eq_ignore_ascii_case(known)),
            };
            match position.and_then(|position| slots.get_mut(position)) {
                Some(slot) => *slot = Some(&arg.value),
                None => {
                    self.report(say::wrong_arguments(
                        name,
                        arg.span,
                        &["one too many, or of an unknown name".into()],
                        &forms(),
                    ));
                    return None;
                }
            }
        }
        let least = if names.last() == Some(&"OFFSET") { names.len() - 1 } else { names.len() };
        let given: Vec<&ast::ArgValue> = slots.iter().map_while(|slot| *slot).collect();
        if given.len() < least {
            let count = format!("{} of {least}", given.len());
            self.report(say::wrong_arguments(name, call.span, &[count], &forms()));
            return None;
        }
        Some(given)
    }

    fn window_input(&mut self, arg: &ast::ArgValue, span: Span) -> Option<(TableExpr, Scope, Vec<Expr>)> {
        if let ast::ArgValue::Expr(expr) = arg
            && let ast::ExprKind::Subquery(query) = &expr.kind
        {
            let query = self.query(query);
            self.check_no_match(&query);
            let (input, scope) = self.derived(query, false, None, expr.span);
            return Some((input, scope, Vec::new()));
        }
        let ast::ArgValue::Table(table) = arg else {
            let help = "write `TABLE t`, or a query in parentheses";
            self.report(say::collection(span, "a window function takes a table first", "not a table", help));
            return None;
        };
        let (input, scope) = match &table.source {
            ast::TableArgSource::Named(path) => {
                let (source, columns, poisoned) = self.lookup(path)?;
                let (binding, mut bound) = self.bind(None, columns, path.span);
                bound.name = path.parts.last().map_or_else(String::new, |part| part.value.clone());
                bound.poisoned = poisoned;
                bound.declared = self.declaration(&source);
                let written = super::from::dotted(path);
                bound.written = Some(written.clone());
                let binding = Binding { name: bound.name.clone(), ..binding };
                let table = Table { binding, source, written, hints: Vec::new(), as_of: None, span: table.span };
                (TableExpr::Table(table), Scope::of(bound))
            }
            ast::TableArgSource::Query(query) => {
                let query = self.query(query);
                self.check_no_match(&query);
                self.derived(query, false, None, table.span)
            }
        };
        let place = Place::plain(&scope, "PARTITION BY");
        let partition: Vec<Expr> = table.partition_by.iter().map(|key| self.expr(key, place)).collect();
        Some((input, scope, partition))
    }

    /// Flink's validator does not find the variables of a pattern there (2.2).
    fn check_no_match(&mut self, query: &Query) {
        let from = query.selects().into_iter().flat_map(|select| &select.from);
        let matched = |table: &TableExpr| table.contains(&|table| matches!(table, TableExpr::Match(_)));
        if let Some(select) = from.into_iter().find(|table| matched(table)) {
            let span = if let TableExpr::Match(matched) = select { matched.span } else { query.span };
            self.report(pattern::inside_a_window(span));
        }
    }

    /// The column of DESCRIPTOR; whether it is a time attribute is known when the plan is.
    fn descriptor(&mut self, arg: &ast::ArgValue, scope: &Scope) -> Option<Expr> {
        let ast::ArgValue::Descriptor(columns) = arg else {
            return None;
        };
        let name = columns.value.first()?;
        let path = ast::Path { parts: vec![name.clone()], span: name.span };
        let time = self.column(&path, Place::plain(scope, "DESCRIPTOR"));
        match time.ty.data {
            DataType::Error => None,
            DataType::Timestamp(_) | DataType::TimestampLtz(_) => Some(time),
            _ => {
                self.report(warn::window_time_type(time.span, &time.ty));
                None
            }
        }
    }

    /// Milliseconds of an interval.
    fn length(&mut self, arg: &ast::ArgValue) -> Option<i64> {
        let ast::ArgValue::Expr(expr) = arg else { return None };
        let scope = Scope::default();
        let interval = self.expr(expr, Place::plain(&scope, "the window"));
        match (&interval.kind, &interval.ty.data) {
            (ExprKind::Literal(Literal::Interval { amount, .. }), DataType::IntervalMillis(_)) => Some(*amount),
            (_, DataType::Error) => None,
            (_, DataType::IntervalMonths(_)) => {
                self.report(warn::window_months(interval.span));
                None
            }
            _ => {
                self.report(warn::window_length(interval.span, "a length is an interval"));
                None
            }
        }
    }

    fn window_kind(&mut self, name: &str, lengths: &[i64], span: Span) -> Option<(WindowKind, i64)> {
        let length = |n: usize| lengths.get(n).copied().and_then(|ms| u64::try_from(ms).ok()).filter(|ms| *ms > 0);
        let offset = |n: usize| lengths.get(n).copied().unwrap_or(0);
        let window = match name {
            "TUMBLE" => length(0).map(|size_ms| (WindowKind::Tumble { size_ms }, offset(1))),
            "HOP" => {
                length(0).zip(length(1)).map(|(slide_ms, size_ms)| (WindowKind::Hop { slide_ms, size_ms }, offset(2)))
            }
            "CUMULATE" => {
                length(0).zip(length(1)).map(|(step_ms, max_ms)| (WindowKind::Cumulate { step_ms, max_ms }, offset(2)))
            }
            _ => length(0).map(|gap_ms| (WindowKind::Session { gap_ms }, 0)),
        };
        let Some((kind, offset)) = window else {
            self.report(warn::window_length(span, "the lengths of a window are positive"));
            return None;
        };
        let (part, whole) = match kind {
            WindowKind::Hop { slide_ms, size_ms } => (slide_ms, size_ms),
            WindowKind::Cumulate { step_ms, max_ms } => (step_ms, max_ms),
            WindowKind::Tumble { .. } | WindowKind::Session { .. } => (1, 1),
        };
        if whole % part != 0 {
            self.report(warn::window_multiple(span, name, part, whole));
            return None;
        }
        Some((kind, offset))
    }
}

fn lengths_form(names: &[&str]) -> String {
    let lengths: Vec<String> =
        names.iter().skip(2).filter(|name| **name != "OFFSET").map(|name| name.to_lowercase()).collect();
    lengths.join(", ")
}
