//! From the generated parser's pairs to the tree.
#![expect(clippy::wildcard_enum_match_arm, reason = "the grammar has many rules and each reader looks for few")]

mod cells;
mod item;
mod test;
mod types;
mod value;

use crate::ast::{Name, Path};
use crate::grammar::Rule;
use pest::iterators::{Pair, Pairs};
use weir_diagnostics::{Diagnostic, FileId, Span, Spanned};

/// Reads pairs of a text that stands at `base` in the file and is not longer than up to `limit` (closing braces that
/// recovery adds lie behind it).
pub(crate) struct Builder {
    pub file: FileId,
    pub base: usize,
    pub limit: usize,
    /// Values that follow the grammar and still mean nothing.
    pub diagnostics: Vec<Diagnostic>,
    /// Names of what is left out for it.
    pub broken: Vec<Name>,
}

impl Builder {
    pub(crate) fn new(file: FileId, base: usize, limit: usize) -> Self {
        Builder { file, base, limit, diagnostics: Vec::new(), broken: Vec::new() }
    }

    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        self.range(pair.as_span().start(), end(pair))
    }

    fn range(&self, start: usize, end: usize) -> Span {
        let place = |at: usize| (self.base + at).min(self.limit);
        Span::new(self.file, place(start), place(end))
    }

    fn name(&self, pair: &Pair<'_, Rule>) -> Name {
        Spanned::new(unticked(pair.as_str()), self.span(pair))
    }

    fn path(&self, pair: Pair<'_, Rule>) -> Path {
        let span = self.span(&pair);
        let parts = pair.into_inner().map(|part| self.name(&part)).collect();
        Path { parts, span }
    }

    /// `"…"` with its escapes resolved; the span holds the quotes.
    fn string(&mut self, pair: &Pair<'_, Rule>) -> Spanned<String> {
        let span = self.span(pair);
        Spanned::new(self.unescaped(pair.as_str(), span), span)
    }

    fn unescaped(&mut self, quoted: &str, span: Span) -> String {
        let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(quoted);
        let mut resolved = String::with_capacity(inner.len());
        let mut characters = inner.char_indices();
        while let Some((at, character)) = characters.next() {
            if character != '\\' {
                resolved.push(character);
                continue;
            }
            match characters.next() {
                Some((_, 'n')) => resolved.push('\n'),
                Some((_, 't')) => resolved.push('\t'),
                Some((_, plain @ ('"' | '\\'))) => resolved.push(plain),
                Some((next, other)) => {
                    let start = span.start as usize + 1 + at;
                    let place = Span::new(self.file, start, start + next - at + other.len_utf8());
                    self.diagnostics.push(crate::diagnostics::unknown_escape(place, other));
                    resolved.push(other);
                }
                None => {}
            }
        }
        resolved
    }
}

/// Where a pair ends: behind its last token. The generated parser counts the white space and comments before an
/// optional part that is not there.
fn end(pair: &Pair<'_, Rule>) -> usize {
    let exact = matches!(
        pair.as_rule(),
        Rule::attribute_head | Rule::key | Rule::call_head | Rule::path | Rule::sql_body | Rule::header | Rule::row
    ) || matches!(
        pair.as_rule(),
        Rule::cell | Rule::cell_array | Rule::cell_map | Rule::cell_entry | Rule::cell_row
    );
    match pair.clone().into_inner().next_back() {
        Some(last) if !exact => end(&last),
        _ => pair.as_span().end(),
    }
}

/// A name without its back-ticks.
pub(crate) fn unticked(text: &str) -> String {
    match text.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
        Some(inner) => inner.replace("``", "`"),
        None => text.to_string(),
    }
}

/// `'…'` without its quotes.
fn unquoted(text: &str) -> String {
    let inner = text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or(text);
    inner.replace("''", "'")
}

/// Pairs, taken one by one in the order of the grammar.
struct Parts<'i> {
    pairs: std::iter::Peekable<Pairs<'i, Rule>>,
}

impl<'i> Parts<'i> {
    /// The parts of a pair, without the marks and words that carry nothing.
    fn of(pair: Pair<'i, Rule>) -> Self {
        Parts { pairs: pair.into_inner().peekable() }
    }

    /// The next pair of one of the rules, if it comes next apart from marks and keywords.
    fn next(&mut self, rule: Rule) -> Option<Pair<'i, Rule>> {
        self.skip();
        self.pairs.next_if(|pair| pair.as_rule() == rule)
    }

    /// The next pair, whatever it is.
    fn any(&mut self) -> Option<Pair<'i, Rule>> {
        self.skip();
        self.pairs.next()
    }

    fn all(mut self) -> impl Iterator<Item = Pair<'i, Rule>> {
        std::iter::from_fn(move || self.any())
    }

    fn skip(&mut self) {
        while self.pairs.next_if(|pair| is_mark(pair.as_rule())).is_some() {}
    }
}

/// Marks and keywords that only shape.
fn is_mark(rule: Rule) -> bool {
    match rule {
        Rule::kw_deterministic | Rule::kw_deny | Rule::kw_permit => false,
        Rule::equals
        | Rule::colon
        | Rule::comma
        | Rule::bar
        | Rule::at_least
        | Rule::open_brace
        | Rule::close_brace
        | Rule::open_bracket
        | Rule::close_bracket
        | Rule::open_paren
        | Rule::close_paren
        | Rule::open_angle
        | Rule::close_angle
        | Rule::was_head
        | Rule::EOI => true,
        other => crate::words::keyword(other).is_some(),
    }
}
