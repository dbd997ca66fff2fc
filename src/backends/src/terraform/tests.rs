//! The module against the providers' schemas, as data; `WEIR_REAL=1` asks Terraform itself.
#![expect(clippy::wildcard_enum_match_arm, reason = "only captured tables have another name")]

mod again;
mod hostile;
mod lake;
mod others;
mod real;
mod schema;

use crate::{Backend, sample};
use std::collections::{BTreeMap, BTreeSet};
use weir_diagnostics::Diagnostics;
use weir_ir::{
    ArtifactSet, Binding, ColumnPath, ColumnRef, EncryptAlgorithm, Encryption, Environment, Owner, Physical, Platform,
    Project, Provision, RelationKind, SecretStore, SinkKind, Value,
};

/// The sample with what analysis would have filled in for `cloud`.
pub(super) fn project() -> Project {
    let mut project = sample::project();
    let payments = project.relations.find("payments").unwrap();
    project.encryptions = ["cc_number", "expiration"]
        .map(|column| Encryption {
            column: ColumnRef { relation: payments, path: ColumnPath::column(column) },
            kek: "csfle_key".into(),
            algorithm: EncryptAlgorithm::Aes256Gcm,
            span: sample::span(0),
        })
        .into();
    let topics: BTreeMap<_, _> = project
        .relations
        .iter()
        .map(|(id, relation)| {
            let name = match &relation.kind {
                RelationKind::Captured { schema, table, .. } => format!("shiftleft.{schema}.{table}"),
                _ => relation.name.clone(),
            };
            (id, Physical { name, span: relation.span })
        })
        .collect();
    for env in &mut project.environments {
        env.names.topics.clone_from(&topics);
        env.names.topic_prefixes.insert("shop".into(), "shiftleft".into());
        env.settings.insert("region", Value::Text("us-east-1".into()), sample::span(0));
        set(&mut env.sinks, "lake", "catalog", Value::Word("glue".into()));
        set(&mut env.sinks, "warehouse", "database", Value::Text("PRODUCTION".into()));
        set(&mut env.sinks, "warehouse", "schema", Value::Text("PUBLIC".into()));
    }
    project
}

fn set<Kind>(bindings: &mut BTreeMap<String, Binding<Kind>>, item: &str, setting: &str, value: Value) {
    bindings.get_mut(item).unwrap().settings.insert(setting, value, sample::span(0));
}

pub(super) fn cloud(project: &mut Project) -> &mut Environment {
    project.environments.iter_mut().find(|env| env.name == "cloud").unwrap()
}

pub(super) fn emit(project: &Project) -> ArtifactSet {
    let mut out = ArtifactSet::default();
    let mut diagnostics = Diagnostics::default();
    for env in &project.environments {
        super::Terraform.emit(project, env, &mut out, &mut diagnostics);
    }
    assert_eq!(diagnostics.iter().count(), 0, "{diagnostics:?}");
    out
}

/// The `.tf` files by name.
pub(super) fn files(out: &ArtifactSet) -> BTreeMap<String, String> {
    out.files()
        .filter_map(|(path, file)| Some((path.strip_prefix("cloud/terraform/")?.to_string(), file.text.clone())))
        .collect()
}

/// Projects that go other ways than the retailer.
pub(super) fn variants() -> Vec<(&'static str, Project)> {
    let mut existing = project();
    let env = cloud(&mut existing);
    for (thing, id) in [("environment", "env-1"), ("cluster", "lkc-1"), ("pool", "lfcp-1"), ("network", "vpc-1")] {
        let mut map = BTreeMap::from([("existing".to_string(), Value::Text(id.into()))]);
        if thing == "network" {
            map.insert(
                "subnets".into(),
                Value::List(vec![Value::Text("subnet-1".into()), Value::Text("subnet-2".into())]),
            );
        }
        env.settings.insert(thing, Value::Map(map), sample::span(0));
    }
    env.secrets = SecretStore::Env { template: "WEIR_SECRET_{NAME}".into() };
    env.keks.get_mut("csfle_key").unwrap().provision = Provision::Existing("arn:aws:kms:us-east-1:1:key/1".into());
    env.sinks.get_mut("lake").unwrap().provision = Provision::Existing("lake-of-ours".into());
    env.sinks.get_mut("warehouse").unwrap().provision = Provision::Existing("PRODUCTION".into());

    let mut by_hand = project();
    let env = cloud(&mut by_hand);
    env.sources.get_mut("shop").unwrap().provision = Provision::Unstated;
    env.settings.insert("state", Value::Text("s3://state-bucket/retailer".into()), sample::span(0));
    env.settings.insert("admin_cidrs", Value::List(vec![Value::Text("198.51.100.7/32".into())]), sample::span(0));
    env.settings.insert(
        "region",
        Value::Env(weir_ir::EnvRef { name: "AWS_REGION".into(), default: Some("eu-west-1".into()) }),
        sample::span(0),
    );
    let dedicated = [("provision", Value::Word("dedicated".into())), ("cku", Value::Integer(2))];
    let dedicated = dedicated.map(|(name, value)| (name.to_string(), value)).into();
    env.settings.insert("cluster", Value::Map(dedicated), sample::span(0));

    let mut small = project();
    small.environments.retain(|env| env.platform == Platform::ConfluentCloud);
    let env = cloud(&mut small);
    env.sources.clear();
    env.services.clear();
    env.sinks.clear();
    env.keks.clear();
    small.keks.clear();
    small.encryptions.clear();

    let mut managed = project();
    set(&mut cloud(&mut managed).sinks, "lake", "catalog", Value::Word("managed".into()));

    let mut shared = project();
    shared.keks[0].shared = true;
    vec![
        ("retailer", project()),
        ("existing", existing),
        ("by hand", by_hand),
        ("small", small),
        ("managed", managed),
        ("shared", shared),
    ]
}

#[test]
fn a_shared_kek_is_granted_to_confluent_and_no_other_is() {
    for (name, project) in variants() {
        let all = files(&emit(&project));
        let kms = all.get("kms.tf").map_or("", String::as_str);
        assert_eq!(kms.contains("resource \"aws_kms_grant\" \"csfle_key\""), name == "shared", "{name}");
        let asked = all.get("variables.tf").is_some_and(|text| text.contains("confluent_kms_principals"));
        assert_eq!(asked, name == "shared", "{name}");
        let rows = super::access_table(&project, project.environment("cloud").unwrap());
        assert_eq!(rows.iter().any(|row| row.principal == "Confluent's own services"), name == "shared", "{name}");
    }
}

#[test]
fn every_variant_fits_the_schemas() {
    for (name, project) in variants() {
        let faults = schema::check(&files(&emit(&project)));
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}

#[test]
fn the_retailer_s_module() {
    let all = files(&emit(&project()));
    let text: Vec<String> = all.iter().map(|(name, text)| format!("===== {name}\n{text}")).collect();
    insta::assert_snapshot!(text.join("\n"));
}

#[test]
fn files_with_nothing_to_say_are_left_out() {
    let (_, small) = variants().into_iter().find(|(name, _)| *name == "small").unwrap();
    let names: Vec<String> = files(&emit(&small)).into_keys().collect();
    let expected = ["access.tf", "flink.tf", "kafka.tf", "outputs.tf", "providers.tf", "versions.tf"];
    assert_eq!(names, expected);
}

/// Subnets of a network that exists have a way out of their own; weir's have none but a public address.
#[test]
fn containers_are_public_only_where_nothing_else_leads_out() {
    let services = |project: &Project| files(&emit(project)).remove("services.tf").unwrap();
    assert!(services(&project()).contains("assign_public_ip = true"));
    let (_, mut existing) = variants().into_iter().find(|(name, _)| *name == "existing").unwrap();
    assert!(services(&existing).contains("assign_public_ip = false"));
    let env = cloud(&mut existing);
    let Some(Value::Map(mut map)) = env.settings.get("network").cloned() else { panic!("no network") };
    map.insert("public_ip".into(), Value::Boolean(true));
    env.settings.insert("network", Value::Map(map), sample::span(0));
    assert!(services(&existing).contains("assign_public_ip = true"));
}

#[test]
fn nothing_is_open_and_nobody_is_almighty() {
    for (name, project) in variants() {
        for (file, text) in files(&emit(&project)) {
            for word in [
                "ACCOUNTADMIN",
                "EnvironmentAdmin",
                "OrganizationAdmin",
                "\"*\"",
                "=*\"",
                "kms:*",
                "AdministratorAccess",
            ] {
                assert!(!text.contains(word), "{name}: {file} has {word}");
            }
        }
        for (address, block) in schema::resources(&files(&emit(&project))) {
            if address.contains("ingress") || address.starts_with("aws_security_group.") {
                let text = super::print::block(&block);
                assert!(!text.contains("0.0.0.0/0") && !text.contains("::/0"), "{name}: {address}");
            }
        }
    }
}

#[test]
fn data_sources_depend_on_nothing_and_keys_are_known() {
    for (name, project) in variants() {
        for (file, text) in files(&emit(&project)) {
            if !file.ends_with(".tf") {
                continue;
            }
            let body: hcl::Body = hcl::from_str(&text).unwrap();
            for block in body.blocks() {
                let attribute = |wanted: &str| block.body.attributes().find(|one| one.key.as_str() == wanted);
                if block.identifier.as_str() == "data" {
                    assert!(attribute("depends_on").is_none(), "{name}: {file}: a data source waits");
                }
                if let Some(each) = attribute("for_each") {
                    let text = hcl::format::to_string(&each.expr).unwrap();
                    assert!(text.starts_with("toset(var."), "{name}: {file}: for_each over {text}");
                }
            }
        }
    }
}

#[test]
fn outputs_carry_no_secret() {
    let all = files(&emit(&project()));
    let outputs = &all["outputs.tf"];
    for word in [".secret\n", ".result", "private_key_pem", "secret_string", "random_password", "var.secret_"] {
        let found = outputs.lines().find(|line| line.contains("value") && format!("{line}\n").contains(word));
        assert_eq!(found, None, "{word}");
    }
    let expected = [
        "environment_id",
        "kafka_cluster_id",
        "kafka_bootstrap_endpoint",
        "kafka_rest_endpoint",
        "schema_registry_id",
        "schema_registry_endpoint",
        "flink_compute_pool_id",
        "flink_rest_endpoint",
        "organization_id",
        "service_account_connect_id",
        "service_account_flink_id",
        "service_account_services_id",
        "service_account_tableflow_id",
        "service_account_weir_id",
        "database_shop_host",
        "database_shop_port",
        "provider_integration_id",
        "lake_bucket",
        "kms_key_csfle_key_arn",
        "snowflake_account_url",
        "snowflake_user_warehouse",
        "snowflake_role_warehouse",
        "ecr_repository_url",
        "ecs_cluster_name",
        "region",
        "secret_shop_password_arn",
        "secret_warehouse_private_key_arn",
        "secret_kafka_weir_arn",
    ];
    for name in expected {
        assert!(outputs.contains(&format!("output \"{name}\" {{")), "{name}");
    }
}

#[test]
fn rows_of_the_manifest_depend_on_what_their_blocks_name() {
    let out = emit(&project());
    let rows: BTreeMap<&str, &weir_ir::Resource> =
        out.resources("cloud").map(|row| (row.address.as_str(), row)).collect();
    let needs = |address: &str| rows[address].depends_on.iter().map(String::as_str).collect::<BTreeSet<_>>();
    assert!(rows.values().all(|row| row.owner == Owner::Terraform));
    assert_eq!(rows["topic/payments"].properties["terraform"], "confluent_kafka_topic.payments");
    assert!(needs("topic/payments").contains("terraform/confluent_kafka_cluster.main"));
    assert!(needs("topic/payments").contains("terraform/confluent_role_binding.weir_manage_topic_payments"));
    // Through the data source of the registry.
    assert!(needs("terraform/confluent_api_key.registry_weir").contains("terraform/confluent_kafka_cluster.main"));
    // Through a local.
    let assigner = "terraform/confluent_role_binding.weir_assigner_account_flink";
    assert!(needs(assigner).contains("terraform/confluent_environment.main"));
    assert!(needs("terraform/aws_ecs_service.payments_app").contains("terraform/aws_ecs_task_definition.payments_app"));
    let known: BTreeSet<&str> = rows.keys().copied().collect();
    for row in rows.values() {
        assert!(row.depends_on.iter().all(|needed| known.contains(needed.as_str())), "{row:?}");
    }
}

#[test]
fn bindings_and_policies_say_what_the_table_says() {
    let project = project();
    let env = project.environment("cloud").unwrap();
    let rows = super::access_table(&project, env);
    let blocks = schema::resources(&files(&emit(&project)));
    let count = |kind: &str| blocks.keys().filter(|address| address.starts_with(kind)).count();
    let pairs = |row: &super::AccessRow| row.action.split(", ").count() * row.resource.split(", ").count();
    let of = |who: &str| rows.iter().filter(|row| row.principal.starts_with(who)).map(pairs).sum::<usize>();
    assert_eq!(count("confluent_role_binding."), of("service account"));
    let table: Vec<String> =
        rows.iter().map(|row| format!("{} | {} | {} | {}", row.principal, row.action, row.resource, row.why)).collect();
    insta::assert_snapshot!(table.join("\n"));
    assert!(super::access_table(&project, project.environment("local").unwrap()).is_empty());
}

#[test]
fn a_basic_cluster_and_a_strange_database_are_refused() {
    let mut project = project();
    let env = cloud(&mut project);
    let basic = BTreeMap::from([("provision".to_string(), Value::Word("basic".into()))]);
    env.settings.insert("cluster", Value::Map(basic), sample::span(0));
    set(&mut env.sources, "shop", "database", Value::Text("1 shop".into()));
    set(&mut env.sources, "shop", "user", Value::Text("admin".into()));
    let mut out = ArtifactSet::default();
    let mut diagnostics = Diagnostics::default();
    super::Terraform.emit(&project, project.environment("cloud").unwrap(), &mut out, &mut diagnostics);
    let found: Vec<&str> = diagnostics.iter().map(|one| one.code.id).collect();
    assert_eq!(found, ["E0901", "E0901", "E0905"]);
}

#[test]
fn two_runs_write_the_same() {
    assert_eq!(files(&emit(&project())), files(&emit(&project())));
}

#[test]
fn an_s3_sink_s_bucket_is_made_where_it_asks() {
    let mut project = project();
    let sink = cloud(&mut project).sinks.get_mut("lake").unwrap();
    sink.kind = SinkKind::S3;
    sink.provision = Provision::Make("bucket".into());
    sink.settings.insert("bucket", Value::Text("archive".into()), sample::span(0));
    let all = files(&emit(&project));
    assert_eq!(schema::check(&all), Vec::<String>::new());
    assert!(all["lake.tf"].contains("resource \"aws_s3_bucket\" \"sink_lake\""));
}

/// What other artifacts ask of Terraform, it says.
#[test]
fn every_output_that_artifacts_name_is_there() {
    let out = crate::emit(&project(), None, &mut Diagnostics::default());
    let outputs = &out.get("cloud/terraform/outputs.tf").unwrap().text;
    let mut named = 0;
    for (path, file) in out.files().filter(|(path, _)| path.starts_with("cloud/")) {
        for rest in file.text.split("@{output:").skip(1) {
            let name = rest.split('}').next().unwrap();
            assert!(outputs.contains(&format!("output \"{name}\" {{")), "{path} asks for {name}");
            named += 1;
        }
    }
    assert!(named > 10, "{named}");
}
