-- table `shop.audit.events` in append_changelog.weir
CREATE TABLE IF NOT EXISTS `append_changelog.shop.audit.events__kafka` (
  `id` BIGINT NOT NULL,
  `what` STRING NOT NULL,
  `done_at` STRING NOT NULL,
  `__deleted` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'append_changelog.shop.audit.events',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'append_changelog.local.shop.audit.events',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'append_changelog.shop.audit.events-value',
  'value.fields-include' = 'ALL'
);
