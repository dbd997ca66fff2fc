//! Expressions compiled once into kernels over whole columns.
//!
//! A [`Kernel`] computes one value for each row of an [`Env`]. Constants stay one element long ([`Value::Constant`]).
//! What may fail (a division, a cast of text) runs only on the rows that need it: CASE, COALESCE, AND and OR narrow the
//! rows before they compute a branch that may fail, so that a division by zero in a branch not taken never happens.

pub(crate) mod arithmetic;
pub mod cast;
mod compare;
mod compile;
pub mod conditional;
pub mod decimal;
mod kernel;
pub mod lanes;
mod literal;
mod logic;
mod nested;

pub(crate) use compare::{common as common_type, same};
pub use compile::{Compiler, compile};
pub use kernel::{Env, Kernel, Parts, Program, Value};
pub use lanes::Args;
pub(crate) use nested::last_of_each;
