//! Filter and projection.

use crate::{Shape, ranges, scattered};
use arrow_array::{ArrayRef, Decimal128Array, Int32Array, Int64Array, StringArray, TimestampMillisecondArray};
use std::sync::Arc;
use weir_engine::batch::{Batch, Marks, NO_MARK};

pub const BIDS: &str = "topic bids { auction bigint  bidder bigint  price decimal(10, 2)  quantity int  channel string  \
                        ts timestamp(3) @event_time }";

pub const SHAPES: &[Shape] = &[
    Shape {
        name: "filter_project",
        tables: BIDS,
        query: "SELECT auction, bidder, quantity * 3 + 1 AS q, ts FROM bids WHERE quantity > 10",
        goal: 10.0,
        input: bids,
    },
    Shape {
        name: "filter_project_decimal_text",
        tables: BIDS,
        query: "SELECT auction, price * 0.908 AS euro, CASE WHEN channel = 'web' THEN 1 ELSE 0 END AS web FROM bids \
                WHERE channel <> 'phone'",
        goal: 10.0,
        input: bids,
    },
];

/// A millisecond apart.
pub fn bids(rows: usize) -> Vec<(&'static str, Batch)> {
    ranges(rows)
        .map(|range| {
            let of = |f: fn(usize) -> i64| range.clone().map(f).collect::<Vec<i64>>();
            let price = range.clone().map(|n| i128::from(scattered(n) % 1_000_000)).collect::<Vec<i128>>();
            let channels = ["web", "phone", "shop", "partner"];
            let columns: Vec<ArrayRef> = vec![
                Arc::new(Int64Array::from(of(|n| (scattered(n) % 1_000) as i64))),
                Arc::new(Int64Array::from(of(|n| (scattered(n + 7) % 100_000) as i64))),
                Arc::new(Decimal128Array::from(price).with_precision_and_scale(10, 2).unwrap()),
                Arc::new(range.clone().map(|n| Some((scattered(n + 3) % 20) as i32)).collect::<Int32Array>()),
                Arc::new(
                    range.clone().map(|n| Some(channels[(scattered(n + 5) % 4) as usize])).collect::<StringArray>(),
                ),
                Arc::new(TimestampMillisecondArray::from(of(|n| 1_577_836_800_000 + n as i64))),
            ];
            ("bids", Batch::inserts(columns, range.len(), Marks::All(NO_MARK)))
        })
        .collect()
}
