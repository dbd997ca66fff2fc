/// Who else writes and reads the schema, which decides how types are spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Convention {
    /// Flink on Confluent Cloud: TIMESTAMP_LTZ is `timestamp-millis`, TIMESTAMP is `local-timestamp-millis`, narrow
    /// types carry `connect.type` or `flink.*` properties.
    Confluent,
    /// Open-source Flink's `avro-confluent`, which knows only its legacy mapping: TIMESTAMP is `timestamp-millis`,
    /// character types are `string`, integers below INT are `int`.
    OpenSource,
}
