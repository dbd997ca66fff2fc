-- table `shop.customers` in demo_base_sql.weir
CREATE VIEW IF NOT EXISTS `shiftleft.public.customers` AS
SELECT
  `customerid`,
  `customername`,
  `email`,
  `segment`,
  `address`,
  `__deleted`,
  `$rowtime`
FROM `shiftleft.public.customers__kafka`;
