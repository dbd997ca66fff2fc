-- table `shop.orders` in temporal_join.weir
CREATE VIEW IF NOT EXISTS `temporal_join.shop.public.orders` AS
SELECT
  `id`,
  `customer_id`,
  `status`,
  `amount`,
  CAST(`ordered_at` AS TIMESTAMP_LTZ(3)) AS `ordered_at`,
  `__deleted`,
  `$rowtime`
FROM `temporal_join.shop.public.orders__kafka`;
