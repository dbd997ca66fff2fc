//! Whether data written with one schema can be read with another: Avro's schema resolution (specification, "Schema
//! Resolution"), and the seven modes of a registry that ask it of earlier versions.

mod resolve;
mod tree;

pub use resolve::{Incompatibility, Mismatch};

use serde_json::Value;

/// The `compatibility` of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    None,
    Backward,
    BackwardTransitive,
    Forward,
    ForwardTransitive,
    Full,
    FullTransitive,
}

impl Level {
    /// As a registry writes it.
    pub const ALL: &'static [(Level, &'static str)] = &[
        (Level::None, "NONE"),
        (Level::Backward, "BACKWARD"),
        (Level::BackwardTransitive, "BACKWARD_TRANSITIVE"),
        (Level::Forward, "FORWARD"),
        (Level::ForwardTransitive, "FORWARD_TRANSITIVE"),
        (Level::Full, "FULL"),
        (Level::FullTransitive, "FULL_TRANSITIVE"),
    ];

    pub fn named(name: &str) -> Option<Level> {
        Self::ALL.iter().find(|(_, word)| *word == name).map(|(level, _)| *level)
    }

    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(level, _)| *level == self).map_or("", |(_, word)| word)
    }

    /// Whether every earlier version counts, not only the last.
    pub fn is_transitive(self) -> bool {
        match self {
            Level::BackwardTransitive | Level::ForwardTransitive | Level::FullTransitive => true,
            Level::None | Level::Backward | Level::Forward | Level::Full => false,
        }
    }

    /// Readers of the new schema must read old data.
    fn backward(self) -> bool {
        match self {
            Level::Backward | Level::BackwardTransitive | Level::Full | Level::FullTransitive => true,
            Level::None | Level::Forward | Level::ForwardTransitive => false,
        }
    }

    /// Readers of an old schema must read new data.
    fn forward(self) -> bool {
        match self {
            Level::Forward | Level::ForwardTransitive | Level::Full | Level::FullTransitive => true,
            Level::None | Level::Backward | Level::BackwardTransitive => false,
        }
    }
}

/// Why a level does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Which of the earlier versions: its place among those given, the latest being 0.
    pub version: usize,
    pub direction: Direction,
    pub why: Incompatibility,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// A reader of the new schema meets data of the old one.
    NewReadsOld,
    /// A reader of the old schema meets data of the new one.
    OldReadsNew,
}

/// Everything that keeps `new` from following `earlier` (the latest first) at a level.
///
/// # Errors
/// A schema that is not Avro, in words.
pub fn broken(level: Level, new: &Value, earlier: &[Value]) -> Result<Vec<Broken>, String> {
    let versions = if level.is_transitive() { earlier.len() } else { 1 };
    let mut all = Vec::new();
    for (version, old) in earlier.iter().enumerate().take(versions) {
        let mut ask = |asked: bool, direction, reader, writer| -> Result<(), String> {
            if asked {
                let found = incompatibilities(reader, writer)?.into_iter();
                all.extend(found.map(|why| Broken { version, direction, why }));
            }
            Ok(())
        };
        ask(level.backward(), Direction::NewReadsOld, new, old)?;
        ask(level.forward(), Direction::OldReadsNew, old, new)?;
    }
    Ok(all)
}

/// Everything that keeps a reader from resolving what a writer wrote; empty where it can.
///
/// # Errors
/// A schema that is not Avro, in words.
pub fn incompatibilities(reader: &Value, writer: &Value) -> Result<Vec<Incompatibility>, String> {
    let (reader, writer) = (tree::Schema::read(reader)?, tree::Schema::read(writer)?);
    Ok(resolve::resolve(&reader, &writer))
}

#[cfg(test)]
mod tests;
