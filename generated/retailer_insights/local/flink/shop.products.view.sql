-- table `shop.products` in retailer_insights.weir
CREATE VIEW IF NOT EXISTS `insights.public.products` AS
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
  `$rowtime`
FROM `insights.public.products__kafka`;
