-- table `shop.orders` in services.weir
ALTER TABLE `services.shop.public.orders` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
