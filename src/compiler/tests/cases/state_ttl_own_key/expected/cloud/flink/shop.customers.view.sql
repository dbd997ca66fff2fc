-- table `shop.customers` in state_ttl_own_key.weir
CREATE VIEW IF NOT EXISTS `state_ttl_own_key.shop.public.customers__current` AS
SELECT
  `id`,
  `name`,
  `__deleted`,
  `__rowtime`
FROM (
  SELECT
    `id`,
    `name`,
    `__deleted`,
    `$rowtime` AS `__rowtime`,
    ROW_NUMBER() OVER (PARTITION BY `id` ORDER BY `$rowtime` DESC) AS `__row`
  FROM `state_ttl_own_key.shop.public.customers`
)
WHERE `__row` = 1;
