//! How check and compile grow: pipelines of 10, 100 and 1,000 transforms, in one process. The figure is the time a
//! transform at 1,000 over that at 10; it should stay below 1.5. A check of 1,000 should take less than 300 ms, and a check
//! again, after an edit of one of them, less than 15 ms. One query of 2,000 columns over 50 joins stays below a second.
//! `cargo bench -p weir-compiler --bench scale`
#![expect(clippy::disallowed_methods, reason = "a bench measures the clock")]

#[path = "../../../tests/queries/wide.rs"]
mod wide;

use std::fmt::Write;
use std::time::{Duration, Instant};
use weir_compiler::{Loader, Session, SourceText, Unit, check, compile};

struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _: &str) -> Result<String, String> {
        Err("no such file or directory".to_string())
    }
}

/// Chains of filters, joins and windows over a table and a topic each ten transforms, so that the shape stays the same
/// at every size.
fn pipeline(transforms: usize) -> String {
    let mut text = String::from(
        "pipeline scale { owner = \"bench\" }\nenvironment dev: embedded\nenvironment local: self_managed { kafka = \"k:9092\" registry = \"http://r\" connect = \"http://c\" flink_gateway = \"http://f\" flink_rest = \"http://f\" }\n",
    );
    for group in 0..transforms / 10 {
        let _ = write!(
            text,
            "source s{group}: postgres {{\n  database = \"d\"\n  host = \"h\"\n  user = \"u\"\n  password = secret(\"p\")\n  table items {{\n    id int @key\n    name varchar(20)\n    price decimal(10, 2)\n  }}\n}}\n\
             topic e{group} {{\n  id int @key\n  item int\n  n int\n  ts timestamp_ltz(3) @event_time\n}}\n"
        );
        for n in 0..10 {
            let _ = match n % 3 {
                0 => writeln!(
                    text,
                    "transform t{group}_{n} {{\n  SELECT id, UPPER(name) AS name, price * 2 AS twice\n  FROM s{group}.items\n  WHERE price > {n}\n}}"
                ),
                1 => writeln!(
                    text,
                    "transform t{group}_{n} {{\n  SELECT e.id, e.n, i.name, e.ts\n  FROM e{group} e JOIN s{group}.items FOR SYSTEM_TIME AS OF e.ts AS i ON e.item = i.id\n}}"
                ),
                _ => writeln!(
                    text,
                    "transform t{group}_{n} {{\n  SELECT window_start, window_end, SUM(n) AS total\n  FROM TABLE(TUMBLE(TABLE e{group}, DESCRIPTOR(ts), INTERVAL '{}' SECOND))\n  GROUP BY window_start, window_end\n}}",
                    n + 1
                ),
            };
        }
    }
    text
}

fn unit(text: &str) -> Unit {
    Unit {
        files: vec![SourceText { shown: "scale.weir".into(), artifact: "scale.weir".into(), text: text.to_string() }],
    }
}

/// The best of some runs.
fn best(transforms: usize, mut run: impl FnMut() -> Duration) -> Duration {
    let runs = (2_000 / transforms).clamp(5, 50);
    (0..runs).map(|_| run()).min().unwrap_or_default()
}

fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = run();
    (start.elapsed(), result)
}

fn compiled(text: &str) -> Duration {
    let (time, compilation) = timed(|| compile(unit(text), &NoFiles, None));
    if compilation.artifacts.is_none() {
        for one in compilation.checked.diagnostics.iter().take(5) {
            eprint!("{}", weir_diagnostics::render::plain(one, &compilation.checked.sources));
        }
        eprintln!("the bench's pipeline does not compile");
        std::process::exit(1);
    }
    time
}

/// After an edit of one transform in the middle, which another one reads or none.
fn rechecked(transforms: usize, text: &str) -> Duration {
    let mut session = Session::default();
    let _ = session.check(unit(text), &NoFiles);
    let group = transforms / 20;
    let old = format!("FROM s{group}.items\n  WHERE price > 3");
    let mut n = 100;
    best(transforms, || {
        n += 1;
        let edited = text.replace(&old, &format!("FROM s{group}.items\n  WHERE price > {n}"));
        let unit = unit(&edited);
        timed(|| session.check(unit, &NoFiles)).0
    })
}

fn main() {
    let mut first = None;
    println!("transforms      check    check again    compile    a transform    ratio to 10");
    for transforms in [10, 100, 1_000] {
        let text = pipeline(transforms);
        let checked = best(transforms, || timed(|| check(unit(&text), &NoFiles)).0);
        let again = rechecked(transforms, &text);
        let time = best(transforms, || compiled(&text));
        let each = time.as_secs_f64() * 1e6 / transforms as f64;
        let base = *first.get_or_insert(each);
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        println!(
            "{transforms:>10} {:>7.2} ms {:>11.2} ms {:>7.2} ms {each:>11.1} µs {:>14.2}",
            ms(checked),
            ms(again),
            ms(time),
            each / base
        );
    }
    println!("\n{} columns over {} joins            check", wide::COLUMNS, wide::JOINS);
    for (name, text) in wide::pipelines() {
        let time = (0..5).map(|_| timed(|| check(unit(&text), &NoFiles)).0).min().unwrap_or_default();
        println!("{name:<30} {:>8.2} ms", time.as_secs_f64() * 1e3);
    }
}
