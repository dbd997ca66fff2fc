//! Pages of `docs/` that are made from tables in the code, so that they cannot disagree with it.

mod functions;

use crate::tree;
use weir_diagnostics::{Severity, codes};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Write,
    Check,
}

pub(crate) fn run(mode: Mode) -> Result<(), Vec<String>> {
    let mut problems = Vec::new();
    let pages = [
        ("docs/codes.md", codes_page()),
        ("docs/engine.md", engine_page()),
        ("docs/functions.md", functions::page()),
        ("docs/refused.md", refused_page()),
    ];
    for (path, text) in pages {
        let file = tree::root().join(path);
        let old = std::fs::read_to_string(&file).unwrap_or_default();
        if old == text {
            continue;
        }
        match mode {
            Mode::Check => problems.push(format!("{path} is stale: run `cargo xtask docs`")),
            Mode::Write => {
                if let Err(error) = std::fs::write(&file, text) {
                    problems.push(format!("{path}: {error}"));
                }
            }
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

const MADE: &str = "<!-- made by `cargo xtask docs` -->\n\n";

fn codes_page() -> String {
    let mut out = format!(
        "# Codes\n\n{MADE}`weir explain CODE` shows the page of one.\n\n| code | name | severity | what |\n|---|---|---|---|\n"
    );
    for code in codes::all() {
        let severity = if code.severity == Severity::Error { "error" } else { "warning" };
        out.push_str(&format!("| {} | `{}` | {severity} | {} |\n", code.id, code.name, code.title.replace('|', "\\|")));
    }
    out
}

/// What the embedded engine leaves out, from its own tables.
fn engine_page() -> String {
    let mut out = format!(
        "# The embedded engine\n\n{MADE}It runs the plan of a query with Flink's results. What it does not run is refused by name before a row is read.\n\n\
         Where Flink's answer is plainly a defect the engine gives the sane one: a delete in the versioned table of a temporal join holds from its own time on \
         (after a tombstone Flink forgets that the row ever was); a value of a map or an array that is not there is NULL in constants too.\n\n\
         ## Constructs that it does not run\n\n"
    );
    for refused in weir_engine::plan::refused::ALL {
        out.push_str(&format!("- {refused}\n"));
    }
    out.push_str("\n## Functions that it does not compute\n\n");
    for name in weir_engine::functions::missing() {
        out.push_str(&format!("- `{name}`\n"));
    }
    out
}

fn refused_page() -> String {
    let mut out = format!(
        "# SQL that weir refuses by name\n\n{MADE}Flink accepts these; weir cannot analyse them and says so at compile time instead of guessing.\n\n| construct | why | instead |\n|---|---|---|\n"
    );
    for refused in weir_analysis::query::REFUSED {
        let cell = |text: &str| text.replace('|', "\\|");
        out.push_str(&format!("| {} | {} | {} |\n", cell(refused.name), cell(refused.reason), cell(refused.instead)));
    }
    out
}
