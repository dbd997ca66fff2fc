-- topic `people` in keks.weir
CREATE TABLE IF NOT EXISTS `keks.people__kafka` (
  `id` BIGINT NOT NULL,
  `a` STRING NOT NULL,
  `b` STRING NOT NULL,
  `c` STRING NOT NULL,
  `d` STRING NOT NULL,
  `e` BYTES NOT NULL,
  `f` STRING NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'keks.people',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'keks.local.people',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'keks.people-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"people","namespace":"keks","fields":[{"name":"id","type":"long"},{"name":"a","type":"string","confluent:tags":["pii","encrypt_one_aes256_gcm"]},{"name":"b","type":"string","confluent:tags":["pii","encrypt_two_aes256_gcm"]},{"name":"c","type":"string","confluent:tags":["pii","encrypt_three_aes256_gcm"]},{"name":"d","type":"string","confluent:tags":["pii","encrypt_four_aes256_gcm"]},{"name":"e","type":"bytes"},{"name":"f","type":"string","confluent:tags":["pii","encrypt_six_aes256_gcm"]}]}',
  'value.fields-include' = 'ALL'
);
