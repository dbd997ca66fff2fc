//! Schemas of subjects that break the compatibility their subject is set to, judged offline in all seven modes.

use crate::Side;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use weir_avro::compatibility::{Direction, Level, broken};
use weir_ir::ArtifactSet;

/// Texts of earlier versions of files, the latest first, by path below the pipeline's output:
/// `cloud/schemas/payments-value/schema.avsc`.
pub type Earlier = BTreeMap<String, Vec<String>>;

/// A subject whose new schema does not follow an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchemaBreak {
    pub environment: String,
    pub subject: String,
    /// As the registry writes it: `BACKWARD`.
    pub level: String,
    /// Which earlier version: 0 is the last.
    pub version: usize,
    /// A sentence.
    pub says: String,
}

const FILE: &str = "/schema.avsc";

/// The schemas of a version whose level asks for every earlier version, by path below the pipeline's output.
pub fn asks_all(artifacts: &ArtifactSet) -> Vec<String> {
    let subjects = subjects(artifacts).into_iter();
    subjects.filter(|one| one.level.is_transitive()).map(|one| one.path.to_string()).collect()
}

struct Subject<'a> {
    environment: &'a str,
    name: &'a str,
    path: &'a str,
    text: &'a str,
    level: Level,
}

/// `<environment>/schemas/<subject>/schema.avsc`, with `config.json` beside it.
fn subjects(artifacts: &ArtifactSet) -> Vec<Subject<'_>> {
    let mut all = Vec::new();
    for (path, file) in artifacts.files() {
        let parts = path.strip_suffix(FILE).and_then(|folder| folder.split_once("/schemas/"));
        let Some((environment, name)) = parts else { continue };
        let config = artifacts.get(&path.replace(FILE, "/config.json"));
        let config: Option<Value> = config.and_then(|file| serde_json::from_str(&file.text).ok());
        let word = config.as_ref().and_then(|config| config.get("compatibility")?.as_str());
        let level = word.and_then(Level::named).unwrap_or(Level::Backward);
        all.push(Subject { environment, name, path, text: &file.text, level });
    }
    all
}

pub(crate) fn breaks(before: Side<'_>, after: Side<'_>, earlier: &Earlier) -> Vec<SchemaBreak> {
    let mut all = Vec::new();
    for subject in subjects(after.artifacts) {
        let given = earlier.get(subject.path).map(|texts| texts.iter().map(String::as_str).collect::<Vec<_>>());
        let compiled = || before.artifacts.get(subject.path).map(|file| vec![file.text.as_str()]);
        let texts = given.filter(|texts| !texts.is_empty()).or_else(compiled).unwrap_or_default();
        all.extend(judged(&subject, &texts));
    }
    all
}

/// A file of history that is no schema says nothing of what a registry holds, and is left out.
fn judged(subject: &Subject<'_>, texts: &[&str]) -> Vec<SchemaBreak> {
    let parsed = |text: &str| serde_json::from_str::<Value>(text).ok();
    let Some(new) = parsed(subject.text) else { return Vec::new() };
    let versions: Vec<Value> = texts.iter().filter_map(|text| parsed(text)).collect();
    let found = broken(subject.level, &new, &versions).unwrap_or_default();
    let row = |one: weir_avro::compatibility::Broken| SchemaBreak {
        environment: subject.environment.to_string(),
        subject: subject.name.to_string(),
        level: subject.level.name().to_string(),
        version: one.version,
        says: format!("{}: {}", direction(one.direction, one.version), one.why),
    };
    found.into_iter().map(row).collect()
}

fn direction(direction: Direction, version: usize) -> String {
    let which = if version == 0 { "the last version".to_string() } else { format!("{} versions ago", version + 1) };
    match direction {
        Direction::NewReadsOld => format!("readers of the new schema cannot read data of {which}"),
        Direction::OldReadsNew => format!("readers of {which} cannot read new data"),
    }
}
