-- transform `priced_clicks` in temporal_join.weir
INSERT INTO `temporal_join.priced_clicks__kafka`
SELECT
  `user_id`,
  `page`,
  `price`,
  `name`,
  CAST(`clicked_at` AS TIMESTAMP(3)) AS `clicked_at`
FROM (
  SELECT
    `k`.`user_id`,
    `k`.`page`,
    `p`.`price`,
    CASE WHEN `c`.`__deleted` = 'false' THEN `c`.`name` END AS `name`,
    `k`.`clicked_at`
  FROM `temporal_join.clicks` AS `k`
  JOIN `temporal_join.prices` FOR SYSTEM_TIME AS OF `k`.`clicked_at` AS `p` ON `k`.`page` = `p`.`page`
  LEFT JOIN `temporal_join.shop.public.customers` FOR SYSTEM_TIME AS OF `k`.`clicked_at` AS `c` ON `k`.`user_id` = `c`.`id`
);
