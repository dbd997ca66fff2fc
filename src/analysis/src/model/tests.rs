use crate::{Analysis, analyze};
use weir_diagnostics::{Diagnostics, FileId};

const RETAILER: &str = include_str!("../../../../pipelines/online_retailer.weir");

fn analysed(text: &str) -> Analysis {
    let parsed = weir_syntax::parse(FileId(0), text);
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    analyze(&[parsed.file])
}

fn shown(diagnostics: &Diagnostics) -> Vec<String> {
    diagnostics.iter().map(|found| format!("{} {}", found.code.id, found.message)).collect()
}

#[test]
fn the_retailer_is_right() {
    let analysis = analysed(RETAILER);
    assert_eq!(shown(&analysis.diagnostics), Vec::<String>::new());
}
