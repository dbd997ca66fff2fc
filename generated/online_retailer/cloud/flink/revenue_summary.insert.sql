-- transform `revenue_summary` in online_retailer.weir
INSERT INTO `revenue_summary`
SELECT
  `window_start`,
  `window_end`,
  CAST(SUM(`amount`) AS DECIMAL(10, 2)) AS `total_revenue`
FROM TABLE(
  TUMBLE(TABLE `completed_orders`, DESCRIPTOR(`ts`), INTERVAL '5' SECOND)
)
GROUP BY `window_start`, `window_end`;
