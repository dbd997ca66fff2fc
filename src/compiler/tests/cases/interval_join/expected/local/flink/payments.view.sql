-- topic `payments` in interval_join.weir
CREATE VIEW IF NOT EXISTS `interval_join.payments` AS
SELECT
  `payment_id`,
  `order_id`,
  `paid_at__ltz` AS `paid_at`,
  `$rowtime`
FROM `interval_join.payments__kafka`;
