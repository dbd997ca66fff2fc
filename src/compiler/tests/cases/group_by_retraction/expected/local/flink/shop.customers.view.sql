-- table `shop.customers` in group_by_retraction.weir
CREATE VIEW IF NOT EXISTS `group_by_retraction.shop.public.customers` AS
SELECT
  `id`,
  `name`,
  `country`,
  `points`,
  `__deleted`,
  `$rowtime`
FROM `group_by_retraction.shop.public.customers__kafka`;
