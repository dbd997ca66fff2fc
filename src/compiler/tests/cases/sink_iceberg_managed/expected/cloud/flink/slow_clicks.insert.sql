-- transform `slow_clicks` in sink_iceberg_managed.weir
INSERT INTO `sink_iceberg_managed.slow_clicks`
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at`
FROM `sink_iceberg_managed.clicks` AS `clicks`
WHERE `millis` > 1000;
