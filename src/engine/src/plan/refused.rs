//! Operators of plans that the engine does not run, in the words of SQL. Who writes one takes its line away.

pub(crate) const EXCEPT: &str = "EXCEPT";
pub(crate) const GROUPING_SETS: &str = "GROUPING SETS, ROLLUP and CUBE";
pub(crate) const INTERSECT: &str = "INTERSECT";
pub(crate) const INTERVAL_JOIN: &str = "an interval join";
pub(crate) const LIMIT: &str = "LIMIT";
pub(crate) const MATCH: &str = "MATCH_RECOGNIZE";
pub(crate) const OVER: &str = "OVER";
pub(crate) const SEMI_JOIN: &str = "IN and EXISTS with a query";
pub(crate) const SORT: &str = "ORDER BY";
pub(crate) const TOP_N: &str = "a Top-N";
pub(crate) const UNION: &str = "UNION without ALL";
pub(crate) const UNNEST: &str = "UNNEST";
pub(crate) const WINDOW_DEDUPLICATION: &str = "a deduplication in windows";
pub(crate) const WINDOW_JOIN: &str = "a window join";

/// All of them, for the documentation.
pub const ALL: &[&str] = &[
    EXCEPT,
    GROUPING_SETS,
    INTERSECT,
    INTERVAL_JOIN,
    LIMIT,
    MATCH,
    OVER,
    SEMI_JOIN,
    SORT,
    TOP_N,
    UNION,
    UNNEST,
    WINDOW_DEDUPLICATION,
    WINDOW_JOIN,
];
