-- table `shop.products` in demo_base_sql.weir
CREATE VIEW IF NOT EXISTS `shiftleft.public.products` AS
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
FROM `shiftleft.public.products__kafka`;
