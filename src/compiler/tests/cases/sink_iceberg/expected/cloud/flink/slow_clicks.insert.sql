-- transform `slow_clicks` in sink_iceberg.weir
INSERT INTO `sink_iceberg.slow_clicks`
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at`
FROM `sink_iceberg.clicks` AS `clicks`
WHERE `millis` > 1000;
