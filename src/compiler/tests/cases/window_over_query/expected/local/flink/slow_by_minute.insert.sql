-- transform `slow_by_minute` in window_over_query.weir
INSERT INTO `window_over_query.slow_by_minute__kafka`
SELECT
  `window_start`,
  `window_end`,
  COUNT(*) AS `clicks`
FROM TABLE(
  TUMBLE((
    SELECT
      `clicked_at`,
      `millis`
    FROM `window_over_query.clicks` AS `clicks`
    WHERE `millis` > 1000
  ), DESCRIPTOR(`clicked_at`), INTERVAL '1' MINUTE, INTERVAL '10' SECOND)
)
GROUP BY `window_start`, `window_end`;
