use super::Containers;
use crate::{Backend, sample};
use serde_json::Value as Json;
use weir_diagnostics::Diagnostics;
use weir_ir::{
    Access, ArtifactSet, Binding, Owner, Project, Provision, Resource, SecretRef, Service, ServiceKind, Settings, Value,
};

const HOSTILE: &[&str] = &[
    "\"",
    "`",
    "${HOME}",
    "%{x}",
    "@{env:X}",
    "'",
    "a\nb",
    "--",
    "# no comment",
    ": x",
    "- y",
    "yes",
    "0x10",
    "größe 表",
    "|",
    "&a",
    "*a",
    "!t",
    "\\",
];

/// The sample with an image of the user's own, whose variables would break a format that pastes text.
fn project() -> Project {
    let mut project = sample::project();
    let payments = project.relations.find("payments").unwrap();
    let span = sample::span(0);
    let mut settings = Settings::default();
    let texts = HOSTILE.iter().enumerate().map(|(n, text)| (format!("V{n}"), Value::Text((*text).into())));
    settings.insert("image", Value::Text("example.com/audit:1".into()), span);
    settings.insert("env", Value::Map(texts.collect()), span);
    settings.insert("command", Value::List(vec![Value::Text("run".into()), Value::Text("${X}".into())]), span);
    let token = Value::Secret(SecretRef("audit_token".into()));
    settings.insert("secrets", Value::Map([("TOKEN".to_string(), token)].into()), span);
    let binding =
        Binding { kind: ServiceKind::Container, settings: settings.clone(), provision: Provision::Unstated, span };
    project.services.push(Service {
        name: "audit".into(),
        kind: ServiceKind::Container,
        doc: None,
        access: vec![Access::ReadsRelation(payments)],
        environments: vec!["local".into(), "cloud".into()],
        settings,
        span,
    });
    for env in project.environments.iter_mut().filter(|env| env.name != "dev") {
        env.services.insert("audit".into(), binding.clone());
    }
    project
}

fn emitted(project: &Project, env: &str) -> ArtifactSet {
    let (mut out, mut diagnostics) = (ArtifactSet::default(), Diagnostics::default());
    Containers.emit(project, project.environment(env).unwrap(), &mut out, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    out
}

fn text<'a>(out: &'a ArtifactSet, path: &str) -> &'a str {
    &out.get(path).unwrap_or_else(|| panic!("{path}")).text
}

/// A literal as it stands in an artifact, read back.
fn unescaped(text: &str) -> String {
    text.replace("@@{", "@{")
}

#[test]
fn files_are_as_they_are_read() {
    let project = sample::project();
    let (local, cloud) = (emitted(&project, "local"), emitted(&project, "cloud"));
    let all = local.files().chain(cloud.files());
    let all: Vec<String> = all.map(|(path, artifact)| format!("== {path}\n{}", artifact.text)).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn compose_reads_back() {
    let out = emitted(&project(), "local");
    let document: Json = serde_yaml_ng::from_str(text(&out, "local/containers/compose.yaml")).unwrap();
    let audit = &document["services"]["audit"];
    for (n, hostile) in HOSTILE.iter().enumerate() {
        let written = audit["environment"][format!("V{n}")].as_str().unwrap();
        assert_eq!(unescaped(&written.replace("$$", "$")), *hostile);
    }
    assert_eq!(audit["command"][1], "$${X}");
    for (name, service) in document["services"].as_object().unwrap() {
        assert_eq!(service["read_only"], true, "{name}");
        assert_eq!(service["cap_drop"][0], "ALL", "{name}");
    }
    assert_eq!(document["services"]["shop_feeder"]["user"], "65532:65532");
    let token = audit["environment"]["TOKEN"].as_str().unwrap();
    assert!(token.starts_with("${TOKEN:?"), "{token}");
}

/// The fields that `RegisterTaskDefinition` refuses a Fargate task without, and what it refuses in them.
#[test]
fn task_definitions_follow_the_rules_of_ecs() {
    let out = emitted(&project(), "cloud");
    for name in ["shop_feeder", "payments_app", "audit"] {
        let task: Json =
            serde_json::from_str(text(&out, &format!("cloud/containers/task-definitions/{name}.json"))).unwrap();
        let family = task["family"].as_str().unwrap();
        assert!(family.len() <= 255 && family.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'));
        assert_eq!((&task["networkMode"], &task["requiresCompatibilities"][0]), (&"awsvpc".into(), &"FARGATE".into()));
        assert_eq!((&task["cpu"], &task["memory"]), (&"256".into(), &"512".into()));
        assert!(task["executionRoleArn"].as_str().unwrap().starts_with("@{output:"));
        let container = &task["containerDefinitions"][0];
        assert_eq!((&container["essential"], &container["readonlyRootFilesystem"]), (&true.into(), &true.into()));
        for secret in container["secrets"].as_array().unwrap() {
            assert!(secret["valueFrom"].as_str().unwrap().starts_with("@{output:secret_"), "{secret}");
        }
        if let Some(check) = container.get("healthCheck") {
            assert_eq!(check["command"][0], "CMD");
            assert!(check["interval"].as_u64().unwrap() >= 5 && check["timeout"].as_u64().unwrap() >= 2);
        }
        assert_eq!(container["logConfiguration"]["logDriver"], "awslogs");
    }
    let audit: Json = serde_json::from_str(text(&out, "cloud/containers/task-definitions/audit.json")).unwrap();
    let variables = audit["containerDefinitions"][0]["environment"].as_array().unwrap();
    for (n, hostile) in HOSTILE.iter().enumerate() {
        let variable = variables.iter().find(|one| one["name"] == format!("V{n}")).unwrap();
        assert_eq!(unescaped(variable["value"].as_str().unwrap()), *hostile);
    }
}

#[test]
fn secrets_are_names() {
    let mut project = sample::project();
    for env in &mut project.environments {
        let password = Value::Secret(SecretRef("shop_password".into()));
        env.sources.get_mut("shop").unwrap().settings.insert("password", password, sample::span(0));
    }
    let out = emitted(&project, "local");
    let service = out.resources("local").find(|one| one.address == "service/shop_feeder").unwrap();
    assert_eq!(service.properties["secrets"]["WEIR_SECRET_SHOP_PASSWORD"], "@{secret:shop_password}");
    for env in ["local", "cloud"] {
        let out = emitted(&project, env);
        let feeder: Json = serde_json::from_str(text(&out, &format!("{env}/containers/feeder.json"))).unwrap();
        assert_eq!(feeder["database"]["password"]["variable"], "WEIR_SECRET_SHOP_PASSWORD");
    }
}

#[test]
fn a_second_service_of_a_kind_has_files_of_its_own_name() {
    let mut project = sample::project();
    let mut second = project.services[1].clone();
    second.name = "till_two".into();
    for env in &mut project.environments {
        let binding = env.services["payments_app"].clone();
        env.services.insert("till_two".into(), binding);
    }
    project.services.push(second);
    let out = emitted(&project, "local");
    for file in ["feeder", "payments_app", "till_two"] {
        assert!(out.get(&format!("local/containers/{file}.json")).is_some(), "{file}");
    }
    let document: Json = serde_yaml_ng::from_str(text(&out, "local/containers/compose.yaml")).unwrap();
    assert_eq!(document["services"]["till_two"]["command"][2], "/etc/weir/till_two.json");
}

/// A producer waits for the subject of its topic even where nothing else says so.
#[test]
fn no_producer_before_its_contract() {
    let project = sample::project();
    let env = project.environment("cloud").unwrap();
    let (mut out, mut diagnostics) = (ArtifactSet::default(), Diagnostics::default());
    out.resource("cloud", Resource::new("connector", "connector/shop", Owner::Weir, "shop"));
    Containers.emit(&project, env, &mut out, &mut diagnostics);
    let service = out.resources("cloud").find(|one| one.address == "service/payments_app").unwrap();
    assert!(service.depends_on.contains("subject/payments-value"));
    assert!(!service.depends_on.contains("connector/shop"), "the sample's payments refer to no captured table");
    let feeder = out.resources("cloud").find(|one| one.address == "service/shop_feeder").unwrap();
    assert!(feeder.depends_on.contains("connector/shop") && feeder.depends_on.contains("image/services"));
}

/// An image of the user's own finds its topics by variables; what the service states wins.
#[test]
fn a_container_is_told_where_things_are() {
    let mut project = project();
    let shop = Access::ReadsSource("shop".into());
    project.services.iter_mut().find(|service| service.name == "audit").unwrap().access.push(shop);
    for env in &mut project.environments {
        let Some(audit) = env.services.get_mut("audit") else { continue };
        let own = [("KAFKA_GROUP".to_string(), Value::Text("mine".into()))];
        audit.settings.insert("env", Value::Map(own.into()), sample::span(0));
    }
    let out = emitted(&project, "cloud");
    let task: Json = serde_json::from_str(text(&out, "cloud/containers/task-definitions/audit.json")).unwrap();
    let environment = task["containerDefinitions"][0]["environment"].as_array().unwrap();
    let of = |name: &str| {
        let found: Vec<&str> =
            environment.iter().filter(|one| one["name"] == name).filter_map(|one| one["value"].as_str()).collect();
        assert_eq!(found.len(), 1, "{name} in {environment:?}");
        found[0].to_string()
    };
    assert_eq!(of("KAFKA_BOOTSTRAP_SERVERS"), "@{output:kafka_bootstrap_endpoint}");
    assert_eq!(of("REGISTRY_URL"), "@{output:schema_registry_endpoint}");
    assert_eq!(of("KAFKA_SECURITY_PROTOCOL"), "SASL_SSL");
    assert_eq!(
        of("TOPIC_PAYMENTS"),
        project.environment("cloud").unwrap().names.topics[&project.relations.find("payments").unwrap()].name
    );
    assert_eq!(of("KAFKA_GROUP"), "mine");
    assert_eq!(of("DATABASE_SHOP_PORT"), "@{output:database_shop_port}");
    let out = emitted(&project, "local");
    let document: Json = serde_yaml_ng::from_str(text(&out, "local/containers/compose.yaml")).unwrap();
    let environment = &document["services"]["audit"]["environment"];
    assert_eq!(environment["KAFKA_SECURITY_PROTOCOL"], "PLAINTEXT");
    assert_eq!(environment["KAFKA_GROUP"], "mine");
    assert!(document["services"]["shop_feeder"].get("environment").is_none_or(|all| all.get("KAFKA_GROUP").is_none()));
}
