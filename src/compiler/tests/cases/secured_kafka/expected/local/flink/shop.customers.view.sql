-- table `shop.customers` in secured_kafka.weir
CREATE VIEW IF NOT EXISTS `secured_kafka.shop.public.customers` AS
SELECT
  `id`,
  `name`,
  `country`,
  `points`,
  `__deleted`,
  `$rowtime`
FROM `secured_kafka.shop.public.customers__kafka`;
