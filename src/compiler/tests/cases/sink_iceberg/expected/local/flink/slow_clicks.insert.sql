-- transform `slow_clicks` in sink_iceberg.weir
INSERT INTO `sink_iceberg.slow_clicks__kafka`
SELECT
  `user_id`,
  `page`,
  `millis`,
  CAST(`clicked_at` AS TIMESTAMP(3)) AS `clicked_at`
FROM (
  SELECT
    `user_id`,
    `page`,
    `millis`,
    `clicked_at`
  FROM `sink_iceberg.clicks` AS `clicks`
  WHERE `millis` > 1000
);
