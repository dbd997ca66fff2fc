//! The examples of the pages are tests: the first gives its code, the last gives no error.

#![expect(clippy::unwrap_used, reason = "a test says so by panicking")]

use weir_analysis::{analyze, check_governance};
use weir_diagnostics::{Code, Diagnostics, FileId, codes};

/// Stages that analysis answers for with declared items alone; pages of the others have tests in their crates.
fn is_ours(code: &Code) -> bool {
    let number: u32 = code.id.get(1..).unwrap().parse().unwrap();
    // Products of other pipelines are looked up by the compiler.
    (300..900).contains(&number) && !matches!(number, 314 | 319..=322)
}

fn blocks(page: &str) -> Vec<&str> {
    page.split("```weir\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

fn analysed(text: &str) -> Diagnostics {
    let parsed = weir_syntax::parse(FileId(0), text);
    assert!(parsed.diagnostics.is_empty(), "{text}\n{:#?}", parsed.diagnostics);
    let governance = check_governance(std::slice::from_ref(&parsed.file), &[(FileId(0), "p.weir".into())].into());
    let mut found = analyze(&[parsed.file]).diagnostics;
    found.extend(governance);
    found
}

#[test]
fn the_first_example_of_a_page_gives_its_code_and_the_last_one_gives_none() {
    let mut problems = Vec::new();
    for code in codes::all().filter(|code| is_ours(code)) {
        let examples = blocks(code.page);
        assert!(examples.len() >= 2, "{}: a failing and a fixed example", code.id);
        let shown = |found: &Diagnostics| {
            found.iter().map(|one| format!("    {} {}", one.code.id, one.message)).collect::<Vec<_>>().join("\n")
        };
        let failing = analysed(examples[0]);
        if !failing.iter().any(|found| found.code == *code) || failing.iter().any(|found| found.code != *code) {
            problems.push(format!("{} failing:\n{}", code.id, shown(&failing)));
        }
        let fixed = analysed(examples.last().unwrap());
        if !fixed.is_empty() {
            problems.push(format!("{} fixed:\n{}", code.id, shown(&fixed)));
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}
