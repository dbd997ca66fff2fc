-- topic `shop_orders` in union_all.weir
CREATE VIEW IF NOT EXISTS `union_all.shop_orders` AS
SELECT
  `id`,
  CAST(`note` AS VARCHAR(80)) AS `note`,
  `amount`,
  `placed_at__ltz` AS `placed_at`,
  `$rowtime`
FROM `union_all.shop_orders__kafka`;
