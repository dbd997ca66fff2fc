-- transform `low_stock_alerts` in demo_base_sql.weir
CREATE TABLE IF NOT EXISTS `low_stock_alerts` (
  `productid` INT NOT NULL,
  `productname` STRING NOT NULL,
  `stock` INT NOT NULL,
  `alert_message` STRING NOT NULL,
  WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '10' SECOND
)
DISTRIBUTED INTO 6 BUCKETS
WITH (
  'changelog.mode' = 'append',
  'kafka.cleanup-policy' = 'delete',
  'value.format' = 'avro-registry'
);
