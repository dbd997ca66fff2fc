//! Deep, long and broken text.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::accepts::{corpus, golden, retailer};
use super::{read, without_spans};
use crate::sql::{layout, print};

/// `(before, inside, after)`: a construct around another of its kind.
const NESTS: &[(&str, &str, &str)] = &[
    ("(", "a", ")"),
    ("((", "a", ") + 1)"),
    ("(SELECT ", "a", " FROM t)"),
    ("((SELECT ", "a", ") + 1)"),
    ("((SELECT ", "a", ") UNION (SELECT 1))"),
    ("CASE WHEN ", "a", " THEN 1 ELSE 2 END"),
    ("CASE ", "a", " WHEN 1 THEN 2 END"),
    ("CAST(", "a", " AS INT)"),
    ("SUBSTRING(", "a", " FROM 1 FOR 2)"),
    ("SUBSTRING(", "a", ", 1)"),
    ("TRIM(BOTH 'x' FROM ", "a", ")"),
    ("TRIM(", "a", ")"),
    ("POSITION('x' IN ", "a", ")"),
    ("OVERLAY(", "a", " PLACING 'x' FROM 1)"),
    ("EXTRACT(YEAR FROM ", "a", ")"),
    ("FLOOR(", "a", " TO DAY)"),
    ("CEIL(", "a", ")"),
    ("f(", "a", ")"),
    ("f(x => ", "a", ")"),
    ("f(", "a", ") OVER (PARTITION BY a)"),
    ("f(", "a", ") FILTER (WHERE a)"),
    ("LEFT(", "a", ", 1)"),
    ("ARRAY[", "a", "]"),
    ("MAP['k', ", "a", "]"),
    ("ROW(", "a", ")"),
    ("(1, ", "a", ")"),
    ("a[", "a", "]"),
    ("a IN (", "a", ")"),
    ("a IN (SELECT ", "a", " FROM t)"),
    ("a = ANY (SELECT ", "a", ")"),
    ("a BETWEEN (", "a", ") AND 2"),
    ("EXISTS (SELECT ", "a", ")"),
    ("JSON_VALUE(", "a", ", '$' DEFAULT 1 ON EMPTY)"),
    ("JSON_QUERY(", "a", ", '$')"),
    ("JSON_EXISTS(", "a", ", '$')"),
    ("JSON_OBJECT(KEY 'k' VALUE ", "a", ")"),
    ("JSON_OBJECT('k' : ", "a", ")"),
    ("JSON_ARRAY(", "a", ")"),
    ("JSON_ARRAYAGG(", "a", ")"),
    ("INTERVAL (", "a", ") DAY"),
    ("CAST(a AS ROW<a INT, b ARRAY<INT>>) = (", "a", ")"),
];

/// The same in FROM.
const TABLES: &[(&str, &str, &str)] = &[
    ("(", "t", ")"),
    ("(SELECT * FROM ", "t", ")"),
    ("((SELECT * FROM ", "t", ") UNION ALL (SELECT 1))"),
    ("((SELECT * FROM ", "t", ") AS x JOIN y ON TRUE)"),
    ("(a JOIN ", "t", " ON TRUE)"),
    ("LATERAL (SELECT * FROM ", "t", ")"),
    ("TABLE(f(TABLE (SELECT * FROM ", "t", ")))"),
    ("f(x => (SELECT * FROM ", "t", ") PARTITION BY a)"),
    ("UNNEST(ARRAY[(SELECT * FROM ", "t", ")])"),
];

fn nested(nest: (&str, &str, &str), levels: usize) -> String {
    nest.0.repeat(levels) + nest.1 + &nest.2.repeat(levels)
}

/// Every construct in itself, `levels` times.
fn texts(levels: usize) -> impl Iterator<Item = String> {
    texts_by(move |_| levels)
}

fn texts_by(levels: impl Fn((&str, &str, &str)) -> usize + Copy) -> impl Iterator<Item = String> {
    let exprs = NESTS.iter().map(move |nest| format!("SELECT {} FROM t", nested(*nest, levels(*nest))));
    let tables = TABLES.iter().map(move |nest| format!("SELECT * FROM {}", nested(*nest, levels(*nest))));
    exprs.chain(tables)
}

/// Generous: a debug build on a busy machine; backtracking that doubles with every level takes minutes.
const SLOW: Duration = Duration::from_secs(2);

#[test]
fn everything_nests_twenty_deep_and_fast() {
    for text in texts_by(|nest| allowed(nest).min(20)) {
        let start = Instant::now();
        let parsed = read(&text);
        assert!(start.elapsed() < SLOW, "{:?}: {text}", start.elapsed());
        assert!(parsed.query.is_some(), "{text}\n{:?}", parsed.diagnostics);
    }
}

#[test]
fn what_is_broken_inside_twenty_levels_is_refused_fast() {
    for text in texts(20) {
        for broken in [
            text.replacen('a', "@", 99),
            text.replacen(" t", " 7", 99),
            text.clone() + ")",
            text[..text.len() * 2 / 3].into(),
        ] {
            let start = Instant::now();
            let parsed = read(&broken);
            assert!(start.elapsed() < SLOW, "{:?}: {broken}", start.elapsed());
            assert!(!parsed.diagnostics.is_empty() || parsed.query.is_some(), "{broken}");
        }
    }
}

#[test]
fn ten_thousand_levels_are_refused_and_do_not_exhaust_the_stack() {
    for text in texts(10_000) {
        let parsed = read(&text);
        assert!(!parsed.diagnostics.is_empty(), "{}", &text[..60]);
    }
    for open in ["(", "[", "CASE WHEN ", "ARRAY<", "f(", "SELECT (", "{", "`", "'"] {
        assert!(!read(&open.repeat(10_000)).diagnostics.is_empty(), "{open}");
    }
    let type_ = format!("SELECT CAST(a AS {}INT{}) FROM t", "ARRAY<".repeat(10_000), ">".repeat(10_000));
    assert!(!read(&type_).diagnostics.is_empty());
}

/// How often a construct may stand in itself.
fn allowed((before, _, _): (&str, &str, &str)) -> usize {
    let brackets = before.matches(['(', '[']).count() + before.matches("CASE").count();
    let queries = before.matches("SELECT").count() + before.matches("JOIN").count();
    crate::sql::scan::NESTING_LIMIT / (brackets + queries)
}

#[test]
fn what_nests_as_deep_as_allowed_fits_the_stack_of_a_thread() {
    for nest in NESTS {
        let text = format!("SELECT {}", nested(*nest, allowed(*nest)));
        let query = read(&text).query.expect(&text);
        assert!(layout::lines(&text, 0, 0).is_some(), "{text}");
        assert!(print(&query).len() >= text.len() / 2);
        assert!(
            read(&format!("SELECT {}", nested(*nest, allowed(*nest) + 1))).query.is_none() || nest.0.contains("ROW<")
        );
    }
    for nest in TABLES {
        let text = format!("SELECT * FROM {}", nested(*nest, allowed(*nest)));
        let query = read(&text).query.expect(&text);
        assert!(layout::lines(&text, 0, 0).is_some(), "{text}");
        assert!(print(&query).len() >= text.len() / 2);
    }
}

#[test]
fn long_chains_are_read_or_refused() {
    for (piece, first) in
        [(" + a", "a"), (" AND a", "a"), (" OR a = 1", "a"), (" || 'x'", "a"), (" IS NULL", "a"), ("[1]", "a")]
    {
        let chain = |n: usize| format!("SELECT {first}{} FROM t", piece.repeat(n));
        assert!(read(&chain(100)).query.is_some(), "{piece}");
        assert!(!read(&chain(20_000)).diagnostics.is_empty(), "{piece}");
    }
    for prefix in ["NOT ", "- ", "+ "] {
        assert!(!read(&format!("SELECT {}a FROM t", prefix.repeat(20_000))).diagnostics.is_empty(), "{prefix}");
    }
    let wide = format!("SELECT {} FROM t WHERE a IN ({})", vec!["a"; 2_000].join(", "), vec!["1"; 5_000].join(", "));
    assert!(read(&wide).query.is_some());
    assert!(!read(&format!("SELECT 1{}", " UNION SELECT 1".repeat(5_000))).diagnostics.is_empty());
    assert!(!read(&format!("SELECT 1 FROM t{}", " JOIN t ON TRUE".repeat(5_000))).diagnostics.is_empty());
}

/// Every query of the showcase, cut behind every letter: it is read, or refused at a place inside it.
#[test]
fn every_prefix_of_a_query_is_read() {
    for body in retailer() {
        for (cut, _) in body.char_indices() {
            let text = &body[..cut];
            let start = Instant::now();
            let parsed = read(text);
            let laid_out = layout::lines(text, 0, 2);
            assert!(start.elapsed() < SLOW, "{:?}: {text}", start.elapsed());
            assert!(parsed.query.is_some() || !parsed.diagnostics.is_empty(), "{text}");
            assert!(parsed.diagnostics.len() <= 2, "{text}\n{:?}", parsed.diagnostics);
            for label in parsed.diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
                assert!(text.get(label.span.start as usize..label.span.end as usize).is_some(), "{text}\n{label:?}");
            }
            assert!(laid_out.is_some() || parsed.query.is_none(), "{text}");
        }
    }
}

#[test]
fn megabytes_of_garbage_are_refused() {
    for size in [900_000, 10_000_000] {
        garbage(size);
    }
}

fn garbage(size: usize) {
    let mut state = 1u32;
    let noise: String = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(u8::try_from(state >> 25).unwrap_or(b'x'))
    })
    .take(size)
    .collect();
    let many = |piece: &str| piece.repeat(size / piece.len());
    for text in
        [noise, many("lorem ipsum "), many("é"), many("("), many("'"), many("a."), many("1 "), many("-- "), many(",")]
    {
        for text in [format!("SELECT a FROM t WHERE a = ({text}"), text] {
            let start = Instant::now();
            let parsed = read(&text);
            assert!(start.elapsed() < Duration::from_secs(30), "{:?}: {}", start.elapsed(), &text[..20]);
            assert!(!parsed.diagnostics.is_empty(), "{}", text.chars().take(20).collect::<String>());
            assert!(parsed.diagnostics.len() <= 1_000, "{}", parsed.diagnostics.len());
        }
    }
}

#[test]
fn long_and_deep_queries_are_laid_out_fast() {
    let many = |piece: &str| piece.repeat(5_000);
    for text in [
        format!("SELECT a{} FROM t", many(" + a")),
        format!("SELECT a FROM t WHERE a{}", many(" AND a")),
        format!("SELECT a FROM t WHERE a{}", many(" AND (a OR f(b, c)) -- c\n")),
        format!("SELECT a{} FROM t", many("[1]")),
        format!("SELECT a{} FROM t", many(", f(a, b)")),
        format!("SELECT a FROM t WHERE a IN (1{})", many(", 2")),
        format!("SELECT 1{}", many(" UNION SELECT 1")),
        format!("SELECT 1 FROM t{}", many(" JOIN t FOR SYSTEM_TIME AS OF a.ts AS a ON TRUE")),
        format!("SELECT CASE{} END FROM t", many(" WHEN a THEN b")),
        format!("SELECT {}a FROM t", many("NOT ")),
        format!("SELECT a FROM t {}", many("/* c */ -- d\n\n")),
    ] {
        let start = Instant::now();
        let lines = layout::lines(&text, 0, 0).expect(&text[..40]);
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}: {}", start.elapsed(), &text[..40]);
        assert_eq!(layout::lines(&lines.join("\n"), 0, 0), Some(lines));
    }
}

/// A word, sign or piece of a query.
fn piece() -> impl Strategy<Value = String> {
    let corpus: Vec<String> =
        corpus().iter().flat_map(|text| text.split_inclusive(' ').map(String::from).collect::<Vec<_>>()).collect();
    prop_oneof![
        8 => proptest::sample::select(corpus),
        1 => "[ -~]{0,6}",
        1 => "\\PC{0,4}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_of_queries_never_panic(pieces in proptest::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        let parsed = read(&text);
        prop_assert!(parsed.query.is_some() || !parsed.diagnostics.is_empty());
        for diagnostic in &parsed.diagnostics {
            let span = diagnostic.primary().unwrap();
            prop_assert!(text.get(span.start as usize..span.end as usize).is_some(), "{} {:?}", text, diagnostic);
        }
        if let (Some(query), true) = (&parsed.query, parsed.diagnostics.is_empty()) {
            let printed = print(query);
            let again = read(&printed);
            prop_assert!(again.query.is_some(), "{}\n{}\n{:?}", text, printed, again.diagnostics);
            prop_assert_eq!(without_spans(query), without_spans(&again.query.unwrap()));
        }
    }

    #[test]
    fn any_text_never_panics(text in "\\PC{0,80}") {
        read(&text);
    }

    /// One token of a real query taken out, doubled or changed for another's.
    #[test]
    fn mutated_queries_print_and_read_again(n in 0..10_000_usize, at in 0..10_000_usize, other in piece(), how in 0..3) {
        static ALL: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| corpus().into_iter().chain(golden()).collect());
        let all = &*ALL;
        let text = &all[n % all.len()];
        let mut words: Vec<String> = text.split_inclusive(' ').map(String::from).collect();
        let at = at % words.len();
        match how {
            0 => { words.remove(at); }
            1 => words.insert(at, other),
            _ => words[at] = other,
        }
        let mutated = words.concat();
        let parsed = read(&mutated);
        if let (Some(query), true) = (&parsed.query, parsed.diagnostics.is_empty()) {
            let again = read(&print(query));
            prop_assert!(again.query.is_some(), "{}\n{}\n{:?}", mutated, print(query), again.diagnostics);
            prop_assert_eq!(without_spans(query), without_spans(&again.query.unwrap()), "{}", mutated);
        }
    }
}
