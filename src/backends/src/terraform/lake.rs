//! `lake.tf`: the bucket of Iceberg tables in Glue, and the role by which Tableflow reaches it; the same of S3 sinks.

use super::{
    access::{Account, AwsRole, Grant, Integration, Right, Target},
    accounts, kafka,
    module::{File, Module, resource},
    roles,
    scope::Scope,
    values::{Part, call, entry, list, node, object, refer, template, text},
};
use crate::diagnostics;
use std::collections::BTreeSet;
use weir_diagnostics::Diagnostics;
use weir_ir::{Provision, SinkKind};

/// A bucket that holds tables.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bucket {
    Made,
    Existing(String),
    /// Made for the S3 sink of this name.
    Sink(String),
}

impl Bucket {
    pub(super) fn shown(&self) -> String {
        match self {
            Bucket::Made => "the bucket".into(),
            Bucket::Sink(sink) => format!("the bucket of `{sink}`"),
            Bucket::Existing(name) => format!("the bucket `{name}`"),
        }
    }

    pub(super) fn arn(&self) -> Vec<Part> {
        match self {
            Bucket::Made => vec![Part::reference("aws_s3_bucket.lake.arn")],
            Bucket::Sink(sink) => {
                let id = AwsRole::Sink(sink.clone()).name();
                vec![Part::reference(format!("aws_s3_bucket.{id}.arn"))]
            }
            Bucket::Existing(name) => {
                vec![
                    Part::literal("arn:"),
                    Part::reference("data.aws_partition.current.partition"),
                    Part::literal(format!(":s3:::{name}")),
                ]
            }
        }
    }
}

/// Tables of the sink lie in a bucket of the user's, listed in Glue.
pub(super) fn is_glue(scope: &Scope<'_>, sink: &str) -> bool {
    let binding = scope.env.sinks.get(sink);
    binding.is_some_and(|binding| binding.kind == SinkKind::Iceberg && binding.settings.text("catalog") == Some("glue"))
}

pub(super) fn buckets(scope: &Scope<'_>) -> Vec<Bucket> {
    let glue = scope.sinks(SinkKind::Iceberg).filter(|(sink, _)| is_glue(scope, sink));
    let bucket = |binding: &weir_ir::Binding<SinkKind>| match &binding.provision {
        Provision::Existing(name) => Bucket::Existing(name.clone()),
        Provision::Unstated | Provision::Make(_) => {
            binding.settings.text("bucket").map_or(Bucket::Made, |name| Bucket::Existing(name.to_string()))
        }
    };
    glue.map(|(_, binding)| bucket(binding)).collect::<BTreeSet<_>>().into_iter().collect()
}

pub(super) fn emit(scope: &Scope<'_>, module: &mut Module, grants: &[Grant], diagnostics: &mut Diagnostics) {
    let buckets = buckets(scope);
    let Some(first) = buckets.first() else { return };
    if buckets.contains(&Bucket::Made) {
        bucket(scope, module);
    }
    integration(scope, module, &Integration::Lake);
    roles::policy(scope, module, File::Lake, &AwsRole::Lake, grants);
    one_database(scope, diagnostics);
    catalog(scope, module, grants);
    let name = match first {
        Bucket::Existing(name) => text(name),
        Bucket::Made | Bucket::Sink(_) => refer("aws_s3_bucket.lake.bucket"),
    };
    module.output("lake_bucket", name, "The bucket of Iceberg tables.");
    let id = refer("confluent_provider_integration.lake.id");
    module.output("provider_integration_id", id, "How Tableflow reaches the bucket.");
}

/// In the cluster's region, as Tableflow wants it; its name ends in the account, because names of buckets are global.
fn bucket(scope: &Scope<'_>, module: &mut Module) {
    super::account(module);
    let name = [
        Part::literal(format!("{}-lake-", scope.stem)),
        Part::reference("data.aws_caller_identity.current.account_id"),
    ];
    let span = scope.sinks(SinkKind::Iceberg).next().map(|(_, binding)| binding.span);
    let mut item = resource("aws_s3_bucket", "lake")
        .comment("Iceberg tables; in the cluster's region, as Tableflow wants it.")
        .named(scope.named("lake"))
        .set("bucket", template(&name));
    if let Some(span) = span {
        item = item.at(span);
    }
    module.add(File::Lake, item.keep());
    private(module, "lake");
    let rule = node("rule")
        .set("id", "abandoned-uploads")
        .set("status", "Enabled")
        .nest(node("filter"))
        .nest(node("abort_incomplete_multipart_upload").set("days_after_initiation", 7_u32));
    module.add(
        File::Lake,
        resource("aws_s3_bucket_lifecycle_configuration", "lake")
            .set("bucket", refer("aws_s3_bucket.lake.id"))
            .nest(rule),
    );
}

/// Encrypted, and closed to the public.
pub(super) fn private(module: &mut Module, name: &str) {
    let bucket = refer(&format!("aws_s3_bucket.{name}.id"));
    module.add(
        File::Lake,
        resource("aws_s3_bucket_public_access_block", name)
            .set("bucket", bucket.clone())
            .set("block_public_acls", true)
            .set("block_public_policy", true)
            .set("ignore_public_acls", true)
            .set("restrict_public_buckets", true),
    );
    let default = node("apply_server_side_encryption_by_default").set("sse_algorithm", "AES256");
    module.add(
        File::Lake,
        resource("aws_s3_bucket_server_side_encryption_configuration", name)
            .set("bucket", bucket)
            .nest(node("rule").nest(default)),
    );
}

/// The integration wants the role's ARN and the role wants the integration's: so the ARN is put together from its name.
fn integration(scope: &Scope<'_>, module: &mut Module, of: &Integration) {
    super::account(module);
    let id = of.id();
    let (aws_role, display_name) = match of {
        Integration::Lake => (AwsRole::Lake.name(), scope.stem.clone()),
        Integration::Sink(_) => (id.clone(), scope.named(&id)),
    };
    let role = scope.named(&aws_role);
    let mut arn = super::arn("iam", scope, module);
    arn.push(Part::literal(format!("role/{role}")));
    module.add(
        File::Lake,
        resource("confluent_provider_integration", &id)
            .comment("The role's ARN is put together from its name: role and integration each want the other's.")
            .named(&display_name)
            .set("display_name", display_name.as_str())
            .nest(kafka::environment_block(scope))
            .nest(node("aws").set("customer_role_arn", template(&arn))),
    );
    let integration = format!("confluent_provider_integration.{id}.aws[0]");
    let principal = || object([entry("AWS", refer(&format!("{integration}.iam_role_arn")))]);
    let external = object([entry("sts:ExternalId", refer(&format!("{integration}.external_id")))]);
    let assume = object([
        entry("Effect", "Allow"),
        entry("Principal", principal()),
        entry("Action", "sts:AssumeRole"),
        entry("Condition", object([entry("StringEquals", external)])),
    ]);
    let tag = object([entry("Effect", "Allow"), entry("Principal", principal()), entry("Action", "sts:TagSession")]);
    let trust = object([entry("Version", "2012-10-17"), entry("Statement", list([assume, tag]))]);
    module.add(
        File::Lake,
        resource("aws_iam_role", &aws_role)
            .comment("Only Confluent's role of this integration may take it, with its external id.")
            .named(&role)
            .set("name", role.as_str())
            .set("assume_role_policy", call("jsonencode", trust)),
    );
}

/// Lists the tables in Glue: one integration for all of the cluster's, without which Tableflow writes tables that no
/// query engine of AWS finds (Confluent Cloud, "Integrate Tableflow with the AWS Glue Catalog"). Its key works, and Glue
/// can be reached, only once the rights are there.
fn catalog(scope: &Scope<'_>, module: &mut Module, grants: &[Grant]) {
    let names = accounts::binding_names(grants);
    let rights = [LISTS, ("Assigner", Target::ProviderIntegration(Integration::Lake))];
    let bindings = rights.into_iter().filter_map(|(role, on)| {
        names
            .get(&Right::Role { account: Account::Tableflow, role, on })
            .map(|name| format!("confluent_role_binding.{name}"))
    });
    let needed = bindings.chain([format!("aws_iam_role_policy.{}", AwsRole::Lake.name())]);
    let glue = node("aws_glue")
        .set("provider_integration_id", refer("confluent_provider_integration.lake.id"))
        .set_some("custom_database", databases(scope).first().map(|name| text(name)));
    module.add(
        File::Lake,
        resource("confluent_catalog_integration", "lake")
            .comment("Lists the cluster's tables in Glue, where Athena and others find them.")
            .named(&scope.stem)
            .set("display_name", scope.stem.as_str())
            .depends_on(needed)
            .nest(kafka::environment_block(scope))
            .nest(node("kafka_cluster").set("id", refer(&format!("{}.id", scope.cluster()))))
            .nest(glue)
            .nest(
                node("credentials")
                    .set("key", refer("confluent_api_key.tableflow.id"))
                    .set("secret", refer("confluent_api_key.tableflow.secret")),
            ),
    );
}

/// What listing tables in Glue needs.
pub(super) const LISTS: (&str, Target) = ("CloudClusterAdmin", Target::Cluster);

/// The integration is the cluster's, so all of its tables lie in one database.
fn one_database(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let glue: Vec<_> = scope.sinks(SinkKind::Iceberg).filter(|(sink, _)| is_glue(scope, sink)).collect();
    let database = |binding: &weir_ir::Binding<SinkKind>| binding.settings.text("database").map(str::to_string);
    let Some((first, wanted)) = glue.first().map(|(name, binding)| (*name, database(binding))) else { return };
    for (sink, binding) in glue.iter().skip(1).filter(|(_, binding)| database(binding) != wanted) {
        let what = format!("the sink `{sink}`, whose Glue database is not that of `{first}`,");
        let help = "give them the same `database`: Tableflow lists all tables of a cluster in one";
        diagnostics.push(diagnostics::no_backend(binding.span, &what, &scope.env.name, help));
    }
}

/// What sinks of kind `s3` need: the bucket where they ask for one, and the role by which the connector writes to it.
pub(super) fn emit_sinks(scope: &Scope<'_>, module: &mut Module, grants: &[Grant]) {
    for (sink, binding) in scope.sinks(SinkKind::S3) {
        let Some(bucket) = sink_bucket(sink, binding) else { continue };
        let id = AwsRole::Sink(sink.to_string()).name();
        if let (Bucket::Sink(_), Some(name)) = (&bucket, binding.settings.text("bucket")) {
            let item = resource("aws_s3_bucket", &id).named(name).at(binding.span).set("bucket", name);
            module.add(File::Lake, item.keep());
            private(module, &id);
            let doc = format!("The bucket of {sink}.");
            module.output(format!("bucket_{sink}"), refer(&format!("aws_s3_bucket.{id}.bucket")), &doc);
        }
        integration(scope, module, &Integration::Sink(sink.to_string()));
        roles::policy(scope, module, File::Lake, &AwsRole::Sink(sink.to_string()), grants);
        let doc = format!("How the connector of {sink} reaches its bucket.");
        let integration = refer(&format!("confluent_provider_integration.{id}.id"));
        module.output(format!("provider_integration_{sink}"), integration, &doc);
    }
}

/// The bucket of an S3 sink.
pub(super) fn sink_bucket(sink: &str, binding: &weir_ir::Binding<SinkKind>) -> Option<Bucket> {
    match &binding.provision {
        Provision::Existing(name) => Some(Bucket::Existing(name.clone())),
        Provision::Make(_) => Some(Bucket::Sink(sink.to_string())),
        Provision::Unstated => binding.settings.text("bucket").map(|name| Bucket::Existing(name.to_string())),
    }
}

/// Glue databases that sinks name themselves.
pub(super) fn databases(scope: &Scope<'_>) -> BTreeSet<String> {
    let glue = scope.sinks(SinkKind::Iceberg).filter(|(sink, _)| is_glue(scope, sink));
    glue.filter_map(|(_, binding)| binding.settings.text("database")).map(str::to_string).collect()
}
