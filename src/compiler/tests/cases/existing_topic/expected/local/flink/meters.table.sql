-- topic `meters` in existing_topic.weir
CREATE TABLE IF NOT EXISTS `existing_topic.meters__kafka` (
  `meter_id` STRING NOT NULL,
  `value` DOUBLE NOT NULL,
  `read_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `read_at__ltz` AS CAST(`read_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `read_at__ltz` AS `read_at__ltz` - INTERVAL '5' SECOND
) COMMENT 'Others write it; weir checks that it is what it says, and makes nothing.' WITH (
  'connector' = 'kafka',
  'topic' = 'existing_topic.meters',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'existing_topic.local.meters',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'existing_topic.meters-value',
  'value.fields-include' = 'ALL'
);
