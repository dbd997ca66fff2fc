-- transform `best_of_hour` in cumulate.weir
INSERT INTO `cumulate.best_of_hour__kafka`
SELECT
  `window_start`,
  `window_end`,
  MAX(`visits`) AS `most`
FROM TABLE(
  TUMBLE(TABLE `cumulate.day_so_far`, DESCRIPTOR(`closed_at`), INTERVAL '1' HOUR)
)
GROUP BY `window_start`, `window_end`;
