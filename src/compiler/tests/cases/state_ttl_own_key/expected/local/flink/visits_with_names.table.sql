-- transform `visits_with_names` in state_ttl_own_key.weir
CREATE TABLE IF NOT EXISTS `state_ttl_own_key.visits_with_names__kafka` (
  `visit_id` BIGINT NOT NULL,
  `visited_at` TIMESTAMP(3) NOT NULL,
  `customer_id` INT NOT NULL,
  `name` STRING NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND,
  PRIMARY KEY (`visit_id`) NOT ENFORCED
) COMMENT 'Visits leave the join after a week; customers, joined on their own key, stay as long as they are there.' WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'state_ttl_own_key.visits_with_names',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'state_ttl_own_key.local.visits_with_names',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.subject' = 'state_ttl_own_key.visits_with_names-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"visits_with_names_key","namespace":"state_ttl_own_key","fields":[{"name":"visit_id","type":"long"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'state_ttl_own_key.visits_with_names-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"visits_with_names","namespace":"state_ttl_own_key","doc":"Visits leave the join after a week; customers, joined on their own key, stay as long as they are there.","fields":[{"name":"visit_id","type":"long"},{"name":"visited_at","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"customer_id","type":"int"},{"name":"name","type":"string"}]}',
  'value.fields-include' = 'ALL'
);
