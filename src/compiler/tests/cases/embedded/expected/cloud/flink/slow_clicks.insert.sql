-- transform `slow_clicks` in embedded.weir
INSERT INTO `embedded.slow_clicks`
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at`
FROM `embedded.clicks` AS `clicks`
WHERE `millis` > 1000;
