-- table `shop.orders` in retailer_insights.weir
CREATE VIEW IF NOT EXISTS `insights.public.orders` AS
SELECT
  `orderid`,
  `customerid`,
  CAST(`orderdate` AS TIMESTAMP_LTZ(3)) AS `orderdate`,
  `status`,
  `__deleted`,
  `$rowtime`
FROM `insights.public.orders__kafka`;
