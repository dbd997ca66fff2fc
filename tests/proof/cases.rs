//! Every file of `leaking/` and `sound/` gives what its head says, and every rule of the page has two cases.

use crate::{Cases, folder, unit};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::PathBuf;
use weir_compiler::{Checked, check};
use weir_diagnostics::{Diagnostic, Severity};

pub(crate) struct Case {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    rules: Vec<String>,
    expected: String,
}

impl Case {
    pub(crate) fn name(&self) -> String {
        let parts: Vec<_> = self.path.iter().rev().take(2).map(|part| part.to_string_lossy().into_owned()).collect();
        format!("{}/{}", parts[1], parts[0])
    }

    fn read(path: PathBuf) -> Case {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut head = text.lines().take_while(|line| line.starts_with('#'));
        let rules = head.by_ref().next().and_then(|line| line.strip_prefix("# rules: ")).unwrap_or_else(|| {
            panic!("{}: the first line is `# rules: …`", path.display());
        });
        let rules = rules.split(',').map(|rule| rule.trim().to_string()).collect();
        let mut expected = String::new();
        let rest = head.skip_while(|line| !line.starts_with("# expect:"));
        for line in rest.skip(1) {
            let _ = writeln!(expected, "{}", line.strip_prefix("#   ").unwrap_or(line));
        }
        Case { path, text, rules, expected }
    }

    /// The file with another expectation.
    fn with(&self, expected: &str) -> String {
        let mut out = String::new();
        let mut old = false;
        for line in self.text.lines() {
            old = old && line.starts_with('#');
            if old {
                continue;
            }
            if line.starts_with("# expect:") {
                old = true;
                let nothing = if expected.is_empty() { " nothing" } else { "" };
                let _ = writeln!(out, "# expect:{nothing}");
                for line in expected.lines() {
                    let _ = writeln!(out, "#   {line}");
                }
            } else {
                let _ = writeln!(out, "{line}");
            }
        }
        out
    }
}

pub(crate) fn cases(kind: &str) -> Vec<Case> {
    let files = std::fs::read_dir(folder().join(kind)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|ext| ext == "weir")).collect();
    files.sort();
    files.into_iter().map(Case::read).collect()
}

/// Errors, and the warnings of the proof and of rules; other warnings are not what these cases are about.
pub(crate) fn found(checked: &Checked) -> Vec<&Diagnostic> {
    let ours = |one: &&Diagnostic| {
        one.severity() == Severity::Error || one.code.id.starts_with("W07") || one.code.id.starts_with("W08")
    };
    checked.diagnostics.iter().filter(ours).collect()
}

/// Code and message; then the steps in their order, or the labels; then the notes.
pub(crate) fn report(checked: &Checked) -> String {
    let mut out = String::new();
    for one in found(checked) {
        let _ = writeln!(out, "{} {}", one.code.id, one.message.replace('`', ""));
        let mut labels: Vec<(u32, String)> = one
            .labels
            .iter()
            .map(|label| {
                let place = checked.sources.slice(label.span).lines().next().unwrap_or_default();
                let number = label.text.split_once(". ").and_then(|(n, _)| n.parse().ok());
                (number.unwrap_or(u32::MAX), format!("{} | {place}", label.text.replace('`', "")))
            })
            .collect();
        labels.sort_by_key(|(number, _)| *number);
        for (_, line) in &labels {
            let _ = writeln!(out, "  {line}");
        }
        for note in &one.notes {
            let _ = writeln!(out, "  {}", note.replace('`', ""));
        }
    }
    out
}

fn wrong(kind: &str) -> String {
    let bless = std::env::var("PROOF_BLESS").is_ok();
    let mut wrong = String::new();
    for case in cases(kind) {
        let found = report(&check(unit(&case.text), &Cases));
        if found == case.expected {
            continue;
        }
        if bless {
            std::fs::write(&case.path, case.with(&found)).unwrap();
        }
        let _ = writeln!(wrong, "── {}\nexpected\n{}found\n{found}", case.name(), case.expected);
    }
    wrong
}

#[test]
fn what_leaks_gives_exactly_its_errors_with_their_paths() {
    let wrong = wrong("leaking");
    assert!(wrong.is_empty(), "{wrong}");
    let silent: Vec<String> =
        cases("leaking").iter().filter(|case| !case.expected.contains('E')).map(Case::name).collect();
    assert!(silent.is_empty(), "these leak, and expect no error: {silent:?}");
}

#[test]
fn what_is_sound_is_silent() {
    let wrong = wrong("sound");
    assert!(wrong.is_empty(), "{wrong}");
    let loud: Vec<String> = cases("sound").iter().filter(|case| !case.expected.is_empty()).map(Case::name).collect();
    assert!(loud.is_empty(), "these are sound, and expect something: {loud:?}");
}

#[test]
fn there_are_enough_of_both() {
    assert!(cases("leaking").len() >= 40, "leaking: {}", cases("leaking").len());
    assert!(cases("sound").len() >= 40, "sound: {}", cases("sound").len());
}

/// The names in the table "The rules by name" of docs/semantics.md.
fn named_rules() -> BTreeSet<String> {
    let page = std::fs::read_to_string(folder().join("../../docs/semantics.md")).unwrap();
    let table = page.split("### The rules by name").nth(1).unwrap();
    let table = table.split("\n## ").next().unwrap_or_default();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split_once('`').map(|(name, _)| name.to_string())).collect()
}

#[test]
fn every_rule_has_two_cases_and_every_case_names_rules_that_there_are() {
    let rules = named_rules();
    assert!(rules.len() > 20, "{rules:?}");
    let mut count: BTreeMap<String, usize> = rules.iter().map(|rule| (rule.clone(), 0)).collect();
    let mut unknown = Vec::new();
    for case in cases("leaking").iter().chain(&cases("sound")) {
        for rule in &case.rules {
            match count.get_mut(rule) {
                Some(count) => *count += 1,
                None => unknown.push((case.name(), rule.clone())),
            }
        }
    }
    assert!(unknown.is_empty(), "no such rules: {unknown:?}");
    let few: Vec<_> = count.iter().filter(|(_, count)| **count < 2).collect();
    assert!(few.is_empty(), "rules with fewer than two cases: {few:?}");
    // Ways in which a class is inherited, handed on as influence, or cleared.
    let ways = |rule: &str| ["inherits.", "influence.", "clears."].iter().any(|way| rule.starts_with(way));
    let few: Vec<_> = count.iter().filter(|(rule, count)| ways(rule) && **count < 5).collect();
    assert!(few.is_empty(), "ways with fewer than five cases: {few:?}");
}
