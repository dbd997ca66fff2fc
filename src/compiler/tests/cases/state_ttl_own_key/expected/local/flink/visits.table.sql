-- topic `visits` in state_ttl_own_key.weir
CREATE TABLE IF NOT EXISTS `state_ttl_own_key.visits__kafka` (
  `visit_id` BIGINT NOT NULL,
  `customer_id` INT NOT NULL,
  `visited_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `visited_at__ltz` AS CAST(`visited_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `visited_at__ltz` AS `visited_at__ltz` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'state_ttl_own_key.visits',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'state_ttl_own_key.local.visits',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'state_ttl_own_key.visits-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"visits","namespace":"state_ttl_own_key","fields":[{"name":"visit_id","type":"long"},{"name":"customer_id","type":"int"},{"name":"visited_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
