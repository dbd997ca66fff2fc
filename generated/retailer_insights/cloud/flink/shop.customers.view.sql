-- table `shop.customers` in retailer_insights.weir
CREATE VIEW IF NOT EXISTS `insights.public.customers__current` AS
SELECT
  `customerid`,
  `customername`,
  `email`,
  `segment`,
  `shipping_address_id`,
  `billing_address_id`,
  `__deleted`,
  `__rowtime`
FROM (
  SELECT
    `customerid`,
    `customername`,
    `email`,
    `segment`,
    `shipping_address_id`,
    `billing_address_id`,
    `__deleted`,
    `$rowtime` AS `__rowtime`,
    ROW_NUMBER() OVER (PARTITION BY `customerid` ORDER BY `$rowtime` DESC) AS `__row`
  FROM `insights.public.customers`
)
WHERE `__row` = 1;
