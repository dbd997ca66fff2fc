//! Tables of facts about the systems weir talks to, and about what a pipeline file may say: kinds with their settings,
//! types, attributes, masks. Plain data; checks, help, docs and completion read the same rows.

pub mod connectors;
pub mod decryption;
pub mod functions;
pub mod kinds;
