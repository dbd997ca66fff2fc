use super::{SettingSpec, Spec, ValueType};

pub static SOURCES: &[Spec] = &[Spec {
    name: "postgres",
    doc: "A PostgreSQL database, captured by Debezium from its write-ahead log.",
    settings: &[
        SettingSpec::new("database", ValueType::Text, "The database's name.").always(),
        SettingSpec::new("host", ValueType::Text, "Where the server listens; not needed where weir makes it."),
        SettingSpec::new("port", ValueType::Integer { min: 1, max: 65_535 }, "The server's port.").or("5432"),
        SettingSpec::new("user", ValueType::Text, "Who owns the tables; weir makes a role of its own for replication.")
            .or("\"postgres\""),
        SettingSpec::new("password", ValueType::Secret, "The user's password.").always(),
        SettingSpec::new(
            "sslmode",
            ValueType::Word(&["disable", "prefer", "require", "verify_ca", "verify_full"]),
            "How much TLS the connector wants; `require` on Confluent Cloud, `prefer` elsewhere, unless stated.",
        ),
        SettingSpec::new("sslrootcert", ValueType::Secret, "The certificate that `verify_ca` and `verify_full` check."),
        SettingSpec::new(
            "provision",
            ValueType::Word(&["rds", "tables"]),
            "What weir makes: `rds` a server with its tables, `tables` only the tables on a server that exists.",
        ),
        SettingSpec::new(
            "existing",
            ValueType::Text,
            "The id of a server that exists, for people; its tables are only read, and `host` says where it listens.",
        ),
        SettingSpec::new("instance", ValueType::Text, "The class of a server that weir makes.").or("\"db.t3.medium\""),
        SettingSpec::new("storage", ValueType::Size, "The disk of a server that weir makes.").or("30GiB"),
        SettingSpec::new("version", ValueType::Text, "The major version of a server that weir makes.").or("\"16\""),
        SettingSpec::new("multi_az", ValueType::Boolean, "Whether a server that weir makes has a standby.").or("false"),
        SettingSpec::new(
            "backup_retention",
            ValueType::Duration,
            "How long backups of a server that weir makes are kept.",
        )
        .or("7d"),
        SettingSpec::new(
            "changelog",
            ValueType::Word(&["append", "upsert"]),
            "How its tables change, unless a table says.",
        )
        .or("upsert")
        .item(),
        SettingSpec::new(
            "deletes",
            ValueType::Word(&["rows", "drop"]),
            "What a delete is where changes are rows: a row of its own, or nothing.",
        )
        .or("drop")
        .item(),
        SettingSpec::new("watermark", ValueType::Duration, "Watermark delay of its tables, unless a table says.")
            .or("5s")
            .item(),
        SettingSpec::new("idle", ValueType::Duration, "How long a table without changes holds watermarks back.")
            .or("10s")
            .item(),
        SettingSpec::new(
            "snapshot",
            ValueType::Word(&["initial", "no_data", "initial_only", "when_needed"]),
            "What the connector reads before the log.",
        )
        .or("initial"),
        SettingSpec::new("heartbeat", ValueType::Duration, "How often a quiet database still confirms the log.")
            .or("10s"),
        SettingSpec::new("retention", ValueType::DurationOrForever, "How long captured topics keep records."),
        SettingSpec::new("partitions", ValueType::Integer { min: 1, max: 10_000 }, "Partitions of captured topics.")
            .or("1"),
        SettingSpec::new("settings", ValueType::TextMap, "Keys of the connector that are passed through."),
        super::items::SILENCE,
    ],
}];
