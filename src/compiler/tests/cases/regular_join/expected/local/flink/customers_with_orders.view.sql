-- transform `customers_with_orders` in regular_join.weir
CREATE VIEW IF NOT EXISTS `regular_join.customers_with_orders` AS
SELECT
  `customer_id`,
  `order_id`,
  `name`,
  `amount`,
  `$rowtime`
FROM `regular_join.customers_with_orders__kafka`;
