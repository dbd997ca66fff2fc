-- transform `revenue_summary` in online_retailer.weir
CREATE TABLE IF NOT EXISTS `revenue_summary__kafka` (
  `window_start` TIMESTAMP(3) NOT NULL,
  `window_end` TIMESTAMP(3) NOT NULL,
  `total_revenue` DECIMAL(10, 2) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '15' SECOND
) COMMENT 'Revenue in each five-second window.' WITH (
  'connector' = 'kafka',
  'topic' = 'revenue_summary',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'online_retailer.local.revenue_summary',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'revenue_summary-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"revenue_summary","namespace":"online_retailer","doc":"Revenue in each five-second window.","fields":[{"name":"window_start","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"window_end","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"total_revenue","type":{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}}]}',
  'value.fields-include' = 'ALL'
);
