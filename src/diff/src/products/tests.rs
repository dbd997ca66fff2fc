use super::{ProductChange, product, products};
use weir_ir::product::{Product, products as exposed};

const BASE: &str = r#"pipeline p { owner = "o" }
kek k: local_kms
topic orders {
  id int @key
  total decimal(10, 2)
  note string?
  card string @pci
  ts timestamp_ltz(3) @event_time
}
encrypt orders.card with k
expose orders as sales { version = 1 }
environment local: self_managed {
  kafka = "k:9092"  registry = "http://r"  connect = "http://c"  flink_gateway = "http://f"
}
"#;

struct NoFiles;

impl weir_compiler::Loader for NoFiles {
    fn load(&self, _: &str) -> Result<String, String> {
        Err("no such file".to_string())
    }
}

fn of(text: &str) -> Vec<Product> {
    let source = weir_compiler::SourceText { shown: "p.weir".into(), artifact: "p.weir".into(), text: text.into() };
    let checked = weir_compiler::check(weir_compiler::Unit { files: vec![source] }, &NoFiles);
    let said: Vec<&str> = checked.diagnostics.iter().map(|one| one.message.as_str()).collect();
    assert!(!checked.diagnostics.has_errors(), "{said:?}");
    exposed(&checked.project)
}

fn changed(from: &str, to: &str) -> Vec<ProductChange> {
    assert!(BASE.contains(from), "{from}");
    products(&of(BASE), &of(&BASE.replace(from, to)))
}

#[test]
fn each_change_is_said_and_judged() {
    for (from, to, breaking, says) in [
        ("  note string?\n", "", true, "column `note` is gone"),
        (
            "total decimal(10, 2)",
            "total decimal(12, 2)",
            true,
            "column `total` was DECIMAL(10, 2) and is DECIMAL(12, 2)",
        ),
        ("total decimal(10, 2)", "total decimal(10, 2)?", true, "column `total` may be null now"),
        ("note string?", "note string", false, "column `note` is not null any more"),
        ("note string?", "note string?\n  more int", false, "column `more` is new: INT NOT NULL"),
        ("topic orders {", "topic orders {\n  changelog = upsert", true, "the changelog was append and is upsert"),
        ("id int @key", "id int", true, "the message key was `id` and is none"),
        (
            " @event_time",
            "",
            true,
            "the time attribute was `ts` TIMESTAMP_LTZ(3) NOT NULL and is `$rowtime` TIMESTAMP_LTZ(3) NOT NULL",
        ),
        ("topic orders {", "topic orders {\n  watermark = 9s", false, "the watermark is 9000 ms behind, not 5000 ms"),
        (
            "topic orders {",
            "topic orders {\n  name = \"shop.orders\"",
            true,
            "its topic in `local` was `p.orders` and is `shop.orders`",
        ),
        (
            "encrypt orders.card with k",
            "encrypt orders.card with k deterministic",
            true,
            "column `card` was encrypted (random, `k`) and is encrypted (deterministic, `k`)",
        ),
        (
            "note string?",
            "note string? @pii",
            false,
            "column `note` is classified `pii`: readers have to prove where it goes",
        ),
        ("local:", "locale:", true, "it is no longer in the environment `local`"),
        ("version = 1", "version = 2", true, "is gone"),
    ] {
        // A class wants a line that lets it out.
        let permit = "policy { permit pii to sales }\n";
        assert!(BASE.contains(from), "{from}");
        let base = [BASE, permit].concat();
        let base = products(&of(&base), &of(&base.replace(from, to)));
        assert!(base.iter().any(|one| one.says == says && one.breaking == breaking), "{from} → {to}: {base:#?}");
    }
}

#[test]
fn nothing_is_said_of_what_readers_do_not_see() {
    for (from, to) in [("note string?", "\"A remark.\"\n  note string?"), ("owner = \"o\"", "owner = \"other\"")] {
        assert_eq!(changed(from, to), Vec::new());
    }
    let all = of(BASE);
    let one = all.first().unwrap();
    assert_eq!(product(one, one), Vec::new());
}
