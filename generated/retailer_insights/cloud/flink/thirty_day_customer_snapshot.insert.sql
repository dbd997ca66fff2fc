-- transform `thirty_day_customer_snapshot` in retailer_insights.weir
INSERT INTO `insights.thirty_day_customer_snapshot`
SELECT
  `customerid`,
  SUM(`total_amount`) OVER `w` AS `total_amount`,
  COUNT(DISTINCT `orderid`) OVER `w` AS `number_of_orders`,
  `ordered_at` AS `updated_at`
FROM `insights.product_sales` AS `product_sales`
WINDOW `w` AS (PARTITION BY `customerid` ORDER BY `ordered_at` RANGE BETWEEN INTERVAL '30' DAY PRECEDING AND CURRENT ROW);
