-- transform `unique_payments` in retailer_insights.weir
CREATE VIEW IF NOT EXISTS `insights.unique_payments` AS
SELECT
  `order_id`,
  `product_id`,
  `customer_id`,
  `confirmation_code`,
  `amount`,
  `ts__ltz` AS `ts`,
  `$rowtime`
FROM `insights.unique_payments__kafka`;
