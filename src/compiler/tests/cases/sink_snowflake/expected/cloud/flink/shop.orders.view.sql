-- table `shop.orders` in sink_snowflake.weir
CREATE VIEW IF NOT EXISTS `sink_snowflake.shop.public.orders__current` AS
SELECT
  `id`,
  `customer_id`,
  `status`,
  `amount`,
  `ordered_at`,
  `__deleted`,
  `__rowtime`
FROM (
  SELECT
    `id`,
    `customer_id`,
    `status`,
    `amount`,
    `ordered_at`,
    `__deleted`,
    `$rowtime` AS `__rowtime`,
    ROW_NUMBER() OVER (PARTITION BY `id` ORDER BY `$rowtime` DESC) AS `__row`
  FROM `sink_snowflake.shop.public.orders`
)
WHERE `__row` = 1;
