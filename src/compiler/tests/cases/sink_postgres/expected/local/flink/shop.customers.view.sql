-- table `shop.customers` in sink_postgres.weir
CREATE VIEW IF NOT EXISTS `sink_postgres.shop.public.customers` AS
SELECT
  `id`,
  `name`,
  `country`,
  `points`,
  `__deleted`,
  `$rowtime`
FROM `sink_postgres.shop.public.customers__kafka`;
