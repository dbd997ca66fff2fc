-- transform `revenue_summary` in demo_base_sql.weir
INSERT INTO `revenue_summary__kafka`
SELECT
  `window_start`,
  `window_end`,
  SUM(`amount`) AS `total_revenue`
FROM TABLE(
  TUMBLE(TABLE `completed_orders`, DESCRIPTOR(`ts`), INTERVAL '5' SECOND)
)
GROUP BY `window_start`, `window_end`;
