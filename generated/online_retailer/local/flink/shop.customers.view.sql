-- table `shop.customers` in online_retailer.weir
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
