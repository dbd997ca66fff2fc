use super::{Place, SettingSpec, Spec, ValueType};

const IN: SettingSpec =
    SettingSpec::new("in", ValueType::Names("environments"), "The environments it runs in; all unless stated.").item();
const RATE: SettingSpec = SettingSpec::new("rate", ValueType::Rate, "How often it writes.").or("1 per second");
const SEED: SettingSpec =
    SettingSpec::new("seed", ValueType::Integer { min: 0, max: i64::MAX }, "The same seed makes the same rows.")
        .or("1");
const IMAGE: SettingSpec = SettingSpec::new("image", ValueType::Text, "The container image; weir's own unless stated.");
const CPU: SettingSpec =
    SettingSpec::new("cpu", ValueType::Integer { min: 1, max: 16_384 }, "CPU units; 1024 are one processor.").or("256");
const MEMORY: SettingSpec = SettingSpec::new("memory", ValueType::Size, "Memory of a container.").or("512MiB");
const REPLICAS: SettingSpec =
    SettingSpec::new("replicas", ValueType::Integer { min: 0, max: 1_000 }, "How many run at once.").or("1");
const ENV: SettingSpec = SettingSpec::new("env", ValueType::TextMap, "Environment variables of the container.");
const SECRETS: SettingSpec =
    SettingSpec::new("secrets", ValueType::SecretMap, "Environment variables that are secrets.");
const SILENCE: SettingSpec = super::items::SILENCE;

pub static SERVICES: &[Spec] = &[
    Spec {
        name: "feeder",
        doc: "Fills a source database with plausible rows, and keeps inserting.",
        settings: &[
            SettingSpec::new("writes", ValueType::Name("a source"), "The source it fills.").always().item(),
            IN,
            RATE,
            SEED,
            SettingSpec::new(
                "rows",
                ValueType::Integer { min: 1, max: i64::MAX },
                "Rows of a table before the first insert at the rate.",
            ),
            IMAGE,
            CPU,
            MEMORY,
            REPLICAS,
            ENV,
            SECRETS,
            SILENCE,
        ],
    },
    Spec {
        name: "payments",
        doc: "Produces events to a topic under its contract.",
        settings: &[
            SettingSpec::new("writes", ValueType::Name("a topic"), "The topic it produces to.").always().item(),
            SettingSpec::new("reads", ValueType::Names("relations"), "Relations whose keys its events refer to.")
                .item(),
            IN,
            RATE,
            SettingSpec::new(
                "invalid",
                ValueType::Percent,
                "Share of events that break the topic's rules, on purpose.",
            )
            .or("0%"),
            SettingSpec::new("duplicates", ValueType::Percent, "Share of events that are sent twice, on purpose.")
                .or("0%"),
            SEED,
            IMAGE,
            CPU,
            MEMORY,
            REPLICAS,
            ENV,
            SECRETS,
            SILENCE,
        ],
    },
    Spec {
        name: "container",
        doc: "An image of your own that reads or writes relations.",
        settings: &[
            SettingSpec { place: Place::Both, ..IMAGE.always() },
            SettingSpec::new("reads", ValueType::Names("relations or sources"), "What it reads.").item(),
            SettingSpec::new("writes", ValueType::Names("topics or sources"), "What it writes.").item(),
            IN,
            SettingSpec::new("command", ValueType::Texts, "Replaces the image's command."),
            SettingSpec::new("port", ValueType::Integer { min: 1, max: 65_535 }, "The port it listens on."),
            CPU,
            MEMORY,
            REPLICAS,
            ENV,
            SECRETS,
            SILENCE,
        ],
    },
];
