-- table `shop.customers` in demo_base_sql.weir
CREATE TABLE IF NOT EXISTS `shiftleft.public.customers__kafka` (
  `customerid` INT NOT NULL,
  `customername` STRING NOT NULL,
  `email` STRING NOT NULL,
  `segment` STRING NOT NULL,
  `address` STRING NOT NULL,
  `__deleted` STRING,
  `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'shiftleft.public.customers',
  'properties.bootstrap.servers' = 'kafka:9092',
  'properties.group.id' = 'demo_base_sql.local.shop.customers',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://registry:8081',
  'value.avro-confluent.subject' = 'shiftleft.public.customers-value',
  'value.fields-include' = 'ALL'
);
