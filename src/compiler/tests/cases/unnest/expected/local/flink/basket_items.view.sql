-- transform `basket_items` in unnest.weir
CREATE VIEW IF NOT EXISTS `unnest.basket_items` AS
SELECT
  `basket_id`,
  `sku`,
  `amount`,
  `bought_at__ltz` AS `bought_at`,
  `$rowtime`
FROM `unnest.basket_items__kafka`;
