-- table `shop.customers` in sink_snowflake.weir
ALTER TABLE `sink_snowflake.shop.public.customers` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
