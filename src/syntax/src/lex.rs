//! Tokens, as far as cutting a file into items and naming what was found need them. The grammar reads the items.

/// A piece of the text that is neither white space nor a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub kind: TokenKind,
    pub start: u32,
    pub end: u32,
    /// Nothing but white space stands before it on its line.
    pub first_on_line: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A name or keyword.
    Word,
    /// A name in back-ticks.
    Ticked,
    /// Whatever begins with a digit, or with a minus before one: `5s`, `2027-06-30`, `-3.5`.
    Number,
    /// `"…"`.
    String,
    /// `'…'`.
    SqlString,
    /// A quote whose line ends before it is closed.
    OpenQuote,
    Mark(u8),
    /// A character that no rule begins with.
    Stray,
    Comment,
    /// The query of a transform.
    Sql,
    /// A line of a test's table.
    Row,
}

impl Token {
    pub(crate) fn is_mark(&self, mark: u8) -> bool {
        self.kind == TokenKind::Mark(mark)
    }

    pub(crate) fn start(&self) -> usize {
        self.start as usize
    }

    pub(crate) fn end(&self) -> usize {
        self.end as usize
    }

    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start()..self.end()).unwrap_or("")
    }

    pub(crate) fn is_word(&self, text: &str, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text(text) == word
    }

    /// A name as the user means it, without back-ticks.
    pub(crate) fn is_name(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Ticked)
    }
}

/// The token at or after `from`, comments included; `None` at the end of the text.
pub(crate) fn token(text: &str, from: usize) -> Option<Token> {
    let bytes = text.as_bytes();
    let space = |byte: &&u8| byte.is_ascii_whitespace();
    let blank = bytes.get(from..)?.iter().take_while(space).count();
    let start = from + blank;
    let first = *bytes.get(start)?;
    let (kind, end) = match first {
        b'#' => (TokenKind::Comment, line_end(bytes, start)),
        b'"' => double_quoted(bytes, start),
        b'\'' => quoted(bytes, start, b'\'', TokenKind::SqlString),
        b'`' => quoted(bytes, start, b'`', TokenKind::Ticked),
        b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' => (TokenKind::Word, run(bytes, start + 1, is_word_byte)),
        b'0'..=b'9' => (TokenKind::Number, number_end(bytes, start)),
        b'-' if bytes.get(start + 1).is_some_and(u8::is_ascii_digit) => {
            (TokenKind::Number, number_end(bytes, start + 1))
        }
        _ if first.is_ascii_punctuation() => (TokenKind::Mark(first), start + 1),
        _ => (TokenKind::Stray, stray_end(text, start)),
    };
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let first_on_line = starts_line(bytes, start);
    Some(Token { kind, start: offset(start), end: offset(end), first_on_line })
}

pub(crate) fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a token at `start` is in the first column; a byte order mark takes none.
pub(crate) fn in_first_column(text: &str, start: usize) -> bool {
    start == 0 || text.as_bytes().get(start - 1) == Some(&b'\n') || (start == BOM.len() && text.starts_with(BOM))
}

pub(crate) const BOM: &str = "\u{FEFF}";

fn starts_line(bytes: &[u8], start: usize) -> bool {
    let before = bytes.get(..start).unwrap_or_default();
    let last = before.iter().rev().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    last.is_none_or(|byte| *byte == b'\n') || before == BOM.as_bytes()
}

pub(crate) fn line_end(bytes: &[u8], from: usize) -> usize {
    run(bytes, from, |byte| byte != b'\n')
}

fn run(bytes: &[u8], from: usize, inside: impl Fn(u8) -> bool) -> usize {
    from + bytes.get(from..).unwrap_or_default().iter().take_while(|byte| inside(**byte)).count()
}

fn double_quoted(bytes: &[u8], start: usize) -> (TokenKind, usize) {
    let mut at = start + 1;
    loop {
        match bytes.get(at) {
            Some(b'"') => return (TokenKind::String, at + 1),
            Some(b'\\') if bytes.get(at + 1).is_some_and(|next| *next != b'\n') => at += 2,
            None | Some(b'\n') => return (TokenKind::OpenQuote, trimmed(bytes, start, at)),
            Some(_) => at += 1,
        }
    }
}

/// Text in single quotes or a name in back-ticks: a doubled quote stands for one.
fn quoted(bytes: &[u8], start: usize, quote: u8, kind: TokenKind) -> (TokenKind, usize) {
    let mut at = start + 1;
    loop {
        match bytes.get(at) {
            Some(byte) if *byte == quote && bytes.get(at + 1) == Some(&quote) => at += 2,
            Some(byte) if *byte == quote => return (kind, at + 1),
            None | Some(b'\n') => return (TokenKind::OpenQuote, trimmed(bytes, start, at)),
            Some(_) => at += 1,
        }
    }
}

/// `end` without the white space before it, but past `start`.
pub(crate) fn trimmed(bytes: &[u8], start: usize, end: usize) -> usize {
    let space = bytes.get(start..end).unwrap_or_default().iter().rev().take_while(|byte| byte.is_ascii_whitespace());
    (end - space.count()).max(start + 1)
}

/// Digits, units, decimal points before a digit, dates, a percent sign.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = start;
    loop {
        match bytes.get(at) {
            Some(b'.' | b'-') if digit(at + 1) => at += 2,
            Some(b'%') => return at + 1,
            Some(byte) if is_word_byte(*byte) => at += 1,
            _ => return at,
        }
    }
}

/// A run of what nothing begins with, as one token, so that prose costs one diagnostic.
fn stray_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    let end =
        rest.find(|c: char| c.is_ascii() && !c.is_ascii_control() || c.is_ascii_whitespace()).unwrap_or(rest.len());
    start + end.max(1)
}

#[cfg(test)]
mod tests;
