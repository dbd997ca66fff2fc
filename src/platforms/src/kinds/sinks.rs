use super::{SettingSpec, Spec, ValueType};
use weir_ir::Platform;

const FROM: SettingSpec =
    SettingSpec::new("from", ValueType::Inputs, "The relations it delivers, `as` the name they get there.")
        .always()
        .item();
const SETTINGS: SettingSpec =
    SettingSpec::new("settings", ValueType::TextMap, "Keys of the connector that are passed through.");
const TASKS: SettingSpec =
    SettingSpec::new("tasks", ValueType::Integer { min: 1, max: 1_000 }, "How many tasks the connector runs.").or("1");
const SILENCE: SettingSpec = super::items::SILENCE;

const CONNECTED: &[Platform] = &[Platform::SelfManaged, Platform::ConfluentCloud];

pub static SINKS: &[Spec] = &[SNOWFLAKE, ICEBERG, POSTGRES, S3, HTTP, FILE];

const SNOWFLAKE: Spec = Spec {
    name: "snowflake",
    doc: "Tables of a Snowflake schema, fed by Snowpipe Streaming.",
    settings: &[
        FROM,
        SettingSpec::new("database", ValueType::Text, "The database.").always(),
        SettingSpec::new("schema", ValueType::Text, "The schema.").or("\"PUBLIC\""),
        SettingSpec::new("account", ValueType::Text, "The account's address, `org-account.snowflakecomputing.com`; asked of Terraform where it makes the user.")
            .on(&[Platform::SelfManaged]),
        SettingSpec::new("user", ValueType::Text, "The user that loads; made by Terraform on Confluent Cloud.")
            .on(&[Platform::SelfManaged]),
        SettingSpec::new("role", ValueType::Text, "The role that loads; made by Terraform on Confluent Cloud.")
            .on(&[Platform::SelfManaged]),
        SettingSpec::new("private_key", ValueType::Secret, "The user's key; made by Terraform on Confluent Cloud.")
            .on(&[Platform::SelfManaged]),
        SettingSpec::new(
            "provision",
            ValueType::Word(&["database", "schema", "user", "tables"]),
            "How much Terraform makes: everything from the database down, from the schema down, only user and role, or nothing but weir's tables.",
        )
        .or("database"),
        SettingSpec::new("existing", ValueType::Text, "The database exists under this name; Terraform makes none."),
        SettingSpec::new("connector_version", ValueType::Word(&["v3", "v4"]), "The self-managed connector's major version.")
            .or("v3"),
        SettingSpec::new("flush", ValueType::Duration, "How long the connector gathers records.").or("1s"),
        TASKS,
        SETTINGS,
        SILENCE,
    ],
};

const ICEBERG: Spec = Spec {
    name: "iceberg",
    doc: "Iceberg tables, by Tableflow on Confluent Cloud and by Connect or Flink elsewhere.",
    settings: &[
        FROM,
        SettingSpec::new(
            "catalog",
            ValueType::Word(&["glue", "rest", "hadoop", "managed"]),
            "Who knows the tables: AWS Glue, a REST catalog, files beside the data, or Confluent's storage.",
        )
        .always(),
        SettingSpec::new("warehouse", ValueType::Text, "Where the data lies: `s3://bucket/prefix` or `file:///path`."),
        SettingSpec::new("uri", ValueType::Text, "The address of a REST catalog."),
        SettingSpec::new("credential", ValueType::Secret, "The REST catalog's `client:secret`."),
        SettingSpec::new("bucket", ValueType::Text, "An S3 bucket that exists; Terraform makes one otherwise."),
        SettingSpec::new(
            "database",
            ValueType::Text,
            "The namespace of the tables; made from the cluster by Tableflow unless stated.",
        ),
        SettingSpec::new("region", ValueType::Text, "The bucket's region; the environment's unless stated."),
        SettingSpec::new("retention", ValueType::DurationOrForever, "How long snapshots are kept.").or("7d"),
        SettingSpec::new(
            "provision",
            ValueType::Word(&["bucket"]),
            "Terraform makes the bucket and its role; so it does for `catalog = glue` unless `existing` names one.",
        ),
        SettingSpec::new("existing", ValueType::Text, "The bucket exists under this name."),
        SettingSpec::new("commit_interval", ValueType::Duration, "How often the Connect sink, or Flink, commits.")
            .or("1m"),
        TASKS,
        SETTINGS,
        SILENCE,
    ],
};

const POSTGRES: Spec = Spec {
    name: "postgres",
    doc: "Tables of a PostgreSQL database, written by a JDBC sink.",
    settings: &[
        FROM,
        SettingSpec::new("database", ValueType::Text, "The database.").on(CONNECTED),
        SettingSpec::new("host", ValueType::Text, "Where the server listens.").on(CONNECTED),
        SettingSpec::new("port", ValueType::Integer { min: 1, max: 65_535 }, "The server's port.").or("5432"),
        SettingSpec::new("schema", ValueType::Text, "The schema.").or("\"public\""),
        SettingSpec::new("user", ValueType::Text, "Who writes.").or("\"postgres\""),
        SettingSpec::new(
            "password",
            ValueType::Secret,
            "The user's password; the secret `<sink>_password` unless stated.",
        ),
        SettingSpec::new(
            "sslmode",
            ValueType::Word(&["disable", "prefer", "require", "verify_ca", "verify_full"]),
            "How much TLS the connector wants.",
        )
        .or("prefer"),
        SettingSpec::new(
            "provision",
            ValueType::Word(&["tables"]),
            "weir makes the tables; so it does unless `existing`.",
        ),
        SettingSpec::new("existing", ValueType::Text, "The server's id; its tables exist and are only written."),
        SettingSpec::new("batch", ValueType::Integer { min: 1, max: 100_000 }, "Rows a statement.").or("3000"),
        TASKS,
        SETTINGS,
        SILENCE,
    ],
};

const S3: Spec = Spec {
    name: "s3",
    doc: "Files in an S3 bucket.",
    settings: &[
        FROM,
        SettingSpec::new("bucket", ValueType::Text, "The bucket's name; not needed where `existing` says it."),
        SettingSpec::new("region", ValueType::Text, "The bucket's region; the environment's unless stated."),
        SettingSpec::new("prefix", ValueType::Text, "What every object's name begins with.").or("\"topics\""),
        SettingSpec::new("format", ValueType::Word(&["avro", "json", "parquet"]), "How records are written.")
            .or("avro"),
        SettingSpec::new("rotate", ValueType::Duration, "How often a file is closed.").or("10m"),
        SettingSpec::new("flush_size", ValueType::Integer { min: 1, max: i64::MAX }, "Records a file.").or("1000"),
        SettingSpec::new("provision", ValueType::Word(&["bucket"]), "Terraform makes the bucket."),
        SettingSpec::new("existing", ValueType::Text, "The bucket exists under this name."),
        TASKS,
        SETTINGS,
        SILENCE,
    ],
};

const HTTP: Spec = Spec {
    name: "http",
    doc: "Calls of an HTTP endpoint, one a record or a batch.",
    settings: &[
        FROM,
        SettingSpec::new("url", ValueType::Text, "The address that is called.").on(CONNECTED),
        SettingSpec::new("method", ValueType::Word(&["post", "put", "patch"]), "The method.").or("post"),
        SettingSpec::new("headers", ValueType::TextMap, "Headers of every call."),
        SettingSpec::new("authorization", ValueType::Secret, "The value of the header `Authorization`."),
        SettingSpec::new("batch", ValueType::Integer { min: 1, max: 1_000 }, "Records a call.").or("1"),
        TASKS,
        SETTINGS,
        SILENCE,
    ],
};

const FILE: Spec = Spec {
    name: "file",
    doc: "Files of the machine that runs the pipeline, for development.",
    settings: &[
        FROM,
        SettingSpec::new("path", ValueType::Text, "The folder.").always(),
        SettingSpec::new("format", ValueType::Word(&["csv", "json", "parquet"]), "How rows are written.").or("json"),
        SETTINGS,
        SILENCE,
    ],
};
