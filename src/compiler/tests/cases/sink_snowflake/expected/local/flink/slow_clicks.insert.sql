-- transform `slow_clicks` in sink_snowflake.weir
INSERT INTO `sink_snowflake.slow_clicks__kafka`
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
  FROM `sink_snowflake.clicks` AS `clicks`
  WHERE `millis` > 1000
);
