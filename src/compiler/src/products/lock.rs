//! `weir.lock`: which version of each product of other checkouts is read, and its hash.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fmt::Write};
use weir_ir::product::Product;

/// Of the file's shape; who reads another one refuses it.
const FORMAT: u32 = 1;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    #[serde(default)]
    comment: String,
    format: u32,
    /// By `pipeline.product`.
    pub products: BTreeMap<String, Pinned>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pinned {
    pub version: u32,
    /// [`hash`] of the product.
    pub hash: String,
}

impl Default for Lock {
    fn default() -> Self {
        let comment = "which products of other checkouts are read; `weir lock` writes it".to_string();
        Lock { comment, format: FORMAT, products: BTreeMap::new() }
    }
}

impl Lock {
    /// The name of the file at the top of a checkout.
    pub const FILE: &str = "weir.lock";

    /// The error says in words what is wrong.
    pub fn parse(text: &str) -> Result<Lock, String> {
        let lock: Lock = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if lock.format == FORMAT {
            Ok(lock)
        } else {
            Err(format!("its `format` is {} where this weir reads {FORMAT}", lock.format))
        }
    }

    /// The file, the same for the same products.
    pub fn text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// SHA-256 of the product as a value: blanks, line ends and the order of fields in its file don't count.
pub fn hash(product: &Product) -> String {
    let digest = Sha256::digest(product.canonical());
    digest.iter().fold("sha256:".to_string(), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
