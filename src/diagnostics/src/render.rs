//! How diagnostics are shown: for people ([`human`]), one line each ([`plain`]), for programs ([`json`], [`sarif`]).

mod human;
mod json;
mod plain;
mod sarif;

pub use human::human;
pub use json::json;
pub use plain::plain;
pub use sarif::sarif;

#[cfg(test)]
mod tests;
