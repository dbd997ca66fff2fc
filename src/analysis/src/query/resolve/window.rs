//! `TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND))` and its sisters.

#![expect(clippy::wildcard_enum_match_arm, reason = "only moments are a window's time")]

use super::{Place, Resolver, from::window_columns};
use crate::query::{
    diagnostics::{self as say, pattern},
    refused,
    scope::{Scope, Twice},
    streaming as warn,
};
use weir_diagnostics::{Diagnostic, Span};
use weir_ir::{
    DataType,
    sql::{Binding, Expr, ExprKind, Literal, Query, Table, TableExpr, WindowKind, WindowTable},
};
use weir_platforms::functions;
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
                self.report(no_table_function(&name, function.span));
                return None;
            }
        };
        let args = self.arguments(&name, names, &function.call)?;
        let (input, scope, partition_by) = self.window_input(&name, args.first().copied()?, function.span)?;
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
        self.named_arguments(name, names, call)?;
        for (n, arg) in call.args.iter().enumerate() {
            let position = match &arg.name {
                None => Some(n),
                Some(name) => names.iter().position(|known| name.value == **known),
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

    /// All arguments by name or none, each once, in upper case, the table first (Flink 2.2's validator).
    fn named_arguments(&mut self, name: &str, names: &[&str], call: &ast::Call) -> Option<()> {
        let named: Vec<_> = call.args.iter().filter_map(|arg| arg.name.as_ref()).collect();
        let Some(first) = named.first() else { return Some(()) };
        let wrong = if named.len() < call.args.len() {
            Some((first.span, "some arguments have names and some have not"))
        } else if let Some(unknown) = named.iter().find(|arg| !names.contains(&arg.value.as_str())) {
            Some((unknown.span, "this name is unknown"))
        } else if first.value != "DATA" {
            Some((first.span, "the table does not come first"))
        } else {
            let twice =
                named.iter().enumerate().find(|(n, arg)| named.iter().take(*n).any(|one| one.value == arg.value));
            twice.map(|(_, arg)| (arg.span, "this name comes twice"))
        };
        let Some((span, message)) = wrong else { return Some(()) };
        let listed: Vec<String> =
            names.iter().map(|name| if *name == "OFFSET" { "`OFFSET`".into() } else { (*name).to_string() }).collect();
        let forms = [format!("{name}({} => …)", listed.join(" => …, "))];
        self.report(say::wrong_arguments(name, span, &[message.to_string()], &forms));
        None
    }

    fn window_input(&mut self, name: &str, arg: &ast::ArgValue, span: Span) -> Option<(TableExpr, Scope, Vec<Expr>)> {
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
        if name != "SESSION"
            && let Some((first, last)) = partition.first().zip(partition.last())
        {
            let message = format!("{name} takes no PARTITION BY");
            let help = "leave it out, and group or join by the column behind the window";
            self.report(say::not_run(first.span.to(last.span), message, "its windows are the same for all rows", help));
        }
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
        if let WindowKind::Tumble { size_ms } = kind
            && offset.unsigned_abs() >= size_ms
        {
            self.report(warn::window_length(span, "the offset of a window is shorter than the window"));
            return None;
        }
        Some((kind, offset))
    }
}

/// Flink has no table functions of its own besides windows and those of models.
fn no_table_function(name: &str, span: Span) -> Diagnostic {
    match functions::find(name) {
        Some(function) => {
            let message = format!("`{}` gives one value, not rows", function.name);
            let help = format!("call it in SELECT; where it gives an array, `CROSS JOIN UNNEST({}(…))`", function.name);
            say::not_run(span, message, "not a table function", &help)
        }
        None => say::refused(&refused::TABLE_FUNCTION, span),
    }
}

fn lengths_form(names: &[&str]) -> String {
    let lengths: Vec<String> =
        names.iter().skip(2).filter(|name| **name != "OFFSET").map(|name| name.to_lowercase()).collect();
    lengths.join(", ")
}
