-- transform `day_so_far` in cumulate.weir
CREATE TABLE IF NOT EXISTS `cumulate.day_so_far__kafka` (
  `day_start` TIMESTAMP(3) NOT NULL,
  `until` TIMESTAMP(3) NOT NULL,
  `closed_at` TIMESTAMP(3) NOT NULL,
  `page` STRING NOT NULL,
  `visits` BIGINT NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `closed_at__ltz` AS CAST(`closed_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `closed_at__ltz` AS `closed_at__ltz` - INTERVAL '10' SECOND
) COMMENT 'The day so far, every five minutes, and windows of windows by their time.' WITH (
  'connector' = 'kafka',
  'topic' = 'cumulate.day_so_far',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'cumulate.local.day_so_far',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'cumulate.day_so_far-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"day_so_far","namespace":"cumulate","doc":"The day so far, every five minutes, and windows of windows by their time.","fields":[{"name":"day_start","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"until","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"closed_at","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"page","type":"string"},{"name":"visits","type":"long"}]}',
  'value.fields-include' = 'ALL'
);
