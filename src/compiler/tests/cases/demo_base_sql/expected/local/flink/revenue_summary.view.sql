-- transform `revenue_summary` in demo_base_sql.weir
CREATE VIEW IF NOT EXISTS `revenue_summary` AS
SELECT
  `window_start`,
  `window_end`,
  `total_revenue`,
  `$rowtime`
FROM `revenue_summary__kafka`;
