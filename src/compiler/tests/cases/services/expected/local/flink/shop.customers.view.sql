-- table `shop.customers` in services.weir
CREATE VIEW IF NOT EXISTS `services.shop.public.customers` AS
SELECT
  `id`,
  `name`,
  `country`,
  `points`,
  `__deleted`,
  `$rowtime`
FROM `services.shop.public.customers__kafka`;
