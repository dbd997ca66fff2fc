//! How compile grows: pipelines of 10, 100 and 1,000 transforms, in one process. The figure is the time a transform at
//! 1,000 over that at 10; it should stay below 1.5. `cargo bench -p weir-compiler --bench scale`
#![expect(clippy::disallowed_methods, reason = "a bench measures the clock")]

use std::fmt::Write;
use std::time::{Duration, Instant};
use weir_compiler::{Loader, SourceText, Unit, compile};

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

fn measure(transforms: usize) -> Duration {
    let text = pipeline(transforms);
    let runs = (2_000 / transforms).clamp(3, 50);
    let mut best = Duration::MAX;
    for _ in 0..runs {
        let source = SourceText { shown: "scale.weir".into(), artifact: "scale.weir".into(), text: text.clone() };
        let start = Instant::now();
        let compilation = compile(Unit { files: vec![source] }, &NoFiles, None);
        best = best.min(start.elapsed());
        if compilation.artifacts.is_none() {
            for one in compilation.checked.diagnostics.iter().take(5) {
                eprint!("{}", weir_diagnostics::render::plain(one, &compilation.checked.sources));
            }
            eprintln!("the bench's pipeline does not compile");
            std::process::exit(1);
        }
    }
    best
}

fn main() {
    let mut first = None;
    println!("transforms    compile    a transform    ratio to 10");
    for transforms in [10, 100, 1_000] {
        let time = measure(transforms);
        let each = time.as_secs_f64() * 1e6 / transforms as f64;
        let base = *first.get_or_insert(each);
        println!("{transforms:>10} {:>9.2} ms {each:>10.1} µs {:>14.2}", time.as_secs_f64() * 1e3, each / base);
    }
}
