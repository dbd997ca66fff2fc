//! One item after the other: the generated parser where the item follows the grammar, recovery where it does not.

use crate::ast::{File, Item, Name};
use crate::build::{Builder, unticked};
use crate::diagnostics;
use crate::grammar::{Grammar, Rule};
use crate::lex::{Token, TokenKind};
use crate::recover;
use crate::split::{self, Chunk, ITEMS};
use crate::{Parsed, Trivia, on_all_cores};
use pest::Parser;
use weir_diagnostics::{Diagnostic, Diagnostics, FileId, Span, Spanned, suggest};

/// More than this many syntax errors in a file help nobody.
const MAX_SHOWN: usize = 200;

pub(crate) fn parse(file: FileId, text: &str) -> Parsed {
    let split = split::split(text);
    let mut reader = Reader {
        file,
        text,
        items: Vec::new(),
        found: Findings::default(),
        in_prose: false,
        forgive_brace: false,
        searches: 0,
    };
    let tokens = |chunk: &Chunk| split.tokens.get(chunk.tokens.clone()).unwrap_or_default();
    let mut ready: Vec<Ready<'_>> =
        split.chunks.iter().map(|chunk| Ready { chunk, tokens: tokens(chunk), item: None }).collect();
    on_all_cores(&mut ready, |one| one.item = whole(file, text, one.chunk, one.tokens));
    for one in ready {
        reader.chunk(one);
    }
    let comments = split.comments.iter().map(|token| Span::new(file, token.start(), token.end())).collect();
    Parsed {
        file: File { id: file, items: reader.items, broken: reader.found.broken },
        trivia: Trivia { comments },
        diagnostics: limited(reader.found.diagnostics),
    }
}

/// What is wrong, and the names it takes away.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub diagnostics: Vec<Diagnostic>,
    pub broken: Vec<Name>,
}

impl Findings {
    /// Enough is said: what is broken from here on is not looked into.
    pub(crate) fn is_full(&self) -> bool {
        self.diagnostics.len() > MAX_SHOWN
    }
}

fn limited(mut found: Vec<Diagnostic>) -> Diagnostics {
    if let Some(at) = found.get(MAX_SHOWN).and_then(Diagnostic::primary) {
        found.truncate(MAX_SHOWN);
        found.push(diagnostics::too_many(at, MAX_SHOWN));
    }
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(found);
    diagnostics.sort();
    diagnostics
}

/// An item's text, read where it follows the grammar.
struct Ready<'s> {
    chunk: &'s Chunk,
    tokens: &'s [Token],
    item: Option<(Item, Findings)>,
}

/// Reads an item in which no bracket or quote is open; `None` where it does not follow the grammar.
fn whole(file: FileId, text: &str, chunk: &Chunk, tokens: &[Token]) -> Option<(Item, Findings)> {
    let documented = tokens.first()?.kind == TokenKind::String;
    let head = tokens.get(usize::from(documented))?;
    if head.kind != TokenKind::Word || !ITEMS.contains(&head.text(text)) || !chunk.is_whole() {
        return None;
    }
    let (first, last) = (tokens.first()?, tokens.last()?);
    let mut found = Findings::default();
    let item = read(file, text.get(first.start()..last.end())?, first.start(), &mut found)?;
    Some((item, found))
}

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    items: Vec<Item>,
    found: Findings,
    /// The chunk before was no item either: the same stretch of prose costs one diagnostic.
    in_prose: bool,
    /// A broken item without a block has just been reported: a closing brace after it belongs to it.
    forgive_brace: bool,
    /// How many words were compared with those that begin items.
    searches: usize,
}

impl Reader<'_> {
    fn chunk(&mut self, ready: Ready<'_>) {
        let Ready { chunk, tokens, item } = ready;
        let documented = tokens.first().is_some_and(|token| token.kind == TokenKind::String);
        let head = tokens.get(usize::from(documented));
        match head {
            Some(head) if head.kind == TokenKind::Word && ITEMS.contains(&head.text(self.text)) => {
                (self.in_prose, self.forgive_brace) = (false, false);
                self.item(chunk, tokens, item);
            }
            Some(head) => self.unknown(head, tokens),
            None => {
                let at = tokens.first().map(|token| self.span(token));
                self.found.diagnostics.extend(at.map(diagnostics::doc_without_item));
            }
        }
    }

    fn unknown(&mut self, head: &Token, tokens: &[Token]) {
        let word = head.text(self.text);
        // A long stretch of prose is not worth a search for each of its words.
        let search = head.kind == TokenKind::Word && word.len() <= 32 && self.searches < MAX_SHOWN;
        self.searches += usize::from(search);
        let near = if search { suggest(word, ITEMS) } else { None };
        let block = head.is_name() && tokens.iter().take(8).any(|token| token.is_mark(b'{'));
        let forgiven = self.forgive_brace && head.is_mark(b'}') && tokens.len() == 1;
        if forgiven || self.in_prose && near.is_none() && !block {
            return;
        }
        self.in_prose = true;
        if self.found.is_full() {
            return;
        }
        let at = self.span(head);
        self.found.diagnostics.push(match head.kind {
            TokenKind::Word => diagnostics::unknown_item(at, word, near, &ITEMS),
            TokenKind::Mark(b'}') => diagnostics::stray_brace(at),
            TokenKind::OpenQuote => diagnostics::unclosed_quote(at, word.chars().next().unwrap_or('"')),
            TokenKind::Ticked
            | TokenKind::Number
            | TokenKind::String
            | TokenKind::SqlString
            | TokenKind::Mark(_)
            | TokenKind::Stray
            | TokenKind::Comment
            | TokenKind::Sql
            | TokenKind::Row => diagnostics::not_an_item(at, &crate::words::found(self.text, head)),
        });
        let name = tokens.iter().skip_while(|token| token.start <= head.start).find(|token| token.is_name());
        self.found.broken.extend(name.map(|name| Spanned::new(unticked(name.text(self.text)), self.span(name))));
    }

    fn item(&mut self, chunk: &Chunk, tokens: &[Token], whole: Option<(Item, Findings)>) {
        if let Some((item, mut found)) = whole {
            self.found.diagnostics.append(&mut found.diagnostics);
            self.found.broken.append(&mut found.broken);
            self.items.push(item);
            return;
        }
        if self.found.is_full() {
            return;
        }
        let item = recover::item(self.file, self.text, chunk, tokens, &mut self.found);
        self.forgive_brace = item.is_none() && !tokens.iter().any(|token| token.is_mark(b'{'));
        self.items.extend(item);
    }

    fn span(&self, token: &Token) -> Span {
        Span::new(self.file, token.start(), token.end())
    }
}

/// The item of a text that stands at `base`; `None` where it does not follow the grammar.
pub(crate) fn read(file: FileId, text: &str, base: usize, found: &mut Findings) -> Option<Item> {
    let item = Grammar::parse(Rule::one_item, text).ok()?.next()?.into_inner().next()?;
    let mut builder = Builder::new(file, base, base + text.len());
    let item = builder.item(item)?;
    found.diagnostics.append(&mut builder.diagnostics);
    found.broken.append(&mut builder.broken);
    Some(item)
}

#[cfg(test)]
mod tests;
