//! How deep brackets nest.

use crate::lex::{Token, TokenKind};
use crate::split::MAX_DEPTH;

/// Brackets that are open, whatever their kinds.
#[derive(Debug, Default)]
pub(crate) struct Depth {
    now: usize,
    pub deepest: usize,
}

impl Depth {
    pub(crate) fn step(&mut self, byte: u8) {
        match byte {
            b'{' | b'[' | b'(' | b'<' => self.now += 1,
            b'}' | b']' | b')' | b'>' => self.now = self.now.saturating_sub(1),
            _ => {}
        }
        self.deepest = self.deepest.max(self.now);
    }

    /// The same where `<` compares.
    pub(crate) fn step_in_text(&mut self, byte: u8) {
        if !matches!(byte, b'<' | b'>') {
            self.step(byte);
        }
    }

    pub(crate) fn is_too_deep(&self) -> bool {
        self.deepest > MAX_DEPTH
    }
}

/// The first of the tokens, the inside of an item's block, that lies too deep; rows and queries are looked into.
pub(crate) fn too_deep<'t>(text: &str, tokens: &'t [Token]) -> Option<&'t Token> {
    let mut depth = Depth { now: 2, deepest: 2 };
    tokens.iter().find(|token| {
        match token.kind {
            TokenKind::Mark(mark) => depth.step(mark),
            TokenKind::Row | TokenKind::Sql => return inside(token.text(text)),
            TokenKind::Word
            | TokenKind::Ticked
            | TokenKind::Number
            | TokenKind::String
            | TokenKind::SqlString
            | TokenKind::OpenQuote
            | TokenKind::Stray
            | TokenKind::Comment => {}
        }
        depth.is_too_deep()
    })
}

/// Whether brackets inside a row or a query nest too deeply.
fn inside(text: &str) -> bool {
    let mut depth = Depth::default();
    text.bytes().any(|byte| {
        depth.step_in_text(byte);
        depth.is_too_deep()
    })
}
