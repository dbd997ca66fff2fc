//! MATCH_RECOGNIZE: its clauses, and what they add to a table's names.

mod calls;
mod shape;

use super::{Place, Resolver, poison, query::sort_key};
use crate::query::{
    diagnostics::{self as say, pattern as warn},
    refused,
    scope::{BoundTable, Scope, ScopeColumn},
    streaming,
};
use weir_diagnostics::{Span, suggest};
use weir_ir::{
    DataType,
    sql::{
        Expr, ExprKind, Literal, MatchExpr, MatchTable, Measure, PatternVariable, Pick, RowsOf, SortKey, TableExpr,
        TimeKind,
    },
};
use weir_syntax::sql::ast;

/// What an expression in MEASURES or DEFINE may name besides columns.
#[derive(Clone, Copy)]
pub(super) struct InPattern<'s> {
    pattern: &'s [PatternVariable],
    /// The time that the rows are ordered by.
    time: Option<&'s Expr>,
}

impl Resolver<'_> {
    pub(super) fn match_recognize(
        &mut self,
        (input, scope): (TableExpr, Scope),
        clause: &ast::MatchRecognize,
        alias: Option<&ast::TableAlias>,
    ) -> Option<(TableExpr, Scope)> {
        let before = self.diagnostics.len();
        self.unsupported(clause, alias);
        let partition_by = self.partition(&clause.partition_by, &scope);
        let order_by = self.time_order(clause, &scope);
        let mut pattern = self.pattern(&clause.pattern);
        let skip = self.match_skip(clause.after.as_ref(), &pattern);
        let time = order_by.first().map(|key| key.expr.clone());
        self.conditions(clause, &mut pattern, time.as_ref(), &scope);
        let within_ms = clause.within.as_ref().and_then(|within| self.within(within));
        let place = InPattern { pattern: &pattern, time: time.as_ref() };
        let measures = self.measures(clause, &Place { pattern: Some(place), ..Place::plain(&scope, "MEASURES") });
        let columns = self.match_columns(&partition_by, &measures, clause.span);
        let wrong = self.diagnostics.len() > before && self.diagnostics.has_errors();
        let columns = if scope.poisoned { Vec::new() } else { columns };
        let alias = alias.map(|alias| ast::TableAlias { columns: Vec::new(), ..alias.clone() });
        let (binding, mut table) = self.bind(alias.as_ref(), columns, clause.span);
        table.poisoned = scope.poisoned || (wrong && table.columns.is_empty());
        let span = input_span(&scope, clause.span);
        let matched = MatchTable { binding, input, partition_by, order_by, measures, skip, pattern, within_ms, span };
        Some((TableExpr::Match(Box::new(matched)), Scope::of(table)))
    }

    /// What Flink's planner, or its parser, refuses whatever stands in it.
    fn unsupported(&mut self, clause: &ast::MatchRecognize, alias: Option<&ast::TableAlias>) {
        if let Some(rows) = &clause.rows
            && rows.value == ast::RowsPerMatch::All
        {
            let help =
                "write `ONE ROW PER MATCH`, and take what you need of the rows as measures: `ARRAY_AGG(A.price)`";
            self.report(warn::measures(rows.span, "Flink gives one row for each match", "not run by Flink", help));
        }
        if let Some(subset) = clause.subsets.first() {
            self.report(say::refused(&refused::SUBSET, subset.span));
        }
        if let Some(alias) = alias
            && let Some((first, last)) = alias.columns.first().zip(alias.columns.last())
        {
            let help = "name the measures: `MEASURES A.price AS price`";
            let message = "the columns of a match can't be renamed by its alias";
            self.report(warn::measures(first.span.to(last.span), message, "Flink takes this for a second table", help));
        }
    }

    fn partition(&mut self, keys: &[ast::Expr], scope: &Scope) -> Vec<Expr> {
        let mut all: Vec<Expr> = Vec::new();
        for key in keys {
            let expr = self.expr(key, Place::plain(scope, "PARTITION BY"));
            match own_column(&expr) {
                Some(name) if all.iter().any(|known| own_column(known) == Some(name)) => {
                    self.report(warn::partition_twice(expr.span, name));
                }
                Some(_) => {}
                None if expr.ty.is_poison() => {}
                None => self.report(warn::not_a_column(expr.span, "PARTITION BY")),
            }
            all.push(expr);
        }
        all
    }

    /// Whether the first key is a time attribute, the plan tells.
    fn time_order(&mut self, clause: &ast::MatchRecognize, scope: &Scope) -> Vec<SortKey> {
        if clause.order_by.is_empty() {
            self.report(warn::no_order(clause.span));
        }
        let mut keys = Vec::new();
        for item in &clause.order_by {
            let expr = self.expr(&item.expr, Place::plain(scope, "ORDER BY"));
            if own_column(&expr).is_none() && !expr.ty.is_poison() {
                self.report(warn::not_a_column(expr.span, "ORDER BY"));
            }
            let key = sort_key(item, expr);
            if keys.is_empty() && key.descending {
                let message = "MATCH_RECOGNIZE runs in ascending order only";
                let help = "order by the time attribute ascending, and turn the pattern round";
                self.report(warn::order(item.span, message, "descending", help));
            }
            if key.nulls_first == Some(true) && key.descending || key.nulls_first == Some(false) && !key.descending {
                let help = "leave NULLS FIRST and NULLS LAST out";
                self.report(warn::order(
                    item.span,
                    "MATCH_RECOGNIZE can't say where nulls stand",
                    "not run by Flink",
                    help,
                ));
            }
            keys.push(key);
        }
        keys
    }

    /// Milliseconds of WITHIN.
    fn within(&mut self, within: &ast::Expr) -> Option<u64> {
        let scope = Scope::default();
        let interval = self.expr(within, Place::plain(&scope, "WITHIN"));
        match (&interval.kind, &interval.ty.data) {
            (ExprKind::Literal(Literal::Interval { amount, .. }), DataType::IntervalMillis(_)) if *amount > 0 => {
                u64::try_from(*amount).ok()
            }
            (_, DataType::Error) => None,
            (_, DataType::IntervalMonths(_)) => {
                self.report(streaming::window_months(interval.span));
                None
            }
            _ => {
                self.report(streaming::window_length(interval.span, "the time of a match is positive"));
                None
            }
        }
    }

    /// DEFINE: the condition of each variable; what it may say of other variables, the pattern tells.
    fn conditions(
        &mut self,
        clause: &ast::MatchRecognize,
        pattern: &mut [PatternVariable],
        time: Option<&Expr>,
        scope: &Scope,
    ) {
        let known = pattern.to_vec();
        let names: Vec<&str> = known.iter().map(|variable| variable.name.value.as_str()).collect();
        for (n, definition) in clause.define.iter().enumerate() {
            let name = &definition.name;
            let earlier = clause.define.iter().take(n).find(|earlier| earlier.name.value == name.value);
            if let Some(first) = earlier {
                self.report(warn::variable_twice((&name.value, name.span), first.name.span, "DEFINE"));
            }
            let inside = InPattern { pattern: &known, time };
            let place = Place { pattern: Some(inside), ..Place::plain(scope, "DEFINE") };
            match pattern.iter_mut().find(|variable| variable.name.value == name.value) {
                Some(variable) => {
                    let condition = self.condition(&definition.condition, place);
                    // A condition that is always true is none.
                    let always = matches!(condition.kind, ExprKind::Literal(Literal::Boolean(true)));
                    variable.condition = (!always).then_some(condition);
                }
                None => {
                    let near = suggest(&name.value, names.iter().copied());
                    let near = names.iter().find(|known| known.eq_ignore_ascii_case(&name.value)).copied().or(near);
                    self.report(warn::unused_variable((&name.value, name.span), near));
                }
            }
        }
    }

    fn measures(&mut self, clause: &ast::MatchRecognize, place: &Place<'_>) -> Vec<Measure> {
        if clause.measures.is_empty() {
            let help = "add `MEASURES`, behind ORDER BY: `MEASURES LAST(A.price) AS price`";
            self.report(warn::measures(clause.span, "a match needs a measure", "no MEASURES", help));
        }
        let mut all = Vec::new();
        for measure in &clause.measures {
            let expr = self.expr(&measure.expr, *place);
            if matches!(expr.kind, ExprKind::Literal(Literal::Null)) {
                let help = "give it a type: `CAST(NULL AS STRING)`";
                self.report(say::bad_literal(expr.span, "a bare NULL has no type", help));
            }
            all.push(Measure { expr, name: measure.name.clone() });
        }
        all
    }

    /// The columns of PARTITION BY, then the measures; only the time of a match is a time attribute behind it.
    fn match_columns(&mut self, partition: &[Expr], measures: &[Measure], span: Span) -> Vec<ScopeColumn> {
        let mut columns: Vec<ScopeColumn> = Vec::new();
        for key in partition {
            let Some(name) = own_column(key) else { continue };
            let origin = if let ExprKind::Column(used) = &key.kind { used.origin.clone() } else { None };
            let name = name.to_string();
            columns.push(ScopeColumn { name, ty: key.ty.clone(), time: None, origin, hidden: false, span: key.span });
        }
        for measure in measures {
            let name = &measure.name;
            if let Some(first) = columns.iter().find(|column| column.name == name.value) {
                self.report(warn::measure_twice((&name.value, name.span), first.span));
            }
            let (name, span) = (name.value.clone(), measure.name.span);
            let (ty, time) = (measure.expr.ty.clone(), match_time(&measure.expr));
            columns.push(ScopeColumn { name, ty, time, origin: None, hidden: false, span });
        }
        debug_assert!(span.end >= span.start, "a clause ends behind its beginning");
        columns
    }

    /// A name in MEASURES or DEFINE: of the last row of a variable, or of the match where none is named.
    pub(super) fn pattern_column(&mut self, path: &ast::Path, inside: InPattern<'_>, place: Place<'_>) -> Expr {
        let plain = Place { pattern: None, ..place };
        let [first, rest @ ..] = path.parts.as_slice() else { return poison(path.span) };
        let names: Vec<&str> = path.parts.iter().map(|part| part.value.as_str()).collect();
        let at = inside.pattern.iter().position(|variable| variable.name.value == first.value);
        let (of, column, fields) = match (at, rest) {
            (Some(at), [column, fields @ ..]) => {
                (RowsOf::Variable { place: at, name: first.value.clone() }, column, fields)
            }
            (_, fields) if fields.is_empty() || is_column(place.scope, &first.value) => (RowsOf::Match, first, fields),
            (_, _) => {
                let known: Vec<&str> = inside.pattern.iter().map(|variable| variable.name.value.as_str()).collect();
                let near = known.iter().find(|known| known.eq_ignore_ascii_case(&first.value)).copied();
                return self.poison(warn::unknown_variable((&first.value, first.span), near, &known), path.span);
            }
        };
        if !fields.is_empty() {
            return self.poison(warn::field_of_variable(path.span, &names), path.span);
        }
        let bare = ast::Path { parts: vec![column.clone()], span: column.span };
        let value = self.column(&bare, plain);
        picked(of, Pick::Bare, value, path.span)
    }
}

/// The time of a match is a time attribute, whatever else is none.
fn match_time(expr: &Expr) -> Option<TimeKind> {
    let ExprKind::Match(matched) = &expr.kind else { return None };
    match matched.as_ref() {
        MatchExpr::Rowtime { .. } => Some(TimeKind::Event),
        MatchExpr::Proctime => Some(TimeKind::Processing),
        MatchExpr::Row { .. } | MatchExpr::Rows { .. } => None,
    }
}

fn picked(of: RowsOf, pick: Pick, value: Expr, span: Span) -> Expr {
    if value.ty.is_poison() {
        return poison(span);
    }
    let (ty, time) = (value.ty.clone(), value.time);
    Expr { kind: ExprKind::Match(Box::new(MatchExpr::Row { of, pick, value })), ty, time, span }
}

/// The name of a column that is one, not a field inside it.
fn own_column(expr: &Expr) -> Option<&str> {
    let ExprKind::Column(used) = &expr.kind else { return None };
    used.fields.is_empty().then_some(used.column.as_str())
}

fn is_column(scope: &Scope, name: &str) -> bool {
    scope.names().any(|known| known == name)
}

/// From the table to the end of the clause.
fn input_span(scope: &Scope, clause: Span) -> Span {
    scope.tables.first().map_or(clause, |table: &BoundTable| table.span.to(clause))
}
