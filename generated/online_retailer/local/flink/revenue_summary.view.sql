-- transform `revenue_summary` in online_retailer.weir
CREATE VIEW IF NOT EXISTS `revenue_summary` AS
SELECT
  `window_start`,
  `window_end`,
  `total_revenue`,
  `$rowtime`
FROM `revenue_summary__kafka`;
