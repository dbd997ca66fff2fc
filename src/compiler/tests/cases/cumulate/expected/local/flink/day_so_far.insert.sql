-- transform `day_so_far` in cumulate.weir
INSERT INTO `cumulate.day_so_far__kafka`
SELECT
  `day_start`,
  `until`,
  CAST(`closed_at` AS TIMESTAMP(3)) AS `closed_at`,
  `page`,
  `visits`
FROM (
  SELECT
    `window_start` AS `day_start`,
    `window_end` AS `until`,
    `window_time` AS `closed_at`,
    `page`,
    COUNT(*) AS `visits`
  FROM TABLE(
    CUMULATE(TABLE `cumulate.clicks`, DESCRIPTOR(`clicked_at`), INTERVAL '5' MINUTE, INTERVAL '1' DAY)
  )
  GROUP BY `window_start`, `window_end`, `window_time`, `page`
);
