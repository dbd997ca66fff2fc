//! Lines of a query, with what neighbours have in columns.

use super::WIDTH;

#[derive(Debug, Default)]
pub(super) struct Line {
    pub indent: usize,
    pub text: String,
    /// A `--` comment behind it.
    pub comment: Option<String>,
    /// Places in `text` that may be widened.
    pub cells: Vec<usize>,
    pub blank_before: bool,
    /// It begins inside a string or a comment.
    pub inside: bool,
    /// It ends inside a string or a comment.
    pub open: bool,
}

impl Line {
    fn width(&self) -> usize {
        self.indent + self.text.chars().count()
    }
}

pub(super) fn print(mut lines: Vec<Line>) -> Vec<String> {
    for run in runs(&lines, |line| (line.cells.len() > 1).then_some((line.indent, line.cells.len()))) {
        align(lines.get_mut(run).unwrap_or_default());
    }
    let mut comments = vec![0; lines.len()];
    for run in runs(&lines, |line| line.comment.is_some().then_some(line.indent)) {
        let widest = lines.get(run.clone()).unwrap_or_default().iter().map(Line::width).max().unwrap_or(0);
        comments.get_mut(run).unwrap_or_default().fill(widest + 2);
    }
    let mut printed = Vec::new();
    for (line, column) in lines.iter().zip(comments) {
        if line.blank_before {
            printed.push(String::new());
        }
        let mut text = " ".repeat(line.indent);
        text.push_str(&line.text);
        if let Some(comment) = &line.comment {
            text.extend(std::iter::repeat_n(' ', column.saturating_sub(line.width())));
            text.push_str(comment);
        }
        if !line.open {
            text.truncate(text.trim_end_matches(' ').len());
        }
        printed.push(text);
    }
    printed
}

/// Neighbours that agree in their key.
fn runs<K: PartialEq>(lines: &[Line], key: impl Fn(&Line) -> Option<K>) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<(K, std::ops::Range<usize>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(key) = key(line).filter(|_| !line.inside) else { continue };
        match runs.last_mut() {
            Some((last, run)) if run.end == at && *last == key && !line.blank_before => run.end = at + 1,
            _ => runs.push((key, at..at + 1)),
        }
    }
    runs.into_iter().map(|(_, run)| run).collect()
}

/// Widens the cells of lines that have equally many, unless a line gets too long.
fn align(lines: &mut [Line]) {
    let columns = lines.first().map_or(0, |line| line.cells.len());
    let cell = |line: &Line, column: usize| {
        let from = column.checked_sub(1).and_then(|before| line.cells.get(before)).copied().unwrap_or(0);
        let to = line.cells.get(column).copied().unwrap_or(from);
        line.text.get(from..to).map_or(0, |text| text.chars().count())
    };
    let widest: Vec<usize> =
        (0..columns).map(|column| lines.iter().map(|line| cell(line, column)).max().unwrap_or(0)).collect();
    let missing: Vec<Vec<usize>> = lines
        .iter()
        .map(|line| widest.iter().enumerate().map(|(column, widest)| widest - cell(line, column)).collect())
        .collect();
    let fits = lines.iter().zip(&missing).all(|(line, missing)| line.width() + missing.iter().sum::<usize>() <= WIDTH);
    if !fits {
        return;
    }
    for (line, missing) in lines.iter_mut().zip(missing) {
        for (at, blanks) in line.cells.clone().into_iter().zip(missing).rev() {
            line.text.insert_str(at, &" ".repeat(blanks));
        }
    }
}
