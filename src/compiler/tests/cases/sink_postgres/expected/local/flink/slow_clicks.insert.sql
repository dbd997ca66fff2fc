-- transform `slow_clicks` in sink_postgres.weir
INSERT INTO `sink_postgres.slow_clicks__kafka`
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
  FROM `sink_postgres.clicks` AS `clicks`
  WHERE `millis` > 1000
);
