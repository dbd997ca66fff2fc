//! A file a diagnostic: `ui/E0301_unknown_source.weir` provokes E0301; the snapshot shows source and message.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test fails by panicking")]

use weir_compiler::{Loader, SourceText, Unit, compile};
use weir_diagnostics::render;

struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _: &str) -> Result<String, String> {
        Err("no such file or directory".to_string())
    }
}

#[expect(clippy::disallowed_methods, reason = "the cases are files")]
fn read(path: &std::path::Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn every_case_gives_its_diagnostic() {
    insta::glob!("ui/*.weir", |path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = read(path);
        let source = SourceText { shown: name.clone(), artifact: name.clone(), text: text.clone() };
        let checked = compile(Unit { files: vec![source] }, &NoFiles, None).checked;
        let wanted = name.split('_').next().unwrap();
        let shown: Vec<String> =
            checked.diagnostics.iter().map(|one| render::human(one, &checked.sources, false, 100)).collect();
        assert!(checked.diagnostics.iter().any(|one| one.code.id == wanted), "{name} gives {shown:?}");
        insta::assert_snapshot!(format!("{text}\n──\n{}", shown.join("\n")));
    });
}
