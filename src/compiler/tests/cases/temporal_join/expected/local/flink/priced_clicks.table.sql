-- transform `priced_clicks` in temporal_join.weir
CREATE TABLE IF NOT EXISTS `temporal_join.priced_clicks__kafka` (
  `user_id` BIGINT NOT NULL,
  `page` STRING NOT NULL,
  `price` DECIMAL(8, 2) NOT NULL,
  `name` STRING,
  `clicked_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `clicked_at__ltz` AS CAST(`clicked_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `clicked_at__ltz` AS `clicked_at__ltz` - INTERVAL '10' SECOND
) COMMENT 'What a click cost at its moment, and who made it, as far as known.' WITH (
  'connector' = 'kafka',
  'topic' = 'temporal_join.priced_clicks',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'temporal_join.local.priced_clicks',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'temporal_join.priced_clicks-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"priced_clicks","namespace":"temporal_join","doc":"What a click cost at its moment, and who made it, as far as known.","fields":[{"name":"user_id","type":"long"},{"name":"page","type":"string"},{"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":8,"scale":2}},{"name":"name","type":["null","string"],"default":null},{"name":"clicked_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
