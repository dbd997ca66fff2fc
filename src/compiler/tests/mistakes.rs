//! The mistakes that people make with Flink SQL, numbered in `mistakes.tsv`: each has a code of its own at its severity,
//! a case that provokes it, and a page that quotes what Flink or Confluent says, so that a search for that finds ours.
//!
//! In place of codes a row says `refused` where the construct itself is (`docs/refused.md`), or `impossible` where the
//! language has no place for the mistake; a test of the row's name then shows that.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use weir_compiler::{Compilation, Loader, SourceText, Unit, compile};
use weir_diagnostics::{Severity, codes};

const TABLE: &str = include_str!("mistakes.tsv");

struct Mistake<'a> {
    number: u32,
    name: &'a str,
    severity: &'a str,
    codes: Vec<&'a str>,
    case: &'a str,
    says: Vec<&'a str>,
}

fn mistakes() -> Vec<Mistake<'static>> {
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), 6, "{line}");
        Mistake {
            number: cells[0].parse().unwrap(),
            name: cells[1],
            severity: cells[2],
            codes: cells[3].split(' ').collect(),
            case: cells[4],
            says: cells[5].split(" · ").filter(|phrase| !phrase.is_empty()).collect(),
        }
    };
    TABLE.lines().skip(1).map(row).collect()
}

struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _: &str) -> Result<String, String> {
        Err("no such file or directory".to_string())
    }
}

fn compiled(name: &str, text: &str) -> Compilation {
    let source = SourceText { shown: name.into(), artifact: name.into(), text: text.into() };
    compile(Unit { files: vec![source] }, &NoFiles, None)
}

#[expect(clippy::disallowed_methods, reason = "the cases are files")]
fn case(name: &str) -> String {
    let path = format!("{}/tests/ui/{name}.weir", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Lines of a page run on.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn all_forty_seven_are_there() {
    let numbers: Vec<u32> = mistakes().iter().map(|one| one.number).collect();
    assert_eq!(numbers, (1..=47).collect::<Vec<_>>());
}

#[test]
fn each_has_a_code_of_its_own_at_its_severity() {
    let mut taken = BTreeSet::new();
    for mistake in mistakes() {
        match mistake.codes[0] {
            "refused" => {
                let known = weir_analysis::query::REFUSED.iter().any(|refused| refused.name == mistake.case);
                assert!(known, "{} is no longer refused: give it a code", mistake.name);
            }
            "impossible" => assert_eq!(mistake.case, "key_columns_always_lead", "{}", mistake.name),
            own => {
                let code = codes::find(own).unwrap_or_else(|| panic!("{}: there is no {own}", mistake.name));
                let wanted = if mistake.severity == "error" { Severity::Error } else { Severity::Warning };
                assert_eq!(code.severity, wanted, "{}: {own}", mistake.name);
            }
        }
        for code in mistake.codes.iter().filter(|code| code.starts_with(['E', 'W'])) {
            assert!(codes::find(code).is_some(), "{}: there is no {code}", mistake.name);
            assert!(taken.insert(*code), "{}: {code} is another's", mistake.name);
        }
    }
}

#[test]
fn each_has_a_case_that_gives_its_code() {
    for mistake in mistakes().iter().filter(|one| one.codes[0].starts_with(['E', 'W'])) {
        let checked = compiled(mistake.case, &case(mistake.case)).checked;
        let found = checked.diagnostics.iter().any(|one| one.code.id == mistake.codes[0]);
        assert!(found, "{}: {} does not give {}", mistake.name, mistake.case, mistake.codes[0]);
    }
}

#[test]
fn each_page_quotes_what_is_said() {
    for mistake in mistakes().iter().filter(|one| one.codes[0].starts_with(['E', 'W'])) {
        let page = flat(codes::find(mistake.codes[0]).unwrap().page);
        assert!(!mistake.says.is_empty(), "{}: nothing is said", mistake.name);
        for phrase in &mistake.says {
            assert!(page.contains(phrase), "{}: {} does not quote `{phrase}`", mistake.name, mistake.codes[0]);
        }
    }
}

/// Confluent wants key columns first, in the order of DISTRIBUTED BY. weir writes tables itself, so they always are.
#[test]
fn key_columns_always_lead() {
    let text = r#"
pipeline p { owner = "data" }

topic sales { region string  shop int  id int @key  amount double }

transform totals {
  state_ttl = 7d

  SELECT SUM(amount) AS total, region, MAX(id) AS last_id, shop FROM sales GROUP BY shop, region
}

environment cloud: confluent_cloud { cloud = aws  region = "us-east-1" }
"#;
    let compilation = compiled("p.weir", text);
    let artifacts = compilation.artifacts.unwrap();
    let files = artifacts.files().filter(|(path, _)| path.contains("/flink/"));
    let texts: Vec<String> = files.map(|(_, file)| flat(&file.text)).collect();
    let table = texts.iter().find(|text| text.contains("CREATE TABLE IF NOT EXISTS `p.totals`")).unwrap();
    let first = table.split_once('(').unwrap().1.trim_start();
    assert!(first.starts_with("`shop`") || first.starts_with("`region`"), "{table}");
    assert!(table.contains("DISTRIBUTED BY"), "{table}");
}
