-- topic `likes` in secured_kafka.weir
CREATE TABLE IF NOT EXISTS `secured_kafka.likes__kafka` (
  `user_id` BIGINT NOT NULL,
  `page` STRING NOT NULL,
  `liked_at` TIMESTAMP(3) NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `liked_at__ltz` AS CAST(`liked_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `liked_at__ltz` AS `liked_at__ltz` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'secured_kafka.likes',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.security.protocol' = 'SASL_SSL',
  'properties.sasl.mechanism' = 'SCRAM-SHA-512',
  'properties.sasl.jaas.config' = 'org.apache.flink.kafka.shaded.org.apache.kafka.common.security.scram.ScramLoginModule required username="weir" password="@{secret:kafka_password}";',
  'properties.group.id' = 'secured_kafka.local.likes',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.basic-auth.credentials-source' = 'USER_INFO',
  'value.avro-confluent.basic-auth.user-info' = 'weir:@{secret:registry_password}',
  'value.avro-confluent.subject' = 'secured_kafka.likes-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"likes","namespace":"secured_kafka","fields":[{"name":"user_id","type":"long"},{"name":"page","type":"string"},{"name":"liked_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}',
  'value.fields-include' = 'ALL'
);
