use crate::{ColumnRef, KekKind, Proof, Protection, RelationId, ServiceKind, Settings, SinkKind, SourceKind, Value};
use serde::Serialize;
use std::{collections::BTreeMap, fmt};
use weir_diagnostics::Span;

/// Where a pipeline runs, with everything that depends on the place resolved.
#[derive(Debug, Clone)]
pub struct Environment {
    pub name: String,
    pub platform: Platform,
    /// `like = cloud` of an embedded environment: whose rules for decryption and masks hold in tests.
    pub like: Option<String>,
    pub doc: Option<String>,
    pub span: Span,
    /// Its own settings over those of the environment it inherits from.
    pub settings: Settings,
    pub params: BTreeMap<String, Value>,
    pub secrets: SecretStore,
    pub flink_version: FlinkVersion,
    /// `protected = true`: destroy wants the pipeline's name even with `--auto-approve`.
    pub protected: bool,
    /// By name of the source.
    pub sources: BTreeMap<String, Binding<SourceKind>>,
    /// By name of the sink; `kind` is the one bound here.
    pub sinks: BTreeMap<String, Binding<SinkKind>>,
    pub keks: BTreeMap<String, Binding<KekKind>>,
    /// Only services that run here.
    pub services: BTreeMap<String, Binding<ServiceKind>>,
    pub names: PhysicalNames,
    /// How each captured table and topic is read.
    pub scans: BTreeMap<RelationId, Scan>,
    /// Where each mask acts.
    pub masks: BTreeMap<ColumnRef, MaskPlace>,
    /// What each column is inside Flink here (an encrypted one is plain where Flink decrypts).
    pub protection: BTreeMap<ColumnRef, Protection>,
    pub proof: Proof,
}

/// The settings of an item under an environment: the item's own, overlaid by its `bind`.
#[derive(Debug, Clone)]
pub struct Binding<Kind> {
    pub kind: Kind,
    pub settings: Settings,
    pub provision: Provision,
    /// Of the `bind`, or of the item where there is none.
    pub span: Span,
}

/// Who makes the thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Provision {
    /// Nothing was said: it exists and is reached by its settings.
    Unstated,
    /// `provision = rds`, `provision = tables`, …: the word.
    Make(String),
    /// `existing = "id"`.
    Existing(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Platform {
    Embedded,
    SelfManaged,
    ConfluentCloud,
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Platform::Embedded => "embedded",
            Platform::SelfManaged => "self_managed",
            Platform::ConfluentCloud => "confluent_cloud",
        })
    }
}

/// `flink_version` of the environment; printing and checks follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FlinkVersion {
    pub major: u16,
    pub minor: u16,
}

/// Where secrets of an environment live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretStore {
    /// `env("WEIR_SECRET_{NAME}")`: the template, where `{NAME}` is the secret's name in upper case.
    Env {
        template: String,
    },
    File {
        path: String,
    },
    AwsSecretsManager {
        prefix: String,
    },
    Vault {
        path: String,
    },
}

/// A physical name and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Physical {
    pub name: String,
    pub span: Span,
}

/// Names in the world, from `naming` (defaults: `{pipeline}.{item}` and the like). No two things of one sort share one.
#[derive(Debug, Clone, Default)]
pub struct PhysicalNames {
    /// The Kafka topic of each relation; also its Confluent Flink table.
    pub topics: BTreeMap<RelationId, Physical>,
    /// The prefix of Debezium topics by source: what precedes `.{schema}.{table}`.
    pub topic_prefixes: BTreeMap<String, String>,
    /// The source connector by name of the source.
    pub source_connectors: BTreeMap<String, Physical>,
    /// The sink connector by name of the sink.
    pub sink_connectors: BTreeMap<String, Physical>,
    /// Replication slot by name of the source: `[a-z0-9_]`, at most 63 bytes, with pipeline and environment.
    pub slots: BTreeMap<String, String>,
    pub publications: BTreeMap<String, String>,
    /// The Flink statement of each transform: `[a-z0-9-]`, at most 72 bytes, with pipeline and environment.
    pub statements: BTreeMap<RelationId, Physical>,
    /// The table at a sink, by sink and relation.
    pub sink_tables: BTreeMap<(String, RelationId), Physical>,
    /// The Kafka consumer group prefix of the pipeline here.
    pub group: String,
    /// KEK names by item.
    pub keks: BTreeMap<String, String>,
}

/// How SQL reads a relation here (semantics.md, Captured tables); decided once, for dialects and engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scan {
    /// Every record is a row.
    Append,
    /// Flat records with `__deleted`, no primary key: deduplicated by key, newest `$rowtime` first.
    Deduplicated { key: Vec<String>, deleted: Option<DeletedFilter> },
    /// Records keyed by the primary key, tombstones delete.
    Upsert { key: Vec<String>, deleted: Option<DeletedFilter> },
}

/// Where `__deleted = 'false'` stands; above the join on the versioned side of a temporal join.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeletedFilter {
    InScan,
    AboveTemporalJoin,
}

/// Where a mask acts in an environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MaskPlace {
    /// A single message transform of the source connector.
    ConnectorTransform,
    /// A setting of the source connector (Debezium column masks, column exclusion).
    ConnectorSetting,
    /// In the Flink scan; the raw topic holds plaintext.
    Scan,
    /// In the embedded engine's source.
    Engine,
}
