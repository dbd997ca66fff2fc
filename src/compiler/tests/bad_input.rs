//! Input that nobody means: it gets a diagnostic, never a panic and never a hang. The clock is generous, because the
//! machines that run tests are slow; what is asked for is that time does not grow out of hand with the input.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};
use weir_compiler::{Checked, Loader, SourceText, Unit, compile};

/// In a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _: &str) -> Result<String, String> {
        Err("no such file or directory".to_string())
    }
}

#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
fn checked(text: &str) -> Checked {
    let source = SourceText { shown: "p.weir".into(), artifact: "p.weir".into(), text: text.into() };
    let start = Instant::now();
    let checked = compile(Unit { files: vec![source] }, &NoFiles, None).checked;
    let took = start.elapsed();
    assert!(took < PATIENCE, "took {took:?}");
    checked
}

fn codes(text: &str) -> Vec<&'static str> {
    checked(text).diagnostics.iter().map(|one| one.code.id).collect()
}

const HEAD: &str = "pipeline p { owner = \"data\" }\n\ntopic t { id int @key  Name string  name string  ts timestamp_ltz(3) @event_time }\n\n";

fn transform(query: &str) -> String {
    format!("{HEAD}transform r {{\n  {query}\n}}\n")
}

/// What the query of a transform gets.
fn of_query(query: &str) -> Vec<&'static str> {
    codes(&transform(query))
}

#[test]
fn deep_nesting_is_refused() {
    let depth = 20_000;
    let many = |open: &str, close: &str| format!("SELECT {}1{} AS x FROM t", open.repeat(depth), close.repeat(depth));
    for query in [
        many("(", ")"),
        many("CAST(", " AS INT)"),
        many("CASE WHEN TRUE THEN ", " END"),
        many("ARRAY[", "]"),
        many("- ", ""),
        many("NOT ", ""),
        format!("SELECT id FROM {}t{}", "(SELECT * FROM ".repeat(depth), ")".repeat(depth)),
        format!("SELECT id FROM t WHERE {}", vec!["id = 1"; depth].join(" OR ")),
        format!("SELECT {} AS x FROM t", vec!["id"; depth].join(" + ")),
        format!("SELECT id FROM {}", vec!["t"; 3000].join(" NATURAL JOIN ")),
        vec!["SELECT id FROM t"; 3000].join(" UNION ALL "),
    ] {
        let found = of_query(&query);
        let start: String = query.chars().take(60).collect();
        assert!(!found.is_empty(), "{start}…: nothing is said");
        assert!(found.iter().all(|code| *code != "E0999"), "{start}…: {found:?}");
    }
    let item = format!("pipeline p {{ owner = {}1{} }}", "[".repeat(depth), "]".repeat(depth));
    assert!(codes(&item).contains(&"E0106"));
}

#[test]
fn a_list_of_a_hundred_thousand_is_read() {
    let list: Vec<String> = (0..100_000).map(|n| n.to_string()).collect();
    let found = of_query(&format!("SELECT id FROM t WHERE id IN ({})", list.join(", ")));
    assert_eq!(found, Vec::<&str>::new());
}

#[test]
fn thousands_of_columns_are_read() {
    let fields: Vec<String> = (0..3000).map(|n| format!("  c{n} int?")).collect();
    let topic = format!("pipeline p {{ owner = \"data\" }}\n\ntopic wide {{\n{}\n}}\n", fields.join("\n"));
    let names: Vec<String> = (0..3000).map(|n| format!("c{n}")).collect();
    let query = format!("{topic}\ntransform r {{ SELECT {} FROM wide }}\n", names.join(", "));
    assert_eq!(codes(&query), Vec::<&str>::new());
    let star = format!("{topic}\ntransform r {{ SELECT * FROM wide }}\n");
    assert_eq!(codes(&star), ["W0532"]);
}

#[test]
fn circles_between_transforms_are_one_error() {
    let ring: Vec<String> =
        (0..500).map(|n| format!("transform r{n} {{ SELECT id FROM r{} }}", (n + 1) % 500)).collect();
    assert_eq!(codes(&format!("{HEAD}{}", ring.join("\n"))), ["E0307"]);
    assert_eq!(of_query("SELECT id FROM r"), ["E0307"], "a transform that reads itself");
}

/// Query and the codes that it gets.
const QUERIES: &[(&str, &[&str])] = &[
    ("SELECT id FROM t a JOIN t b ON a.id = b.id", &["E0512"]),
    ("SELECT t.id FROM t, t", &["E0517"]),
    ("SELECT NAME FROM t", &["E0303"]),
    ("SELECT Name, name FROM t", &[]),
    ("SELECT id AS value FROM t", &["E0202"]),
    ("SELECT id AS `value` FROM t", &[]),
    ("SELECT id AS naïve FROM t", &[]),
    ("SELECT id AS `naïve 🦆` FROM t", &[]),
    ("SELECT 'Ünïcödé 🦆' AS word FROM t", &[]),
    ("SELECT id\u{0} FROM t", &["E0201"]),
    ("SELECT '\u{0}' AS nul FROM t", &[]),
    ("", &["E0101"]),
    (";", &["E0201"]),
    ("-- nothing", &["E0206"]),
];

#[test]
fn names_and_letters_get_what_they_deserve() {
    let wrong: Vec<String> = QUERIES
        .iter()
        .map(|(query, wanted)| (query, wanted, of_query(query)))
        .filter(|(_, wanted, found)| found != *wanted)
        .map(|(query, wanted, found)| format!("{query:?}: {found:?}, not {wanted:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const WHOLE: &str = "\
WITH c AS (SELECT id, name, ts FROM t WHERE name LIKE 'a%' AND ts > TIMESTAMP '2024-01-01 00:00:00')
SELECT window_start, window_end, COUNT(*) FILTER (WHERE id > 1) AS n, MAX(CASE id WHEN 1 THEN 'x' ELSE name END) AS most
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' MINUTE))
GROUP BY window_start, window_end
HAVING COUNT(*) > 1";

#[test]
fn a_query_cut_off_anywhere_is_read() {
    let places: Vec<usize> = WHOLE.char_indices().map(|(at, _)| at).step_by(7).collect();
    for at in places {
        let (head, _) = WHOLE.split_at(at);
        checked(&transform(head));
        // And the file too.
        checked(&format!("{HEAD}transform r {{\n  {head}"));
    }
}

#[test]
fn lines_may_end_as_on_windows() {
    let text = transform("SELECT id,\n  name -- the name\n  FROM t");
    assert_eq!(codes(&text), Vec::<&str>::new());
    assert_eq!(codes(&text.replace('\n', "\r\n")), Vec::<&str>::new());
    assert_eq!(codes(&format!("\u{feff}{text}")), Vec::<&str>::new(), "a byte order mark");
}

#[test]
fn bytes_that_are_no_text_of_a_file_are_told() {
    for text in [
        "\u{0}",
        "pipeline p {\u{0}}",
        "🦆",
        "pipeline 🦆 {}",
        "\u{202e}pipeline p {}",
        "pipeline p { owner = \"a\u{0}b\" }",
    ] {
        checked(text);
    }
    assert!(!codes("🦆").is_empty());
}
