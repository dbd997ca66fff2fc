#[path = "../../../../../tests/queries/printed.rs"]
mod printed;

use super::{Nothing, case};
use std::path::Path;
use weir_compiler::{SourceText, Unit};

#[test]
fn a_query_of_the_corpus_printed_and_analysed_again_gives_the_same_plan() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let (mut compared, mut problems) = (0, Vec::new());
    for case in case::read_all(&folder).unwrap() {
        let Ok(text) = case.pipeline() else { continue };
        let file = SourceText { shown: case.name.clone(), artifact: case.name.clone(), text };
        let checked = weir_compiler::check(Unit { files: vec![file] }, &Nothing);
        let (count, found) = printed::differences(&checked.project);
        compared += count;
        problems.extend(found.into_iter().map(|problem| format!("{}: {problem}", case.name)));
    }
    assert!(problems.is_empty(), "{} of {compared} differ:\n{}", problems.len(), problems.join("\n"));
    assert!(compared > 180, "only {compared} queries were compared");
}
