-- table `shop.customers` in retailer_insights.weir
CREATE VIEW IF NOT EXISTS `insights.public.customers` AS
SELECT
  `customerid`,
  `customername`,
  `email`,
  `segment`,
  `shipping_address_id`,
  `billing_address_id`,
  `__deleted`,
  `$rowtime`
FROM `insights.public.customers__kafka`;
