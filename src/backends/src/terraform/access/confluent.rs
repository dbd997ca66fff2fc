//! Rights of service accounts in Confluent Cloud, by who needs them.

use super::{Account, Grant, Integration, Right, Table, Target};
use crate::{shape::Shape, terraform::lake};
use std::collections::BTreeSet;
use weir_ir::{Access, Relation, RelationId, RelationKind, ServiceKind, SinkKind};

/// A topic that is somebody else's.
fn others(relation: &Relation) -> bool {
    matches!(relation.kind, RelationKind::Topic { existing: true, .. } | RelationKind::Product { .. })
}

impl<'a> Table<'a> {
    pub(super) fn role(&mut self, account: Account, role: &'static str, on: Target, why: impl Into<String>) {
        self.rows.push(Grant { right: Right::Role { account, role, on }, why: why.into() });
    }

    pub(super) fn roles(&mut self, account: Account, roles: &[&'static str], on: &Target, why: &str) {
        for role in roles {
            self.role(account, role, on.clone(), why);
        }
    }

    pub(super) fn weir(&mut self) {
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
            if matches!(relation.kind, RelationKind::Captured { .. } | RelationKind::Product { .. }) {
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

    pub(super) fn connect(&mut self) {
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

    pub(super) fn flink(&mut self) {
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

    pub(super) fn services(&mut self) {
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
    pub(super) fn referenced_tables(&self, access: &[Access]) -> BTreeSet<RelationId> {
        let written =
            access.iter().filter_map(|access| if let Access::WritesRelation(id) = access { Some(*id) } else { None });
        let captured = |id: &RelationId| matches!(self.scope.relation(*id).kind, RelationKind::Captured { .. });
        written.flat_map(|id| self.scope.referenced(id)).filter(captured).collect()
    }

    pub(super) fn write_relation(&mut self, account: Account, id: RelationId, service: &str) {
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

    pub(super) fn tableflow(&mut self) {
        let account = Account::Tableflow;
        let sinks: Vec<&str> = self.scope.sinks(SinkKind::Iceberg).map(|(name, _)| name).collect();
        if sinks.is_empty() {
            return;
        }
        if sinks.iter().any(|sink| lake::is_glue(self.scope, sink)) {
            let why = "lists tables in Glue: the integration is the cluster's, and no narrower role makes it";
            let (role, on) = lake::LISTS;
            self.role(account, role, on, why);
        }
        for sink in sinks {
            for id in self.scope.inputs(sink) {
                if let (false, Some(topic)) = (lake::is_glue(self.scope, sink), self.scope.topic(id)) {
                    let why = "switches Tableflow on for its topic";
                    self.role(account, "ResourceOwner", Target::Topic(topic.into()), why);
                }
                for subject in self.subjects(id) {
                    let why = format!("the schema of the tables of `{sink}`");
                    self.role(account, "DeveloperRead", Target::Subject(subject), why);
                }
                self.shared_keks(account, id);
            }
            if lake::is_glue(self.scope, sink) {
                let why = format!("tables of `{sink}` lie in a bucket of yours");
                self.role(account, "Assigner", Target::ProviderIntegration(Integration::Lake), why);
            }
        }
    }

    /// Topic, subjects and, where the key is shared, decryption.
    pub(super) fn read_relation(&mut self, account: Account, id: RelationId, why: &str) {
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

    pub(super) fn shared_keks(&mut self, account: Account, id: RelationId) {
        for kek in self.scope.keks_of(id) {
            if self.scope.shared(kek) {
                let why = "the key is shared with Confluent, so it reads plaintext";
                self.role(account, "DeveloperRead", Target::Kek(kek.into()), why);
            }
        }
    }

    /// `t-value`, and `t-key` where messages have a key; nothing for dead letters, which have no subject.
    pub(super) fn subjects(&self, id: RelationId) -> Vec<String> {
        let Some(shape) = Shape::of(self.scope.project, self.scope.env, id) else { return Vec::new() };
        let mut subjects = vec![format!("{}-value", shape.topic)];
        if !shape.key.is_empty() {
            subjects.insert(0, format!("{}-key", shape.topic));
        }
        subjects
    }

    /// `shiftleft.*`: topics and subjects of captured tables, by source.
    pub(super) fn captured_prefixes(&self) -> Vec<String> {
        let sources = self.scope.env.sources.keys();
        sources
            .filter_map(|source| self.scope.env.names.topic_prefixes.get(source))
            .map(|prefix| format!("{prefix}.*"))
            .collect()
    }

    pub(super) fn connectors(&self) -> bool {
        !self.scope.env.sources.is_empty() || !self.connector_sinks().is_empty()
    }

    /// Sinks that a managed connector feeds.
    pub(super) fn connector_sinks(&self) -> Vec<&'a str> {
        let fed = |kind: SinkKind| match kind {
            SinkKind::Snowflake | SinkKind::Postgres | SinkKind::S3 | SinkKind::Http => true,
            SinkKind::Iceberg | SinkKind::File => false,
        };
        self.scope.env.sinks.iter().filter(|(_, binding)| fed(binding.kind)).map(|(name, _)| name.as_str()).collect()
    }

    pub(super) fn used_keks(&self) -> BTreeSet<&'a str> {
        self.scope
            .project
            .keks
            .iter()
            .map(|kek| kek.name.as_str())
            .filter(|kek| self.scope.kek_kind(kek).is_some())
            .collect()
    }
}
