-- transform `pages_by_minute` in tumble.weir
CREATE TABLE IF NOT EXISTS `tumble.pages_by_minute__kafka` (
  `window_start` TIMESTAMP(3) NOT NULL,
  `window_end` TIMESTAMP(3) NOT NULL,
  `page` STRING NOT NULL,
  `visits` BIGINT NOT NULL,
  `total_millis` INT NOT NULL,
  `last_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
) COMMENT 'Visits and time of a page, minute by minute.' WITH (
  'connector' = 'kafka',
  'topic' = 'tumble.pages_by_minute',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'tumble.local.pages_by_minute',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'tumble.pages_by_minute-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"pages_by_minute","namespace":"tumble","doc":"Visits and time of a page, minute by minute.","fields":[{"name":"window_start","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"window_end","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"page","type":"string"},{"name":"visits","type":"long"},{"name":"total_millis","type":"int"},{"name":"last_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
