//! The query of a transform, moved as a whole where nothing lays it out.

/// The lines of a query whose first stands in `column` (nothing where it follows its brace), moved to `indent`. What
/// lies inside text, quoted names and comments over several lines is not touched.
pub(super) fn lines(sql: &str, column: Option<usize>, indent: usize) -> Vec<String> {
    let pieces = pieces(sql);
    let width = |line: &str| line.chars().take_while(|c| matches!(c, ' ' | '\t')).count();
    let movable = pieces.iter().skip(1).filter(|(line, fixed)| !fixed && !line.trim().is_empty());
    let least = movable.map(|(line, _)| width(line)).chain(column).min().unwrap_or(0);
    let mut lines: Vec<String> = Vec::new();
    for (number, (line, fixed)) in pieces.iter().enumerate() {
        if *fixed {
            lines.push((*line).to_string());
            continue;
        }
        let own = if number == 0 { column.unwrap_or(least) } else { width(line) };
        let line = line.trim_start_matches([' ', '\t']);
        let again = line.is_empty() && lines.last().is_some_and(String::is_empty);
        if !again {
            let margin = if line.is_empty() { 0 } else { indent + own.saturating_sub(least) };
            lines.push(format!("{}{line}", " ".repeat(margin)));
        }
    }
    lines
}

/// Lines without their ends, and whether each begins inside something that must not be moved.
fn pieces(sql: &str) -> Vec<(&str, bool)> {
    let mut inside: Option<&str> = None;
    let mut pieces = Vec::new();
    for line in sql.split('\n') {
        let fixed = inside.is_some();
        inside = state_after(line, inside);
        // White space at the end belongs to what goes on over the line's end.
        let shown = if inside.is_some() { line } else { line.trim_end_matches([' ', '\t', '\r']) };
        pieces.push((shown, fixed));
    }
    pieces
}

/// What is open at the end of a line: the mark that closes it.
fn state_after<'s>(line: &str, mut inside: Option<&'s str>) -> Option<&'s str> {
    let mut rest = line;
    loop {
        if let Some(close) = inside {
            let Some((_, after)) = rest.split_once(close) else { return inside };
            rest = after;
        }
        let at = rest.find(['\'', '`', '-', '/'])?;
        let (_, found) = rest.split_at(at);
        let (close, skip) = match found {
            comment if comment.starts_with("--") => return None,
            comment if comment.starts_with("/*") => (Some("*/"), 2),
            text if text.starts_with('\'') => (Some("'"), 1),
            name if name.starts_with('`') => (Some("`"), 1),
            _ => (None, 1),
        };
        inside = close;
        rest = found.get(skip..).unwrap_or("");
    }
}
