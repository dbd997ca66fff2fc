//! `docs/functions.md`, from the tables of `weir-platforms`.

use super::MADE;
use std::collections::BTreeMap;
use weir_platforms::functions::{FUNCTIONS, Function, SPECIAL};

const HEAD: &str = "Every function that weir types, from the table that the compiler itself uses. Result types are those of \
the real Flink: `cargo xtask real --functions` asks it, and the answers (Flink 2.2.0) stand in \
`src/analysis/tests/data/flink_2_2_functions.tsv`.

- **since**: the first version of open-source Flink; without one, every version that weir writes for. An environment with \
an older `flink_version` is an error where the function is used.
- **Confluent**: *yes* where Confluent's list of functions has it; *no* is an error in an environment on Confluent; \
*undocumented*: not in that list, and not known to be refused.
- **same for the same row**: functions that are not may not stand where rows are updated or taken back.
- **protection**: *keeps* hands on the classes of every argument, *counts* tells only how many there are, *none* has no \
argument. No function clears a class: a hash of a name is still personal.
";

pub(super) fn page() -> String {
    let mut out = format!("# Functions\n\n{MADE}{HEAD}");
    let mut categories: BTreeMap<&str, Vec<&Function>> = BTreeMap::new();
    for function in FUNCTIONS {
        categories.entry(function.category.word()).or_default().push(function);
    }
    for (category, functions) in categories {
        out.push_str(&format!("\n## {category}\n\n"));
        out.push_str("| function | result | nullable | since | Confluent | same for the same row | protection |\n");
        out.push_str("|---|---|---|---|---|---|---|\n");
        for function in functions {
            out.push_str(&row(function));
        }
    }
    out.push_str(
        "\n## In clauses of their own\n\n| function | kind | result | since | Confluent |\n|---|---|---|---|---|\n",
    );
    for special in SPECIAL {
        let since = special.since.map_or_else(String::new, |since| format!("{}.{}", since.major, since.minor));
        let (form, kind, result) = (cell(special.form), special.kind.word(), special.result);
        out.push_str(&format!("| `{form}` | {kind} | {result} | {since} | {} |\n", special.dialects.on_confluent()));
    }
    out
}

fn row(function: &Function) -> String {
    let forms: Vec<String> = function.forms().iter().map(|form| format!("`{}`", cell(form))).collect();
    let since = function.since.map_or_else(String::new, |since| format!("{}.{}", since.major, since.minor));
    let takes_nothing = function.forms().iter().all(|form| form.ends_with("()"));
    let protection = if takes_nothing { "none" } else { function.effect.word() };
    format!(
        "| {} | {} | {} | {since} | {} | {} | {protection} |\n",
        forms.join("<br>"),
        cell(&function.result.word()),
        function.nulls.word(),
        function.dialects.on_confluent(),
        function.determinism.word(),
    )
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
