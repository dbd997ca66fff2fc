-- transform `orders_with_customers` in regular_join.weir
CREATE VIEW IF NOT EXISTS `regular_join.orders_with_customers` AS
SELECT
  `id`,
  `amount`,
  `status`,
  `name`,
  `country`,
  `$rowtime`
FROM `regular_join.orders_with_customers__kafka`;
