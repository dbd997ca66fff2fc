-- topic `payments` in retailer_insights.weir
CREATE VIEW IF NOT EXISTS `insights.payments` AS
SELECT
  `order_id`,
  `product_id`,
  `customer_id`,
  `confirmation_code`,
  `cc_number`,
  `expiration`,
  `amount`,
  `ts__ltz` AS `ts`,
  `$rowtime`
FROM `insights.payments__kafka`;
