//! Aggregates: where they may stand, their clauses, their types.

use super::{
    super::{Aggregates, Place, Resolver, is_null, poison, query::sort_key},
    arguments,
};
use crate::query::{diagnostics as say, streaming as warn};
use weir_diagnostics::Span;
use weir_ir::{
    DataType, Type,
    sql::{AggregateCall, Expr, ExprKind, SortKey},
};
use weir_platforms::functions::{self, AggregateContext, Family, Function};
use weir_syntax::sql::ast;

/// Functions that take IGNORE NULLS and RESPECT NULLS (Flink 2.2's validator).
const NULL_TREATMENT: &[&str] = &["ARRAY_AGG", "LAG", "LEAD"];

impl Resolver<'_> {
    pub(super) fn aggregate_or_over(
        &mut self,
        function: &'static Function,
        call: &ast::Call,
        place: Place<'_>,
    ) -> Expr {
        let span = call.span;
        if let Some(diagnostic) = refused_clause(function.name, call) {
            return self.poison(diagnostic, span);
        }
        if place.pattern.is_some() {
            return self.pattern_aggregate(function, call, place);
        }
        match &call.over {
            Some(over) if place.over => self.over(function, call, over, place),
            Some(_) => self.poison(say::misplaced_aggregate(function.name, span, place.clause), span),
            None if function.is_window() => self.poison(say::over_needed(function.name, span), span),
            None => {
                let Some((inner, grouped)) = self.inside(function, span, place) else { return poison(span) };
                let Some(call) = self.aggregate_call(call, inner) else { return poison(span) };
                self.aggregate(function, call, grouped)
            }
        }
    }

    /// `JSON_OBJECTAGG` and `JSON_ARRAYAGG`, whose clauses no other aggregate has.
    pub(super) fn json_aggregate(
        &mut self,
        name: &str,
        (args, order): (&[&ast::Expr], &[ast::OrderItem]),
        on_null: Option<ast::JsonOnNull>,
        (span, place): (Span, Place<'_>),
    ) -> Expr {
        let Some(function) = functions::find(name) else { return poison(span) };
        let Some((inner, grouped)) = self.inside(function, span, place) else { return poison(span) };
        let args: Vec<Expr> = args.iter().map(|arg| self.expr(arg, inner)).collect();
        let within_group = self.order_inside(order, inner);
        let ignore_nulls = match on_null {
            Some(on) => on == ast::JsonOnNull::Absent,
            None => name == "JSON_ARRAYAGG",
        };
        self.check_values(function, &args);
        let call = AggregateCall {
            name: name.to_string(),
            distinct: false,
            star: false,
            args,
            filter: None,
            within_group,
            ignore_nulls,
            span,
        };
        self.aggregate(function, call, grouped)
    }

    /// The place of an aggregate's arguments, and whether there is a GROUP BY; nothing where no aggregate may stand.
    fn inside<'s>(&mut self, function: &Function, span: Span, place: Place<'s>) -> Option<(Place<'s>, bool)> {
        let Aggregates::Allowed { grouped } = place.aggregates else {
            self.report(say::misplaced_aggregate(function.name, span, place.clause));
            return None;
        };
        let inner =
            Place { aggregates: Aggregates::Forbidden, over: false, clause: "an aggregate", group: None, ..place };
        Some((inner, grouped))
    }

    fn aggregate(&mut self, function: &'static Function, call: AggregateCall, grouped: bool) -> Expr {
        let span = call.span;
        let context =
            if grouped && call.filter.is_none() { AggregateContext::Grouped } else { AggregateContext::Global };
        match self.aggregate_type(function, &call, context) {
            Some(ty) => {
                self.lint_aggregate(&call, span);
                Expr { kind: ExprKind::Aggregate(Box::new(call)), ty, time: None, span }
            }
            None => poison(span),
        }
    }

    pub(in crate::query::resolve) fn aggregate_call(
        &mut self,
        call: &ast::Call,
        place: Place<'_>,
    ) -> Option<AggregateCall> {
        let name = call.name.parts.last().map_or_else(String::new, |part| part.value.to_uppercase());
        let args = self.args(call, place)?;
        let filter = call.filter.as_ref().map(|filter| self.condition(filter, Place { clause: "FILTER", ..place }));
        let distinct = call.quantifier.as_ref().is_some_and(|q| q.value == ast::Quantifier::Distinct);
        let ignore_nulls = call.null_treatment.is_some_and(|nulls| nulls.ignore);
        if let Some(nulls) = call.null_treatment.filter(|nulls| nulls.ignore)
            && matches!(name.as_str(), "LAG" | "LEAD")
        {
            self.report(warn::without_effect(nulls.span, "IGNORE NULLS", "filter the nulls before the OVER"));
        }
        Some(AggregateCall {
            name,
            distinct,
            star: call.star.is_some(),
            args,
            filter,
            within_group: self.order_inside(&call.order_by, place),
            ignore_nulls,
            span: call.span,
        })
    }

    /// The order in an aggregate, which Flink reads and forgets (Flink 2.2, `ARRAY_AGG`: "ORDER BY is not supported").
    fn order_inside(&mut self, order: &[ast::OrderItem], place: Place<'_>) -> Vec<SortKey> {
        let keys: Vec<SortKey> = order
            .iter()
            .map(|item| {
                let expr = self.expr(&item.expr, place);
                sort_key(item, expr)
            })
            .collect();
        if let Some((first, last)) = order.first().zip(order.last()) {
            let help = "rows are collected as they arrive: sort where the result is read, or leave the order out";
            self.report(warn::without_effect(first.span.to(last.span), "ORDER BY in an aggregate", help));
        }
        keys
    }

    pub(in crate::query::resolve) fn aggregate_type(
        &mut self,
        function: &'static Function,
        call: &AggregateCall,
        context: AggregateContext,
    ) -> Option<Type> {
        if call.args.iter().any(|arg| arg.ty.is_poison()) {
            return None;
        }
        let empty_count = function.name == "COUNT" && call.args.is_empty() && !call.star;
        let star_elsewhere = function.name != "COUNT" && call.star;
        if empty_count || star_elsewhere {
            let given = if call.star { vec!["*".to_string()] } else { Vec::new() };
            let forms = if empty_count { vec!["COUNT(*)".into(), "COUNT(x)".into()] } else { function.forms() };
            self.report(say::wrong_arguments(function.name, call.span, &given, &forms));
            return None;
        }
        if function.name == "COUNT" && call.args.len() > 1 {
            let given: Vec<String> = call.args.iter().map(|arg| arg.ty.data.to_string()).collect();
            let forms = ["COUNT(x)".to_string(), "COUNT(DISTINCT a || '/' || b)".to_string()];
            self.report(say::wrong_arguments(function.name, call.span, &given, &forms));
            return None;
        }
        if call.distinct
            && let Some(row) = call.args.iter().find(|arg| matches!(arg.ty.data, DataType::Row(_)))
        {
            self.report(say::distinct_row(function.name, row.span, &row.ty));
            return None;
        }
        if let Some(null) = call.args.iter().find(|arg| is_null(arg)) {
            self.report(say::bare_null(null.span));
            return None;
        }
        if function.name == "LISTAGG"
            && let Some(separator) =
                call.args.get(1).filter(|separator| !matches!(separator.kind, ExprKind::Literal(_)))
        {
            let forms = ["LISTAGG(x, ', ')".to_string()];
            self.report(say::wrong_arguments("LISTAGG", separator.span, &["a computed separator".to_string()], &forms));
            return None;
        }
        match function.aggregate(&arguments(&call.args), context) {
            Ok(ty) => Some(ty),
            Err(refusal) => {
                self.refuse_call(function, &call.args, refusal, call.span);
                None
            }
        }
    }

    pub(super) fn lint_aggregate(&mut self, call: &AggregateCall, span: Span) {
        let Some(data) = call.args.first().map(|arg| &arg.ty.data) else { return };
        let small = matches!(data, DataType::TinyInt | DataType::SmallInt | DataType::Int);
        match call.name.as_str() {
            "SUM" if small => {
                let help = "sum a wider type: `SUM(CAST(x AS BIGINT))`";
                self.report(say::lossy(span, "the sum overflows in silence", format!("SUM of {data} is {data}"), help));
            }
            "AVG" if Family::Integer.accepts(data) && *data != DataType::Null => {
                let help = "average a type with a fraction: `AVG(CAST(x AS DOUBLE))`";
                self.report(say::lossy(
                    span,
                    "the average is cut to a whole number",
                    format!("AVG of {data} is {data}"),
                    help,
                ));
            }
            _ => {}
        }
    }
}

/// A clause that Flink's validator refuses with this function, or beside another clause.
fn refused_clause(name: &str, call: &ast::Call) -> Option<weir_diagnostics::Diagnostic> {
    if let Some(nulls) = call.null_treatment.filter(|_| !NULL_TREATMENT.contains(&name)) {
        let help = if call.over.is_some() {
            "filter the nulls before the OVER: `WHERE x IS NOT NULL`"
        } else {
            "leave the nulls out by `FILTER (WHERE x IS NOT NULL)`"
        };
        return Some(say::clause_not_taken(name, nulls.span, "IGNORE NULLS or RESPECT NULLS", help));
    }
    let order = call.order_by.first().zip(call.order_by.last()).map(|(a, b)| a.span.to(b.span));
    let within = call.within_group.first().zip(call.within_group.last()).map(|(a, b)| a.span.to(b.span));
    let arrival = "leave it out: Flink collects rows as they arrive";
    if let Some(span) = within {
        return Some(say::clause_not_taken(name, span, "WITHIN GROUP", arrival));
    }
    if let Some(span) = order.filter(|_| name != "ARRAY_AGG" || call.over.is_some()) {
        return Some(say::clause_not_taken(name, span, "ORDER BY", arrival));
    }
    let filter = call.filter.as_ref()?;
    let help = "put the condition into the argument: `CASE WHEN … THEN x END`";
    if call.over.is_some() {
        return Some(say::clause_not_taken(&format!("{name} OVER"), filter.span, "FILTER", help));
    }
    (order.is_some() || call.null_treatment.is_some())
        .then(|| say::clause_not_taken(name, filter.span, "FILTER beside another clause", help))
}
