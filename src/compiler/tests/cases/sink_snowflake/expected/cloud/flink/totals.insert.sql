-- transform `totals` in sink_snowflake.weir
INSERT INTO `sink_snowflake.totals`
SELECT
  `customer_id`,
  SUM(`amount`) AS `total`
FROM (
  SELECT `id`, `customer_id`, `status`, `amount`, `ordered_at`, `__rowtime`
  FROM `sink_snowflake.shop.public.orders__current`
  WHERE `__deleted` = 'false'
) AS `orders`
GROUP BY `customer_id`;
