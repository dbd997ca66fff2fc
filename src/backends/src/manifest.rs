//! `<environment>/manifest.json`: every resource in an order in which each comes after what it needs, the content hash
//! of each, what the environment states, what must be known before (variables, secrets, Terraform's outputs), and the files that belong to weir.
//!
//! A source line says where a thing was declared, `was` and `renamed_columns` what it was called before,
//! `notes` what the next change of it is to be like; they are not
//! part of the hash, so a comment above it, or an `@was` that is taken away, changes no resource.

mod inputs;
mod order;
mod renames;
mod settings;

pub(crate) use inputs::{Inputs, Place, inputs};
pub(crate) use order::ordered;

use crate::{Backend, diagnostics, text};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fmt::Write};
use weir_diagnostics::Diagnostics;
use weir_ir::{ArtifactSet, Environment, Expose, Project, Resource};

/// Of the file's shape; readers refuse what they don't know.
const VERSION: u32 = 1;
const FILE: &str = "manifest.json";

/// Stands last of all, because it lists what the others made.
pub(crate) struct Manifest;

impl Backend for Manifest {
    fn name(&self) -> &'static str {
        "manifest"
    }

    fn emit(&self, project: &Project, env: &Environment, out: &mut ArtifactSet, diagnostics: &mut Diagnostics) {
        let document = match ordered(out.resources(&env.name)) {
            Ok(resources) => document(project, env, out, &resources),
            // What a refused sink or topic would have made is missing here, and that has been said.
            Err(_) if diagnostics.has_errors() => return,
            Err(problems) => {
                let file = format!("{}/{FILE}", env.name);
                diagnostics.extend(problems.iter().map(|problem| diagnostics::internal(&file, problem)));
                return;
            }
        };
        out.environment_file(&env.name, FILE, text::json(&document));
    }
}

fn document(project: &Project, env: &Environment, out: &ArtifactSet, resources: &[&Resource]) -> Value {
    // Once a file: Terraform describes a hundred resources in one.
    let digests: BTreeMap<&str, String> = files(env, out).map(|(path, text)| (path, sha256(text))).collect();
    let resources: Vec<Value> = resources.iter().map(|one| entry(project, &digests, one)).collect();
    let mut files = files(env, out).map(|(path, _)| path).collect::<Vec<_>>();
    files.push(FILE);
    files.sort_unstable();
    let mut document = json!({
        "version": VERSION,
        "pipeline": project.name,
        "environment": env.name,
        "platform": env.platform,
        "settings": settings::settings(env),
        "inputs": inputs(env, out).to_json(),
        "resources": resources,
        "files": files,
    });
    if let Some(fields) = document.as_object_mut()
        && !project.exposes.is_empty()
    {
        fields.insert("products".to_string(), products(project, env));
    }
    if let (Some(fields), Some(old)) = (document.as_object_mut(), renames::of_unit(project, env)) {
        fields.insert("was".to_string(), old);
    }
    document
}

/// What other pipelines may read, and where it lies.
fn products(project: &Project, env: &Environment) -> Value {
    let one = |expose: &Expose| {
        let relation = &project.relations[expose.relation];
        json!({
            "name": expose.product,
            "version": expose.version,
            "owner": expose.owner.as_ref().or(relation.owner.as_ref()).or(project.owner.as_ref()),
            "relation": relation.name,
            "topic": env.names.topics.get(&expose.relation).map(|topic| &topic.name),
        })
    };
    project.exposes.iter().map(one).collect()
}

fn entry(project: &Project, digests: &BTreeMap<&str, String>, resource: &Resource) -> Value {
    let mut entry = json!({
        "address": resource.address,
        "kind": resource.kind,
        "owner": resource.owner,
        "name": resource.name,
        "hash": hash(digests, resource),
        "depends_on": resource.depends_on,
        "files": resource.files.union(&resource.listed).collect::<Vec<_>>(),
    });
    if let Some(fields) = entry.as_object_mut() {
        if let Some(span) = resource.span {
            let mut source = Map::from_iter([("file".to_string(), Value::from(project.file_name(span)))]);
            source.extend(project.line(span).map(|line| ("line".to_string(), Value::from(line))));
            fields.insert("source".to_string(), Value::Object(source));
        }
        if let Some(old) = project.renames.address(&resource.address) {
            fields.insert("was".to_string(), old.into());
        }
        if let Some(old) = renames::of_columns(project, &resource.address) {
            fields.insert("renamed_columns".to_string(), old);
        }
        if !resource.notes.is_empty() {
            fields.insert("notes".to_string(), json!(resource.notes));
        }
        if !resource.properties.is_empty() {
            fields.insert("properties".to_string(), json!(resource.properties));
        }
    }
    entry
}

/// SHA-256 over kind, name, properties and the hashes of the files, as one JSON array: nothing of it can be taken for
/// something else. A file that only lists the resource is left out: a new topic changes no other.
fn hash(digests: &BTreeMap<&str, String>, resource: &Resource) -> String {
    let files: Vec<Value> = resource.files.iter().map(|path| json!([path, digests.get(path.as_str())])).collect();
    let content = json!([resource.kind, resource.name, resource.properties, files]);
    format!("sha256:{}", sha256(&content.to_string()))
}

fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut hash, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}

/// Files of an environment that are there so far, by their path in its folder.
pub(crate) fn files<'a>(env: &Environment, out: &'a ArtifactSet) -> impl Iterator<Item = (&'a str, &'a str)> {
    let prefix = format!("{}/", env.name);
    out.files().filter_map(move |(path, artifact)| Some((path.strip_prefix(&prefix)?, artifact.text.as_str())))
}

#[cfg(test)]
mod tests;
