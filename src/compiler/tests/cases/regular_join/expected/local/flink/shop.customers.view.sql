-- table `shop.customers` in regular_join.weir
CREATE VIEW IF NOT EXISTS `regular_join.shop.public.customers` AS
SELECT
  `id`,
  `name`,
  `country`,
  `points`,
  `__deleted`,
  `$rowtime`
FROM `regular_join.shop.public.customers__kafka`;
