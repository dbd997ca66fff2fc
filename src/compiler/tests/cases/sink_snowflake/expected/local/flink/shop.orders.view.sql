-- table `shop.orders` in sink_snowflake.weir
CREATE VIEW IF NOT EXISTS `sink_snowflake.shop.public.orders` AS
SELECT
  `id`,
  `customer_id`,
  `status`,
  `amount`,
  CAST(`ordered_at` AS TIMESTAMP_LTZ(3)) AS `ordered_at`,
  `__deleted`,
  `$rowtime`
FROM `sink_snowflake.shop.public.orders__kafka`;
