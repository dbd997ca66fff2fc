//! Terraform's part: what the provider would ask Confluent Cloud for, resource by resource.

use super::{Cloud, Key, Site, at, patiently};
use serde_json::{Value, json};

/// The longest display name of a service account (Confluent Cloud, "Service Account").
pub(super) const LONGEST: usize = 64;

type Make = fn(&Cloud, &mut Site, &Asked<'_>) -> Result<Value, String>;

/// What is asked for: Terraform's address and the evaluated block.
pub(crate) struct Asked<'a> {
    address: &'a str,
    values: &'a Value,
}

impl Asked<'_> {
    fn text(&self, pointer: &str) -> String {
        at(self.values, pointer)
    }

    fn name(&self) -> &str {
        self.address.rsplit('.').next().unwrap_or_default()
    }
}

/// What can be made, by the kind of the resource.
const KINDS: &[(&str, Make)] = &[
    ("confluent_environment", environment),
    ("confluent_kafka_cluster", cluster),
    ("confluent_flink_compute_pool", pool),
    ("confluent_service_account", account),
    ("confluent_provider_integration", integration),
    ("confluent_api_key", key),
    ("confluent_role_binding", binding),
    ("confluent_kafka_topic", topic),
    ("confluent_catalog_integration", catalog),
];

/// Makes a resource, and tells the module what came of it. `Ok(Err(reason))` when something it refers to is not there.
pub(crate) fn make(cloud: &Cloud, site: &mut Site, address: &str) -> Result<Result<(), String>, String> {
    let kind = address.split('.').next().unwrap_or_default();
    let Some((_, make)) = KINDS.iter().find(|(known, _)| *known == kind) else {
        return Ok(Err(format!("`{kind}` is not one that this program can ask for")));
    };
    let values = match site.module.values(address) {
        Ok(values) => values,
        Err(missing) => return Ok(Err(missing)),
    };
    let made = make(cloud, site, &Asked { address, values: &values })?;
    site.module.know(address, made);
    Ok(Ok(()))
}

/// What data sources find: made before the module's own things, in the place of whoever made them.
pub(super) fn existing(cloud: &Cloud, site: &mut Site) -> Result<(), String> {
    for address in site.module.data("confluent_environment") {
        let values = json!({ "display_name": "existing", "stream_governance": [{ "package": "ADVANCED" }] });
        let made = environment(cloud, site, &Asked { address: &address, values: &values })?;
        site.module.know(&address, made);
    }
    for address in site.module.data("confluent_kafka_cluster") {
        let region = site.module.output("region").unwrap_or_else(|| "us-east-1".to_string());
        let values = json!({
            "display_name": "existing", "availability": "MULTI_ZONE", "cloud": "AWS", "region": region,
            "standard": [{}], "environment": [{ "id": site.environment }]
        });
        let made = cluster(cloud, site, &Asked { address: &address, values: &values })?;
        site.module.know(&address, made);
    }
    for address in site.module.data("confluent_flink_compute_pool") {
        let region = site.module.output("region").unwrap_or_else(|| "us-east-1".to_string());
        let values = json!({
            "display_name": "existing", "cloud": "AWS", "region": region, "max_cfu": 10,
            "environment": [{ "id": site.environment }]
        });
        let made = pool(cloud, site, &Asked { address: &address, values: &values })?;
        site.module.know(&address, made);
    }
    for address in site.module.data("confluent_flink_region") {
        let values = site.module.values(&address)?;
        let made = region(cloud, site, &values)?;
        site.module.know(&address, made);
    }
    Ok(())
}

fn environment(cloud: &Cloud, site: &mut Site, asked: &Asked<'_>) -> Result<Value, String> {
    let name = cloud.name(&asked.text("/display_name"));
    let package = asked.text("/stream_governance/0/package");
    let body = json!({ "display_name": name, "stream_governance_config": { "package": package } });
    let made = cloud.post("/org/v2/environments", &body)?;
    site.environment = at(&made, "/id");
    site.undo(&cloud.admin, format!("/org/v2/environments/{}", site.environment));
    site.module.know("local.organization_id", json!(cloud.organization));
    Ok(json!({
        "id": site.environment, "display_name": name, "resource_name": at(&made, "/metadata/resource_name"),
        "stream_governance": [{ "package": package }]
    }))
}

/// The registry comes with the environment's first cluster.
fn cluster(cloud: &Cloud, site: &mut Site, asked: &Asked<'_>) -> Result<Value, String> {
    let kinds = ["basic", "standard", "enterprise", "dedicated", "freight"];
    let kind = kinds.into_iter().find(|kind| asked.values.get(kind).is_some()).unwrap_or("none");
    let mut config = json!({ "kind": format!("{}{}", kind.get(..1).unwrap_or_default().to_uppercase(), kind.get(1..).unwrap_or_default()) });
    if let (Some(cku), Some(config)) = (asked.values.pointer("/dedicated/0/cku"), config.as_object_mut()) {
        config.insert("cku".to_string(), cku.clone());
    }
    let (name, region) = (asked.text("/display_name"), asked.text("/region"));
    let environment = asked.text("/environment/0/id");
    let body = json!({ "spec": {
        "display_name": name, "availability": asked.text("/availability"), "cloud": asked.text("/cloud"),
        "region": region, "config": config, "environment": { "id": environment }
    } });
    let made = cloud.post("/cmk/v2/clusters", &body)?;
    site.cluster = at(&made, "/id");
    let path = format!("/cmk/v2/clusters/{}?environment={environment}", site.cluster);
    site.undo(&cloud.admin, path.clone());
    let made = cloud.wait(&path, &|answer| at(answer, "/status/phase") == "PROVISIONED")?;
    site.kafka = at(&made, "/spec/http_endpoint");
    registry(cloud, site, &environment)?;
    let crn = at(&made, "/metadata/resource_name");
    Ok(json!({
        "id": site.cluster, "api_version": "cmk/v2", "kind": "Cluster", "display_name": name, "region": region,
        "rbac_crn": crn.split("/kafka=").next().unwrap_or_default(), "rest_endpoint": site.kafka,
        "bootstrap_endpoint": at(&made, "/spec/kafka_bootstrap_endpoint"), "environment": [{ "id": environment }]
    }))
}

fn registry(cloud: &Cloud, site: &mut Site, environment: &str) -> Result<(), String> {
    let up = |answer: &Value| at(answer, "/data/0/status/phase") == "PROVISIONED";
    let found = cloud.wait(&format!("/srcm/v3/clusters?environment={environment}"), &up)?;
    site.registry = at(&found, "/data/0/spec/http_endpoint");
    site.registry_id = at(&found, "/data/0/id");
    let known = json!({
        "id": site.registry_id, "api_version": "srcm/v3", "kind": "Cluster",
        "resource_name": at(&found, "/data/0/metadata/resource_name"), "rest_endpoint": site.registry
    });
    site.module.know("data.confluent_schema_registry_cluster.main", known);
    Ok(())
}

fn region(cloud: &Cloud, site: &mut Site, values: &Value) -> Result<Value, String> {
    let (provider, name) = (at(values, "/cloud"), at(values, "/region"));
    let found = cloud.list(&format!("/fcpm/v2/regions?cloud={provider}&region_name={name}"))?;
    let found = found.first().ok_or_else(|| format!("Flink is not offered in {provider} {name}"))?;
    site.flink = at(found, "/http_endpoint");
    Ok(json!({ "id": at(found, "/id"), "api_version": "fcpm/v2", "kind": "Region", "rest_endpoint": site.flink }))
}

fn pool(cloud: &Cloud, site: &mut Site, asked: &Asked<'_>) -> Result<Value, String> {
    let environment = asked.text("/environment/0/id");
    let body = json!({ "spec": {
        "display_name": asked.text("/display_name"), "cloud": asked.text("/cloud"), "region": asked.text("/region"),
        "max_cfu": asked.values.get("max_cfu"), "environment": { "id": environment }
    } });
    let made = cloud.post("/fcpm/v2/compute-pools", &body)?;
    let id = at(&made, "/id");
    let path = format!("/fcpm/v2/compute-pools/{id}?environment={environment}");
    site.undo(&cloud.admin, path.clone());
    cloud.wait(&path, &|answer| at(answer, "/status/phase") == "PROVISIONED")?;
    Ok(json!({ "id": id, "resource_name": at(&made, "/metadata/resource_name") }))
}

fn account(cloud: &Cloud, site: &mut Site, asked: &Asked<'_>) -> Result<Value, String> {
    let name = cloud.name(&asked.text("/display_name"));
    let body = json!({ "display_name": name, "description": asked.text("/description") });
    let made = cloud.post("/iam/v2/service-accounts", &body)?;
    let id = at(&made, "/id");
    site.undo(&cloud.admin, format!("/iam/v2/service-accounts/{id}"));
    Ok(json!({ "id": id, "api_version": "iam/v2", "kind": "ServiceAccount", "display_name": name }))
}

fn integration(cloud: &Cloud, _: &mut Site, asked: &Asked<'_>) -> Result<Value, String> {
    let role = asked.text("/aws/0/customer_role_arn");
    let body = json!({
        "display_name": asked.text("/display_name"), "provider": "AWS",
        "environment": { "id": asked.text("/environment/0/id") },
        "config": { "kind": "AwsIntegrationConfig", "customer_iam_role_arn": role }
    });
    let made = cloud.post("/pim/v1/integrations", &body)?;
    let aws = json!({
        "customer_role_arn": role, "iam_role_arn": at(&made, "/config/iam_role_arn"),
        "external_id": at(&made, "/config/external_id")
    });
    Ok(json!({ "id": at(&made, "/id"), "aws": [aws] }))
}

fn key(cloud: &Cloud, site: &mut Site, asked: &Asked<'_>) -> Result<Value, String> {
    let resource = match asked.values.pointer("/managed_resource/0") {
        Some(managed) => json!({
            "id": at(managed, "/id"), "api_version": at(managed, "/api_version"), "kind": at(managed, "/kind"),
            "environment": at(managed, "/environment/0/id")
        }),
        None => json!({}),
    };
    let body = json!({ "spec": {
        "display_name": asked.text("/display_name"), "description": asked.text("/description"),
        "owner": { "id": asked.text("/owner/0/id") }, "resource": resource
    } });
    let made = cloud.post("/iam/v2/api-keys", &body)?;
    let key = Key { id: at(&made, "/id"), secret: at(&made, "/spec/secret") };
    site.keys.insert(asked.name().to_string(), key.clone());
    Ok(json!({ "id": key.id, "secret": key.secret }))
}

fn binding(cloud: &Cloud, _: &mut Site, asked: &Asked<'_>) -> Result<Value, String> {
    let body = json!({
        "principal": asked.text("/principal"), "role_name": asked.text("/role_name"),
        "crn_pattern": asked.text("/crn_pattern")
    });
    let made = cloud.post("/iam/v2/role-bindings", &body)?;
    Ok(json!({ "id": at(&made, "/id") }))
}

fn topic(_: &Cloud, site: &mut Site, asked: &Asked<'_>) -> Result<Value, String> {
    let client = super::authorized(
        super::Client::new(&asked.text("/rest_endpoint")),
        &asked.text("/credentials/0/key"),
        &asked.text("/credentials/0/secret"),
    );
    let configs = asked.values.get("config").and_then(Value::as_object).into_iter().flatten();
    let configs: Vec<Value> = configs.map(|(name, value)| json!({ "name": name, "value": value })).collect();
    let name = asked.text("/topic_name");
    let body = json!({
        "topic_name": name, "partitions_count": asked.values.get("partitions_count"), "configs": configs
    });
    let path = format!("/kafka/v3/clusters/{}/topics", asked.text("/kafka_cluster/0/id"));
    patiently(&|| client.post(&path, &body))?.ok()?;
    Ok(json!({ "id": format!("{}/{name}", site.cluster), "topic_name": name }))
}

fn catalog(cloud: &Cloud, _: &mut Site, asked: &Asked<'_>) -> Result<Value, String> {
    let client = super::authorized(
        super::Client::new(cloud.admin.base()),
        &asked.text("/credentials/0/key"),
        &asked.text("/credentials/0/secret"),
    );
    let mut config = json!({
        "kind": "AwsGlue", "provider_integration_id": asked.text("/aws_glue/0/provider_integration_id")
    });
    let database = asked.values.pointer("/aws_glue/0/custom_database");
    if let (Some(database), Some(config)) = (database, config.as_object_mut()) {
        config.insert("custom_database".to_string(), database.clone());
    }
    let body = json!({ "spec": {
        "display_name": asked.text("/display_name"), "environment": { "id": asked.text("/environment/0/id") },
        "kafka_cluster": { "id": asked.text("/kafka_cluster/0/id") }, "config": config
    } });
    let made = patiently(&|| client.post("/tableflow/v1/catalog-integrations", &body))?.ok()?;
    Ok(json!({ "id": at(&made, "/id") }))
}
