-- transform `low_stock_alerts` in online_retailer.weir
CREATE TABLE IF NOT EXISTS `low_stock_alerts` (
  `productid` INT NOT NULL,
  `productname` STRING NOT NULL,
  `stock` INT NOT NULL,
  `alert_message` STRING NOT NULL,
  PRIMARY KEY (`productid`) NOT ENFORCED,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
COMMENT 'Products whose stock has fallen below fifty.'
DISTRIBUTED BY HASH(`productid`) INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'upsert',
  'kafka.cleanup-policy' = 'compact',
  'key.format' = 'avro-registry',
  'value.format' = 'avro-registry',
  'value.fields-include' = 'all'
);
