-- transform `slow_clicks` in sink_snowflake.weir
INSERT INTO `sink_snowflake.slow_clicks`
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at`
FROM `sink_snowflake.clicks` AS `clicks`
WHERE `millis` > 1000;
