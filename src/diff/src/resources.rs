//! Resources of each environment's manifest that are made, removed or not what they were.

use crate::Side;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use weir_ir::{ArtifactSet, Environment, Owner, Renames, Resource};

/// A resource, or (where Terraform owns it) a file of Terraform's, that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ResourceChange {
    /// Empty between two environments of one version.
    pub environment: String,
    pub kind: String,
    pub owner: Owner,
    pub name: String,
    pub what: What,
    /// Files that tell how, relative to the environment's folder.
    pub files: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Added,
    Changed,
    Removed,
}

impl What {
    pub fn sign(self) -> char {
        match self {
            What::Added => '+',
            What::Changed => '~',
            What::Removed => '-',
        }
    }
}

/// Environment by environment, in the order of the later version; those that are gone come last.
pub(crate) fn changes(before: Side<'_>, after: Side<'_>) -> Vec<ResourceChange> {
    let mut names: Vec<&str> = after.project.environments.iter().map(|env| env.name.as_str()).collect();
    let gone = before.project.environments.iter().map(|env| env.name.as_str());
    let renamed = |name: &str| after.project.renames.environments.values().any(|old| old == name);
    names.extend(gone.filter(|name| after.project.environment(name).is_none() && !renamed(name)));
    let mut all = Vec::new();
    for name in names {
        let renames = &after.project.renames;
        let earlier = renames.environments.get(name).filter(|_| before.project.environment(name).is_none());
        let old = Place::of(before.artifacts, earlier.map_or(name, String::as_str));
        all.extend(compare(&old, &Place::of(after.artifacts, name), renames, name));
    }
    all
}

/// Physical names hold the environment's name, so what is in both is not compared: only what one of them lacks.
pub(crate) fn between(side: Side<'_>, from: &Environment, to: &Environment) -> Vec<ResourceChange> {
    let (old, new) = (Place::of(side.artifacts, &from.name), Place::of(side.artifacts, &to.name));
    let changed = compare(&old, &new, &Renames::default(), "").into_iter();
    changed.filter(|change| change.what != What::Changed).collect()
}

/// An environment of one version.
struct Place<'a> {
    resources: BTreeMap<&'a str, &'a Resource>,
    artifacts: &'a ArtifactSet,
    environment: &'a str,
}

impl<'a> Place<'a> {
    fn of(artifacts: &'a ArtifactSet, environment: &'a str) -> Self {
        let resources = artifacts.resources(environment).map(|one| (one.address.as_str(), one)).collect();
        Place { resources, artifacts, environment }
    }

    fn text(&self, file: &str) -> Option<&str> {
        self.artifacts.get(&format!("{}/{file}", self.environment)).map(|artifact| artifact.text.as_str())
    }
}

/// What was renamed stood under its old address.
fn compare(old: &Place<'_>, new: &Place<'_>, renames: &Renames, environment: &str) -> Vec<ResourceChange> {
    let mut all = Vec::new();
    let mut moved = BTreeSet::new();
    for (address, resource) in &new.resources {
        let earlier = renames.address(address).filter(|_| !old.resources.contains_key(address));
        let before = old.resources.get(earlier.as_deref().unwrap_or(address));
        moved.extend(earlier.filter(|_| before.is_some()));
        match before {
            None => all.push(change(environment, resource, What::Added, resource.files.clone())),
            Some(before) => {
                let files = differing(old, new, before, resource);
                let same = before.name == resource.name && before.properties == resource.properties;
                if resource.owner == Owner::Weir && (!same || !files.is_empty()) {
                    all.push(change(environment, resource, What::Changed, files));
                }
            }
        }
    }
    let stays = |address: &str| new.resources.contains_key(address) || moved.contains(address);
    let gone = old.resources.iter().filter(|(address, _)| !stays(address));
    all.extend(gone.map(|(_, resource)| change(environment, resource, What::Removed, BTreeSet::new())));
    all.extend(terraform(old, new, environment));
    all
}

/// A file of Terraform describes many resources: it is named once.
fn terraform(old: &Place<'_>, new: &Place<'_>, environment: &str) -> Vec<ResourceChange> {
    let owned = |resource: &&&Resource| resource.owner == Owner::Terraform;
    let files: BTreeSet<&String> = new.resources.values().filter(owned).flat_map(|resource| &resource.files).collect();
    let differ = files.into_iter().filter(|file| old.text(file).is_some() && old.text(file) != new.text(file));
    let row = |file: &String| ResourceChange {
        environment: environment.to_string(),
        kind: "file".to_string(),
        owner: Owner::Terraform,
        name: file.clone(),
        what: What::Changed,
        files: BTreeSet::from([file.clone()]),
    };
    differ.map(row).collect()
}

fn differing(old: &Place<'_>, new: &Place<'_>, before: &Resource, after: &Resource) -> BTreeSet<String> {
    let all = before.files.union(&after.files);
    all.filter(|file| old.text(file) != new.text(file)).cloned().collect()
}

fn change(environment: &str, resource: &Resource, what: What, files: BTreeSet<String>) -> ResourceChange {
    ResourceChange {
        environment: environment.to_string(),
        kind: resource.kind.to_string(),
        owner: resource.owner,
        name: resource.name.clone(),
        what,
        files,
    }
}
