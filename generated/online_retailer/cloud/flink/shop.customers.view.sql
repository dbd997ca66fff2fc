-- table `shop.customers` in online_retailer.weir
CREATE VIEW IF NOT EXISTS `shiftleft.public.customers__current` AS
SELECT
  `customerid`,
  `customername`,
  `email`,
  `segment`,
  `address`,
  `__deleted`,
  `__rowtime`
FROM (
  SELECT
    `customerid`,
    `customername`,
    `email`,
    `segment`,
    `address`,
    `__deleted`,
    `$rowtime` AS `__rowtime`,
    ROW_NUMBER() OVER (PARTITION BY `customerid` ORDER BY `$rowtime` DESC) AS `__row`
  FROM `shiftleft.public.customers`
)
WHERE `__row` = 1;
