-- topic `baskets` in unnest.weir
CREATE VIEW IF NOT EXISTS `unnest.baskets` AS
SELECT
  `basket_id`,
  `items`,
  `tags`,
  `prices`,
  `bought_at__ltz` AS `bought_at`,
  `$rowtime`
FROM `unnest.baskets__kafka`;
