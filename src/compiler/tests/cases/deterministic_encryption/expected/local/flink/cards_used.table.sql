-- transform `cards_used` in deterministic_encryption.weir
CREATE TABLE IF NOT EXISTS `deterministic_encryption.cards_used__kafka` (
  `card` STRING NOT NULL,
  `times` BIGINT NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND,
  PRIMARY KEY (`card`) NOT ENFORCED
) COMMENT 'How often a card paid; equal ciphertexts are equal cards.' WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'deterministic_encryption.cards_used',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'deterministic_encryption.local.cards_used',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'deterministic_encryption.cards_used-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"cards_used_key","namespace":"deterministic_encryption","fields":[{"name":"card","type":"string"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'deterministic_encryption.cards_used-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"cards_used","namespace":"deterministic_encryption","doc":"How often a card paid; equal ciphertexts are equal cards.","fields":[{"name":"card","type":"string"},{"name":"times","type":"long"}]}',
  'value.fields-include' = 'ALL'
);
