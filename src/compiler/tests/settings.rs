//! A setting is never ignored: each row of the tables of kinds changes some artifact, or stands in [`kept::KEPT`] with
//! the reason why it does not. The tables are walked, so a new row is tested by being there.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test fails by panicking")]

#[path = "settings/kept.rs"]
mod kept;
#[path = "settings/places.rs"]
mod places;
#[path = "settings/values.rs"]
mod values;

use kept::KEPT;
use places::{ENVIRONMENTS, PLACES, Place, pipeline};
use std::collections::BTreeMap;
use weir_compiler::{Loader, SourceText, Unit, compile};
use weir_diagnostics::{Severity, render};
use weir_platforms::kinds::{SettingSpec, ValueType};

struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _: &str) -> Result<String, String> {
        Err("no such file".to_string())
    }
}

/// Files by path.
type Artifacts = BTreeMap<String, String>;

/// In each environment by itself, as far as it takes the pipeline.
type Compiled = Vec<(&'static str, Result<Artifacts, Vec<String>>)>;

fn compiled(place: &Place, environment: &str, changed: Option<(&str, &str)>) -> Result<Artifacts, Vec<String>> {
    let text = pipeline(place, environment, changed);
    let source = SourceText { shown: "p.weir".into(), artifact: "p.weir".into(), text };
    let found = compile(Unit { files: vec![source] }, &NoFiles, Some("place"));
    let files = found.artifacts.map(|set| set.files().map(|(at, file)| (at.into(), file.text.clone())).collect());
    let errors = found.checked.diagnostics.iter().filter(|one| one.severity() == Severity::Error);
    let errors = errors.map(|one| render::plain(one, &found.checked.sources)).collect();
    files.ok_or(errors)
}

/// The rows of a place with a value that says something else; groups are walked as `cluster = { cku = 3 }`.
fn changes(place: &Place) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for row in place.spec().settings {
        if let ValueType::Group(inner) = &row.ty {
            found.extend(inner.iter().map(|part| group(place, row, part)));
        } else {
            found.push((row.name.to_string(), values::others(place.name, row)));
        }
    }
    found
}

fn group(place: &Place, row: &SettingSpec, part: &SettingSpec) -> (String, Vec<String>) {
    let name = format!("{}.{}", row.name, part.name);
    let whole = SettingSpec { name: part.name, ..*part };
    let values = values::others(&format!("{}.{}", place.name, row.name), &whole);
    (name, values.into_iter().map(|value| format!("{{ {} = {value} }}", part.name)).collect())
}

/// How far a setting is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Nothing,
    /// The list of the environment's settings in the manifest, and no more.
    Manifest,
    Artifact,
}

fn reach(place: &Place, base: &Compiled, setting: &str, value: &str, notes: &mut Vec<String>) -> Reach {
    let mut reached = Reach::Nothing;
    for (environment, before) in base {
        let Ok(before) = before else { continue };
        let after = match compiled(place, environment, Some((setting, value))) {
            Ok(after) => after,
            Err(errors) => {
                notes.push(format!("{environment} {value}: {}", errors.join(" · ")));
                continue;
            }
        };
        if *before != after {
            let told = without_settings(before) == without_settings(&after);
            reached = reached.max(if told { Reach::Manifest } else { Reach::Artifact });
        }
        if reached == Reach::Artifact {
            break;
        }
    }
    reached
}

fn without_settings(artifacts: &Artifacts) -> Artifacts {
    let mut all = artifacts.clone();
    if let Some(text) = all.get_mut("place/manifest.json") {
        let mut manifest: serde_json::Value = serde_json::from_str(text).unwrap();
        manifest.as_object_mut().unwrap().remove("settings");
        *text = manifest.to_string();
    }
    all
}

#[test]
fn each_setting_of_each_kind_changes_an_artifact_or_stands_in_the_list_with_its_reason() {
    let mut found: BTreeMap<(&str, String), (Reach, Vec<String>)> = BTreeMap::new();
    for place in PLACES {
        let environments = ENVIRONMENTS.iter().filter(|environment| place.stands_in(environment));
        let base: Compiled = environments.map(|name| (*name, compiled(place, name, None))).collect();
        assert!(
            base.iter().any(|(_, found)| found.is_ok()),
            "{}: the pipeline itself is refused: {base:#?}",
            place.name
        );
        for (name, values) in changes(place) {
            let entry = found.entry((place.name, name.clone())).or_insert((Reach::Nothing, Vec::new()));
            let setting = name.split('.').next().unwrap();
            for value in values {
                if entry.0 < Reach::Artifact {
                    entry.0 = entry.0.max(reach(place, &base, setting, &value, &mut entry.1));
                }
            }
        }
    }
    let wrong = found.iter().filter_map(|((place, name), (reach, notes))| {
        let wanted = KEPT.iter().find(|row| row.is(place, name)).map(|row| row.reach);
        let wanted = wanted.unwrap_or(Reach::Artifact);
        (*reach != wanted).then(|| format!("{place}.{name} reaches {reach:?}, not {wanted:?} {}", notes.join("; ")))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_kept_row_names_a_setting_and_says_why() {
    for row in KEPT {
        let is = |place: &Place| changes(place).iter().any(|(name, _)| row.is(place.name, name));
        assert!(PLACES.iter().any(is), "{}.{}", row.place, row.setting);
        assert!(row.why.len() > 10, "{}.{}", row.place, row.setting);
    }
}

#[test]
fn every_kind_has_its_place() {
    for spec in places::every_kind() {
        assert!(PLACES.iter().any(|place| std::ptr::eq(place.spec(), spec)), "{}", spec.name);
    }
}

#[test]
fn bases() {
    for place in PLACES {
        for env in ENVIRONMENTS.iter().filter(|environment| place.stands_in(environment)) {
            if let Err(e) = compiled(place, env, None) {
                println!("{} {:?} {env}: {}", place.name, place.base.get(1), e.join(" · "));
            }
        }
    }
}
