-- transform `thirty_day_customer_snapshot` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.thirty_day_customer_snapshot__kafka` (
  `customerid` INT NOT NULL,
  `total_amount` DECIMAL(38, 2),
  `number_of_orders` BIGINT NOT NULL,
  `updated_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `updated_at__ltz` AS CAST(`updated_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `updated_at__ltz` AS `updated_at__ltz` - INTERVAL '20' SECOND
) COMMENT 'What each customer bought in the thirty days before each sale.' WITH (
  'connector' = 'kafka',
  'topic' = 'insights.thirty_day_customer_snapshot',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'retailer_insights.local.thirty_day_customer_snapshot',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'insights.thirty_day_customer_snapshot-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"thirty_day_customer_snapshot","namespace":"retailer_insights","doc":"What each customer bought in the thirty days before each sale.","fields":[{"name":"customerid","type":"int"},{"name":"total_amount","type":["null",{"type":"bytes","logicalType":"decimal","precision":38,"scale":2}],"default":null},{"name":"number_of_orders","type":"long"},{"name":"updated_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
