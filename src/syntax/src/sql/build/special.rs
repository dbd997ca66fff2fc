//! Operands: the forms with words of their own.

use pest::iterators::Pair;
use weir_diagnostics::{Span, Spanned};

use super::{Builder, Built, Kids};
use crate::sql::ast::{
    Arg, ArgValue, Call, Case, Expr, ExprKind, Literal, Overlay, Path, TimeUnit, Trim, TrimSide, When,
};
use crate::sql::grammar::Rule;
use crate::sql::{diagnostics, reserved};

impl Builder<'_> {
    pub(super) fn operand(&mut self, pair: Pair<'_, Rule>) -> Built<Expr> {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::named => return self.named(pair),
            Rule::keyword_call => return self.keyword_call(pair),
            Rule::paren => return self.paren(pair),
            Rule::number => ExprKind::Literal(Literal::Number(pair.as_str().to_string())),
            Rule::text => ExprKind::Literal(self.text(pair)?),
            Rule::typed => ExprKind::Literal(self.typed(pair)?),
            Rule::null_ => ExprKind::Literal(Literal::Null),
            Rule::true_ => ExprKind::Literal(Literal::True),
            Rule::false_ => ExprKind::Literal(Literal::False),
            Rule::unknown_ => ExprKind::Literal(Literal::Unknown),
            Rule::interval => return self.interval(pair),
            Rule::case => self.case(pair)?,
            Rule::cast => self.cast(pair)?,
            Rule::exists => {
                let mut kids = Kids::of(pair);
                kids.skip(Rule::K_EXISTS);
                let query = self.need(&mut kids, Rule::query)?;
                ExprKind::Exists(Box::new(self.query(query)?))
            }
            Rule::array => ExprKind::Array(self.only_exprs(pair)?),
            Rule::row => ExprKind::Row { keyword: true, items: self.only_exprs(pair)? },
            Rule::map => self.map(pair)?,
            Rule::extract => {
                let mut kids = Kids::of(pair);
                kids.skip(Rule::K_EXTRACT);
                let unit = self.need(&mut kids, Rule::unit)?;
                let unit = self.unit(&unit)?;
                kids.skip(Rule::K_FROM);
                ExprKind::Extract { unit, operand: self.boxed(&mut kids)? }
            }
            Rule::round_to => self.round_to(pair)?,
            Rule::trim => self.trim(pair)?,
            Rule::substring => self.substring(pair)?,
            Rule::position => self.position(pair)?,
            Rule::overlay => self.overlay(pair)?,
            _ => return self.json(pair),
        };
        Ok(Expr { kind, span })
    }

    /// The next child, which is an expression.
    pub(super) fn next_expr(&mut self, kids: &mut Kids<'_>) -> Built<Expr> {
        let pair = self.any(kids)?;
        self.expr(pair)
    }

    fn boxed(&mut self, kids: &mut Kids<'_>) -> Built<Box<Expr>> {
        self.next_expr(kids).map(Box::new)
    }

    /// A column, or a call by name.
    fn named(&mut self, pair: Pair<'_, Rule>) -> Built<Expr> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let path = self.need(&mut kids, Rule::path)?;
        match kids.next() {
            Some(tail) if tail.as_rule() == Rule::call_tail => {
                let name = self.function_path(path);
                let call = self.call_tail(name, tail, span)?;
                Ok(Expr { kind: ExprKind::Call(Box::new(call)), span })
            }
            Some(star) => {
                let span = self.span(&star);
                self.refuse(span, "`.*` stands only as a whole item of a select list")
            }
            None if is_context_variable(&path) => {
                let call = bare_call(self.function_path(path), span);
                Ok(Expr { kind: ExprKind::Call(Box::new(call)), span })
            }
            None => Ok(Expr { kind: ExprKind::Column(self.path(path)), span }),
        }
    }

    /// `LEFT(s, 3)`: functions that are also words of the grammar.
    fn keyword_call(&mut self, pair: Pair<'_, Rule>) -> Built<Expr> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let name = self.need(&mut kids, Rule::keyword_function)?;
        let name = single(Spanned::new(name.as_str().to_string(), self.span(&name)));
        let tail = self.need(&mut kids, Rule::call_tail)?;
        let call = self.call_tail(name, tail, span)?;
        Ok(Expr { kind: ExprKind::Call(Box::new(call)), span })
    }

    fn case(&mut self, pair: Pair<'_, Rule>) -> Built<ExprKind> {
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_CASE);
        let operand = match kids.take(Rule::expr) {
            Some(operand) => Some(self.expr(operand)?),
            None => None,
        };
        let mut case = Case { operand, whens: Vec::new(), else_: None };
        while let Some(pair) = kids.next() {
            match pair.as_rule() {
                Rule::when => {
                    let when = self.when(pair)?;
                    if case.operand.is_none() && when.when.len() > 1 {
                        return self.refuse(when.span, "only `CASE x WHEN …` takes several values after one `WHEN`");
                    }
                    case.whens.push(when);
                }
                Rule::else_ => case.else_ = Some(self.only_expr(pair)?),
                _ => {}
            }
        }
        Ok(ExprKind::Case(Box::new(case)))
    }

    fn when(&mut self, pair: Pair<'_, Rule>) -> Built<When> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_WHEN);
        let when = self.need(&mut kids, Rule::exprs)?;
        let when = self.exprs(when)?;
        kids.skip(Rule::K_THEN);
        Ok(When { when, then: self.next_expr(&mut kids)?, span })
    }

    fn cast(&mut self, pair: Pair<'_, Rule>) -> Built<ExprKind> {
        let mut kids = Kids::of(pair);
        let try_ = self.any(&mut kids)?.as_rule() == Rule::K_TRY_CAST;
        let operand = self.boxed(&mut kids)?;
        kids.skip(Rule::K_AS);
        let ty = self.need(&mut kids, Rule::type_)?;
        Ok(ExprKind::Cast { try_, operand, ty: Box::new(self.type_(ty)?) })
    }

    fn map(&mut self, pair: Pair<'_, Rule>) -> Built<ExprKind> {
        let span = self.span(&pair);
        let items = self.only_exprs(pair)?;
        if !items.len().is_multiple_of(2) {
            return self.refuse(span, "`MAP[…]` takes a value for every key");
        }
        let mut entries = Vec::new();
        let mut items = items.into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            entries.push((key, value));
        }
        Ok(ExprKind::Map(entries))
    }

    fn round_to(&mut self, pair: Pair<'_, Rule>) -> Built<ExprKind> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let word = self.any(&mut kids)?;
        let operand = self.next_expr(&mut kids)?;
        if kids.skip(Rule::K_TO) {
            let unit = self.need(&mut kids, Rule::unit)?;
            let unit = self.unit(&unit)?;
            let operand = Box::new(operand);
            return Ok(if word.as_rule() == Rule::K_FLOOR {
                ExprKind::FloorTo { operand, unit }
            } else {
                ExprKind::CeilTo { operand, unit }
            });
        }
        self.plain_call(&word, operand, kids, span)
    }

    /// A call of a function that has a form with words too.
    fn plain_call(&mut self, word: &Pair<'_, Rule>, first: Expr, mut kids: Kids<'_>, span: Span) -> Built<ExprKind> {
        let mut call = bare_call(single(Spanned::new(word.as_str().to_string(), self.span(word))), span);
        call.parens = true;
        call.args.push(plain_arg(first));
        while let Some(pair) = kids.next() {
            self.no_unit(&pair)?;
            call.args.push(plain_arg(self.expr(pair)?));
        }
        Ok(ExprKind::Call(Box::new(call)))
    }

    fn trim(&mut self, pair: Pair<'_, Rule>) -> Built<ExprKind> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_TRIM);
        let side = match kids.peek() {
            Some(Rule::K_BOTH) => Some(TrimSide::Both),
            Some(Rule::K_LEADING) => Some(TrimSide::Leading),
            Some(Rule::K_TRAILING) => Some(TrimSide::Trailing),
            _ => None,
        };
        if side.is_some() {
            kids.next();
        }
        let first = match kids.take(Rule::expr) {
            Some(first) => Some(self.expr(first)?),
            None => None,
        };
        let from = kids.skip(Rule::K_FROM);
        let second = match kids.take(Rule::expr) {
            Some(second) => Some(self.expr(second)?),
            None => None,
        };
        let (characters, operand) = match (first, second) {
            (characters, Some(operand)) => (characters, operand),
            (Some(operand), None) if side.is_none() && !from => (None, operand),
            _ => return self.refuse(span, "`TRIM` needs `FROM` after `BOTH`, `LEADING` or `TRAILING`"),
        };
        Ok(ExprKind::Trim(Box::new(Trim { side, characters, operand })))
    }

    fn substring(&mut self, pair: Pair<'_, Rule>) -> Built<ExprKind> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let word = self.any(&mut kids)?;
        let operand = self.next_expr(&mut kids)?;
        if !kids.skip(Rule::K_FROM) {
            return self.plain_call(&word, operand, kids, span);
        }
        let from = self.boxed(&mut kids)?;
        let length = if kids.skip(Rule::K_FOR) { Some(self.boxed(&mut kids)?) } else { None };
        Ok(ExprKind::Substring { operand: Box::new(operand), from, length })
    }

    fn position(&mut self, pair: Pair<'_, Rule>) -> Built<ExprKind> {
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_POSITION);
        let needle = self.boxed(&mut kids)?;
        kids.skip(Rule::K_IN);
        let haystack = self.boxed(&mut kids)?;
        let from = if kids.skip(Rule::K_FROM) { Some(self.boxed(&mut kids)?) } else { None };
        Ok(ExprKind::Position { needle, haystack, from })
    }

    fn overlay(&mut self, pair: Pair<'_, Rule>) -> Built<ExprKind> {
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_OVERLAY);
        let operand = self.next_expr(&mut kids)?;
        kids.skip(Rule::K_PLACING);
        let replacement = self.next_expr(&mut kids)?;
        kids.skip(Rule::K_FROM);
        let from = self.next_expr(&mut kids)?;
        let length = if kids.skip(Rule::K_FOR) { Some(self.next_expr(&mut kids)?) } else { None };
        Ok(ExprKind::Overlay(Box::new(Overlay { operand, replacement, from, length })))
    }

    pub(super) fn unit(&mut self, pair: &Pair<'_, Rule>) -> Built<Spanned<TimeUnit>> {
        let span = self.span(pair);
        match TimeUnit::from_word(pair.as_str()) {
            Some(unit) => Ok(Spanned::new(unit, span)),
            None => {
                self.diagnostics.push(diagnostics::unknown_unit(pair.as_str(), span));
                Err(super::Stop)
            }
        }
    }
}

pub(super) fn single(name: Spanned<String>) -> Path {
    Path { span: name.span, parts: vec![name] }
}

pub(super) fn bare_call(name: Path, span: Span) -> Call {
    Call {
        name,
        parens: false,
        quantifier: None,
        star: None,
        args: Vec::new(),
        null_treatment: None,
        order_by: Vec::new(),
        within_group: Vec::new(),
        filter: None,
        over: None,
        span,
    }
}

fn plain_arg(expr: Expr) -> Arg {
    Arg { name: None, span: expr.span, value: ArgValue::Expr(expr) }
}

/// `CURRENT_TIMESTAMP`. The path's own text may go on with a comment, its words' do not.
fn is_context_variable(path: &Pair<'_, Rule>) -> bool {
    let mut words = path.clone().into_inner();
    let first = words.next().is_some_and(|word| reserved::is_context_variable(word.as_str()));
    first && words.next().is_none()
}
