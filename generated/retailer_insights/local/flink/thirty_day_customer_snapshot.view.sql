-- transform `thirty_day_customer_snapshot` in retailer_insights.weir
CREATE VIEW IF NOT EXISTS `insights.thirty_day_customer_snapshot` AS
SELECT
  `customerid`,
  `total_amount`,
  `number_of_orders`,
  `updated_at__ltz` AS `updated_at`,
  `$rowtime`
FROM `insights.thirty_day_customer_snapshot__kafka`;
