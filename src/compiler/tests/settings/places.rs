//! A pipeline around one item of each kind.

use weir_platforms::kinds::{
    CLASSIFICATION, ENVIRONMENTS as PLATFORMS, EXPOSE, KEKS, NAMING, PIPELINE, RULE, SERVICES, SINKS, SOURCES, Spec,
    TABLE, TOPIC, TRANSFORM,
};

/// Where settings stand, with those that must be there or that make others matter.
pub(crate) struct Place {
    /// Of the kind; `kek` and `sink` stand before names that two kinds share.
    pub(crate) name: &'static str,
    pub(crate) base: &'static [(&'static str, &'static str)],
}

const fn place(name: &'static str, base: &'static [(&'static str, &'static str)]) -> Place {
    Place { name, base }
}

pub(crate) static ENVIRONMENTS: &[&str] = &["embedded", "self_managed", "confluent_cloud"];

const FROM: (&str, &str) = ("from", "[late, lasting as OTHER]");
const APPENDING: (&str, &str) = ("from", "[late]");

pub(crate) static PLACES: &[Place] = &[
    place("pipeline", &[]),
    place("source postgres", &[("database", "\"d\""), ("password", "secret(\"p\")"), ("host", "\"h\"")]),
    place(
        "source postgres",
        &[("database", "\"d\""), ("password", "secret(\"p\")"), ("host", "\"h\""), ("changelog", "append")],
    ),
    place(
        "source postgres",
        &[("database", "\"d\""), ("password", "secret(\"p\")"), ("host", "\"h\""), ("sslmode", "verify_full")],
    ),
    place("source postgres", &[("database", "\"d\""), ("password", "secret(\"p\")"), ("provision", "rds")]),
    place("source postgres", &[("database", "\"d\""), ("password", "secret(\"p\")"), ("existing", "\"db-1\"")]),
    place("table", &[]),
    place("table", &[("changelog", "append")]),
    place("topic", &[]),
    place("topic", &[("changelog", "append")]),
    place("transform", &[]),
    place("transform", &[("changelog", "upsert"), ("upsert_key", "[id]")]),
    place("rule", &[("check", "\"message.id > 0\"")]),
    place("rule", &[("transform", "\"value\"")]),
    place("expose", &[]),
    place("classification", &[]),
    place("naming", &[]),
    place("kek aws_kms", &[("key_id", "\"arn:aws:kms:eu-west-1:1:key/k\"")]),
    place("kek gcp_kms", &[("key_id", "\"projects/p\"")]),
    place("kek azure_kms", &[("key_id", "\"https://v/k\"")]),
    place("kek hcvault", &[("key_id", "\"https://v/k\"")]),
    place("kek local_kms", &[]),
    place(
        "sink snowflake",
        &[
            FROM,
            ("database", "\"D\""),
            ("account", "\"o-a.snowflakecomputing.com\""),
            ("user", "\"U\""),
            ("role", "\"R\""),
            ("private_key", "secret(\"k\")"),
        ],
    ),
    place("sink snowflake", &[FROM, ("database", "\"D\"")]),
    place("sink iceberg", &[APPENDING, ("catalog", "glue")]),
    place("sink iceberg", &[APPENDING, ("catalog", "glue"), ("warehouse", "\"s3://b/p\"")]),
    place("sink iceberg", &[APPENDING, ("catalog", "hadoop"), ("warehouse", "\"s3://b/p\"")]),
    place("sink iceberg", &[APPENDING, ("catalog", "rest"), ("uri", "\"http://c\""), ("warehouse", "\"s3://b/p\"")]),
    place("sink postgres", &[FROM, ("database", "\"d\""), ("host", "\"h\"")]),
    place("sink s3", &[("from", "[late]"), ("bucket", "\"b\"")]),
    place("sink http", &[("from", "[late]"), ("url", "\"http://h\"")]),
    place("sink file", &[FROM, ("path", "\"out\"")]),
    place("feeder", &[("writes", "shop")]),
    place("payments", &[("writes", "till")]),
    place("container", &[("image", "\"i:1\""), ("writes", "[other]")]),
    place("container", &[("image", "\"i:1\""), ("reads", "[till]")]),
    place("embedded", &[]),
    place(
        "self_managed",
        &[
            ("kafka", "\"k:1\""),
            ("registry", "\"http://r\""),
            ("connect", "\"http://c\""),
            ("flink_gateway", "\"http://f\""),
        ],
    ),
    place(
        "self_managed",
        &[
            ("kafka", "\"k:1\""),
            ("registry", "\"http://r\""),
            ("connect", "\"http://c\""),
            ("flink_gateway", "\"http://f\""),
            ("kafka_security", "sasl_ssl"),
            ("kafka_mechanism", "plain"),
            ("kafka_user", "\"u\""),
            ("kafka_password", "secret(\"kp\")"),
            ("registry_user", "\"u\""),
            ("registry_password", "secret(\"rp\")"),
        ],
    ),
    place(
        "confluent_cloud",
        &[("cloud", "aws"), ("region", "\"eu-west-1\""), ("cluster", "{ provision = dedicated cku = 2 }")],
    ),
    place("confluent_cloud", &[("cloud", "aws"), ("region", "\"eu-west-1\"")]),
];

pub(crate) fn every_kind() -> impl Iterator<Item = &'static Spec> {
    let items = [&PIPELINE, &TABLE, &TOPIC, &TRANSFORM, &RULE, &EXPOSE, &CLASSIFICATION, &NAMING];
    [SOURCES, SINKS, KEKS, SERVICES, PLATFORMS].into_iter().flatten().chain(items)
}

impl Place {
    /// Environments are tested by themselves, everything else in each of them.
    pub(crate) fn stands_in(&self, environment: &str) -> bool {
        !ENVIRONMENTS.contains(&self.name) || self.name == environment
    }

    pub(crate) fn spec(&self) -> &'static Spec {
        let (group, kind) = self.name.split_once(' ').unwrap_or(("", self.name));
        match group {
            "source" => find(SOURCES, kind),
            "kek" => find(KEKS, kind),
            "sink" => find(SINKS, kind),
            _ => every_kind().find(|spec| spec.name == kind).unwrap(),
        }
    }

    fn kind(&self) -> &'static str {
        self.spec().name
    }

    fn is(&self, group: &str) -> bool {
        self.name.starts_with(group)
    }
}

fn find(specs: &'static [Spec], kind: &str) -> &'static Spec {
    specs.iter().find(|spec| spec.name == kind).unwrap()
}

/// A database that Terraform makes is what most settings of the cloud are about.
fn bind(place: &Place, environment: &str) -> &'static str {
    if environment == "confluent_cloud" && !place.is("source") { "bind shop { provision = rds }" } else { "" }
}

/// The pipeline in one environment, with the settings of one place, `changed` among them. All settings stand on one
/// line, so no other thing moves to another one.
pub(crate) fn pipeline(place: &Place, environment: &str, changed: Option<(&str, &str)>) -> String {
    let own = |name: &str| if place.name == name { line(place, changed) } else { default(name) };
    let of = |group: &str, otherwise: &str| {
        if place.is(group) {
            (place.kind().to_string(), line(place, changed))
        } else {
            (otherwise.to_string(), default(otherwise))
        }
    };
    let (kek, kek_settings) = if place.is("kek ") {
        of("kek ", "")
    } else {
        ("aws_kms".into(), "key_id = \"arn:aws:kms:eu-west-1:1:key/k\"".into())
    };
    let sink = if place.is("sink ") {
        format!("sink out: {} {{ {} }}", place.kind(), line(place, changed))
    } else if place.name == "self_managed" {
        "sink out: iceberg { from = [late] catalog = glue warehouse = \"s3://b/p\" }".into()
    } else if place.name == "naming" {
        "sink out: postgres { from = [late] database = \"d\" host = \"h\" }".into()
    } else {
        String::new()
    };
    let service = if SERVICES.iter().any(|spec| spec.name == place.name) {
        format!("service app: {} {{ {} }}", place.name, line(place, changed))
    } else {
        String::new()
    };
    let (pipeline, table, topic) = (own("pipeline"), own("table"), own("topic"));
    // The second topic has no contract: it may be others'.
    let (topic, other) =
        if place.name == "topic" && !place.base.is_empty() { (String::new(), topic) } else { (topic, String::new()) };
    let (transform, rule, expose) = (own("transform"), own("rule"), own("expose"));
    let (class, naming) = (own("classification"), own("naming"));
    let shop = own("source postgres");
    let env = own(environment);
    let bind = bind(place, environment);
    let like = if changed.is_some_and(|(name, _)| name == "like" || name == "in") {
        "environment like: embedded\n"
    } else {
        ""
    };
    // A transform stands on a field, and a topic that updates is read by what takes updates.
    let rule_on = if rule.contains("transform =") { "till.name" } else { "till" };
    let query = match (place.name, place.base) {
        ("transform", []) | ("topic", []) => {
            "SELECT t.id, t.made, COUNT(*) OVER (PARTITION BY t.id ORDER BY t.made) AS n FROM till t"
        }
        ("transform", _) => "SELECT id, MAX(made) AS made, MAX(id) AS more FROM shop.log GROUP BY id",
        ("topic", _) => "SELECT id, name, made FROM till",
        _ => "SELECT id, made FROM till",
    };
    format!(
        "pipeline p {{ {pipeline} }}
naming {{ {naming} }}
classification health {{ {class} }}
source second: postgres {{ database = \"e\" host = \"h\" password = secret(\"p\") table t {{ id int @key }} }}
source shop: postgres {{ {shop}
  table goods {{ {table}
    id int @key
    name varchar(20) @health
    made timestamp?
  }}
  table log {{ changelog = append
    id int @key
    made timestamp?
  }}
}}
topic till {{ {topic}
  id int @key
  name string
  card string @pci
  made timestamp_ltz(3) @event_time
}}
topic other {{ {other} id int @key }}
kek key: {kek} {{ {kek_settings} }}
encrypt till.card with key
rule r on {rule_on} {{ {rule} }}
transform late {{ {transform} {query} }}
transform lasting {{ SELECT id, MAX(made) AS made FROM shop.log GROUP BY id }}
transform reading {{ SELECT id, name FROM shop.goods }}
transform unbounded {{ silence = [\"unbounded-state\"] SELECT id, COUNT(*) AS n FROM till GROUP BY id }}
expose lasting as sales {{ {expose} }}
{sink}
{service}
{like}environment place: {environment} {{ {env} {bind} }}
"
    )
}

fn default(name: &str) -> String {
    PLACES.iter().find(|place| place.name == name).map_or_else(String::new, |place| line(place, None))
}

fn line(place: &Place, changed: Option<(&str, &str)>) -> String {
    let kept = place.base.iter().filter(|(name, _)| changed.is_none_or(|(other, _)| other != *name));
    let all = kept.copied().chain(changed).map(|(name, value)| format!("{name} = {value}"));
    all.collect::<Vec<_>>().join("  ")
}
