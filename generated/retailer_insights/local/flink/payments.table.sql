-- topic `payments` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.payments__kafka` (
  `order_id` INT NOT NULL,
  `product_id` INT NOT NULL,
  `customer_id` INT NOT NULL,
  `confirmation_code` STRING NOT NULL,
  `cc_number` STRING NOT NULL,
  `expiration` STRING NOT NULL,
  `amount` DOUBLE NOT NULL,
  `ts` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `ts__ltz` AS CAST(`ts` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `ts__ltz` AS `ts__ltz` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'insights.payments',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'retailer_insights.local.payments',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'insights.payments-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"payments","namespace":"retailer_insights","fields":[{"name":"order_id","type":"int"},{"name":"product_id","type":"int"},{"name":"customer_id","type":"int"},{"name":"confirmation_code","type":"string"},{"name":"cc_number","type":"string","confluent:tags":["pci","encrypt_csfle_key_aes256_gcm"]},{"name":"expiration","type":"string","confluent:tags":["pci","encrypt_csfle_key_aes256_gcm"]},{"name":"amount","type":"double"},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
