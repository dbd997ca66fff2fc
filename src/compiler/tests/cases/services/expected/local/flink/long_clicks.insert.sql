-- transform `long_clicks` in services.weir
INSERT INTO `services.long_clicks__kafka`
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
  FROM `services.clicks` AS `clicks`
  WHERE `millis` > 10000
);
