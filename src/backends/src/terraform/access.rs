//! Who may do what: one table, from which role bindings, IAM policies, Snowflake grants and the environment's README
//! are written, so that they cannot disagree.
//!
//! Sources of the rules: Confluent Cloud, "Predefined RBAC Roles", "Grant Role-Based Access in Confluent Cloud for
//! Apache Flink", "Grant Role-Based Access for Tableflow", "Service Accounts" of managed connectors; AWS service authorization reference; Snowflake, "Access
//! control privileges".

mod target;

pub(super) use target::{AwsTarget, Integration, Target};

use super::scope::Scope;
use crate::shape::Shape;
use std::collections::{BTreeMap, BTreeSet};
use weir_ir::{Access, Environment, Platform, Project, Relation, RelationId, RelationKind, ServiceKind, SinkKind};

/// A row for people: who may do what with what, and what for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AccessRow {
    pub principal: String,
    pub action: String,
    pub resource: String,
    pub why: String,
}

/// The rights that the environment's Terraform grants, in the order of its files. Rights for one reason share a row. Empty
/// where Terraform has no part.
pub fn access_table(project: &Project, env: &Environment) -> Vec<AccessRow> {
    if env.platform != Platform::ConfluentCloud {
        return Vec::new();
    }
    let scope = Scope::new(project, env);
    let mut rows: Vec<AccessRow> = grants(&scope).iter().map(Grant::row).collect();
    merge(&mut rows, |row| (row.principal.clone(), row.resource.clone(), row.why.clone()), |row| &mut row.action);
    merge(&mut rows, |row| (row.principal.clone(), row.action.clone(), row.why.clone()), |row| &mut row.resource);
    rows
}

/// Rows of one key become one, at the place of the first; their remaining field becomes a list.
fn merge(
    rows: &mut Vec<AccessRow>,
    key: impl Fn(&AccessRow) -> (String, String, String),
    field: impl Fn(&mut AccessRow) -> &mut String,
) {
    let mut merged: Vec<AccessRow> = Vec::new();
    let mut places = BTreeMap::new();
    for mut row in rows.drain(..) {
        let place = *places.entry(key(&row)).or_insert(merged.len());
        match merged.get_mut(place) {
            Some(first) => {
                let more = std::mem::take(field(&mut row));
                let list = field(first);
                list.push_str(", ");
                list.push_str(&more);
            }
            None => merged.push(row),
        }
    }
    *rows = merged;
}

/// The service accounts of a pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Account {
    Connect,
    Flink,
    Services,
    Tableflow,
    Weir,
}

impl Account {
    pub(super) const ALL: [Account; 5] =
        [Account::Connect, Account::Flink, Account::Services, Account::Tableflow, Account::Weir];

    pub(super) fn name(self) -> &'static str {
        match self {
            Account::Connect => "connect",
            Account::Flink => "flink",
            Account::Services => "services",
            Account::Tableflow => "tableflow",
            Account::Weir => "weir",
        }
    }

    pub(super) fn doc(self) -> &'static str {
        match self {
            Account::Connect => "Runs the connectors",
            Account::Flink => "Runs the Flink statements",
            Account::Services => "Applications beside the pipeline",
            Account::Tableflow => "Writes topics as Iceberg tables",
            Account::Weir => "Deploys: topics, subjects, keys, connectors, statements",
        }
    }
}

/// Roles in AWS.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AwsRole {
    /// Starts containers: pulls the image, reads their secrets, writes their logs.
    Execution,
    /// What a service's own code may do.
    Task(String),
    /// Tableflow, by the provider integration.
    Lake,
    /// The connector of an S3 sink, by an integration of its own.
    Sink(String),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Right {
    /// A role of Confluent Cloud.
    Role { account: Account, role: &'static str, on: Target },
    /// Statements of a role's policy.
    Aws { role: AwsRole, actions: &'static [&'static str], on: Vec<AwsTarget> },
    /// A policy that AWS maintains.
    AwsManaged { role: AwsRole, policy: &'static str },
    /// Privileges of a sink's role on its database, or on its schema.
    Snowflake { sink: String, privileges: &'static [&'static str], schema: bool },
    /// The sink's user has the sink's role.
    SnowflakeUser { sink: String },
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Grant {
    pub(super) right: Right,
    pub(super) why: String,
}

/// Managed by AWS, because it allows no narrower resource for the token of a registry than all.
pub(super) const EXECUTION_POLICY: &str = "AmazonECSTaskExecutionRolePolicy";

const LAKE_BUCKET: &[&str] = &["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"];
const LAKE_OBJECTS: &[&str] =
    &["s3:GetObject", "s3:PutObject", "s3:PutObjectTagging", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"];
const LAKE_GLUE: &[&str] = &[
    "glue:GetTable",
    "glue:GetTables",
    "glue:CreateTable",
    "glue:UpdateTable",
    "glue:DeleteTable",
    "glue:GetDatabase",
    "glue:CreateDatabase",
    "glue:UpdateDatabase",
];

pub(super) fn grants(scope: &Scope<'_>) -> Vec<Grant> {
    let mut table = Table { scope, rows: Vec::new() };
    table.weir();
    table.connect();
    table.flink();
    table.services();
    table.tableflow();
    table.aws();
    table.snowflake();
    let mut seen = BTreeSet::new();
    table.rows.retain(|grant| seen.insert(grant.right.clone()));
    table.rows
}

/// Accounts that have something to do.
pub(super) fn accounts(grants: &[Grant]) -> Vec<Account> {
    let used: BTreeSet<Account> = grants
        .iter()
        .filter_map(|grant| if let Right::Role { account, .. } = &grant.right { Some(*account) } else { None })
        .collect();
    Account::ALL.into_iter().filter(|account| used.contains(account)).collect()
}

/// A topic that is somebody else's.
fn others(relation: &Relation) -> bool {
    matches!(relation.kind, RelationKind::Topic { existing: true, .. })
}

struct Table<'a> {
    scope: &'a Scope<'a>,
    rows: Vec<Grant>,
}

impl<'a> Table<'a> {
    fn role(&mut self, account: Account, role: &'static str, on: Target, why: impl Into<String>) {
        self.rows.push(Grant { right: Right::Role { account, role, on }, why: why.into() });
    }

    fn roles(&mut self, account: Account, roles: &[&'static str], on: &Target, why: &str) {
        for role in roles {
            self.role(account, role, on.clone(), why);
        }
    }

    fn weir(&mut self) {
        let account = Account::Weir;
        for id in self.scope.made_topics() {
            let Some(topic) = self.scope.topic(id) else { continue };
            self.role(
                account,
                "DeveloperManage",
                Target::Topic(topic.into()),
                "Terraform makes the topic, with this account's key",
            );
        }
        for (id, relation) in self.scope.project.relations.iter() {
            if matches!(relation.kind, RelationKind::Captured { .. }) {
                continue;
            }
            let existing = matches!(relation.kind, RelationKind::Topic { existing: true, .. });
            for subject in self.subjects(id) {
                if existing {
                    let why = "compares what others registered with what the pipeline says";
                    self.role(account, "DeveloperRead", Target::Subject(subject), why);
                    continue;
                }
                let why = "schema, rules, tags and compatibility";
                self.roles(account, &["DeveloperManage", "DeveloperWrite"], &Target::Subject(subject), why);
            }
        }
        for prefix in self.captured_prefixes() {
            let why = "compares what the connector registered, adds tags";
            self.roles(account, &["DeveloperManage", "DeveloperWrite"], &Target::Subject(prefix), why);
        }
        for kek in self.used_keks() {
            self.role(account, "DeveloperWrite", Target::Kek(kek.into()), "registers the key-encryption key");
        }
        if self.connectors() {
            self.role(account, "ConnectManager", Target::Cluster, "makes and watches connectors");
            let on = Target::ServiceAccount(Account::Connect);
            self.role(account, "Assigner", on, "connectors run as `connect`");
        }
        for (sink, _) in self.scope.sinks(SinkKind::S3) {
            let on = Target::ProviderIntegration(Integration::Sink(sink.into()));
            self.role(account, "Assigner", on, format!("the connector of `{sink}` writes by it"));
        }
        if self.scope.transforms().next().is_some() {
            self.role(account, "FlinkDeveloper", Target::Environment, "submits and watches statements");
            self.role(account, "Assigner", Target::ServiceAccount(Account::Flink), "statements run as `flink`");
        }
    }

    fn connect(&mut self) {
        let account = Account::Connect;
        if !self.connectors() {
            return;
        }
        self.role(account, "Operator", Target::Cluster, "connectors describe the cluster when they start; reads only");
        for prefix in self.captured_prefixes() {
            let why = "change data capture makes and writes its topics";
            self.roles(account, &["DeveloperManage", "DeveloperWrite"], &Target::Topic(prefix.clone()), why);
            self.role(account, "DeveloperWrite", Target::Subject(prefix), "registers schemas of captured tables");
        }
        if !self.scope.env.sources.is_empty() {
            let heartbeat = Target::Topic("__debezium-heartbeat-lcc*".into());
            let why = "heartbeats of a quiet database";
            self.roles(account, &["DeveloperManage", "DeveloperWrite"], &heartbeat, why);
        }
        let sinks = self.connector_sinks();
        for sink in &sinks {
            for id in self.scope.inputs(sink) {
                self.read_relation(account, id, &format!("delivers it to `{sink}`"));
            }
        }
        if !sinks.is_empty() {
            let why = "consumer groups of managed sink connectors";
            self.role(account, "DeveloperRead", Target::Group("connect-lcc*".into()), why);
            for prefix in ["dlq-lcc*", "error-lcc*", "success-lcc*"] {
                let why = "records that a sink connector could not, or could, deliver";
                self.roles(account, &["DeveloperManage", "DeveloperWrite"], &Target::Topic(prefix.into()), why);
            }
        }
    }

    fn flink(&mut self) {
        let account = Account::Flink;
        let transforms: Vec<_> = self.scope.transforms().collect();
        if transforms.is_empty() {
            return;
        }
        for (id, relation) in &transforms {
            for read in self.scope.reads(relation) {
                self.read_relation(account, read, "a transform reads it");
                if let (Some(topic), false) = (self.scope.topic(read), others(self.scope.relation(read))) {
                    let why = "sets watermark and changelog mode by ALTER TABLE";
                    self.role(account, "DeveloperManage", Target::Topic(topic.into()), why);
                }
            }
            if let Some(topic) = self.scope.topic(*id) {
                let why = format!("the transform `{}` makes and writes it", relation.name);
                self.roles(account, &["DeveloperManage", "DeveloperWrite"], &Target::Topic(topic.into()), &why);
            }
            for subject in self.subjects(*id) {
                self.role(account, "DeveloperWrite", Target::Subject(subject), "CREATE TABLE registers its schema");
            }
        }
        let transactions = Target::TransactionalId("_confluent-flink_*".into());
        self.roles(account, &["DeveloperRead", "DeveloperWrite"], &transactions, "exactly-once writes of statements");
        self.role(account, "DeveloperManage", Target::Group("_confluent-flink_*".into()), "statements commit offsets");
    }

    fn services(&mut self) {
        let account = Account::Services;
        for (name, binding) in self.scope.services() {
            let Some(service) = self.scope.project.services.iter().find(|service| service.name == name) else {
                continue;
            };
            let mut reads = BTreeSet::new();
            for access in &service.access {
                match access {
                    Access::WritesRelation(id) => self.write_relation(account, *id, name),
                    Access::ReadsRelation(id) => {
                        reads.insert(*id);
                    }
                    // The database's password is all that such a service needs.
                    Access::WritesSource(_) | Access::ReadsSource(_) => {}
                }
            }
            if binding.kind == ServiceKind::Payments && reads.is_empty() {
                reads = self.referenced_tables(&service.access);
            }
            for id in &reads {
                self.read_relation(account, *id, &format!("`{name}` reads it"));
            }
            if !reads.is_empty() {
                let group = Target::Group(format!("{}*", self.scope.env.names.group));
                self.role(account, "DeveloperRead", group, "consumer groups of the pipeline");
            }
        }
    }

    /// Captured tables that events of a topic refer to: their keys are looked up in the topics.
    fn referenced_tables(&self, access: &[Access]) -> BTreeSet<RelationId> {
        let written =
            access.iter().filter_map(|access| if let Access::WritesRelation(id) = access { Some(*id) } else { None });
        let captured = |id: &RelationId| matches!(self.scope.relation(*id).kind, RelationKind::Captured { .. });
        written.flat_map(|id| self.scope.referenced(id)).filter(captured).collect()
    }

    fn write_relation(&mut self, account: Account, id: RelationId, service: &str) {
        if let Some(topic) = self.scope.topic(id) {
            self.role(account, "DeveloperWrite", Target::Topic(topic.into()), format!("`{service}` produces to it"));
        }
        for subject in self.subjects(id) {
            let why = format!("`{service}` fetches schema and rules");
            self.role(account, "DeveloperRead", Target::Subject(subject), why);
        }
        for kek in self.scope.keks_of(id) {
            let why = format!("`{service}` makes the data keys of its fields");
            self.role(account, "DeveloperWrite", Target::Kek(kek.into()), why);
        }
        for (dead, relation) in self.scope.project.relations.iter() {
            let RelationKind::DeadLetter { of, .. } = &relation.kind else { continue };
            if let (true, Some(topic)) = (*of == id, self.scope.topic(dead)) {
                let why = format!("`{service}` sends records there that break a rule");
                self.role(account, "DeveloperWrite", Target::Topic(topic.into()), why);
            }
        }
    }

    fn tableflow(&mut self) {
        let account = Account::Tableflow;
        let sinks: Vec<&str> = self.scope.sinks(SinkKind::Iceberg).map(|(name, _)| name).collect();
        if sinks.is_empty() {
            return;
        }
        if sinks.iter().any(|sink| super::lake::is_glue(self.scope, sink)) {
            let why = "lists tables in Glue: the integration is the cluster's, and no narrower role makes it";
            let (role, on) = super::lake::LISTS;
            self.role(account, role, on, why);
        }
        for sink in sinks {
            for id in self.scope.inputs(sink) {
                if let (false, Some(topic)) = (super::lake::is_glue(self.scope, sink), self.scope.topic(id)) {
                    let why = "switches Tableflow on for its topic";
                    self.role(account, "ResourceOwner", Target::Topic(topic.into()), why);
                }
                for subject in self.subjects(id) {
                    let why = format!("the schema of the tables of `{sink}`");
                    self.role(account, "DeveloperRead", Target::Subject(subject), why);
                }
                self.shared_keks(account, id);
            }
            if super::lake::is_glue(self.scope, sink) {
                let why = format!("tables of `{sink}` lie in a bucket of yours");
                self.role(account, "Assigner", Target::ProviderIntegration(Integration::Lake), why);
            }
        }
    }

    /// Topic, subjects and, where the key is shared, decryption.
    fn read_relation(&mut self, account: Account, id: RelationId, why: &str) {
        if let Some(topic) = self.scope.topic(id) {
            self.role(account, "DeveloperRead", Target::Topic(topic.into()), why);
        }
        for subject in self.subjects(id) {
            self.role(account, "DeveloperRead", Target::Subject(subject), why);
        }
        if account == Account::Services {
            for kek in self.scope.keks_of(id) {
                self.role(account, "DeveloperRead", Target::Kek(kek.into()), why);
            }
        } else {
            self.shared_keks(account, id);
        }
    }

    fn shared_keks(&mut self, account: Account, id: RelationId) {
        for kek in self.scope.keks_of(id) {
            if self.scope.shared(kek) {
                let why = "the key is shared with Confluent, so it reads plaintext";
                self.role(account, "DeveloperRead", Target::Kek(kek.into()), why);
            }
        }
    }

    fn aws(&mut self) {
        if self.scope.services().next().is_some() {
            let right = Right::AwsManaged { role: AwsRole::Execution, policy: EXECUTION_POLICY };
            let why = "pulls images and writes logs; AWS allows no narrower resource for a registry's token";
            self.rows.push(Grant { right, why: why.into() });
        }
        let secrets: BTreeSet<String> = self
            .scope
            .services()
            .flat_map(|(name, _)| super::secrets::of_service(self.scope, name))
            .map(|one| one.secret)
            .collect();
        if !secrets.is_empty() {
            let on = secrets.into_iter().map(AwsTarget::Secret).collect();
            let why = "hands secrets to containers when they start";
            self.aws_right(AwsRole::Execution, &["secretsmanager:GetSecretValue"], on, why);
        }
        for (name, _) in self.scope.services() {
            let keys = self.service_keys(name);
            if !keys.is_empty() {
                let why = format!("`{name}` wraps and unwraps data keys");
                self.aws_right(AwsRole::Task(name.into()), &["kms:Encrypt", "kms:Decrypt"], keys, &why);
            }
        }
        let buckets = super::lake::buckets(self.scope);
        if !buckets.is_empty() {
            let whole = buckets.iter().cloned().map(AwsTarget::Bucket).collect();
            self.aws_right(AwsRole::Lake, LAKE_BUCKET, whole, "Tableflow finds the bucket");
            let objects = buckets.into_iter().map(AwsTarget::Objects).collect();
            self.aws_right(AwsRole::Lake, LAKE_OBJECTS, objects, "Tableflow writes tables");
            self.aws_right(AwsRole::Lake, LAKE_GLUE, vec![AwsTarget::Glue], "Tableflow lists its tables in Glue");
        }
        for (sink, binding) in self.scope.sinks(SinkKind::S3) {
            let Some(bucket) = super::lake::sink_bucket(sink, binding) else { continue };
            let role = || AwsRole::Sink(sink.into());
            let why = format!("the connector of `{sink}` finds the bucket");
            self.aws_right(role(), LAKE_BUCKET, vec![AwsTarget::Bucket(bucket.clone())], &why);
            let why = format!("the connector of `{sink}` writes files");
            self.aws_right(role(), LAKE_OBJECTS, vec![AwsTarget::Objects(bucket)], &why);
        }
    }

    fn aws_right(&mut self, role: AwsRole, actions: &'static [&'static str], on: Vec<AwsTarget>, why: &str) {
        self.rows.push(Grant { right: Right::Aws { role, actions, on }, why: why.into() });
    }

    /// Keys of fields that a service writes or reads.
    fn service_keys(&self, service: &str) -> Vec<AwsTarget> {
        let Some(service) = self.scope.project.services.iter().find(|one| one.name == service) else {
            return Vec::new();
        };
        let relations = service.access.iter().filter_map(|access| match access {
            Access::WritesRelation(id) | Access::ReadsRelation(id) => Some(*id),
            Access::WritesSource(_) | Access::ReadsSource(_) => None,
        });
        let keks: BTreeSet<&str> = relations.flat_map(|id| self.scope.keks_of(id)).collect();
        let in_aws = |kek: &&str| self.scope.kek_kind(kek) == Some(weir_ir::KekKind::AwsKms);
        keks.into_iter().filter(in_aws).map(|kek| AwsTarget::Key(kek.into())).collect()
    }

    fn snowflake(&mut self) {
        for (sink, _) in self.scope.sinks(SinkKind::Snowflake) {
            if !super::snowflake::makes_user(self.scope, sink) {
                continue;
            }
            let mut add = |right, why: &str| self.rows.push(Grant { right, why: why.into() });
            let sink = || sink.to_string();
            add(Right::SnowflakeUser { sink: sink() }, "the connector signs in with its key pair");
            let database = Right::Snowflake { sink: sink(), privileges: &["USAGE"], schema: false };
            add(database, "reaches its schema");
            let schema = Right::Snowflake { sink: sink(), privileges: super::snowflake::SCHEMA, schema: true };
            add(schema, "makes and owns the tables and views that it loads");
        }
    }

    /// `t-value`, and `t-key` where messages have a key; nothing for dead letters, which have no subject.
    fn subjects(&self, id: RelationId) -> Vec<String> {
        let Some(shape) = Shape::of(self.scope.project, self.scope.env, id) else { return Vec::new() };
        let mut subjects = vec![format!("{}-value", shape.topic)];
        if !shape.key.is_empty() {
            subjects.insert(0, format!("{}-key", shape.topic));
        }
        subjects
    }

    /// `shiftleft.*`: topics and subjects of captured tables, by source.
    fn captured_prefixes(&self) -> Vec<String> {
        let sources = self.scope.env.sources.keys();
        sources
            .filter_map(|source| self.scope.env.names.topic_prefixes.get(source))
            .map(|prefix| format!("{prefix}.*"))
            .collect()
    }

    fn connectors(&self) -> bool {
        !self.scope.env.sources.is_empty() || !self.connector_sinks().is_empty()
    }

    /// Sinks that a managed connector feeds.
    fn connector_sinks(&self) -> Vec<&'a str> {
        let fed = |kind: SinkKind| match kind {
            SinkKind::Snowflake | SinkKind::Postgres | SinkKind::S3 | SinkKind::Http => true,
            SinkKind::Iceberg | SinkKind::File => false,
        };
        self.scope.env.sinks.iter().filter(|(_, binding)| fed(binding.kind)).map(|(name, _)| name.as_str()).collect()
    }

    fn used_keks(&self) -> BTreeSet<&'a str> {
        self.scope
            .project
            .keks
            .iter()
            .map(|kek| kek.name.as_str())
            .filter(|kek| self.scope.kek_kind(kek).is_some())
            .collect()
    }
}

impl AwsRole {
    fn shown(&self) -> String {
        match self {
            AwsRole::Execution => "AWS role of container start".into(),
            AwsRole::Task(service) => format!("AWS role of `{service}`"),
            AwsRole::Lake => "AWS role of Tableflow".into(),
            AwsRole::Sink(sink) => format!("AWS role of the sink `{sink}`"),
        }
    }
}

impl Grant {
    fn row(&self) -> AccessRow {
        let (principal, action, resource) = match &self.right {
            Right::Role { account, role, on } => {
                (format!("service account `{}`", account.name()), (*role).to_string(), on.shown())
            }
            Right::Aws { role, actions, on } => {
                let on: Vec<String> = on.iter().map(AwsTarget::shown).collect();
                (role.shown(), actions.join(", "), on.join(", "))
            }
            Right::AwsManaged { role, policy } => {
                (role.shown(), format!("{policy} (AWS's own policy)"), "images and log groups of the account".into())
            }
            Right::Snowflake { sink, privileges, schema } => {
                let on = if *schema { "schema" } else { "database" };
                (format!("Snowflake role of `{sink}`"), privileges.join(", "), format!("{on} of `{sink}`"))
            }
            Right::SnowflakeUser { sink } => {
                (format!("Snowflake user of `{sink}`"), "has the role".into(), format!("Snowflake role of `{sink}`"))
            }
        };
        AccessRow { principal, action, resource, why: self.why.clone() }
    }
}
