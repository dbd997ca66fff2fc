-- transform `pages_by_minute` in tumble.weir
INSERT INTO `tumble.pages_by_minute__kafka`
SELECT
  `window_start`,
  `window_end`,
  `page`,
  `visits`,
  `total_millis`,
  CAST(`last_at` AS TIMESTAMP(3)) AS `last_at`
FROM (
  SELECT
    `window_start`,
    `window_end`,
    `page`,
    COUNT(*) AS `visits`,
    SUM(`millis`) AS `total_millis`,
    MAX(`clicked_at`) AS `last_at`
  FROM TABLE(
    TUMBLE(TABLE `tumble.clicks`, DESCRIPTOR(`clicked_at`), INTERVAL '1' MINUTE)
  )
  GROUP BY `window_start`, `window_end`, `page`
);
