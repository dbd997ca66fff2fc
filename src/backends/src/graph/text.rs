//! Widths of text without a font: those of DejaVu Sans, the widest of the fonts that `sans-serif` usually means, so
//! that what fits here fits everywhere.

/// Width in pixels at a font size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// Width of bold text.
pub(super) fn bold_width(text: &str, size: f64) -> f64 {
    width(text, size) * 1.1
}

/// Thousandths would be false precision: a class a width.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' => 0.3,
        'f' | 't' | 'r' | 'I' | 'J' | '.' | ',' | ':' | ';' | '(' | ')' | '[' | ']' | '/' | ' ' | '-' | '·' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '#' | '…' => 1.0,
        '_' | 's' | 'z' | 'c' | 'k' | 'v' | 'x' | 'y' => 0.58,
        'a'..='z' | '0'..='9' => 0.64,
        'A'..='Z' => 0.74,
        ' '..='~' => 0.84,
        // Latin, Greek, Cyrillic; then scripts whose characters are as wide as high.
        '\u{a0}'..='\u{10ff}' => 0.8,
        _ => 1.1,
    }
}

/// The text, or as much of its beginning as fits with an ellipsis. Line breaks and controls become spaces.
pub(super) fn clip(text: &str, size: f64, limit: f64) -> String {
    let text = single_line(text);
    if width(&text, size) <= limit {
        return text;
    }
    let mut room = limit - width("…", size);
    let kept: String = text
        .chars()
        .take_while(|c| {
            room -= em(*c) * size;
            room >= 0.0
        })
        .collect();
    format!("{}…", kept.trim_end())
}

/// One line without control characters.
pub(super) fn single_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// As many names as fit, then how many are left: `customername, address +2`.
pub(super) fn clip_list(names: &[String], size: f64, limit: f64) -> String {
    for shown in (1..=names.len()).rev() {
        let rest = names.len() - shown;
        let more = if rest == 0 { String::new() } else { format!(" +{rest}") };
        let text = single_line(&names.iter().take(shown).map(String::as_str).collect::<Vec<_>>().join(", "));
        if width(&text, size) + width(&more, size) <= limit {
            return text + &more;
        }
        if shown == 1 {
            return clip(&text, size, limit - width(&more, size)) + &more;
        }
    }
    String::new()
}
