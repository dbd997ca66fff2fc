-- transform `paid_orders` in interval_join.weir
INSERT INTO `interval_join.paid_orders__kafka`
SELECT
  `order_id`,
  `amount`,
  `payment_id`,
  CAST(`placed_at` AS TIMESTAMP(3)) AS `placed_at`,
  CAST(`paid_at` AS TIMESTAMP(3)) AS `paid_at`
FROM (
  SELECT
    `o`.`order_id`,
    `o`.`amount`,
    `p`.`payment_id`,
    `o`.`placed_at`,
    CAST(`p`.`paid_at` AS TIMESTAMP_LTZ(3)) AS `paid_at`
  FROM `interval_join.orders` AS `o`
  LEFT JOIN `interval_join.payments` AS `p` ON `o`.`order_id` = `p`.`order_id` AND `p`.`paid_at` BETWEEN `o`.`placed_at` AND `o`.`placed_at` + INTERVAL '1' HOUR
);
