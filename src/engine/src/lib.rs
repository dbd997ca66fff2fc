//! The embedded engine: runs the typed plan that the analyzer lowers from a query, in one process.
//!
//! ```text
//! ir::Project ──plan::Building──▶ job::Graph of operators ──job::Job──▶ job::Sink
//! ```
//!
//! A [`job::Job`] is built for some relations of a project and everything that they read. [`job::Job::feed`] takes rows of
//! a captured table or topic; they pass all operators, depth first, before the next come. One thread, no clock, no
//! randomness but what is handed in: the same feeds give the same rows.
//!
//! # What flows
//!
//! A [`batch::Batch`] is columns (arrow arrays, laid out as [`types`] says), what each row says ([`batch::Kind`], nothing
//! where all insert), and the watermark that was in force **before** each row ([`batch::Marks`]). Watermarks proper flow
//! between batches. Because rows carry theirs, it never matters how rows are cut into batches: an operator that fires
//! timers takes only the rows before its next one is due ([`operators::Operator::rows`] returns how many) and is then told
//! the watermark. Rows that a timer gives take [`operators::Output::marks`]. An operator over two inputs sees the smaller
//! watermark of both.
//!
//! What a relation's readers see is made once, behind its rows (`plan::build`): `$rowtime` as a last column where the time
//! has another name, the watermark after every row, and, where it upserts, the changelog with all four kinds.
//!
//! # Adding an operator
//!
//! 1. A file `operators/NAME.rs` with a type that implements [`operators::Operator`]; its doc says which of Flink's
//!    operators it equals and cites the rule. `mod` and `pub use` in `operators.rs`.
//! 2. Its arm in `plan/operator.rs`, in the place of the refusal. `Building::program` compiles expressions (they refer to
//!    the columns of the inputs by position, of two inputs the left ones first), `Building::ttls` says how long state is
//!    kept. What it can't do is `Err("in the user's words")`, never ignored.
//! 3. State: keys are rows encoded by [`state::RowCodec`] (`encode` a whole batch, then `row(n)`; with directions it sorts
//!    as ORDER BY does), numbered by a [`state::KeyTable`]; what belongs to a key stands in vectors by that number. At most
//!    100 bytes a row beyond the data. [`operators::Operator::snapshot`] writes everything, `restore` reads it back,
//!    `memory` counts it. Maps whose order reaches output are ordered.
//! 4. Output: [`operators::Changes`] picks rows from the batch, from rows decoded from state, and from computed columns,
//!    each with its kind and the row that caused it. Work on whole columns; no [`datum::Datum`] in a hot loop.
//! 5. What ends the job is a [`fault::Fault`]; nothing panics.
//! 6. Tests, in `tests/NAME.rs` with the helpers of `tests/support`: recorded changelogs of Flink (`tests/data`), cases by
//!    hand from a query's text, and a property: `support::run_all` compares batches of 1, 7 and 1024 and a run through
//!    checkpoints; the result equals a naive evaluation of the whole input, shuffled and with retractions.
//! 7. A shape in `benches/shapes/NAME.rs`, and its line in `benches/main.rs`: rows a second, with a goal.
//!
//! # Adding a function
//!
//! A row in the table of its category below `functions/`: name, what its arguments are brought to, its body over whole
//! columns ([`functions::Body`]). `tests/values.rs` has Flink's recorded answers; add those you ask for.

pub mod aggregates;
pub mod batch;
pub mod datum;
pub mod expr;
pub mod fault;
pub mod functions;
pub mod job;
pub mod operators;
pub mod plan;
pub mod state;
pub mod time;
pub mod types;
