-- table `shop.orders` in online_retailer.weir
CREATE VIEW IF NOT EXISTS `shiftleft.public.orders__current` AS
SELECT
  `orderid`,
  `customerid`,
  `orderdate`,
  `status`,
  `__deleted`,
  `__rowtime`
FROM (
  SELECT
    `orderid`,
    `customerid`,
    `orderdate`,
    `status`,
    `__deleted`,
    `$rowtime` AS `__rowtime`,
    ROW_NUMBER() OVER (PARTITION BY `orderid` ORDER BY `$rowtime` DESC) AS `__row`
  FROM `shiftleft.public.orders`
)
WHERE `__row` = 1;
