//! Lists the files of `src/real/systems/`, so that a system is added to `cargo xtask real` by adding its file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("src/real/systems");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    files.sort();
    let mut modules = String::new();
    let mut systems = String::new();
    for file in &files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        writeln!(modules, "#[path = {:?}]\nmod {name};", file.display().to_string())?;
        writeln!(systems, "    {name}::system(),")?;
    }
    let text = format!(
        "{modules}\n/// One of each file of this folder, in order of their names.\npub(crate) fn all() -> Vec<Box<dyn crate::real::system::System>> {{\n    vec![\n{systems}    ]\n}}\n"
    );
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("systems.rs"), text)?;
    Ok(())
}
