//! A query of 2,000 columns over 50 joins takes no time that grows with their product. The bound is generous: this is a
//! build for debugging on a busy machine; `cargo bench -p weir-compiler --bench scale` gives the figure.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test fails by panicking, and measures the clock")]

#[path = "../../../tests/queries/wide.rs"]
mod wide;

use std::time::{Duration, Instant};
use weir_compiler::{Loader, SourceText, Unit, check};

struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _: &str) -> Result<String, String> {
        Err("no such file or directory".to_string())
    }
}

#[test]
fn two_thousand_columns_over_fifty_joins() {
    for (name, text) in wide::pipelines() {
        let start = Instant::now();
        let source = SourceText { shown: "wide.weir".into(), artifact: "wide.weir".into(), text };
        let checked = check(Unit { files: vec![source] }, &NoFiles);
        let time = start.elapsed();
        let relation = &checked.project.relations[checked.project.relations.find("q").unwrap()];
        assert!(relation.plan.is_some(), "{name}: {:?}", checked.diagnostics.iter().next());
        assert!(relation.columns.len() >= wide::COLUMNS - wide::JOINS, "{name}");
        println!("{name}: {time:?}");
        assert!(time < Duration::from_secs(60), "{name}: {time:?}");
    }
}
