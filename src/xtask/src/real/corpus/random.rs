//! Random queries as a corpus: what weir accepts Flink must take, and the other way round.

#[path = "../../../../../tests/queries/generator.rs"]
mod generator;
#[path = "../../../../../tests/queries/random.rs"]
pub(crate) mod numbers;

use numbers::Random;
use std::path::Path;

/// Makes the queries, and judges them.
pub(crate) fn run((count, seed): (usize, u64), agreement: u32, all: bool) -> Result<(), Vec<String>> {
    let folder = tempfile::tempdir().map_err(|error| vec![error.to_string()])?;
    write(folder.path(), count, seed).map_err(|error| vec![format!("{}: {error}", folder.path().display())])?;
    super::run(folder.path(), agreement, all)
}

fn write(folder: &Path, count: usize, seed: u64) -> std::io::Result<()> {
    std::fs::write(folder.join("tables.sql"), generator::TABLES)?;
    for n in 0..count {
        let query = generator::query(&mut Random::new(seed * 1_000_000 + n as u64));
        std::fs::write(folder.join(format!("{n:05}.sql")), format!("-- weir: state_ttl = 7d\n{query};\n"))?;
    }
    Ok(())
}
