-- transform `low_stock_alerts` in demo_base_sql.weir
CREATE VIEW IF NOT EXISTS `low_stock_alerts` AS
SELECT
  `productid`,
  `productname`,
  `stock`,
  `alert_message`,
  `$rowtime`
FROM `low_stock_alerts__kafka`;
