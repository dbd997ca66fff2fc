-- transform `visits` in window_over_query.weir
INSERT INTO `window_over_query.visits__kafka`
SELECT
  `user_id`,
  `window_start`,
  `window_end`,
  COUNT(*) AS `clicks`
FROM TABLE(
  SESSION((
    SELECT
      `user_id`,
      `clicked_at`
    FROM `window_over_query.clicks` AS `clicks`
  ) PARTITION BY `user_id`, DESCRIPTOR(`clicked_at`), INTERVAL '5' MINUTE)
)
GROUP BY `user_id`, `window_start`, `window_end`;
