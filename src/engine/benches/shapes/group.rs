//! GROUP BY.

use super::stateless::{BIDS, bids};
use crate::Shape;

pub const SHAPES: &[Shape] = &[
    Shape {
        name: "group_by",
        tables: BIDS,
        query: "SELECT auction, COUNT(*) AS c, SUM(quantity) AS q FROM bids GROUP BY auction",
        goal: 3.0,
        input: bids,
    },
    Shape {
        name: "group_by_many_keys",
        tables: BIDS,
        query: "SELECT bidder, MAX(price) AS p, COUNT(DISTINCT auction) AS a FROM bids GROUP BY bidder",
        goal: 1.0,
        input: bids,
    },
];
