use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use weir_diagnostics::Span;

/// What backends write: files below `generated/<pipeline>/`, and the resources of each environment's manifest.
#[derive(Debug, Clone, Default)]
pub struct ArtifactSet {
    files: BTreeMap<String, Artifact>,
    /// By environment, then address.
    resources: BTreeMap<String, BTreeMap<String, Resource>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    pub text: String,
}

/// A thing that a deployment makes: a row of `manifest.json`.
#[derive(Debug, Clone)]
pub struct Resource {
    /// Unique in the environment; see [`crate::address`].
    pub address: String,
    /// `topic`, `connector`, `statement`, …
    pub kind: &'static str,
    pub owner: Owner,
    /// The physical name.
    pub name: String,
    /// Files of this environment that describe it, relative to its folder.
    pub files: BTreeSet<String>,
    /// Files that list it among others, with the same content as its properties: what else they hold is not its.
    pub listed: BTreeSet<String>,
    /// Addresses that must be there before.
    pub depends_on: BTreeSet<String>,
    pub span: Option<Span>,
    /// Order, properties and the like that have no file of their own.
    pub properties: BTreeMap<String, serde_json::Value>,
    /// What is said of the thing and doesn't change it: no part of its hash.
    pub notes: BTreeMap<String, serde_json::Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    Terraform,
    Weir,
}

impl Resource {
    pub fn new(kind: &'static str, address: impl Into<String>, owner: Owner, name: impl Into<String>) -> Self {
        Resource {
            address: address.into(),
            kind,
            owner,
            name: name.into(),
            files: BTreeSet::new(),
            listed: BTreeSet::new(),
            depends_on: BTreeSet::new(),
            span: None,
            properties: BTreeMap::new(),
            notes: BTreeMap::new(),
        }
    }

    #[must_use]
    pub fn file(mut self, file: impl Into<String>) -> Self {
        self.files.insert(file.into());
        self
    }

    #[must_use]
    pub fn listed_in(mut self, file: impl Into<String>) -> Self {
        self.listed.insert(file.into());
        self
    }

    #[must_use]
    pub fn needs(mut self, address: impl Into<String>) -> Self {
        self.depends_on.insert(address.into());
        self
    }

    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    #[must_use]
    pub fn property(mut self, name: impl Into<String>, value: impl Into<serde_json::Value>) -> Self {
        self.properties.insert(name.into(), value.into());
        self
    }

    #[must_use]
    pub fn note(mut self, name: impl Into<String>, value: impl Into<serde_json::Value>) -> Self {
        self.notes.insert(name.into(), value.into());
        self
    }
}

impl ArtifactSet {
    /// Adds a file of an environment: `file("cloud", "flink/x.insert.sql", …)`. Text ends with one newline.
    pub fn environment_file(&mut self, environment: &str, path: &str, text: String) {
        self.file(&format!("{environment}/{path}"), text);
    }

    /// Adds a file of the whole pipeline: `graph.svg`.
    pub fn file(&mut self, path: &str, text: String) {
        // INVARIANT: a path is written once; two backends that name one file are a defect that the golden test shows.
        debug_assert!(!self.files.contains_key(path), "{path} is written twice");
        self.files.insert(path.to_string(), Artifact { text });
    }

    pub fn resource(&mut self, environment: &str, resource: Resource) {
        self.resources.entry(environment.to_string()).or_default().insert(resource.address.clone(), resource);
    }

    pub fn files(&self) -> impl Iterator<Item = (&str, &Artifact)> {
        self.files.iter().map(|(path, artifact)| (path.as_str(), artifact))
    }

    pub fn get(&self, path: &str) -> Option<&Artifact> {
        self.files.get(path)
    }

    /// The resources of an environment by address.
    pub fn resources(&self, environment: &str) -> impl Iterator<Item = &Resource> {
        self.resources.get(environment).into_iter().flat_map(BTreeMap::values)
    }
}
