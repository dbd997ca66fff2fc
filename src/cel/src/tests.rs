#![expect(clippy::string_slice, reason = "offsets under test")]

use crate::{check_condition, check_transform};
use std::collections::BTreeMap;
use weir_diagnostics::{Diagnostic, Diagnostics, FileId, Span};
use weir_ir::{
    Attributes, CelExpression, Changelog, Classes, Column, ColumnPath, DataType, DeclaredType, Protection, Relation,
    RelationFacts, RelationKind, RowField, StateClass, Type,
};

fn span(start: usize, end: usize) -> Span {
    Span::new(FileId(0), start, end)
}

fn column(name: &str, data: DataType, nullable: bool) -> Column {
    Column {
        name: name.into(),
        ty: Type { data, nullable },
        declared: None,
        doc: None,
        span: span(0, 0),
        attributes: Attributes::default(),
        classes: Classes::new(),
        protection: Protection::Plain,
        nested: vec![],
        edges: vec![],
    }
}

/// A topic with a field of every sort.
fn topic() -> Relation {
    let row = DataType::Row(vec![
        RowField { name: "id".into(), ty: Type::not_null(DataType::BigInt) },
        RowField { name: "name".into(), ty: Type::nullable(DataType::String) },
    ]);
    let strings = DataType::Array(Box::new(Type::not_null(DataType::String)));
    let map = DataType::Map(Box::new(Type::not_null(DataType::String)), Box::new(Type::not_null(DataType::Int)));
    let mut status = column("status", DataType::String, false);
    status.declared = Some(DeclaredType::Enum(vec!["new".into(), "paid".into()]));
    Relation {
        name: "payments".into(),
        kind: RelationKind::Topic { existing: false, producers: vec![], compatibility: Default::default() },
        doc: None,
        span: span(0, 0),
        columns: vec![
            column("confirmation_code", DataType::String, false),
            column("note", DataType::String, true),
            column("order_id", DataType::Int, false),
            column("amount", DataType::Double, false),
            column("price", DataType::Decimal { precision: 10, scale: 2 }, false),
            column("discount", DataType::Decimal { precision: 10, scale: 2 }, true),
            column("paid", DataType::Boolean, false),
            column("ts", DataType::TimestampLtz(3), false),
            column("day", DataType::Date, false),
            column("raw", DataType::Bytes, false),
            column("merchant", row, false),
            column("labels", strings, false),
            column("counts", map, false),
            status,
        ],
        facts: RelationFacts {
            changelog: Changelog::Append,
            key: None,
            upsert_key: None,
            time: None,
            state: StateClass::None,
        },
        owner: None,
        watermark_ms: 5000,
        idle_ms: None,
        partitions: None,
        retention_ms: None,
        query: None,
        plan: None,
        row_edges: vec![],
    }
}

/// As it stands between the quotes of a pipeline file.
fn in_file(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

fn expression(text: &str) -> CelExpression {
    CelExpression { text: text.into(), span: span(0, in_file(text).len()) }
}

fn problems(text: &str) -> Vec<Diagnostic> {
    let mut diagnostics = Diagnostics::default();
    check_condition(&expression(text), &topic(), &mut diagnostics);
    diagnostics.into_iter().collect()
}

/// `code text-under-the-label`, one a diagnostic.
fn brief(text: &str) -> Vec<String> {
    problems(text)
        .iter()
        .map(|found| {
            let at = found.primary().unwrap();
            let shown = in_file(text)[at.start as usize..at.end as usize].replace("\\\\", "\\");
            format!("{} {shown}", found.code.id)
        })
        .collect()
}

#[test]
fn sound_conditions_pass() {
    let sound = [
        "message.confirmation_code.matches('^[A-Z0-9]{8}$')",
        "message.amount > 0.0 && message.amount < 1e6",
        "message.order_id in [1, 2, 3] || message.paid",
        "size(message.confirmation_code) == 8",
        "message.confirmation_code.size() >= 1",
        "message.note == null || message.note.size() < 100",
        "message.note != null && message.note.startsWith('x')",
        "!(message.note == null) && message.note.contains('x')",
        "has(message.note) && message.note.endsWith('x')",
        "message.note == 'x'",
        "message.note == 'x' && size(message.note) == message.order_id",
        "message.note != null ? message.note.isEmail() : message.paid",
        "message.merchant.id > 7 && message.merchant.name != null",
        "message.labels.all(label, label != '')",
        "message.labels.exists(l, l.startsWith('a')) && message.labels[0] != 'b'",
        "message.labels.map(l, size(l)).exists(n, n > 3)",
        "message.labels.filter(l, l != 'x').size() > 1",
        "message.counts['a'] > 1 && message.counts.b < 3 && 'c' in message.counts",
        "message.status == 'new' || message.status in ['paid']",
        "message.discount != null",
        "has(message.discount)",
        "message.day > 19000",
        "message.raw == b'\\x00\\x01'",
        "int(message.confirmation_code) + message.order_id * 2 - 1 > -5",
        "double(message.order_id) <= message.amount",
        "type(message.order_id) == int && message.paid",
        "message.paid; message.amount > 0.0",
        "message.confirmation_code.matches(r'^\\d+$')",
        "message.confirmation_code.matches('^\\\\pL+$') // letters",
        "timestamp('2026-01-01T00:00:00Z') < timestamp(message.confirmation_code)",
        "dyn(message.note) != 3",
        "message.order_id > 5 || message.order_id < 5",
        "message.order_id > 5 && message.order_id < 7",
        "message.order_id >= 10 && message.order_id <= 10",
        "message.amount > 5.0 || message.amount <= 5.0", // not a number is neither
        "message.note == 'a' || message.note == 'b'",
        "message.note == null || message.note != 'a'",
        "message.paid || message.order_id > 5 && message.order_id != 6",
        "message.status != 'new' || message.paid",
        "message.labels.all(l, l == 'a' || l == 'b')",
        "message.order_id < message.merchant.id || message.order_id > message.merchant.id",
        "size(message.labels) > 0 && message.labels.size() < 3",
        "message.status in ['new', 'paid']", // a client may send another text
        "message.paid ? message.order_id > 1 : message.order_id > 2",
        "message.confirmation_code > 'a' && message.confirmation_code < 'b'",
    ];
    for text in sound {
        assert_eq!(problems(text), vec![], "{text}");
    }
}

#[test]
fn what_is_wrong_is_named_where_it_stands() {
    let table: &[(&str, &[&str])] = &[
        ("message.confirmation_cod == 'x'", &["E0802 confirmation_cod"]),
        ("message.merchant.nam == 'x'", &["E0802 nam"]),
        ("confirmation_code == 'x'", &["E0802 confirmation_code"]),
        ("mesage.paid", &["E0802 mesage"]),
        ("message.paid > 0 && message.paid", &["E0803 message.paid > 0"]),
        ("message.amount > 0", &["E0803 message.amount > 0"]),
        ("message.amount == 1", &["E0803 message.amount == 1"]),
        ("message.order_id == 'x'", &["E0803 message.order_id == 'x'"]),
        ("message.order_id && message.paid", &["E0803 message.order_id"]),
        ("!message.order_id", &["E0803 message.order_id"]),
        ("message.order_id.x == 1", &["E0803 x"]),
        ("message.order_id in ['a']", &["E0803 message.order_id"]),
        ("message.paid in message.order_id", &["E0803 message.order_id"]),
        ("message.labels['a'] == 'b'", &["E0803 'a'"]),
        ("message.order_id.all(x, x > 1)", &["E0803 message.order_id"]),
        ("message.order_id.startsWith('a')", &["E0804 startsWith"]),
        ("message.confirmation_code.startWith('a')", &["E0804 startWith"]),
        ("message.confirmation_code.lowerAscii() == 'x'", &["E0804 lowerAscii"]),
        ("now > timestamp('2026-01-01T00:00:00Z')", &["E0804 now"]),
        ("decimals.gt(message.price, 1)", &["E0804 gt"]),
        ("has(message)", &["E0804 message"]),
        ("message.labels.all(label)", &["E0804 all"]),
        ("message.order_id", &["E0805 message.order_id"]),
        ("size(message.labels)", &["E0805 size(message.labels)"]),
        ("message.confirmation_code.matches('^[A-Z')", &["E0806 '^[A-Z'"]),
        ("message.confirmation_code.matches('^(?=x).*$')", &["E0806 '^(?=x).*$'"]),
        ("message.confirmation_code.matches('^(a)\\\\1$')", &["E0806 '^(a)\\\\1$'"]),
        ("message.confirmation_code.matches('^[a&&b]$')", &["E0806 '^[a&&b]$'"]),
        ("message.confirmation_code.matches('^a{1001}$')", &["E0806 '^a{1001}$'"]),
        ("message.price > 0.0", &["E0807 message.price"]),
        ("message.price == message.price", &["E0807 message.price"]),
        ("message.ts > timestamp('2026-01-01T00:00:00Z')", &["E0807 message.ts"]),
        ("size(message.ts) > 1", &["E0807 message.ts"]),
        ("true", &["E0808 true"]),
        ("1 < 2", &["E0808 1 < 2"]),
        ("message.paid || 'a' == 'a'", &["E0808 'a' == 'a'"]),
        ("message.order_id == message.order_id", &["E0808 message.order_id == message.order_id"]),
        ("message.order_id != null", &["E0808 message.order_id != null"]),
        ("has(message.order_id) && message.paid", &["E0808 has(message.order_id)"]),
        ("size(message.labels) >= 0", &["E0808 size(message.labels) >= 0"]),
        ("message.confirmation_code.matches('[A-Z]*')", &["E0808 message.confirmation_code.matches('[A-Z]*')"]),
        ("message.confirmation_code.contains('')", &["E0808 message.confirmation_code.contains('')"]),
        ("message.order_id in []", &["E0808 message.order_id in []"]),
        ("message.status == 'payed'", &["E0808 'payed'"]),
        ("message.status in ['new', 'old']", &["E0808 'old'"]),
        ("message.order_id > 10 && message.order_id < 5", &["E0808 message.order_id > 10 && message.order_id < 5"]),
        ("message.order_id > 5 && 6 > message.order_id", &["E0808 message.order_id > 5 && 6 > message.order_id"]),
        ("message.order_id > 5 || message.order_id < 10", &["E0808 message.order_id > 5 || message.order_id < 10"]),
        (
            "message.order_id >= 5 || !(message.order_id >= 5)",
            &["E0808 message.order_id >= 5 || !(message.order_id >= 5)"],
        ),
        ("message.amount > 5.0 && message.amount < -1.0", &["E0808 message.amount > 5.0 && message.amount < -1.0"]),
        ("message.note == null || message.note != null", &["E0808 message.note != null"]),
        ("message.note != null || message.note == null", &["E0808 message.note != null || message.note == null"]),
        ("message.note == 'a' && message.note == 'b'", &["E0808 message.note == 'a' && message.note == 'b'"]),
        ("message.note != 'a' || message.note != 'b'", &["E0808 message.note != 'a' || message.note != 'b'"]),
        (
            "message.order_id in [1, 2] && message.order_id == 3",
            &["E0808 message.order_id in [1, 2] && message.order_id == 3"],
        ),
        ("message.paid && !message.paid", &["E0808 message.paid && !message.paid"]),
        ("message.paid == false || message.paid", &["E0808 message.paid == false || message.paid"]),
        (
            "message.order_id == 1 || (message.paid && (message.order_id > 3 && message.order_id < 3))",
            &["E0808 (message.order_id > 3 && message.order_id < 3)"],
        ),
        ("message.labels.all(l, l == 'a' && l == 'b')", &["E0808 l == 'a' && l == 'b'"]),
        (
            "size(message.labels) > 3 && message.labels.size() < 3",
            &["E0808 size(message.labels) > 3 && message.labels.size() < 3"],
        ),
        (
            "size(message.labels) == 0 || message.labels.size() > 0",
            &["E0808 size(message.labels) == 0 || message.labels.size() > 0"],
        ),
        (
            "message.order_id < message.merchant.id && message.merchant.id < message.order_id",
            &["E0808 message.order_id < message.merchant.id && message.merchant.id < message.order_id"],
        ),
        (
            "message.paid; message.order_id > 10 && message.order_id < 5",
            &["E0808 message.order_id > 10 && message.order_id < 5"],
        ),
        ("message.confirmation_code.matches('[A-Z]{8}')", &["W0809 '[A-Z]{8}'"]),
        ("message.note.size() > 3", &["W0810 message.note"]),
        ("message.note != null || message.note.size() > 3", &["W0810 message.note"]),
        ("message.merchant.name.contains('x')", &["W0810 message.merchant.name"]),
        ("message.paid &&", &["E0801 "]),
        ("message.paid = true", &["E0801 ="]),
        ("message.paid && (message.paid", &["E0801 "]),
        ("'abc", &["E0801 'abc"]),
        ("'\\d'", &["E0801 \\d"]),
        ("message.paid message.paid", &["E0801 message"]),
        ("message.confirmation_code == 'a;b'", &["E0801 ;"]),
        ("message.order_id; message.paid", &["E0805 message.order_id"]),
        ("message.paid; message.order_id", &["E0805 message.order_id"]),
        ("99999999999999999999 == message.order_id", &["E0801 99999999999999999999"]),
        ("", &["E0801 "]),
    ];
    for (text, expected) in table {
        assert_eq!(brief(text), *expected, "{text}");
    }
}

#[test]
fn mistakes_come_with_a_way_out() {
    let help = |text: &str| problems(text).first().and_then(|found| found.help.clone()).unwrap_or_default();
    assert_eq!(help("message.confirmation_cod == 'x'"), "did you mean `confirmation_code`?");
    assert_eq!(help("confirmation_code == 'x'"), "a field is reached through the record: `message.confirmation_code`");
    assert!(help("message.amount > 0").contains("`0.0`"));
    assert_eq!(help("message.status == 'payd'"), "did you mean `paid`?");
    assert!(help("message.confirmation_code == 'a;b'").contains("\\x3b"));
    // The way out works.
    assert_eq!(problems("message.confirmation_code == 'a\\x3bb'"), vec![]);
}

#[test]
fn a_transformation_gives_the_type_of_its_field() {
    let run = |field: &str, text: &str| {
        let path = ColumnPath(field.split('.').map(String::from).collect());
        let mut diagnostics = Diagnostics::default();
        check_transform(&expression(text), &topic(), &path, &mut diagnostics);
        diagnostics.into_iter().map(|found| found.code.id).collect::<Vec<_>>()
    };
    let none: Vec<&str> = vec![];
    assert_eq!(run("confirmation_code", "value + '!'"), none);
    assert_eq!(run("confirmation_code", "typeName == 'STRING' && 'pci' in tags ? 'x' : value"), none);
    assert_eq!(run("merchant.id", "value + message.id"), none);
    assert_eq!(run("confirmation_code", "typeName == 'STRNG' ? 'x' : value"), ["E0808"]);
    assert_eq!(run("note", "value == '' ? null : value"), none);
    assert_eq!(run("confirmation_code", "value == '' ? null : value"), ["E0805"]);
    assert_eq!(run("confirmation_code", "message.note"), ["E0805"]);
    assert_eq!(run("confirmation_code", "size(value)"), ["E0805"]);
    assert_eq!(run("note", "value + 'x'"), ["W0810"]);
    assert_eq!(run("merchant.id", "message.order_id"), ["E0802"]);
}

#[test]
fn what_a_rule_reads_and_what_it_asks_for_are_told_apart() {
    let reads = |text: &str| {
        let mut diagnostics = Diagnostics::default();
        let reads = check_condition(&expression(text), &topic(), &mut diagnostics);
        let words = |paths: std::collections::BTreeSet<weir_ir::ColumnPath>| -> Vec<String> {
            paths.iter().map(ToString::to_string).collect()
        };
        (words(reads.content), words(reads.presence))
    };
    let both = |content: &[&str], presence: &[&str]| {
        let words = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        (words(content), words(presence))
    };
    assert_eq!(reads("message.note == null || message.merchant.id > 1"), both(&["merchant.id"], &["note"]));
    assert_eq!(
        reads("has(message.note) && message.labels.exists(l, l == message.confirmation_code)"),
        both(&["confirmation_code", "labels"], &["note"])
    );
    assert_eq!(reads("size(message) > 1"), both(&[""], &[]));
}

#[test]
fn places_are_found_behind_escapes_and_quotes() {
    // The file says "message.raw != b\"é\" && message.nope"; the value has no back-slashes.
    let value = "message.raw != b\"é\" && message.nope";
    let file = "\"message.raw != b\\\"é\\\" && message.nope\"";
    let mut diagnostics = Diagnostics::default();
    let expression = CelExpression { text: value.into(), span: span(0, file.len()) };
    check_condition(&expression, &topic(), &mut diagnostics);
    let at = diagnostics.iter().next().unwrap().primary().unwrap();
    assert_eq!(&file[at.start as usize..at.end as usize], "nope");
    // Where the file's text can't be told from the value, the whole is shown.
    let mut diagnostics = Diagnostics::default();
    let expression = CelExpression { text: value.into(), span: span(0, 300) };
    check_condition(&expression, &topic(), &mut diagnostics);
    assert_eq!(diagnostics.iter().next().unwrap().primary().unwrap(), span(0, 300));
}

#[test]
fn hostile_expressions_end_in_a_diagnostic() {
    for n in [90, 200, 10_000, 200_000] {
        for (open, middle, close) in [
            ("(", "1", ")"),
            ("!", "true", ""),
            ("-", "1", ""),
            ("[", "", "]"),
            ("true&&", "true", ""),
            ("1+", "1", ""),
            ("true?true:", "true", ""),
            ("x.", "y", ""),
            ("f(", "", ")"),
            ("{1:", "1", "}"),
        ] {
            let text = format!("{}{middle}{}", open.repeat(n), close.repeat(n));
            assert!(!problems(&text).is_empty(), "{n} times {open}");
        }
    }
    for piece in ["lorem ", "(", "é", "a."] {
        let text = piece.repeat(10_000_000 / piece.len());
        assert!(!problems(&text).is_empty(), "{piece}");
    }
    let sound = "message.confirmation_code.matches('^[A-Z0-9]{8}$') && !(message.note in ['é', \"x\"]) ? 0x1Fu : 1.5e3";
    for end in (0..sound.len()).filter(|end| sound.is_char_boundary(*end)) {
        problems(&sound[..end]);
    }
}

/// What weir takes, the parser that clients in Rust use takes too, and the other way round.
#[test]
fn the_grammar_agrees_with_the_cel_crate() {
    let texts = [
        "a",
        "a.b.c",
        "a[1]",
        "a ? b : c ? d : e",
        "a || b && c",
        "1 + 2 * 3 - -4",
        "!a",
        "!!a",
        "--1",
        "a in [1, 2,]",
        "{'a': 1, 'b': 2,}",
        "f(1, 2)",
        "a.f(1)",
        "'a' + \"b\"",
        "'''a'b'''",
        "r'\\d'",
        "b'\\x00'",
        "0x1F",
        "1u",
        "1.5",
        ".5",
        "1e3",
        "1.5e-3",
        "true",
        "null",
        "[",
        "(",
        "1 +",
        "a b",
        "a.",
        "f(1,)",
        "a.1",
        "'\\d'",
        "a == == b",
        "a ? b",
        "&& a",
        "a =b",
        "1..2",
        "a[",
        "{1}",
        "if",
        "a.if",
        "a.b.if",
        ".a",
        "'a",
        "a // c",
        "1 2",
        "has(a.b)",
        "a.all(x, x > 1)",
        "-1",
        "a-1",
        "a -1",
        "\"\\u00e9\"",
        "'\\777'",
        "in",
        "a.in",
    ];
    let differing: BTreeMap<&str, (bool, bool)> = texts
        .into_iter()
        .map(|text| (text, (crate::parser::parse(text).is_ok(), cel::parser::Parser::new().parse(text).is_ok())))
        .filter(|(_, (ours, theirs))| ours != theirs)
        .collect();
    assert_eq!(differing, BTreeMap::new());
}
