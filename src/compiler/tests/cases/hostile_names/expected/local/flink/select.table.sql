-- topic `select` in hostile_names.weir
CREATE TABLE IF NOT EXISTS `hostile_names.select__kafka` (
  `order` BIGINT NOT NULL,
  `group` STRING NOT NULL,
  `table` STRING NOT NULL,
  `time_of` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `time_of__ltz` AS CAST(`time_of` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `time_of__ltz` AS `time_of__ltz` - INTERVAL '5' SECOND
) COMMENT 'It''s a `table` with "quotes", ${dollars}, %{percents}, {{ braces }} -- and a comment */ of # all kinds' WITH (
  'connector' = 'kafka',
  'topic' = 'hostile_names.select',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'hostile_names.local.select',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'hostile_names.select-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"select","namespace":"hostile_names","doc":"It''s a `table` with \"quotes\", ${dollars}, %{percents}, {{ braces }} -- and a comment */ of # all kinds","fields":[{"name":"order","type":"long"},{"name":"group","type":"string"},{"name":"table","type":"string"},{"name":"time_of","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
