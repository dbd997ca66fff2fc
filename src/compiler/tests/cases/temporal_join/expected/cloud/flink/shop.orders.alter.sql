-- table `shop.orders` in temporal_join.weir
ALTER TABLE `temporal_join.shop.public.orders` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
