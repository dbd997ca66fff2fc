use super::{SettingSpec, Spec, ValueType};

pub(super) const SILENCE: SettingSpec =
    SettingSpec::new("silence", ValueType::Texts, "Names of warnings that are not given for this item.").item();
const PARTITIONS: SettingSpec =
    SettingSpec::new("partitions", ValueType::Integer { min: 1, max: 10_000 }, "Partitions of the topic.");
const RETENTION: SettingSpec =
    SettingSpec::new("retention", ValueType::DurationOrForever, "How long the topic keeps records.");
const WATERMARK: SettingSpec =
    SettingSpec::new("watermark", ValueType::Duration, "How far behind the greatest time a row may come.").or("5s");
const IDLE: SettingSpec =
    SettingSpec::new("idle", ValueType::Duration, "How long an input without rows holds the others' watermark back.")
        .or("10s");
const OWNER: SettingSpec = SettingSpec::new("owner", ValueType::Text, "Who answers for it.");

pub static PIPELINE: Spec = Spec {
    name: "pipeline",
    doc: "Names the unit that is deployed.",
    settings: &[
        OWNER,
        SettingSpec::new("description", ValueType::Text, "What it is for."),
        SettingSpec::new(
            "governance",
            ValueType::Text,
            "The only folder whose files may hold `classification`, `policy` and `allow` items.",
        ),
        SettingSpec { doc: "Names of warnings that are not given for this pipeline.", ..SILENCE },
    ],
};

pub static TABLE: Spec = Spec {
    name: "table",
    doc: "A table of a source.",
    settings: &[
        SettingSpec::new(
            "changelog",
            ValueType::Word(&["append", "upsert"]),
            "Whether a change is a row of its own or replaces the row of its key.",
        )
        .or("upsert"),
        SettingSpec::new("deletes", ValueType::Word(&["rows", "drop"]), "What a delete is where changes are rows.")
            .or("drop"),
        WATERMARK,
        IDLE,
        PARTITIONS,
        RETENTION,
        SettingSpec::new("existing", ValueType::Boolean, "The table is others'; weir writes no DDL for it.")
            .or("false"),
        SILENCE,
    ],
};

pub static TOPIC: Spec = Spec {
    name: "topic",
    doc: "An event stream that applications produce to.",
    settings: &[
        SettingSpec::new("name", ValueType::Template, "The topic's name in Kafka, where it isn't what `naming` makes."),
        PARTITIONS,
        RETENTION,
        SettingSpec::new("format", ValueType::Word(&["avro"]), "How records are written.").or("avro"),
        WATERMARK,
        IDLE,
        SettingSpec::new(
            "changelog",
            ValueType::Word(&["append", "upsert"]),
            "Whether a record replaces the one of its key.",
        )
        .or("append"),
        SettingSpec::new("existing", ValueType::Boolean, "The topic is others': it is checked and never written.")
            .or("false"),
        SettingSpec::new("producers", ValueType::Texts, "Who produces to it besides the services of the pipeline."),
        SettingSpec::new(
            "compatibility",
            ValueType::Word(&[
                "none",
                "backward",
                "forward",
                "full",
                "backward_transitive",
                "forward_transitive",
                "full_transitive",
            ]),
            "What the registry lets a new schema change.",
        )
        .or("backward"),
        OWNER,
        SILENCE,
    ],
};

pub static TRANSFORM: Spec = Spec {
    name: "transform",
    doc: "A derived stream or table, by one query.",
    settings: &[
        SettingSpec::new("state_ttl", ValueType::StateTtl, "How long state is kept without being touched."),
        SettingSpec::new("upsert_key", ValueType::Names("columns"), "The key, where it can't be inferred."),
        SettingSpec::new("changelog", ValueType::Word(&["append", "upsert"]), "Checked against what is inferred."),
        PARTITIONS,
        RETENTION,
        SettingSpec::new("parallelism", ValueType::Integer { min: 1, max: 32_768 }, "How many tasks run the query."),
        SettingSpec::new(
            "watermark",
            ValueType::Duration,
            "Watermark delay of the output; the largest of its inputs plus 5 s unless stated.",
        ),
        IDLE,
        SettingSpec::new(
            "event_time",
            ValueType::Name("a column"),
            "The output's time, where the query has no time attribute.",
        ),
        SettingSpec::new("late", ValueType::Word(&["drop"]), "What happens to rows behind the watermark."),
        SettingSpec::new(
            "version",
            ValueType::Integer { min: 1, max: 1_000_000 },
            "A new version gets a topic of its own beside the old one.",
        )
        .or("1"),
        SettingSpec::new(
            "upgrade",
            ValueType::Word(&["carry", "savepoint", "replay", "switch", "version"]),
            "How the next change of the query is rolled out.",
        ),
        OWNER,
        SILENCE,
    ],
};

pub static RULE: Spec = Spec {
    name: "rule",
    doc: "A data contract on a topic.",
    settings: &[
        SettingSpec::new("check", ValueType::Verbatim, "A condition in CEL that every record meets."),
        SettingSpec::new("transform", ValueType::Verbatim, "A CEL expression that gives the field its value."),
        SettingSpec::new("otherwise", ValueType::Otherwise, "What happens to a record that fails.").or("reject"),
        SettingSpec::new("on", ValueType::Word(&["write", "read"]), "Whether producers or consumers run it.")
            .or("write"),
        SILENCE,
    ],
};

pub static EXPOSE: Spec = Spec {
    name: "expose",
    doc: "A data product that other pipelines may read.",
    settings: &[
        SettingSpec::new("version", ValueType::Integer { min: 1, max: 1_000_000 }, "The product's version.").or("1"),
        OWNER,
        SILENCE,
    ],
};

pub static USE: Spec = Spec {
    name: "use",
    doc: "A relation that another pipeline exposes.",
    settings: &[
        SettingSpec::new(
            "version",
            ValueType::Integer { min: 1, max: 1_000_000 },
            "The version that is read; the newest unless stated, or the one that weir.lock pins.",
        ),
        SILENCE,
    ],
};

pub static CLASSIFICATION: Spec = Spec {
    name: "classification",
    doc: "A class besides the built-in ones.",
    settings: &[SettingSpec::new("implies", ValueType::Names("classes"), "Classes that it is a case of."), SILENCE],
};

/// The lines before the rows of a `given`.
pub static GIVEN: Spec = Spec {
    name: "given",
    doc: "Rows that a test feeds.",
    settings: &[SettingSpec::new("watermark", ValueType::Duration, "Watermark delay in this test.")],
};

const fn template(name: &'static str, default: &'static str, doc: &'static str) -> SettingSpec {
    SettingSpec::new(name, ValueType::Template, doc).or(default)
}

pub static NAMING: Spec = Spec {
    name: "naming",
    doc: "Templates of physical names.",
    settings: &[
        template("topic", "{pipeline}.{item}", "Topics: declared, dead letter and derived."),
        template(
            "captured",
            "{pipeline}.{source}.{schema}.{table}",
            "Captured topics; ends in `.{schema}.{table}`, as Debezium names them.",
        ),
        template("statement", "{pipeline}-{environment}-{item}", "Flink statements."),
        template("connector", "{pipeline}-{environment}-{item}", "Connectors, by source or sink."),
        template("table", "{item}", "Tables at a sink, where the sink gives no other name."),
        template("slot", "weir_{pipeline}_{environment}_{item}", "Replication slots, by source."),
        template("publication", "weir_{pipeline}_{environment}_{item}", "Publications, by source."),
        template("group", "{pipeline}.{environment}", "Consumer groups."),
        template("kek", "{pipeline}-{environment}-{item}", "Key-encryption keys in the registry."),
    ],
};

/// Which placeholders a template may hold, besides params.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceholderSet(pub &'static [&'static str]);

impl PlaceholderSet {
    /// Of a template of `naming`.
    pub fn of(template: &str) -> PlaceholderSet {
        match template {
            "captured" => PlaceholderSet(&["pipeline", "environment", "source", "schema", "table"]),
            "topic" | "statement" => PlaceholderSet(&["pipeline", "environment", "item", "version"]),
            "table" => PlaceholderSet(&["pipeline", "environment", "item", "sink"]),
            "group" => PlaceholderSet(&["pipeline", "environment"]),
            _ => PlaceholderSet(&["pipeline", "environment", "item"]),
        }
    }
}

/// The template that holds where `naming` says nothing.
pub fn naming_default(name: &str) -> &'static str {
    NAMING.setting(name).and_then(|setting| setting.default).unwrap_or("{pipeline}.{item}")
}
