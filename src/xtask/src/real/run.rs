//! Every system over every environment.

use super::environment::Environment;
use super::interrupt;
use super::scratch::Scratch;
use super::system::{Item, System, Unready, Verdict};
use std::collections::BTreeSet;

/// What a run saw.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) systems: Vec<Looked>,
    pub(crate) rows: Vec<Row>,
    /// What could not be removed again.
    pub(crate) left: Vec<String>,
    pub(crate) interrupted: bool,
}

/// A system at first look.
#[derive(Debug)]
pub(crate) struct Looked {
    pub(crate) name: &'static str,
    pub(crate) found: Result<String, Unready>,
}

#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) system: &'static str,
    pub(crate) environment: String,
    pub(crate) item: Item,
    pub(crate) verdict: Verdict,
}

impl Report {
    /// What makes the command fail, a line each.
    pub(crate) fn problems(&self) -> Result<(), Vec<String>> {
        let mut problems: Vec<String> = self.systems.iter().filter_map(Looked::problem).collect();
        let refused = self.rows.iter().filter(|row| matches!(row.verdict, Verdict::Refused(_))).count();
        if refused > 0 {
            problems.push(format!("{refused} of {} artifacts refused", self.rows.len()));
        }
        problems.extend(self.left.iter().map(|left| format!("left behind: {left}")));
        if self.interrupted {
            problems.push("stopped by Ctrl-C: the table is not whole".to_string());
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}

impl Looked {
    fn problem(&self) -> Option<String> {
        let unready = self.found.as_ref().err()?;
        Some(format!("{}: {}; {}, or leave it out: --skip {}", self.name, unready.saw, unready.advice, self.name))
    }
}

/// Lets every system judge what it judges.
pub(crate) fn all(systems: &mut [Box<dyn System>], environments: &[Environment]) -> Report {
    let scratch = Scratch::new();
    let mut report = Report::default();
    for system in systems.iter_mut() {
        if environments.iter().all(|environment| system.items(environment).is_empty()) {
            continue;
        }
        eprintln!("{}", system.name());
        let found = system.probe(&scratch);
        for environment in environments {
            let rows = judge(system.as_mut(), environment, found.as_ref().err(), &mut report);
            report.rows.extend(rows);
        }
        report.systems.push(Looked { name: system.name(), found });
    }
    report.interrupted = interrupt::asked();
    report
}

impl Report {
    /// Adds a row for each file that no system asked for.
    pub(crate) fn add_unasked(&mut self, environments: &[Environment]) {
        for environment in environments {
            let rows = unasked(environment, &self.rows);
            self.rows.extend(rows);
        }
    }
}

fn judge(
    system: &mut dyn System,
    environment: &Environment,
    absent: Option<&Unready>,
    report: &mut Report,
) -> Vec<Row> {
    let items = system.items(environment);
    if items.is_empty() {
        return Vec::new();
    }
    let begun = match absent {
        Some(unready) => Err(unready.clone()),
        None => system.begin(environment),
    };
    let name = system.name();
    let mut rows = Vec::new();
    for item in items {
        let verdict = match &begun {
            Err(unready) => Verdict::NotJudged(unready.saw.clone()),
            Ok(()) if interrupt::asked() => Verdict::NotJudged("stopped by Ctrl-C".to_string()),
            Ok(()) => system.judge(environment, &item),
        };
        rows.push(Row { system: name, environment: environment.title(), item, verdict });
    }
    if absent.is_none() {
        report.left.extend(system.clean().err().map(|words| format!("{name}: {words}")));
        if let Err(unready) = begun {
            report.left.push(format!("{name}: {}; {}", unready.saw, unready.advice));
        }
    }
    rows
}

/// A row for each file that no system's item holds.
fn unasked(environment: &Environment, rows: &[Row]) -> Vec<Row> {
    let title = environment.title();
    let ours = rows.iter().filter(|row| row.environment == title);
    let asked: BTreeSet<&String> = ours.flat_map(|row| &row.item.files).collect();
    let files = environment.files.iter().filter(|file| !asked.contains(file));
    let row = |file: &String| Row {
        system: "none",
        environment: title.clone(),
        item: Item { address: file.clone(), files: vec![file.clone()] },
        verdict: Verdict::NotJudged(why_nobody(file).to_string()),
    };
    files.map(row).collect()
}

/// Why no system judges a file, by the beginning of its name.
fn why_nobody(file: &str) -> &'static str {
    const REASONS: &[(&str, &str)] = &[
        ("README.md", "for people"),
        ("manifest.json", "for the program that deploys; every system here reads it"),
        ("containers/", "needs a container engine, and the images of the applications"),
    ];
    let reason = REASONS.iter().find(|(start, _)| file.starts_with(start));
    reason.map_or("no system that ran judges it", |(_, reason)| reason)
}
