//! The parts of a block: settings, fields, tables, steps, lines.

use super::{Block, Recovery, blank};
use crate::depth;
use crate::diagnostics;
use crate::grammar::{Grammar, Rule};
use crate::lex::{Token, TokenKind};
use pest::Parser;

impl Recovery<'_> {
    /// Reports and blanks the broken parts among `tokens`, the inside of a block.
    pub(super) fn block(&mut self, tokens: &[Token], block: Block, patched: &mut String) {
        for part in parts(&self.text, tokens, block) {
            if self.found.is_full() {
                return;
            }
            self.part(part, block, patched);
        }
    }

    fn part(&mut self, tokens: &[Token], block: Block, patched: &mut String) {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return };
        if first.kind == TokenKind::Sql {
            self.deep(tokens);
            return;
        }
        let range = first.start()..last.end();
        if self.reads_well(tokens, block.rule()) || self.inner(tokens, block, patched) {
            return;
        }
        self.report(tokens, block.rule());
        if !matches!(block, Block::Policy | Block::Test) {
            self.lost(tokens, 0);
        }
        blank(patched, range);
    }

    fn reads_well(&self, tokens: &[Token], rule: Rule) -> bool {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
        let open = tokens.iter().any(|token| token.kind == TokenKind::OpenQuote);
        !open
            && depth::too_deep(&self.text, tokens).is_none()
            && Grammar::parse(rule, self.slice(first.start()..last.end())).is_ok()
    }

    /// Looks for the broken lines of a table or step. Whether they account for all that is wrong.
    fn inner(&mut self, tokens: &[Token], block: Block, patched: &mut String) -> bool {
        match block {
            Block::Source => self.table(tokens, patched),
            Block::Test => self.step(tokens, patched),
            Block::Settings | Block::Fields | Block::Environment | Block::Transform | Block::Policy => false,
        }
    }

    fn table(&mut self, tokens: &[Token], patched: &mut String) -> bool {
        let documented = tokens.first().is_some_and(|token| token.kind == TokenKind::String);
        let is_table = tokens.get(usize::from(documented)).is_some_and(|token| token.is_word(&self.text, "table"));
        let open = tokens.iter().position(|token| token.is_mark(b'{'));
        let closed = tokens.last().is_some_and(|token| token.is_mark(b'}'));
        let Some(open) = open.filter(|open| is_table && closed && *open + 1 < tokens.len()) else { return false };
        if !self.head(tokens.get(..=open).unwrap_or_default(), Block::Fields, Rule::only_source) {
            let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
            self.lost(tokens, 0);
            blank(patched, first.start()..last.end());
            return true;
        }
        self.block(tokens.get(open + 1..tokens.len() - 1).unwrap_or_default(), Block::Fields, patched);
        true
    }

    /// A step whose only trouble is its rows keeps the others.
    fn step(&mut self, tokens: &[Token], patched: &mut String) -> bool {
        let rows: Vec<&Token> = tokens.iter().filter(|token| token.kind == TokenKind::Row).collect();
        let mut broken = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let rule = if index == 0 { Rule::only_header } else { Rule::only_row };
            if !self.reads_well(std::slice::from_ref(*row), rule) {
                broken.push((**row, rule));
            }
        }
        if broken.is_empty() {
            return false;
        }
        let header_broken = broken.iter().any(|(_, rule)| *rule == Rule::only_header);
        for (row, rule) in broken {
            self.report(&[row], rule);
            blank(patched, row.start()..row.end());
        }
        if header_broken && let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            blank(patched, first.start()..last.end());
        }
        true
    }

    fn report(&mut self, tokens: &[Token], rule: Rule) {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return };
        if let Some(quote) = tokens.iter().find(|token| token.kind == TokenKind::OpenQuote) {
            return self.open_quote(quote);
        }
        if self.deep(tokens) {
            return;
        }
        let Err(error) = Grammar::parse(rule, self.slice(first.start()..last.end())) else { return };
        let broken = self.broken(&error, first.start(), last.end());
        let row = first.kind == TokenKind::Row;
        self.found.diagnostics.push(if row {
            diagnostics::broken_row(broken)
        } else {
            diagnostics::broken_part(broken)
        });
    }
}

/// Cuts the inside of a block into parts, by lines and by what can only begin one.
fn parts<'t>(text: &str, tokens: &'t [Token], block: Block) -> Vec<&'t [Token]> {
    let mut cuts = vec![0];
    let mut open: Vec<u8> = Vec::new();
    for (index, token) in tokens.iter().enumerate().skip(1) {
        if let Some(before) = index.checked_sub(1).and_then(|before| tokens.get(before)) {
            nest(&mut open, before);
        }
        let part = tokens.get(cuts.last().copied().unwrap_or(0)..index).unwrap_or_default();
        let rest = tokens.get(index..).unwrap_or_default();
        if begins(text, Seen { block, part, open: &open }, token, rest) {
            cuts.push(index);
            open.clear();
        }
    }
    let ends = cuts.iter().skip(1).copied().chain([tokens.len()]);
    cuts.iter().zip(ends).filter_map(|(start, end)| tokens.get(*start..end)).filter(|part| !part.is_empty()).collect()
}

fn nest(open: &mut Vec<u8>, token: &Token) {
    match token.kind {
        TokenKind::Mark(mark @ (b'{' | b'[' | b'(' | b'<')) => open.push(mark),
        TokenKind::Mark(b'}') => {
            let at = open.iter().rposition(|mark| *mark == b'{').unwrap_or(0);
            open.truncate(at);
        }
        TokenKind::Mark(b']' | b')' | b'>') => {
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
}

/// The part so far.
struct Seen<'a> {
    block: Block,
    part: &'a [Token],
    /// Brackets of the part that are still open.
    open: &'a [u8],
}

fn begins(text: &str, seen: Seen<'_>, token: &Token, rest: &[Token]) -> bool {
    let Some(last) = seen.part.last() else { return false };
    let documents = seen.part.len() == 1 && last.kind == TokenKind::String;
    if token.kind == TokenKind::Sql {
        return true;
    }
    if documents {
        return false;
    }
    if seen.block == Block::Test {
        return token.first_on_line && (token.is_word(text, "given") || token.is_word(text, "expect"));
    }
    let setting = begins_setting(rest);
    match seen.open.last() {
        // Only settings have `=`, and only braces hold settings: the bracket was never closed.
        Some(b'(' | b'[') => {
            token.first_on_line && (setting || seen.block == Block::Fields && begins_field(text, rest))
        }
        Some(b'<') => token.first_on_line && token.is_name() && !last.is_mark(b',') && !last.is_mark(b'<'),
        Some(_) => false,
        None if last.is_mark(b'}') => true,
        None if setting => !last.is_mark(b'.') && !last.is_mark(b'=') && !last.is_word(text, "set"),
        None => {
            let wanting = matches!(last.kind, TokenKind::Mark(b'=' | b',' | b'.' | b':'));
            let starts =
                token.is_name() || matches!(token.kind, TokenKind::String | TokenKind::Stray | TokenKind::Number);
            token.first_on_line && starts && !wanting
        }
    }
}

/// `name type`, which no parentheses hold.
fn begins_field(text: &str, rest: &[Token]) -> bool {
    match rest {
        [name, ty, ..] => name.is_name() && ty.is_name() && !ty.first_on_line && !ty.is_word(text, "as"),
        _ => false,
    }
}

/// `name =` or `"a.b" =`, dots between names included.
fn begins_setting(rest: &[Token]) -> bool {
    let mut rest = rest.iter();
    loop {
        let Some(first) = rest.next() else { return false };
        if !first.is_name() && first.kind != TokenKind::String {
            return false;
        }
        match rest.next().map(|token| token.kind) {
            Some(TokenKind::Mark(b'=')) => return true,
            Some(TokenKind::Mark(b'.')) => {}
            _ => return false,
        }
    }
}
