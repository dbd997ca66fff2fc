-- transform `low_stock_alerts` in demo_base_sql.weir
CREATE TABLE IF NOT EXISTS `low_stock_alerts__kafka` (
  `productid` INT NOT NULL,
  `productname` STRING NOT NULL,
  `stock` INT NOT NULL,
  `alert_message` STRING NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'low_stock_alerts',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'demo_base_sql.local.low_stock_alerts',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'low_stock_alerts-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"low_stock_alerts","namespace":"demo_base_sql","fields":[{"name":"productid","type":"int"},{"name":"productname","type":"string"},{"name":"stock","type":"int"},{"name":"alert_message","type":"string"}]}',
  'value.fields-include' = 'ALL'
);
