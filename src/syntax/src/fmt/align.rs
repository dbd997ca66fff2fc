//! Lines and their columns.

/// A line of output before its columns are aligned.
pub(super) struct Line {
    pub indent: usize,
    pub kind: Kind,
    pub blank_before: bool,
    /// One for most lines; more where a column may be aligned with the neighbours'.
    pub cells: Vec<String>,
    /// A comment behind the code, and the column at which it stood.
    pub comment: Option<(usize, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `name` and `= value`.
    Setting,
    /// Name, type and attributes.
    Field,
    /// `bind name` and its block, where it has no kind.
    Bind,
    /// A comment or documentation: the columns around it go on.
    Aside,
    /// A line of a query, already laid out. It may end inside a string.
    Sql,
    Other,
}

impl Line {
    pub(super) fn new(indent: usize, kind: Kind, blank_before: bool) -> Self {
        Line { indent, kind, blank_before, cells: vec![String::new()], comment: None }
    }
}

/// The text of the lines, each run of neighbours of one kind in columns.
pub(super) fn print(mut lines: Vec<Line>) -> String {
    let mut run: Vec<&mut Line> = Vec::new();
    for line in &mut lines {
        let first = run.first().map(|first| (first.kind, first.indent));
        if line.kind == Kind::Aside && !line.blank_before && first.is_some_and(|(_, indent)| indent == line.indent) {
            continue;
        }
        if line.blank_before || first != Some((line.kind, line.indent)) {
            align(&mut run);
            run.clear();
        }
        if matches!(line.kind, Kind::Setting | Kind::Field | Kind::Bind) {
            run.push(line);
        }
    }
    align(&mut run);
    let mut text = String::new();
    for line in &lines {
        if line.blank_before {
            text.push('\n');
        }
        text.push_str(&line.print());
        text.push('\n');
    }
    text
}

/// Pads every cell that another follows to the widest such one of the run.
fn align(run: &mut [&mut Line]) {
    let columns = run.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    for column in 0..columns.saturating_sub(1) {
        let width = |line: &&mut Line| {
            let cell = line.cells.get(column)?;
            let counts = line.kind == Kind::Bind || line.cells.len() > column + 1;
            let shown = if line.kind == Kind::Bind { cell.split(':').next().unwrap_or(cell) } else { cell };
            counts.then(|| shown.chars().count())
        };
        let widest = run.iter().filter_map(width).max().unwrap_or(0);
        for line in run.iter_mut().filter(|line| line.cells.len() > column + 1) {
            if let Some(cell) = line.cells.get_mut(column) {
                let missing = widest.saturating_sub(cell.chars().count());
                cell.extend(std::iter::repeat_n(' ', missing));
            }
        }
    }
}

impl Line {
    fn print(&self) -> String {
        let mut text = " ".repeat(self.indent);
        text.push_str(&self.cells.join(" "));
        if self.kind != Kind::Sql {
            text.truncate(text.trim_end().len());
        }
        if let Some((column, comment)) = &self.comment {
            let width = text.chars().count();
            text.extend(std::iter::repeat_n(' ', column.saturating_sub(width).max(2)));
            text.push_str(comment);
        }
        text
    }
}
