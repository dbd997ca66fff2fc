-- table `shop.customers` in provision_rds.weir
CREATE VIEW IF NOT EXISTS `provision_rds.shop.public.customers__current` AS
SELECT
  `id`,
  `name`,
  `country`,
  `points`,
  `__deleted`,
  `__rowtime`
FROM (
  SELECT
    `id`,
    `name`,
    `country`,
    `points`,
    `__deleted`,
    `$rowtime` AS `__rowtime`,
    ROW_NUMBER() OVER (PARTITION BY `id` ORDER BY `$rowtime` DESC) AS `__row`
  FROM `provision_rds.shop.public.customers`
)
WHERE `__row` = 1;
