-- transform `long_clicks` in services.weir
INSERT INTO `services.long_clicks`
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at`
FROM `services.clicks` AS `clicks`
WHERE `millis` > 10000;
