-- transform `cards_used` in deterministic_encryption.weir
CREATE TABLE IF NOT EXISTS `deterministic_encryption.cards_used` (
  `card` STRING NOT NULL,
  `times` BIGINT NOT NULL,
  PRIMARY KEY (`card`) NOT ENFORCED,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
COMMENT 'How often a card paid; equal ciphertexts are equal cards.'
DISTRIBUTED BY HASH(`card`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
