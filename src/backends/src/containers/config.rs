//! What weir's own programs are told: the schema of what they write, how often, and how to reach it.

use super::Running;
use crate::{keks, shape::Shape, terraform, text};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;
use weir_ir::{
    Access, Column, DeclaredField, DeclaredType, Environment, KekKind, Placeholder, Platform, Project, RelationId,
    RelationKind, ServiceKind, Settings, TextPart, Value, escape_literal,
};

/// `None` for images of the user's own.
pub(super) fn of(project: &Project, env: &Environment, one: &Running<'_>) -> Option<Json> {
    let body = match one.binding.kind {
        ServiceKind::Feeder => feeder(project, env, one)?,
        ServiceKind::Payments => payments(project, env, one)?,
        ServiceKind::Container => return None,
    };
    let mut config = Map::new();
    config.insert("service".into(), literal(&one.service.name));
    config.insert("pipeline".into(), literal(&project.name));
    config.insert("environment".into(), literal(&env.name));
    config.insert("listen".into(), json!(format!("0.0.0.0:{}", one.port)));
    config.extend(body);
    let settings = &one.binding.settings;
    config.insert("rate".into(), rate(settings));
    config.insert("seed".into(), json!(settings.integer("seed").unwrap_or(1)));
    Some(Json::Object(config))
}

fn literal(text: &str) -> Json {
    Json::String(escape_literal(text))
}

/// Events in so many milliseconds.
fn rate(settings: &Settings) -> Json {
    let (events, per_ms) = match settings.get("rate") {
        Some(Value::Rate { events, per_ms }) => (*events, *per_ms),
        _ => (1, 1000),
    };
    json!({ "events": events, "per_ms": per_ms })
}

/// The variable of the container in which a secret of the environment's store arrives.
pub(super) fn variable(secret: &str) -> String {
    format!("WEIR_SECRET_{}", text::upper_words(secret))
}

fn secret(name: &str, variable: &str) -> Json {
    json!({ "secret": escape_literal(name), "variable": variable })
}

/// A setting as text, or the name of the variable that holds it.
fn part(part: &TextPart) -> Json {
    match part {
        TextPart::Secret(one) => secret(&one.0, &variable(&one.0)),
        TextPart::Literal(_) | TextPart::Env(_) => json!(part.to_string()),
    }
}

/// A value of a text map or list; secrets are no text.
pub(super) fn scalar(value: &Value) -> Option<String> {
    let mut settings = Settings::default();
    let nowhere = weir_diagnostics::Span { file: weir_diagnostics::FileId(0), start: 0, end: 0 };
    settings.insert("value", value.clone(), nowhere);
    settings.part("value").filter(|part| !matches!(part, TextPart::Secret(_))).map(|part| part.to_string())
}

fn feeder(project: &Project, env: &Environment, one: &Running<'_>) -> Option<Map<String, Json>> {
    let named = |access: &Access| if let Access::WritesSource(name) = access { Some(name.clone()) } else { None };
    let name = one.service.access.iter().find_map(named)?;
    let source = project.source(&name)?;
    let settings = &env.sources.get(&name)?.settings;
    let known = |setting: &str, otherwise: Json| settings.part(setting).map_or(otherwise, |value| part(&value));
    let output = |what: &str| json!(Placeholder::Output(format!("database_{name}_{what}")).to_string());
    let cloud = env.platform == Platform::ConfluentCloud;
    let mut database = Map::new();
    database.insert("kind".into(), json!("postgres"));
    database.insert("name".into(), literal(&name));
    database.insert("host".into(), known("host", if cloud { output("host") } else { json!("localhost") }));
    let made = cloud && settings.get("host").is_none();
    database.insert("port".into(), known("port", if made { output("port") } else { json!("5432") }));
    database.insert("database".into(), known("database", Json::Null));
    database.insert("user".into(), known("user", json!("postgres")));
    database.insert("password".into(), known("password", Json::Null));
    database.insert("sslmode".into(), known("sslmode", json!(if cloud { "require" } else { "prefer" })));
    let tables: Vec<Json> = source.tables.iter().map(|id| table(project, *id)).collect();
    let mut config = Map::new();
    config.insert("database".into(), Json::Object(database));
    // The program refuses a database without this row, so that nobody's real tables get made-up ones.
    config.insert("marker".into(), json!("public.weir_marker"));
    config.insert("tables".into(), Json::Array(tables));
    if let Some(rows) = one.binding.settings.integer("rows") {
        config.insert("rows".into(), json!(rows));
    }
    Some(config)
}

fn table(project: &Project, id: RelationId) -> Json {
    let relation = &project.relations[id];
    let (schema, name) = match &relation.kind {
        RelationKind::Captured { schema, table, .. } => (schema.as_str(), table.as_str()),
        RelationKind::Topic { .. }
        | RelationKind::DeadLetter { .. }
        | RelationKind::Transform(_)
        | RelationKind::Product { .. } => ("public", relation.name.as_str()),
    };
    let columns: Vec<Json> = relation.columns.iter().map(|column| field(project, column)).collect();
    json!({ "schema": escape_literal(schema), "table": escape_literal(name), "columns": columns })
}

/// A column with all that made-up values are chosen by; what is not said is left out.
fn field(project: &Project, column: &Column) -> Json {
    let ty = column.declared.as_ref().map_or_else(|| column.ty.data.to_string(), type_words);
    let mut field = Map::new();
    field.insert("name".into(), literal(&column.name));
    field.insert("type".into(), literal(&ty));
    if column.ty.nullable {
        field.insert("nullable".into(), json!(true));
    }
    let attributes = &column.attributes;
    for (word, said) in [("key", attributes.key), ("unique", attributes.unique), ("event_time", attributes.event_time)]
    {
        if said {
            field.insert(word.into(), json!(true));
        }
    }
    if let Some(to) = &attributes.references {
        field.insert("references".into(), literal(&format!("{}.{}", project.relations[to.relation].name, to.path)));
    }
    if attributes.default.is_some() {
        field.insert("default".into(), json!(true));
    }
    if let Some(example) = attributes.example.as_ref().and_then(scalar) {
        field.insert("example".into(), json!(example));
    }
    if !column.classes.is_empty() {
        field.insert("classes".into(), text::escaped(json!(column.classes)));
    }
    Json::Object(field)
}

/// As the pipeline file spells it.
fn type_words(ty: &DeclaredType) -> String {
    let timed = |word: &str, precision: Option<u8>| precision.map_or(word.to_string(), |p| format!("{word}({p})"));
    match ty {
        DeclaredType::Boolean => "boolean".into(),
        DeclaredType::TinyInt => "tinyint".into(),
        DeclaredType::SmallInt => "smallint".into(),
        DeclaredType::Int => "int".into(),
        DeclaredType::BigInt => "bigint".into(),
        DeclaredType::Float => "float".into(),
        DeclaredType::Double => "double".into(),
        DeclaredType::Decimal { precision, scale } => format!("decimal({precision}, {scale})"),
        DeclaredType::String => "string".into(),
        DeclaredType::VarChar(n) => format!("varchar({n})"),
        DeclaredType::Char(n) => format!("char({n})"),
        DeclaredType::Text => "text".into(),
        DeclaredType::Bytes => "bytes".into(),
        DeclaredType::Binary(n) => format!("binary({n})"),
        DeclaredType::Date => "date".into(),
        DeclaredType::Time(precision) => timed("time", *precision),
        DeclaredType::Timestamp(precision) => timed("timestamp", *precision),
        DeclaredType::TimestampLtz(precision) => timed("timestamp_ltz", *precision),
        DeclaredType::Uuid => "uuid".into(),
        DeclaredType::Json => "json".into(),
        DeclaredType::Array(element) => format!("array<{}>", element_words(element)),
        DeclaredType::Map(key, value) => format!("map<{}, {}>", element_words(key), element_words(value)),
        DeclaredType::Row(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|field| format!("{} {}", field.name, element_words(field))).collect();
            format!("row<{}>", fields.join(", "))
        }
        DeclaredType::Enum(values) => {
            let values: Vec<String> = values.iter().map(|value| format!("'{}'", value.replace('\'', "''"))).collect();
            format!("enum({})", values.join(", "))
        }
        DeclaredType::Error => "?".into(),
    }
}

fn element_words(field: &DeclaredField) -> String {
    format!("{}{}", type_words(&field.ty), if field.nullable { "?" } else { "" })
}

fn payments(project: &Project, env: &Environment, one: &Running<'_>) -> Option<Map<String, Json>> {
    let id = super::written(one).next()?;
    let relation = &project.relations[id];
    let topic = env.names.topics.get(&id)?;
    let shape = Shape::of(project, env, id);
    let key: Vec<&str> = shape.map(|shape| shape.key.iter().map(|column| column.name.as_str()).collect())?;
    let fields: Vec<Json> = relation.columns.iter().map(|column| field(project, column)).collect();
    let mut config = Map::new();
    config.insert("kafka".into(), kafka(project, env, one));
    config.insert("registry".into(), registry(env));
    config.insert("keys".into(), keys(project, env, id));
    config.insert(
        "topic".into(),
        json!({
            "name": escape_literal(&topic.name),
            "subject": escape_literal(&format!("{}-value", topic.name)),
            "key": text::escaped(json!(key)),
            "fields": fields,
        }),
    );
    let dead = dead_letters(project, id).filter_map(|id| env.names.topics.get(&id));
    config.insert("dead_letters".into(), text::escaped(json!(dead.map(|topic| &topic.name).collect::<Vec<_>>())));
    config.insert("reads".into(), Json::Array(reads(project, env, one, id)));
    let share = |name: &str| match one.binding.settings.get(name) {
        Some(Value::Percent { per_million }) => *per_million,
        _ => 0,
    };
    config.insert("invalid_per_million".into(), json!(share("invalid")));
    config.insert("duplicates_per_million".into(), json!(share("duplicates")));
    Some(config)
}

/// Topics whose keys events refer to: those that the service names, or else those that its fields do.
fn reads(project: &Project, env: &Environment, one: &Running<'_>, written: RelationId) -> Vec<Json> {
    let named: BTreeSet<RelationId> = one
        .service
        .access
        .iter()
        .filter_map(|access| if let Access::ReadsRelation(id) = access { Some(*id) } else { None })
        .collect();
    let all = if named.is_empty() { references(project, written) } else { named };
    let line = |id: RelationId| {
        let topic = &env.names.topics.get(&id)?.name;
        Some(json!({ "relation": escape_literal(&project.relations[id].name), "topic": escape_literal(topic) }))
    };
    all.into_iter().filter_map(line).collect()
}

pub(super) fn references(project: &Project, id: RelationId) -> BTreeSet<RelationId> {
    let columns = project.relations[id].columns.iter();
    columns.filter_map(|column| column.attributes.references.as_ref()).map(|to| to.relation).collect()
}

pub(super) fn dead_letters(project: &Project, id: RelationId) -> impl Iterator<Item = RelationId> + '_ {
    project.relations.iter().filter_map(move |(dead, relation)| match &relation.kind {
        RelationKind::DeadLetter { of, .. } if *of == id => Some(dead),
        RelationKind::DeadLetter { .. }
        | RelationKind::Captured { .. }
        | RelationKind::Topic { .. }
        | RelationKind::Transform(_)
        | RelationKind::Product { .. } => None,
    })
}

fn kafka(project: &Project, env: &Environment, one: &Running<'_>) -> Json {
    let settings = &env.settings;
    if env.platform == Platform::ConfluentCloud {
        return json!({
            "bootstrap": Placeholder::Output("kafka_bootstrap_endpoint".into()).to_string(),
            "security": "sasl_ssl",
            "mechanism": "plain",
            "user": secret("kafka_services", "KAFKA_API_KEY"),
            "password": secret("kafka_services", "KAFKA_API_SECRET"),
            "client_id": client(project, env, one),
        });
    }
    let mut kafka = Map::new();
    kafka.insert("bootstrap".into(), settings.part("kafka").map_or(Json::Null, |value| part(&value)));
    kafka.insert("security".into(), literal(settings.text("kafka_security").unwrap_or("plaintext")));
    for (name, setting) in [("mechanism", "kafka_mechanism"), ("user", "kafka_user"), ("password", "kafka_password")] {
        if let Some(value) = settings.part(setting) {
            kafka.insert(name.into(), part(&value));
        }
    }
    kafka.insert("client_id".into(), client(project, env, one));
    Json::Object(kafka)
}

fn client(project: &Project, env: &Environment, one: &Running<'_>) -> Json {
    literal(&format!("{}-{}-{}", project.name, env.name, one.service.name))
}

fn registry(env: &Environment) -> Json {
    if env.platform == Platform::ConfluentCloud {
        return json!({
            "url": Placeholder::Output("schema_registry_endpoint".into()).to_string(),
            "user": secret("registry_services", "REGISTRY_API_KEY"),
            "password": secret("registry_services", "REGISTRY_API_SECRET"),
        });
    }
    let mut registry = Map::new();
    for (name, setting) in [("url", "registry"), ("user", "registry_user"), ("password", "registry_password")] {
        if let Some(value) = env.settings.part(setting) {
            registry.insert(name.into(), part(&value));
        }
    }
    Json::Object(registry)
}

/// The key-encryption keys of a topic's fields.
fn keys(project: &Project, env: &Environment, id: RelationId) -> Json {
    let on = project.encryptions.iter().filter(|encryption| encryption.column.relation == id);
    let names: BTreeSet<&str> = on.map(|encryption| encryption.kek.as_str()).collect();
    let key = |kek: &str| {
        let kms = keks::kms(project, env, kek)?;
        let name = escape_literal(keks::name(env, kek));
        let mut key = json!({ "name": name, "kms_type": kms.kind, "kms_key_id": kms.key_id });
        if let (Some(object), Some(one)) = (key.as_object_mut(), key_secret(project, env, kek)) {
            object.insert("secret".into(), secret(&one, &variable(&one)));
        }
        Some(key)
    };
    Json::Array(names.into_iter().filter_map(key).collect())
}

/// The secret that a client needs to use a key: a local key itself, Vault's token.
fn key_secret(project: &Project, env: &Environment, kek: &str) -> Option<String> {
    let binding = env.keks.get(kek);
    let stated = |name: &str| Some(binding?.settings.secret(name)?.0.clone());
    match binding.map(|binding| binding.kind).or_else(|| project.kek(kek).map(|kek| kek.kind))? {
        KekKind::LocalKms => stated("secret").or_else(|| Some("local_kms".to_string())),
        KekKind::HcVault => stated("token"),
        KekKind::AwsKms | KekKind::AzureKms | KekKind::GcpKms => None,
    }
}

/// Variables of a container that are secrets, with the secret of each; on ECS Terraform's table says the same.
pub(super) fn secrets(project: &Project, env: &Environment, one: &Running<'_>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    if env.platform == Platform::ConfluentCloud {
        let task = terraform::task(project, env, &one.service.name);
        return task.secrets.into_iter().map(|secret| (secret.variable, secret.value_from)).collect();
    }
    let mut add = |name: &str| found.push((variable(name), name.to_string()));
    for access in &one.service.access {
        match access {
            Access::WritesSource(source) | Access::ReadsSource(source) => {
                let settings = env.sources.get(source).map(|binding| &binding.settings);
                if let Some(password) = settings.and_then(|settings| settings.secret("password")) {
                    add(&password.0);
                }
            }
            Access::WritesRelation(_) | Access::ReadsRelation(_) => {
                for setting in ["kafka_password", "registry_password"] {
                    if let Some(password) = env.settings.secret(setting) {
                        add(&password.0);
                    }
                }
            }
        }
    }
    for id in super::written(one) {
        for encryption in project.encryptions.iter().filter(|encryption| encryption.column.relation == id) {
            if let Some(key) = key_secret(project, env, &encryption.kek) {
                add(&key);
            }
        }
    }
    if let Some(Value::Map(stated)) = one.binding.settings.get("secrets") {
        for (name, value) in stated {
            if let Value::Secret(secret) = value {
                found.push((name.clone(), secret.0.clone()));
            }
        }
    }
    found.sort();
    found.dedup_by(|a, b| a.0 == b.0);
    found
}

/// What a compose file's variables are set to when it starts: placeholders by variable. ECS looks them up itself.
pub(super) fn placeholders(project: &Project, env: &Environment, one: &Running<'_>) -> Map<String, Json> {
    if env.platform != Platform::SelfManaged {
        return Map::new();
    }
    let secrets = secrets(project, env, one).into_iter();
    secrets.map(|(variable, secret)| (variable, json!(Placeholder::Secret(secret).to_string()))).collect()
}
