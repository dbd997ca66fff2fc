-- transform `enriched_customers` in retailer_insights.weir
CREATE TABLE IF NOT EXISTS `insights.enriched_customers` (
  `customerid` INT NOT NULL,
  `customername` STRING NOT NULL,
  `email` STRING NOT NULL,
  `segment` STRING NOT NULL,
  `changed_at` TIMESTAMP_LTZ(3) NOT NULL,
  `shipping_address` ROW<`street` STRING, `city` STRING, `state` STRING, `postalcode` STRING, `country` STRING> NOT NULL,
  `billing_address` ROW<`street` STRING, `city` STRING, `state` STRING, `postalcode` STRING, `country` STRING> NOT NULL,
  PRIMARY KEY (`customerid`) NOT ENFORCED,
  WATERMARK FOR `changed_at` AS `changed_at` - INTERVAL '10' SECOND
)
COMMENT 'Customers with the addresses they ship to and are billed at.'
DISTRIBUTED BY HASH(`customerid`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
