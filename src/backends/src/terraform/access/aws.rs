//! Rights in AWS and Snowflake.

use super::{AwsRole, AwsTarget, Grant, Right, Table};
use crate::terraform::{lake, secrets, snowflake};
use std::collections::BTreeSet;
use weir_ir::{Access, KekKind, SinkKind};

/// Managed by AWS, because it allows no narrower resource for the token of a registry than all.
const EXECUTION_POLICY: &str = "AmazonECSTaskExecutionRolePolicy";

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
/// What the data keys of a shared kek need (AWS KMS, "Grant operations").
const SHARED_KEY: &[&str] = &["Encrypt", "Decrypt", "DescribeKey"];

impl Table<'_> {
    pub(super) fn aws(&mut self) {
        if self.scope.services().next().is_some() {
            let right = Right::AwsManaged { role: AwsRole::Execution, policy: EXECUTION_POLICY };
            let why = "pulls images and writes logs; AWS allows no narrower resource for a registry's token";
            self.rows.push(Grant { right, why: why.into() });
        }
        let secrets: BTreeSet<String> = self
            .scope
            .services()
            .flat_map(|(name, _)| secrets::of_service(self.scope, name))
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
        for kek in self.scope.made_keks() {
            if self.scope.shared(kek) {
                let right = Right::SharedKey { kek: kek.to_string(), operations: SHARED_KEY };
                let why = "the key is shared with Confluent, whose services wrap and unwrap data keys with it";
                self.rows.push(Grant { right, why: why.into() });
            }
        }
        let buckets = lake::buckets(self.scope);
        if !buckets.is_empty() {
            let whole = buckets.iter().cloned().map(AwsTarget::Bucket).collect();
            self.aws_right(AwsRole::Lake, LAKE_BUCKET, whole, "Tableflow finds the bucket");
            let objects = buckets.into_iter().map(AwsTarget::Objects).collect();
            self.aws_right(AwsRole::Lake, LAKE_OBJECTS, objects, "Tableflow writes tables");
            self.aws_right(AwsRole::Lake, LAKE_GLUE, vec![AwsTarget::Glue], "Tableflow lists its tables in Glue");
        }
        for (sink, binding) in self.scope.sinks(SinkKind::S3) {
            let Some(bucket) = lake::sink_bucket(sink, binding) else { continue };
            let role = || AwsRole::Sink(sink.into());
            let why = format!("the connector of `{sink}` finds the bucket");
            self.aws_right(role(), LAKE_BUCKET, vec![AwsTarget::Bucket(bucket.clone())], &why);
            let why = format!("the connector of `{sink}` writes files");
            self.aws_right(role(), LAKE_OBJECTS, vec![AwsTarget::Objects(bucket)], &why);
        }
    }

    pub(super) fn aws_right(&mut self, role: AwsRole, actions: &'static [&'static str], on: Vec<AwsTarget>, why: &str) {
        self.rows.push(Grant { right: Right::Aws { role, actions, on }, why: why.into() });
    }

    /// Keys of fields that a service writes or reads.
    pub(super) fn service_keys(&self, service: &str) -> Vec<AwsTarget> {
        let Some(service) = self.scope.project.services.iter().find(|one| one.name == service) else {
            return Vec::new();
        };
        let relations = service.access.iter().filter_map(|access| match access {
            Access::WritesRelation(id) | Access::ReadsRelation(id) => Some(*id),
            Access::WritesSource(_) | Access::ReadsSource(_) => None,
        });
        let keks: BTreeSet<&str> = relations.flat_map(|id| self.scope.keks_of(id)).collect();
        let in_aws = |kek: &&str| self.scope.kek_kind(kek) == Some(KekKind::AwsKms);
        keks.into_iter().filter(in_aws).map(|kek| AwsTarget::Key(kek.into())).collect()
    }

    pub(super) fn snowflake(&mut self) {
        for (sink, _) in self.scope.sinks(SinkKind::Snowflake) {
            if !snowflake::makes_user(self.scope, sink) {
                continue;
            }
            let mut add = |right, why: &str| self.rows.push(Grant { right, why: why.into() });
            let sink = || sink.to_string();
            add(Right::SnowflakeUser { sink: sink() }, "the connector signs in with its key pair");
            let database = Right::Snowflake { sink: sink(), privileges: &["USAGE"], schema: false };
            add(database, "reaches its schema");
            let schema = Right::Snowflake { sink: sink(), privileges: snowflake::SCHEMA, schema: true };
            add(schema, "makes and owns the tables and views that it loads");
        }
    }
}
