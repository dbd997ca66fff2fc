//! What an edit asks for, row by row: of a stateless appending transform (L), one that keeps state by key into a keyed
//! topic (K), and one with windows (W). The words of the first column are the kinds of change that there are; a test
//! says that each has its cases.

use super::{BASE, compiled, side};
use crate::{Change, Diff, Earlier, UpgradeClass, versions};
use weir_compiler::Compilation;

use UpgradeClass::{Cosmetic, Incompatible, Nothing, StateCompatible, Stateless};

struct Row {
    change: &'static str,
    /// L, K or W.
    of: char,
    edits: &'static [(&'static str, &'static str)],
    class: UpgradeClass,
    reason: &'static str,
}

const fn row(
    change: &'static str,
    of: char,
    edits: &'static [(&'static str, &'static str)],
    class: UpgradeClass,
    reason: &'static str,
) -> Row {
    Row { change, of, edits, class, reason }
}

const L: &str = "SELECT s.id, s.product_id, CAST(s.note AS STRING) AS shout FROM sales s WHERE s.amount < 10";
const K: &str = "  SELECT s.product_id, SUM(s.amount) AS total\n  FROM sales s\n  WHERE s.amount > 0\n";

/// Kind of change, transform, edits of the base, class and a part of the reason.
const ROWS: &[Row] = &[
    row(
        "comment, white space, alias",
        'L',
        &[(
            L,
            "SELECT x.id, x.product_id, CAST(x.note AS STRING) AS shout\n  FROM sales AS x -- all\n WHERE x.amount < 10",
        )],
        Cosmetic,
        "does the same",
    ),
    row(
        "comment, white space, alias",
        'K',
        &[(
            K,
            "  SELECT s.product_id,\n    SUM(s.amount) AS total /* money */\n  FROM sales s\n  WHERE s.amount > 0\n",
        )],
        Nothing,
        "",
    ),
    row("comment, white space, alias", 'W', &[("INTERVAL '1' HOUR", "INTERVAL '60' MINUTE")], Nothing, ""),
    row(
        "new nullable column",
        'L',
        &[("AS shout FROM", "AS shout, s.note AS remark FROM")],
        Stateless,
        "keeps nothing",
    ),
    row(
        "new nullable column",
        'K',
        &[(
            "SUM(s.amount) AS total\n  FROM sales s\n",
            "SUM(s.amount) AS total, MAX(s.note) AS remark\n  FROM sales s\n",
        )],
        Incompatible,
        "another condition, key or function",
    ),
    row(
        "new nullable column",
        'W',
        &[("AS n, SUM", "AS n, MAX(s.note) AS remark, SUM")],
        Incompatible,
        "another condition, key or function",
    ),
    row("new NOT NULL column", 'L', &[("AS shout FROM", "AS shout, s.amount FROM")], Incompatible, "NOT NULL"),
    row(
        "new NOT NULL column",
        'K',
        &[("SUM(s.amount) AS total\n  FROM sales s\n", "SUM(s.amount) AS total, COUNT(*) AS n\n  FROM sales s\n")],
        Incompatible,
        "NOT NULL",
    ),
    row("new NOT NULL column", 'W', &[("AS n, SUM", "AS n, COUNT(s.note) AS m, SUM")], Incompatible, "NOT NULL"),
    row(
        "new aggregate",
        'K',
        &[(
            "SUM(s.amount) AS total\n  FROM sales s\n",
            "SUM(s.amount) AS total, MIN(s.amount) AS least\n  FROM sales s\n",
        )],
        Incompatible,
        "",
    ),
    row("new aggregate", 'W', &[("AS n, SUM", "AS n, MIN(s.note) AS least, SUM")], Incompatible, ""),
    row("filter changed", 'L', &[("s.amount < 10", "s.amount < 20")], Stateless, "stay as they are"),
    row("filter changed", 'K', &[("WHERE s.amount > 0", "WHERE s.amount > 1")], Incompatible, "another condition"),
    row(
        "filter changed",
        'K',
        &[("HAVING SUM(s.amount) > 5", "HAVING SUM(s.amount) > 6")],
        StateCompatible,
        "keys that no longer come stay",
    ),
    row(
        "filter changed",
        'W',
        &[("  GROUP BY window_start", "  WHERE s.amount > 3\n  GROUP BY window_start")],
        Incompatible,
        "another condition",
    ),
    row("expression, same type", 'L', &[("CAST(s.note AS STRING)", "UPPER(s.note)")], Stateless, ""),
    row(
        "expression, same type",
        'K',
        &[
            ("SUM(s.amount) AS total\n  FROM sales s\n", "MAX(s.amount) AS total\n  FROM sales s\n"),
            ("HAVING SUM(s.amount) > 5", "HAVING MAX(s.amount) > 5"),
        ],
        Incompatible,
        "",
    ),
    row(
        "expression, same type",
        'W',
        &[("SUM(s.amount) AS total\n  FROM TABLE", "SUM(-s.amount) AS total\n  FROM TABLE")],
        Incompatible,
        "",
    ),
    row(
        "type widened",
        'L',
        &[("SELECT s.id, s.product_id, CAST", "SELECT s.id, CAST(s.product_id AS BIGINT) AS product_id, CAST")],
        Stateless,
        "",
    ),
    row(
        "type widened",
        'K',
        &[
            (
                "SELECT s.product_id, SUM(s.amount) AS total\n",
                "SELECT CAST(s.product_id AS BIGINT) AS product_id, SUM(s.amount) AS total\n",
            ),
            ("GROUP BY s.product_id\n  HAVING", "GROUP BY CAST(s.product_id AS BIGINT)\n  HAVING"),
        ],
        Incompatible,
        "",
    ),
    row(
        "type widened",
        'W',
        &[("s.product_id, COUNT(*) AS n", "CAST(s.product_id AS BIGINT) AS product_id, COUNT(*) AS n")],
        StateCompatible,
        "",
    ),
    row(
        "type otherwise, rename, key, GROUP BY, buckets",
        'L',
        &[("CAST(s.note AS STRING) AS shout", "CHAR_LENGTH(s.note) AS shout")],
        Incompatible,
        "its readers know `shout`",
    ),
    row(
        "type otherwise, rename, key, GROUP BY, buckets",
        'L',
        &[("transform small {\n", "transform small {\n  partitions = 12\n\n")],
        Incompatible,
        "partitions",
    ),
    row(
        "type otherwise, rename, key, GROUP BY, buckets",
        'K',
        &[
            ("SELECT s.product_id, SUM(s.amount) AS total\n", "SELECT s.id, SUM(s.amount) AS total\n"),
            ("GROUP BY s.product_id\n  HAVING", "GROUP BY s.id\n  HAVING"),
        ],
        Incompatible,
        "the key of its topic changes",
    ),
    row(
        "type otherwise, rename, key, GROUP BY, buckets",
        'W',
        &[("GROUP BY window_start, window_end, s.product_id", "GROUP BY window_start, window_end, s.product_id, s.id")],
        Incompatible,
        "",
    ),
    row("column dropped", 'L', &[(", CAST(s.note AS STRING) AS shout", "")], Stateless, ""),
    row(
        "column dropped",
        'K',
        &[("SELECT s.product_id, SUM(s.amount) AS total\n", "SELECT s.product_id\n")],
        Incompatible,
        "wants a value in it",
    ),
    row("column dropped", 'W', &[("COUNT(*) AS n, ", "")], Incompatible, "wants a value in it"),
    row(
        "window, join kind or condition",
        'K',
        &[("s.product_id = p.id", "s.id = p.id")],
        Incompatible,
        "another condition",
    ),
    row("window, join kind or condition", 'W', &[("INTERVAL '1' HOUR", "INTERVAL '2' HOUR")], Incompatible, ""),
    row(
        "TTL",
        'K',
        &[("transform per_product {\n", "transform per_product {\n  state_ttl = 7d\n\n")],
        Incompatible,
        "another format",
    ),
    row(
        "TTL",
        'W',
        &[("transform by_hour {\n", "transform by_hour {\n  state_ttl = 7d\n\n")],
        Incompatible,
        "another format",
    ),
    row(
        "source watermark",
        'L',
        &[("topic sales {\n", "topic sales {\n  watermark = 30s\n\n")],
        Stateless,
        "the old watermark of `sales`",
    ),
    row(
        "source watermark",
        'K',
        &[("topic sales {\n", "topic sales {\n  watermark = 30s\n\n")],
        StateCompatible,
        "the old watermark of `sales`",
    ),
    row(
        "source watermark",
        'W',
        &[("topic sales {\n", "topic sales {\n  watermark = 30s\n\n")],
        StateCompatible,
        "the old watermark of `sales`",
    ),
    row(
        "retention, cleanup, error-handling",
        'L',
        &[("transform small {\n", "transform small {\n  retention = 1d\n\n")],
        Nothing,
        "",
    ),
    row(
        "retention, cleanup, error-handling",
        'K',
        &[("transform per_product {\n", "transform per_product {\n  retention = 1d\n\n")],
        Nothing,
        "",
    ),
    row(
        "retention, cleanup, error-handling",
        'W',
        &[("transform by_hour {\n", "transform by_hour {\n  retention = 1d\n\n")],
        Nothing,
        "",
    ),
    row("pool, principal", 'L', &[("localhost:8085", "otherhost:8085")], Nothing, ""),
    row("pool, principal", 'K', &[("localhost:8085", "otherhost:8085")], Nothing, ""),
    row("pool, principal", 'W', &[("localhost:8085", "otherhost:8085")], Nothing, ""),
    row("renamed in weir", 'L', &[("transform small {", "transform small @was(smaller) {")], Nothing, ""),
    row("renamed in weir", 'K', &[("transform per_product {", "transform per_product @was(per_thing) {")], Nothing, ""),
    row("renamed in weir", 'W', &[("transform by_hour {", "transform by_hour @was(hourly) {")], Nothing, ""),
    row("removed", 'L', &[], Nothing, ""),
    row("removed", 'K', &[], Nothing, ""),
    row("removed", 'W', &[], Nothing, ""),
];

fn transform(of: char, edits: &[(&str, &str)]) -> &'static str {
    match of {
        'L' => "small",
        'W' => "by_hour",
        _ if edits.iter().any(|(from, _)| from.contains("p.id")) => "named",
        _ => "per_product",
    }
}

fn diff(before: &str, after: &str) -> Diff {
    versions(side(&compiled(before)), side(&compiled(after)), &Earlier::default())
}

fn edited(base: &Compilation, edits: &[(&str, &str)]) -> Diff {
    let mut text = BASE.to_string();
    for (from, to) in edits {
        assert!(text.contains(from), "`{from}` is not in the base");
        text = text.replace(from, to);
    }
    versions(side(base), side(&compiled(&text)), &Earlier::default())
}

#[test]
fn each_change_has_its_class() {
    let base = compiled(BASE);
    let mut wrong = Vec::new();
    for row in ROWS {
        let found = edited(&base, row.edits);
        let name = transform(row.of, row.edits);
        let upgrade = found.upgrades.iter().find(|one| one.transform == name);
        let (class, reason) = upgrade.map_or((Nothing, ""), |one| (one.class, one.reason.as_str()));
        if class != row.class || !reason.contains(row.reason) {
            wrong.push(format!("{} ({}): {class:?}, {reason}", row.change, row.of));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The kinds of change, and of which transforms each can be. What becomes of a statement that failed or is gone is no
/// edit: it is asked of the world when a plan is made.
const CHANGES: &[(&str, &str)] = &[
    ("comment, white space, alias", "LKW"),
    ("new nullable column", "LKW"),
    ("new NOT NULL column", "LKW"),
    ("new aggregate", "KW"),
    ("filter changed", "LKW"),
    ("expression, same type", "LKW"),
    ("type widened", "LKW"),
    ("type otherwise, rename, key, GROUP BY, buckets", "LKW"),
    ("column dropped", "LKW"),
    ("window, join kind or condition", "KW"),
    ("TTL", "KW"),
    ("source watermark", "LKW"),
    ("retention, cleanup, error-handling", "LKW"),
    ("pool, principal", "LKW"),
    ("renamed in weir", "LKW"),
    ("removed", "LKW"),
];

#[test]
fn each_kind_of_change_has_a_case_for_each_kind_of_transform() {
    for (change, of) in CHANGES {
        for letter in of.chars() {
            assert!(ROWS.iter().any(|row| row.change == *change && row.of == letter), "{change} ({letter})");
        }
    }
    for row in ROWS {
        let known = CHANGES.iter().any(|(change, of)| row.change == *change && of.contains(row.of));
        assert!(known, "{} ({})", row.change, row.of);
    }
}

fn told(diff: &Diff, relation: &str) -> Vec<String> {
    let found = diff.relations.iter().filter(|one| one.relation == relation);
    found.flat_map(|one| &one.changes).map(ToString::to_string).collect()
}

#[test]
fn a_transform_that_is_gone_is_told() {
    let (head, rest) = BASE.split_once("transform small {").unwrap();
    let (_, tail) = rest.split_once("}\n").unwrap();
    let without = format!("{head}{tail}").replace("[cities, cheap, small]", "[cities, cheap]");
    let diff = diff(BASE, &without);
    assert_eq!(told(&diff, "small"), ["is gone"]);
    assert_eq!(diff.upgrades, Vec::new());
}

/// Everything of the base that `sales` is called in.
fn renamed(was: &str) -> String {
    let text = BASE.replace("topic sales {", &format!("topic receipts {was}{{"));
    text.replace("FROM sales s", "FROM receipts s")
        .replace("TABLE sales", "TABLE receipts")
        .replace("sales.card", "receipts.card")
}

#[test]
fn an_input_with_another_name_is_followed() {
    let diff = diff(BASE, &renamed("@was(sales) "));
    assert_eq!(told(&diff, "receipts"), ["was called `sales`"]);
    assert!(!diff.relations.iter().any(|one| one.changes.contains(&Change::Removed)), "{:#?}", diff.relations);
    assert!(diff.weakened.is_empty(), "{:#?}", diff.weakened);
    let classes: Vec<(&str, UpgradeClass)> =
        diff.upgrades.iter().map(|one| (one.transform.as_str(), one.class)).collect();
    assert!(classes.iter().all(|(_, class)| *class <= Cosmetic), "{:#?}", diff.upgrades);
}

#[test]
fn without_was_another_name_is_another_topic() {
    let diff = diff(BASE, &renamed(""));
    assert_eq!(told(&diff, "receipts"), ["is new"]);
    assert_eq!(told(&diff, "sales"), ["is gone"]);
    let class = |name: &str| diff.upgrades.iter().find(|one| one.transform == name).map(|one| one.class);
    assert_eq!(class("per_product"), Some(Incompatible), "{:#?}", diff.upgrades);
}

#[test]
fn a_transform_with_another_name_keeps_its_state_only_with_its_topic() {
    let text =
        BASE.replace("transform small {", "transform little @was(small) {").replace("cheap, small]", "cheap, little]");
    let diff = diff(BASE, &text);
    assert_eq!(told(&diff, "little"), ["was called `small`"]);
    let upgrade = diff.upgrades.iter().find(|one| one.transform == "little").unwrap();
    assert_eq!(upgrade.class, Incompatible);
    assert!(upgrade.reason.contains("`shop.little`") && upgrade.reason.contains("`shop.small`"), "{}", upgrade.reason);
}

#[test]
fn a_sink_with_another_name_has_no_new_readers() {
    let text = BASE.replace("sink files:", "sink export @was(files):").replace("to files because", "to export because");
    let text = text.replace("secret(\"files\")", "secret(\"export\")");
    let diff = diff(BASE, &text);
    let readers: Vec<_> = diff.weakened.iter().filter(|one| one.kind == crate::WeakenedKind::NewReader).collect();
    assert!(readers.is_empty(), "{readers:#?}");
}
