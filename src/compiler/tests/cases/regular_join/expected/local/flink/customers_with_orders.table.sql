-- transform `customers_with_orders` in regular_join.weir
CREATE TABLE IF NOT EXISTS `regular_join.customers_with_orders__kafka` (
  `customer_id` INT NOT NULL,
  `order_id` INT NOT NULL,
  `name` STRING NOT NULL,
  `amount` DECIMAL(12, 2),
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND,
  PRIMARY KEY (`customer_id`, `order_id`) NOT ENFORCED
) COMMENT 'Customers without an order too.' WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'regular_join.customers_with_orders',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'regular_join.local.customers_with_orders',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'regular_join.customers_with_orders-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"customers_with_orders_key","namespace":"regular_join","fields":[{"name":"customer_id","type":"int"},{"name":"order_id","type":"int"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'regular_join.customers_with_orders-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"customers_with_orders","namespace":"regular_join","doc":"Customers without an order too.","fields":[{"name":"customer_id","type":"int"},{"name":"order_id","type":"int"},{"name":"name","type":"string"},{"name":"amount","type":["null",{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}],"default":null}]}',
  'value.fields-include' = 'ALL'
);
