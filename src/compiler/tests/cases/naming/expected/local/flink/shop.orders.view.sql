-- table `shop.orders` in naming.weir
CREATE VIEW IF NOT EXISTS `cdc.shop.public.orders` AS
SELECT
  `id`,
  `customer_id`,
  `status`,
  `amount`,
  CAST(`ordered_at` AS TIMESTAMP_LTZ(3)) AS `ordered_at`,
  `__deleted`,
  `$rowtime`
FROM `cdc.shop.public.orders__kafka`;
