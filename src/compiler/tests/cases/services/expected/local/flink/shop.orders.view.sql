-- table `shop.orders` in services.weir
CREATE VIEW IF NOT EXISTS `services.shop.public.orders` AS
SELECT
  `id`,
  `customer_id`,
  `status`,
  `amount`,
  CAST(`ordered_at` AS TIMESTAMP_LTZ(3)) AS `ordered_at`,
  `__deleted`,
  `$rowtime`
FROM `services.shop.public.orders__kafka`;
