//! Rows a second on one core, shape by shape: `cargo bench -p weir-engine [NAME]`. A shape is a file below `shapes/` and a
//! line in `SHAPES`.
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "a benchmark"
)]

mod shapes {
    pub mod group;
    pub mod join;
    pub mod stateless;
}

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::Instant;
use weir_engine::{
    batch::Batch,
    job::{Job, Options, Sink},
};
use weir_ir::RelationId;

/// A query and its input.
pub struct Shape {
    pub name: &'static str,
    /// Topics and tables.
    pub tables: &'static str,
    /// The body of the transform.
    pub query: &'static str,
    /// Millions of rows a second that it should reach.
    pub goal: f64,
    /// Batches of at least so many rows, each with the name of its relation, made before the clock runs.
    pub input: fn(usize) -> Vec<(&'static str, Batch)>,
}

const SHAPES: &[&[Shape]] = &[shapes::stateless::SHAPES, shapes::group::SHAPES, shapes::join::SHAPES];

/// Rows of a shape's input.
const ROWS: usize = 2_000_000;

/// Rows of a batch.
pub const BATCH: usize = 4096;

#[derive(Default)]
struct Count(usize);

impl Sink for Count {
    fn rows(&mut self, _: RelationId, batch: &Batch) {
        self.0 += batch.rows();
    }
}

/// Seconds, rows out, bytes of state.
fn measure(shape: &Shape, input: &[(&'static str, Batch)]) -> (f64, usize, usize) {
    let items = format!("{}\ntransform t {{ state_ttl = forever  {} }}", shape.tables, shape.query);
    let project = support::project(&items);
    let id = project.relations.find("t").unwrap();
    let mut job = Job::build(&project, &[id], Options::default()).unwrap();
    let mut sink = Count::default();
    let fed: Vec<(RelationId, &Batch)> =
        input.iter().map(|(name, batch)| (project.relations.find(name).unwrap(), batch)).collect();
    let start = Instant::now();
    for (relation, batch) in fed {
        job.feed(relation, batch.clone(), 0, &mut sink).unwrap();
    }
    let state = job.memory().values().sum();
    job.end(0, &mut sink).unwrap();
    (start.elapsed().as_secs_f64(), sink.0, state)
}

fn main() {
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    println!("{:<28} {:>10} {:>8} {:>12} {:>12}", "shape", "M rows/s", "goal", "rows out", "state bytes");
    for shape in SHAPES.iter().flat_map(|shapes| shapes.iter()).filter(|shape| shape.name.contains(&wanted)) {
        let input = (shape.input)(ROWS);
        let rows: usize = input.iter().map(|(_, batch)| batch.rows()).sum();
        let runs: Vec<_> = (0..3).map(|_| measure(shape, &input)).collect();
        let best = runs.iter().min_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
        let rate = rows as f64 / best.0 / 1e6;
        println!("{:<28} {rate:>10.2} {:>8.1} {:>12} {:>12}", shape.name, shape.goal, best.1, best.2);
    }
}

/// Numbers that look random and are the same every time.
pub fn scattered(n: usize) -> u64 {
    let mixed = (n as u64).wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 31)
}

/// Ranges of rows, a batch each.
pub fn ranges(rows: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    (0..rows.div_ceil(BATCH)).map(move |n| n * BATCH..((n + 1) * BATCH).min(rows))
}
