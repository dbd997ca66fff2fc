//! `cargo xtask real --corpus DIR`: queries that weir's analyzer and Flink both judge, and where they disagree. The format of
//! the files stands in `docs/real.md`.

mod case;
mod columns;
#[path = "../../../../tests/queries/printed.rs"]
mod printed;
pub(super) mod random;
mod tokens;

use super::gateway::Gateway;
use super::interrupt;
use case::Case;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use weir_compiler::{Checked, Loader, SourceText, Unit};
use weir_diagnostics::Severity;

/// What both said to a query: nothing, or why they refuse it.
#[derive(Debug)]
struct Outcome {
    name: String,
    cell: Result<Cell, String>,
    expected: Option<Cell>,
    weir: Option<String>,
    flink: Option<String>,
    /// As it stands in its file.
    query: String,
    /// What is wrong with the query as weir prints it, where both accept it.
    printed: Option<String>,
    because: String,
}

impl Outcome {
    fn agrees(&self) -> bool {
        self.cell.as_ref().is_ok_and(|cell| cell.agrees())
    }

    /// Whether they disagree as the file says.
    fn is_known(&self) -> bool {
        !self.agrees() && self.expected.is_some() && self.cell.as_ref().ok() == self.expected.as_ref()
    }
}

/// Who accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Both,
    Neither,
    WeirOnly,
    FlinkOnly,
}

impl Cell {
    fn of(weir: bool, flink: bool) -> Cell {
        match (weir, flink) {
            (true, true) => Cell::Both,
            (false, false) => Cell::Neither,
            (true, false) => Cell::WeirOnly,
            (false, true) => Cell::FlinkOnly,
        }
    }

    /// The word after `-- expect:`.
    fn parse(word: &str) -> Option<Cell> {
        Some(match word {
            "both" => Cell::Both,
            "neither" => Cell::Neither,
            "weir" => Cell::WeirOnly,
            "flink" => Cell::FlinkOnly,
            _ => return None,
        })
    }

    fn agrees(self) -> bool {
        matches!(self, Cell::Both | Cell::Neither)
    }
}

/// Judges every `.sql` file of a folder. Fails where an `-- expect:` does not hold, or fewer than `agreement` percent of
/// the queries agree.
pub(crate) fn run(folder: &Path, agreement: u32, all: bool) -> Result<(), Vec<String>> {
    let cases = case::read_all(folder).map_err(|problem| vec![problem])?;
    let mut gateway = Gateway::new();
    let version = gateway.probe().map_err(|unready| vec![format!("flink: {}; {}", unready.saw, unready.advice)])?;
    interrupt::install()?;
    let mut outcomes = Vec::new();
    for case in &cases {
        if interrupt::asked() {
            break;
        }
        outcomes.push(judge(case, &mut gateway));
    }
    let closed = gateway.close();
    print!("{}", render(&outcomes, &version, all));
    let mut problems = problems(&outcomes, agreement);
    problems.extend(closed.err());
    if interrupt::asked() {
        problems.push("stopped by Ctrl-C: the table is not whole".to_string());
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn judge(case: &Case, gateway: &mut Gateway) -> Outcome {
    let mut outcome = Outcome {
        name: case.name.clone(),
        cell: Err(String::new()),
        expected: case.expected,
        weir: None,
        flink: None,
        query: case.query.clone(),
        printed: None,
        because: case.because.clone(),
    };
    outcome.cell = explain(case, gateway).and_then(|flink| {
        let (checked, weir) = check(&case.name, &case.pipeline(gateway)?);
        if weir.is_none() && flink.is_none() {
            outcome.printed = printed(&checked, gateway);
        }
        let cell = Cell::of(weir.is_none(), flink.is_none());
        (outcome.weir, outcome.flink) = (weir, flink);
        Ok(cell)
    });
    outcome
}

/// Flink's reason against the query; the error is about its tables.
fn explain(case: &Case, gateway: &mut Gateway) -> Result<Option<String>, String> {
    gateway.open()?;
    for statement in case.flink()? {
        gateway.run(&statement).map_err(|words| format!("Flink does not take the tables: {words}"))?;
    }
    Ok(gateway.explain(&case.query).err())
}

struct Nothing;

impl Loader for Nothing {
    fn load(&self, shown: &str) -> Result<String, String> {
        Err(format!("a corpus includes nothing: {shown}"))
    }
}

/// Errors about the topic that a transform writes. EXPLAIN has no topic, so they say nothing about the query: an updating
/// result without a key, and two time attributes in one row.
const OF_THE_TOPIC: &[&str] = &["E0605", "E0618"];

/// Weir's errors against the query, a line each.
fn check(name: &str, pipeline: &str) -> (Checked, Option<String>) {
    let file = SourceText { shown: name.to_string(), artifact: name.to_string(), text: pipeline.to_string() };
    let checked = weir_compiler::check(Unit { files: vec![file] }, &Nothing);
    let errors = checked.diagnostics.iter().filter(|found| found.code.severity == Severity::Error);
    let errors = errors.filter(|error| !OF_THE_TOPIC.contains(&error.code.id));
    let lines: Vec<String> = errors.map(|error| format!("{} {}", error.code.id, error.message)).collect();
    let wrong = (!lines.is_empty()).then(|| lines.join("\n"));
    (checked, wrong)
}

/// Printed and analysed again the query must give the same plan, and Flink must take it as it took the original.
fn printed(checked: &Checked, gateway: &mut Gateway) -> Option<String> {
    let (_, differences) = printed::differences(&checked.project);
    if !differences.is_empty() {
        return Some(differences.join("\n"));
    }
    let text = printed::text(&checked.project, "the_query")?;
    gateway.explain(&text).err().map(|words| format!("Flink refuses it: {words}\n{text}"))
}

fn count(outcomes: &[Outcome], cell: Cell) -> usize {
    outcomes.iter().filter(|outcome| outcome.cell == Ok(cell)).count()
}

fn render(outcomes: &[Outcome], version: &str, all: bool) -> String {
    let mut out = format!("weir's analyzer and {version}, {} queries\n\n", outcomes.len());
    let cell = |cell: Cell| count(outcomes, cell);
    let _ = writeln!(out, "               Flink accepts  Flink refuses");
    let _ = writeln!(out, "weir accepts   {:>13}  {:>13}", cell(Cell::Both), cell(Cell::WeirOnly));
    let _ = writeln!(out, "weir refuses   {:>13}  {:>13}", cell(Cell::FlinkOnly), cell(Cell::Neither));
    let known = outcomes.iter().filter(|outcome| outcome.is_known()).count();
    let agree = outcomes.iter().filter(|outcome| outcome.agrees()).count();
    let _ = writeln!(out, "\n{agree} of {} agree; {known} differ as their files say", outcomes.len());
    for outcome in outcomes {
        let shown = match &outcome.cell {
            Ok(cell) => all || !cell.agrees() || outcome.expected.is_some_and(|expected| expected != *cell),
            Err(_) => true,
        };
        if shown {
            describe(outcome, &mut out);
        }
    }
    out
}

fn describe(outcome: &Outcome, out: &mut String) {
    let title = match &outcome.cell {
        Ok(Cell::Both) => "both accept".to_string(),
        Ok(Cell::Neither) => "both refuse".to_string(),
        Ok(Cell::WeirOnly) => "weir only".to_string(),
        Ok(Cell::FlinkOnly) => "Flink only".to_string(),
        Err(reason) => format!("not judged: {reason}"),
    };
    let known = if outcome.is_known() { format!(" (known: {})", outcome.because) } else { String::new() };
    let _ = writeln!(out, "\n{}: {title}{known}", outcome.name);
    for (who, words) in [("weir ", &outcome.weir), ("Flink", &outcome.flink)] {
        if let Some(words) = words {
            let _ = writeln!(out, "  {who}  {}", words.trim().replace('\n', "\n         "));
        }
    }
    // Nobody expected it: the query is what one wants to see.
    if outcome.expected.is_none() && !outcome.agrees() {
        let _ = writeln!(out, "  query  {}", outcome.query.trim().replace('\n', "\n         "));
    }
}

fn problems(outcomes: &[Outcome], agreement: u32) -> Vec<String> {
    let mut problems = Vec::new();
    for outcome in outcomes {
        match (&outcome.cell, outcome.expected) {
            (Ok(cell), Some(expected)) if *cell != expected => {
                problems.push(format!("{}: {cell:?}, but the file expects {expected:?}", outcome.name));
            }
            (Err(reason), _) => problems.push(format!("{}: not judged: {reason}", outcome.name)),
            (Ok(_), _) => {}
        }
        problems.extend(outcome.printed.as_ref().map(|words| format!("{} as weir prints it: {words}", outcome.name)));
    }
    let agree = outcomes.iter().filter(|outcome| outcome.agrees() || outcome.is_known()).count();
    let needed = u64::from(agreement) * outcomes.len() as u64;
    if (agree as u64) * 100 < needed {
        problems.push(format!("{agree} of {} agree or are known, fewer than {agreement} %", outcomes.len()));
    }
    problems
}

/// The `.sql` files of a folder and of its folders, in order of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut found = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "sql") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
