//! Operators: the grammar gives operands and operators in a row, the levels of [`crate::sql::precedence`] make a tree
//! of them. Where the text reads against the levels (`a = NOT b`), the tree gets the parentheses that it means.

use pest::iterators::Pair;
use weir_diagnostics::{Span, Spanned};

use super::{Builder, Built, Kids};
use crate::sql::ast::{
    AnyAll, Between, Binary, BinaryOp, Expr, ExprKind, IsTest, Like, LikeKind, Path, Quantified, QuantifiedRight,
    Query, UnaryOp,
};
use crate::sql::grammar::Rule;
use crate::sql::precedence;

/// Operands and operators of one expression, read from the left.
struct Row<'i> {
    pairs: std::iter::Peekable<std::vec::IntoIter<Pair<'i, Rule>>>,
    span: Span,
}

impl Row<'_> {
    fn peek(&mut self) -> Option<Rule> {
        self.pairs.peek().map(Pair::as_rule)
    }
}

/// What the tree is read up to.
#[derive(Clone, Copy)]
struct Until {
    /// Operators that bind less tightly end it.
    level: u8,
    /// The AND of a BETWEEN ends it.
    and: bool,
}

impl Builder<'_> {
    pub(super) fn exprs(&mut self, pair: Pair<'_, Rule>) -> Built<Vec<Expr>> {
        pair.into_inner().map(|expr| self.expr(expr)).collect()
    }

    /// The one expression among the children.
    pub(super) fn only_expr(&mut self, pair: Pair<'_, Rule>) -> Built<Expr> {
        let span = self.span(&pair);
        match pair.into_inner().find(|pair| pair.as_rule() == Rule::expr) {
            Some(expr) => self.expr(expr),
            None => self.refuse(span, "an expression is missing"),
        }
    }

    /// The one list of expressions among the children; empty where there is none.
    pub(super) fn only_exprs(&mut self, pair: Pair<'_, Rule>) -> Built<Vec<Expr>> {
        match pair.into_inner().find(|pair| pair.as_rule() == Rule::exprs) {
            Some(exprs) => self.exprs(exprs),
            None => Ok(Vec::new()),
        }
    }

    /// Arithmetic, where predicates would be ambiguous.
    pub(super) fn arith(&mut self, pair: Pair<'_, Rule>) -> Built<Expr> {
        self.expr(pair)
    }

    pub(super) fn expr(&mut self, pair: Pair<'_, Rule>) -> Built<Expr> {
        let span = self.span(&pair);
        let pairs: Vec<_> = pair.into_inner().collect();
        let levels = pairs.len();
        self.enter(levels, span)?;
        let mut row = Row { pairs: pairs.into_iter().peekable(), span };
        let expr = self.climb(&mut row, Until { level: 0, and: false })?;
        self.leave(levels);
        match row.pairs.next() {
            None => Ok(expr),
            Some(rest) if rest.as_rule() == Rule::K_ESCAPE => {
                let span = self.span(&rest);
                self.refuse(span, "`ESCAPE` belongs to `LIKE` or `SIMILAR TO`")
            }
            Some(rest) => {
                let span = self.span(&rest);
                self.refuse(span, "this cannot stand here")
            }
        }
    }

    fn climb(&mut self, row: &mut Row<'_>, until: Until) -> Built<Expr> {
        let mut left = self.prefixed(row, until.and)?;
        while let Some(level) = row.peek().and_then(level_of) {
            if level < until.level || (until.and && row.peek() == Some(Rule::K_AND)) {
                break;
            }
            let Some(op) = row.pairs.next() else { break };
            left = self.operator(row, left, op, until.and)?;
        }
        Ok(left)
    }

    /// Signs and NOT, then an operand with its `[…]` and `.x`.
    fn prefixed(&mut self, row: &mut Row<'_>, until_and: bool) -> Built<Expr> {
        let Some(pair) = row.pairs.next() else {
            return self.refuse(row.span, "an operand is missing");
        };
        let span = self.span(&pair);
        let (op, level) = match (pair.as_rule(), pair.as_str()) {
            (Rule::K_NOT, _) => (UnaryOp::Not, precedence::NOT),
            (Rule::sign, "-") => (UnaryOp::Minus, precedence::SIGN),
            (Rule::sign, _) => (UnaryOp::Plus, precedence::SIGN),
            _ => {
                let operand = self.operand(pair)?;
                return self.suffixes(row, operand);
            }
        };
        let operand = if op == UnaryOp::Not {
            self.climb(row, Until { level, and: until_and })?
        } else {
            self.prefixed(row, until_and)?
        };
        let operand = Box::new(at_least(operand, level));
        let whole = span.to(operand.span);
        Ok(Expr { kind: ExprKind::Unary { op: Spanned::new(op, span), operand }, span: whole })
    }

    fn suffixes(&mut self, row: &mut Row<'_>, operand: Expr) -> Built<Expr> {
        let mut base = operand;
        while matches!(row.peek(), Some(Rule::index | Rule::field)) {
            let Some(suffix) = row.pairs.next() else { break };
            let span = base.span.to(self.span(&suffix));
            let kind = if suffix.as_rule() == Rule::index {
                let index = Box::new(self.only_expr(suffix)?);
                ExprKind::Index { base: Box::new(base), index }
            } else {
                let mut kids = Kids::of(suffix);
                let name = self.any(&mut kids)?;
                ExprKind::Field { base: Box::new(base), name: self.name(&name) }
            };
            base = Expr { kind, span };
        }
        Ok(base)
    }

    /// `left op …`, all that belongs to `op`.
    fn operator(&mut self, row: &mut Row<'_>, left: Expr, op: Pair<'_, Rule>, and: bool) -> Built<Expr> {
        match op.as_rule() {
            Rule::is_test => self.is_test(left, op),
            Rule::in_ => self.in_(left, op),
            Rule::format_json => {
                let operand = at_least(left, precedence::IS);
                let span = operand.span.to(self.span(&op));
                Ok(Expr { kind: ExprKind::FormatJson(Box::new(operand)), span })
            }
            Rule::quantified_comparison => self.quantified(left, op),
            Rule::is_distinct => {
                let negated = negated(&op);
                let (left, right) = self.sides(row, left, precedence::COMPARISON, and)?;
                let span = left.span.to(right.span);
                Ok(Expr {
                    kind: ExprKind::IsDistinctFrom { left: Box::new(left), negated, right: Box::new(right) },
                    span,
                })
            }
            Rule::K_OVERLAPS => {
                let (left, right) = self.sides(row, left, precedence::COMPARISON, and)?;
                let span = left.span.to(right.span);
                Ok(Expr { kind: ExprKind::Overlaps { left: Box::new(left), right: Box::new(right) }, span })
            }
            Rule::like => self.like(row, left, op, and),
            Rule::between => self.between(row, left, op, and),
            _ => self.binary(row, left, op, and),
        }
    }

    /// Both operands of a binary operator of `level`; the right one is read now.
    fn sides(&mut self, row: &mut Row<'_>, left: Expr, level: u8, and: bool) -> Built<(Expr, Expr)> {
        let right = self.climb(row, Until { level: level + 1, and })?;
        Ok((at_least(left, level), at_least(right, level + 1)))
    }

    fn binary(&mut self, row: &mut Row<'_>, left: Expr, op: Pair<'_, Rule>, and: bool) -> Built<Expr> {
        let Some(value) = binary_op(op.as_str()) else {
            let span = self.span(&op);
            return self.refuse(span, "this operator cannot stand here");
        };
        let op = Spanned::new(value, self.span(&op));
        let (left, right) = self.sides(row, left, precedence::of_binary(value), and)?;
        let span = left.span.to(right.span);
        Ok(Expr { kind: ExprKind::Binary(Box::new(Binary { op, left, right })), span })
    }

    fn quantified(&mut self, left: Expr, pair: Pair<'_, Rule>) -> Built<Expr> {
        let span = left.span.to(self.span(&pair));
        let mut kids = Kids::of(pair);
        let words = self.need(&mut kids, Rule::comparison)?;
        let op = Spanned::new(binary_op(words.as_str()).unwrap_or(BinaryOp::Equal), self.span(&words));
        let quantifier = if self.any(&mut kids)?.as_rule() == Rule::K_ALL { AnyAll::All } else { AnyAll::Any };
        let right = match self.paren_body(&mut kids)? {
            Body::Query(query) => QuantifiedRight::Query(query),
            Body::Exprs(list) => QuantifiedRight::List(list),
        };
        let operand = at_least(left, precedence::PREDICATE);
        Ok(Expr { kind: ExprKind::Quantified(Box::new(Quantified { operand, op, quantifier, right })), span })
    }

    fn is_test(&mut self, left: Expr, pair: Pair<'_, Rule>) -> Built<Expr> {
        let span = left.span.to(self.span(&pair));
        let negated = negated(&pair);
        let mut test = IsTest::Null;
        for word in pair.into_inner() {
            test = match word.as_rule() {
                Rule::K_TRUE => IsTest::True,
                Rule::K_FALSE => IsTest::False,
                Rule::K_UNKNOWN => IsTest::Unknown,
                Rule::K_JSON => IsTest::Json,
                Rule::K_VALUE => IsTest::JsonValue,
                Rule::K_OBJECT => IsTest::JsonObject,
                Rule::K_ARRAY => IsTest::JsonArray,
                Rule::K_SCALAR => IsTest::JsonScalar,
                _ => test,
            };
        }
        let operand = Box::new(at_least(left, precedence::IS));
        Ok(Expr { kind: ExprKind::Is { operand, negated, test }, span })
    }

    fn in_(&mut self, left: Expr, pair: Pair<'_, Rule>) -> Built<Expr> {
        let span = left.span.to(self.span(&pair));
        let negated = negated(&pair);
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_NOT);
        kids.skip(Rule::K_IN);
        let operand = Box::new(at_least(left, precedence::PREDICATE));
        let kind = match self.paren_body(&mut kids)? {
            Body::Query(query) => ExprKind::InQuery { operand, negated, query: Box::new(query) },
            Body::Exprs(list) => ExprKind::InList { operand, negated, list },
        };
        Ok(Expr { kind, span })
    }

    fn like(&mut self, row: &mut Row<'_>, left: Expr, pair: Pair<'_, Rule>, and: bool) -> Built<Expr> {
        let negated = negated(&pair);
        let similar = pair.into_inner().any(|word| word.as_rule() == Rule::K_SIMILAR);
        let kind = if similar { LikeKind::SimilarTo } else { LikeKind::Like };
        let (operand, pattern) = self.sides(row, left, precedence::PREDICATE, and)?;
        let mut end = pattern.span;
        let mut escape = None;
        if row.peek() == Some(Rule::K_ESCAPE) {
            row.pairs.next();
            let written = self.climb(row, Until { level: precedence::PREDICATE + 1, and })?;
            end = written.span;
            escape = Some(at_least(written, precedence::PREDICATE + 1));
        }
        let span = operand.span.to(end);
        Ok(Expr { kind: ExprKind::Like(Box::new(Like { operand, negated, kind, pattern, escape })), span })
    }

    fn between(&mut self, row: &mut Row<'_>, left: Expr, pair: Pair<'_, Rule>, and: bool) -> Built<Expr> {
        let words = self.span(&pair);
        let negated = negated(&pair);
        let symmetric = pair.into_inner().any(|word| word.as_rule() == Rule::K_SYMMETRIC);
        let low = self.climb(row, Until { level: 0, and: true })?;
        if row.peek() != Some(Rule::K_AND) {
            return self.refuse(words.to(low.span), "`BETWEEN` takes two bounds: `BETWEEN low AND high`");
        }
        row.pairs.next();
        let above = precedence::PREDICATE + 1;
        let high = at_least(self.climb(row, Until { level: above, and })?, above);
        let low = at_least(low, above);
        let operand = at_least(left, precedence::PREDICATE);
        let span = operand.span.to(high.span);
        Ok(Expr { kind: ExprKind::Between(Box::new(Between { operand, negated, symmetric, low, high })), span })
    }

    /// `(…)` in an expression.
    pub(super) fn paren(&mut self, pair: Pair<'_, Rule>) -> Built<Expr> {
        let span = self.span(&pair);
        let kind = match self.paren_body(&mut Kids::of(pair))? {
            Body::Query(query) => ExprKind::Subquery(Box::new(query)),
            Body::Exprs(mut items) => match (items.pop(), items.is_empty()) {
                (Some(only), true) => ExprKind::Paren(Box::new(only)),
                (last, _) => {
                    items.extend(last);
                    ExprKind::Row { keyword: false, items }
                }
            },
        };
        Ok(Expr { kind, span })
    }

    /// A query or expressions; the grammar reads the first operand of `((SELECT …) UNION …)` as an expression.
    pub(super) fn paren_body(&mut self, kids: &mut Kids<'_>) -> Built<Body> {
        let first = self.any(kids)?;
        if first.as_rule() == Rule::query {
            return Ok(Body::Query(self.query(first)?));
        }
        let first = self.expr(first)?;
        let Some(tail) = kids.take(Rule::set_tail) else {
            let mut items = vec![first];
            while let Some(pair) = kids.next() {
                items.push(self.expr(pair)?);
            }
            return Ok(Body::Exprs(items));
        };
        let whole = first.span.to(self.span(&tail));
        match first.kind {
            ExprKind::Subquery(query) => {
                let first = super::from::parenthesised(query, first.span);
                Ok(Body::Query(self.query_rest(Vec::new(), first, &mut Kids::of(tail), whole)?))
            }
            _ => self.refuse(whole, "what stands before this is a value, not a query"),
        }
    }

    /// `t.*` as a whole item of a select list.
    pub(super) fn qualified_star(&mut self, expr: &Pair<'_, Rule>) -> Option<Path> {
        let mut parts = expr.clone().into_inner();
        let named = parts.next().filter(|pair| pair.as_rule() == Rule::named)?;
        if parts.next().is_some() {
            return None;
        }
        let mut kids = Kids::of(named);
        let path = kids.take(Rule::path)?;
        kids.take(Rule::dot_star)?;
        Some(self.path(path))
    }
}

/// What stands in parentheses.
pub(super) enum Body {
    Query(Query),
    Exprs(Vec<Expr>),
}

fn negated(pair: &Pair<'_, Rule>) -> bool {
    pair.clone().into_inner().any(|word| word.as_rule() == Rule::K_NOT)
}

/// `expr`, in the parentheses it needs below an operator of `level`.
fn at_least(expr: Expr, level: u8) -> Expr {
    if precedence::of(&expr) >= level {
        return expr;
    }
    let span = expr.span;
    Expr { kind: ExprKind::Paren(Box::new(expr)), span }
}

/// The level of an infix or postfix operator; none for what is no operator.
fn level_of(rule: Rule) -> Option<u8> {
    match rule {
        Rule::K_OR => Some(precedence::OR),
        Rule::K_AND => Some(precedence::AND),
        Rule::is_test | Rule::format_json => Some(precedence::IS),
        Rule::is_distinct | Rule::K_OVERLAPS | Rule::comparison => Some(precedence::COMPARISON),
        Rule::like | Rule::between | Rule::in_ | Rule::quantified_comparison => Some(precedence::PREDICATE),
        Rule::additive => Some(precedence::ADD),
        Rule::multiplicative => Some(precedence::MULTIPLY),
        _ => None,
    }
}

fn binary_op(text: &str) -> Option<BinaryOp> {
    Some(match text {
        "*" => BinaryOp::Multiply,
        "/" => BinaryOp::Divide,
        "%" => BinaryOp::Modulo,
        "||" => BinaryOp::Concat,
        "+" => BinaryOp::Add,
        "-" => BinaryOp::Subtract,
        "=" => BinaryOp::Equal,
        "<>" => BinaryOp::NotEqual,
        "<" => BinaryOp::Less,
        "<=" => BinaryOp::LessOrEqual,
        ">" => BinaryOp::Greater,
        ">=" => BinaryOp::GreaterOrEqual,
        _ if text.eq_ignore_ascii_case("and") => BinaryOp::And,
        _ if text.eq_ignore_ascii_case("or") => BinaryOp::Or,
        _ => return None,
    })
}
