//! Whether two neighbours on a line have a space between them.

use crate::lex::{Token, TokenKind};

pub(super) fn apart(text: &str, before: &Token, after: &Token) -> bool {
    let at_least = |token: &Token| text.as_bytes().get(token.start()..token.start() + 2) == Some(b">=");
    let second_of_at_least = before.end == after.start && at_least(before);
    if second_of_at_least {
        return false;
    }
    if at_least(after) {
        return true;
    }
    let touches = matches!(
        (before.kind, after.kind),
        (TokenKind::Mark(b'{'), TokenKind::Mark(b'}'))
            | (TokenKind::Mark(b'(' | b'[' | b'<' | b'.' | b'@'), _)
            | (_, TokenKind::Mark(b',' | b')' | b']' | b'>' | b'?' | b'.' | b':' | b'(' | b'<'))
    );
    !touches
}
