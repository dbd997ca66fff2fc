use pest::iterators::Pair;
use weir_diagnostics::Spanned;

use super::{Builder, Built, Kids, Stop};
use crate::sql::ast::{Expr, ExprKind, Interval, IntervalQualifier, IntervalValue, Literal};
use crate::sql::diagnostics;
use crate::sql::grammar::Rule;

/// A string token in parts: the prefix in upper case, and what stands between the quotes.
fn split(token: &str) -> (String, String) {
    let open = token.find('\'').unwrap_or(0);
    let prefix = token.get(..open).unwrap_or_default().to_ascii_uppercase();
    let quoted = token.get(open..).unwrap_or_default();
    let inner = quoted.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or_default();
    (prefix, inner.replace("''", "'"))
}

impl Builder<'_> {
    /// A string without a prefix of meaning: hints, comments of fields, intervals, dates.
    pub(super) fn plain_string(&mut self, pair: &Pair<'_, Rule>) -> Built<Spanned<String>> {
        let span = self.span(pair);
        let (prefix, value) = split(pair.as_str());
        if prefix == "X" || prefix == "U&" {
            self.diagnostics
                .push(diagnostics::bad_literal(span, &format!("a plain string is needed here, not `{prefix}'…'`")));
            return Err(Stop);
        }
        Ok(Spanned::new(value, span))
    }

    /// One string or several in a row; `X'…'` is binary, `U&'…'` has escapes.
    pub(super) fn text(&mut self, pair: Pair<'_, Rule>) -> Built<Literal> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let first = self.need(&mut kids, Rule::string)?;
        let (prefix, mut value) = split(first.as_str());
        while let Some(next) = kids.take(Rule::string) {
            let (another, rest) = split(next.as_str());
            if !another.is_empty() {
                let span = self.span(&next);
                return self.refuse(span, "only the first of strings in a row has a prefix");
            }
            value.push_str(&rest);
        }
        let escape = if kids.skip(Rule::K_UESCAPE) { kids.next().map(|pair| split(pair.as_str()).1) } else { None };
        let problem = match (prefix.as_str(), escape) {
            ("X", None) if value.len().is_multiple_of(2) && value.chars().all(|c| c.is_ascii_hexdigit()) => {
                return Ok(Literal::Binary(value));
            }
            ("X", None) => "binary strings hold pairs of hexadecimal digits, as in `X'4a6f'`".to_string(),
            ("U&", escape) => match unescape(&value, escape.as_deref().unwrap_or("\\")) {
                Ok(value) => return Ok(Literal::String(value)),
                Err(problem) => problem,
            },
            (_, None) => return Ok(Literal::String(value)),
            (_, Some(_)) => "`UESCAPE` belongs to a string that begins with `U&'`".to_string(),
        };
        self.diagnostics.push(diagnostics::bad_literal(span, &problem));
        Err(Stop)
    }

    /// `DATE '…'` and its kin.
    pub(super) fn typed(&mut self, pair: Pair<'_, Rule>) -> Built<Literal> {
        let mut kids = Kids::of(pair);
        let word = self.any(&mut kids)?;
        let string = self.need(&mut kids, Rule::string)?;
        let value = self.plain_string(&string)?.value;
        Ok(match word.as_rule() {
            Rule::K_DATE => Literal::Date(value),
            Rule::K_TIME => Literal::Time(value),
            _ => Literal::Timestamp(value),
        })
    }

    pub(super) fn whole_number(&mut self, pair: &Pair<'_, Rule>) -> Built<Spanned<u64>> {
        let span = self.span(pair);
        match pair.as_str().parse() {
            Ok(value) => Ok(Spanned::new(value, span)),
            Err(_) => {
                self.diagnostics.push(diagnostics::bad_literal(span, "a number of rows is a whole number"));
                Err(Stop)
            }
        }
    }

    pub(super) fn digits(&mut self, pair: &Pair<'_, Rule>) -> Built<u32> {
        match pair.as_str().parse() {
            Ok(value) => Ok(value),
            Err(_) => {
                let span = self.span(pair);
                self.diagnostics.push(diagnostics::bad_literal(span, "this number is too large"));
                Err(Stop)
            }
        }
    }

    /// `(p)` or `(p, s)`.
    pub(super) fn precision(&mut self, pair: Pair<'_, Rule>) -> Built<(Option<u32>, Option<u32>)> {
        let mut kids = Kids::of(pair);
        let mut number = |kids: &mut Kids<'_>| match kids.next() {
            Some(digits) => self.digits(&digits).map(Some),
            None => Ok(None),
        };
        let first = number(&mut kids)?;
        Ok((first, number(&mut kids)?))
    }

    pub(super) fn interval(&mut self, pair: Pair<'_, Rule>) -> Built<Expr> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_INTERVAL);
        let negative = kids.take(Rule::sign).is_some_and(|sign| sign.as_str() == "-");
        let value = self.any(&mut kids)?;
        let value_span = self.span(&value);
        let value = match value.as_rule() {
            Rule::string => IntervalValue::Text(self.plain_string(&value)?),
            Rule::number => {
                let kind = ExprKind::Literal(Literal::Number(value.as_str().to_string()));
                IntervalValue::Expr(Expr { kind, span: value_span })
            }
            Rule::path => IntervalValue::Expr(Expr { kind: ExprKind::Column(self.path(value)), span: value_span }),
            _ => {
                let inner = self.expr(value)?;
                let span = inner.span;
                IntervalValue::Expr(Expr { kind: ExprKind::Paren(Box::new(inner)), span })
            }
        };
        let qualifier = self.need(&mut kids, Rule::interval_qualifier)?;
        let qualifier = self.interval_qualifier(qualifier)?;
        Ok(Expr { kind: ExprKind::Interval(Box::new(Interval { negative, value, qualifier })), span })
    }

    pub(super) fn interval_qualifier(&mut self, pair: Pair<'_, Rule>) -> Built<IntervalQualifier> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let unit = self.need(&mut kids, Rule::unit)?;
        let unit = self.unit(&unit)?.value;
        let (precision, mut fraction) = match kids.take(Rule::precision) {
            Some(pair) => self.precision(pair)?,
            None => (None, None),
        };
        let mut to = None;
        if kids.skip(Rule::K_TO) {
            let last = self.need(&mut kids, Rule::unit)?;
            to = Some(self.unit(&last)?.value);
            if let Some(pair) = kids.take(Rule::precision) {
                fraction = self.precision(pair)?.0;
            }
        }
        Ok(IntervalQualifier { unit, precision, fraction, to, span })
    }
}

/// Resolves `\0041` and `\+01F600`; a doubled escape character stands for itself.
fn unescape(text: &str, escape: &str) -> Result<String, String> {
    let mut chars = escape.chars();
    let (Some(escape), None) = (chars.next(), chars.next()) else {
        return Err("`UESCAPE` takes one character".to_string());
    };
    let mut out = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c != escape {
            out.push(c);
            continue;
        }
        let mut digits = String::new();
        match rest.next() {
            Some(c) if c == escape => {
                out.push(escape);
                continue;
            }
            Some('+') => digits.extend(rest.by_ref().take(6)),
            Some(first) => {
                digits.push(first);
                digits.extend(rest.by_ref().take(3));
            }
            None => {}
        }
        let character = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
        let hex = digits.len() >= 4 && digits.chars().all(|c| c.is_ascii_hexdigit());
        match character {
            Some(character) if hex => out.push(character),
            _ => return Err(format!("`{escape}{digits}` is not a character: four hexadecimal digits, or `+` and six")),
        }
    }
    Ok(out)
}
