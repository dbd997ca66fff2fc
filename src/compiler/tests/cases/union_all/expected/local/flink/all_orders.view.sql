-- transform `all_orders` in union_all.weir
CREATE VIEW IF NOT EXISTS `union_all.all_orders` AS
SELECT
  `channel`,
  `id`,
  `note`,
  `amount`,
  `placed_at__ltz` AS `placed_at`,
  `$rowtime`
FROM `union_all.all_orders__kafka`;
