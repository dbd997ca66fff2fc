//! Hints: those that Flink knows at their place, over tables that are there (Flink 2.2's `HintStrategyTable`).

use super::Resolver;
use crate::query::{diagnostics as say, scope::Scope};
use weir_diagnostics::suggest;
use weir_ir::sql::{Hint, HintArgument};

/// What a hint behind SELECT names tables by.
const OF_SELECT: &[(&str, Names)] = &[
    ("STATE_TTL", Names::Times),
    ("LOOKUP", Names::Options),
    ("BROADCAST", Names::List),
    ("SHUFFLE_HASH", Names::List),
    ("SHUFFLE_MERGE", Names::List),
    ("NEST_LOOP", Names::List),
];
const OF_TABLE: &[&str] = &["OPTIONS"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    /// `STATE_TTL('t' = '1d')`.
    Times,
    /// `LOOKUP('table' = 't', …)`.
    Options,
    /// `BROADCAST(t)`.
    List,
}

impl Resolver<'_> {
    pub(super) fn check_hints(&mut self, hints: &[Hint], scope: &Scope) {
        for hint in hints {
            let name = hint.name.value.to_uppercase();
            let Some((_, names)) = OF_SELECT.iter().find(|(known, _)| *known == name) else {
                self.unknown_hint(hint, &OF_SELECT.iter().map(|(known, _)| *known).collect::<Vec<_>>());
                continue;
            };
            for argument in &hint.arguments {
                self.hint_argument(hint, *names, argument, scope);
            }
        }
    }

    pub(super) fn check_table_hints(&mut self, hints: &[Hint]) {
        for hint in hints.iter().filter(|hint| !OF_TABLE.contains(&hint.name.value.to_uppercase().as_str())) {
            self.unknown_hint(hint, OF_TABLE);
        }
    }

    fn unknown_hint(&mut self, hint: &Hint, known: &[&str]) {
        let near = suggest(&hint.name.value.to_uppercase(), known.iter().copied());
        self.report(say::unknown_hint(&hint.name.value, hint.span, near, known));
    }

    fn hint_argument(&mut self, hint: &Hint, names: Names, argument: &HintArgument, scope: &Scope) {
        let table = match (names, argument) {
            (Names::Times, HintArgument::KeyValue(table, time)) => {
                if !is_time(time) {
                    self.report(say::hint_value(&hint.name.value, hint.span, time));
                }
                Some(table)
            }
            (Names::Times, HintArgument::Value(value)) => {
                self.report(say::hint_value(&hint.name.value, hint.span, value));
                None
            }
            (Names::Options, HintArgument::KeyValue(key, table)) => (key == "table").then_some(table),
            (Names::List, HintArgument::Value(table)) => Some(table),
            (Names::Options, HintArgument::Value(_)) | (Names::List, HintArgument::KeyValue(..)) => None,
        };
        let Some(table) = table else { return };
        let known: Vec<&str> = scope.tables.iter().map(|one| one.name.as_str()).filter(|one| !one.is_empty()).collect();
        let written = scope.tables.iter().any(|one| one.written.as_deref() == Some(table.as_str()));
        if !written && !known.contains(&table.as_str()) && !scope.poisoned {
            let near = suggest(table, known.iter().copied());
            self.report(say::hint_of_nothing(&hint.name.value, hint.span, table, near, &known));
        }
    }
}

/// `1d`, `2 h`, `PT10M`: Flink's durations begin with a number, or are of ISO 8601.
fn is_time(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|c: char| c.is_ascii_digit()) || text.starts_with('P') || text.starts_with('p')
}
