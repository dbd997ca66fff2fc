//! What an item that does not follow the grammar still says. Its head and the parts of its block are read one by one;
//! a broken part is reported, blanked and left out, and the rest is read as an item again. Blanking keeps offsets.

mod braces;
mod parts;

use crate::ast::Item;
use crate::build::unticked;
use crate::depth;
use crate::diagnostics::{self, Broken};
use crate::grammar::{Grammar, Rule};
use crate::help::{self, Place};
use crate::lex::{self, Token, TokenKind};
use crate::parse::{Findings, read};
use crate::split::{Chunk, MAX_DEPTH, split};
use crate::words;
use pest::Parser;
use pest::error::{Error, ErrorVariant, InputLocation};
use std::ops::Range;
use weir_diagnostics::{FileId, Span, Spanned};

/// Reads the item again, part by part; `None` where its head is broken.
pub(crate) fn item(file: FileId, text: &str, chunk: &Chunk, tokens: &[Token], found: &mut Findings) -> Option<Item> {
    let base = tokens.first()?.start();
    let after = following(text, tokens.last()?.end()).map(|token| Span::new(file, token.start(), token.end()));
    let text = text.get(base..tokens.last()?.end())?;
    let mut patched = text.to_string();
    let mut recovery = Recovery { file, base, len: text.len(), text: patched.clone(), found };
    if let Some(open) = chunk.open_sql {
        recovery.open_sql(open);
        recovery.lost(tokens, base);
        return None;
    }
    if !chunk.unclosed.is_empty() {
        patched = braces::close(&mut recovery, text, after);
        recovery.text.clone_from(&patched);
    }
    let again = split(&patched);
    let item = recovery.whole(&again.tokens, patched);
    if item.is_none() {
        recovery.lost(&again.tokens, 0);
    }
    item
}

/// The token after an item, comments aside.
fn following(text: &str, from: usize) -> Option<Token> {
    let mut token = lex::token(text, from)?;
    while token.kind == TokenKind::Comment {
        token = lex::token(text, token.end())?;
    }
    Some(token)
}

/// How the block of an item is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Block {
    Settings,
    Source,
    Fields,
    Environment,
    Transform,
    Policy,
    Test,
}

impl Block {
    fn of(word: &str) -> Block {
        match word {
            "source" => Block::Source,
            "topic" | "table" => Block::Fields,
            "environment" => Block::Environment,
            "transform" => Block::Transform,
            "policy" => Block::Policy,
            "test" => Block::Test,
            _ => Block::Settings,
        }
    }

    fn rule(self) -> Rule {
        match self {
            Block::Settings => Rule::only_settings,
            Block::Source => Rule::only_source,
            Block::Fields => Rule::only_fields,
            Block::Environment => Rule::only_environment,
            Block::Transform => Rule::only_transform,
            Block::Policy => Rule::only_policy,
            Block::Test => Rule::only_step,
        }
    }

    /// The smallest block of its kind.
    fn smallest(self) -> &'static str {
        if self == Block::Transform { "{ SELECT 1 }" } else { "{}" }
    }
}

/// An item's text, which stands at `base` in the file.
pub(crate) struct Recovery<'f> {
    pub file: FileId,
    pub base: usize,
    /// The length in the file; braces that were missing may lie behind it.
    pub len: usize,
    pub text: String,
    pub found: &'f mut Findings,
}

impl Recovery<'_> {
    fn whole(&mut self, tokens: &[Token], mut patched: String) -> Option<Item> {
        let told = self.found.diagnostics.len();
        let documented = tokens.first().is_some_and(|token| token.kind == TokenKind::String);
        let word = tokens.get(usize::from(documented))?.text(&self.text).to_string();
        let open = tokens.iter().position(|token| token.is_mark(b'{'));
        let Some(open) = open.filter(|open| *open > usize::from(documented)) else {
            self.report_whole(tokens);
            return None;
        };
        let block = Block::of(&word);
        if !self.head(tokens.get(..=open)?, block, Rule::one_item) {
            return None;
        }
        let end = tokens.len() - usize::from(tokens.last().is_some_and(|token| token.is_mark(b'}')));
        self.block(tokens.get(open + 1..end).unwrap_or_default(), block, &mut patched);
        if self.found.is_full() {
            return None;
        }
        let item = match split(&patched).chunks.as_slice() {
            [chunk] if chunk.too_deep.is_none() => read(self.file, &patched, self.base, self.found),
            _ => None,
        };
        if item.is_none() && told == self.found.diagnostics.len() {
            self.report_whole(tokens);
        }
        item.map(|item| self.clamped(item))
    }

    /// Braces that were missing are not in the file.
    fn clamped(&self, mut item: Item) -> Item {
        let limit = u32::try_from(self.base + self.len).unwrap_or(u32::MAX);
        item.span.end = item.span.end.min(limit);
        item
    }

    /// Whether everything up to the block reads well with the smallest block.
    fn head(&mut self, tokens: &[Token], block: Block, rule: Rule) -> bool {
        let (Some(first), Some(open)) = (tokens.first(), tokens.last()) else { return false };
        if let Some(quote) = tokens.iter().find(|token| token.kind == TokenKind::OpenQuote) {
            self.open_quote(quote);
            return false;
        }
        if tokens.len() > 1_000 {
            self.found.diagnostics.push(diagnostics::broken_item(Broken {
                at: self.span(first.start()..open.end()),
                expected: Some("`{`".to_string()),
                found: "more than a thousand words".to_string(),
                help: None,
            }));
            return false;
        }
        let text = format!("{}{}", self.slice(first.start()..open.start()), block.smallest());
        match Grammar::parse(rule, &text) {
            Ok(_) => true,
            Err(error) => {
                let broken = self.broken(&error, first.start(), open.end());
                self.found.diagnostics.push(diagnostics::broken_item(broken));
                false
            }
        }
    }

    fn report_whole(&mut self, tokens: &[Token]) {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return };
        if let Some(quote) = tokens.iter().find(|token| token.kind == TokenKind::OpenQuote) {
            return self.open_quote(quote);
        }
        if self.deep(tokens) {
            return;
        }
        let broken = match Grammar::parse(Rule::one_item, self.slice(first.start()..last.end())) {
            Err(error) => self.broken(&error, first.start(), last.end()),
            Ok(_) => Broken {
                at: self.span(first.start()..last.end()),
                expected: None,
                found: words::found(&self.text, first),
                help: None,
            },
        };
        self.found.diagnostics.push(diagnostics::broken_item(broken));
    }

    /// Reports brackets that nest too deeply; the generated parser must not see them.
    fn deep(&mut self, tokens: &[Token]) -> bool {
        let Some(token) = depth::too_deep(&self.text, tokens) else { return false };
        let inside = matches!(token.kind, TokenKind::Row | TokenKind::Sql);
        let end = if inside { token.start() + 1 } else { token.end() };
        self.found.diagnostics.push(diagnostics::too_deep(self.span(token.start()..end), MAX_DEPTH));
        true
    }

    fn open_quote(&mut self, token: &Token) {
        let quote = token.text(&self.text).chars().next().unwrap_or('"');
        let at = self.span(token.start()..token.end());
        self.found.diagnostics.push(diagnostics::unclosed_quote(at, quote));
    }

    fn open_sql(&mut self, open: usize) {
        let mark = self.text.get(open - self.base..).unwrap_or("");
        let mark = if mark.starts_with("/*") { "/*" } else { mark.get(..1).unwrap_or("'") };
        let at = Span::new(self.file, open, open + mark.len());
        self.found.diagnostics.push(diagnostics::unclosed_sql(at, mark));
    }

    /// The parser's error in the text between `start` and `end`, in a user's words.
    fn broken(&self, error: &Error<Rule>, start: usize, end: usize) -> Broken {
        let at = start
            + match error.location {
                InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
            };
        let rules: &[Rule] = match &error.variant {
            ErrorVariant::ParsingError { positives, .. } => positives,
            ErrorVariant::CustomError { .. } => &[],
        };
        let expected = words::phrase(rules);
        let next = lex::token(&self.text, at).filter(|token| token.kind != TokenKind::Comment);
        let inside = next.filter(|token| token.start() < end);
        let part = self.text.get(..end).unwrap_or(&self.text);
        let help = help::help(&Place { text: part, start, found: inside.as_ref(), expected: rules });
        // At the end of a part, what follows on the line is what the user sees there.
        let seen = inside.or(next.filter(|token| !token.first_on_line && at < self.len));
        match seen {
            Some(token) => {
                let at = self.span(token.start()..token.end());
                Broken { at, expected, found: words::found(&self.text, &token), help }
            }
            None => {
                let end = lex::trimmed(self.text.as_bytes(), start, end.min(self.text.len()));
                Broken { at: self.span(end..end), expected, found: "the end of the line".to_string(), help }
            }
        }
    }

    /// Remembers the name of what is left out.
    fn lost(&mut self, tokens: &[Token], offset: usize) {
        let words = ["table", "bind", "set", "given", "expect"];
        let names = tokens.iter().filter(|token| token.is_name());
        let mut names = names.skip_while(|token| {
            let word = self.text.get(token.start() - offset..token.end() - offset).unwrap_or("");
            words.contains(&word) || crate::split::ITEMS.contains(&word)
        });
        if let Some(name) = names.next() {
            let range = name.start() - offset..name.end() - offset;
            let text = unticked(self.slice(range.clone()));
            self.found.broken.push(Spanned::new(text, self.span(range)));
        }
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// A place of the text as a place of the file.
    fn span(&self, range: Range<usize>) -> Span {
        let place = |at: usize| self.base + at.min(self.len);
        Span::new(self.file, place(range.start), place(range.end))
    }
}

/// Replaces a range by spaces, line ends aside.
fn blank(text: &mut String, range: Range<usize>) {
    let blanks: String = match text.get(range.clone()) {
        Some(old) => old.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect(),
        None => return,
    };
    text.replace_range(range, &blanks);
}

#[cfg(test)]
mod tests;
