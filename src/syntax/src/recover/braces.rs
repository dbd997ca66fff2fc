//! Braces that nothing closes. Where one is missing, the indentation of the lines tells whose it is.

use super::Recovery;
use crate::diagnostics;
use crate::lex::{Token, TokenKind};
use crate::split::split;
use weir_diagnostics::Span;

/// Reports the first brace that is not closed, and gives the text with all of them closed. `after` is what follows the
/// item.
pub(super) fn close(recovery: &mut Recovery<'_>, text: &str, after: Option<Span>) -> String {
    let tokens = split(text).tokens;
    let mut closed = text.to_string();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut blamed = None;
    let mut last_end = 0;
    let mut margin = 0;
    for (index, token) in tokens.iter().enumerate() {
        if token.first_on_line {
            margin = indentation(text, token.start());
        }
        while let Some((brace, column)) = open.last().copied()
            && token.first_on_line
            && token.kind != TokenKind::Row
            && outside(token, margin, column)
            && put_brace(&mut closed, last_end)
        {
            blamed.get_or_insert((brace, Some(index)));
            open.pop();
            last_end += 1;
        }
        match token.kind {
            TokenKind::Mark(b'{') => open.push((index, margin)),
            TokenKind::Mark(b'}') => {
                open.pop();
            }
            TokenKind::Word
            | TokenKind::Ticked
            | TokenKind::Number
            | TokenKind::String
            | TokenKind::SqlString
            | TokenKind::OpenQuote
            | TokenKind::Mark(_)
            | TokenKind::Stray
            | TokenKind::Comment
            | TokenKind::Sql
            | TokenKind::Row => {}
        }
        last_end = token.end();
    }
    let outermost = open.first().map(|(brace, _)| (*brace, None));
    if let Some((brace, next)) = blamed.or(outermost) {
        let inside = next.and_then(|next| tokens.get(next));
        let next = inside.map(|token| recovery.span(token.start()..token.end())).or(after);
        report(recovery, &tokens, brace, next);
    }
    closed.extend(open.iter().map(|_| '}'));
    closed
}

/// Whether a line that is indented by `margin` and begins with `token` lies outside a block whose own line is indented
/// by `column`.
fn outside(token: &Token, margin: usize, column: usize) -> bool {
    if token.is_mark(b'}') { margin < column } else { margin <= column && column > 0 }
}

/// The width of the white space before the first token of a line.
fn indentation(text: &str, start: usize) -> usize {
    let before = text.as_bytes().get(..start).unwrap_or_default();
    before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// Puts a closing brace over the white space at `at`, so that no offset changes.
fn put_brace(text: &mut String, at: usize) -> bool {
    let white = text.as_bytes().get(at).is_some_and(u8::is_ascii_whitespace);
    if white {
        text.replace_range(at..=at, "}");
    }
    white
}

fn report(recovery: &mut Recovery<'_>, tokens: &[Token], brace: usize, next: Option<Span>) {
    let Some(open) = tokens.get(brace) else { return };
    let line = tokens.get(..brace).unwrap_or_default().iter().rposition(|token| token.first_on_line);
    let head = line.and_then(|line| tokens.get(line)).unwrap_or(open);
    let head = recovery.slice(head.start()..open.start()).trim();
    let what = if head.is_empty() { "this block".to_string() } else { format!("`{head}`") };
    let at = recovery.span(open.start()..open.end());
    recovery.found.diagnostics.push(diagnostics::unclosed_brace(at, &what, next));
}
