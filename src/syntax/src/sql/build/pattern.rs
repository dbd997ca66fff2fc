use pest::iterators::Pair;
use weir_diagnostics::{Span, Spanned};

use super::{Builder, Built, Kids};
use crate::sql::ast::{
    AfterMatch, Definition, MatchRecognize, Measure, Pattern, PatternKind, PatternQuantifier, RowsPerMatch, Skip,
    Subset,
};
use crate::sql::diagnostics;
use crate::sql::grammar::Rule;
use crate::sql::scan::{TokenKind, Tokens};

impl Builder<'_> {
    pub(super) fn match_recognize(&mut self, pair: Pair<'_, Rule>) -> Built<MatchRecognize> {
        let span = self.span(&pair);
        let nothing = Pattern { kind: PatternKind::Concat(Vec::new()), span };
        let mut clause = MatchRecognize {
            partition_by: Vec::new(),
            order_by: Vec::new(),
            measures: Vec::new(),
            rows: None,
            after: None,
            pattern: nothing,
            within: None,
            subsets: Vec::new(),
            define: Vec::new(),
            span,
        };
        for pair in pair.into_inner() {
            self.pattern_clause(&mut clause, pair)?;
        }
        Ok(clause)
    }

    fn pattern_clause(&mut self, clause: &mut MatchRecognize, pair: Pair<'_, Rule>) -> Built<()> {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::partition_by => clause.partition_by = self.only_exprs(pair)?,
            Rule::order_by => clause.order_by = self.order_by(pair)?,
            Rule::measures => {
                let measures = pair.into_inner().filter(|pair| pair.as_rule() == Rule::measure);
                clause.measures = measures.map(|measure| self.measure(measure)).collect::<Built<_>>()?;
            }
            Rule::rows_per_match => {
                let all = pair.into_inner().any(|word| word.as_rule() == Rule::K_ALL);
                clause.rows = Some(Spanned::new(if all { RowsPerMatch::All } else { RowsPerMatch::One }, span));
            }
            Rule::after_match => clause.after = Some(self.after_match(pair)?),
            Rule::pattern => {
                let mut kids = Kids::of(pair);
                kids.skip(Rule::K_PATTERN);
                let inner = self.need(&mut kids, Rule::alternatives)?;
                clause.pattern = self.alternatives(inner)?;
            }
            Rule::within => {
                let mut kids = Kids::of(pair);
                kids.skip(Rule::K_WITHIN);
                let interval = self.need(&mut kids, Rule::interval)?;
                clause.within = Some(self.interval(interval)?);
            }
            Rule::subset => {
                let items = pair.into_inner().filter(|pair| pair.as_rule() == Rule::subset_item);
                clause.subsets = items.map(|item| self.subset(item)).collect::<Built<_>>()?;
            }
            Rule::define => {
                let items = pair.into_inner().filter(|pair| pair.as_rule() == Rule::definition);
                clause.define = items.map(|item| self.definition(item)).collect::<Built<_>>()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn measure(&mut self, pair: Pair<'_, Rule>) -> Built<Measure> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let expr = self.next_expr(&mut kids)?;
        kids.skip(Rule::K_AS);
        let name = self.any(&mut kids)?;
        Ok(Measure { expr, name: self.name(&name), span })
    }

    fn definition(&mut self, pair: Pair<'_, Rule>) -> Built<Definition> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let name = self.any(&mut kids)?;
        let name = self.name(&name);
        kids.skip(Rule::K_AS);
        Ok(Definition { name, condition: self.next_expr(&mut kids)?, span })
    }

    fn subset(&mut self, pair: Pair<'_, Rule>) -> Built<Subset> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let name = self.any(&mut kids)?;
        let name = self.name(&name);
        let symbols = kids.next().map(|pair| self.columns(pair)).unwrap_or_default();
        Ok(Subset { name, symbols, span })
    }

    fn after_match(&mut self, pair: Pair<'_, Rule>) -> Built<AfterMatch> {
        let span = self.span(&pair);
        let mut skip = None;
        let (mut first, mut last) = (false, false);
        for word in pair.into_inner() {
            match word.as_rule() {
                Rule::K_PAST => skip = Some(Skip::PastLastRow),
                Rule::K_NEXT => skip = Some(Skip::ToNextRow),
                Rule::K_FIRST => first = true,
                Rule::K_LAST => last = true,
                Rule::ident => {
                    let name = self.name(&word);
                    skip = Some(match (first, last) {
                        (true, _) => Skip::ToFirst(name),
                        (_, true) => Skip::ToLast(name),
                        _ => Skip::To(name),
                    });
                }
                _ => {}
            }
        }
        match skip {
            Some(skip) => Ok(AfterMatch { skip, span }),
            None => self.refuse(span, "this clause is not complete"),
        }
    }

    fn alternatives(&mut self, pair: Pair<'_, Rule>) -> Built<Pattern> {
        let span = self.span(&pair);
        let parts: Vec<_> = pair.into_inner().map(|part| self.sequence(part)).collect::<Built<_>>()?;
        Ok(one_or(parts, span, PatternKind::Alternate))
    }

    fn sequence(&mut self, pair: Pair<'_, Rule>) -> Built<Pattern> {
        let span = self.span(&pair);
        let parts: Vec<_> = pair.into_inner().map(|part| self.quantified_pattern(part)).collect::<Built<_>>()?;
        Ok(one_or(parts, span, PatternKind::Concat))
    }

    fn quantified_pattern(&mut self, pair: Pair<'_, Rule>) -> Built<Pattern> {
        let whole = self.span(&pair);
        let mut kids = Kids::of(pair);
        let inner = self.any(&mut kids)?;
        let span = self.span(&inner);
        let kind = match inner.as_rule() {
            Rule::pattern_group => PatternKind::Group(Box::new(self.grouped(inner)?)),
            Rule::exclusion => PatternKind::Exclude(Box::new(self.grouped(inner)?)),
            Rule::permute => {
                let parts = inner.into_inner().filter(|pair| pair.as_rule() == Rule::alternatives);
                PatternKind::Permute(parts.map(|part| self.alternatives(part)).collect::<Built<_>>()?)
            }
            _ => PatternKind::Symbol(self.name(&inner)),
        };
        let pattern = Pattern { kind, span };
        match kids.next() {
            Some(quantifier) => {
                let quantifier = self.pattern_quantifier(&quantifier)?;
                let kind = PatternKind::Quantified { pattern: Box::new(pattern), quantifier };
                Ok(Pattern { kind, span: whole })
            }
            None => Ok(pattern),
        }
    }

    fn grouped(&mut self, pair: Pair<'_, Rule>) -> Built<Pattern> {
        let mut kids = Kids::of(pair);
        let inner = self.need(&mut kids, Rule::alternatives)?;
        self.alternatives(inner)
    }

    fn pattern_quantifier(&mut self, pair: &Pair<'_, Rule>) -> Built<PatternQuantifier> {
        let span = self.span(pair);
        let text = words(pair.as_str());
        let (body, reluctant) = match text.strip_suffix('?') {
            Some(body) if !body.is_empty() => (body, true),
            _ => (text.as_str(), false),
        };
        let number = |digits: &str| digits.parse::<u32>().ok();
        let bounds = match body {
            "*" => Some((0, None)),
            "+" => Some((1, None)),
            "?" => Some((0, Some(1))),
            braces => {
                let inner = braces.trim_matches(['{', '}']);
                match inner.split_once(',') {
                    None => number(inner).map(|n| (n, Some(n))),
                    Some(("", max)) => number(max).map(|max| (0, Some(max))),
                    Some((min, "")) => number(min).map(|min| (min, None)),
                    Some((min, max)) => number(min).and_then(|min| number(max).map(|max| (min, Some(max)))),
                }
            }
        };
        match bounds {
            Some((min, max)) => Ok(PatternQuantifier { min, max, reluctant, span }),
            None => {
                self.diagnostics.push(diagnostics::bad_literal(span, "this number is too large"));
                Err(super::Stop)
            }
        }
    }
}

/// The only part, or several under `kind`.
fn one_or(mut parts: Vec<Pattern>, span: Span, kind: impl FnOnce(Vec<Pattern>) -> PatternKind) -> Pattern {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            parts.extend(last);
            Pattern { kind: kind(parts), span }
        }
    }
}

/// The marks and digits of a text, without white space and comments.
fn words(text: &str) -> String {
    let meant = Tokens::new(text).filter(|token| !matches!(token.kind, TokenKind::Space | TokenKind::Comment));
    meant.filter_map(|token| text.get(token.start..token.end)).collect()
}
