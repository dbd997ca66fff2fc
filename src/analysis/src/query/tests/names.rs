//! What a name refers to where rows have fields of their own (Calcite's `PEEK_FIELDS_NO_EXPAND`, seen with Flink 2.2).

use super::{add, empty_project, not_null, run};
use weir_ir::{DataType, RowField};

fn row(fields: &[(&str, DataType)]) -> DataType {
    DataType::Row(fields.iter().map(|(name, ty)| RowField { name: (*name).into(), ty: not_null(ty.clone()) }).collect())
}

fn codes(sql: &str) -> Vec<&'static str> {
    let deep = row(&[("x", DataType::String), ("f", DataType::Int)]);
    let c = row(&[("name", DataType::String), ("d", deep)]);
    let g = row(&[("x", DataType::Int), ("h", DataType::Int), ("name", DataType::Int)]);
    let mut project = empty_project();
    add(&mut project, "n", &[("a", not_null(DataType::Int)), ("c", not_null(c)), ("g", not_null(g))], &[], None);
    let m = [("f", not_null(DataType::Int)), ("h", not_null(DataType::String))];
    add(&mut project, "m", &m, &[], None);
    run(&project, sql).errors().iter().map(|error| if error.starts_with("E0512") { "twice" } else { "no" }).collect()
}

#[test]
fn a_field_may_be_named_without_what_it_lies_in() {
    let ok = ["SELECT h FROM n", "SELECT n.f FROM n", "SELECT c.x FROM n", "SELECT n.d.x FROM n", "SELECT d.f FROM n"];
    for sql in ok {
        assert!(codes(sql).is_empty(), "{sql}");
    }
    // `g.x` is nearer than `c.d.x`; of two as near none is.
    assert!(codes("SELECT x + 1 AS y FROM n").is_empty());
    assert_eq!(codes("SELECT name FROM n"), ["twice"]);
    assert_eq!(codes("SELECT nothing FROM n"), ["no"]);
}

#[test]
fn a_field_of_one_table_hides_no_column_of_another() {
    assert_eq!(codes("SELECT h FROM n JOIN m ON n.a = m.f"), ["twice"]);
    assert!(codes("SELECT n.h, m.h AS other FROM n JOIN m ON n.a = m.f").is_empty());
}
