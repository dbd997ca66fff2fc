-- topic `orders` in interval_join.weir
CREATE VIEW IF NOT EXISTS `interval_join.orders` AS
SELECT
  `order_id`,
  `amount`,
  `placed_at__ltz` AS `placed_at`,
  `$rowtime`
FROM `interval_join.orders__kafka`;
