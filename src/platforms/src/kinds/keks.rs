use super::{SettingSpec, Spec, ValueType};
use weir_ir::Platform;

const SHARED: SettingSpec = SettingSpec::new(
    "shared",
    ValueType::Boolean,
    "Confluent's own services may use the key: Flink, managed connectors and Tableflow read plaintext then.",
)
.or("false")
.item();
const EXISTING: SettingSpec =
    SettingSpec::new("existing", ValueType::Text, "The id of a key that exists; weir makes none then.");
const SILENCE: SettingSpec = super::items::SILENCE;

pub static KEKS: &[Spec] = &[
    Spec {
        name: "aws_kms",
        doc: "A key of AWS KMS, made by the environment's Terraform or named by its ARN.",
        settings: &[
            SHARED,
            EXISTING,
            SettingSpec::new("key_id", ValueType::Text, "The key's ARN, where Terraform does not make it.")
                .on(&[Platform::SelfManaged]),
            SILENCE,
        ],
    },
    Spec {
        name: "gcp_kms",
        doc: "A key of Google Cloud KMS.",
        settings: &[
            SHARED,
            EXISTING,
            SettingSpec::new("key_id", ValueType::Text, "The resource name: `projects/…/cryptoKeys/…`.")
                .on(&[Platform::SelfManaged, Platform::ConfluentCloud]),
            SILENCE,
        ],
    },
    Spec {
        name: "azure_kms",
        doc: "A key of Azure Key Vault.",
        settings: &[
            SHARED,
            EXISTING,
            SettingSpec::new("key_id", ValueType::Text, "The key's URL.")
                .on(&[Platform::SelfManaged, Platform::ConfluentCloud]),
            SILENCE,
        ],
    },
    Spec {
        name: "hcvault",
        doc: "A key of HashiCorp Vault's transit engine.",
        settings: &[
            SHARED,
            EXISTING,
            SettingSpec::new("key_id", ValueType::Text, "The key's URL.")
                .on(&[Platform::SelfManaged, Platform::ConfluentCloud]),
            SettingSpec::new("token", ValueType::Secret, "Vault's token."),
            SILENCE,
        ],
    },
    Spec {
        name: "local_kms",
        doc: "A key kept in a secret, for development.",
        settings: &[
            SHARED,
            SettingSpec::new("secret", ValueType::Secret, "The secret that holds the key; `local_kms` unless stated."),
            SILENCE,
        ],
    },
];
