-- transform `vip_clicks` in naming.weir
CREATE TABLE IF NOT EXISTS `growth.vip_clicks.v2__kafka` (
  `user_id` BIGINT NOT NULL,
  `page` STRING NOT NULL,
  `clicked_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `clicked_at__ltz` AS CAST(`clicked_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `clicked_at__ltz` AS `clicked_at__ltz` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'growth.vip_clicks.v2',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'growth.naming.local.vip_clicks',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'growth.vip_clicks.v2-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"vip_clicks","namespace":"naming","fields":[{"name":"user_id","type":"long"},{"name":"page","type":"string"},{"name":"clicked_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
