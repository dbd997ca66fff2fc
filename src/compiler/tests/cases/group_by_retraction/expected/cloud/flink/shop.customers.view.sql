-- table `shop.customers` in group_by_retraction.weir
CREATE VIEW IF NOT EXISTS `group_by_retraction.shop.public.customers__current` AS
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
  FROM `group_by_retraction.shop.public.customers`
)
WHERE `__row` = 1;
