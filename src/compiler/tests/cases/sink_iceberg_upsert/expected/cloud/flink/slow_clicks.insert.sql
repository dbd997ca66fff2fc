-- transform `slow_clicks` in sink_iceberg_upsert.weir
INSERT INTO `sink_iceberg_upsert.slow_clicks`
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at`
FROM `sink_iceberg_upsert.clicks` AS `clicks`
WHERE `millis` > 1000;
