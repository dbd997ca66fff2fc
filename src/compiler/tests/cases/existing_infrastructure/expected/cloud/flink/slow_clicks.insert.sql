-- transform `slow_clicks` in existing_infrastructure.weir
INSERT INTO `existing_infrastructure.slow_clicks`
SELECT
  `user_id`,
  `page`,
  `millis`,
  `clicked_at`
FROM `existing_infrastructure.clicks` AS `clicks`
WHERE `millis` > 1000;
