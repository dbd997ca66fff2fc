//! The generated parser of `grammar/weir.pest`.

#[derive(pest_derive::Parser)]
#[grammar = "../../grammar/weir.pest"]
pub(crate) struct Grammar;
