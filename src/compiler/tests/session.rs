//! A session's check gives what a check from nothing gives, to the byte, whatever was edited before.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and its cases are files"
)]

#[path = "../../../tests/queries/random.rs"]
mod random;

use random::Random;
use std::path::Path;
use weir_compiler::{Checked, Loader, Rechecked, Session, SourceText, Unit, check};
use weir_diagnostics::{FileId, Span, render};
use weir_ir::Project;

struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _: &str) -> Result<String, String> {
        Err("no such file or directory".to_string())
    }
}

fn unit(texts: &[String]) -> Unit {
    let name = |n: usize| format!("part{n}.weir");
    let file = |(n, text): (usize, &String)| SourceText { shown: name(n), artifact: name(n), text: text.clone() };
    Unit { files: texts.iter().enumerate().map(file).collect() }
}

/// The project as text, each place where the sources have it.
fn shown(project: &Project, place: impl Fn(Span) -> Span) -> String {
    let mut project = project.clone();
    project.files.clear();
    project.line_starts.clear();
    let text = format!("{project:?}");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("Span { file: FileId(") {
        let (numbers, after) = after.split_once('}').unwrap();
        let numbers: Vec<u32> =
            numbers.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
        let at = place(Span { file: FileId(numbers[0]), start: numbers[1], end: numbers[2] });
        out.push_str(before);
        out.push_str(&format!("@{}:{}-{}", at.file.0, at.start, at.end));
        rest = after;
    }
    out + rest
}

fn compare(again: &Rechecked, fresh: &Checked, what: &str) {
    let words = |diagnostics: &weir_diagnostics::Diagnostics, sources| {
        diagnostics.iter().map(|one| render::plain(one, sources)).collect::<Vec<_>>()
    };
    assert_eq!(words(&again.diagnostics, &again.sources), words(&fresh.diagnostics, &fresh.sources), "{what}");
    assert!(again.diagnostics == fresh.diagnostics, "{what}");
    let (a, b) = (shown(&again.project, |span| again.place(span)), shown(&fresh.project, |span| span));
    if a != b {
        let at = a.bytes().zip(b.bytes()).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len()));
        let around = |text: &str| {
            text.chars().skip(text[..at].chars().count().saturating_sub(300)).take(600).collect::<String>()
        };
        panic!("{what}\nagain: {}\nfresh: {}", around(&a), around(&b));
    }
}

/// Pieces of a text between blank lines: about an item each.
fn parts(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::to_string).collect()
}

const WORDS: &[&str] =
    &["SELECT", "id", "name", "42", "'x'", "WHERE", "@pii", "}", "{", "int", "n", "= 7d", "s0.items", ","];

/// One edit of somebody who types.
fn edit(text: &str, random: &mut Random) -> String {
    let mut all = parts(text);
    let n = random.below(all.len());
    let other = random.below(all.len());
    match random.below(9) {
        0 => drop(all.remove(n)),
        1 => all.insert(n, all[other].clone()),
        2 => all.swap(n, other),
        3 => all[n].insert_str(0, "# a comment\n"),
        4 => all[n] = all[n].replacen(' ', "  ", 1),
        5 => all.insert(n, format!("topic new_{n} {{\n  id int @key\n  n int\n  ts timestamp_ltz(3) @event_time\n}}")),
        6 => all.insert(n, format!("transform extra_{n} {{\n  SELECT id, n + {other} AS m FROM e0\n}}")),
        _ => {
            // A word becomes another one, or goes.
            let mut words: Vec<&str> = all[n].split(' ').collect();
            let at = random.below(words.len());
            words[at] = if random.below(4) == 0 { "" } else { WORDS[random.below(WORDS.len())] };
            all[n] = words.join(" ");
        }
    }
    all.join("\n\n")
}

/// Tables with classes and masks, and transforms over each other, as wide as they are long.
fn pipeline(groups: usize) -> String {
    let mut text = "pipeline p { owner = \"o\" }\n\nenvironment dev: embedded\n\nenvironment local: self_managed { kafka = \"k:9092\" registry = \"http://r\" connect = \"http://c\" flink_gateway = \"http://f\" flink_rest = \"http://f\" }\n\nsink lake: file {\n  path = \"out\"\n  from = [t0, u0]\n}\n\npolicy { permit pii to lake }".to_string();
    for n in 0..groups {
        let before = n.saturating_sub(1);
        text += &format!(
            "\n\nsource s{n}: postgres {{\n  database = \"d\"\n  host = \"h\"\n  user = \"u\"\n  password = secret(\"p\")\n  table items {{\n    id int @key\n    name varchar(20) @pii\n    price decimal(10, 2)\n  }}\n}}\n\ntopic e{n} {{\n  id int @key\n  item int\n  n int\n  ts timestamp_ltz(3) @event_time\n}}\n\nmask s{n}.items.price with nullify raw allowed \"a test\"\n\ntransform t{n} {{\n  SELECT id, UPPER(name) AS name, price FROM s{n}.items WHERE id > {n}\n}}\n\ntransform u{n} {{\n  state_ttl = 7d\n  upsert_key = [id]\n  SELECT e.id, t.name, e.n FROM e{before} e JOIN t{n} t ON e.item = t.id\n}}\n\ntransform w{n} {{\n  SELECT window_start, window_end, SUM(n) AS total\n  FROM TABLE(TUMBLE(TABLE e{n}, DESCRIPTOR(ts), INTERVAL '5' SECOND))\n  GROUP BY window_start, window_end\n}}\n\ntransform v{n} {{\n  upsert_key = [id]\n  SELECT id, name, n FROM u{before} WHERE n > {n}\n}}"
        );
    }
    text
}

#[test]
fn a_session_finds_what_a_check_from_nothing_finds() {
    let edits = std::env::var("WEIR_EDITS").ok().and_then(|text| text.parse().ok()).unwrap_or(40);
    let read = |name: &str| {
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../pipelines").join(name)).unwrap()
    };
    let made = pipeline(4);
    let (first, second) = made.split_at(made.find("\n\nsource s2").unwrap());
    let starts = [vec![made.clone()], vec![first.to_string(), second.to_string()], vec![read("online_retailer.weir")]];
    for (n, start) in starts.iter().enumerate() {
        let mut random = Random::new(n as u64 + 1);
        let mut session = Session::default();
        let mut texts = start.clone();
        let mut before = texts.clone();
        for step in 0..edits {
            let fresh = check(unit(&texts), &NoFiles);
            compare(&session.check(unit(&texts), &NoFiles), &fresh, &format!("start {n}, step {step}"));
            // Nobody works on with a file in which everything is broken.
            texts = match random.below(if fresh.diagnostics.has_errors() { 3 } else { 12 }) {
                0 => before.clone(),
                1 => start.clone(),
                _ => {
                    before.clone_from(&texts);
                    let n = random.below(texts.len());
                    texts[n] = edit(&texts[n], &mut random);
                    texts
                }
            };
        }
    }
}

#[test]
fn an_edit_of_one_transform_analyses_no_other() {
    let mut session = Session::default();
    let text = pipeline(3);
    let first = session.check(unit(std::slice::from_ref(&text)), &NoFiles);
    let wrong: Vec<_> = first.diagnostics.iter().map(|one| render::plain(one, &first.sources)).collect();
    assert!(!first.diagnostics.has_errors(), "{}", wrong.concat());
    let edited = text.replace(
        "SELECT id, UPPER(name) AS name, price FROM s1.items WHERE id > 1",
        "SELECT id, UPPER(name) AS name, price FROM s1.items WHERE id > 17",
    );
    assert_ne!(text, edited);
    let second = session.check(unit(&[edited]), &NoFiles);
    // What was not analysed again is the same thing, not an equal one.
    let plan = |project: &Project, name: &str| {
        let relation = &project.relations[project.relations.find(name).unwrap()];
        relation.plan.as_ref().unwrap().root.inputs.first().map(std::sync::Arc::as_ptr)
    };
    for name in ["t0", "t2", "u0", "u1", "u2", "v1", "w0", "w1"] {
        assert_eq!(plan(&first.project, name), plan(&second.project, name), "{name}");
    }
    assert_ne!(plan(&first.project, "t1"), plan(&second.project, "t1"));
}
