//! Who decrypts fields that clients encrypted (`encrypt … with KEK`), by platform: Confluent Cloud's documentation,
//! "Use client-side field level encryption with Flink, connectors and Tableflow", and `confluent_schema_registry_kek`.

use weir_ir::Platform;

/// What reads a topic with encrypted fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    Flink,
    SinkConnector,
    Tableflow,
}

/// Whether a reader sees plaintext. Self-managed Flink and Connect run no rules; Confluent's own services use a key that
/// is shared with them, and then there is no switch to keep one of them from it.
pub fn decrypts(platform: Platform, reader: Reader, kek_is_shared: bool) -> bool {
    match (platform, reader) {
        (Platform::ConfluentCloud, Reader::Flink | Reader::SinkConnector | Reader::Tableflow) => kek_is_shared,
        (Platform::SelfManaged | Platform::Embedded, Reader::Flink | Reader::SinkConnector | Reader::Tableflow) => {
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, decrypts};
    use weir_ir::Platform;

    #[test]
    fn only_confluent_decrypts_and_only_with_a_shared_key() {
        for reader in [Reader::Flink, Reader::SinkConnector, Reader::Tableflow] {
            assert!(decrypts(Platform::ConfluentCloud, reader, true));
            assert!(!decrypts(Platform::ConfluentCloud, reader, false));
            assert!(!decrypts(Platform::SelfManaged, reader, true));
            assert!(!decrypts(Platform::Embedded, reader, true));
        }
    }
}
