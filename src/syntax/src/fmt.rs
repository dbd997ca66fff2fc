//! The canonical layout: two spaces a level, one element a line, equals signs, fields and test tables in columns.
//! Line ends that a user put inside brackets, between items and between words of a long item stay; so do comments and
//! blank lines, of which at most one is kept. Queries have a layout of their own (`sql::layout`). Formatting twice
//! changes nothing, and the tree stays the same.

mod align;
mod marks;
mod query;
mod spacing;

use crate::ast::{File, ItemKind};
use crate::lex::{Token, TokenKind};
use crate::split;
use crate::sql::layout;
use align::{Kind, Line};
use marks::Marks;
use weir_diagnostics::{Diagnostics, FileId};

/// How far a level is indented.
const STEP: usize = 2;

/// # Errors
///
/// A text that does not follow the grammar is not formatted: its diagnostics come back, in file 0.
pub fn format(text: &str) -> Result<String, Diagnostics> {
    let parsed = crate::parse(FileId(0), text);
    if parsed.diagnostics.has_errors() {
        return Err(parsed.diagnostics);
    }
    let marks = Marks::of(&parsed.file, text);
    let split = split::split(text);
    let mut tokens = split.tokens;
    tokens.extend(split.comments);
    tokens.sort_by_key(|token| token.start);
    let tokens = with_queries(tokens, &parsed.file);
    let mut printer = Printer { text, marks: &marks, lines: Vec::new(), open: Vec::new(), last: None };
    for (index, token) in tokens.iter().enumerate() {
        printer.token(*token, tokens.get(index + 1..).unwrap_or_default());
    }
    let formatted = align::print(printer.lines);
    // A net: a text so odd that its layout reads otherwise stays as it is.
    Ok(if crate::parse(FileId(0), &formatted).diagnostics.has_errors() { text.to_string() } else { formatted })
}

/// Each query as one token. The tree says where it begins: what looks like a setting and is none belongs to it.
fn with_queries(tokens: Vec<Token>, file: &File) -> Vec<Token> {
    let bodies = file.items.iter().filter_map(|item| {
        if let ItemKind::Transform(transform) = &item.kind { Some(transform.body.span) } else { None }
    });
    let mut bodies = bodies.peekable();
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        while bodies.peek().is_some_and(|body| body.end <= token.start) {
            bodies.next();
        }
        match bodies.peek().filter(|body| body.start <= token.start) {
            Some(body) if kept.last().is_none_or(|last| last.start < body.start) => {
                kept.push(Token { kind: TokenKind::Sql, start: body.start, end: body.end, ..token });
            }
            Some(_) => {}
            None => kept.push(token),
        }
    }
    kept
}

struct Printer<'a> {
    text: &'a str,
    marks: &'a Marks,
    lines: Vec<Line>,
    open: Vec<Bracket>,
    last: Option<Token>,
}

/// An open bracket.
struct Bracket {
    mark: u8,
    /// Its partner stands on a later line.
    broken: bool,
    /// The indentation of the line that opened it.
    indent: usize,
}

impl Printer<'_> {
    fn token(&mut self, token: Token, rest: &[Token]) {
        match token.kind {
            TokenKind::Comment => self.comment(&token, rest.first()),
            TokenKind::Sql if self.breaks(&token) => self.query(&token),
            TokenKind::Row => self.row(&token),
            TokenKind::Sql
            | TokenKind::Word
            | TokenKind::Ticked
            | TokenKind::Number
            | TokenKind::String
            | TokenKind::SqlString
            | TokenKind::OpenQuote
            | TokenKind::Mark(_)
            | TokenKind::Stray => self.word(token, rest),
        }
        self.last = Some(token);
    }

    fn word(&mut self, token: Token, rest: &[Token]) {
        let closes = matches!(token.kind, TokenKind::Mark(b'}' | b']' | b')' | b'>')) && !self.is_at_least(&token);
        if self.breaks(&token) {
            let indent =
                if closes { self.open.last().map_or(0, |bracket| bracket.indent) } else { self.indent(&token) };
            let kind = self.marks.kind(token.start);
            self.start_line(&token, indent, kind);
        } else if self.starts_cell(&token) {
            self.push_cell(String::new());
        } else if self.last.is_some_and(|last| spacing::apart(self.text, &last, &token)) {
            self.push_text(" ");
        }
        let one_line = if token.kind == TokenKind::Sql { self.one_line(&token) } else { None };
        self.push_text(one_line.as_deref().unwrap_or_else(|| token.text(self.text)));
        if closes {
            self.open.pop();
        } else if let TokenKind::Mark(mark @ (b'{' | b'[' | b'(' | b'<')) = token.kind {
            let indent = self.lines.last().map_or(0, |line| line.indent);
            self.open.push(Bracket { mark, broken: self.broken(&token, rest), indent });
        }
    }

    /// A query that goes on in the line of its transform, if it fits there.
    fn one_line(&self, token: &Token) -> Option<String> {
        let used = self.lines.last().map_or(0, |line| line.indent + line.cells.join(" ").chars().count());
        layout::one_line(token.text(self.text), layout::WIDTH.saturating_sub(used + " }".len()))
    }

    /// Whether the partner of an opening bracket stands on a later line, also because of a query before it.
    fn broken(&self, open: &Token, rest: &[Token]) -> bool {
        let query = rest.iter().find(|token| token.kind == TokenKind::Sql).filter(|_| open.is_mark(b'{'));
        let is_near = |query: &Token| {
            rest.iter().take_while(|token| token.start != query.start).all(|token| !token.is_mark(b'}'))
        };
        broken(open, rest) || query.filter(|query| is_near(query)).is_some_and(|query| self.one_line(query).is_none())
    }

    /// `>=` is no bracket.
    fn is_at_least(&self, token: &Token) -> bool {
        token.is_mark(b'>') && self.text.as_bytes().get(token.end()) == Some(&b'=')
    }

    /// Whether a line begins with `token`.
    fn breaks(&self, token: &Token) -> bool {
        let Some(last) = self.last else { return true };
        if last.kind == TokenKind::Comment {
            return true;
        }
        let inside = self.open.last();
        if inside.is_some_and(|bracket| !bracket.broken) {
            return false;
        }
        let opened = matches!(last.kind, TokenKind::Mark(b'{' | b'[' | b'(' | b'<'));
        let closes = matches!(token.kind, TokenKind::Mark(b'}' | b']' | b')' | b'>')) && !self.is_at_least(token);
        if inside.is_some() && (opened || closes) {
            return true;
        }
        if self.marks.starts(token.start) || token.kind == TokenKind::Sql {
            return true;
        }
        token.first_on_line && !token.is_mark(b'{') && !token.is_mark(b',')
    }

    /// The indentation of a line that begins with `token`, which closes nothing.
    fn indent(&self, token: &Token) -> usize {
        let inner = self.open.last().map_or(0, |bracket| bracket.indent + STEP);
        let in_block = self.open.last().is_none_or(|bracket| bracket.mark == b'{');
        let deeper = token.kind == TokenKind::Row || self.marks.is_inner(token.start);
        let goes_on =
            token.kind != TokenKind::Comment && !self.marks.starts(token.start) && token.kind != TokenKind::Sql;
        if in_block && (deeper || goes_on) { inner + STEP } else { inner }
    }

    fn comment(&mut self, token: &Token, next: Option<&Token>) {
        let text = token.text(self.text).trim_end();
        if token.first_on_line || self.last.is_none() {
            let next = next.filter(|next| next.kind != TokenKind::Comment && !next.is_mark(b'}'));
            let with_next = next.map(|next| self.indent(next));
            let closes = next.is_some_and(|next| matches!(next.kind, TokenKind::Mark(b']' | b')' | b'>')));
            let indent = with_next.filter(|_| !closes).unwrap_or_else(|| self.indent(token));
            self.start_line(token, indent, Kind::Aside);
            return self.push_text(text);
        }
        let column = column(self.text, token.start());
        if let Some(line) = self.lines.last_mut() {
            line.comment = Some((column, text.to_string()));
        }
    }

    fn row(&mut self, token: &Token) {
        let indent = self.indent(token);
        self.start_line(token, indent, Kind::Other);
        let row = self.marks.row(token.start).unwrap_or_else(|| token.text(self.text)).to_string();
        self.push_text(&row);
    }

    /// A query on lines of its own. One that does not follow the grammar keeps its lines and moves as a whole.
    fn query(&mut self, token: &Token) {
        let indent = self.indent(token);
        let (sql, at) = (token.text(self.text), column(self.text, token.start()));
        let lines = layout::lines(sql, at, indent)
            .unwrap_or_else(|| query::lines(sql, token.first_on_line.then_some(at), indent));
        for (number, line) in lines.into_iter().enumerate() {
            if number == 0 {
                self.start_line(token, 0, Kind::Sql);
            } else {
                self.lines.push(Line::new(0, Kind::Sql, false));
            }
            self.push_text(&line);
        }
    }

    fn start_line(&mut self, token: &Token, indent: usize, kind: Kind) {
        let gap = self.last.and_then(|last| self.text.get(last.end()..token.start())).unwrap_or("");
        let blank = gap.bytes().filter(|byte| *byte == b'\n').count() > 1;
        let opened = self.last.is_some_and(|last| matches!(last.kind, TokenKind::Mark(b'{' | b'[' | b'(' | b'<')));
        let closes = matches!(token.kind, TokenKind::Mark(b'}' | b']' | b')' | b'>'));
        self.lines.push(Line::new(indent, kind, blank && !opened && !closes));
    }

    /// Whether `token` begins a column of its line.
    fn starts_cell(&self, token: &Token) -> bool {
        let Some(line) = self.lines.last() else { return false };
        let inside = self.open.last().is_some_and(|bracket| !bracket.broken || bracket.mark != b'{');
        let key = self.last.is_some_and(|last| self.marks.ends_key(last.end));
        match line.kind {
            Kind::Setting => line.cells.len() == 1 && token.is_mark(b'=') && key,
            Kind::Field => !inside && self.marks.starts_column(token.start),
            Kind::Bind => line.cells.len() == 1 && token.is_mark(b'{') && !inside,
            Kind::Aside | Kind::Sql | Kind::Other => false,
        }
    }

    fn push_cell(&mut self, text: String) {
        if let Some(line) = self.lines.last_mut() {
            line.cells.push(text);
        }
    }

    fn push_text(&mut self, text: &str) {
        if let Some(cell) = self.lines.last_mut().and_then(|line| line.cells.last_mut()) {
            cell.push_str(text);
        }
    }
}

/// Whether the partner of an opening bracket stands on a later line.
fn broken(open: &Token, rest: &[Token]) -> bool {
    let TokenKind::Mark(mark) = open.kind else { return false };
    let mut depth = 0usize;
    for token in rest {
        if token.first_on_line || token.kind == TokenKind::Comment {
            return true;
        }
        match token.kind {
            TokenKind::Mark(inner) if inner == mark => depth += 1,
            TokenKind::Mark(inner) if inner == partner(mark) && depth == 0 => return false,
            TokenKind::Mark(inner) if inner == partner(mark) => depth -= 1,
            TokenKind::Mark(_)
            | TokenKind::Word
            | TokenKind::Ticked
            | TokenKind::Number
            | TokenKind::String
            | TokenKind::SqlString
            | TokenKind::OpenQuote
            | TokenKind::Stray
            | TokenKind::Comment
            | TokenKind::Sql
            | TokenKind::Row => {}
        }
    }
    false
}

fn partner(mark: u8) -> u8 {
    match mark {
        b'{' => b'}',
        b'[' => b']',
        b'(' => b')',
        _ => b'>',
    }
}

/// How many characters stand before `at` on its line.
fn column(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    line.trim_start_matches(crate::lex::BOM).chars().count()
}

#[cfg(test)]
mod tests;
