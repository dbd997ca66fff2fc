use crate::{docs, tidy, tree};

/// All checks, each run even when an earlier one failed.
pub(crate) fn run() -> Result<(), Vec<String>> {
    let mut problems = Vec::new();
    let mut step = |result: Result<(), Vec<String>>| problems.extend(result.err().unwrap_or_default());
    step(tree::program("cargo", &["fmt", "--all", "--check"], &[]));
    step(systems_formatted());
    step(tree::program("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"], &[]));
    eprintln!("tidy");
    step(tidy::run());
    eprintln!("docs");
    step(docs::run(docs::Mode::Check));
    step(tree::program("cargo", &["run", "--quiet", "--package", "weir", "--", "fmt", "--check"], &[]));
    step(tree::program("cargo", &["run", "--quiet", "--package", "weir", "--", "compile", "--check"], &[]));
    step(tree::program("cargo", &["doc", "--workspace", "--no-deps", "--quiet"], &[("RUSTDOCFLAGS", "-D warnings")]));
    step(fuzz_targets());
    step(deny());
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// The files that `build.rs` lists, which `cargo fmt` does not see.
fn systems_formatted() -> Result<(), Vec<String>> {
    let files = tree::files()?;
    let files = files.iter().filter(|file| file.starts_with("src/xtask/src/real/systems/") && file.ends_with(".rs"));
    let mut arguments = vec!["--check", "--edition", "2024"];
    arguments.extend(files.map(String::as_str));
    tree::program("rustfmt", &arguments, &[])
}

/// Fuzz targets need a nightly compiler: where there is one they have to build.
fn fuzz_targets() -> Result<(), Vec<String>> {
    let there = std::process::Command::new("cargo").args(["+nightly", "--version"]).output();
    if there.is_ok_and(|output| output.status.success()) {
        return tree::program("cargo", &["+nightly", "check", "--quiet", "--manifest-path", "fuzz/Cargo.toml"], &[]);
    }
    eprintln!("there is no nightly compiler: fuzz targets are not checked");
    Ok(())
}

/// cargo-deny where it is installed. Licences, bans and sources are judged without a network, once the dependencies of
/// all platforms are there.
fn deny() -> Result<(), Vec<String>> {
    let there = std::process::Command::new("cargo").args(["deny", "--version"]).output();
    if there.is_ok_and(|output| output.status.success()) {
        tree::program("cargo", &["fetch", "--locked", "--quiet"], &[])?;
        return tree::program("cargo", &["deny", "--offline", "check", "bans", "licenses", "sources"], &[]);
    }
    eprintln!("cargo-deny is not installed: licences, bans and sources are not checked");
    Ok(())
}
