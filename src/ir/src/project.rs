use crate::product::Product;
use crate::{
    Attributes, Class, Classes, ColumnPath, ColumnRef, Environment, Flow, RelationId, Relations, Renames, SecretRef,
    Settings, TestCase, Value,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use weir_diagnostics::{FileId, Silences, Span};

/// A pipeline with every name resolved. Lists keep the order of the source; lists of files come in order of their
/// names. What differs by place is in [`Environment`].
#[derive(Debug, Clone)]
pub struct Project {
    pub name: String,
    pub doc: Option<String>,
    pub owner: Option<String>,
    pub span: Span,
    /// Names of the files as messages show them; the compiler fills it from its source map, analysis leaves it empty.
    pub files: BTreeMap<FileId, String>,
    /// Byte offset of the start of each line of those files; filled by the compiler too. Only the manifest reads it.
    pub line_starts: BTreeMap<FileId, Vec<u32>>,
    pub params: BTreeMap<String, Param>,
    pub sources: Vec<Source>,
    pub relations: Relations,
    pub masks: Vec<Mask>,
    pub keks: Vec<Kek>,
    pub encryptions: Vec<Encryption>,
    pub rules: Vec<Rule>,
    pub sinks: Vec<Sink>,
    pub services: Vec<Service>,
    pub exposes: Vec<Expose>,
    pub upstreams: Vec<Upstream>,
    pub classifications: BTreeMap<Class, Classification>,
    pub policies: Vec<PolicyRule>,
    pub allows: Vec<Allow>,
    pub environments: Vec<Environment>,
    pub tests: Vec<TestCase>,
    pub renames: Renames,
    /// Every stage that gives warnings passes them through.
    pub silences: Silences,
}

#[derive(Debug, Clone)]
pub struct Param {
    pub value: Value,
    pub span: Span,
}

/// A database whose tables arrive by change data capture; its tables are [`crate::RelationKind::Captured`] relations.
#[derive(Debug, Clone)]
pub struct Source {
    pub name: String,
    pub kind: SourceKind,
    pub doc: Option<String>,
    pub settings: Settings,
    pub tables: Vec<RelationId>,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKind {
    Postgres,
}

/// `mask shop.customers.email with redact("****")`.
#[derive(Debug, Clone)]
pub struct Mask {
    pub column: ColumnRef,
    pub kind: MaskKind,
    /// `raw allowed "reason"`: the raw topic may hold plaintext.
    pub raw_allowed: Option<String>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum MaskKind {
    Redact { text: String },
    Drop,
    Hash { salt: SecretRef },
    Truncate { length: u32 },
    Partial { keep_last: u32 },
    Nullify,
}

impl MaskKind {
    /// As written in the pipeline file.
    pub fn name(&self) -> &'static str {
        match self {
            MaskKind::Redact { .. } => "redact",
            MaskKind::Drop => "drop",
            MaskKind::Hash { .. } => "hash",
            MaskKind::Truncate { .. } => "truncate",
            MaskKind::Partial { .. } => "partial",
            MaskKind::Nullify => "nullify",
        }
    }

    /// Equal plaintext gives equal masked values and different plaintext (practically) different ones.
    pub fn keeps_equality(&self) -> bool {
        match self {
            MaskKind::Hash { .. } => true,
            MaskKind::Redact { .. }
            | MaskKind::Drop
            | MaskKind::Truncate { .. }
            | MaskKind::Partial { .. }
            | MaskKind::Nullify => false,
        }
    }
}

/// A key-encryption key. Its kind may be changed by a `bind`.
#[derive(Debug, Clone)]
pub struct Kek {
    pub name: String,
    pub kind: KekKind,
    pub doc: Option<String>,
    /// `shared = true`: Confluent's services may use it.
    pub shared: bool,
    pub settings: Settings,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KekKind {
    AwsKms,
    AzureKms,
    GcpKms,
    HcVault,
    LocalKms,
}

/// The word of the pipeline file.
impl fmt::Display for KekKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            KekKind::AwsKms => "aws_kms",
            KekKind::AzureKms => "azure_kms",
            KekKind::GcpKms => "gcp_kms",
            KekKind::HcVault => "hcvault",
            KekKind::LocalKms => "local_kms",
        })
    }
}

/// `encrypt payments.cc_number with csfle_key [deterministic]`; one a listed field.
#[derive(Debug, Clone)]
pub struct Encryption {
    pub column: ColumnRef,
    pub kek: String,
    pub algorithm: EncryptAlgorithm,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum EncryptAlgorithm {
    Aes256Gcm,
    Aes256Siv,
}

impl EncryptAlgorithm {
    /// As the registry names it.
    pub fn registry_name(self) -> &'static str {
        match self {
            EncryptAlgorithm::Aes256Gcm => "AES256_GCM",
            EncryptAlgorithm::Aes256Siv => "AES256_SIV",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            EncryptAlgorithm::Aes256Gcm => "random",
            EncryptAlgorithm::Aes256Siv => "deterministic",
        }
    }
}

/// A data contract rule on a topic; the order in [`Project::rules`] is the order written.
#[derive(Debug, Clone)]
pub struct Rule {
    pub name: String,
    pub on: RelationId,
    pub doc: Option<String>,
    pub body: RuleBody,
    pub mode: RuleMode,
    pub otherwise: Otherwise,
    /// Fields of the topic that it reads, or asks whether they are there; the empty path is the whole record.
    pub reads: BTreeSet<ColumnPath>,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub enum RuleBody {
    Check(CelExpression),
    /// A field rule: `transform = "CEL"` on a field.
    Transform {
        field: ColumnPath,
        expression: CelExpression,
    },
}

/// CEL as written, with the span of its first byte so that places inside it can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CelExpression {
    pub text: String,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleMode {
    Write,
    Read,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Otherwise {
    DeadLetter(RelationId),
    Reject,
    Warn,
}

/// Delivers relations; its kind may be changed by a `bind`.
#[derive(Debug, Clone)]
pub struct Sink {
    pub name: String,
    pub kind: SinkKind,
    pub doc: Option<String>,
    pub inputs: Vec<SinkInput>,
    pub settings: Settings,
    pub span: Span,
}

/// `from = [product_sales as SALES]`.
#[derive(Debug, Clone)]
pub struct SinkInput {
    pub relation: RelationId,
    /// The name at the sink where the user gave one.
    pub alias: Option<String>,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SinkKind {
    Snowflake,
    Iceberg,
    Postgres,
    S3,
    Http,
    File,
}

/// The word of the pipeline file.
impl fmt::Display for SinkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SinkKind::Snowflake => "snowflake",
            SinkKind::Iceberg => "iceberg",
            SinkKind::Postgres => "postgres",
            SinkKind::S3 => "s3",
            SinkKind::Http => "http",
            SinkKind::File => "file",
        })
    }
}

/// An application beside the pipeline.
#[derive(Debug, Clone)]
pub struct Service {
    pub name: String,
    pub kind: ServiceKind,
    pub doc: Option<String>,
    pub access: Vec<Access>,
    /// Names of the environments it runs in.
    pub environments: Vec<String>,
    pub settings: Settings,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServiceKind {
    Feeder,
    Payments,
    Container,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    ReadsRelation(RelationId),
    WritesRelation(RelationId),
    /// By name of the source.
    WritesSource(String),
    ReadsSource(String),
}

/// `expose product_sales as sales { version = 1 }`.
#[derive(Debug, Clone)]
pub struct Expose {
    pub relation: RelationId,
    pub product: String,
    pub version: u32,
    pub owner: Option<String>,
    pub doc: Option<String>,
    pub span: Span,
}

/// `use checkout.sales`.
#[derive(Debug, Clone)]
pub struct Upstream {
    pub relation: RelationId,
    /// All that is known of it.
    pub product: Product,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub struct Classification {
    /// Transitively closed.
    pub implies: Classes,
    pub doc: Option<String>,
    /// `None` for the built-in ones.
    pub span: Option<Span>,
}

/// One line of a `policy` item.
#[derive(Debug, Clone)]
pub struct PolicyRule {
    pub effect: PolicyEffect,
    pub target: PolicyTarget,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyEffect {
    Deny {
        class: Class,
        reach: Reach,
    },
    Permit {
        class: Class,
        reach: Reach,
    },
    /// `permit aggregate pii to … having subjects >= n`.
    PermitAggregate {
        class: Class,
        subjects: u64,
    },
    RequireEncrypt {
        class: Class,
    },
    RequireMask {
        class: Class,
    },
    /// `require classification on SOURCE`.
    RequireClassification,
}

/// The level of a policy line; no level means value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reach {
    pub flow: Flow,
    /// `false` where the line names no level.
    pub named: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyTarget {
    Sink(String),
    Product(String),
    Service(String),
    Source(String),
    /// The zone `kafka`: every topic at rest.
    Kafka,
    SinkKind(SinkKind),
    Environment(String),
    /// Leaves the zone `kafka` out.
    Everywhere,
}

/// As the pipeline file writes it.
impl fmt::Display for PolicyTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PolicyTarget::Sink(name)
            | PolicyTarget::Product(name)
            | PolicyTarget::Service(name)
            | PolicyTarget::Source(name) => f.write_str(name),
            PolicyTarget::Kafka => f.write_str("kafka"),
            PolicyTarget::SinkKind(kind) => write!(f, "kind {kind}"),
            PolicyTarget::Environment(name) => write!(f, "env {name}"),
            PolicyTarget::Everywhere => f.write_str("everywhere"),
        }
    }
}

/// `allow pii shop.customers.address to crm because "…" by "…" until 2027-06-30`.
#[derive(Debug, Clone)]
pub struct Allow {
    pub class: Class,
    pub column: ColumnRef,
    pub to: PolicyTarget,
    pub reason: String,
    pub by: Option<String>,
    /// `YYYY-MM-DD`; judged by plan, apply and `check --on`, never by compile.
    pub until: Option<String>,
    pub span: Span,
}

impl Project {
    /// A project in which nothing is declared.
    pub fn empty(name: impl Into<String>, span: Span) -> Self {
        Project {
            name: name.into(),
            span,
            doc: None,
            owner: None,
            files: BTreeMap::new(),
            line_starts: BTreeMap::new(),
            params: BTreeMap::new(),
            sources: Vec::new(),
            relations: Relations::default(),
            masks: Vec::new(),
            keks: Vec::new(),
            encryptions: Vec::new(),
            rules: Vec::new(),
            sinks: Vec::new(),
            services: Vec::new(),
            exposes: Vec::new(),
            upstreams: Vec::new(),
            classifications: BTreeMap::new(),
            policies: Vec::new(),
            allows: Vec::new(),
            environments: Vec::new(),
            tests: Vec::new(),
            renames: Renames::default(),
            silences: Silences::default(),
        }
    }

    pub fn source(&self, name: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.name == name)
    }

    pub fn environment(&self, name: &str) -> Option<&Environment> {
        self.environments.iter().find(|environment| environment.name == name)
    }

    pub fn kek(&self, name: &str) -> Option<&Kek> {
        self.keks.iter().find(|kek| kek.name == name)
    }

    /// Whether a key may be used by the platform's services; the keys of a product are `pipeline.kek`.
    pub fn kek_is_shared(&self, name: &str) -> bool {
        if let Some(kek) = self.kek(name) {
            return kek.shared;
        }
        self.upstreams.iter().any(|upstream| {
            let theirs = name.strip_prefix(upstream.product.pipeline.as_str()).and_then(|rest| rest.strip_prefix('.'));
            theirs.and_then(|kek| upstream.product.keks.get(kek)).is_some_and(|kek| kek.shared)
        })
    }

    /// The product that a relation is, where another pipeline exposes it.
    pub fn upstream(&self, relation: RelationId) -> Option<&Upstream> {
        self.upstreams.iter().find(|upstream| upstream.relation == relation)
    }

    pub fn sink(&self, name: &str) -> Option<&Sink> {
        self.sinks.iter().find(|sink| sink.name == name)
    }

    /// The name of the file in which a thing stands, without its folders: what generated comments name.
    pub fn file_name(&self, span: Span) -> &str {
        let path = self.files.get(&span.file).map_or("", String::as_str);
        path.rsplit('/').next().unwrap_or(path)
    }

    /// The line, from 1, on which a span begins; `None` where nobody filled in [`Project::line_starts`].
    pub fn line(&self, span: Span) -> Option<u32> {
        let lines = self.line_starts.get(&span.file)?.partition_point(|start| *start <= span.start);
        u32::try_from(lines).ok().filter(|line| *line > 0)
    }

    /// The mask on a column, if any.
    pub fn mask(&self, column: &ColumnRef) -> Option<&Mask> {
        self.masks.iter().find(|mask| mask.column == *column)
    }

    pub fn encryption(&self, column: &ColumnRef) -> Option<&Encryption> {
        self.encryptions.iter().find(|encryption| encryption.column == *column)
    }

    pub fn rules_on(&self, relation: RelationId) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(move |rule| rule.on == relation)
    }

    /// Attributes of a column or of the nested field that a reference names.
    pub fn attributes(&self, column: &ColumnRef) -> Option<&Attributes> {
        let found = self.relations[column.relation].column(column.path.head())?;
        let below = column.path.0.get(1..).unwrap_or_default();
        if below.is_empty() {
            return Some(&found.attributes);
        }
        found.nested.iter().find(|field| field.path == below).map(|field| &field.attributes)
    }
}
