use pest::iterators::Pair;
use weir_diagnostics::{Span, Spanned};

use super::{Builder, Built, Kids};
use crate::sql::ast::{
    Cte, Direction, Expr, ExprKind, GroupBy, GroupItem, GroupItemKind, Hint, HintOptions, HintValue, Limit,
    NamedWindow, NullsOrder, OrderItem, Quantifier, Query, Select, SelectItem, SelectItemKind, SetExpr, SetExprKind,
    SetOp, SetOperation, ValuesRow,
};
use crate::sql::grammar::Rule;

impl Builder<'_> {
    pub(super) fn statement(&mut self, pair: Pair<'_, Rule>) -> Built<Query> {
        let mut kids = Kids::of(pair);
        let query = self.need(&mut kids, Rule::query)?;
        self.query(query)
    }

    pub(super) fn query(&mut self, pair: Pair<'_, Rule>) -> Built<Query> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let with = match kids.take(Rule::with_) {
            Some(with) => self.with(with)?,
            None => Vec::new(),
        };
        let first = self.any(&mut kids)?;
        let first = self.set_term(first)?;
        self.query_rest(with, first, &mut kids, span)
    }

    /// Set operations after the first term, then ORDER BY and the limits.
    pub(super) fn query_rest(
        &mut self,
        with: Vec<Cte>,
        first: SetExpr,
        kids: &mut Kids<'_>,
        span: Span,
    ) -> Built<Query> {
        let body = self.set_chain(first, kids)?;
        let mut query = Query { with, body, order_by: Vec::new(), limit: None, offset: None, fetch: None, span };
        while let Some(pair) = kids.next() {
            match pair.as_rule() {
                Rule::order_by => query.order_by = self.order_by(pair)?,
                Rule::limit => query.limit = Some(self.limit(pair)?),
                Rule::offset => query.offset = Some(self.rows(pair)?),
                Rule::fetch => query.fetch = Some(self.rows(pair)?),
                _ => {}
            }
        }
        Ok(query)
    }

    fn with(&mut self, pair: Pair<'_, Rule>) -> Built<Vec<Cte>> {
        let mut ctes = Vec::new();
        for cte in pair.into_inner().filter(|pair| pair.as_rule() == Rule::cte) {
            let span = self.span(&cte);
            let mut kids = Kids::of(cte);
            let name = self.any(&mut kids)?;
            let name = self.name(&name);
            let columns = kids.take(Rule::columns).map(|pair| self.columns(pair)).unwrap_or_default();
            kids.skip(Rule::K_AS);
            let query = self.need(&mut kids, Rule::query)?;
            ctes.push(Cte { name, columns, query: self.query(query)?, span });
        }
        Ok(ctes)
    }

    fn set_term(&mut self, pair: Pair<'_, Rule>) -> Built<SetExpr> {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::select => SetExprKind::Select(Box::new(self.select(pair)?)),
            Rule::values => SetExprKind::Values(self.values(pair)?),
            Rule::table_query => {
                let mut kids = Kids::of(pair);
                kids.skip(Rule::K_TABLE);
                let path = self.need(&mut kids, Rule::path)?;
                SetExprKind::Table(self.path(path))
            }
            _ => {
                let mut kids = Kids::of(pair);
                let query = self.need(&mut kids, Rule::query)?;
                SetExprKind::Paren(Box::new(self.query(query)?))
            }
        };
        Ok(SetExpr { kind, span })
    }

    /// `first UNION b INTERSECT c …`: INTERSECT first, then the others, each from left to right.
    fn set_chain(&mut self, first: SetExpr, kids: &mut Kids<'_>) -> Built<SetExpr> {
        let mut done: Option<(SetExpr, Spanned<SetOp>, bool)> = None;
        let mut current = first;
        let mut levels = 0;
        while let Some(pair) = kids.take(Rule::set_op) {
            let (op, all) = self.set_op(pair)?;
            levels += 1;
            self.enter(1, op.span)?;
            let right = self.any(kids)?;
            let right = self.set_term(right)?;
            if op.value == SetOp::Intersect {
                current = combine(current, op, all, right);
            } else {
                current = close(done.take(), current);
                done = Some((current, op, all));
                current = right;
            }
        }
        self.leave(levels);
        Ok(close(done, current))
    }

    fn set_op(&mut self, pair: Pair<'_, Rule>) -> Built<(Spanned<SetOp>, bool)> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let op = match self.any(&mut kids)?.as_rule() {
            Rule::K_UNION => SetOp::Union,
            Rule::K_INTERSECT => SetOp::Intersect,
            _ => SetOp::Except,
        };
        Ok((Spanned::new(op, span), kids.skip(Rule::K_ALL)))
    }

    fn values(&mut self, pair: Pair<'_, Rule>) -> Built<Vec<ValuesRow>> {
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_VALUES);
        let exprs = self.need(&mut kids, Rule::exprs)?;
        let rows = self.exprs(exprs)?.into_iter().map(|expr| {
            let span = expr.span;
            let items = match expr.kind {
                ExprKind::Row { items, .. } => items,
                ExprKind::Paren(inner) => vec![*inner],
                kind => vec![Expr { kind, span }],
            };
            ValuesRow { items, span }
        });
        Ok(rows.collect())
    }

    fn select(&mut self, pair: Pair<'_, Rule>) -> Built<Select> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_SELECT);
        let hints = match kids.take(Rule::hints) {
            Some(hints) => self.hints(hints)?,
            None => Vec::new(),
        };
        let quantifier = self.quantifier(&mut kids);
        let mut select = Select {
            hints,
            quantifier,
            items: Vec::new(),
            from: Vec::new(),
            where_: None,
            group_by: None,
            having: None,
            windows: Vec::new(),
            qualify: None,
            span,
        };
        while let Some(pair) = kids.next() {
            self.clause(&mut select, pair)?;
        }
        Ok(select)
    }

    fn clause(&mut self, select: &mut Select, pair: Pair<'_, Rule>) -> Built<()> {
        match pair.as_rule() {
            Rule::items => select.items = pair.into_inner().map(|item| self.item(item)).collect::<Built<_>>()?,
            Rule::from => {
                let tables = pair.into_inner().filter(|pair| pair.as_rule() == Rule::joined);
                select.from = tables.map(|table| self.joined(table)).collect::<Built<_>>()?;
            }
            Rule::where_ => select.where_ = Some(self.only_expr(pair)?),
            Rule::having => select.having = Some(self.only_expr(pair)?),
            Rule::qualify => select.qualify = Some(self.only_expr(pair)?),
            Rule::group_by => select.group_by = Some(self.group_by(pair)?),
            Rule::window => {
                let windows = pair.into_inner().filter(|pair| pair.as_rule() == Rule::named_window);
                select.windows = windows.map(|window| self.named_window(window)).collect::<Built<_>>()?;
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn quantifier(&self, kids: &mut Kids<'_>) -> Option<Spanned<Quantifier>> {
        let quantifier = match kids.peek() {
            Some(Rule::K_DISTINCT) => Quantifier::Distinct,
            Some(Rule::K_ALL) => Quantifier::All,
            _ => return None,
        };
        kids.next().map(|pair| Spanned::new(quantifier, self.span(&pair)))
    }

    fn item(&mut self, pair: Pair<'_, Rule>) -> Built<SelectItem> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        if kids.skip(Rule::star) {
            return Ok(SelectItem { kind: SelectItemKind::Star, span });
        }
        let expr = self.need(&mut kids, Rule::expr)?;
        if let Some(path) = self.qualified_star(&expr) {
            let kind = SelectItemKind::QualifiedStar(path);
            return match kids.next() {
                None => Ok(SelectItem { kind, span }),
                Some(_) => self.refuse(span, "`.*` has no name of its own"),
            };
        }
        let expr = self.expr(expr)?;
        kids.skip(Rule::K_AS);
        let alias = kids.next().map(|alias| self.name(&alias));
        Ok(SelectItem { kind: SelectItemKind::Expr { expr, alias }, span })
    }

    fn group_by(&mut self, pair: Pair<'_, Rule>) -> Built<GroupBy> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_GROUP);
        kids.skip(Rule::K_BY);
        let distinct = kids.skip(Rule::K_DISTINCT);
        kids.skip(Rule::K_ALL);
        let items = kids.pairs.map(|item| self.group_item(item)).collect::<Built<_>>()?;
        Ok(GroupBy { distinct, items, span })
    }

    fn group_item(&mut self, pair: Pair<'_, Rule>) -> Built<GroupItem> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let inner = self.any(&mut kids)?;
        let kind = match inner.as_rule() {
            Rule::grouping_sets => {
                let items = inner.into_inner().filter(|pair| pair.as_rule() == Rule::group_item);
                GroupItemKind::GroupingSets(items.map(|item| self.group_item(item)).collect::<Built<_>>()?)
            }
            Rule::rollup => GroupItemKind::Rollup(self.only_exprs(inner)?),
            Rule::cube => GroupItemKind::Cube(self.only_exprs(inner)?),
            Rule::empty_set => GroupItemKind::Empty,
            _ => GroupItemKind::Expr(self.expr(inner)?),
        };
        Ok(GroupItem { kind, span })
    }

    fn named_window(&mut self, pair: Pair<'_, Rule>) -> Built<NamedWindow> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let name = self.any(&mut kids)?;
        let name = self.name(&name);
        kids.skip(Rule::K_AS);
        let spec = self.need(&mut kids, Rule::window_spec)?;
        Ok(NamedWindow { name, spec: self.window_spec(spec)?, span })
    }

    pub(super) fn order_by(&mut self, pair: Pair<'_, Rule>) -> Built<Vec<OrderItem>> {
        let items = pair.into_inner().filter(|pair| pair.as_rule() == Rule::order_item);
        items.map(|item| self.order_item(item)).collect()
    }

    fn order_item(&mut self, pair: Pair<'_, Rule>) -> Built<OrderItem> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let expr = self.need(&mut kids, Rule::expr)?;
        let mut item = OrderItem { expr: self.expr(expr)?, direction: None, nulls: None, span };
        while let Some(word) = kids.next() {
            match word.as_rule() {
                Rule::K_ASC => item.direction = Some(Direction::Asc),
                Rule::K_DESC => item.direction = Some(Direction::Desc),
                Rule::K_FIRST => item.nulls = Some(NullsOrder::First),
                Rule::K_LAST => item.nulls = Some(NullsOrder::Last),
                _ => {}
            }
        }
        Ok(item)
    }

    fn limit(&mut self, pair: Pair<'_, Rule>) -> Built<Limit> {
        let span = self.span(&pair);
        let number = pair.into_inner().find(|pair| pair.as_rule() == Rule::number);
        let rows = match number {
            Some(number) => Some(self.whole_number(&number)?.value),
            None => None,
        };
        Ok(Limit { rows, span })
    }

    /// The number of OFFSET or FETCH.
    fn rows(&mut self, pair: Pair<'_, Rule>) -> Built<Spanned<u64>> {
        let span = self.span(&pair);
        match pair.into_inner().find(|pair| pair.as_rule() == Rule::number) {
            Some(number) => self.whole_number(&number),
            None => Ok(Spanned::new(1, span)),
        }
    }

    pub(super) fn hints(&mut self, pair: Pair<'_, Rule>) -> Built<Vec<Hint>> {
        pair.into_inner().map(|hint| self.hint(hint)).collect()
    }

    fn hint(&mut self, pair: Pair<'_, Rule>) -> Built<Hint> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let name = self.any(&mut kids)?;
        let name = self.bare_name(&name);
        let mut pairs = Vec::new();
        let mut list = Vec::new();
        while let Some(arg) = kids.next() {
            let mut parts = Kids::of(arg);
            let key = self.any(&mut parts)?;
            let value = parts.next();
            let key = self.hint_value(key)?;
            match value {
                Some(value) => {
                    let value = self.hint_value(value)?;
                    pairs.push((hint_text(key), hint_text(value)));
                }
                None => list.push(key),
            }
        }
        let options = match (pairs.is_empty(), list.is_empty()) {
            (true, true) => HintOptions::None,
            (false, true) => HintOptions::Pairs(pairs),
            (true, false) => HintOptions::List(list),
            (false, false) => return self.refuse(span, "a hint has either keys with values, or values alone"),
        };
        Ok(Hint { name, options, span })
    }

    fn hint_value(&mut self, pair: Pair<'_, Rule>) -> Built<HintValue> {
        Ok(match pair.as_rule() {
            Rule::string => HintValue::String(self.plain_string(&pair)?),
            Rule::number => HintValue::Number(Spanned::new(pair.as_str().to_string(), self.span(&pair))),
            _ => HintValue::Path(self.function_path(pair)),
        })
    }
}

fn hint_text(value: HintValue) -> Spanned<String> {
    match value {
        HintValue::String(text) | HintValue::Number(text) => text,
        HintValue::Path(path) => {
            let words: Vec<_> = path.parts.iter().map(|part| part.value.as_str()).collect();
            Spanned::new(words.join("."), path.span)
        }
    }
}

fn combine(left: SetExpr, op: Spanned<SetOp>, all: bool, right: SetExpr) -> SetExpr {
    let span = left.span.to(right.span);
    SetExpr { kind: SetExprKind::Set(Box::new(SetOperation { op, all, left, right })), span }
}

fn close(open: Option<(SetExpr, Spanned<SetOp>, bool)>, right: SetExpr) -> SetExpr {
    match open {
        Some((left, op, all)) => combine(left, op, all, right),
        None => right,
    }
}
