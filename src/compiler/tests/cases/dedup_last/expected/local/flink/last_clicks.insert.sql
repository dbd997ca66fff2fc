-- transform `last_clicks` in dedup_last.weir
INSERT INTO `dedup_last.last_clicks__kafka`
SELECT
  `user_id`,
  `page`,
  CAST(`clicked_at` AS TIMESTAMP(3)) AS `clicked_at`
FROM (
  SELECT
    `user_id`,
    `page`,
    `clicked_at`
  FROM (
    SELECT
      `user_id`,
      `page`,
      `millis`,
      `clicked_at`,
      ROW_NUMBER() OVER (PARTITION BY `user_id` ORDER BY `clicked_at` DESC) AS `n`
    FROM `dedup_last.clicks` AS `clicks`
  )
  WHERE `n` = 1
);
