-- table `shop.orders` in secured_kafka.weir
CREATE VIEW IF NOT EXISTS `secured_kafka.shop.public.orders` AS
SELECT
  `id`,
  `customer_id`,
  `status`,
  `amount`,
  CAST(`ordered_at` AS TIMESTAMP_LTZ(3)) AS `ordered_at`,
  `__deleted`,
  `$rowtime`
FROM `secured_kafka.shop.public.orders__kafka`;
