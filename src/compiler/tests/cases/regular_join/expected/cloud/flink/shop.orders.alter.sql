-- table `shop.orders` in regular_join.weir
ALTER TABLE `regular_join.shop.public.orders` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
