-- table `shop.customers` in naming.weir
CREATE VIEW IF NOT EXISTS `cdc.shop.public.customers` AS
SELECT
  `id`,
  `name`,
  `country`,
  `points`,
  `__deleted`,
  `$rowtime`
FROM `cdc.shop.public.customers__kafka`;
