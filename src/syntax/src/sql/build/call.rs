use pest::iterators::Pair;
use weir_diagnostics::{Span, Spanned};

use super::special::bare_call;
use super::{Builder, Built, Kids, Stop};
use crate::sql::ast::{
    Arg, ArgValue, Bound, BoundKind, Call, Expr, ExprKind, Frame, FrameUnit, NullTreatment, OrderItem, Over, Path,
    TableArg, TableArgSource, TimeUnit, WindowSpec,
};
use crate::sql::grammar::Rule;
use crate::sql::{diagnostics, reserved};

/// Functions whose first argument is a unit of time.
const UNIT_FIRST: &[&str] = &["TIMESTAMPADD", "TIMESTAMPDIFF"];

impl Builder<'_> {
    pub(super) fn call(&mut self, pair: Pair<'_, Rule>) -> Built<Call> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let name = self.need(&mut kids, Rule::path)?;
        let name = self.function_path(name);
        let tail = self.need(&mut kids, Rule::call_tail)?;
        self.call_tail(name, tail, span)
    }

    /// The parentheses of a call and what follows them.
    pub(super) fn call_tail(&mut self, name: Path, pair: Pair<'_, Rule>, span: Span) -> Built<Call> {
        let takes_unit = match name.parts.as_slice() {
            [only] => UNIT_FIRST.iter().any(|function| only.value.eq_ignore_ascii_case(function)),
            _ => false,
        };
        let mut kids = Kids::of(pair);
        let mut call = bare_call(name, span);
        call.parens = true;
        call.quantifier = self.quantifier(&mut kids);
        while let Some(pair) = kids.next() {
            match pair.as_rule() {
                Rule::star => call.star = Some(self.span(&pair)),
                Rule::arg if takes_unit && call.args.is_empty() => {
                    let arg = self.unit_arg(pair)?;
                    call.args.push(arg);
                }
                Rule::arg => {
                    let arg = self.arg(pair)?;
                    call.args.push(arg);
                }
                Rule::null_treatment => call.null_treatment = Some(self.null_treatment(pair, false)),
                Rule::inner_null_treatment => {
                    let inner = pair.into_inner().next();
                    call.null_treatment = inner.map(|pair| self.null_treatment(pair, true));
                }
                Rule::within_group => {
                    let order_by = pair.into_inner().find(|pair| pair.as_rule() == Rule::order_by);
                    if let Some(order_by) = order_by {
                        call.within_group = self.order_by(order_by)?;
                    }
                }
                Rule::order_by => call.order_by = self.order_by(pair)?,
                Rule::filter => call.filter = Some(self.only_expr(pair)?),
                Rule::over => call.over = Some(self.over(pair)?),
                _ => {}
            }
        }
        let descriptor =
            |name: &Path| name.parts.last().is_some_and(|last| last.value.eq_ignore_ascii_case("DESCRIPTOR"));
        if descriptor(&call.name) {
            return self.refuse(span, "`DESCRIPTOR` takes names of columns, without the table's name");
        }
        Ok(call)
    }

    fn null_treatment(&self, pair: Pair<'_, Rule>, inside: bool) -> NullTreatment {
        let span = self.span(&pair);
        let ignore = pair.into_inner().any(|word| word.as_rule() == Rule::K_IGNORE);
        NullTreatment { ignore, inside, span }
    }

    fn arg(&mut self, pair: Pair<'_, Rule>) -> Built<Arg> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let name = kids.take(Rule::any_ident).map(|name| self.bare_name(&name));
        let value = self.any(&mut kids)?;
        let value_span = self.span(&value);
        let value = match value.as_rule() {
            Rule::table_arg => ArgValue::Table(self.table_arg(value)?),
            Rule::model_arg => {
                let mut kids = Kids::of(value);
                kids.skip(Rule::K_MODEL);
                let path = self.need(&mut kids, Rule::path)?;
                ArgValue::Model(self.path(path))
            }
            Rule::descriptor => {
                let columns = value.into_inner().find(|pair| pair.as_rule() == Rule::columns);
                let columns = columns.map(|pair| self.columns(pair)).unwrap_or_default();
                ArgValue::Descriptor(Spanned::new(columns, value_span))
            }
            Rule::K_DEFAULT => ArgValue::Default,
            _ => {
                self.no_unit(&value)?;
                let expr = self.expr(value)?;
                match kids.next() {
                    Some(tail) => self.query_arg(expr, tail)?,
                    None => ArgValue::Expr(expr),
                }
            }
        };
        Ok(Arg { name, value, span })
    }

    /// Refuses `f(x, MONTH)`, which other databases know: back-ticks around the word would not help.
    pub(super) fn no_unit(&mut self, expr: &Pair<'_, Rule>) -> Built<()> {
        let at = expr.as_span().start();
        let word = self.text.get(at..self.trimmed(at, expr.as_span().end())).unwrap_or_default();
        if TimeUnit::from_word(word).is_none() || !reserved::is_reserved(word) {
            return Ok(());
        }
        let span = self.span(expr);
        self.diagnostics.push(diagnostics::unit_argument(word, span));
        Err(Stop)
    }

    /// `TIMESTAMPADD(DAY, …)`: the first argument is a word.
    fn unit_arg(&mut self, pair: Pair<'_, Rule>) -> Built<Arg> {
        let span = self.span(&pair);
        let word = self.text.get(pair.as_span().start()..self.trimmed(pair.as_span().start(), pair.as_span().end()));
        match word.and_then(TimeUnit::from_word) {
            Some(unit) => Ok(Arg { name: None, value: ArgValue::Unit(unit), span }),
            None => self.arg(pair),
        }
    }

    /// `(SELECT …) PARTITION BY k`.
    fn query_arg(&mut self, expr: Expr, tail: Pair<'_, Rule>) -> Built<ArgValue> {
        let span = expr.span.to(self.span(&tail));
        let ExprKind::Subquery(query) = expr.kind else {
            return self.refuse(span, "only a table or a query in parentheses is partitioned");
        };
        let (partition_by, order_by) = self.partition_and_order(Kids::of(tail))?;
        Ok(ArgValue::Table(TableArg { source: TableArgSource::Query(query), partition_by, order_by, span }))
    }

    fn table_arg(&mut self, pair: Pair<'_, Rule>) -> Built<TableArg> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_TABLE);
        let source = self.any(&mut kids)?;
        let source = if source.as_rule() == Rule::path {
            TableArgSource::Named(self.path(source))
        } else {
            TableArgSource::Query(Box::new(self.query(source)?))
        };
        let (partition_by, order_by) = self.partition_and_order(kids)?;
        Ok(TableArg { source, partition_by, order_by, span })
    }

    fn partition_and_order(&mut self, mut kids: Kids<'_>) -> Built<(Vec<Expr>, Vec<OrderItem>)> {
        let partition_by = match kids.take(Rule::partition_arg) {
            Some(partition) => unwrap_list(self.only_expr(partition)?),
            None => Vec::new(),
        };
        let order_by = match kids.take(Rule::order_arg) {
            Some(order) => self.order_by(order)?,
            None => Vec::new(),
        };
        Ok((partition_by, order_by))
    }

    fn over(&mut self, pair: Pair<'_, Rule>) -> Built<Over> {
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_OVER);
        let inner = self.any(&mut kids)?;
        if inner.as_rule() == Rule::window_spec {
            return Ok(Over::Spec(self.window_spec(inner)?));
        }
        Ok(Over::Named(self.name(&inner)))
    }

    pub(super) fn window_spec(&mut self, pair: Pair<'_, Rule>) -> Built<WindowSpec> {
        let span = self.span(&pair);
        let mut spec = WindowSpec { base: None, partition_by: Vec::new(), order_by: Vec::new(), frame: None, span };
        for pair in pair.into_inner() {
            match pair.as_rule() {
                Rule::ident => spec.base = Some(self.name(&pair)),
                Rule::partition_by => spec.partition_by = self.only_exprs(pair)?,
                Rule::order_by => spec.order_by = self.order_by(pair)?,
                Rule::frame => spec.frame = Some(self.frame(pair)?),
                _ => {}
            }
        }
        Ok(spec)
    }

    fn frame(&mut self, pair: Pair<'_, Rule>) -> Built<Frame> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let unit = if self.any(&mut kids)?.as_rule() == Rule::K_ROWS { FrameUnit::Rows } else { FrameUnit::Range };
        kids.skip(Rule::K_BETWEEN);
        let start = self.need(&mut kids, Rule::bound)?;
        let start = self.bound(start)?;
        kids.skip(Rule::K_AND);
        let end = match kids.take(Rule::bound) {
            Some(end) => Some(self.bound(end)?),
            None => None,
        };
        Ok(Frame { unit, start, end, span })
    }

    fn bound(&mut self, pair: Pair<'_, Rule>) -> Built<Bound> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let first = self.any(&mut kids)?;
        let preceding = kids.next().is_some_and(|word| word.as_rule() == Rule::K_PRECEDING);
        let kind = match (first.as_rule(), preceding) {
            (Rule::K_UNBOUNDED, true) => BoundKind::UnboundedPreceding,
            (Rule::K_UNBOUNDED, false) => BoundKind::UnboundedFollowing,
            (Rule::K_CURRENT, _) => BoundKind::CurrentRow,
            (_, true) => BoundKind::Preceding(self.arith(first)?),
            (_, false) => BoundKind::Following(self.arith(first)?),
        };
        Ok(Bound { kind, span })
    }
}

/// `(a, b)` and `(a)` as the list in the parentheses.
fn unwrap_list(expr: Expr) -> Vec<Expr> {
    match expr.kind {
        ExprKind::Row { keyword: false, items } => items,
        ExprKind::Paren(inner) => vec![*inner],
        kind => vec![Expr { kind, span: expr.span }],
    }
}
