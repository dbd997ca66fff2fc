//! SQL as text: where quotes, brackets and statements end.

/// The text with everything between quotes and back-ticks blanked, so that keywords and brackets can be searched.
pub(crate) fn mask(text: &str) -> String {
    let mut quote = None;
    let blank = |c: char| " ".repeat(c.len_utf8());
    text.chars()
        .map(|c| match quote {
            Some(open) if c == open => {
                quote = None;
                c.to_string()
            }
            Some(_) => blank(c),
            None => {
                if c == '\'' || c == '`' {
                    quote = Some(c);
                }
                c.to_string()
            }
        })
        .collect()
}

/// The brackets of the list of columns.
pub(crate) fn columns(masked: &str) -> Option<(usize, usize)> {
    let open = masked.find('(')?;
    let mut depth = 0_usize;
    for (at, c) in masked.char_indices().skip_while(|(at, _)| *at < open) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return Some((open, at));
        }
    }
    None
}

/// The statements of a script, without their comment lines; a semicolon inside quotes or a comment ends none.
pub(crate) fn statements(script: &str) -> Vec<String> {
    let lines = script.lines().filter(|line| !line.trim_start().starts_with("--"));
    let text: String = lines.map(|line| format!("{line}\n")).collect();
    let masked = mask(&text);
    let mut statements = Vec::new();
    let mut start = 0;
    for (at, _) in masked.match_indices(';').chain([(text.len(), "")]) {
        statements.extend(text.get(start..at).map(str::trim).filter(|part| !part.is_empty()).map(str::to_string));
        start = at + 1;
    }
    statements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_end_at_semicolons_outside_quotes() {
        let script = "-- a; b\nCREATE TABLE t (a INT);\n  SELECT ';' AS `x;y`\nFROM t;\n";
        assert_eq!(statements(script), ["CREATE TABLE t (a INT)", "SELECT ';' AS `x;y`\nFROM t"]);
    }

    #[test]
    fn brackets_in_quotes_are_not_brackets() {
        assert_eq!(columns(&mask("t (a COMMENT ')', b DECIMAL(1, 2)) WITH ()")), Some((2, 33)));
    }
}
