//! The pipeline of the repository through every backend.

use weir_diagnostics::{Diagnostics, Severity, SourceMap};
use weir_ir::{ArtifactSet, Project};

const RETAILER: &str = include_str!("../../../pipelines/online_retailer.weir");

/// Analyzed as the compiler does it.
fn project() -> Project {
    let mut sources = SourceMap::default();
    let id = sources.add("pipelines/online_retailer.weir", RETAILER);
    let parsed = weir_syntax::parse(id, RETAILER);
    let analysis = weir_analysis::analyze(&[parsed.file]);
    let mut project = analysis.project;
    let errors: Vec<_> = analysis.diagnostics.iter().filter(|one| one.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    for (id, file) in sources.iter() {
        project.files.insert(id, file.name.clone());
        project.line_starts.insert(id, file.line_starts().to_vec());
    }
    project
}

fn emitted() -> (ArtifactSet, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let out = weir_backends::emit(&project(), None, &mut diagnostics);
    (out, diagnostics)
}

#[test]
fn nothing_is_refused() {
    let (out, diagnostics) = emitted();
    let said: Vec<String> = diagnostics.iter().map(|one| format!("{} {}", one.code, one.message)).collect();
    assert!(said.is_empty(), "{said:#?}");
    for env in ["dev", "local", "cloud"] {
        assert!(out.get(&format!("{env}/manifest.json")).is_some(), "{env}");
    }
}
