use pest::iterators::Pair;
use weir_diagnostics::{Span, Spanned};

use super::{Builder, Built, Kids};
use crate::sql::ast::{
    Call, Join, JoinCondition, JoinKind, Query, SetExpr, SetExprKind, SystemTime, TableAlias, TableFactor,
    TableFunction, TableRef, TableRefKind, TableSample, TableSource,
};
use crate::sql::diagnostics;
use crate::sql::grammar::Rule;

impl Builder<'_> {
    /// A table and what is joined to it.
    pub(super) fn joined(&mut self, pair: Pair<'_, Rule>) -> Built<TableRef> {
        let mut kids = Kids::of(pair);
        let first = self.need(&mut kids, Rule::factor)?;
        let factor = self.factor(first)?;
        let mut table = TableRef { span: factor.span, kind: TableRefKind::Factor(Box::new(factor)) };
        let mut levels = 0;
        while let Some(join) = kids.next() {
            levels += 1;
            let span = table.span.to(self.span(&join));
            self.enter(1, span)?;
            table = TableRef { span, kind: TableRefKind::Join(Box::new(self.join(table, join)?)) };
        }
        self.leave(levels);
        Ok(table)
    }

    fn join(&mut self, left: TableRef, pair: Pair<'_, Rule>) -> Built<Join> {
        let mut kids = Kids::of(pair);
        let words = self.need(&mut kids, Rule::join_kind)?;
        let span = self.span(&words);
        let mut kind = JoinKind::Inner;
        let mut natural = false;
        for word in words.into_inner() {
            match word.as_rule() {
                Rule::K_NATURAL => natural = true,
                Rule::K_CROSS => kind = JoinKind::Cross,
                Rule::K_LEFT => kind = JoinKind::Left,
                Rule::K_RIGHT => kind = JoinKind::Right,
                Rule::K_FULL => kind = JoinKind::Full,
                _ => {}
            }
        }
        let right = self.need(&mut kids, Rule::factor)?;
        let right = self.factor(right)?;
        let condition = match kids.next() {
            Some(on) if on.as_rule() == Rule::on => Some(JoinCondition::On(self.only_expr(on)?)),
            Some(using) => {
                let columns = using.into_inner().find(|pair| pair.as_rule() == Rule::columns);
                Some(JoinCondition::Using(columns.map(|pair| self.columns(pair)).unwrap_or_default()))
            }
            None => None,
        };
        Ok(Join { left, right, kind: Spanned::new(kind, span), natural, condition })
    }

    fn factor(&mut self, pair: Pair<'_, Rule>) -> Built<TableFactor> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let source = self.any(&mut kids)?;
        let source = self.source(source)?;
        let mut factor =
            TableFactor { source, system_time: None, match_recognize: None, alias: None, sample: None, span };
        while let Some(pair) = kids.next() {
            match pair.as_rule() {
                Rule::system_time => factor.system_time = Some(self.system_time(pair)?),
                Rule::match_recognize => factor.match_recognize = Some(Box::new(self.match_recognize(pair)?)),
                Rule::alias => factor.alias = Some(self.alias(pair)?),
                Rule::late_system_time => {
                    let span = self.span(&pair);
                    let alias = factor.alias.as_ref().map(|alias| alias.span);
                    self.diagnostics.push(diagnostics::alias_before_system_time(span, alias));
                    if let Some(clause) = pair.into_inner().next() {
                        factor.system_time = Some(self.system_time(clause)?);
                    }
                }
                Rule::sample => factor.sample = Some(self.sample(pair)?),
                _ => {}
            }
        }
        Ok(factor)
    }

    fn source(&mut self, pair: Pair<'_, Rule>) -> Built<TableSource> {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::table_name => self.table_name(pair, span),
            Rule::table_function => {
                let call = self.wrapped_call(pair)?;
                Ok(TableSource::Function(TableFunction { lateral: false, wrapped: true, call, span }))
            }
            Rule::table_paren => self.table_paren(pair, false),
            Rule::unnest => {
                let mut kids = Kids::of(pair);
                kids.skip(Rule::K_UNNEST);
                let arrays = self.need(&mut kids, Rule::exprs)?;
                let arrays = self.exprs(arrays)?;
                Ok(TableSource::Unnest { arrays, with_ordinality: kids.next().is_some(), span })
            }
            _ => self.lateral(pair, span),
        }
    }

    fn lateral(&mut self, pair: Pair<'_, Rule>, span: Span) -> Built<TableSource> {
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_LATERAL);
        let inner = self.any(&mut kids)?;
        let (wrapped, call) = match inner.as_rule() {
            Rule::table_function => (true, self.wrapped_call(inner)?),
            Rule::table_paren => return self.table_paren(inner, true),
            _ => (false, self.call(inner)?),
        };
        Ok(TableSource::Function(TableFunction { lateral: true, wrapped, call, span }))
    }

    /// The call inside `TABLE(…)`.
    fn wrapped_call(&mut self, pair: Pair<'_, Rule>) -> Built<Call> {
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_TABLE);
        let call = self.need(&mut kids, Rule::call)?;
        self.call(call)
    }

    fn table_name(&mut self, pair: Pair<'_, Rule>, span: Span) -> Built<TableSource> {
        let mut kids = Kids::of(pair);
        let path = self.need(&mut kids, Rule::path)?;
        match kids.next() {
            Some(tail) if tail.as_rule() == Rule::call_tail => {
                let name = self.function_path(path);
                let call = self.call_tail(name, tail, span)?;
                Ok(TableSource::Function(TableFunction { lateral: false, wrapped: false, call, span }))
            }
            Some(hints) => Ok(TableSource::Named { path: self.path(path), hints: self.hints(hints)? }),
            None => Ok(TableSource::Named { path: self.path(path), hints: Vec::new() }),
        }
    }

    /// `(query)` or `(a JOIN b)`; the grammar reads the first operand of `((SELECT …) UNION …)` as a table.
    fn table_paren(&mut self, pair: Pair<'_, Rule>, lateral: bool) -> Built<TableSource> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let inner = self.any(&mut kids)?;
        if inner.as_rule() == Rule::query {
            return Ok(TableSource::Derived { lateral, query: Box::new(self.query(inner)?), span });
        }
        let table = self.joined(inner)?;
        let query = match (lone_query(table), kids.next()) {
            (Ok(first), Some(tail)) => {
                let whole = first.span.to(self.span(&tail));
                self.query_rest(Vec::new(), first, &mut Kids::of(tail), whole)?
            }
            (Ok(first), None) => bare_query(first),
            (Err(_), Some(tail)) => {
                let span = self.span(&tail);
                return self.refuse(span, "what stands before this is a table, not a query");
            }
            (Err(_), None) if lateral => {
                return self.refuse(span, "after LATERAL comes a query in parentheses or a table function");
            }
            (Err(table), None) => return Ok(TableSource::Nested { table, span }),
        };
        Ok(TableSource::Derived { lateral, query: Box::new(query), span })
    }

    fn system_time(&mut self, pair: Pair<'_, Rule>) -> Built<SystemTime> {
        let span = self.span(&pair);
        match pair.into_inner().find(|pair| pair.as_rule() == Rule::arith) {
            Some(arith) => Ok(SystemTime { expr: self.arith(arith)?, span }),
            None => self.refuse(span, "the time is missing"),
        }
    }

    fn alias(&mut self, pair: Pair<'_, Rule>) -> Built<TableAlias> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_AS);
        let name = self.any(&mut kids)?;
        let name = self.name(&name);
        let columns = kids.next().map(|pair| self.columns(pair)).unwrap_or_default();
        Ok(TableAlias { name, columns, span })
    }

    fn sample(&mut self, pair: Pair<'_, Rule>) -> Built<TableSample> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_TABLESAMPLE);
        let method = self.any(&mut kids)?;
        let method = self.bare_name(&method);
        let percentage = self.any(&mut kids)?;
        let percentage = Spanned::new(percentage.as_str().to_string(), self.span(&percentage));
        kids.skip(Rule::K_REPEATABLE);
        let repeatable = kids.next().map(|pair| Spanned::new(pair.as_str().to_string(), self.span(&pair)));
        Ok(TableSample { method, percentage, repeatable, span })
    }
}

/// The query in parentheses that is all of `table`; otherwise the table again.
fn lone_query(table: TableRef) -> Result<SetExpr, Box<TableRef>> {
    if let TableRefKind::Factor(factor) = &table.kind
        && let TableFactor { source, system_time: None, match_recognize: None, alias: None, sample: None, .. } =
            &**factor
        && let TableSource::Derived { lateral: false, query, span } = source
    {
        return Ok(parenthesised(query.clone(), *span));
    }
    Err(Box::new(table))
}

/// A query in parentheses as an operand of set operations.
pub(super) fn parenthesised(query: Box<Query>, span: Span) -> SetExpr {
    SetExpr { kind: SetExprKind::Paren(query), span }
}

/// A query that is nothing but `body`.
pub(super) fn bare_query(body: SetExpr) -> Query {
    let span = body.span;
    Query { with: Vec::new(), body, order_by: Vec::new(), limit: None, offset: None, fetch: None, span }
}
