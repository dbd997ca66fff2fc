-- table `shop.customers` in sink_snowflake.weir
CREATE VIEW IF NOT EXISTS `sink_snowflake.shop.public.customers` AS
SELECT
  `id`,
  `name`,
  `country`,
  `points`,
  `__deleted`,
  `$rowtime`
FROM `sink_snowflake.shop.public.customers__kafka`;
