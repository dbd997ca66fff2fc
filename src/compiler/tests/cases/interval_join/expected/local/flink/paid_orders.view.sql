-- transform `paid_orders` in interval_join.weir
CREATE VIEW IF NOT EXISTS `interval_join.paid_orders` AS
SELECT
  `order_id`,
  `amount`,
  `payment_id`,
  `placed_at__ltz` AS `placed_at`,
  CAST(`paid_at` AS TIMESTAMP_LTZ(3)) AS `paid_at`,
  `$rowtime`
FROM `interval_join.paid_orders__kafka`;
