//! Functions that look at the rows of a match: FIRST, LAST, aggregates over a variable, the time of the match.

use super::{InPattern, Resolver, picked};
use crate::query::{
    diagnostics::{self as words, pattern as say},
    resolve::{Place, poison},
};
use weir_diagnostics::Span;
use weir_ir::{
    DataType, Type,
    sql::{AggregateCall, Expr, ExprKind, MatchExpr, Pick, RowsOf, TimeKind},
};
use weir_platforms::functions::{AggregateContext, Function};
use weir_syntax::sql::ast;

/// Names that mean something in MATCH_RECOGNIZE only.
const OWN: &[&str] =
    &["FIRST", "LAST", "PREV", "NEXT", "CLASSIFIER", "MATCH_NUMBER", "MATCH_ROWTIME", "MATCH_PROCTIME"];

impl Resolver<'_> {
    /// A call that belongs to patterns; none where it is one like any other.
    pub(in crate::query::resolve) fn pattern_call(
        &mut self,
        name: &str,
        call: &ast::Call,
        place: Place<'_>,
    ) -> Option<Expr> {
        if !OWN.contains(&name) {
            return None;
        }
        let Some(inside) = place.pattern else {
            return Some(self.poison(say::only_in_patterns(call.span, name), call.span));
        };
        Some(match name {
            "FIRST" | "LAST" => self.navigation(name, call, place),
            "MATCH_ROWTIME" => self.match_rowtime(call, inside, place),
            "MATCH_PROCTIME" => {
                let ty = Type::not_null(DataType::TimestampLtz(3));
                let time = Some(TimeKind::Processing);
                Expr { kind: ExprKind::Match(Box::new(MatchExpr::Proctime)), ty, time, span: call.span }
            }
            "PREV" | "NEXT" => {
                let message = format!("Flink can't look at rows by their place: `{name}`");
                let help = if name == "PREV" {
                    "look at the rows of a variable: `LAST(A.price, 1)` is the one before the last"
                } else {
                    "let the next variable look back: `B AS B.price > A.price`"
                };
                self.poison(say::navigation(call.span, message, "not run by Flink", help), call.span)
            }
            _ => {
                let message = format!("Flink does not run `{name}`");
                let help = "tell variables apart by their columns: `LAST(A.id)` is null where `A` has no row";
                self.poison(say::navigation(call.span, message, "not run by Flink", help), call.span)
            }
        })
    }

    /// `LAST(A.price, 1)`.
    fn navigation(&mut self, name: &str, call: &ast::Call, place: Place<'_>) -> Expr {
        let forms = [format!("{name}(A.x)"), format!("{name}(A.x, 1)")];
        let (value, offset) = match call.args.as_slice() {
            [value] => (Some(&value.value), Some(0)),
            [value, offset] => (Some(&value.value), offset_of(offset)),
            _ => (None, None),
        };
        let (Some(ast::ArgValue::Expr(value)), Some(offset)) = (value, offset) else {
            let given = [format!("{} arguments", call.args.len())];
            return self.poison(words::wrong_arguments(name, call.span, &given, &forms), call.span);
        };
        let mut value = self.expr(value, place);
        if value.ty.is_poison() {
            return poison(call.span);
        }
        match self.rows_of(name, [&mut value], call.span) {
            Some(Some(of)) => {
                let pick = if name == "FIRST" { Pick::First(offset) } else { Pick::Last(offset) };
                picked(of, pick, value, call.span)
            }
            Some(None) => self.poison(say::no_variable(call.span, name), call.span),
            None => poison(call.span),
        }
    }

    /// An aggregate over the rows of a variable, or of the whole match.
    pub(in crate::query::resolve) fn pattern_aggregate(
        &mut self,
        function: &'static Function,
        call: &ast::Call,
        place: Place<'_>,
    ) -> Expr {
        let (span, name) = (call.span, function.name);
        let what = if call.over.is_some() || function.is_window() {
            Some(("OVER", "a match is a window of its own: use an aggregate without OVER, or number rows before"))
        } else if call.quantifier.is_some() {
            Some(("DISTINCT", "count or sum what is distinct in a query behind the match"))
        } else if call.filter.is_some() {
            Some(("FILTER", "put the condition into the argument: `SUM(CASE WHEN A.paid THEN A.price END)`"))
        } else {
            None
        };
        if let Some((what, help)) = what {
            let message = format!("`{name}` has no {what} in MATCH_RECOGNIZE");
            return self.poison(say::navigation(span, message, "not run by Flink", help), span);
        }
        let Some(mut found) = self.aggregate_call(call, place) else { return poison(span) };
        let Some(of) = self.rows_of(name, found.args.iter_mut(), span) else { return poison(span) };
        let of = match of {
            Some(of) => of,
            None if name == "COUNT" => RowsOf::Match,
            None => return self.poison(say::no_variable(span, name), span),
        };
        match self.aggregate_type(function, &found, AggregateContext::Global) {
            Some(ty) => rows(of, found, ty, span),
            None => poison(span),
        }
    }

    /// Whose rows the arguments are of: each column in them is one of the row now. Inner none: no column at all.
    fn rows_of<'e>(
        &mut self,
        name: &str,
        args: impl IntoIterator<Item = &'e mut Expr>,
        span: Span,
    ) -> Option<Option<RowsOf>> {
        let mut found = Found::default();
        for arg in args {
            found.strip(arg);
        }
        if let Some(nested) = found.nested {
            let message = format!("`{name}` can't look at what another function has taken of the match");
            let help = "take one step at a time: one function in the other's place";
            self.report(say::navigation(nested, message, "inside another", help));
            return None;
        }
        if found.of.len() > 1 {
            let names: Vec<String> = found.of.iter().map(shown).collect();
            self.report(say::several_variables(span, name, &names));
            return None;
        }
        Some(found.of.into_iter().next())
    }

    /// `MATCH_ROWTIME()` is TIMESTAMP(3) whatever the column is; with the column it has that one's type.
    fn match_rowtime(&mut self, call: &ast::Call, inside: InPattern<'_>, place: Place<'_>) -> Expr {
        let span = call.span;
        let Some(order) = inside.time else { return poison(span) };
        let (time, argument) = match call.args.as_slice() {
            [] => (order.clone(), false),
            [ast::Arg { value: ast::ArgValue::Expr(arg), .. }] => (self.expr(arg, place), true),
            _ => {
                let forms = ["MATCH_ROWTIME()".to_string(), "MATCH_ROWTIME(ts)".to_string()];
                let given = [format!("{} arguments", call.args.len())];
                return self.poison(words::wrong_arguments("MATCH_ROWTIME", span, &given, &forms), span);
            }
        };
        if time.ty.is_poison() {
            return poison(span);
        }
        if argument && time.time != Some(TimeKind::Event) {
            let message = "`MATCH_ROWTIME` takes the time attribute".to_string();
            let help = "write the column of ORDER BY, or nothing";
            return self.poison(say::navigation(time.span, message, "not a time attribute", help), span);
        }
        let ty = if argument { time.ty.clone() } else { Type::not_null(DataType::Timestamp(3)) };
        let kind = ExprKind::Match(Box::new(MatchExpr::Rowtime { time, argument }));
        Expr { kind, ty, time: Some(TimeKind::Event), span }
    }
}

/// What the columns of an argument are of.
#[derive(Default)]
struct Found {
    of: Vec<RowsOf>,
    nested: Option<Span>,
}

impl Found {
    /// Takes `A.` off each column: `SUM(A.price * A.quantity)` is over the columns of one row.
    fn strip(&mut self, expr: &mut Expr) {
        if let ExprKind::Match(matched) = &expr.kind {
            if let MatchExpr::Row { of, pick: Pick::Bare, value } = matched.as_ref() {
                if !self.of.contains(of) {
                    self.of.push(of.clone());
                }
                *expr = value.clone();
            } else {
                self.nested.get_or_insert(expr.span);
            }
            return;
        }
        expr.children_mut().into_iter().for_each(|child| self.strip(child));
    }
}

fn rows(of: RowsOf, call: AggregateCall, ty: Type, span: Span) -> Expr {
    Expr { kind: ExprKind::Match(Box::new(MatchExpr::Rows { of, call })), ty, time: None, span }
}

fn shown(of: &RowsOf) -> String {
    match of {
        RowsOf::Match => "any row".to_string(),
        RowsOf::Variable { name, .. } => format!("`{name}`"),
    }
}

fn offset_of(arg: &ast::Arg) -> Option<u32> {
    let ast::ArgValue::Expr(expr) = &arg.value else { return None };
    let ast::ExprKind::Literal(ast::Literal::Number(digits)) = &expr.kind else { return None };
    digits.parse().ok()
}
