-- table `shop.orders` in group_by_retraction.weir
ALTER TABLE `group_by_retraction.shop.public.orders` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
