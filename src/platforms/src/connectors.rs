//! What connectors take: their keys with types, allowed values and which are secrets, and the single message transforms
//! that managed connectors accept. Connectors ignore keys they do not know, so weir has to know them.

use std::{collections::BTreeMap, sync::LazyLock};

/// Managed Postgres capture on Confluent Cloud.
pub const POSTGRES_CDC_MANAGED: &str = "PostgresCdcSourceV2";
/// Managed Snowflake sink on Confluent Cloud.
pub const SNOWFLAKE_MANAGED: &str = "SnowflakeSink";
/// Managed S3 sink on Confluent Cloud.
pub const S3_MANAGED: &str = "S3_SINK";
/// Managed HTTP sink on Confluent Cloud: one address a connector, where its second version has a path a topic.
pub const HTTP_MANAGED: &str = "HttpSink";
/// Managed Postgres sink on Confluent Cloud.
pub const POSTGRES_SINK_MANAGED: &str = "PostgresSink";
pub const DEBEZIUM_POSTGRES: &str = "io.debezium.connector.postgresql.PostgresConnector";
pub const DEBEZIUM_JDBC: &str = "io.debezium.connector.jdbc.JdbcSinkConnector";
pub const ICEBERG: &str = "org.apache.iceberg.connect.IcebergSinkConnector";
/// Version 3 of the self-managed Snowflake connector.
pub const SNOWFLAKE: &str = "com.snowflake.kafka.connector.SnowflakeSinkConnector";

/// A key of a connector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectorKey {
    pub name: &'static str,
    pub kind: KeyKind,
    pub required: bool,
    /// Its value is a secret.
    pub sensitive: bool,
    /// Empty where anything of the kind goes; for a list, what its elements may be.
    pub allowed: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    Text,
    Integer,
    Number,
    Boolean,
    List,
}

static KEYS: LazyLock<BTreeMap<&'static str, Vec<ConnectorKey>>> =
    LazyLock::new(|| parse(include_str!("../data/connectors.tsv")));

static MANAGED_TRANSFORMS: &str = include_str!("../data/smt_allowed.txt");

/// Families of keys whose names are the user's or the connector's own further configuration.
static OPEN_PREFIXES: &[(&str, &[&str])] = &[
    (POSTGRES_CDC_MANAGED, &["transforms.", "predicates."]),
    (SNOWFLAKE_MANAGED, &["transforms.", "predicates."]),
    (S3_MANAGED, &["transforms.", "predicates."]),
    (HTTP_MANAGED, &["transforms.", "predicates."]),
    (POSTGRES_SINK_MANAGED, &["transforms.", "predicates."]),
    (
        DEBEZIUM_POSTGRES,
        &[
            "transforms.",
            "predicates.",
            "key.converter.",
            "value.converter.",
            "column.mask.",
            "column.truncate.",
            "topic.creation.",
            "driver.",
            "producer.override.",
        ],
    ),
    (
        DEBEZIUM_JDBC,
        &["transforms.", "predicates.", "key.converter.", "value.converter.", "hibernate.", "consumer.override."],
    ),
    (
        ICEBERG,
        &[
            "transforms.",
            "predicates.",
            "key.converter.",
            "value.converter.",
            "iceberg.catalog.",
            "iceberg.table.",
            "iceberg.tables.write-props.",
            "iceberg.tables.auto-create-props.",
            "iceberg.hadoop.",
            "iceberg.kafka.",
            "consumer.override.",
        ],
    ),
    (SNOWFLAKE, &["transforms.", "predicates.", "key.converter.", "value.converter.", "consumer.override."]),
];

/// Managed connectors list these two although the catalogue's templates leave them out.
static TRANSFORM_LISTS: &[&str] = &["transforms", "predicates"];

/// What a key is to a connector class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known<'a> {
    Key(&'a ConnectorKey),
    /// Of a family such as `transforms.<name>.<key>`.
    Family,
    No,
}

/// The keys of a connector class; none for a class that is not in the catalogue.
pub fn keys(class: &str) -> &'static [ConnectorKey] {
    KEYS.get(class).map_or(&[], Vec::as_slice)
}

pub fn find(class: &str, key: &str) -> Known<'static> {
    if let Some(found) = keys(class).iter().find(|known| known.name == key) {
        return Known::Key(found);
    }
    let prefixes = OPEN_PREFIXES.iter().find(|(of, _)| *of == class).map_or(&[] as &[&str], |(_, prefixes)| prefixes);
    if TRANSFORM_LISTS.contains(&key)
        || prefixes.iter().any(|prefix| key.len() > prefix.len() && key.starts_with(prefix))
    {
        return Known::Family;
    }
    Known::No
}

/// Predicates of managed connectors (Confluent Cloud, "Configure Single Message Transforms").
static MANAGED_PREDICATES: &[&str] = &[
    "org.apache.kafka.connect.transforms.predicates.HasHeaderKey",
    "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone",
    "org.apache.kafka.connect.transforms.predicates.TopicNameMatches",
];

/// Where the service behind a managed connector does not run the class that a transform or predicate names: the classes
/// that it runs. `key` is that of the setting.
pub fn refused_class(connector: &str, key: &str, class: &str) -> Option<Vec<&'static str>> {
    // A worker's classes are its owner's.
    if connector.contains('.') || !key.ends_with(".type") {
        return None;
    }
    let known: Vec<&str> = if key.starts_with("predicates.") {
        MANAGED_PREDICATES.to_vec()
    } else {
        MANAGED_TRANSFORMS.lines().filter(|line| !line.starts_with('#')).collect()
    };
    // `$Key` and `$Value` may follow the class.
    let bare = class.split('$').next().unwrap_or(class);
    let taken = known.iter().any(|one| *one == class || (!one.contains('$') && *one == bare));
    (!taken).then_some(known)
}

fn parse(table: &'static str) -> BTreeMap<&'static str, Vec<ConnectorKey>> {
    let mut keys: BTreeMap<&str, Vec<ConnectorKey>> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or("");
        let class = cell();
        let key = ConnectorKey {
            name: cell(),
            kind: kind(cell()),
            required: cell() == "required",
            sensitive: cell() == "sensitive",
            allowed: cell().split('|').filter(|value| !value.is_empty()).collect(),
        };
        keys.entry(class).or_default().push(key);
    }
    keys
}

fn kind(word: &str) -> KeyKind {
    match word {
        "int" | "long" | "short" => KeyKind::Integer,
        "double" => KeyKind::Number,
        "boolean" => KeyKind::Boolean,
        "list" => KeyKind::List,
        _ => KeyKind::Text,
    }
}

impl ConnectorKey {
    /// Whether a value is one that the key takes.
    pub fn takes(&self, value: &str) -> bool {
        let listed =
            |value: &str| self.allowed.is_empty() || self.allowed.iter().any(|a| a.eq_ignore_ascii_case(value));
        match self.kind {
            KeyKind::Integer => value.parse::<i64>().is_ok(),
            KeyKind::Number => value.parse::<f64>().is_ok(),
            KeyKind::Boolean => value == "true" || value == "false",
            KeyKind::List => value.split(',').all(|element| listed(element.trim())),
            KeyKind::Text => listed(value),
        }
    }

    /// What it takes, for a message.
    pub fn taken(&self) -> Vec<String> {
        match self.kind {
            KeyKind::Integer | KeyKind::Number => vec!["a number".to_string()],
            KeyKind::Boolean => vec!["true".to_string(), "false".to_string()],
            KeyKind::List | KeyKind::Text => self.allowed.iter().map(ToString::to_string).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        DEBEZIUM_JDBC, DEBEZIUM_POSTGRES, HTTP_MANAGED, Known, POSTGRES_CDC_MANAGED, POSTGRES_SINK_MANAGED, S3_MANAGED,
        SNOWFLAKE_MANAGED, find, keys, refused_class,
    };

    #[test]
    fn the_catalogue_tells_keys_from_mistakes() {
        assert_eq!(keys(POSTGRES_CDC_MANAGED).len(), 124);
        assert_eq!(keys(SNOWFLAKE_MANAGED).len(), 77);
        let sinks = [S3_MANAGED, HTTP_MANAGED, POSTGRES_SINK_MANAGED].map(|class| keys(class).len());
        assert_eq!(sinks, [92, 97, 66]);
        assert!(matches!(find(S3_MANAGED, "time.interval"), Known::Key(key) if key.required && !key.takes("WEEKLY")));
        assert!(matches!(find(HTTP_MANAGED, "sensitive.headers"), Known::Key(key) if key.sensitive));
        for unknown in ["plugin.name", "database.server.name", "csfle.configs.visible", "column.mask.with.4.chars", ""]
        {
            assert_eq!(find(POSTGRES_CDC_MANAGED, unknown), Known::No, "{unknown}");
        }
        assert_eq!(find(DEBEZIUM_POSTGRES, "column.mask.with.4.chars"), Known::Family);
        assert!(matches!(find(DEBEZIUM_POSTGRES, "plugin.name"), Known::Key(_)));
        assert_eq!(find("org.example.Other", "name"), Known::No);
    }

    #[test]
    fn values_are_checked_by_kind() {
        let key = |name| keys(POSTGRES_CDC_MANAGED).iter().find(|key| key.name == name).unwrap();
        assert!(key("snapshot.mode").takes("no_data") && !key("snapshot.mode").takes("always"));
        assert!(key("skipped.operations").takes("c, u") && !key("skipped.operations").takes("x"));
        assert!(key("tasks.max").takes("1") && !key("tasks.max").takes("one"));
        assert!(key("database.password").sensitive);
    }

    #[test]
    fn managed_connectors_take_only_listed_transforms() {
        let refused = |key: &str, class: &str| refused_class(SNOWFLAKE_MANAGED, key, class).is_some();
        assert!(!refused("transforms.a.type", "org.apache.kafka.connect.transforms.MaskField$Value"));
        assert!(refused("transforms.a.type", "com.example.Mine"));
        let predicate = "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone";
        assert!(!refused("predicates.p.type", predicate) && refused("transforms.a.type", predicate));
        assert!(!refused("transforms.a.fields", "com.example.Mine"), "no class");
        assert_eq!(refused_class(DEBEZIUM_JDBC, "transforms.a.type", "com.example.Mine"), None, "a worker's own");
    }
}
