use crate::{docs, tree};

/// Writes again what is compared: formatted pipelines, `generated/`, snapshots, cases, generated pages. Read the whole diff.
pub(crate) fn run() -> Result<(), Vec<String>> {
    tree::program("cargo", &["run", "--quiet", "--package", "weir", "--", "fmt"], &[])?;
    tree::program("cargo", &["run", "--quiet", "--package", "weir", "--", "compile"], &[])?;
    docs::run(docs::Mode::Write)?;
    tree::program(
        "cargo",
        &["test", "--workspace", "--quiet"],
        &[("INSTA_UPDATE", "always"), ("INSTA_FORCE_PASS", "1"), ("TRYCMD", "overwrite"), ("WEIR_BLESS", "1")],
    )
}
