//! The body of a transform: settings, then a query that is taken as it stands.

use super::{MAX_DEPTH, Nesting, Splitter, head};
use crate::lex::{self, Token, TokenKind};

impl Splitter<'_> {
    /// Reads from behind the opening brace up to the closing one, which is left to the caller.
    pub(super) fn transform_body(&mut self, nesting: &mut Nesting) {
        while let Some(token) = self.peek() {
            if self.strict && lex::in_first_column(self.text, token.start()) && head::is_item(self.text, token.start())
            {
                return;
            }
            if token.is_mark(b'}') {
                return;
            }
            if !self.setting_begins(&token) {
                self.query(token.start(), nesting);
                return;
            }
            self.setting(nesting);
        }
    }

    /// `name =`, `a.b =`, `"a.b" =` or `name {`.
    fn setting_begins(&self, token: &Token) -> bool {
        if !token.is_name() && token.kind != TokenKind::String {
            return false;
        }
        let mut last = *token;
        loop {
            let Some(next) = self.after(&last) else { return false };
            if next.is_mark(b'=') || next.is_mark(b'{') {
                return true;
            }
            let Some(part) = self.after(&next) else { return false };
            if !next.is_mark(b'.') || !part.is_name() {
                return false;
            }
            last = part;
        }
    }

    fn after(&self, token: &Token) -> Option<Token> {
        let mut from = token.end();
        loop {
            let next = lex::token(self.text, from)?;
            if next.kind != TokenKind::Comment {
                return Some(next);
            }
            from = next.end();
        }
    }

    /// Takes a setting up to the end of its value.
    fn setting(&mut self, nesting: &mut Nesting) {
        while let Some(token) = self.peek() {
            if token.is_mark(b'{') {
                return self.group(nesting);
            }
            self.take(token, nesting);
            if token.is_mark(b'=') {
                break;
            }
        }
        let Some(token) = self.peek() else { return };
        match token.kind {
            TokenKind::Mark(b'{' | b'[' | b'(') => self.group(nesting),
            TokenKind::Word if is_query_word(token.text(self.text)) => {}
            TokenKind::Word | TokenKind::Ticked => self.dotted(token, nesting),
            TokenKind::Number => self.number(token, nesting),
            TokenKind::String | TokenKind::SqlString | TokenKind::OpenQuote | TokenKind::Stray => {
                self.take(token, nesting);
            }
            TokenKind::Mark(b'}') | TokenKind::Comment | TokenKind::Sql | TokenKind::Row => {}
            TokenKind::Mark(_) => self.take(token, nesting),
        }
    }

    /// A path, or a call whose parenthesis touches its name.
    fn dotted(&mut self, mut token: Token, nesting: &mut Nesting) {
        loop {
            self.take(token, nesting);
            let Some(next) = self.peek() else { return };
            if next.is_mark(b'(') && next.start == token.end {
                return self.group(nesting);
            }
            if !next.is_mark(b'.') && !token.is_mark(b'.') {
                return;
            }
            token = next;
        }
    }

    /// A number, or a rate.
    fn number(&mut self, token: Token, nesting: &mut Nesting) {
        self.take(token, nesting);
        let Some(per) = self.peek().filter(|next| next.is_word(self.text, "per")) else { return };
        if self.after(&per).is_some_and(|next| next.is_mark(b'=')) {
            return;
        }
        self.take(per, nesting);
        if let Some(number) = self.peek().filter(|next| next.kind == TokenKind::Number) {
            self.take(number, nesting);
        }
        if let Some(unit) = self.peek().filter(|next| next.kind == TokenKind::Word) {
            self.take(unit, nesting);
        }
    }

    fn take(&mut self, token: Token, nesting: &mut Nesting) {
        self.push(token);
        nesting.note(&token, self.split.tokens.len() - 1);
    }

    /// A bracket up to its partner.
    fn group(&mut self, nesting: &mut Nesting) {
        let depth = nesting.open.len();
        while let Some(token) = self.peek() {
            if self.strict && lex::in_first_column(self.text, token.start()) && head::is_item(self.text, token.start())
            {
                return;
            }
            self.take(token, nesting);
            if nesting.open.len() <= depth {
                return;
            }
        }
    }

    /// The query from `start` up to the brace that balances.
    fn query(&mut self, start: usize, nesting: &mut Nesting) {
        let bytes = self.text.as_bytes();
        let mut reader = Query { text: self.text, at: start, strict: self.strict, open: None };
        let mut depth = 0usize;
        let mut too_deep = false;
        while let Some(byte) = reader.step() {
            match byte {
                b'{' => depth += 1,
                b'}' if depth == 0 => {
                    reader.at -= 1;
                    break;
                }
                b'}' => depth -= 1,
                _ => {}
            }
            too_deep |= depth > MAX_DEPTH;
        }
        let end = lex::trimmed(bytes, start, reader.at);
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.split.tokens.push(Token {
            kind: TokenKind::Sql,
            start: offset(start),
            end: offset(end),
            first_on_line: lex::token(self.text, start).is_some_and(|token| token.first_on_line),
        });
        self.at = reader.at;
        nesting.open_sql = reader.open;
        if too_deep {
            nesting.too_deep.get_or_insert(self.split.tokens.len() - 1);
        }
    }
}

fn is_query_word(word: &str) -> bool {
    ["select", "with", "values"].iter().any(|query| word.eq_ignore_ascii_case(query))
}

struct Query<'t> {
    text: &'t str,
    at: usize,
    strict: bool,
    /// Where a text, quoted name or comment begins that does not end in this item.
    open: Option<usize>,
}

impl Query<'_> {
    /// The next byte of SQL outside text, quoted names and comments; `None` where the body must end.
    fn step(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        let byte = *bytes.get(self.at)?;
        let next = bytes.get(self.at + 1).copied();
        match (byte, next) {
            (b'\'' | b'`', _) => self.until(&[byte]),
            (b'-', Some(b'-')) => self.at = lex::line_end(bytes, self.at),
            (b'/', Some(b'*')) => self.until(b"*/"),
            (b'\n', _) if self.strict && self.at_column_zero(self.at + 1) && head::is_item(self.text, self.at + 1) => {
                return None;
            }
            _ => self.at += 1,
        }
        if self.open.is_some() { None } else { Some(byte) }
    }

    fn at_column_zero(&self, start: usize) -> bool {
        self.text.as_bytes().get(start).is_some_and(|byte| !byte.is_ascii_whitespace())
    }

    /// Skips to behind the closing mark. Text whose lines look like items was never meant to hold them: there the
    /// mark is missing, and the body ends before that line.
    fn until(&mut self, close: &[u8]) {
        let bytes = self.text.as_bytes();
        let start = self.at;
        self.at += close.len();
        while let Some(byte) = bytes.get(self.at) {
            if bytes.get(self.at..).is_some_and(|rest| rest.starts_with(close)) {
                self.at += close.len();
                return;
            }
            self.at += 1;
            if *byte == b'\n' && self.at_column_zero(self.at) && head::is_item(self.text, self.at) {
                break;
            }
        }
        self.open = Some(start);
    }
}
