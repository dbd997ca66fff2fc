-- topic `measurements` in policy_allow.weir
CREATE TABLE IF NOT EXISTS `policy_allow.measurements__kafka` (
  `patient` STRING NOT NULL,
  `pulse` INT NOT NULL,
  `ward` STRING NOT NULL,
  `seen_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `seen_at__ltz` AS CAST(`seen_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `seen_at__ltz` AS `seen_at__ltz` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'policy_allow.measurements',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'policy_allow.local.measurements',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'policy_allow.measurements-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"measurements","namespace":"policy_allow","fields":[{"name":"patient","type":"string","confluent:tags":["health","pii"]},{"name":"pulse","type":"int","confluent:tags":["health","pii"]},{"name":"ward","type":"string"},{"name":"seen_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
