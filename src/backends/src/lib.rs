//! From what the analyzer knows to artifacts: one module a target, one file a kind of artifact.
//!
//! A [`Backend`] runs once an environment, a [`ProjectBackend`] once a pipeline. A new target is a module and a row in
//! [`BACKENDS`] or [`PROJECT_BACKENDS`]; rows that need what others added to the [`ArtifactSet`] (the manifest, the
//! README) stand last.

mod connect;
mod containers;
#[cfg(test)]
mod data_plane;
mod diagnostics;
mod flink;
pub mod graph;
mod iceberg;
mod kafka;
mod keks;
pub mod lineage;
mod manifest;
mod markdown;
mod postgres;
mod products;
pub mod protection_report;
mod readme;
#[cfg(test)]
mod sample;
mod schemas;
mod shape;
mod snowflake;
mod tableflow;
pub mod terraform;
mod text;

pub use flink::query_text;

use weir_diagnostics::Diagnostics;
use weir_ir::{ArtifactSet, Environment, Project};

/// Writes what one environment needs of one target.
pub trait Backend: Sync {
    fn name(&self) -> &'static str;

    fn emit(&self, project: &Project, env: &Environment, out: &mut ArtifactSet, diagnostics: &mut Diagnostics);
}

/// Writes files of the whole pipeline, after all environments are done.
pub trait ProjectBackend: Sync {
    fn name(&self) -> &'static str;

    fn emit(&self, project: &Project, out: &mut ArtifactSet, diagnostics: &mut Diagnostics);
}

/// In the order in which they run for each environment.
pub static BACKENDS: &[&dyn Backend] = &[
    &terraform::Terraform,
    &keks::Keks,
    &schemas::Schemas,
    &connect::Connect,
    &flink::Flink,
    &snowflake::Snowflake,
    &postgres::Postgres,
    &tableflow::Tableflow,
    &kafka::Kafka,
    &containers::Containers,
    // What lists the others' work.
    &readme::Readme,
    &manifest::Manifest,
];

/// In the order in which they run, after every environment.
pub static PROJECT_BACKENDS: &[&dyn ProjectBackend] =
    &[&graph::Pictures, &lineage::Lineage, &products::Products, &protection_report::ProtectionReport];

/// Everything that a checked project becomes, in all environments or in the one that is named. Call it only for projects
/// without errors.
pub fn emit(project: &Project, only: Option<&str>, diagnostics: &mut Diagnostics) -> ArtifactSet {
    let mut out = ArtifactSet::default();
    for env in project.environments.iter().filter(|env| only.is_none_or(|name| env.name == name)) {
        for backend in BACKENDS {
            backend.emit(project, env, &mut out, diagnostics);
        }
    }
    for backend in PROJECT_BACKENDS {
        backend.emit(project, &mut out, diagnostics);
    }
    project.silences.apply(diagnostics);
    out
}
