-- table `shop.customers` in secured_kafka.weir
CREATE TABLE IF NOT EXISTS `secured_kafka.shop.public.customers__kafka` (
  `id` INT NOT NULL,
  `name` STRING NOT NULL,
  `country` STRING NOT NULL,
  `points` BIGINT NOT NULL,
  `__deleted` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND,
  PRIMARY KEY (`id`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'secured_kafka.shop.public.customers',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.security.protocol' = 'SASL_SSL',
  'properties.sasl.mechanism' = 'SCRAM-SHA-512',
  'properties.sasl.jaas.config' = 'org.apache.flink.kafka.shaded.org.apache.kafka.common.security.scram.ScramLoginModule required username="weir" password="@{secret:kafka_password}";',
  'properties.group.id' = 'secured_kafka.local.shop.customers',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = 'http://registry:8081',
  'key.avro-confluent.basic-auth.credentials-source' = 'USER_INFO',
  'key.avro-confluent.basic-auth.user-info' = 'weir:@{secret:registry_password}',
  'key.avro-confluent.subject' = 'secured_kafka.shop.public.customers-key',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.basic-auth.credentials-source' = 'USER_INFO',
  'value.avro-confluent.basic-auth.user-info' = 'weir:@{secret:registry_password}',
  'value.avro-confluent.subject' = 'secured_kafka.shop.public.customers-value',
  'value.fields-include' = 'ALL'
);
