-- table `shop.customers` in temporal_join.weir
CREATE VIEW IF NOT EXISTS `temporal_join.shop.public.customers` AS
SELECT
  `id`,
  `name`,
  `country`,
  `points`,
  `__deleted`,
  `$rowtime`
FROM `temporal_join.shop.public.customers__kafka`;
