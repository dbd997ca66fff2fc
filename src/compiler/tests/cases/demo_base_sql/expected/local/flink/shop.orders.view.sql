-- table `shop.orders` in demo_base_sql.weir
CREATE VIEW IF NOT EXISTS `shiftleft.public.orders` AS
SELECT
  `orderid`,
  `customerid`,
  CAST(`orderdate` AS TIMESTAMP_LTZ(3)) AS `orderdate`,
  `status`,
  `__deleted`,
  `$rowtime`
FROM `shiftleft.public.orders__kafka`;
