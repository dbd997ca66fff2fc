//! Avro schemas of relations: a [`Record`] of typed fields becomes the schema that a registry holds.
//!
//! The same Flink type is written differently by Confluent's Flink, open-source Flink and Debezium; [`Convention`] says
//! whose reader the schema is for.

pub mod compatibility;
mod convention;
mod debezium;
mod flink;
mod name;
mod record;

pub use convention::Convention;
pub use name::{is_name, sanitize};
pub use record::{Field, FieldType, Record, Unsupported, schema};
