//! Values that say something else than the default.

use weir_platforms::kinds::{SettingSpec, ValueType};

/// By place and setting, where the type alone does not tell what makes a difference.
static SPECIAL: &[(&str, &str, &str)] = &[
    ("*", "silence", "[\"lost-names\"]"),
    ("*", "in", "[like]"),
    ("classification", "implies", "[pii]"),
    ("confluent_cloud", "admin_cidrs", "[\"10.1.0.0/16\"]"),
    ("confluent_cloud", "state", "\"s3://bucket/other\""),
    ("confluent_cloud.network", "existing", "\"vpc-1\"  subnets = [\"subnet-1\", \"subnet-2\"]"),
    ("confluent_cloud.network", "subnets", "[\"subnet-1\", \"subnet-2\"]  existing = \"vpc-1\""),
    ("confluent_cloud.network", "public_ip", "true  existing = \"vpc-1\"  subnets = [\"subnet-1\", \"subnet-2\"]"),
    ("confluent_cloud.network", "cidr", "\"10.7.0.0/16\""),
    ("*", "secrets", "file(\"other\")"),
    ("feeder", "secrets", "{ OTHER = secret(\"other\") }"),
    ("payments", "secrets", "{ OTHER = secret(\"other\") }"),
    ("container", "secrets", "{ OTHER = secret(\"other\") }"),
    ("container", "reads", "[other]"),
    ("container", "writes", "[till]"),
    ("payments", "reads", "[shop.goods]"),
    ("payments", "writes", "other"),
    ("feeder", "writes", "second"),
    ("embedded", "like", "like"),
    ("naming", "captured", "\"other.{schema}.{table}\""),
    ("naming", "group", "\"other-{pipeline}-{environment}\""),
    ("naming", "publication", "\"other_{pipeline}_{environment}_{item}\""),
    ("naming", "slot", "\"other_{pipeline}_{environment}_{item}\""),
    ("naming", "statement", "\"other-{pipeline}-{environment}-{item}\""),
    ("naming", "table", "\"other_{item}\""),
    ("rule", "check", "\"message.id > 7\""),
    ("rule", "transform", "\"value + value\""),
    ("*", "from", "[late as THIRD]"),
    ("sink iceberg", "from", "[other]"),
    ("sink s3", "from", "[other]"),
    ("sink http", "from", "[other]"),
    ("sink postgres", "settings", "{ \"batch.size\" = \"7\" }"),
    ("source postgres", "settings", "{ \"tombstones.on.delete\" = \"true\" }"),
    ("source postgres", "existing", "\"other\""),
    ("sink iceberg", "settings", "{ \"errors.log.enable\" = \"true\" }"),
    ("sink http", "settings", "{ \"max.poll.records\" = \"7\" }"),
    ("sink s3", "settings", "{ \"max.poll.records\" = \"7\" }"),
    ("sink snowflake", "settings", "{ \"max.poll.records\" = \"7\" }"),
    ("transform", "event_time", "made"),
    ("transform", "upsert_key", "[id, more]"),
];

/// All of them are tried; one has to make a difference.
pub(crate) fn others(place: &str, row: &SettingSpec) -> Vec<String> {
    let of = |at: &str| -> Vec<String> {
        let rows = SPECIAL.iter().filter(|(place, name, _)| *place == at && *name == row.name);
        rows.map(|(_, _, value)| (*value).to_string()).collect()
    };
    let own = of(place);
    let special = if own.is_empty() { of("*") } else { own };
    if special.is_empty() { by_type(row) } else { special }
}

fn by_type(row: &SettingSpec) -> Vec<String> {
    let one = |text: &str| vec![text.to_string()];
    match &row.ty {
        ValueType::Text | ValueType::Verbatim | ValueType::Any => one("\"other\""),
        ValueType::Word(words) => {
            words.iter().filter(|word| Some(**word) != row.default).map(|word| (*word).to_string()).collect()
        }
        ValueType::Integer { max, .. } => vec![(*max).min(7).to_string()],
        ValueType::Version => one("2.3"),
        ValueType::Boolean => vec![(row.default != Some("true")).to_string()],
        ValueType::Duration | ValueType::DurationOrForever | ValueType::StateTtl => one("49h"),
        ValueType::Size => one("3GiB"),
        ValueType::Rate => one("7 per second"),
        ValueType::Percent => one("7%"),
        ValueType::Secret => one("secret(\"other\")"),
        ValueType::Texts => one("[\"other\"]"),
        ValueType::Words(words) => words.iter().map(|word| format!("[{word}]")).collect(),
        ValueType::TextMap => one("{ \"other\" = \"value\" }"),
        ValueType::SecretMap => one("{ OTHER = secret(\"other\") }"),
        ValueType::SecretStore => one("file(\"other/{NAME}\")"),
        ValueType::Otherwise => one("warn"),
        ValueType::Template => one("\"other-{pipeline}-{item}\""),
        ValueType::Names(_) | ValueType::Name(_) | ValueType::Inputs | ValueType::Group(_) => Vec::new(),
    }
}
