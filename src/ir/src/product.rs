//! A data product as a document: what its readers in other pipelines know of it, and nothing else. The pipeline that
//! exposes it writes one (`products/<product>.v<version>.json`), those that use it are typed and proved from it alone.

use crate::{
    Changelog, Class, Classes, Column, EncryptAlgorithm, EndPointKind, Environment, Expose, Flow, MaskKind, Platform,
    Project, Protection, Relation, RelationKind, SecretRef, Settings, Value,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Of the document's shape; who reads another one refuses it.
pub const FORMAT: u32 = 1;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    pub format: u32,
    pub pipeline: String,
    pub product: String,
    pub version: u32,
    pub owner: Option<String>,
    pub description: Option<String>,
    /// What it is in the pipeline that exposes it.
    pub relation: ProductRelation,
    pub changelog: ProductChangelog,
    /// Columns that are unique.
    pub key: Option<Vec<String>>,
    /// Columns of the message key, which may be there without being unique.
    pub message_key: Vec<String>,
    pub time: Option<ProductTime>,
    pub watermark_ms: u64,
    pub idle_ms: Option<u64>,
    pub columns: Vec<ProductColumn>,
    /// Classified data that decided which rows there are, or was counted: what no column holds by value.
    pub influence: BTreeSet<ProductInfluence>,
    /// Classes of the columns that are not built in, and all that they imply.
    pub classifications: BTreeMap<String, BTreeSet<String>>,
    /// Keys of encrypted columns, and whether they are shared with the platform's services.
    pub keks: BTreeMap<String, ProductKek>,
    /// Where it lies, by environment of the pipeline that exposes it; embedded ones hold nothing.
    pub environments: BTreeMap<String, ProductPlace>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductRelation {
    pub name: String,
    pub kind: ProductKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProductKind {
    Captured,
    Topic,
    Transform,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProductChangelog {
    Append,
    Upsert,
    Retract,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductTime {
    /// A column, or `$rowtime`.
    pub column: String,
    /// Flink's spelling, with nullability.
    #[serde(rename = "type")]
    pub ty: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductColumn {
    pub name: String,
    /// Flink's spelling, with nullability: `DECIMAL(10, 2) NOT NULL`.
    #[serde(rename = "type")]
    pub ty: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub classifications: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub public: bool,
    #[serde(default, skip_serializing_if = "ProductProtection::is_plain")]
    pub protection: ProductProtection,
    /// Fields inside rows with classes or protection of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<ProductField>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductField {
    /// Below the column.
    pub path: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub classifications: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub public: bool,
    #[serde(default, skip_serializing_if = "ProductProtection::is_plain")]
    pub protection: ProductProtection,
}

/// A column as it leaves the pipeline that exposes it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "lowercase", deny_unknown_fields)]
pub enum ProductProtection {
    #[default]
    Plain,
    Masked {
        mask: ProductMask,
    },
    Encrypted {
        algorithm: ProductAlgorithm,
        kek: String,
        subject: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum ProductMask {
    Redact {
        text: String,
    },
    Drop,
    /// The name of the salt: columns that were hashed with one are comparable.
    Hash {
        salt: String,
    },
    Truncate {
        length: u32,
    },
    Partial {
        keep_last: u32,
    },
    Nullify,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProductAlgorithm {
    Random,
    Deterministic,
}

/// `column` is where it was seen; on rows as a whole there is none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductInfluence {
    pub class: String,
    pub level: ProductLevel,
    pub column: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProductLevel {
    Influence,
    Existence,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductKek {
    pub shared: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductPlace {
    pub platform: ProductPlatform,
    /// The Kafka topic; on Confluent Cloud its Flink table too.
    pub topic: String,
    /// The cluster, where the file states it: bootstrap servers, or the id of one that exists.
    pub cluster: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductPlatform {
    SelfManaged,
    ConfluentCloud,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields by reference")]
fn is_false(value: &bool) -> bool {
    !value
}

impl ProductProtection {
    fn is_plain(&self) -> bool {
        *self == ProductProtection::Plain
    }
}

impl Product {
    /// Reads a document; the error says in words what is wrong with it.
    pub fn parse(text: &str) -> Result<Product, String> {
        let value: serde_json::Value = serde_json::from_str(text).map_err(|error| format!("it is no JSON: {error}"))?;
        let format = value.get("format").and_then(serde_json::Value::as_u64);
        if format != Some(u64::from(FORMAT)) {
            let found = format.map_or_else(|| "none".to_string(), |found| found.to_string());
            return Err(format!("its `format` is {found} where this weir reads {FORMAT}"));
        }
        serde_json::from_value(value).map_err(|error| format!("it is no product: {error}"))
    }

    /// `checkout.sales`.
    pub fn name(&self) -> String {
        format!("{}.{}", self.pipeline, self.product)
    }

    /// The name of its file below the pipeline's output: `sales.v1.json`.
    pub fn file_name(&self) -> String {
        format!("{}.v{}.json", in_path(&self.product), self.version)
    }

    /// One line and no blanks, the same for the same product however its file is laid out.
    pub fn canonical(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// A name as part of a path: what a file system could take otherwise is a percent sign and its bytes.
pub fn in_path(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// What a project exposes, in order of declaration.
pub fn products(project: &Project) -> Vec<Product> {
    project.exposes.iter().filter_map(|expose| product(project, expose)).collect()
}

fn product(project: &Project, expose: &Expose) -> Option<Product> {
    let relation = &project.relations[expose.relation];
    let columns: Vec<ProductColumn> =
        relation.columns.iter().filter(|column| !is_dropped(column)).map(column).collect();
    let named = |name: &Option<String>| name.clone();
    Some(Product {
        format: FORMAT,
        pipeline: project.name.clone(),
        product: expose.product.clone(),
        version: expose.version,
        owner: named(&expose.owner).or_else(|| named(&relation.owner)).or_else(|| named(&project.owner)),
        description: named(&expose.doc).or_else(|| named(&relation.doc)),
        relation: ProductRelation { name: relation.name.clone(), kind: kind(relation)? },
        changelog: match relation.facts.changelog {
            Changelog::Append => ProductChangelog::Append,
            Changelog::Upsert => ProductChangelog::Upsert,
            Changelog::Retract => ProductChangelog::Retract,
        },
        key: relation.facts.key.clone(),
        message_key: message_key(relation),
        time: relation
            .facts
            .time
            .as_ref()
            .filter(|time| time.event)
            .map(|time| ProductTime { column: time.column.clone(), ty: time.ty.to_string() }),
        watermark_ms: relation.watermark_ms,
        idle_ms: relation.idle_ms,
        influence: influence(project, expose),
        classifications: classifications(project, &columns),
        keks: keks(project, &columns),
        columns,
        environments: project.environments.iter().filter_map(|env| place(env, expose)).collect(),
    })
}

/// `None` for what no pipeline may expose.
fn kind(relation: &Relation) -> Option<ProductKind> {
    match relation.kind {
        RelationKind::Captured { .. } => Some(ProductKind::Captured),
        RelationKind::Topic { .. } => Some(ProductKind::Topic),
        RelationKind::Transform(_) => Some(ProductKind::Transform),
        RelationKind::DeadLetter { .. } | RelationKind::Product { .. } => None,
    }
}

fn is_dropped(column: &Column) -> bool {
    column.protection == Protection::Masked(MaskKind::Drop)
}

fn message_key(relation: &Relation) -> Vec<String> {
    if let RelationKind::Captured { .. } | RelationKind::Topic { .. } = relation.kind {
        return relation.declared_key().into_iter().map(str::to_string).collect();
    }
    match relation.facts.changelog {
        Changelog::Append => Vec::new(),
        Changelog::Upsert | Changelog::Retract => relation.facts.key.clone().unwrap_or_default(),
    }
}

fn column(column: &Column) -> ProductColumn {
    let fields = column.nested.iter().map(|field| ProductField {
        path: field.path.clone(),
        classifications: names(&field.classes),
        public: field.attributes.public,
        protection: protection(&field.protection),
    });
    let told = |field: &ProductField| {
        !field.classifications.is_empty() || field.public || field.protection != ProductProtection::Plain
    };
    ProductColumn {
        name: column.name.clone(),
        ty: column.ty.to_string(),
        description: column.doc.clone(),
        classifications: names(&column.classes),
        public: column.attributes.public,
        protection: protection(&column.protection),
        fields: fields.filter(told).collect(),
    }
}

fn names(classes: &Classes) -> BTreeSet<String> {
    classes.iter().map(|class| class.0.clone()).collect()
}

fn protection(protection: &Protection) -> ProductProtection {
    match protection {
        Protection::Plain => ProductProtection::Plain,
        Protection::Masked(kind) => ProductProtection::Masked {
            mask: match kind {
                MaskKind::Redact { text } => ProductMask::Redact { text: text.clone() },
                MaskKind::Drop => ProductMask::Drop,
                MaskKind::Hash { salt } => ProductMask::Hash { salt: salt.0.clone() },
                MaskKind::Truncate { length } => ProductMask::Truncate { length: *length },
                MaskKind::Partial { keep_last } => ProductMask::Partial { keep_last: *keep_last },
                MaskKind::Nullify => ProductMask::Nullify,
            },
        },
        Protection::Encrypted { algorithm, kek, subject } => ProductProtection::Encrypted {
            algorithm: match algorithm {
                EncryptAlgorithm::Aes256Gcm => ProductAlgorithm::Random,
                EncryptAlgorithm::Aes256Siv => ProductAlgorithm::Deterministic,
            },
            kek: kek.clone(),
            subject: subject.clone(),
        },
    }
}

impl ProductProtection {
    /// As the pipeline that uses it sees it: names of keys and salts are those of `pipeline`.
    pub fn seen_from(&self, pipeline: &str) -> Protection {
        let theirs = |name: &str| format!("{pipeline}.{name}");
        match self {
            ProductProtection::Plain => Protection::Plain,
            ProductProtection::Masked { mask } => Protection::Masked(match mask {
                ProductMask::Redact { text } => MaskKind::Redact { text: text.clone() },
                ProductMask::Drop => MaskKind::Drop,
                ProductMask::Hash { salt } => MaskKind::Hash { salt: SecretRef(theirs(salt)) },
                ProductMask::Truncate { length } => MaskKind::Truncate { length: *length },
                ProductMask::Partial { keep_last } => MaskKind::Partial { keep_last: *keep_last },
                ProductMask::Nullify => MaskKind::Nullify,
            }),
            ProductProtection::Encrypted { algorithm, kek, subject } => Protection::Encrypted {
                algorithm: match algorithm {
                    ProductAlgorithm::Random => EncryptAlgorithm::Aes256Gcm,
                    ProductAlgorithm::Deterministic => EncryptAlgorithm::Aes256Siv,
                },
                kek: theirs(kek),
                subject: theirs(subject),
            },
        }
    }
}

/// Of all environments: a reader may stand in any.
fn influence(project: &Project, expose: &Expose) -> BTreeSet<ProductInfluence> {
    let ends = project.environments.iter().flat_map(|env| &env.proof.end_points);
    let ours = ends.filter(|end| end.kind == EndPointKind::Product && end.span == expose.span);
    let findings = ours.flat_map(|end| &end.findings);
    let row = |class: &Class, level: ProductLevel, column: &Option<String>| ProductInfluence {
        class: class.0.clone(),
        level,
        column: column.clone(),
    };
    findings
        .filter_map(|finding| match finding.flow {
            Flow::Value => None,
            Flow::Influence => Some(row(&finding.class, ProductLevel::Influence, &finding.reached.column)),
            Flow::Existence => Some(row(&finding.class, ProductLevel::Existence, &finding.reached.column)),
        })
        .collect()
}

fn classifications(project: &Project, columns: &[ProductColumn]) -> BTreeMap<String, BTreeSet<String>> {
    let fields = columns.iter().flat_map(|column| column.fields.iter().map(|field| &field.classifications));
    let used: BTreeSet<&String> =
        columns.iter().map(|column| &column.classifications).chain(fields).flatten().collect();
    let declared = project.classifications.iter().filter(|(_, class)| class.span.is_some());
    declared
        .filter(|(name, _)| used.contains(&name.0))
        .map(|(name, class)| (name.0.clone(), names(&class.implies)))
        .collect()
}

fn keks(project: &Project, columns: &[ProductColumn]) -> BTreeMap<String, ProductKek> {
    let fields = columns.iter().flat_map(|column| column.fields.iter().map(|field| &field.protection));
    let all = columns.iter().map(|column| &column.protection).chain(fields);
    let named = all.filter_map(|protection| match protection {
        ProductProtection::Encrypted { kek, .. } => Some(kek),
        ProductProtection::Plain | ProductProtection::Masked { .. } => None,
    });
    let shared = |kek: &String| project.kek(kek).is_some_and(|kek| kek.shared);
    named.map(|kek| (kek.clone(), ProductKek { shared: shared(kek) })).collect()
}

fn place(env: &Environment, expose: &Expose) -> Option<(String, ProductPlace)> {
    let platform = match env.platform {
        Platform::Embedded => return None,
        Platform::SelfManaged => ProductPlatform::SelfManaged,
        Platform::ConfluentCloud => ProductPlatform::ConfluentCloud,
    };
    let topic = env.names.topics.get(&expose.relation)?.name.clone();
    Some((env.name.clone(), ProductPlace { platform, topic, cluster: cluster(env.platform, &env.settings) }))
}

/// The cluster of an environment, where the file states it.
#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else was written is treated alike")]
pub fn cluster(platform: Platform, settings: &Settings) -> Option<String> {
    let shown = |value: &Value| match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    match platform {
        Platform::Embedded => None,
        Platform::SelfManaged => settings.get("kafka").and_then(shown),
        Platform::ConfluentCloud => match settings.get("cluster") {
            Some(Value::Map(cluster)) => cluster.get("existing").and_then(shown),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests;
