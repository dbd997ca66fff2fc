-- transform `slowest_pages` in top_n.weir
INSERT INTO `top_n.slowest_pages__kafka`
SELECT
  `page`,
  `place`,
  `user_id`,
  `millis`
FROM (
  SELECT
    `page`,
    `user_id`,
    `millis`,
    `place`
  FROM (
    SELECT
      `page`,
      `user_id`,
      `millis`,
      ROW_NUMBER() OVER (PARTITION BY `page` ORDER BY `millis` DESC, `user_id`) AS `place`
    FROM `top_n.clicks` AS `clicks`
  )
  WHERE `place` <= 3
);
