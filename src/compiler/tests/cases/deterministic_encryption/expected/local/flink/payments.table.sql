-- topic `payments` in deterministic_encryption.weir
CREATE TABLE IF NOT EXISTS `deterministic_encryption.payments__kafka` (
  `payment_id` BIGINT NOT NULL,
  `card` STRING NOT NULL,
  `holder` STRING,
  `amount` DECIMAL(10, 2) NOT NULL,
  `paid_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `paid_at__ltz` AS CAST(`paid_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `paid_at__ltz` AS `paid_at__ltz` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'deterministic_encryption.payments',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'deterministic_encryption.local.payments',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'deterministic_encryption.payments-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"payments","namespace":"deterministic_encryption","fields":[{"name":"payment_id","type":"long"},{"name":"card","type":"string","confluent:tags":["pci","encrypt_cards_aes256_siv"]},{"name":"holder","type":["null","string"],"default":null,"confluent:tags":["pci","encrypt_cards_aes256_gcm"]},{"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}},{"name":"paid_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
