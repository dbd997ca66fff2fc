-- transform `pulse_by_ward` in policy_allow.weir
CREATE TABLE IF NOT EXISTS `policy_allow.pulse_by_ward__kafka` (
  `ward` STRING NOT NULL,
  `mean_pulse` DOUBLE NOT NULL,
  `patients` BIGINT NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND,
  PRIMARY KEY (`ward`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'policy_allow.pulse_by_ward',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'policy_allow.local.pulse_by_ward',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'policy_allow.pulse_by_ward-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"pulse_by_ward_key","namespace":"policy_allow","fields":[{"name":"ward","type":"string"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'policy_allow.pulse_by_ward-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"pulse_by_ward","namespace":"policy_allow","fields":[{"name":"ward","type":"string"},{"name":"mean_pulse","type":"double"},{"name":"patients","type":"long"}]}',
  'value.fields-include' = 'ALL'
);
