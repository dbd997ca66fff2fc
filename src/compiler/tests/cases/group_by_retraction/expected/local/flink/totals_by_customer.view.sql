-- transform `totals_by_customer` in group_by_retraction.weir
CREATE VIEW IF NOT EXISTS `group_by_retraction.totals_by_customer` AS
SELECT
  `customer_id`,
  `orders`,
  `total`,
  CAST(`last_at` AS TIMESTAMP_LTZ(3)) AS `last_at`,
  `$rowtime`
FROM `group_by_retraction.totals_by_customer__kafka`;
