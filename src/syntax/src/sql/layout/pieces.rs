//! The words of a query with the comments around them.

use crate::sql::scan::{Token, TokenKind, Tokens};

/// A word, number, string or mark of the query. The last piece is the empty end of the text.
#[derive(Debug)]
pub(super) struct Piece<'t> {
    pub text: &'t str,
    pub kind: TokenKind,
    pub start: usize,
    /// A line ends between the piece before and this one.
    pub line_before: bool,
    /// An empty line stands right before it.
    pub blank_before: bool,
    /// Where it stands, if it is the first of its line.
    pub column: Option<usize>,
    /// Comments before it: on lines of their own, or in front of it.
    pub leading: Vec<Comment<'t>>,
    /// Comments behind it on its line.
    pub trailing: Vec<Comment<'t>>,
}

#[derive(Debug, Clone)]
pub(super) struct Comment<'t> {
    pub text: &'t str,
    /// `--`: it goes on to the end of the line.
    pub line: bool,
    /// It stands alone on its line.
    pub own_line: bool,
    /// Nothing follows on its line.
    pub ends_line: bool,
    pub blank_before: bool,
    pub column: usize,
}

impl Piece<'_> {
    /// A comment behind it goes on to the end of the line.
    pub(super) fn ends_line(&self) -> bool {
        self.trailing.iter().any(|comment| comment.ends_line)
    }

    /// A comment before it needs a line of its own.
    pub(super) fn needs_line(&self) -> bool {
        self.leading.iter().any(|comment| comment.own_line || comment.line)
    }

    /// Its text or a comment of its goes over a line's end.
    pub(super) fn is_long(&self) -> bool {
        let long = |comment: &Comment<'_>| comment.text.contains('\n');
        self.text.contains('\n') || self.leading.iter().any(long) || self.trailing.iter().any(long)
    }

    fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }
}

/// The pieces of a query whose first byte stands in `column` of its line.
pub(super) fn pieces(sql: &str, column: usize) -> Vec<Piece<'_>> {
    let mut reader = Reader { sql, column, pieces: Vec::new(), waiting: Vec::new(), gap: 1, line_before: true };
    for token in Tokens::new(sql) {
        reader.token(token);
    }
    reader.piece(sql.len(), sql.len(), TokenKind::Space);
    let mut pieces = reader.pieces;
    // What comes last is compared with the column of the whole.
    let first = pieces.first().and_then(|first| first.column);
    if let Some(end) = pieces.last_mut() {
        end.column = first;
    }
    commas(&mut pieces);
    operators(&mut pieces);
    pieces
}

struct Reader<'t> {
    sql: &'t str,
    column: usize,
    pieces: Vec<Piece<'t>>,
    /// Comments since the last piece.
    waiting: Vec<Comment<'t>>,
    /// Line ends since whatever came last.
    gap: usize,
    /// A line ended since the last piece.
    line_before: bool,
}

impl<'t> Reader<'t> {
    fn token(&mut self, token: Token) {
        let text = self.text(token.start, token.end);
        match token.kind {
            TokenKind::Space => {
                self.gap += text.bytes().filter(|byte| *byte == b'\n').count();
                self.line_before |= self.gap > 0;
            }
            TokenKind::Comment => self.comment(token, text.trim_end()),
            TokenKind::Word
            | TokenKind::Quoted
            | TokenKind::String
            | TokenKind::DoubleQuoted
            | TokenKind::Number
            | TokenKind::HintStart
            | TokenKind::Symbol => self.piece(token.start, token.end, token.kind),
        }
    }

    fn text(&self, start: usize, end: usize) -> &'t str {
        self.sql.get(start..end).unwrap_or_default()
    }

    fn column(&self, at: usize) -> usize {
        let before = self.text(0, at);
        match before.rsplit_once('\n') {
            Some((_, line)) => line.chars().count(),
            None => self.column + before.chars().count(),
        }
    }

    fn comment(&mut self, token: Token, text: &'t str) {
        let line = text.starts_with("--");
        let rest = self.text(token.end, self.sql.len()).trim_start_matches([' ', '\t', '\r']);
        let ends_line = line || rest.is_empty() || rest.starts_with('\n');
        self.waiting.push(Comment {
            text,
            line,
            own_line: self.gap > 0,
            ends_line,
            blank_before: self.gap > 1 && !self.pieces.is_empty(),
            column: self.column(token.start),
        });
        self.gap = 0;
    }

    fn piece(&mut self, start: usize, end: usize, kind: TokenKind) {
        let text = self.text(start, end);
        let first = self.gap > 0;
        let mut leading = std::mem::take(&mut self.waiting);
        let behind = self.behind(&leading);
        if let Some(last) = self.pieces.last_mut() {
            last.trailing.extend(leading.drain(..behind));
        }
        let alone = leading.iter().rposition(|comment| comment.ends_line).map_or(0, |last| last + 1);
        for (number, comment) in leading.iter_mut().enumerate() {
            comment.own_line = number < alone;
        }
        self.pieces.push(Piece {
            text,
            kind,
            start,
            line_before: self.line_before && !self.pieces.is_empty(),
            blank_before: self.gap > 1 && !self.pieces.is_empty(),
            column: first.then(|| self.column(start)),
            leading,
            trailing: Vec::new(),
        });
        self.gap = 0;
        self.line_before = false;
    }

    /// How many of the comments stand behind the last piece on its line, and not in front of the next one.
    fn behind(&self, comments: &[Comment<'_>]) -> usize {
        let Some(last) = self.pieces.last() else { return 0 };
        let ends = comments.iter().position(|comment| comment.ends_line).map_or(comments.len(), |at| at + 1);
        let same_line = comments.iter().take(ends).take_while(|comment| !comment.own_line).count();
        let ends_line = same_line > 0 && same_line == ends && comments.get(ends - 1).is_some_and(|last| last.ends_line);
        let opens = matches!(last.text, "(" | "[" | "," | "<");
        if opens && !ends_line { 0 } else { same_line }
    }
}

/// A comma follows what it ends; a comment between the two goes behind it, on the same line.
fn commas(pieces: &mut [Piece<'_>]) {
    for at in 1..pieces.len().saturating_sub(1) {
        let Some([before, comma, after]) = pieces.get_mut(at - 1..=at + 1) else { continue };
        if comma.text != "," || !before.ends_line() && comma.leading.is_empty() {
            continue;
        }
        let own = before.trailing.len();
        let mut all = std::mem::take(&mut before.trailing);
        all.append(&mut comma.leading);
        all.append(&mut comma.trailing);
        place(all, own, comma, after);
    }
}

/// A condition's AND begins a line; a comment behind it belongs to the line that it ended.
fn operators(pieces: &mut [Piece<'_>]) {
    for at in 1..pieces.len().saturating_sub(1) {
        let Some([before, operator]) = pieces.get_mut(at - 1..=at) else { continue };
        let joins = operator.kind == TokenKind::Word && (operator.is("AND") || operator.is("OR"));
        if !joins || !operator.ends_line() {
            continue;
        }
        let own = if operator.leading.is_empty() && !before.ends_line() { usize::MAX } else { 0 };
        let mut all = std::mem::take(&mut operator.leading);
        all.append(&mut operator.trailing);
        place(all, own, before, operator);
    }
}

/// Puts comments behind a piece as far as they were there (`own` of them) and the line has room; before the next else.
fn place<'t>(comments: Vec<Comment<'t>>, own: usize, piece: &mut Piece<'t>, next: &mut Piece<'t>) {
    let mut rest = Vec::new();
    for (number, comment) in comments.into_iter().enumerate() {
        if number < own && rest.is_empty() && !piece.ends_line() {
            piece.trailing.push(comment);
        } else {
            rest.push(Comment { own_line: true, ends_line: true, ..comment });
        }
    }
    rest.append(&mut next.leading);
    next.leading = rest;
}

/// What a query says, whatever its layout: its words, and its comments in order without their margins.
pub(crate) fn said(sql: &str) -> (String, Vec<String>) {
    let (mut words, mut comments) = (String::new(), Vec::new());
    for token in Tokens::new(sql) {
        let text = sql.get(token.start..token.end).unwrap_or_default();
        match token.kind {
            TokenKind::Space => {}
            TokenKind::Comment => comments.push(text.lines().map(str::trim).collect::<Vec<_>>().join("\n")),
            TokenKind::Word => words.push_str(&format!(" {} ", text.to_ascii_uppercase())),
            TokenKind::Quoted | TokenKind::String | TokenKind::DoubleQuoted | TokenKind::Number => {
                words.push_str(&format!(" {text} "));
            }
            TokenKind::HintStart | TokenKind::Symbol => words.push_str(text),
        }
    }
    (words, comments)
}
