//! Cuts a file into items. A broken item must cost only itself, so this looks at brackets, columns and the words that
//! begin items, never at what stands inside. Linear in the text.

pub(crate) mod head;
mod sql;

use crate::depth::Depth;
use crate::lex::{self, Token, TokenKind};
pub(crate) use head::ITEMS;
use std::ops::Range;

/// How deep brackets may nest; the generated parser recurses, so deeper ones never reach it.
pub(crate) const MAX_DEPTH: usize = 64;

/// The text of one item, as tokens of [`Split::tokens`]. Never empty.
#[derive(Debug, Clone)]
pub(crate) struct Chunk {
    pub tokens: Range<usize>,
    /// Braces that nothing closes, outermost first.
    pub unclosed: Vec<usize>,
    /// The first token that lies deeper than [`MAX_DEPTH`].
    pub too_deep: Option<usize>,
    /// Where SQL text, a quoted name or a comment begins that nothing closes.
    pub open_sql: Option<usize>,
}

impl Chunk {
    /// Whether no bracket or quote is open in it, so that the generated parser may see it.
    pub(crate) fn is_whole(&self) -> bool {
        self.unclosed.is_empty() && self.too_deep.is_none() && self.open_sql.is_none()
    }
}

#[derive(Debug, Default)]
pub(crate) struct Split {
    pub tokens: Vec<Token>,
    pub comments: Vec<Token>,
    pub chunks: Vec<Chunk>,
}

pub(crate) fn split(text: &str) -> Split {
    let mut splitter = Splitter { text, at: bom_len(text), strict: false, split: Split::default() };
    while let Some(chunk) = splitter.chunk() {
        splitter.split.chunks.push(chunk);
    }
    splitter.split
}

pub(crate) fn bom_len(text: &str) -> usize {
    if text.starts_with(lex::BOM) { lex::BOM.len() } else { 0 }
}

struct Splitter<'t> {
    text: &'t str,
    at: usize,
    /// A brace is missing somewhere: from here on a line in the first column that begins an item does so inside
    /// braces too. Never unset, so that a file full of open braces is not read again and again.
    strict: bool,
    split: Split,
}

#[derive(Default)]
struct Nesting {
    /// Open brackets and their tokens.
    open: Vec<(u8, usize)>,
    angles: usize,
    too_deep: Option<usize>,
    open_sql: Option<usize>,
}

impl Splitter<'_> {
    fn chunk(&mut self) -> Option<Chunk> {
        let (tokens, comments, at) = (self.split.tokens.len(), self.split.comments.len(), self.at);
        let nesting = self.read(tokens);
        let nesting = if !nesting.open.is_empty() && !self.strict {
            self.strict = true;
            self.split.tokens.truncate(tokens);
            self.split.comments.truncate(comments);
            self.at = at;
            self.read(tokens)
        } else {
            nesting
        };
        let end = self.split.tokens.len();
        let braces = nesting.open.iter().filter(|(mark, _)| *mark == b'{').map(|(_, token)| *token);
        (end > tokens).then(|| Chunk {
            tokens: tokens..end,
            unclosed: braces.collect(),
            too_deep: nesting.too_deep,
            open_sql: nesting.open_sql,
        })
    }

    /// Reads the tokens of one item, which begins at token `first`.
    fn read(&mut self, first: usize) -> Nesting {
        let mut nesting = Nesting::default();
        while let Some(token) = self.peek() {
            let begun = self.split.tokens.len() > first;
            if begun && self.begins_item(first, &token, &nesting) {
                break;
            }
            if token.is_mark(b'|') && token.first_on_line && nesting.open.len() == 1 && self.head_is(first, "test") {
                self.row(token, &mut nesting);
                continue;
            }
            self.push(token);
            nesting.note(&token, self.split.tokens.len() - 1);
            let opened = token.is_mark(b'{') && nesting.open.len() == 1;
            if opened && self.head_is(first, "transform") {
                self.transform_body(&mut nesting);
            }
        }
        nesting
    }

    /// The next token that is not a comment. Comments on the way are kept once.
    fn peek(&mut self) -> Option<Token> {
        loop {
            let token = lex::token(self.text, self.at)?;
            if token.kind != TokenKind::Comment {
                return Some(token);
            }
            self.split.comments.push(token);
            self.at = token.end();
        }
    }

    fn push(&mut self, token: Token) {
        self.split.tokens.push(token);
        self.at = token.end();
    }

    fn begins_item(&self, first: usize, token: &Token, nesting: &Nesting) -> bool {
        if !nesting.open.is_empty() {
            let first_column = lex::in_first_column(self.text, token.start());
            return self.strict && first_column && head::is_item(self.text, token.start());
        }
        let chunk = self.split.tokens.get(first..).unwrap_or_default();
        head::begins_item(self.text, chunk, token)
    }

    /// Whether the item that begins at token `first` is one of `word`.
    fn head_is(&self, first: usize, word: &str) -> bool {
        let tokens = self.split.tokens.get(first..).unwrap_or_default();
        let head = tokens.iter().find(|token| !matches!(token.kind, TokenKind::String));
        head.is_some_and(|token| token.is_word(self.text, word))
    }

    /// A line of a test's table, as one token up to its last bar or what follows it.
    fn row(&mut self, bar: Token, nesting: &mut Nesting) {
        let bytes = self.text.as_bytes();
        let line_end = lex::line_end(bytes, bar.start());
        let (mut at, mut depth) = (bar.end(), Depth::default());
        while at < line_end {
            match bytes.get(at) {
                Some(b'\'') => at = lex::token(self.text, at).map_or(line_end, |token| token.end()),
                Some(b'#') => break,
                Some(byte) => {
                    depth.step_in_text(*byte);
                    at += 1;
                }
                None => break,
            }
        }
        let end = lex::trimmed(bytes, bar.start(), at.min(line_end));
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        self.push(Token { kind: TokenKind::Row, end, ..bar });
        if depth.is_too_deep() {
            nesting.too_deep.get_or_insert(self.split.tokens.len() - 1);
        }
    }
}

impl Nesting {
    fn note(&mut self, token: &Token, index: usize) {
        let TokenKind::Mark(mark) = token.kind else { return };
        match mark {
            b'{' | b'[' | b'(' => self.open.push((mark, index)),
            b'}' => self.close(b'{'),
            b']' => self.close(b'['),
            b')' => self.close(b'('),
            b'<' => self.angles += 1,
            b'>' => self.angles = self.angles.saturating_sub(1),
            _ => {}
        }
        if matches!(mark, b'{' | b'}') {
            self.angles = 0;
        }
        if self.open.len() + self.angles > MAX_DEPTH {
            self.too_deep.get_or_insert(index);
        }
    }

    /// A closing brace also ends what was left open inside it; a closing parenthesis or bracket without its partner
    /// is for the grammar to refuse.
    fn close(&mut self, partner: u8) {
        let innermost = self.open.last().is_some_and(|(mark, _)| *mark == partner);
        if innermost {
            self.open.pop();
        } else if partner == b'{'
            && let Some(at) = self.open.iter().rposition(|(mark, _)| *mark == b'{')
        {
            self.open.truncate(at);
        }
    }
}

#[cfg(test)]
mod tests;
