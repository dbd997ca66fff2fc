-- transform `enriched_customers` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.enriched_customers__kafka` (
  `customerid` INT NOT NULL,
  `customername` STRING NOT NULL,
  `email` STRING NOT NULL,
  `segment` STRING NOT NULL,
  `changed_at` TIMESTAMP(3) NOT NULL,
  `shipping_address` ROW<`street` STRING, `city` STRING, `state` STRING, `postalcode` STRING, `country` STRING> NOT NULL,
  `billing_address` ROW<`street` STRING, `city` STRING, `state` STRING, `postalcode` STRING, `country` STRING> NOT NULL,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  `changed_at__ltz` AS CAST(`changed_at` AS TIMESTAMP_LTZ(3)),
  WATERMARK FOR `changed_at__ltz` AS `changed_at__ltz` - INTERVAL '10' SECOND,
  PRIMARY KEY (`customerid`) NOT ENFORCED
) COMMENT 'Customers with the addresses they ship to and are billed at.' WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'insights.enriched_customers',
  'properties.bootstrap.servers' = '@{env:KAFKA}',
  'properties.group.id' = 'retailer_insights.local.enriched_customers',
  'key.format' = 'avro-confluent',
  'key.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'key.avro-confluent.subject' = 'insights.enriched_customers-key',
  'key.avro-confluent.schema' = '{"type":"record","name":"enriched_customers_key","namespace":"retailer_insights","fields":[{"name":"customerid","type":"int"}]}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '@{env:SCHEMA_REGISTRY}',
  'value.avro-confluent.subject' = 'insights.enriched_customers-value',
  'value.avro-confluent.schema' = '{"type":"record","name":"enriched_customers","namespace":"retailer_insights","doc":"Customers with the addresses they ship to and are billed at.","fields":[{"name":"customerid","type":"int"},{"name":"customername","type":"string"},{"name":"email","type":"string"},{"name":"segment","type":"string"},{"name":"changed_at","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"shipping_address","type":{"type":"record","name":"enriched_customers_shipping_address","fields":[{"name":"street","type":["null","string"],"default":null},{"name":"city","type":["null","string"],"default":null},{"name":"state","type":["null","string"],"default":null},{"name":"postalcode","type":["null","string"],"default":null},{"name":"country","type":["null","string"],"default":null}]}},{"name":"billing_address","type":{"type":"record","name":"enriched_customers_billing_address","fields":[{"name":"street","type":["null","string"],"default":null},{"name":"city","type":["null","string"],"default":null},{"name":"state","type":["null","string"],"default":null},{"name":"postalcode","type":["null","string"],"default":null},{"name":"country","type":["null","string"],"default":null}]}}]}',
  'value.fields-include' = 'ALL'
);
