-- transform `revenue_summary` in demo_base_sql.weir
CREATE TABLE IF NOT EXISTS `revenue_summary__kafka` (
  `window_start` TIMESTAMP(3) NOT NULL,
  `window_end` TIMESTAMP(3) NOT NULL,
  `total_revenue` DOUBLE NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '15' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'revenue_summary',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'demo_base_sql.local.revenue_summary',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'revenue_summary-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"revenue_summary","namespace":"demo_base_sql","fields":[{"name":"window_start","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"window_end","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"total_revenue","type":"double"}]}',
  'value.fields-include' = 'ALL'
);
