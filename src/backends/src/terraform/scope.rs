//! What the environment needs of Terraform, decided once: what is made and what exists, names, paths of values.

use super::{
    module::{Module, Variable},
    values::{Part, code, identifier, text},
};
use std::collections::BTreeSet;
use weir_ir::{
    Binding, ColumnRef, Environment, KekKind, Project, Provision, Relation, RelationId, RelationKind, SecretStore,
    ServiceKind, SinkKind, SourceKind, TextPart, Value,
};

pub(super) struct Scope<'a> {
    pub(super) project: &'a Project,
    pub(super) env: &'a Environment,
    /// What names in the world begin with: `online-retailer-cloud`.
    pub(super) stem: String,
}

/// Longest stem: with `-tableflow-` and the like behind it, a name stays below the 63 characters of S3 and RDS.
const STEM: usize = 36;

impl<'a> Scope<'a> {
    pub(super) fn new(project: &'a Project, env: &'a Environment) -> Self {
        Scope { project, env, stem: stem(&format!("{}-{}", project.name, env.name)) }
    }

    /// A name in the world: `online-retailer-cloud-shop`, at most 63 characters.
    pub(super) fn named(&self, what: &str) -> String {
        short(&format!("{}-{what}", self.stem), 63)
    }

    /// The id of an infrastructure thing that exists: `cluster = { existing = "lkc-1" }`.
    pub(super) fn existing(&self, thing: &str) -> Option<TextPart> {
        self.group(thing, "existing").and_then(Value::part)
    }

    /// A setting inside one of the environment's groups.
    pub(super) fn group(&self, thing: &str, setting: &str) -> Option<&'a Value> {
        match self.env.settings.get(thing)? {
            Value::Map(map) => map.get(setting),
            Value::Text(_)
            | Value::Integer(_)
            | Value::Number(_)
            | Value::Boolean(_)
            | Value::Duration(_)
            | Value::Size(_)
            | Value::Rate { .. }
            | Value::Percent { .. }
            | Value::Date(_)
            | Value::Word(_)
            | Value::List(_)
            | Value::Secret(_)
            | Value::Env(_) => None,
        }
    }

    pub(super) fn group_word(&self, thing: &str, setting: &str) -> Option<&'a str> {
        match self.group(thing, setting) {
            Some(Value::Word(word) | Value::Text(word)) => Some(word),
            _ => None,
        }
    }

    pub(super) fn group_integer(&self, thing: &str, setting: &str) -> Option<u64> {
        match self.group(thing, setting) {
            Some(Value::Integer(n)) => u64::try_from(*n).ok(),
            _ => None,
        }
    }

    pub(super) fn region(&self, module: &mut Module) -> Part {
        match self.env.settings.part("region") {
            Some(part) => self.piece(module, &part),
            None => Part::literal("us-east-1"),
        }
    }

    /// A text as Terraform sees it: a literal, or a variable for what only the world knows.
    pub(super) fn piece(&self, module: &mut Module, part: &TextPart) -> Part {
        match part {
            TextPart::Literal(literal) => Part::literal(literal),
            TextPart::Env(env) => {
                let name = format!("env_{}", identifier(&env.name.to_lowercase()));
                let mut variable = Variable::string(format!("The environment variable {} of who plans.", env.name));
                variable.default = env.default.as_deref().map(text);
                module.variable(name.clone(), variable);
                Part::reference(format!("var.{name}"))
            }
            TextPart::Secret(secret) => Part::reference(self.secret_variable(module, &secret.0)),
        }
    }

    /// The sensitive variable through which weir hands a secret of the environment's store to Terraform.
    pub(super) fn secret_variable(&self, module: &mut Module, secret: &str) -> String {
        let name = format!("secret_{}", identifier(secret));
        let mut variable = Variable::string(format!("The secret {secret} of the environment's store."));
        variable.sensitive = true;
        module.variable(name.clone(), variable);
        format!("var.{name}")
    }

    /// The number that makes a changed secret arrive, because Terraform keeps no copy to compare with.
    pub(super) fn secret_version(&self, module: &mut Module, secret: &str) -> String {
        let name = format!("secret_{}_version", identifier(secret));
        let mut variable = Variable::string(format!("Raise it when the secret {secret} has a new value."));
        variable.ty = code("number");
        variable.default = Some(hcl::Expression::from(1));
        module.variable(name.clone(), variable);
        format!("var.{name}")
    }

    /// What names of secrets begin with in AWS Secrets Manager.
    pub(super) fn secret_prefix(&self) -> String {
        match &self.env.secrets {
            SecretStore::AwsSecretsManager { prefix } => prefix.clone(),
            SecretStore::Env { .. } | SecretStore::File { .. } | SecretStore::Vault { .. } => {
                format!("{}/{}/", self.project.name, self.env.name)
            }
        }
    }

    /// Whether the environment's secrets lie in AWS Secrets Manager already.
    pub(super) fn secrets_in_aws(&self) -> bool {
        matches!(self.env.secrets, SecretStore::AwsSecretsManager { .. })
    }

    pub(super) fn environment(&self) -> &'static str {
        if self.existing("environment").is_some() {
            "data.confluent_environment.main"
        } else {
            "confluent_environment.main"
        }
    }

    pub(super) fn cluster(&self) -> &'static str {
        if self.existing("cluster").is_some() {
            "data.confluent_kafka_cluster.main"
        } else {
            "confluent_kafka_cluster.main"
        }
    }

    pub(super) fn pool(&self) -> &'static str {
        if self.existing("pool").is_some() {
            "data.confluent_flink_compute_pool.main"
        } else {
            "confluent_flink_compute_pool.main"
        }
    }

    /// `key` and `value` subjects of a relation's topic that exist.
    pub(super) fn topic(&self, id: RelationId) -> Option<&'a str> {
        self.env.names.topics.get(&id).map(|physical| physical.name.as_str())
    }

    pub(super) fn relation(&self, id: RelationId) -> &'a Relation {
        &self.project.relations[id]
    }

    /// Sources whose database server Terraform makes.
    pub(super) fn rds(&self) -> impl Iterator<Item = (&'a str, &'a Binding<SourceKind>)> {
        let made = |binding: &Binding<SourceKind>| matches!(&binding.provision, Provision::Make(what) if what == "rds");
        self.env
            .sources
            .iter()
            .filter(move |(_, binding)| made(binding))
            .map(|(name, binding)| (name.as_str(), binding))
    }

    pub(super) fn is_rds(&self, source: &str) -> bool {
        self.rds().any(|(name, _)| name == source)
    }

    pub(super) fn sinks(&self, kind: SinkKind) -> impl Iterator<Item = (&'a str, &'a Binding<SinkKind>)> {
        self.env
            .sinks
            .iter()
            .filter(move |(_, binding)| binding.kind == kind)
            .map(|(name, binding)| (name.as_str(), binding))
    }

    /// Relations that a sink delivers.
    pub(super) fn inputs(&self, sink: &str) -> Vec<RelationId> {
        self.project.sink(sink).map(|sink| sink.inputs.iter().map(|input| input.relation).collect()).unwrap_or_default()
    }

    pub(super) fn services(&self) -> impl Iterator<Item = (&'a str, &'a Binding<ServiceKind>)> {
        self.env.services.iter().map(|(name, binding)| (name.as_str(), binding))
    }

    /// Keks whose key Terraform makes in AWS KMS.
    pub(super) fn made_keks(&self) -> Vec<&'a str> {
        self.project
            .keks
            .iter()
            .filter(|kek| self.kek_kind(&kek.name) == Some(KekKind::AwsKms) && self.stated_key(&kek.name).is_none())
            .map(|kek| kek.name.as_str())
            .collect()
    }

    pub(super) fn kek_kind(&self, kek: &str) -> Option<KekKind> {
        let bound = self.env.keks.get(kek).map(|binding| binding.kind);
        bound.or_else(|| self.project.kek(kek).map(|kek| kek.kind))
    }

    /// The id of a key that exists.
    pub(super) fn stated_key(&self, kek: &str) -> Option<TextPart> {
        let binding = self.env.keks.get(kek)?;
        match &binding.provision {
            Provision::Existing(id) => Some(TextPart::Literal(id.clone())),
            Provision::Unstated | Provision::Make(_) => {
                binding.settings.part("existing").or_else(|| binding.settings.part("key_id"))
            }
        }
    }

    /// The ARN of a kek's key in AWS.
    pub(super) fn key_arn(&self, module: &mut Module, kek: &str) -> Part {
        match self.stated_key(kek) {
            Some(id) => self.piece(module, &id),
            None => Part::reference(format!("aws_kms_key.{}.arn", identifier(kek))),
        }
    }

    /// Keks with a field of this relation.
    pub(super) fn keks_of(&self, relation: RelationId) -> BTreeSet<&'a str> {
        let on = self.project.encryptions.iter().filter(|encryption| encryption.column.relation == relation);
        on.map(|encryption| encryption.kek.as_str()).collect()
    }

    pub(super) fn shared(&self, kek: &str) -> bool {
        let bound = self.env.keks.get(kek).and_then(|binding| binding.settings.boolean("shared"));
        bound.unwrap_or_else(|| self.project.kek(kek).is_some_and(|kek| kek.shared))
    }

    /// Topics that Terraform makes: declared ones and dead letters.
    pub(super) fn made_topics(&self) -> Vec<RelationId> {
        let made = |relation: &Relation| match &relation.kind {
            RelationKind::Topic { existing, .. } => !existing,
            RelationKind::DeadLetter { .. } => true,
            RelationKind::Captured { .. } | RelationKind::Transform(_) | RelationKind::Product { .. } => false,
        };
        let all = self.project.relations.iter().filter(|(id, relation)| made(relation) && self.topic(*id).is_some());
        all.map(|(id, _)| id).collect()
    }

    pub(super) fn transforms(&self) -> impl Iterator<Item = (RelationId, &'a Relation)> {
        let transform = |relation: &Relation| matches!(relation.kind, RelationKind::Transform(_));
        self.project.relations.iter().filter(move |(id, relation)| transform(relation) && self.topic(*id).is_some())
    }

    /// Relations that a transform reads.
    pub(super) fn reads(&self, relation: &Relation) -> BTreeSet<RelationId> {
        let mut found: BTreeSet<RelationId> =
            relation.query.as_ref().map(weir_ir::sql::Query::relations).unwrap_or_default();
        let columns = relation.columns.iter().flat_map(|column| &column.edges);
        found.extend(columns.chain(&relation.row_edges).map(|edge| edge.from.relation));
        found
    }

    /// Whether the network's things are needed: a database that is made, or a service.
    pub(super) fn needs_network(&self) -> bool {
        self.rds().next().is_some() || self.services().next().is_some()
    }

    /// Relations that a column refers to.
    pub(super) fn referenced(&self, id: RelationId) -> BTreeSet<RelationId> {
        let columns = self.relation(id).columns.iter();
        columns.filter_map(|column| column.attributes.references.as_ref()).map(|to: &ColumnRef| to.relation).collect()
    }
}

fn stem(name: &str) -> String {
    short(name, STEM)
}

/// Lower-case letters, digits and single dashes, starting with a letter; a name that is too long, or loses more than
/// case and underscores, ends in a digest of the whole.
fn short(name: &str, most: usize) -> String {
    let mut out = String::new();
    for character in name.chars() {
        let mapped = if character.is_ascii_alphanumeric() { character.to_ascii_lowercase() } else { '-' };
        if mapped != '-' || !out.ends_with('-') {
            out.push(mapped);
        }
    }
    let mut out = out.trim_matches('-').to_string();
    if !out.starts_with(|c: char| c.is_ascii_lowercase()) {
        out.insert(0, 'w');
    }
    let changed = !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if out.len() > most || changed {
        out.truncate(most - 9);
        out = format!("{}-{:08x}", out.trim_end_matches('-'), digest(name));
    }
    out
}

/// FNV-1a, folded to 32 bits: enough to keep two long names apart.
fn digest(name: &str) -> u32 {
    let hash = name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    u32::try_from((hash >> 32) ^ (hash & 0xffff_ffff)).unwrap_or_default()
}
