-- topic `orders` in rules.weir
CREATE TABLE IF NOT EXISTS `rules.orders__kafka` (
  `order_id` BIGINT NOT NULL,
  `code` STRING NOT NULL,
  `email` STRING,
  `amount` DOUBLE NOT NULL,
  `lines` ARRAY<ROW<`sku` STRING NOT NULL, `quantity` INT NOT NULL> NOT NULL> NOT NULL,
  `at_shop` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `at_shop__ltz` AS CAST(`at_shop` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `at_shop__ltz` AS `at_shop__ltz` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'rules.orders',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'rules.local.orders',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'rules.orders-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"orders","namespace":"rules","fields":[{"name":"order_id","type":"long"},{"name":"code","type":"string"},{"name":"email","type":["null","string"],"default":null,"confluent:tags":["rule_small_letters"]},{"name":"amount","type":"double"},{"name":"lines","type":{"type":"array","items":{"type":"record","name":"orders_lines","fields":[{"name":"sku","type":"string"},{"name":"quantity","type":"int"}]}}},{"name":"at_shop","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
