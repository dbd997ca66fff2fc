-- transform `totals` in sink_snowflake.weir
CREATE VIEW IF NOT EXISTS `sink_snowflake.totals` AS
SELECT
  `customer_id`,
  `total`,
  `$rowtime`
FROM `sink_snowflake.totals__kafka`;
