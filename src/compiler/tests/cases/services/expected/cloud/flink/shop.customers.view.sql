-- table `shop.customers` in services.weir
CREATE VIEW IF NOT EXISTS `services.shop.public.customers__current` AS
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
  FROM `services.shop.public.customers`
)
WHERE `__row` = 1;
