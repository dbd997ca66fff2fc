use crate::{EncryptAlgorithm, MaskKind};
use serde::Serialize;
use std::{collections::BTreeSet, fmt};

/// A classification: built in (`pii`, `pci`, `phi`, `secret`) or declared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Class(pub String);

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub type Classes = BTreeSet<Class>;

/// The protection state of a column (semantics.md, Protection).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Protection {
    Plain,
    Masked(MaskKind),
    /// A data key belongs to these three.
    Encrypted {
        algorithm: EncryptAlgorithm,
        kek: String,
        subject: String,
    },
}

impl fmt::Display for Protection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Protection::Plain => f.write_str("plain"),
            Protection::Masked(kind) => write!(f, "masked({})", kind.name()),
            Protection::Encrypted { algorithm, kek, .. } => write!(f, "encrypted({}, {kek})", algorithm.word()),
        }
    }
}
