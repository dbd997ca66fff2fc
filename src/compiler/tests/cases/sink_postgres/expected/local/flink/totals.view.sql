-- transform `totals` in sink_postgres.weir
CREATE VIEW IF NOT EXISTS `sink_postgres.totals` AS
SELECT
  `customer_id`,
  `total`,
  `orders`,
  `$rowtime`
FROM `sink_postgres.totals__kafka`;
