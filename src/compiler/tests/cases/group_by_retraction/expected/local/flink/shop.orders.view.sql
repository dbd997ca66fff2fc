-- table `shop.orders` in group_by_retraction.weir
CREATE VIEW IF NOT EXISTS `group_by_retraction.shop.public.orders` AS
SELECT
  `id`,
  `customer_id`,
  `status`,
  `amount`,
  CAST(`ordered_at` AS TIMESTAMP_LTZ(3)) AS `ordered_at`,
  `__deleted`,
  `$rowtime`
FROM `group_by_retraction.shop.public.orders__kafka`;
