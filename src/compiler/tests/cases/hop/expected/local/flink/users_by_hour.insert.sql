-- transform `users_by_hour` in hop.weir
INSERT INTO `hop.users_by_hour__kafka`
SELECT
  `window_start`,
  `window_end`,
  COUNT(DISTINCT `user_id`) AS `users`,
  AVG(CAST(`millis` AS DECIMAL(12, 2))) AS `mean_millis`
FROM TABLE(
  HOP(TABLE `hop.clicks`, DESCRIPTOR(`clicked_at`), INTERVAL '10' MINUTE, INTERVAL '1' HOUR)
)
GROUP BY `window_start`, `window_end`;
