//! Mutants of valid queries: a token dropped, doubled, swapped or retyped. Nothing panics, and what is said is said of the
//! transform that was changed.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and its cases are files"
)]

#[path = "../../../tests/queries/generator.rs"]
mod generator;
#[path = "../../../tests/queries/random.rs"]
mod random;

use random::Random;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use weir_compiler::{Checked, Loader, SourceText, Unit, check};
use weir_diagnostics::{Diagnostic, FileId, Span, Spanned, render};
use weir_ir::{Project, RelationKind, TransformSettings};

struct Beside;

impl Loader for Beside {
    fn load(&self, shown: &str) -> Result<String, String> {
        std::fs::read_to_string(shown).map_err(|error| error.to_string())
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn checked(shown: &str, text: &str) -> Checked {
    let source = SourceText { shown: shown.into(), artifact: shown.into(), text: text.into() };
    check(Unit { files: vec![source] }, &Beside)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "weir") {
            found.push(path);
        }
    }
}

/// A query that is right, in the text of its pipeline.
struct Valid {
    shown: String,
    text: String,
    project: std::rc::Rc<Project>,
    settings: TransformSettings,
    /// Of the query in the text.
    query: Range<usize>,
    /// Of the item around it.
    item: Range<usize>,
    /// Nothing else in the text names the transform.
    leaf: bool,
}

fn valid_of(shown: &str, text: &str, all: &mut Vec<Valid>) {
    let checked = checked(shown, text);
    if checked.diagnostics.has_errors() {
        return;
    }
    let project = std::rc::Rc::new(checked.project);
    for item in &checked.files[0].items {
        let weir_syntax::ast::ItemKind::Transform(transform) = &item.kind else { continue };
        let name = &transform.name.value;
        let relation = &project.relations[project.relations.find(name).unwrap()];
        let RelationKind::Transform(settings) = &relation.kind else { continue };
        let range = |span: Span| span.start as usize..span.end as usize;
        let named = text.match_indices(name.as_str()).count();
        all.push(Valid {
            shown: shown.into(),
            text: text.into(),
            project: project.clone(),
            settings: settings.clone(),
            query: range(transform.body.span),
            item: range(item.span),
            leaf: named == 1,
        });
    }
}

fn valid() -> Vec<Valid> {
    let mut all = Vec::new();
    let mut paths = Vec::new();
    for folder in ["pipelines", "src/compiler/tests/cases", "tests/proof/sound"] {
        files(&root().join(folder), &mut paths);
    }
    paths.sort();
    for path in paths {
        // Cases of the proof include what lies beside their folder.
        let shown = path.to_string_lossy().replace('\\', "/").replace("/sound/", "/");
        valid_of(&shown, &std::fs::read_to_string(&path).unwrap(), &mut all);
    }
    for n in 0..60 {
        let query = generator::query(&mut Random::new(n));
        let topics = generator::TOPICS;
        let text = format!("pipeline p {{ owner = \"o\" }}\n{topics}transform q {{\n  state_ttl = 7d\n  {query}\n}}\n");
        valid_of("random.weir", &text, &mut all);
    }
    all
}

/// Words, numbers, texts, quoted names and marks of SQL.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut all = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let wordy = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 128;
        match bytes[at] {
            byte if byte.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            quote @ (b'\'' | b'`') => {
                at += 1;
                while at < bytes.len() && bytes[at] != quote {
                    at += 1;
                }
                at = (at + 1).min(bytes.len());
            }
            byte if wordy(byte) => {
                while at < bytes.len() && wordy(bytes[at]) {
                    at += 1;
                }
            }
            _ => at += 1,
        }
        all.push(start..at);
    }
    all
}

const OTHERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "99999999999999999999",
    "1.5e400",
    "'x'",
    "''",
    "'",
    "`",
    "`x`",
    "NULL",
    "TRUE",
    "id",
    "nobody",
    "*",
    "(",
    ")",
    ",",
    ".",
    "=",
    "<>",
    "+",
    "||",
    "[",
    "]",
    "AND",
    "NOT",
    "SELECT",
    "FROM",
    "WHERE",
    "GROUP",
    "BY",
    "HAVING",
    "JOIN",
    "LEFT",
    "ON",
    "USING",
    "UNION",
    "ALL",
    "OVER",
    "AS",
    "CASE",
    "WHEN",
    "END",
    "IN",
    "BETWEEN",
    "LIKE",
    "IS",
    "INTERVAL",
    "DATE",
    "TIMESTAMP",
    "CAST",
    "COUNT",
    "SUM",
    "ROW_NUMBER",
    "TUMBLE",
    "TABLE",
    "DESCRIPTOR",
    "UNNEST",
    "LATERAL",
    "EXISTS",
    "ROW",
    "ARRAY",
    "MAP",
    "DISTINCT",
    "ORDER",
    "LIMIT",
    "OFFSET",
    "WITH",
    "VALUES",
    "=>",
    "/*+",
    "*/",
    "--",
    "/*",
    ";",
    "}",
    "{",
    "#",
    "?",
    ":",
    "::",
    "\u{0}",
    "é",
    "\u{1F600}",
    "$rowtime",
    "window_start",
    "MATCH_RECOGNIZE",
    "FOR SYSTEM_TIME AS OF",
    "DAY",
];

/// A query with one token, now and then two, other than it was.
fn mutant(query: &str, random: &mut Random) -> String {
    let mut text = query.to_string();
    for _ in 0..=usize::from(random.once_in(4)) {
        let all = tokens(&text);
        if all.is_empty() {
            return text;
        }
        let one = random.one_of(&all).clone();
        match random.below(5) {
            0 => text.replace_range(one, ""),
            1 => {
                let other = random.one_of(&all).clone();
                let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
                if first.end <= second.start {
                    let (a, b) = (text[first.clone()].to_string(), text[second.clone()].to_string());
                    text.replace_range(second, &a);
                    text.replace_range(first, &b);
                }
            }
            2 => {
                let again = format!("{} ", &text[one.clone()]);
                text.insert_str(one.start, &again);
            }
            3 => {
                let other = text[random.one_of(&all).clone()].to_string();
                text.replace_range(one, &other);
            }
            _ => {
                let other: &&str = random.one_of(OTHERS);
                text.replace_range(one, other);
            }
        }
    }
    text
}

fn number(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// What is said of a query alone: all of it lies in its text.
fn judged_alone(valid: &Valid, mutant: &str) -> Vec<String> {
    let file = FileId(u32::MAX);
    let text = Spanned::new(mutant.to_string(), Span::new(file, 0, mutant.len()));
    let alone = weir_analysis::query::alone(&valid.project, &valid.settings, &text);
    let outside = |one: &Diagnostic| {
        let at = one.primary()?;
        let inside = at.file == file && at.start <= at.end && at.end as usize <= mutant.len();
        let whole = mutant.is_char_boundary(at.start as usize) && mutant.is_char_boundary(at.end as usize);
        (!(inside && whole)).then(|| format!("{} {} at {at:?}", one.code.id, one.message))
    };
    alone.diagnostics.iter().filter_map(outside).collect()
}

/// What is said of the whole pipeline: what was not said before lies in the item that was changed.
fn judged_whole(valid: &Valid, before: &Checked, mutant: &str) -> Vec<String> {
    let mut text = valid.text.clone();
    text.replace_range(valid.query.clone(), mutant);
    let after = checked(&valid.shown, &text);
    let grown = text.len() as i64 - valid.text.len() as i64;
    let item = valid.item.start..(valid.item.end as i64 + grown) as usize;
    let known: Vec<(&str, &str)> = before.diagnostics.iter().map(|one| (one.code.id, one.message.as_str())).collect();
    let new = after.diagnostics.iter().filter(|one| !known.contains(&(one.code.id, one.message.as_str())));
    let outside = new.filter(|one| {
        let Some(at) = one.primary() else { return true };
        at.file == FileId(0) && !(item.start <= at.start as usize && at.end as usize <= item.end)
    });
    outside.map(|one| render::plain(one, &after.sources)).collect()
}

#[test]
fn a_mutant_is_judged_where_it_stands() {
    let (count, seed) = (number("WEIR_MUTANTS", 1_500), number("WEIR_SEED", 1));
    let all = valid();
    assert!(all.len() > 100, "only {} valid queries", all.len());
    let mut problems = Vec::new();
    for n in 0..count {
        let random = &mut Random::new((seed * 1_000_000 + n) as u64);
        let valid = random.one_of(&all);
        let mutant = mutant(&valid.text[valid.query.clone()], random);
        match catch_unwind(AssertUnwindSafe(|| judged_alone(valid, &mutant))) {
            Ok(found) if found.is_empty() => {}
            Ok(found) => problems.push(format!("{}: {}\n{mutant}\n", valid.shown, found.join("; "))),
            Err(_) => problems.push(format!("{}: panics\n{mutant}\n", valid.shown)),
        }
    }
    assert!(problems.is_empty(), "{} of {count}:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn a_pipeline_with_a_mutant_is_wrong_there_only() {
    let (count, seed) = (number("WEIR_MUTANTS", 1_500) / 10, number("WEIR_SEED", 1));
    let all: Vec<Valid> = valid().into_iter().filter(|valid| valid.leaf).collect();
    let mut problems = Vec::new();
    for n in 0..count {
        let random = &mut Random::new((seed * 2_000_000 + n) as u64);
        let valid = random.one_of(&all);
        let mutant = mutant(&valid.text[valid.query.clone()], random);
        // What closes the item, or begins a comment or text that runs out of it, leaves the rest to be guessed.
        if mutant.contains(['{', '}', '\'', '`']) || mutant.contains("/*") {
            continue;
        }
        let run = || {
            let before = checked(&valid.shown, &valid.text);
            let _ = weir_syntax::fmt::format(&valid.text.replacen(&valid.text[valid.query.clone()], &mutant, 1));
            judged_whole(valid, &before, &mutant)
        };
        match catch_unwind(AssertUnwindSafe(run)) {
            Ok(found) if found.is_empty() => {}
            Ok(found) => problems.push(format!("{}: {}\n{mutant}\n", valid.shown, found.concat())),
            Err(_) => problems.push(format!("{}: panics\n{mutant}\n", valid.shown)),
        }
    }
    assert!(problems.is_empty(), "{} of {count}:\n{}", problems.len(), problems.join("\n"));
}
