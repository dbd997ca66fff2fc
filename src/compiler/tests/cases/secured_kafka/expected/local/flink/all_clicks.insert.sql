-- transform `all_clicks` in secured_kafka.weir
INSERT INTO `secured_kafka.all_clicks__kafka`
SELECT
  `user_id`,
  `page`,
  CAST(`clicked_at` AS TIMESTAMP(3)) AS `clicked_at`
FROM (
  SELECT
    `user_id`,
    `page`,
    `clicked_at`
  FROM `secured_kafka.clicks` AS `clicks`
);
