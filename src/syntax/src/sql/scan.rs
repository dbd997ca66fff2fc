//! One look at the text before the grammar: where comments lie, how deep it nests, and what is broken as text.

use weir_diagnostics::Diagnostics;

use super::{Place, diagnostics};

/// Parentheses, brackets, CASE and types within each other; one with a query or a join inside counts twice. Deeper,
/// recursive readers would exhaust the 2 MiB stack of a thread (a level takes about 20 KiB in a debug build).
pub(super) const NESTING_LIMIT: usize = 60;

/// Bytes of a query. A person writes a few thousand.
const LENGTH_LIMIT: usize = 1_000_000;

/// What is no SQL at all is not told piece by piece.
const PROBLEM_LIMIT: usize = 100;

#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Comments as byte ranges of the text, in order; hints are not comments.
    pub(super) comments: Vec<(usize, usize)>,
    pub(super) problems: Diagnostics,
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A bare word.
    Word,
    /// In back-ticks.
    Quoted,
    /// With its prefix, as in `X'4a'`.
    String,
    /// In double quotes: not SQL of Flink's.
    DoubleQuoted,
    Number,
    Comment,
    /// `/*+`: what follows are hints.
    HintStart,
    Space,
    Symbol,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// False where the text ends before the closing quote or the end of the comment.
    pub(super) closed: bool,
}

/// Splits text into tokens that cover it without a gap.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// Between `/*+` and `*/`; elsewhere `*/` is a star and a slash, as in `a */* half */ b`.
    in_hint: bool,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Tokens { text, at: 0, in_hint: false }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The first place from `from` on where `keep` is false.
    fn run(&self, from: usize, keep: impl Fn(u8) -> bool) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| !keep(*byte)).unwrap_or(rest.len())
    }

    /// After the closing `quote`, which doubled stands for itself.
    fn quoted(&self, open: usize, quote: u8) -> (usize, bool) {
        let mut at = open + 1;
        loop {
            at = self.run(at, |byte| byte != quote);
            match (self.byte(at), self.byte(at + 1)) {
                (None, _) => return (at, false),
                (Some(_), Some(next)) if next == quote => at += 2,
                (Some(_), _) => return (at + 1, true),
            }
        }
    }

    fn block_comment(&self, open: usize) -> (usize, bool) {
        let rest = self.text.get(open + 2..).unwrap_or_default();
        match rest.find("*/") {
            Some(length) => (open + 2 + length + 2, true),
            None => (self.text.len(), false),
        }
    }

    /// A word, or the string that the word is a prefix of.
    fn word(&self, start: usize) -> (TokenKind, usize, bool) {
        let mut end = self.run(start, is_word_byte);
        let word = self.text.get(start..end).unwrap_or_default();
        if word.eq_ignore_ascii_case("u") && self.byte(end) == Some(b'&') && self.byte(end + 1) == Some(b'\'') {
            end += 1;
        }
        let prefix = word.starts_with('_') || word.eq_ignore_ascii_case("x") || word.eq_ignore_ascii_case("n");
        if self.byte(end) == Some(b'\'') && (prefix || self.byte(end - 1) == Some(b'&')) {
            let (end, closed) = self.quoted(end, b'\'');
            return (TokenKind::String, end, closed);
        }
        (TokenKind::Word, end, true)
    }

    fn number(&self, start: usize) -> usize {
        let mut end = self.run(start, |byte| byte.is_ascii_digit());
        if self.byte(end) == Some(b'.') {
            end = self.run(end + 1, |byte| byte.is_ascii_digit());
        }
        if matches!(self.byte(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.byte(end + 1), Some(b'+' | b'-')));
            let digits = self.run(end + 1 + sign, |byte| byte.is_ascii_digit());
            if digits > end + 1 + sign {
                end = digits;
            }
        }
        end
    }
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let start = self.at;
        let first = self.byte(start)?;
        let second = self.byte(start + 1);
        let (kind, end, closed) = match (first, second) {
            (b' ' | b'\t' | b'\r' | b'\n', _) => {
                (TokenKind::Space, self.run(start, |byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')), true)
            }
            (b'-', Some(b'-')) => (TokenKind::Comment, self.run(start, |byte| byte != b'\n'), true),
            (b'/', Some(b'*')) if self.byte(start + 2) == Some(b'+') => (TokenKind::HintStart, start + 3, true),
            (b'/', Some(b'*')) => {
                let (end, closed) = self.block_comment(start);
                (TokenKind::Comment, end, closed)
            }
            (b'\'', _) => {
                let (end, closed) = self.quoted(start, b'\'');
                (TokenKind::String, end, closed)
            }
            (b'`', _) => {
                let (end, closed) = self.quoted(start, b'`');
                (TokenKind::Quoted, end, closed)
            }
            (b'"', _) => {
                let (end, closed) = self.quoted(start, b'"');
                (TokenKind::DoubleQuoted, end, closed)
            }
            (b'.', Some(digit)) if digit.is_ascii_digit() => (TokenKind::Number, self.number(start), true),
            (digit, _) if digit.is_ascii_digit() => (TokenKind::Number, self.number(start), true),
            (byte, _) if is_word_byte(byte) => self.word(start),
            (b'<', Some(b'>' | b'=')) | (b'>', Some(b'=')) | (b'!', Some(b'=')) | (b'|', Some(b'|')) => {
                (TokenKind::Symbol, start + 2, true)
            }
            (b'*', Some(b'/')) if self.in_hint => (TokenKind::Symbol, start + 2, true),
            (b'=', Some(b'>' | b'=')) | (b'{', Some(b'-')) | (b'-', Some(b'}')) => (TokenKind::Symbol, start + 2, true),
            _ => (TokenKind::Symbol, start + 1, true),
        };
        self.at = end;
        let closes = kind == TokenKind::Symbol && first == b'*' && end == start + 2;
        self.in_hint = kind == TokenKind::HintStart || self.in_hint && !closes;
        Some(Token { kind, start, end, closed })
    }
}

/// Finds comments and what no grammar needs to be asked about.
pub(super) fn scan(text: &str, place: Place) -> Scan {
    let mut scan = Scan::default();
    if text.len() > LENGTH_LIMIT {
        scan.problems.push(diagnostics::too_large(place.span(0, 0)));
        return scan;
    }
    let mut depth = Depth::default();
    let mut reported_depth = false;
    for token in Tokens::new(text) {
        if scan.problems.len() >= PROBLEM_LIMIT {
            break;
        }
        let span = place.span(token.start, token.end);
        let words = text.get(token.start..token.end).unwrap_or_default();
        if !token.closed {
            scan.problems.push(diagnostics::unterminated(token.kind, span));
        }
        match token.kind {
            TokenKind::Comment => scan.comments.push((token.start, token.end)),
            TokenKind::DoubleQuoted if token.closed => {
                scan.problems.push(diagnostics::double_quoted(words, span));
            }
            TokenKind::Symbol if words == "!=" => scan.problems.push(diagnostics::not_equal(span)),
            TokenKind::Word | TokenKind::Symbol => depth.step(words),
            TokenKind::DoubleQuoted
            | TokenKind::Quoted
            | TokenKind::String
            | TokenKind::Number
            | TokenKind::HintStart
            | TokenKind::Space => {}
        }
        if depth.now() > NESTING_LIMIT && !reported_depth {
            reported_depth = true;
            scan.problems.push(diagnostics::too_deep(span));
        }
    }
    scan
}

/// How many parentheses, brackets, CASEs and types are open.
#[derive(Default)]
struct Depth {
    /// What each open bracket counts.
    brackets: Vec<usize>,
    total: usize,
    cases: usize,
    types: usize,
    after_type_word: bool,
}

impl Depth {
    fn now(&self) -> usize {
        self.total + self.cases + self.types
    }

    fn step(&mut self, words: &str) {
        let is = |word: &&str| words.eq_ignore_ascii_case(word);
        match words {
            "(" | "[" | "{" | "{-" => {
                self.brackets.push(1);
                self.total += 1;
            }
            ")" | "]" | "}" | "-}" => self.total -= self.brackets.pop().unwrap_or(0),
            "<" if self.after_type_word => self.types += 1,
            ">" => self.types = self.types.saturating_sub(1),
            _ if ["SELECT", "JOIN"].iter().any(is) => {
                if let Some(bracket @ 1) = self.brackets.last_mut() {
                    *bracket = 2;
                    self.total += 1;
                }
            }
            _ if is(&"CASE") => self.cases += 1,
            _ if is(&"END") => self.cases = self.cases.saturating_sub(1),
            _ => {}
        }
        self.after_type_word = ["ARRAY", "MULTISET", "MAP", "ROW"].iter().any(is);
    }
}
