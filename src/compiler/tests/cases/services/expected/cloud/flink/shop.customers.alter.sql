-- table `shop.customers` in services.weir
ALTER TABLE `services.shop.public.customers` MODIFY WATERMARK FOR `$rowtime` AS `$rowtime` - INTERVAL '5' SECOND;
