-- transform `basket_tags` in unnest.weir
CREATE VIEW IF NOT EXISTS `unnest.basket_tags` AS
SELECT
  `basket_id`,
  `tag`,
  `$rowtime`
FROM `unnest.basket_tags__kafka`;
