-- topic `web_orders` in union_all.weir
CREATE VIEW IF NOT EXISTS `union_all.web_orders` AS
SELECT
  `id`,
  CAST(`note` AS VARCHAR(40)) AS `note`,
  `amount`,
  `placed_at__ltz` AS `placed_at`,
  `$rowtime`
FROM `union_all.web_orders__kafka`;
