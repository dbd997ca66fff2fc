use super::{SettingSpec, Spec, ValueType};
use weir_ir::Platform;

const FLINK_VERSION: SettingSpec = SettingSpec::new(
    "flink_version",
    ValueType::Version,
    "The Flink that runs the statements; printing and checks follow it.",
);
const SECRETS: SettingSpec = SettingSpec::new("secrets", ValueType::SecretStore, "Where secrets are kept.");
const PROTECTED: SettingSpec =
    SettingSpec::new("protected", ValueType::Boolean, "Destroying it wants the pipeline's name typed, always.")
        .or("false");
const PARALLELISM: SettingSpec = SettingSpec::new(
    "parallelism",
    ValueType::Integer { min: 1, max: 32_768 },
    "Parallelism of transforms that do not state one.",
);
const RETENTION: SettingSpec =
    SettingSpec::new("retention", ValueType::DurationOrForever, "Retention of topics that do not state one.");
const PARTITIONS: SettingSpec = SettingSpec::new(
    "partitions",
    ValueType::Integer { min: 1, max: 10_000 },
    "Partitions of topics that do not state them.",
);
const SILENCE: SettingSpec = super::items::SILENCE;

const EXISTING: SettingSpec = SettingSpec::new("existing", ValueType::Text, "The id of one that exists.");
const THING: &[SettingSpec] = &[EXISTING];

/// Terraform makes the thing unless `existing` names one.
const CLUSTER: &[SettingSpec] = &[
    EXISTING,
    SettingSpec::new(
        "provision",
        ValueType::Word(&["basic", "standard", "enterprise", "dedicated"]),
        "The type that is made.",
    )
    .or("standard"),
    SettingSpec::new("availability", ValueType::Word(&["single_zone", "multi_zone"]), "Zones of the cluster.")
        .or("single_zone"),
    SettingSpec::new("cku", ValueType::Integer { min: 1, max: 152 }, "Size of a dedicated cluster."),
];
const REGISTRY: &[SettingSpec] = &[
    EXISTING,
    SettingSpec::new(
        "provision",
        ValueType::Word(&["essentials", "advanced"]),
        "The Stream Governance package; rules need `advanced`.",
    )
    .or("advanced"),
];
const POOL: &[SettingSpec] = &[
    EXISTING,
    SettingSpec::new("provision", ValueType::Word(&["pool"]), "Terraform makes one."),
    SettingSpec::new("max_cfu", ValueType::Integer { min: 5, max: 1_000 }, "The most CFUs it may use.").or("20"),
];
const NETWORK: &[SettingSpec] = &[
    EXISTING,
    SettingSpec::new("provision", ValueType::Word(&["vpc"]), "Terraform makes one."),
    SettingSpec::new("subnets", ValueType::Texts, "Subnets of a network that exists."),
    SettingSpec::new(
        "public_ip",
        ValueType::Boolean,
        "Whether containers get public addresses: not in a network that exists, unless its subnets have no other way out.",
    ),
    SettingSpec::new("cidr", ValueType::Text, "Addresses of a network that is made.").or("\"10.0.0.0/16\""),
];

pub static ENVIRONMENTS: &[Spec] = &[
    Spec {
        name: "embedded",
        doc: "One process, no server: `weir run` and `weir test`.",
        settings: &[
            SettingSpec::new(
                "like",
                ValueType::Name("an environment"),
                "Whose rules for decryption and masks hold in tests.",
            ),
            SettingSpec::new("memory", ValueType::Size, "The most memory that state may take."),
            FLINK_VERSION,
            SECRETS,
            PROTECTED,
            PARALLELISM,
            RETENTION,
            PARTITIONS,
            SILENCE,
        ],
    },
    Spec {
        name: "self_managed",
        doc: "Kafka, Connect, a schema registry and Flink that already run.",
        settings: &[
            SettingSpec::new("kafka", ValueType::Text, "Bootstrap servers.").on(&[Platform::SelfManaged]),
            SettingSpec::new("registry", ValueType::Text, "The schema registry's address.")
                .on(&[Platform::SelfManaged]),
            SettingSpec::new("connect", ValueType::Text, "The Connect worker's address.").on(&[Platform::SelfManaged]),
            SettingSpec::new("flink_gateway", ValueType::Text, "The Flink SQL gateway's address.")
                .on(&[Platform::SelfManaged]),
            SettingSpec::new("flink_rest", ValueType::Text, "The Flink job manager's address."),
            SettingSpec::new(
                "kafka_security",
                ValueType::Word(&["plaintext", "ssl", "sasl_plaintext", "sasl_ssl"]),
                "How clients speak to Kafka.",
            )
            .or("plaintext"),
            SettingSpec::new(
                "kafka_mechanism",
                ValueType::Word(&["plain", "scram_sha_256", "scram_sha_512"]),
                "The SASL mechanism.",
            ),
            SettingSpec::new("kafka_user", ValueType::Text, "The SASL user."),
            SettingSpec::new("kafka_password", ValueType::Secret, "The SASL user's password."),
            SettingSpec::new("registry_user", ValueType::Text, "The registry's user."),
            SettingSpec::new("registry_password", ValueType::Secret, "The registry user's password."),
            SettingSpec::new("connect_user", ValueType::Text, "The Connect worker's user."),
            SettingSpec::new("connect_password", ValueType::Secret, "The Connect user's password."),
            SettingSpec::new(
                "avro_converter",
                ValueType::Text,
                "The class of the worker's Avro converter, where it is not Confluent's.",
            )
            .or("\"io.confluent.connect.avro.AvroConverter\""),
            SettingSpec::new("replication", ValueType::Integer { min: 1, max: 100 }, "Copies of each topic.").or("3"),
            SettingSpec::new("acls", ValueType::Boolean, "Whether weir writes ACLs.").or("false"),
            SettingSpec::new("state", ValueType::Text, "The topic that keeps the journal."),
            SettingSpec::new("region", ValueType::Text, "The region of what lies in AWS."),
            FLINK_VERSION,
            SECRETS,
            PROTECTED,
            PARALLELISM,
            RETENTION,
            PARTITIONS,
            SILENCE,
        ],
    },
    Spec {
        name: "confluent_cloud",
        doc: "Confluent Cloud with its own Flink and connectors; Terraform makes what does not exist.",
        settings: &[
            SettingSpec::new("cloud", ValueType::Word(&["aws"]), "The provider of the cluster.")
                .on(&[Platform::ConfluentCloud]),
            SettingSpec::new("region", ValueType::Text, "The provider's region.").on(&[Platform::ConfluentCloud]),
            SettingSpec::new(
                "environment",
                ValueType::Group(THING),
                "The Confluent environment; made unless it exists.",
            ),
            SettingSpec::new("cluster", ValueType::Group(CLUSTER), "The Kafka cluster; made unless it exists."),
            SettingSpec::new("registry", ValueType::Group(REGISTRY), "The schema registry; made unless it exists."),
            SettingSpec::new("pool", ValueType::Group(POOL), "The Flink compute pool; made unless it exists."),
            SettingSpec::new(
                "network",
                ValueType::Group(NETWORK),
                "The VPC of database and services; made unless it exists.",
            ),
            SettingSpec::new(
                "availability",
                ValueType::Word(&["single_zone", "multi_zone"]),
                "Zones of a cluster that is made.",
            )
            .or("single_zone"),
            SettingSpec::new(
                "max_cfu",
                ValueType::Integer { min: 5, max: 1_000 },
                "The most CFUs of a pool that is made.",
            )
            .or("20"),
            SettingSpec::new(
                "admin_cidrs",
                ValueType::Texts,
                "Addresses that may reach the database besides Confluent's.",
            )
            .or("[]"),
            SettingSpec::new("state", ValueType::Text, "Where the journal lies: `s3://bucket/prefix`."),
            SettingSpec::new("tags", ValueType::TextMap, "Tags of everything made in AWS."),
            FLINK_VERSION,
            SECRETS,
            PROTECTED,
            RETENTION,
            PARTITIONS,
            SILENCE,
        ],
    },
];
