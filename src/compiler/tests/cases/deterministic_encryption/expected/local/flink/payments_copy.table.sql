-- transform `payments_copy` in deterministic_encryption.weir
CREATE TABLE IF NOT EXISTS `deterministic_encryption.payments_copy__kafka` (
  `payment_id` BIGINT NOT NULL,
  `card` STRING NOT NULL,
  `holder` STRING,
  `again` STRING,
  `paid_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `paid_at__ltz` AS CAST(`paid_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `paid_at__ltz` AS `paid_at__ltz` - INTERVAL '10' SECOND
) COMMENT 'The holder goes through unread.' WITH (
  'connector' = 'kafka',
  'topic' = 'deterministic_encryption.payments_copy',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'deterministic_encryption.local.payments_copy',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'deterministic_encryption.payments_copy-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"payments_copy","namespace":"deterministic_encryption","doc":"The holder goes through unread.","fields":[{"name":"payment_id","type":"long"},{"name":"card","type":"string"},{"name":"holder","type":["null","string"],"default":null},{"name":"again","type":["null","string"],"default":null},{"name":"paid_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
