//! Regular joins with retractions.

use crate::{Shape, ranges, scattered};
use arrow_array::{ArrayRef, Int64Array, StringArray, TimestampMillisecondArray};
use std::sync::Arc;
use weir_engine::batch::{Batch, Marks, NO_MARK};

const TABLES: &str = "
topic orders { changelog = upsert  id bigint @key  customer bigint  ts timestamp(3) @event_time }
topic items { changelog = upsert  id bigint @key  order_id bigint  ts timestamp(3) @event_time }
topic customers { changelog = upsert  id bigint @key  name string  ts timestamp(3) @event_time }
";

pub const SHAPES: &[Shape] = &[Shape {
    name: "join_of_three",
    tables: TABLES,
    query: "SELECT i.id, o.id AS order_id, c.name FROM items i JOIN orders o ON i.order_id = o.id \
            JOIN customers c ON o.customer = c.id",
    goal: 1.0,
    input,
}];

/// Customers, then orders and their items, of which one in ten is an update.
fn input(rows: usize) -> Vec<(&'static str, Batch)> {
    let customers = rows / 100;
    let orders = rows / 3;
    let mut all = Vec::new();
    let times = |len: usize| -> ArrayRef { Arc::new(TimestampMillisecondArray::from(vec![1_577_836_800_000; len])) };
    let inserts = |columns: Vec<ArrayRef>, len: usize| Batch::inserts(columns, len, Marks::All(NO_MARK));
    for range in ranges(customers) {
        let ids: Vec<i64> = range.clone().map(|n| n as i64).collect();
        let names: StringArray = range.clone().map(|n| Some(format!("customer {n}"))).collect();
        let columns: Vec<ArrayRef> = vec![Arc::new(Int64Array::from(ids)), Arc::new(names), times(range.len())];
        all.push(("customers", inserts(columns, range.len())));
    }
    for range in ranges(orders) {
        let of = |f: &dyn Fn(usize) -> i64| Arc::new(Int64Array::from(range.clone().map(f).collect::<Vec<i64>>()));
        let id = of(&|n| (if n % 10 == 0 { n / 2 } else { n }) as i64);
        let customer = of(&|n| (scattered(n) % customers as u64) as i64);
        all.push(("orders", inserts(vec![id, customer, times(range.len())], range.len())));
        for _ in 0..2 {
            let id = of(&|n| (if n % 10 == 0 { n } else { n * 2 + 1 }) as i64);
            let order = of(&|n| (scattered(n + 1) % (n as u64 + 1)) as i64);
            all.push(("items", inserts(vec![id, order, times(range.len())], range.len())));
        }
    }
    all
}
