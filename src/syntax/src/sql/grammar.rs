//! The parser that pest makes of `grammar/flink_sql.pest`.

#[derive(pest_derive::Parser)]
#[grammar = "../../../grammar/flink_sql.pest"]
pub(super) struct SqlGrammar;
