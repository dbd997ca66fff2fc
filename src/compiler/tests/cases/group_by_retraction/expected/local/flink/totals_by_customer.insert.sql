-- transform `totals_by_customer` in group_by_retraction.weir
INSERT INTO `group_by_retraction.totals_by_customer__kafka`
SELECT
  `customer_id`,
  `orders`,
  `total`,
  CAST(`last_at` AS TIMESTAMP(3)) AS `last_at`
FROM (
  SELECT
    `customer_id`,
    COUNT(*) AS `orders`,
    SUM(`amount`) AS `total`,
    MAX(`ordered_at`) AS `last_at`
  FROM (
    SELECT `id`, `customer_id`, `status`, `amount`, `ordered_at`, `$rowtime`
    FROM `group_by_retraction.shop.public.orders`
    WHERE `__deleted` = 'false'
  ) AS `orders`
  WHERE `status` <> 'cancelled'
  GROUP BY `customer_id`
  HAVING COUNT(*) > 1
);
