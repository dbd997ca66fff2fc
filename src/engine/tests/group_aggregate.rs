//! GROUP BY and DISTINCT.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

mod support;

use proptest::prelude::*;
use std::collections::BTreeMap;
use support::{Record, project, record, run_all};

const TABLES: &str = "
topic sales { changelog = upsert  id int @key  shop string?  qty int?  price decimal(10, 2)?  ts timestamp(3) @event_time }
topic log { shop string?  qty int?  rate double?  ts timestamp(3) @event_time }
";

const AT: &str = "2020-01-01 00:00:01";

fn sale(kind: &str, id: &str, shop: &str, qty: &str, price: &str) -> Record {
    record("sales", kind, &[id, shop, qty, price, AT])
}

fn events(query: &str, records: &[Record]) -> Vec<String> {
    let project = project(&format!("{TABLES} transform t {{ state_ttl = forever  {query} }}"));
    run_all(&project, "t", records).events
}

#[test]
fn a_group_comes_changes_and_goes() {
    let records = [
        sale("+I", "1", "a", "2", "1.50"),
        sale("+I", "2", "a", "\\N", "2.00"),
        sale("+U", "1", "b", "2", "1.50"),
        sale("-D", "2", "a", "\\N", "2.00"),
    ];
    let query = "SELECT shop, SUM(qty) AS q, AVG(price) AS p, COUNT(qty) AS c FROM sales GROUP BY shop";
    assert_eq!(
        events(query, &records),
        [
            "+I a 2 1.500000 1",
            "-U a 2 1.500000 1",
            "+U a 2 1.750000 1",
            "-U a 2 1.750000 1",
            "+U a \\N 2.000000 0",
            "+I b 2 1.500000 1",
            "-D a \\N 2.000000 0",
        ]
    );
}

#[test]
fn null_is_a_key_like_others() {
    let records = [sale("+I", "1", "\\N", "2", "1.00"), sale("+I", "2", "\\N", "3", "1.00")];
    let query = "SELECT shop, SUM(qty) AS q FROM sales GROUP BY shop";
    let query =
        query.replace("SELECT shop", "SELECT COALESCE(shop, '-') AS shop").replace("BY shop", "BY COALESCE(shop, '-')");
    assert_eq!(events(&query, &records), ["+I - 2", "-U - 2", "+U - 5"]);
}

#[test]
fn the_whole_table_is_one_group() {
    let records = [
        sale("+I", "1", "a", "2", "1.00"),
        sale("+I", "2", "b", "5", "1.00"),
        sale("-D", "1", "a", "2", "1.00"),
        sale("-D", "2", "b", "5", "1.00"),
        sale("+I", "2", "b", "1", "1.00"),
    ];
    // A result without a key can't be delivered; what the plan gives is asked here.
    let query = "SELECT 1 AS k, MAX(qty) AS m, COUNT(DISTINCT shop) AS d FROM sales";
    let project = support::check(&format!("{TABLES} transform t {{ state_ttl = forever  {query} }}")).project;
    assert_eq!(
        run_all(&project, "t", &records).events,
        ["+I 1 2 1", "-U 1 2 1", "+U 1 5 2", "-U 1 5 2", "+U 1 5 1", "-D 1 5 1", "+I 1 1 1"]
    );
}

#[test]
fn filters_and_distinct_arguments() {
    let records: Vec<Record> = [("a", "1"), ("a", "1"), ("a", "7"), ("a", "\\N")]
        .iter()
        .map(|(shop, qty)| record("log", "+I", &[shop, qty, "0.5", AT]))
        .collect();
    let query = "SELECT COALESCE(shop, '') AS shop, SUM(DISTINCT qty) AS s, COUNT(*) FILTER (WHERE qty > 1) AS c, SUM(rate) AS r \
                 FROM log GROUP BY COALESCE(shop, '')";
    let all = events(query, &records);
    assert_eq!(all.last().unwrap(), "+U a 8 1 2.0");
}

#[test]
fn first_last_and_joined_values_are_taken_back() {
    let records = [
        sale("+I", "1", "a", "1", "1.00"),
        sale("+I", "2", "a", "2", "1.00"),
        sale("+I", "3", "a", "3", "1.00"),
        sale("-D", "1", "a", "1", "1.00"),
        sale("-D", "3", "a", "3", "1.00"),
    ];
    let query = "SELECT COALESCE(shop, '') AS shop, FIRST_VALUE(qty) AS f, LAST_VALUE(qty) AS l, \
                 LISTAGG(CAST(qty AS STRING), '+') AS j FROM sales GROUP BY COALESCE(shop, '')";
    let all = events(query, &records);
    let after: Vec<&String> = all.iter().filter(|event| event.starts_with('+')).collect();
    assert_eq!(after, ["+I a 1 1 1", "+U a 1 2 1+2", "+U a 1 3 1+2+3", "+U a 2 3 2+3", "+U a 2 2 2"]);
}

/// Sets and deletes of few keys in few groups.
fn changes() -> impl Strategy<Value = Vec<(u8, bool, u8, Option<i32>)>> {
    proptest::collection::vec((0..6u8, prop::bool::weighted(0.75), 0..3u8, prop::option::of(-5..5i32)), 0..60)
}

fn naive(changes: &[(u8, bool, u8, Option<i32>)]) -> Vec<String> {
    let mut rows: BTreeMap<u8, (u8, Option<i32>)> = BTreeMap::new();
    for (id, sets, group, value) in changes {
        if *sets {
            rows.insert(*id, (*group, *value))
        } else {
            rows.remove(id)
        };
    }
    let mut groups: BTreeMap<u8, Vec<Option<i32>>> = BTreeMap::new();
    for (group, value) in rows.values() {
        groups.entry(*group).or_default().push(*value);
    }
    let text = |value: Option<i64>| value.map_or("\\N".to_string(), |value| value.to_string());
    let mut all: Vec<String> = groups
        .iter()
        .map(|(group, values)| {
            let known: Vec<i64> = values.iter().flatten().map(|value| i64::from(*value)).collect();
            let sum = (!known.is_empty()).then(|| known.iter().sum::<i64>());
            let distinct: std::collections::BTreeSet<&i64> = known.iter().collect();
            let average = sum.map(|sum| sum / i64::try_from(known.len()).unwrap());
            let (least, most) = (known.iter().min().copied(), known.iter().max().copied());
            format!(
                "g{group} {} {} {} {} {} {} {}",
                values.len(),
                text(sum),
                text(average),
                text(least),
                text(most),
                distinct.len(),
                text((!distinct.is_empty()).then(|| distinct.iter().copied().sum::<i64>())),
            )
        })
        .collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_result_is_that_of_the_rows_that_are_left(changes in changes()) {
        let query = "SELECT COALESCE(shop, '') AS shop, COUNT(*) AS c, SUM(qty) AS s, AVG(qty) AS a, MIN(qty) AS l, MAX(qty) AS m, \
                     COUNT(DISTINCT qty) AS d, SUM(DISTINCT qty) AS e FROM sales GROUP BY COALESCE(shop, '')";
        let project = project(&format!("{TABLES} transform t {{ state_ttl = forever  {query} }}"));
        let records: Vec<Record> = changes
            .iter()
            .map(|(id, sets, group, value)| {
                let value = value.map_or("\\N".to_string(), |value| value.to_string());
                sale(if *sets { "+U" } else { "-D" }, &id.to_string(), &format!("g{group}"), &value, "1.00")
            })
            .collect();
        prop_assert_eq!(run_all(&project, "t", &records).rows, naive(&changes));
    }
}
