use crate::parse;
use weir_diagnostics::FileId;

/// What users write, how many items of it are still read, and the codes of the diagnostics.
const MISTAKES: &[(&str, usize, &[&str])] = &[
    (
        r#"pipeline shop { owner "data-platform" }
topic a { x int }"#,
        2,
        &["E0103"],
    ),
    (
        r#"tpoic payments {
  a int
}
transform b { SELECT 1 }"#,
        1,
        &["E0102"],
    ),
    (
        r#"topic payments {
  a int
  b strin(g
  c decimal(10,)
  d int key
  e text @default(
  f array<int
  g int
}
mask payments.a with drop"#,
        2,
        &["E0103", "E0103", "E0103", "E0103", "E0103"],
    ),
    (
        r#"source shop: postgres {
  database = onlinestoredb
  user     = 'postgres'
  table products {
    a int @key
    b int not null
    c varchar(255),
    d int

  table customers {
    a int
  }
}
topic x { a int }"#,
        2,
        &["E0104", "E0103", "E0103"],
    ),
    (
        r#"topic payments {
  a int

transform b {
  SELECT 1
}"#,
        2,
        &["E0104"],
    ),
    (
        r#"transform low {
  SELECT 'Low stock FROM x
}

"doc"
transform other {
  SELECT 'b' FROM y
}"#,
        1,
        &["E0105"],
    ),
    (
        r#"transform low {
  partitions = 
  SELECT 1
}"#,
        1,
        &["E0103"],
    ),
    (
        r#"transform low {
  partitions = [1
  SELECT 1
}
topic x { a int }"#,
        0,
        &["E0103"],
    ),
    (
        r#"sink warehouse {
  from = [a]
}"#,
        0,
        &["E0101"],
    ),
    (
        r#"sink warehouse: snowflake
  from = [a]
}"#,
        0,
        &["E0101"],
    ),
    (r#"rule r payments { check = "a" }"#, 0, &["E0101"]),
    (r#"rule r on payments { check = "a.matches('\d+')" }"#, 1, &["E0108"]),
    (
        r#"test "x" {
  given shop.products
    | a | b |
    | 1 | Jeans |
    | 2 | "x" |
    | 3 | 'a |
    | 4 | 'b'
    | 5 | NULL |
  expect x
    | a |
}"#,
        1,
        &["E0109", "E0109", "E0109", "E0109", "E0109"],
    ),
    (
        r#"test "x" {
  given shop.products
  expect x empty
}"#,
        1,
        &["E0103"],
    ),
    (r#"retention = 7d"#, 0, &["E0102"]),
    (r#"kek csfle_key aws_kms"#, 0, &["E0101"]),
    (
        r#"environment local: self_managed {
  kafka: "x"
  bind shop { host "localhost" }
  timeout = 5 seconds
  retention = 5min
}"#,
        1,
        &["E0103", "E0103", "E0103", "E0107"],
    ),
    (
        r#"policy { deny pii lake 
  permit aggregate pii to lake
  require encrypt pci in kafka
}"#,
        1,
        &["E0103", "E0103", "E0103"],
    ),
    (r#"allow pii shop.customers.address to crm by "x""#, 0, &["E0101"]),
    (
        r#"topic a { x int }
}
topic b { x int }"#,
        2,
        &["E0102"],
    ),
    (
        r#"// a comment
topic b { x int }
-- b
topic c { -- note
  x int;
}"#,
        2,
        &["E0102", "E0102", "E0103", "E0103"],
    ),
    (r#""dangling""#, 0, &["E0102"]),
    (
        r#"lorem ipsum dolor
sit amet {
  foo
}
consectetur"#,
        0,
        &["E0102", "E0102"],
    ),
    (
        r#"topic t {
  a int not null
  b int primary key
  c
  d int
  e int
}"#,
        1,
        &["E0103", "E0103", "E0103"],
    ),
    (
        r#"topic t {
  a int
  b text null
}"#,
        1,
        &["E0103"],
    ),
    (r#"topic t { a int key b int }"#, 1, &["E0103"]),
    (
        r#"transform t {
}"#,
        0,
        &["E0101"],
    ),
    (
        r#"source shop: postgres {
  table a.b.c { x int }
  table y { z int }
}"#,
        1,
        &["E0107"],
    ),
];

#[test]
fn a_mistake_costs_one_diagnostic_and_only_its_part() {
    for (text, items, codes) in MISTAKES {
        let parsed = parse(FileId(0), text);
        let told: Vec<&str> = parsed.diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect();
        assert_eq!(told, *codes, "{text}\n{:#?}", parsed.diagnostics);
        assert_eq!(parsed.file.items.len(), *items, "{text}");
    }
}
