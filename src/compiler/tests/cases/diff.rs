//! What differs between two texts, for people.

/// Lines around a difference.
const AROUND: usize = 2;
/// Lines of one difference.
const MOST: usize = 40;

/// The lines from the first to the last that differs, `-` what stood there and `+` what came, with some around.
pub(crate) fn lines(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let same = |pair: &(&&str, &&str)| pair.0 == pair.1;
    let head = old.iter().zip(&new).take_while(same).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(same).count();
    let mut shown: Vec<String> = Vec::new();
    let start = head.saturating_sub(AROUND);
    shown.extend(old[start..head].iter().map(|line| format!("    {line}")));
    shown.extend(old[head..old.len() - tail].iter().map(|line| format!("  - {line}")));
    shown.extend(new[head..new.len() - tail].iter().map(|line| format!("  + {line}")));
    let end = (old.len() - tail + AROUND).min(old.len());
    shown.extend(old[old.len() - tail..end].iter().map(|line| format!("    {line}")));
    if shown.is_empty() {
        return "  the last line's end differs\n".to_string();
    }
    let left = shown.len().saturating_sub(MOST);
    shown.truncate(MOST);
    let more = if left == 0 { String::new() } else { format!("  … {left} lines more\n") };
    shown.join("\n") + "\n" + &more
}
