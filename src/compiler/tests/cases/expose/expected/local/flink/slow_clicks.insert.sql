-- transform `slow_clicks` in expose.weir
INSERT INTO `expose.slow_clicks__kafka`
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
  FROM `expose.clicks` AS `clicks`
  WHERE `millis` > 1000
);
