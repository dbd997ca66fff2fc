mod rows;

use crate::{Diff, Earlier, Side, UpgradeClass, WeakenedKind, environments, versions};
use weir_compiler::{Compilation, Loader, SourceText, Unit, compile};

struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _: &str) -> Result<String, String> {
        Err("no such file".to_string())
    }
}

const BASE: &str = include_str!("tests/shop.weir");

fn compiled(text: &str) -> Compilation {
    let source = SourceText { shown: "shop.weir".into(), artifact: "shop.weir".into(), text: text.into() };
    let compilation = compile(Unit { files: vec![source] }, &NoFiles, None);
    let errors: Vec<String> = compilation.checked.diagnostics.iter().map(|one| one.message.clone()).collect();
    assert!(compilation.artifacts.is_some(), "{errors:#?}");
    compilation
}

fn side(compilation: &Compilation) -> Side<'_> {
    Side { project: &compilation.checked.project, artifacts: compilation.artifacts.as_ref().unwrap() }
}

/// What differs when the replacements are made in the base.
fn edited(replacements: &[(&str, &str)]) -> Diff {
    let mut text = BASE.to_string();
    for (from, to) in replacements {
        assert!(text.contains(from), "`{from}` is not in the base");
        text = text.replace(from, to);
    }
    versions(side(&compiled(BASE)), side(&compiled(&text)), &Earlier::default())
}

#[test]
fn a_version_does_not_differ_from_itself() {
    assert!(edited(&[]).is_empty());
    assert!(edited(&[("# the shop", "# another comment\n\n# the shop")]).is_empty(), "comments are no change");
}

/// Transform, replacement, class, and a part of the reason.
const EDITS: &[(&str, &str, &str, UpgradeClass, &str)] = &[
    ("small", "s.amount < 10", "s.amount < 20", UpgradeClass::Stateless, "keeps nothing"),
    ("small", "s.amount < 10", "(s.amount) < 10 /* as before */", UpgradeClass::Nothing, ""),
    (
        "small",
        "FROM sales s WHERE s.amount < 10",
        "FROM sales AS s WHERE NOT s.amount >= 10",
        UpgradeClass::Stateless,
        "",
    ),
    (
        "small",
        "s.product_id, CAST",
        "s.product_id, s.amount, CAST",
        UpgradeClass::Incompatible,
        "`amount` is new and NOT NULL",
    ),
    ("small", "s.product_id, CAST", "s.product_id, s.note, CAST", UpgradeClass::Stateless, "keeps nothing"),
    ("small", "s.product_id, CAST", "CAST", UpgradeClass::Incompatible, "`product_id` is gone"),
    ("small", ", CAST(s.note AS STRING) AS shout", "", UpgradeClass::Stateless, "keeps nothing"),
    ("small", "CAST(s.note AS STRING)", "UPPER(s.note)", UpgradeClass::Stateless, "keeps nothing"),
    ("cheap", "p.price < 10", "p.price < 20", UpgradeClass::StateCompatible, "above everything"),
    (
        "cheap",
        "FROM shop.products p WHERE p.price < 10",
        "FROM shop.products AS p WHERE (p.price < 10)",
        UpgradeClass::Nothing,
        "",
    ),
    (
        "per_product",
        "HAVING SUM(s.amount) > 5",
        "HAVING SUM(s.amount) > 6",
        UpgradeClass::StateCompatible,
        "above everything",
    ),
    ("named", "AND p.price > 0", "AND p.price > 1", UpgradeClass::StateCompatible, "above everything"),
    ("named", "s.id, p.name", "s.id, p.name, p.color", UpgradeClass::Incompatible, "other columns"),
    (
        "named",
        "WHERE p.name <> '' AND p.price > 0",
        "WHERE p.price > 0 AND p.name <> ''",
        UpgradeClass::Cosmetic,
        "otherwise",
    ),
    ("named", "s.product_id = p.id", "s.id = p.id", UpgradeClass::Incompatible, "another condition"),
];

#[test]
fn each_edit_has_its_class_and_reason() {
    for (transform, from, to, class, reason) in EDITS {
        let diff = edited(&[(from, to)]);
        let found = diff.upgrades.iter().find(|one| one.transform == *transform);
        let (is, why) = found.map_or((UpgradeClass::Nothing, ""), |one| (one.class, one.reason.as_str()));
        assert_eq!(is, *class, "{from} → {to}: {why}");
        assert!(why.contains(reason), "{from} → {to}: {why}");
        let others: Vec<&str> =
            diff.upgrades.iter().map(|one| one.transform.as_str()).filter(|one| one != transform).collect();
        assert_eq!(others, Vec::<&str>::new(), "{from} → {to}");
    }
}

#[test]
fn a_new_column_of_an_input_moves_nothing() {
    let diff = edited(&[("    color text?\n", "    weight int?\n    color text?\n")]);
    assert_eq!(diff.upgrades, Vec::new());
    assert_eq!(diff.relations.len(), 1, "{:?}", diff.relations);
    assert!(diff.weakened.is_empty());
}

/// Replacement, kind and subject of the one thing that is weaker.
const WEAKER: &[(&str, &str, WeakenedKind, &str)] = &[
    (
        "mask shop.customers.email with redact(\"*\")",
        "mask shop.customers.email with partial(keep_last: 4) raw allowed \"for support\"",
        WeakenedKind::MaskWeakened,
        "shop.customers.email",
    ),
    (
        "encrypt sales.card with key\n",
        "encrypt sales.card with key deterministic\n",
        WeakenedKind::EncryptionWeakened,
        "sales.card",
    ),
    ("    phone text? @pii\n", "    phone text?\n", WeakenedKind::ClassRemoved, "shop.customers.phone"),
    ("  deny pii influence to lake\n", "", WeakenedKind::PolicyRemoved, "lake"),
    (
        "  deny pii influence to lake\n",
        "  deny pii influence to lake\n  permit pii to files\n",
        WeakenedKind::PermitAdded,
        "files",
    ),
    ("until 2027-01-01", "until 2028-01-01", WeakenedKind::ExceptionExtended, "shop.customers.city"),
    ("kek key: aws_kms\n", "kek key: aws_kms { shared = true }\n", WeakenedKind::KekShared, "key"),
];

#[test]
fn each_way_to_protect_less_is_named() {
    for (from, to, kind, subject) in WEAKER {
        let diff = edited(&[(from, to)]);
        let found = diff.weakened.iter().any(|one| one.kind == *kind && one.subject == *subject);
        assert!(found, "{from} → {to}: {:#?}", diff.weakened);
    }
}

#[test]
fn the_other_way_round_nothing_is_weaker() {
    for (from, to, _, _) in WEAKER {
        let (before, after) = (compiled(&BASE.replace(from, to)), compiled(BASE));
        let diff = versions(side(&before), side(&after), &Earlier::default());
        assert!(diff.weakened.is_empty(), "{to} → {from}: {:#?}", diff.weakened);
    }
}

#[test]
fn a_new_delivery_is_a_new_reader() {
    let diff = edited(&[
        ("SELECT c.id, c.city FROM", "SELECT c.id, c.city, c.phone FROM"),
        (
            "allow pii shop.customers.city to files",
            "allow pii shop.customers.phone to files because \"support\"\nallow pii shop.customers.city to files",
        ),
    ]);
    let readers: Vec<&str> = diff
        .weakened
        .iter()
        .filter(|one| one.kind == WeakenedKind::NewReader)
        .map(|one| one.subject.as_str())
        .collect();
    assert_eq!(readers, ["files", "cities", "files (error topic)"], "{:#?}", diff.weakened);
}

#[test]
fn a_renamed_column_is_followed() {
    let diff = edited(&[("    phone text? @pii\n", "    telephone text? @pii @was(phone)\n")]);
    assert!(diff.weakened.is_empty(), "{:#?}", diff.weakened);
    let text: Vec<String> = diff.relations.iter().flat_map(|one| &one.changes).map(ToString::to_string).collect();
    assert_eq!(text, ["column `phone` is now `telephone`"]);
}

#[test]
fn resources_follow_the_artifacts() {
    let diff = edited(&[("s.amount < 10", "s.amount < 20")]);
    let names: Vec<(&str, &str)> = diff.resources.iter().map(|one| (one.kind.as_str(), one.name.as_str())).collect();
    assert_eq!(names, [("statement", "shop-local-small")]);
}

#[test]
fn a_new_topic_changes_no_other() {
    let diff = edited(&[("topic sales {", "topic refunds {\n  id int @key\n  why string\n}\n\ntopic sales {")]);
    let others = diff.resources.iter().filter(|one| !one.name.contains("refunds"));
    assert_eq!(others.map(|one| one.name.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
    assert_eq!(diff.resources.iter().filter(|one| one.kind == "topic").count(), 1);
}

#[test]
fn environments_differ_in_what_they_protect_and_make() {
    let compilation = compiled(BASE);
    let diff = environments(side(&compilation), "dev", "local").unwrap();
    assert!(diff.resources.iter().all(|one| one.what == crate::What::Added), "{:#?}", diff.resources);
    assert!(environments(side(&compilation), "dev", "nowhere").is_none());
}

#[test]
fn a_schema_that_readers_cannot_do_with_is_told() {
    let diff = edited(&[("  note       string?\n", "  note       string?\n  till       string\n")]);
    assert_eq!(diff.schemas.len(), 1, "{:#?}", diff.schemas);
    let one = &diff.schemas[0];
    assert_eq!((one.subject.as_str(), one.level.as_str(), one.version), ("shop.sales-value", "BACKWARD", 0));
    assert!(one.says.contains("`till`"), "{}", one.says);
    assert!(edited(&[("  note       string?\n", "  note       string?\n  till       string?\n")]).schemas.is_empty());
}

#[test]
fn the_history_that_is_given_counts() {
    let now = compiled(BASE);
    let path = "local/schemas/shop.sales-value/schema.avsc";
    let text = now.artifacts.as_ref().unwrap().get(path).unwrap().text.clone();
    let older = text.replace("\"note\"", "\"remark\"").replace("\"product_id\"", "\"article\"");
    assert_ne!(older, text);
    let diff =
        versions(side(&now), side(&now), &Earlier::from([(path.to_string(), vec![text.clone(), older.clone()])]));
    assert!(diff.schemas.is_empty(), "BACKWARD asks the last version only: {:#?}", diff.schemas);
    let diff = versions(side(&now), side(&now), &Earlier::from([(path.to_string(), vec![older])]));
    assert_eq!(diff.schemas.len(), 1, "{:#?}", diff.schemas);
}
