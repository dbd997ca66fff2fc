-- transform `totals` in sink_postgres.weir
CREATE TABLE IF NOT EXISTS `sink_postgres.totals__kafka` (
  `customer_id` INT NOT NULL,
  `total` DECIMAL(38, 2) NOT NULL,
  `orders` BIGINT NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND,
  PRIMARY KEY (`customer_id`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'sink_postgres.totals',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'sink_postgres.local.totals',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'sink_postgres.totals-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"totals_key","namespace":"sink_postgres","fields":[{"name":"customer_id","type":"int"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'sink_postgres.totals-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"totals","namespace":"sink_postgres","fields":[{"name":"customer_id","type":"int"},{"name":"total","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":2}},{"name":"orders","type":"long"}]}',
  'value.fields-include' = 'ALL'
);
