-- table `shop.customers` in regular_join.weir
ALTER TABLE `regular_join.shop.public.customers` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
