use super::bare;
use crate::parse;
use std::fmt::Write;
use weir_diagnostics::FileId;

const ITEMS: &[&str] = &[
    "pipeline a",
    "pipeline a { owner = \"x\" team = [\"y\", \"z\",] }",
    "param p = \"x\"",
    "include \"../common/bank.weir\"",
    "naming { topic = \"{item}\"  captured = \"{prefix}.{schema}.{table}\" }",
    "source s: postgres { host = env(\"H\", \"localhost\") table t { a int } \"doc\" table risk.u @was(v) { changelog = append b text? } }",
    "topic t @was(u) { partitions = 6 source int @key @pii topic string @default('x') table row<a int @pii, \"b\" b text> }",
    "mask s.t.c with redact(\"****\")",
    "mask s.t.c with drop",
    "mask s.t.c with hash(salt: secret(\"s\")) raw allowed \"reason\"",
    "kek k: aws_kms",
    "kek k: aws_kms { shared = false }",
    "encrypt a.b, a.c with k",
    "encrypt a.b with k deterministic",
    "rule r on t.f { check = \"x\" otherwise = dead_letter(d) on = read }",
    "transform t { SELECT 1 }",
    "transform t { changelog = append (SELECT '}' FROM `{` /* } */ -- }\n) }",
    "transform t { state_ttl = { o = 1d, p = forever } rate = 1 per 2 seconds hints { a = b } WITH x AS (SELECT 1) SELECT * FROM x }",
    "sink s: snowflake { from = [t, u as SALES, shop.v] settings { \"a.b\" = \"c\" d.e = 1 } }",
    "service f: feeder { writes = shop in = [dev, local] }",
    "expose a.b as c { version = 1 }",
    "use checkout.sales",
    "classification health { implies = pii }",
    "policy { deny pii influence to lake permit pii to kind snowflake permit aggregate pii to env prod having subjects >= 10 }",
    "policy { require encrypt for pci in kafka require mask for pii require classification on shop deny aggregate to everywhere }",
    "allow pii s.t.c to crm because \"contract\" by \"dpo\" until 2027-06-30",
    "environment e: embedded",
    "environment e from f { set p = \"x\" set = 1 bind = 2 bind s bind w: postgres { host = \"h\" } retention = 7d }",
    "test \"t\" { given t\n watermark = 5s\n | a | $change |\n | 1 | 'insert' |\n expect u contains\n | a |\n expect v empty expect error \"weir::E0001\" }",
];

const VALUES: &[&str] = &[
    r#""a\"b\\\n\t{p}""#,
    "'it''s'",
    "0",
    "-3",
    "2.50",
    "1e9",
    "true",
    "false",
    "trueish",
    "forever",
    "5ms",
    "30s",
    "7d",
    "2w",
    "1.5h",
    "64MiB",
    "10B",
    "1GB",
    "1 per second",
    "10 per 2 minutes",
    "5%",
    "0.5%",
    "100%",
    "2027-06-30",
    "avro",
    "`order`",
    "shop.orders",
    "[]",
    "[1, [2], \"x\",]",
    "{}",
    "{ a = 1, b = 2 c { d = 3 } }",
    "f()",
    "f(1, x: g(y))",
];

const TYPES: &[&str] = &[
    "int",
    "text?",
    "decimal(10, 2)",
    "timestamp_ltz(3)?",
    "array<int?>?",
    "map<string, array<int>>",
    "row<a int, b row<c text @pii>?,>",
    "enum('a', 'b''c')",
    "map",
    "row",
];

const CELLS: &[&str] = &[
    "null",
    "true",
    "1",
    "-1.50",
    "1e-3",
    "Infinity",
    "-Infinity",
    "NaN",
    "'x|y''z'",
    "''",
    "x'01fF'",
    "[]",
    "[1, [null]]",
    "{'k': 1, 'l': [2]}",
    "(1, 'x')",
];

/// Each form and its tree, to be read by a person when it changes.
#[test]
fn every_form_has_its_tree() {
    let mut shown = String::new();
    let values = VALUES.iter().map(|value| format!("param p = {value}"));
    let types = TYPES.iter().map(|ty| format!("topic t {{ f {ty} }}"));
    let cells = CELLS.iter().map(|cell| format!("test \"t\" {{ given t\n | c |\n | {cell} |\n }}"));
    for text in ITEMS.iter().map(ToString::to_string).chain(values).chain(types).chain(cells) {
        let parsed = parse(FileId(0), &text);
        assert!(parsed.diagnostics.is_empty(), "{text}\n{:#?}", parsed.diagnostics);
        assert_eq!(parsed.file.items.len(), 1, "{text}");
        let tree = bare(&parsed.file).replace("[Item { doc: None, was: None, kind: ", "[");
        writeln!(shown, "{text}\n    {tree}\n").unwrap();
    }
    insta::assert_snapshot!(shown);
}
