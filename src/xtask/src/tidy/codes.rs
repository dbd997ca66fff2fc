//! A diagnostic is a row, a page, a constructor and a case. The row cannot be without its page (it would not compile).

use crate::tree;
use weir_diagnostics::codes;

const CASES: &str = "src/compiler/tests/ui/";
const PAGES: &str = "src/diagnostics/explain/";

pub(super) fn check(files: &[String]) -> Result<(), Vec<String>> {
    let mut problems = Vec::new();
    for page in files.iter().filter_map(|file| file.strip_prefix(PAGES)) {
        let id = page.trim_end_matches(".md");
        if codes::find(id).is_none_or(|code| code.id != id) {
            problems.push(format!("{PAGES}{page}: a page without a row in src/diagnostics/src/codes/"));
        }
    }
    let constructors = constants_in_use(files)?;
    let elsewhere = tree::read("src/xtask/src/tidy/codes_without_case.txt")?;
    let excused: Vec<&str> = elsewhere.lines().filter_map(|line| line.split_whitespace().next()).collect();
    for (constant, id) in constants(files)? {
        if !constructors.iter().any(|text| uses(text, &constant)) {
            problems.push(format!("{id}: nothing constructs `{constant}`"));
        }
        let case = files.iter().any(|file| file.strip_prefix(CASES).is_some_and(|name| name.starts_with(&id)));
        if case == excused.contains(&id.as_str()) {
            problems.push(if case {
                format!("{id}: has a case, so it must not stand in codes_without_case.txt")
            } else {
                format!("{id}: no case {CASES}{id}_<name>.weir")
            });
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// `(CONSTANT, id)` of every row.
fn constants(files: &[String]) -> Result<Vec<(String, String)>, Vec<String>> {
    let mut found = Vec::new();
    let tables =
        files.iter().filter(|file| file.starts_with("src/diagnostics/src/codes/") && !file.ends_with("tests.rs"));
    for file in tables {
        for line in tree::read(file)?.lines() {
            let mut parts = line.trim().splitn(2, " = \"");
            if let (Some(constant), Some(rest)) = (parts.next(), parts.next()) {
                let id = rest.split('"').next().unwrap_or_default();
                found.push((constant.to_string(), id.to_string()));
            }
        }
    }
    Ok(found)
}

fn constants_in_use(files: &[String]) -> Result<Vec<String>, Vec<String>> {
    let sources = files.iter().filter(|file| {
        file.ends_with(".rs")
            && file.starts_with("src/")
            && !file.starts_with("src/diagnostics/")
            && !file.contains("tests")
    });
    sources.map(|file| tree::read(file)).collect()
}

fn uses(text: &str, constant: &str) -> bool {
    text.match_indices(constant).any(|(at, _)| {
        let after = text.as_bytes().get(at + constant.len());
        let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
        let word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        !word(after) && !word(before)
    })
}
