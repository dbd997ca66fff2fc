//! From places where lines may end to lines.

use super::doc::Doc;
use super::lines::Line;
use super::pieces::{Comment, Piece};
use super::tree::Tree;
use super::{STEP, WIDTH};

/// A doc that is still to be written: its indentation, and whether its line ends are taken.
#[derive(Clone, Copy)]
struct Todo<'d> {
    indent: usize,
    broken: bool,
    doc: &'d Doc,
}

pub(super) fn render(pieces: &[Piece<'_>], tree: &Tree, doc: &Doc, indent: usize) -> Vec<Line> {
    let mut renderer = Renderer { pieces, tree, lines: Vec::new(), next: Some(indent), last: None };
    let mut stack = vec![Todo { indent, broken: true, doc }];
    while let Some(todo) = stack.pop() {
        renderer.step(todo, &mut stack);
    }
    renderer.end(indent);
    renderer.lines
}

struct Renderer<'p> {
    pieces: &'p [Piece<'p>],
    tree: &'p Tree,
    lines: Vec<Line>,
    /// The next thing begins a line at this indentation.
    next: Option<usize>,
    last: Option<usize>,
}

impl Renderer<'_> {
    fn step<'d>(&mut self, todo: Todo<'d>, stack: &mut Vec<Todo<'d>>) {
        match todo.doc {
            Doc::Piece(at) => self.piece(*at, todo.indent),
            Doc::Space => self.blank(),
            Doc::Line | Doc::LineOrCell | Doc::Soft if todo.broken => self.next = Some(todo.indent),
            Doc::Cell | Doc::LineOrCell => {
                self.blank();
                if let Some(line) = self.lines.last_mut().filter(|_| self.next.is_none()) {
                    line.cells.push(line.text.len());
                }
            }
            Doc::Line => self.blank(),
            Doc::Soft => {}
            Doc::Seq(docs) => stack.extend(docs.iter().rev().map(|doc| Todo { doc, ..todo })),
            Doc::Indent(docs) => {
                let indent = todo.indent + STEP;
                stack.extend(docs.iter().rev().map(|doc| Todo { indent, doc, ..todo }));
            }
            Doc::Group { broken, docs } => {
                let broken = todo.broken && (*broken || !self.fits(docs, todo.indent, stack));
                stack.extend(docs.iter().rev().map(|doc| Todo { broken, doc, ..todo }));
            }
        }
    }

    fn blank(&mut self) {
        if self.next.is_none() {
            self.push(" ");
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.text.push_str(text);
        }
    }

    /// Writes what begins a line if the line before is at its end.
    fn begin(&mut self, blank_before: bool) {
        if let Some(indent) = self.next.take() {
            if let Some(line) = self.lines.last_mut().filter(|line| !line.open) {
                line.text.truncate(line.text.trim_end_matches(' ').len());
            }
            self.lines.push(Line { indent, blank_before, ..Line::default() });
        }
    }

    /// Writes text that may go over line ends; those stay where they are.
    fn long(&mut self, text: &str) {
        let mut lines = text.split('\n');
        self.push(lines.next().unwrap_or(""));
        for text in lines {
            if let Some(line) = self.lines.last_mut() {
                line.open = true;
            }
            self.lines.push(Line { text: text.to_string(), inside: true, ..Line::default() });
        }
    }

    fn piece(&mut self, at: usize, indent: usize) {
        let Some(piece) = self.pieces.get(at) else { return };
        self.leading(piece, indent);
        let after_open = piece.leading.is_empty() && self.after_open();
        let closes = matches!(piece.text, ")" | "]" | ">");
        self.begin(piece.blank_before && !after_open && !closes);
        if self.tree.upper.get(at) == Some(&true) {
            self.push(&piece.text.to_ascii_uppercase());
        } else {
            self.long(piece.text);
        }
        for comment in &piece.trailing {
            self.trailing(comment, indent);
        }
        self.last = Some(at);
    }

    fn after_open(&self) -> bool {
        let last = self.last.and_then(|last| self.pieces.get(last));
        last.is_some_and(|last| matches!(last.text, "(" | "[" | "<"))
    }

    fn leading(&mut self, piece: &Piece<'_>, indent: usize) {
        for (number, comment) in piece.leading.iter().enumerate() {
            let after_open = number == 0 && self.after_open();
            let blank = comment.blank_before && !after_open && !self.lines.is_empty();
            if comment.own_line {
                let here = self.next.unwrap_or(indent + STEP);
                self.next = Some(self.margin(comment, piece, here));
                self.begin(blank);
                self.comment(comment);
                self.next = Some(here);
            } else {
                // Behind a word that nothing separates from the next one, it stands as a trailing comment does.
                let line = self.lines.last().filter(|_| self.next.is_none());
                let glued = !self.after_open() && line.is_some_and(|line| !line.text.ends_with(' '));
                self.begin(blank);
                self.push(if glued { " " } else { "" });
                let before = self.lines.last().map_or(0, |line| line.text.len());
                self.comment(comment);
                self.push(if glued { "" } else { " " });
                self.move_cell(before);
            }
        }
    }

    /// A cell begins behind the comments in front of it.
    fn move_cell(&mut self, from: usize) {
        let Some(line) = self.lines.last_mut() else { return };
        let to = line.text.len();
        if let Some(cell) = line.cells.last_mut().filter(|cell| **cell == from) {
            *cell = to;
        }
    }

    /// Where a comment on its own line begins: with what follows, or with the line before if it was written deeper than
    /// what follows, as a condition that is commented out before GROUP BY.
    fn margin(&self, comment: &Comment<'_>, piece: &Piece<'_>, here: usize) -> usize {
        let deeper = piece.column.is_none_or(|column| comment.column > column);
        let before = self.lines.iter().rev().find(|line| !line.inside).map_or(0, |line| line.indent);
        if deeper { before.max(here) } else { here }
    }

    /// A comment over several lines keeps its shape: its lines move as the first does.
    fn comment(&mut self, comment: &Comment<'_>) {
        if !comment.text.contains('\n') {
            return self.push(comment.text);
        }
        let column = self.lines.last().map_or(0, |line| line.indent + line.text.chars().count());
        let moved: Vec<String> = comment
            .text
            .split('\n')
            .enumerate()
            .map(|(number, line)| {
                let blanks = line.len() - line.trim_start_matches(' ').len();
                if number == 0 || line.trim().is_empty() {
                    return line.trim_end().to_string();
                }
                let margin = (blanks + column).saturating_sub(comment.column);
                format!("{}{}", " ".repeat(margin), line.trim())
            })
            .collect();
        self.long(&moved.join("\n"));
    }

    fn trailing(&mut self, comment: &Comment<'_>, indent: usize) {
        if comment.line {
            if let Some(line) = self.lines.last_mut() {
                line.comment = Some(comment.text.to_string());
            }
        } else {
            self.push(" ");
            self.comment(comment);
        }
        if comment.ends_line {
            self.next = Some(indent + STEP);
        }
    }

    /// Comments after the last piece.
    fn end(&mut self, indent: usize) {
        if let Some(piece) = self.pieces.last() {
            self.next = Some(indent);
            self.leading(piece, indent);
        }
    }

    /// Whether `docs` on one line, with what follows up to the next place where a line may end, fit the line.
    fn fits(&self, docs: &[Doc], indent: usize, rest: &[Todo<'_>]) -> bool {
        let used = match (self.next, self.lines.last()) {
            (Some(next), _) => next,
            (None, Some(line)) => line.indent + line.text.chars().count(),
            (None, None) => 0,
        };
        let Some(mut room) = WIDTH.checked_sub(used) else { return false };
        let mut todo: Vec<Todo<'_>> = docs.iter().rev().map(|doc| Todo { indent, broken: false, doc }).collect();
        let mut rest = rest.iter().rev();
        while let Some(next) = todo.pop().or_else(|| rest.next().copied()) {
            let width = match next.doc {
                Doc::Piece(at) => match self.width(*at) {
                    (width, true) => return width <= room,
                    (width, false) => width,
                },
                Doc::Line | Doc::LineOrCell | Doc::Soft if next.broken => return true,
                Doc::Space | Doc::Cell | Doc::Line | Doc::LineOrCell => 1,
                Doc::Soft => 0,
                Doc::Seq(docs) | Doc::Indent(docs) | Doc::Group { docs, .. } => {
                    todo.extend(docs.iter().rev().map(|doc| Todo { doc, ..next }));
                    0
                }
            };
            let Some(left) = room.checked_sub(width) else { return false };
            room = left;
        }
        true
    }

    /// The width of a piece with the comments on its line, and whether the line ends there.
    fn width(&self, at: usize) -> (usize, bool) {
        let Some(piece) = self.pieces.get(at) else { return (0, false) };
        if piece.needs_line() {
            return (0, true);
        }
        let comments = piece.leading.iter().chain(&piece.trailing).filter(|comment| !comment.line);
        let first = |text: &str| text.split('\n').next().map_or(0, |line| line.chars().count());
        let width = first(piece.text) + comments.map(|comment| 1 + first(comment.text)).sum::<usize>();
        (width, piece.ends_line() || piece.is_long())
    }
}
