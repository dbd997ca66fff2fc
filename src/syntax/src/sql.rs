//! The query inside a transform: Flink SQL, 2.x, by a grammar of its own (`grammar/flink_sql.pest`).

pub mod ast;
