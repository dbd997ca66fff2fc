-- transform `low_stock_alerts` in online_retailer.weir
CREATE TABLE IF NOT EXISTS `low_stock_alerts__kafka` (
  `productid` INT NOT NULL,
  `productname` STRING NOT NULL,
  `stock` INT NOT NULL,
  `alert_message` STRING NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND,
  PRIMARY KEY (`productid`) NOT ENFORCED
) COMMENT 'Products whose stock has fallen below fifty.' WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'low_stock_alerts',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'online_retailer.local.low_stock_alerts',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'key.avro-confluent.subject' = 'low_stock_alerts-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"low_stock_alerts_key","namespace":"online_retailer","fields":[{"name":"productid","type":"int"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'low_stock_alerts-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"low_stock_alerts","namespace":"online_retailer","doc":"Products whose stock has fallen below fifty.","fields":[{"name":"productid","type":"int"},{"name":"productname","type":"string"},{"name":"stock","type":"int"},{"name":"alert_message","type":"string"}]}',
  'value.fields-include' = 'ALL'
);
