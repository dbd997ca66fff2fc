-- transform `first_clicks` in dedup_first.weir
INSERT INTO `dedup_first.first_clicks__kafka`
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
      ROW_NUMBER() OVER (PARTITION BY `user_id` ORDER BY `clicked_at`) AS `n`
    FROM `dedup_first.clicks` AS `clicks`
  )
  WHERE `n` = 1
);
