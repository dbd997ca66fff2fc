-- table `shop.products` in retailer_insights.weir
CREATE VIEW IF NOT EXISTS `insights.public.products__current` AS
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
  FROM `insights.public.products`
)
WHERE `__row` = 1;
