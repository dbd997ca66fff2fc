-- transform `vip_clicks` in naming.weir
INSERT INTO `growth.vip_clicks.v2__kafka`
SELECT
  `user_id`,
  `page`,
  CAST(`clicked_at` AS TIMESTAMP(3)) AS `clicked_at`
FROM (
  SELECT
    `k`.`user_id`,
    `k`.`page`,
    `k`.`clicked_at`
  FROM `growth.clicks.v1` AS `k`
  JOIN `cdc.shop.public.customers` FOR SYSTEM_TIME AS OF `k`.`clicked_at` AS `c` ON `k`.`user_id` = `c`.`id`
  WHERE (`c`.`points` > 1000) AND `c`.`__deleted` = 'false'
);
