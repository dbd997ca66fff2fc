-- transform `slow_clicks` in expose.weir
INSERT INTO `expose.slow_clicks`
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at`
FROM `expose.clicks` AS `clicks`
WHERE `millis` > 1000;
