-- transform `totals_by_customer` in group_by_retraction.weir
CREATE TABLE IF NOT EXISTS `group_by_retraction.totals_by_customer__kafka` (
  `customer_id` INT NOT NULL,
  `orders` BIGINT NOT NULL,
  `total` DECIMAL(38, 2) NOT NULL,
  `last_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND,
  PRIMARY KEY (`customer_id`) NOT ENFORCED
) COMMENT 'Totals of a customer; an order that is changed or deleted is taken back.' WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'group_by_retraction.totals_by_customer',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'group_by_retraction.local.totals_by_customer',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'group_by_retraction.totals_by_customer-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"totals_by_customer_key","namespace":"group_by_retraction","fields":[{"name":"customer_id","type":"int"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'group_by_retraction.totals_by_customer-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"totals_by_customer","namespace":"group_by_retraction","doc":"Totals of a customer; an order that is changed or deleted is taken back.","fields":[{"name":"customer_id","type":"int"},{"name":"orders","type":"long"},{"name":"total","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":2}},{"name":"last_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
