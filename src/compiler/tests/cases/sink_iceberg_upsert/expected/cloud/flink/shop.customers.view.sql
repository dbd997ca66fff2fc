-- table `shop.customers` in sink_iceberg_upsert.weir
CREATE VIEW IF NOT EXISTS `sink_iceberg_upsert.shop.public.customers__current` AS
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
  FROM `sink_iceberg_upsert.shop.public.customers`
)
WHERE `__row` = 1;
