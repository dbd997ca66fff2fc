-- table `shop.customers` in temporal_join.weir
ALTER TABLE `temporal_join.shop.public.customers` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
