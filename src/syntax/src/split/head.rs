//! Where an item begins.

use crate::lex::{self, Token, TokenKind};

/// The words that begin items, in the order of the language's page.
pub(crate) const ITEMS: [&str; 20] = [
    "pipeline",
    "param",
    "include",
    "naming",
    "source",
    "topic",
    "mask",
    "kek",
    "encrypt",
    "rule",
    "transform",
    "sink",
    "service",
    "expose",
    "use",
    "classification",
    "policy",
    "allow",
    "environment",
    "test",
];

/// Words that go on with an item on a line of their own.
const GO_ON: [&str; 10] = ["with", "because", "by", "until", "to", "from", "as", "on", "raw", "deterministic"];

/// Whether `token` begins an item after `chunk`, the tokens of the item so far, all of whose brackets are closed.
pub(crate) fn begins_item(text: &str, chunk: &[Token], token: &Token) -> bool {
    let Some(last) = chunk.last() else { return false };
    let documented = chunk.len() == 1 && last.kind == TokenKind::String;
    if last.is_mark(b'}') || token.is_mark(b'}') {
        return true;
    }
    if !token.first_on_line {
        return false;
    }
    match token.kind {
        TokenKind::String => !wants_text(text, last),
        TokenKind::Word if documented => false,
        TokenKind::Word => {
            let goes_on = GO_ON.contains(&token.text(text));
            let first_column = lex::in_first_column(text, token.start());
            (first_column && !goes_on) || is_item(text, token.start())
        }
        TokenKind::Mark(b'{' | b'(' | b'[' | b'=' | b':' | b',' | b'.' | b'@' | b'?' | b'<' | b'>' | b']' | b')') => {
            false
        }
        TokenKind::Ticked
        | TokenKind::Number
        | TokenKind::SqlString
        | TokenKind::OpenQuote
        | TokenKind::Mark(_)
        | TokenKind::Stray
        | TokenKind::Comment
        | TokenKind::Sql
        | TokenKind::Row => lex::in_first_column(text, token.start()),
    }
}

/// Whether text in double quotes after `last` belongs to it.
fn wants_text(text: &str, last: &Token) -> bool {
    let words = ["because", "by", "allowed", "include", "test"];
    let mark = matches!(last.kind, TokenKind::Mark(b'=' | b'(' | b'[' | b',' | b':'));
    mark || words.iter().any(|word| last.is_word(text, word))
}

/// Whether what stands at `start` looks like the beginning of an item beyond its first word. A text before it may be
/// its documentation.
pub(crate) fn is_item(text: &str, start: usize) -> bool {
    let mut next = start;
    let mut read = || {
        let token = lex::token(text, next)?;
        next = token.end();
        Some(token)
    };
    let Some(mut first) = read() else { return false };
    if first.kind == TokenKind::String {
        match read() {
            Some(token) if token.first_on_line && ITEMS.contains(&token.text(text)) => first = token,
            _ => return false,
        }
    }
    let (second, third) = (read(), read());
    let word = if first.kind == TokenKind::Word { first.text(text) } else { "" };
    let named = second.is_some_and(|token| token.is_name());
    let text_follows = second.is_some_and(|token| matches!(token.kind, TokenKind::String | TokenKind::OpenQuote));
    let then = |marks: &[u8]| third.is_some_and(|token| marks.iter().any(|mark| token.is_mark(*mark)));
    let ends = third.is_none_or(|token| token.first_on_line);
    match word {
        "naming" | "policy" => second.is_some_and(|token| token.is_mark(b'{')),
        "include" | "test" => text_follows,
        "pipeline" | "classification" => named && (ends || then(b"{@")),
        "topic" | "transform" => named && then(b"{@"),
        "source" | "kek" | "sink" | "service" => named && then(b":@"),
        "param" => named && then(b"=@"),
        "mask" => named && then(b"."),
        "encrypt" => named && then(b".,"),
        "use" => named && then(b"."),
        "rule" => named && (then(b"@") || third.is_some_and(|token| token.is_word(text, "on"))),
        "expose" => named && (then(b".") || third.is_some_and(|token| token.is_word(text, "as"))),
        "allow" => named && third.is_some_and(|token| token.is_name()),
        "environment" => named && (then(b":{@") || third.is_some_and(|token| token.is_word(text, "from"))),
        _ => false,
    }
}
