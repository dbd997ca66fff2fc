-- transform `where` in hostile_names.weir
CREATE TABLE IF NOT EXISTS `hostile_names.where__kafka` (
  `order` BIGINT NOT NULL,
  `from` STRING NOT NULL,
  `said` STRING NOT NULL,
  `time_of` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `time_of__ltz` AS CAST(`time_of` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `time_of__ltz` AS `time_of__ltz` - INTERVAL '10' SECOND
) COMMENT 'Ends with a backslash \ and a quote ''' WITH (
  'connector' = 'kafka',
  'topic' = 'hostile_names.where',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'hostile_names.local.where',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'hostile_names.where-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"where","namespace":"hostile_names","doc":"Ends with a backslash \\ and a quote ''","fields":[{"name":"order","type":"long"},{"name":"from","type":"string"},{"name":"said","type":"string"},{"name":"time_of","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
