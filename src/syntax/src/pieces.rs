//! Items one by one, for who keeps what it has read of those that did not change.

use crate::ast::{Item, Name};
use crate::lex::TokenKind;
use crate::parse::{self, Findings};
use crate::split::{self, ITEMS};
use std::ops::Range;
use weir_diagnostics::{Diagnostics, FileId};

/// An item that was read by itself; its places count from its own first byte.
#[derive(Debug, Clone)]
pub struct Piece {
    pub item: Item,
    pub diagnostics: Diagnostics,
    pub broken: Vec<Name>,
}

/// Where the items of a text stand, in order; `None` where something between or in them is broken, so that only
/// [`crate::parse`] can say what is meant.
pub fn pieces(text: &str) -> Option<Vec<Range<usize>>> {
    let split = split::split(text);
    let range = |chunk: &split::Chunk| {
        let tokens = split.tokens.get(chunk.tokens.clone())?;
        let documented = tokens.first()?.kind == TokenKind::String;
        let head = tokens.get(usize::from(documented))?;
        let item = head.kind == TokenKind::Word && ITEMS.contains(&head.text(text));
        (item && chunk.is_whole()).then_some(tokens.first()?.start()..tokens.last()?.end())
    };
    split.chunks.iter().map(range).collect()
}

/// Reads one of the [`pieces`] as if it were a file; `None` where it does not follow the grammar.
pub fn piece(file: FileId, text: &str) -> Option<Piece> {
    let mut found = Findings::default();
    let item = parse::read(file, text, 0, &mut found)?;
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(found.diagnostics);
    Some(Piece { item, diagnostics, broken: found.broken })
}
