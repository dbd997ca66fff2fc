//! One query of 2,000 columns over 50 joins, in the shapes that people write.

use std::fmt::Write;

pub(crate) const COLUMNS: usize = 2_000;
pub(crate) const JOINS: usize = 50;

/// A fact of many columns joined with small tables, or as many tables that share the columns; by `*` or one by one.
pub(crate) fn pipelines() -> [(&'static str, String); 3] {
    let share = COLUMNS / (JOINS + 1);
    let listed =
        |table: usize, count: usize| -> Vec<String> { (0..count).map(|n| format!("t{table}.c{table}_{n}")).collect() };
    let fact: Vec<String> = listed(0, COLUMNS).into_iter().chain((1..=JOINS).map(|n| format!("t{n}.c{n}_0"))).collect();
    let equal: Vec<String> = (0..=JOINS).flat_map(|table| listed(table, share)).collect();
    [
        ("a wide fact, listed", pipeline(COLUMNS, 2, &fact.join(", "))),
        ("tables that share, listed", pipeline(share, share, &equal.join(", "))),
        ("a wide fact, by star", pipeline(COLUMNS, 2, "*")),
    ]
}

fn pipeline(first: usize, others: usize, items: &str) -> String {
    let mut text = String::from("pipeline wide { owner = \"o\" }\nenvironment dev: embedded\n");
    for table in 0..=JOINS {
        let count = if table == 0 { first } else { others };
        let _ = writeln!(text, "topic t{table} {{\n  changelog = upsert\n  k{table} int @key");
        for n in 0..count {
            let _ = writeln!(text, "  c{table}_{n} string?");
        }
        text.push_str("}\n");
    }
    let joins: String = (1..=JOINS).map(|n| format!("\n  LEFT JOIN t{n} ON t0.k0 = t{n}.k{n}")).collect();
    let key = if items == "*" { String::new() } else { "t0.k0, ".to_string() };
    let _ = writeln!(text, "transform q {{\n  upsert_key = [k0]\n  SELECT {key}{items}\n  FROM t0{joins}\n}}");
    text
}
