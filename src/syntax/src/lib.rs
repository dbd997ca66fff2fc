//! The two grammars (`grammar/weir.pest`, `grammar/flink_sql.pest`), the trees they give, and the formatter.
//! Parsing never fails and never panics: what is broken costs one diagnostic and the rest is there.

pub mod ast;
pub mod sql;
