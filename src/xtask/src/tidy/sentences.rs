//! Each sentence of the language's pages that promises an error or a warning stands in `docs/errors.md` as a list item,
//! with its codes as an item below; a code may be `planned`, and `none` says that the sentence promises nothing.

use crate::tree;
use weir_diagnostics::codes;

const PAGES: &[&str] = &["docs/language.md", "docs/semantics.md"];
const MAP: &str = "docs/errors.md";
const WORDS: &[&str] = &["error", "errors", "warning", "warnings", "refused", "refuses"];

pub(super) fn check(files: &[String]) -> Result<(), Vec<String>> {
    let map = tree::read(MAP)?;
    let rows = rows(&map);
    let mut problems = Vec::new();
    for page in PAGES {
        for sentence in sentences(&tree::read(page)?) {
            if !rows.iter().any(|(known, _)| *known == sentence) {
                problems.push(format!("{page}: no row in {MAP} for: {sentence}"));
            }
        }
    }
    let elsewhere = tree::read("src/xtask/src/tidy/codes_without_case.txt")?;
    for (sentence, answer) in &rows {
        let whole = PAGES.iter().map(|page| tree::read(page)).collect::<Result<Vec<_>, _>>()?;
        if !whole.iter().any(|page| sentences(page).contains(sentence)) {
            problems.push(format!("{MAP}: no page says (any more): {sentence}"));
        }
        if answer.is_empty() {
            problems.push(format!("{MAP}: no code for: {sentence}"));
        }
        for id in answer.split([',', ' ']).filter(|part| !part.is_empty() && !["planned", "none"].contains(part)) {
            if codes::find(id).is_none() {
                problems.push(format!("{MAP}: `{id}` is no code"));
            } else if !elsewhere.lines().any(|line| line.starts_with(id))
                && !files.iter().any(|file| file.contains(&format!("/ui/{id}_")))
            {
                problems.push(format!("{MAP}: {id} has no ui case"));
            }
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// `(sentence, codes)` of each item.
fn rows(map: &str) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = Vec::new();
    for line in map.lines() {
        if let Some(sentence) = line.strip_prefix("- ") {
            rows.push((sentence.to_string(), String::new()));
        } else if let (Some(codes), Some(last)) = (line.strip_prefix("  - "), rows.last_mut()) {
            last.1 = codes.to_string();
        }
    }
    rows
}

/// The sentences (or cells of tables) that hold one of the words, on one line, without Markdown's pipes.
pub(crate) fn sentences(page: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for paragraph in paragraphs(page) {
        for sentence in paragraph.split_inclusive(". ").map(str::trim) {
            let words = sentence.split(|c: char| !c.is_alphanumeric());
            if words.into_iter().any(|word| WORDS.contains(&word.to_lowercase().as_str())) {
                found.push(sentence.trim_end_matches('.').to_string());
            }
        }
    }
    found.dedup();
    found
}

/// Blocks of text without blank lines; list items and cells of tables stand alone, code blocks are left out.
fn paragraphs(page: &str) -> Vec<String> {
    let mut blocks: Vec<String> = vec![String::new()];
    let mut code = false;
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            code = !code;
        } else if code || line.trim().is_empty() || line.starts_with('#') {
            blocks.push(String::new());
        } else if line.starts_with('|') {
            blocks.extend(line.split('|').map(|cell| cell.trim().to_string()));
            blocks.push(String::new());
        } else {
            if line.starts_with("- ") {
                blocks.push(String::new());
            }
            if let Some(last) = blocks.last_mut() {
                last.push_str(line.trim_start_matches("- ").trim());
                last.push(' ');
            }
        }
    }
    blocks.retain(|block| !block.trim().is_empty());
    blocks
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_are_found_across_lines_in_lists_and_in_cells() {
        let page = "# Errors\n\nFine here. Two items\nwith one name are an error. So.\n\n- a list item is\n  refused\n- fine\n\n| a cell that is a warning | x |\n|---|---|\n\n```\nerror in code\n```\n";
        assert_eq!(
            sentences(page),
            ["Two items with one name are an error", "a list item is refused", "a cell that is a warning"]
        );
    }
}
