//! A file a diagnostic: `ui/E0301_unknown_source.weir` provokes E0301; the snapshot shows source and message. A folder of
//! the same name beside it is the checkout around it: other pipelines, `weir.lock` and `products/`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use weir_compiler::{Loader, SourceText, Stored, Unit, compile};
use weir_diagnostics::render;

struct Around(PathBuf);

impl Loader for Around {
    fn load(&self, _: &str) -> Result<String, String> {
        Err("no such file or directory".to_string())
    }

    fn pipeline(&self, name: &str, _: &str) -> Option<Unit> {
        let path = self.0.join(format!("{name}.weir"));
        let shown = format!("{name}.weir");
        path.is_file().then(|| Unit { files: vec![SourceText { artifact: shown.clone(), shown, text: read(&path) }] })
    }

    #[expect(clippy::disallowed_methods, reason = "the cases are files")]
    fn stored(&self, _: &str) -> Stored {
        let lock = self.0.join("weir.lock");
        let files = std::fs::read_dir(self.0.join("products")).into_iter().flatten().map(|entry| entry.unwrap().path());
        let named = |path: PathBuf| (format!("products/{}", path.file_name().unwrap().to_string_lossy()), read(&path));
        Stored { lock: lock.is_file().then(|| read(&lock)), products: files.map(named).collect() }
    }
}

#[expect(clippy::disallowed_methods, reason = "the cases are files")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn every_case_gives_its_diagnostic() {
    insta::glob!("ui/*.weir", |path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = read(path);
        let source = SourceText { shown: name.clone(), artifact: name.clone(), text: text.clone() };
        let checked = compile(Unit { files: vec![source] }, &Around(path.with_extension("")), None).checked;
        let wanted = name.split('_').next().unwrap();
        let shown: Vec<String> =
            checked.diagnostics.iter().map(|one| render::human(one, &checked.sources, false, 100)).collect();
        assert!(checked.diagnostics.iter().any(|one| one.code.id == wanted), "{name} gives {shown:?}");
        insta::assert_snapshot!(format!("{text}\n──\n{}", shown.join("\n")));
    });
}
