-- transform `basket_prices` in unnest.weir
CREATE VIEW IF NOT EXISTS `unnest.basket_prices` AS
SELECT
  `basket_id`,
  `currency`,
  `price`,
  `$rowtime`
FROM `unnest.basket_prices__kafka`;
