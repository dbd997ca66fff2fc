-- table `shop.customers` in sink_iceberg_upsert.weir
ALTER TABLE `sink_iceberg_upsert.shop.public.customers` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
