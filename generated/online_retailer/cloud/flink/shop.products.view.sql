-- table `shop.products` in online_retailer.weir
CREATE VIEW IF NOT EXISTS `shiftleft.public.products__current` AS
SELECT
  `productid`,
  `brand`,
  `productname`,
  `category`,
  `description`,
  `color`,
  `size`,
  `price`,
  `stock`,
  `__deleted`,
  `__rowtime`
FROM (
  SELECT
    `productid`,
    `brand`,
    `productname`,
    `category`,
    `description`,
    `color`,
    `size`,
    `price`,
    `stock`,
    `__deleted`,
    `$rowtime` AS `__rowtime`,
    ROW_NUMBER() OVER (PARTITION BY `productid` ORDER BY `$rowtime` DESC) AS `__row`
  FROM `shiftleft.public.products`
)
WHERE `__row` = 1;
