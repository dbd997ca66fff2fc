//! Input that nobody writes: it gives diagnostics, in bounded time, and never a panic or an overflow of the stack.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::fmt::Write;
use weir_diagnostics::FileId;
use weir_syntax::{Parsed, parse};

const RETAILER: &str = include_str!("../../../pipelines/online_retailer.weir");

/// Parses on a thread with the stack that test and worker threads have.
fn read(text: &str) -> Parsed {
    #[expect(clippy::disallowed_methods, reason = "a bound on time is what is tested")]
    let before = std::time::Instant::now();
    let parsed = parse(FileId(0), text);
    assert!(before.elapsed().as_secs() < 30, "{} bytes took {:?}", text.len(), before.elapsed());
    parsed
}

#[test]
fn nesting_of_ten_thousand_levels_is_refused_and_costs_only_its_part() {
    let many = |open: &str, close: &str| format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
    let types = |open: &str, close: &str| format!("{}int{}", open.repeat(10_000), close.repeat(10_000));
    let cases = [
        ("list", format!("pipeline a {{\n x = {}\n y = 1\n}}", many("[", "]"))),
        ("map", format!("pipeline a {{\n x = {}\n y = 1\n}}", many("{ a = ", " }"))),
        ("call", format!("pipeline a {{\n x = {}\n y = 1\n}}", many("f(", ")"))),
        ("named settings", format!("pipeline a {{\n {}\n y = 1\n}}", many("x { y = ", " }"))),
        ("array", format!("topic a {{\n x {}\n y int\n}}", types("array<", ">"))),
        ("row", format!("topic a {{\n x {}\n y int\n}}", types("row<a ", ">"))),
        ("map type", format!("topic a {{\n x {}\n y int\n}}", types("map<int,", ">"))),
        ("param", format!("param a = {}", many("[", "]"))),
        ("mask", format!("mask a.b with {}", many("f(", ")"))),
        ("attribute", format!("topic a {{\n x int @d({})\n y int\n}}", many("[", "]"))),
        ("array cell", format!("test \"a\" {{\n given a\n | b |\n | {} |\n}}", many("[", "]"))),
        ("row cell", format!("test \"a\" {{\n given a\n | b |\n | {} |\n}}", many("(", ")"))),
        ("sql braces", format!("transform a {{\n SELECT {}\n}}", many("{", "}"))),
    ];
    for (what, text) in cases {
        let parsed = read(&format!("{text}\ntopic z {{ q int }}\n"));
        let codes: Vec<&str> = parsed.diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect();
        assert_eq!(codes, ["E0106"], "{what}");
        let last = parsed.file.items.last().map(|item| format!("{item:?}"));
        assert!(last.is_some_and(|item| item.contains("\"z\"")), "{what}: the topic after it is there");
    }
}

#[test]
fn open_brackets_without_an_end_are_diagnostics() {
    for open in
        ["{", "[", "(", "<", "a {", "topic a {\n", "topic a {", "transform a {\n", "x = [", "\"", "'", "`", "/*", "|"]
    {
        let parsed = read(&open.repeat(100_000));
        assert!(parsed.diagnostics.has_errors(), "{open}");
        assert!(parsed.diagnostics.len() <= 201, "{open}: {}", parsed.diagnostics.len());
    }
}

#[test]
fn ten_megabytes_of_garbage_are_diagnostics() {
    let size = 10_000_000;
    let mut noise = String::with_capacity(size);
    let mut state = 1u32;
    while noise.len() < size {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        noise.push(char::from(u8::try_from(state >> 25).unwrap_or(b'x')));
    }
    let words = "lorem ipsum dolor\n".repeat(size / 18);
    let lines = "topic payments {\n  a b c d e\n}\n".repeat(size / 310);
    let one_block = format!("topic a {{\n{}}}\n", "  x y z = = =\n".repeat(size / 14));
    let unclosed = "transform t {\n  SELECT 'a\n}\n".repeat(size / 28);
    for text in [noise, words, lines, one_block, unclosed, "é".repeat(size / 2), "a".repeat(size), " ".repeat(size)] {
        let parsed = read(&text);
        assert_eq!(parsed.diagnostics.has_errors(), !text.trim().is_empty());
        assert!(parsed.diagnostics.len() <= 201);
    }
}

/// A prefix is whole items and the beginning of one, so each item is cut everywhere behind the one before it.
#[test]
fn every_prefix_of_the_retailer_is_read() {
    let starts: Vec<usize> =
        parse(FileId(0), RETAILER).file.items.iter().map(|item| item.span.start as usize).collect();
    let ends = starts.iter().copied().skip(1).chain([RETAILER.len()]);
    let before = [0].into_iter().chain(starts.iter().copied());
    for ((before, start), end) in before.zip(starts.iter().copied()).zip(ends) {
        for cut in (start..end).filter(|cut| RETAILER.is_char_boundary(*cut)) {
            let parsed = parse(FileId(0), RETAILER.get(before..cut).unwrap());
            assert!(parsed.diagnostics.len() <= 2, "up to {cut}: {:#?}", parsed.diagnostics);
            assert!(before == 0 || !parsed.file.items.is_empty(), "up to {cut}: the item before is there");
        }
    }
}

#[test]
fn a_thousand_transforms_are_read() {
    let mut text = String::new();
    for number in 0..1_000 {
        write!(text, "transform t{number} {{\n  SELECT a, b FROM s WHERE a > {number}\n}}\n\n").unwrap();
    }
    let parsed = read(&text);
    assert!(parsed.diagnostics.is_empty());
    assert_eq!(parsed.file.items.len(), 1_000);
}
