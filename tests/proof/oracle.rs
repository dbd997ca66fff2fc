//! Random queries.
