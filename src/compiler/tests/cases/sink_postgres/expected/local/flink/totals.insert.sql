-- transform `totals` in sink_postgres.weir
INSERT INTO `sink_postgres.totals__kafka`
SELECT
  `customer_id`,
  SUM(`amount`) AS `total`,
  COUNT(*) AS `orders`
FROM (
  SELECT `id`, `customer_id`, `status`, `amount`, `ordered_at`, `$rowtime`
  FROM `sink_postgres.shop.public.orders`
  WHERE `__deleted` = 'false'
) AS `orders`
GROUP BY `customer_id`;
