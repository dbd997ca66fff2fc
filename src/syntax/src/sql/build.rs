//! Turns pest's pairs into the tree. The grammar promises which children a rule has; where a promise is not kept, the
//! builder stops with a diagnostic instead of a panic.
#![expect(clippy::wildcard_enum_match_arm, reason = "pest's `Rule` has a variant for every rule and keyword")]

mod call;
mod expr;
mod from;
mod json;
mod lacking;
mod literal;
mod pattern;
mod query;
mod special;
mod types;

use pest::Parser;
use pest::iterators::{Pair, Pairs};
use weir_diagnostics::{Diagnostics, Span, Spanned};

use super::ast::{Name, Path};
use super::grammar::{Rule, SqlGrammar};
use super::{Place, SqlParsed, diagnostics, reserved};

/// How deep the tree may be: chains of operators count, as `a + b + c` is a tree that leans to the left.
const DEPTH_LIMIT: usize = 600;

/// Reads text that [`super::scan`] found nothing wrong with. `comments` are its comments.
pub(super) fn parse(text: &str, place: Place, comments: &[(usize, usize)]) -> SqlParsed {
    let mut builder = Builder { text, place, comments, diagnostics: Diagnostics::default(), depth: 0 };
    let query = match SqlGrammar::parse(Rule::statement, text) {
        Ok(pairs) => {
            builder.diagnostics = lacking::forms(pairs.clone(), place);
            let mut pairs = pairs;
            let whole = builder.diagnostics.is_empty();
            pairs.next().filter(|_| whole).and_then(|pair| builder.statement(pair).ok())
        }
        Err(error) => {
            builder.diagnostics.push(diagnostics::from_pest(&error, text, place));
            None
        }
    };
    SqlParsed { query, diagnostics: builder.diagnostics }
}

/// Building stopped: the reason is among the diagnostics.
pub(super) struct Stop;

type Built<T> = Result<T, Stop>;

struct Builder<'t> {
    text: &'t str,
    place: Place,
    comments: &'t [(usize, usize)],
    diagnostics: Diagnostics,
    depth: usize,
}

/// The children of a pair, taken one by one.
struct Kids<'i> {
    pairs: Pairs<'i, Rule>,
    parent: (usize, usize),
}

impl<'i> Kids<'i> {
    fn of(pair: Pair<'i, Rule>) -> Self {
        let span = pair.as_span();
        Kids { parent: (span.start(), span.end()), pairs: pair.into_inner() }
    }

    fn peek(&self) -> Option<Rule> {
        self.pairs.peek().map(|pair| pair.as_rule())
    }

    fn next(&mut self) -> Option<Pair<'i, Rule>> {
        self.pairs.next()
    }

    /// The next child if it is a `rule`.
    fn take(&mut self, rule: Rule) -> Option<Pair<'i, Rule>> {
        if self.peek() == Some(rule) { self.pairs.next() } else { None }
    }

    /// Was the next child a `rule`? It is taken then.
    fn skip(&mut self, rule: Rule) -> bool {
        self.take(rule).is_some()
    }
}

impl<'t> Builder<'t> {
    /// The span of a pair without the white space and comments that pest counts in at its end.
    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        self.range(span.start(), span.end())
    }

    fn range(&self, start: usize, end: usize) -> Span {
        self.place.span(start, self.trimmed(start, end))
    }

    fn trimmed(&self, start: usize, end: usize) -> usize {
        let mut end = end;
        loop {
            let text = self.text.get(start..end).unwrap_or_default();
            end = start + text.trim_end_matches([' ', '\t', '\r', '\n']).len();
            match self.comments.binary_search_by_key(&end, |comment| comment.1) {
                Ok(n) if end > start => end = self.comments.get(n).map_or(end, |comment| comment.0.max(start)),
                _ => return end,
            }
        }
    }

    /// Says that something does not follow the grammar.
    fn refuse<T>(&mut self, span: Span, message: &str) -> Built<T> {
        self.diagnostics.push(diagnostics::misplaced(span, message));
        Err(Stop)
    }

    /// The next child, of whatever rule.
    fn any<'i>(&mut self, kids: &mut Kids<'i>) -> Built<Pair<'i, Rule>> {
        match kids.next() {
            Some(pair) => Ok(pair),
            None => {
                let span = self.range(kids.parent.0, kids.parent.1);
                self.refuse(span, "this is not complete")
            }
        }
    }

    /// The next child, which is a `rule`.
    fn need<'i>(&mut self, kids: &mut Kids<'i>, rule: Rule) -> Built<Pair<'i, Rule>> {
        let pair = self.any(kids)?;
        if pair.as_rule() == rule {
            Ok(pair)
        } else {
            let span = self.span(&pair);
            self.refuse(span, "this cannot stand here")
        }
    }

    /// Goes down by `levels`; the caller comes up again with [`Builder::leave`].
    fn enter(&mut self, levels: usize, span: Span) -> Built<()> {
        self.depth += levels;
        if self.depth > DEPTH_LIMIT {
            self.diagnostics.push(diagnostics::too_long(span));
            return Err(Stop);
        }
        Ok(())
    }

    fn leave(&mut self, levels: usize) {
        self.depth = self.depth.saturating_sub(levels);
    }

    /// One identifier; a reserved word without back-ticks is reported and kept.
    fn name(&mut self, pair: &Pair<'_, Rule>) -> Name {
        let name = self.bare_name(pair);
        if !pair.as_str().starts_with('`') && reserved::is_reserved(&name.value) {
            self.diagnostics.push(diagnostics::reserved_word(&name.value, name.span));
        }
        name
    }

    /// One identifier where reserved words are fine.
    fn bare_name(&self, pair: &Pair<'_, Rule>) -> Name {
        let text = pair.as_str();
        let inner = text.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
        let value = inner.map_or_else(|| text.to_string(), |quoted| quoted.replace("``", "`"));
        Spanned::new(value, self.span(pair))
    }

    fn path(&mut self, pair: Pair<'_, Rule>) -> Path {
        let span = self.span(&pair);
        let parts = pair.into_inner().map(|part| self.name(&part)).collect();
        Path { parts, span }
    }

    /// The name of a function: reserved words may stand there.
    fn function_path(&self, pair: Pair<'_, Rule>) -> Path {
        let span = self.span(&pair);
        Path { parts: pair.into_inner().map(|part| self.bare_name(&part)).collect(), span }
    }

    /// `(a, b)` of names.
    fn columns(&mut self, pair: Pair<'_, Rule>) -> Vec<Name> {
        pair.into_inner().map(|column| self.name(&column)).collect()
    }
}
