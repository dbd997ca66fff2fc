-- transform `completed_orders` in retailer_insights.weir
CREATE VIEW IF NOT EXISTS `insights.completed_orders` AS
SELECT
  `order_id`,
  `amount`,
  `confirmation_code`,
  `ts__ltz` AS `ts`,
  `$rowtime`
FROM `insights.completed_orders__kafka`;
