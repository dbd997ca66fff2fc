-- table `shop.orders` in sink_snowflake.weir
ALTER TABLE `sink_snowflake.shop.public.orders` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
